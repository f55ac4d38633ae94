/// The names that other rooms know: a pipeline file is checked against them, so that this room need
/// not know the others.
package struct Vocabulary: Sendable {
  /// A table: what it is made of, and along what it can be broken down.
  package struct Table: Sendable {
    package let name: String
    /// The least that its stage must hand on. Ties carry their posts along.
    package let needs: RecordKind
    /// What `by` takes.
    package let by: [String]
    /// What `by` is when nobody says.
    package let usualBy: [String]
    /// How many words `by` may hold.
    package let takes: ClosedRange<Int>
    /// Which of the settings `subtopics` and `replicates` it has a use for.
    package let settings: [String]
    /// Whether it speaks of groups whatever `by` says.
    package let needsGroups: Bool
    package let meaning: String

    package init(
      _ name: String, needs: RecordKind, by: [String], usualBy: [String],
      takes: ClosedRange<Int>? = nil, settings: [String] = [], needsGroups: Bool, meaning: String
    ) {
      self.name = name
      self.needs = needs
      self.by = by
      self.usualBy = usualBy
      self.takes = takes ?? 0...by.count
      self.settings = settings
      self.needsGroups = needsGroups
      self.meaning = meaning
    }
  }

  package var formats: [String]
  /// Formats of a software that many sites run: two of them need names.
  package var softwareFormats: [String]
  /// What `lexicons` takes by name: topics, then aspects.
  package var topics: [String]
  package var schemes: [String]
  package var tables: [Table]
  package var tableForms: [String]
  package var languages: [String]

  package init(
    formats: [String], softwareFormats: [String] = ["vbulletin4-html"],
    topics: [String] = Vocabulary.spineTopics + Vocabulary.spineAspects,
    schemes: [String] = ["self", "cbs-2022"], tables: [Table] = Vocabulary.spineTables,
    tableForms: [String] = ["csv", "md", "tex"], languages: [String] = ["en", "nl"]
  ) {
    self.formats = formats
    self.softwareFormats = softwareFormats
    self.topics = topics
    self.schemes = schemes
    self.tables = tables
    self.tableForms = tableForms
    self.languages = languages
  }

  package func table(_ name: String) -> Table? { tables.first { $0.name == name } }
  /// Every word that `by` takes in some table, in order of first appearance.
  package var by: [String] {
    tables.flatMap(\.by).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The five topics of the bundled lexicons.
  package static let spineTopics = ["school", "work", "leisure", "identity", "belonging"]

  /// Bundled lexicons of how something is said: looked for only when they are named, and no topics.
  package static let spineAspects = ["tone"]

  /// T1, T3, T5, T6 and T10.
  package static let spineTables = [
    Table(
      "corpus", needs: .posts, by: [], usualBy: [], needsGroups: false,
      meaning: "T1: posts, threads and users of the corpus"),
    Table(
      "topic-prevalence", needs: .codedPosts, by: ["group", "venue-type", "platform"],
      usualBy: ["group"], takes: 1...1, settings: ["subtopics", "replicates"], needsGroups: false,
      meaning: "T3: share of posts on each topic"),
    Table(
      "interethnic-share", needs: .ties, by: ["topic", "venue-type", "platform"],
      usualBy: ["topic"], settings: ["replicates"], needsGroups: true,
      meaning: "T5: share of ties between people of different groups"),
    Table(
      "mixing-matrix", needs: .ties, by: ["topic"], usualBy: [], needsGroups: true,
      meaning: "T6: ties by group of writer and of addressed"),
    Table(
      "profiles", needs: .profiles, by: [], usualBy: [], needsGroups: true,
      meaning: "T10: profiles, summarised by group"),
  ]

  /// Formats, topics, schemes and tables of the first release.
  package static let spine = Vocabulary(
    formats: ["mapped", "reddit-dump", "twitter-v2", "vbulletin4-html", "x-archive"])
}
