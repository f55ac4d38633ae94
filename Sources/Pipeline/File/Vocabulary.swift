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
    /// Which of the settings `subtopics`, `replicates`, `interval`, `draws`, `bridging-ties` and
    /// `bridging-share` it has a use for.
    package let settings: [String]
    /// Whether it speaks of groups whatever `by` says.
    package let needsGroups: Bool
    /// What `interval` takes.
    package let intervals: [String]
    package let meaning: String

    package init(
      _ name: String, needs: RecordKind, by: [String], usualBy: [String],
      takes: ClosedRange<Int>? = nil, settings: [String] = [], needsGroups: Bool,
      intervals: [String] = [], meaning: String
    ) {
      self.name = name
      self.needs = needs
      self.by = by
      self.usualBy = usualBy
      self.takes = takes ?? 0...by.count
      self.settings = settings
      self.needsGroups = needsGroups
      self.intervals = intervals
      self.meaning = meaning
    }
  }

  package var formats: [String]
  /// Formats of a software that many sites run: two of them need names.
  package var softwareFormats: [String]
  /// Formats whose posts may come with topics.
  package var codedFormats: [String]
  /// What `lexicons` takes by name: topics, then aspects.
  package var topics: [String]
  package var schemes: [String]
  package var tables: [Table]
  package var tableForms: [String]
  package var languages: [String]

  package init(
    formats: [String], softwareFormats: [String] = ["vbulletin4-html"],
    codedFormats: [String] = ["edge-list"],
    topics: [String] = Vocabulary.spineTopics + Vocabulary.spineAspects,
    schemes: [String] = Vocabulary.spineSchemes, tables: [Table] = Vocabulary.spineTables,
    tableForms: [String] = ["csv", "md", "tex"], languages: [String] = ["en", "nl"]
  ) {
    self.formats = formats
    self.softwareFormats = softwareFormats
    self.codedFormats = codedFormats
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

  /// Origin schemes of the bundled crosswalks, and people's own labels.
  package static let spineSchemes = [
    "self", "cbs-2022", "cbs-old", "destatis", "destatis-citizenship", "unece",
  ]

  /// Every table of this program, by number.
  package static let spineTables = [
    Table(
      "corpus", needs: .posts, by: [], usualBy: [], needsGroups: false,
      meaning: "T1: posts, threads and users of the corpus"),
    Table(
      "sample-by-origin", needs: .posts, by: [], usualBy: [], needsGroups: true,
      meaning: "T2: users by group and generation, with source, age and gender"),
    Table(
      "topic-prevalence", needs: .codedPosts, by: ["group", "venue-type", "platform"],
      usualBy: ["group"], takes: 1...1, settings: ["subtopics", "replicates", "interval"],
      needsGroups: false, intervals: ["logit", "percentile", "linearised"],
      meaning: "T3: share of posts on each topic"),
    Table(
      "topic-cooccurrence", needs: .codedPosts, by: [], usualBy: [], settings: ["replicates"],
      needsGroups: false, meaning: "T4: how topics go together in posts"),
    Table(
      "interethnic-share", needs: .ties,
      by: ["topic", "subtopic", "venue-type", "platform", "period", "tone"],
      usualBy: ["topic"], settings: ["replicates", "interval"], needsGroups: true,
      intervals: ["dyadic", "percentile", "linearised"],
      meaning: "T5: share of ties between people of different groups"),
    Table(
      "mixing-matrix", needs: .ties, by: ["topic"], usualBy: [], needsGroups: true,
      meaning: "T6: ties by group of writer and of addressed"),
    Table(
      "segregation-summary", needs: .ties,
      by: ["topic", "subtopic", "venue-type", "platform", "period", "tone"], usualBy: [],
      settings: ["replicates", "draws", "bridging-ties", "bridging-share"], needsGroups: true,
      meaning: "T7: every measure of segregation of contact, against chance and the unknown"),
    Table(
      "contact-conditions", needs: .ties,
      by: ["topic", "venue-type", "platform", "thread-size", "period", "group"], usualBy: [],
      settings: ["period", "zone", "clusters", "correction", "reference"], needsGroups: true,
      meaning: "T8: under which conditions ties are interethnic"),
    Table(
      "thread-diversity", needs: .ties, by: ["venue-type", "topic"], usualBy: ["topic"],
      settings: ["replicates", "bridging-ties", "bridging-share"], needsGroups: true,
      meaning: "T9: how mixed the participants of threads are"),
    Table(
      "profiles", needs: .profiles, by: [], usualBy: [], needsGroups: true,
      meaning: "T10: profiles, summarised by group"),
    Table(
      "longitudinal", needs: .codedPosts, by: [], usualBy: [], settings: ["period", "zone"],
      needsGroups: false, meaning: "T11: topics by period and group, and parts of their change"),
    Table(
      "coder-quality", needs: .codedPosts, by: ["language", "group"], usualBy: [],
      settings: ["subtopics", "replicates", "codes", "design"], needsGroups: false,
      meaning: "T12: what the coder says of posts that people coded"),
    Table(
      "robustness", needs: .ties, by: [], usualBy: [],
      settings: ["replicates", "interval", "vary"],
      needsGroups: true, intervals: ["dyadic", "percentile", "linearised"],
      meaning: "T13: the share interethnic under other choices"),
    Table(
      "keyness", needs: .posts, by: [], usualBy: [],
      settings: ["target", "reference", "top", "period", "zone"], needsGroups: false,
      meaning: "T14: words that some posts use more or less often than others"),
    Table(
      "propositions", needs: .ties, by: [], usualBy: [],
      settings: ["replicates", "interval", "margin", "reference"], needsGroups: true,
      intervals: ["dyadic", "percentile"],
      meaning: "P: seven propositions with what would refute each"),
    Table(
      "attrition", needs: .ties, by: [], usualBy: [], needsGroups: true,
      meaning: "F1: from records read to ties analysed"),
  ]

  /// Formats, topics, schemes and tables of the first release.
  package static let spine = Vocabulary(
    formats: ["edge-list", "mapped", "reddit-dump", "twitter-v2", "vbulletin4-html", "x-archive"])
}
