package import Corpus
package import Interactions

/// The tally of one stage, by the name that the pipeline file gives it.
package struct StageTally: Sendable, Equatable {
  /// Name of the stage ("posts").
  package let stage: String
  /// What it does ("ingest").
  package let use: String
  package let tally: Tally

  package init(stage: String, use: String, tally: Tally) {
    self.stage = stage
    self.use = use
    self.tally = tally
  }
}

/// Everything that a table may be made of. A table says which parts it needs.
package struct Material: Sendable {
  package var posts: PostTable
  /// Persons of the post table's accounts.
  package var people: People
  /// Number into ``VenueType/all`` by venue number of the post table; empty: all unknown.
  package var venueTypes: [UInt8]
  /// Ties with the people they join; platforms, venues and topics are numbers of ``posts``.
  package var ties: TieTable?
  /// Rows are about the people of ``ties``, or of ``people`` where there are no ties.
  package var profiles: ProfileTable?
  /// What table T2 needs of each person of ``people``; empty: nothing is known.
  package var facts: [SampleFacts]
  /// In the order of the data.
  package var stages: [StageTally]
  /// The study under other choices, where a stage varies them; the baseline among them.
  package var specifications: [SpecificationResult]
  /// Posts that people coded by hand, for table T12; nil: none.
  package var coded: CodedSample?
  /// What the names of ``posts``' accounts were made with; nil: they are as the source gives them.
  package var pseudonymiser: (any Pseudonymiser)?

  package init(
    posts: PostTable = PostTable(), people: People = People(), venueTypes: [UInt8] = [],
    ties: TieTable? = nil, profiles: ProfileTable? = nil, facts: [SampleFacts] = [],
    stages: [StageTally] = [], specifications: [SpecificationResult] = [],
    coded: CodedSample? = nil, pseudonymiser: (any Pseudonymiser)? = nil
  ) {
    self.posts = posts
    self.people = people
    self.venueTypes = venueTypes
    self.ties = ties
    self.profiles = profiles
    self.facts = facts
    self.stages = stages
    self.specifications = specifications
    self.coded = coded
    self.pseudonymiser = pseudonymiser
  }
}

/// Venue type of venues by number.
struct VenueTypes {
  private var types: [UInt8]

  init(_ material: Material) { types = material.venueTypes }

  /// What a tie says of its venue, where the material says nothing.
  mutating func set(_ venue: Int32, _ type: UInt8) {
    let index = Int(venue)
    while types.count <= index { types.append(VenueType.unknown) }
    if types[index] == VenueType.unknown { types[index] = type }
  }

  /// Number into ``VenueType/all``; -1 is no venue, whose type is unknown.
  subscript(venue: Int32) -> Int {
    let index = Int(venue)
    return types.indices.contains(index) ? Int(types[index]) : Int(VenueType.unknown)
  }
}
