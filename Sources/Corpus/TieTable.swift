/// Counted reply edges between people, and the population they could have come from.
///
/// Made by Interactions, from posts or from tie records; read by Profiles and Tables.
public struct TieTable: Sendable {
  /// One counted edge from ego (writer) to alter (addressed).
  @frozen public struct Tie: Sendable {
    public var ego: Int32
    public var alter: Int32
    public var createdAt: Int64
    public var subtopics: UInt64
    /// Topics of the reply; `isCoded` false means nobody looked.
    public var topics: UInt32
    public var venue: Int32
    public var platform: Int16
    public var venueType: UInt8
    public var how: ReplyHow
    public var confidence: UInt8
    public var parentPresent: Bool
    public var isCoded: Bool
    /// Row of the post table that holds the edge; -1 where ties were read from records.
    public var post: Int32

    public init(
      ego: Int32, alter: Int32, createdAt: Int64, topics: UInt32, subtopics: UInt64, venue: Int32,
      platform: Int16, venueType: UInt8, how: ReplyHow, confidence: UInt8, parentPresent: Bool,
      isCoded: Bool, post: Int32
    ) {
      self.ego = ego
      self.alter = alter
      self.createdAt = createdAt
      self.topics = topics
      self.subtopics = subtopics
      self.venue = venue
      self.platform = platform
      self.venueType = venueType
      self.how = how
      self.confidence = confidence
      self.parentPresent = parentPresent
      self.isCoded = isCoded
      self.post = post
    }
  }

  /// An edge that was not counted, and the first reason that applies.
  public enum NotCounted: String, Sendable, CaseIterable {
    case notChosenKind = "not-chosen-kind"
    case belowConfidence = "below-confidence"
    case alterUnknown = "alter-unknown"
    case parentMissing = "parent-missing"
    case selfReply = "self"
    case bot
    /// The writer is nobody: a deleted account, a guest.
    case egoUnknown = "ego-unknown"
    /// Another edge of the same post names the same alter, on evidence at least as strong.
    case repeated
  }

  /// Which participants could meet where: persons (numbers) by stratum of the null.
  public struct Stratum: Sendable {
    public let name: String
    /// Sorted.
    public let persons: [Int32]
    public init(name: String, persons: [Int32]) {
      self.name = name
      self.persons = persons
    }
  }

  public var ties = Chunked<Tie>()
  public var people = People()
  /// Strata of the relabelling null, by name; one named "all" when it is not stratified.
  public var strata: [Stratum] = []
  /// Stratum number of each tie.
  public var stratumOfTie: [Int32] = []
  public var notCounted: [NotCounted: Int] = [:]
  /// Edges not counted by reason and topic bit of the reply (index 32: all edges, whatever their
  /// post's topics; index 33: edges of coded posts without a topic).
  public var notCountedByTopic: [NotCounted: [Int]] = [:]
  public var edgesRead = 0
  /// Whether a tie from a to b is another thing than one from b to a; false for undirected lists.
  public var isDirected = true
  public var sameness = Sameness.overlap
  public var venueTypes: [String] = VenueType.all

  public init() {}
}
