/// One row of measures per person; made by Profiles, summarised by Tables.
public struct ProfileTable: Sendable {
  public struct Row: Sendable {
    /// Number into the tie table's people.
    public var person: Int32
    public var posts = 0
    public var tokens = 0
    public var activeDays = 0
    /// Posts by topic bit; ``none`` counts coded posts without any topic.
    public var topicPosts: [Int] = []
    public var none = 0
    /// Posts by language number of the post table, where the source gives one.
    public var langPosts: [Int] = []
    public var firstAt = PostRow.noTime
    public var lastAt = PostRow.noTime
    /// Posts that hold a reply edge.
    public var replies = 0
    public var repliesReceived = 0
    /// Counted ties of known sameness, in persons' own direction. Under `overlap` and `product` a
    /// tie is split: these are sums of 1 − sameness and of sameness.
    public var interOut = 0.0, intraOut = 0.0, interIn = 0.0, intraIn = 0.0
    public var unknownOut = 0, unknownIn = 0
    /// Distinct alters answered, and how many of them answered back.
    public var altersOut = 0, reciprocated = 0
    /// Distinct groups among known alters, either direction.
    public var groupsMet = 0

    public init(person: Int32) { self.person = person }
  }

  public var rows: [Row] = []
  /// Why others than donors have profiles; nil when only donors have.
  public var reason: String?
  public init() {}
}
