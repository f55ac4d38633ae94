/// One row of measures per person; made by Profiles, summarised by Tables.
package struct ProfileTable: Sendable {
  package struct Row: Sendable {
    /// Number into the tie table's people.
    package var person: Int32
    package var posts = 0
    package var tokens = 0
    package var activeDays = 0
    /// Posts by topic bit; ``none`` counts coded posts without any topic.
    package var topicPosts: [Int] = []
    package var none = 0
    /// Posts by language number of the post table, where the source gives one.
    package var langPosts: [Int] = []
    package var firstAt = PostRow.noTime
    package var lastAt = PostRow.noTime
    /// Posts that hold a reply edge.
    package var replies = 0
    package var repliesReceived = 0
    /// Counted ties of known sameness, in persons' own direction. Under `overlap` and `product` a
    /// tie is split: these are sums of 1 − sameness and of sameness.
    package var interOut = 0.0, intraOut = 0.0, interIn = 0.0, intraIn = 0.0
    package var unknownOut = 0, unknownIn = 0
    /// Distinct alters answered, and how many of them answered back.
    package var altersOut = 0, reciprocated = 0
    /// Distinct groups among known alters, either direction.
    package var groupsMet = 0

    package init(person: Int32) { self.person = person }
  }

  package var rows: [Row] = []
  /// Why others than donors have profiles; nil when only donors have.
  package var reason: String?
  package init() {}
}
