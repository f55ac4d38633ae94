/// Counted reply edges between people, and the population they could have come from.
///
/// Made by Interactions, from posts or from tie records; read by Profiles and Tables.
package struct TieTable: Sendable {
  /// One counted edge from ego (writer) to alter (addressed).
  @frozen package struct Tie: Sendable {
    package var ego: Int32
    package var alter: Int32
    package var createdAt: Int64
    package var subtopics: UInt64
    /// Topics of the reply; `isCoded` false means nobody looked.
    package var topics: UInt32
    package var venue: Int32
    package var platform: Int16
    package var venueType: UInt8
    package var how: ReplyHow
    package var confidence: UInt8
    package var parentPresent: Bool
    package var isCoded: Bool
    /// Row of the post table that holds the edge; -1 where ties were read from records.
    package var post: Int32

    package init(
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
  package enum NotCounted: String, Sendable, CaseIterable {
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
  package struct Stratum: Sendable {
    package let name: String
    /// Sorted.
    package let persons: [Int32]
    package init(name: String, persons: [Int32]) {
      self.name = name
      self.persons = persons
    }
  }

  package var ties = Chunked<Tie>()
  package var people = People()
  /// Strata of the relabelling null, by name; one named "all" when it is not stratified.
  package var strata: [Stratum] = []
  /// Stratum number of each tie.
  package var stratumOfTie: [Int32] = []
  package var notCounted: [NotCounted: Int] = [:]
  /// Edges not counted by reason and topic bit of the reply (index 32: all edges, whatever their
  /// post's topics; index 33: edges of coded posts without a topic).
  package var notCountedByTopic: [NotCounted: [Int]] = [:]
  package var edgesRead = 0
  /// Whether a tie from a to b is another thing than one from b to a; false for undirected lists.
  package var isDirected = true
  package var sameness = Sameness.overlap
  package var venueTypes: [String] = VenueType.all

  package init() {}
}
