package import Corpus

/// Settings of `use: ingest`.
package struct IngestPlan: Sendable, Equatable {
  package var sources: [SourcePlan]
  package var duplicates: DuplicateRule

  package init(sources: [SourcePlan] = [], duplicates: DuplicateRule = .first) {
    self.sources = sources
    self.duplicates = duplicates
  }
}

/// One entry of `sources`.
package struct SourcePlan: Sendable, Equatable {
  package var format: String
  /// Resolved patterns; "-" is standard input. ``FilePattern/matches(_:)`` lists the files.
  package var files: [String]
  /// nil: the format's own.
  package var platform: String?
  package var timezone: String?
  package var dates: DateOrder?
  /// RFC 3339, as written.
  package var captured: String?
  /// Resolved path, and the path as written, which messages may show.
  package var mapping: String?
  package var mappingShown: String?
  package var include: [IncludeWord]
  package var role: PostRole

  package init(
    format: String, files: [String], platform: String? = nil, timezone: String? = nil,
    dates: DateOrder? = nil, captured: String? = nil, mapping: String? = nil,
    mappingShown: String? = nil, include: [IncludeWord] = [], role: PostRole = .sample
  ) {
    self.format = format
    self.files = files
    self.platform = platform
    self.timezone = timezone
    self.dates = dates
    self.captured = captured
    self.mapping = mapping
    self.mappingShown = mappingShown
    self.include = include
    self.role = role
  }
}

/// Settings of `use: filter`; nil keeps everything.
package struct FilterPlan: Sendable, Equatable {
  /// First and last day kept.
  package var since: Day?
  package var until: Day?
  package var kinds: [PostKind]?
  package var languages: [String]?
  package var venues: [String]?
  package var platforms: [String]?

  package init(
    since: Day? = nil, until: Day? = nil, kinds: [PostKind]? = nil, languages: [String]? = nil,
    venues: [String]? = nil, platforms: [String]? = nil
  ) {
    self.since = since
    self.until = until
    self.kinds = kinds
    self.languages = languages
    self.venues = venues
    self.platforms = platforms
  }
}

/// Settings of `use: classify`.
package struct ClassifyPlan: Sendable, Equatable {
  package enum Lexicon: Sendable, Equatable {
    case topic(String)
    /// Resolved path of a file or folder.
    case path(String)
  }

  /// Who decides on topics.
  package enum Coder: String, Sendable, CaseIterable {
    case lexicon, model, hybrid
  }

  /// nil: every topic of the folder.
  package var lexicons: [Lexicon]?
  /// Resolved path; nil: the lexicons that come with schakel.
  package var lexiconFolder: String?
  package var tokenisation: Tokenisation
  /// nil: every language.
  package var languages: [String]?
  package var coder: Coder
  /// Resolved path; nil: the model that comes with schakel.
  package var model: String?

  package init(
    lexicons: [Lexicon]? = nil, lexiconFolder: String? = nil, tokenisation: Tokenisation = .youth,
    languages: [String]? = nil, coder: Coder = .lexicon, model: String? = nil
  ) {
    self.coder = coder
    self.model = model
    self.lexicons = lexicons
    self.lexiconFolder = lexiconFolder
    self.tokenisation = tokenisation
    self.languages = languages
  }
}

/// Settings of `use: exec`.
package struct ExecPlan: Sendable, Equatable {
  /// Program and arguments; a line for the shell is `/bin/sh -c line`.
  package var command: [String]
  package var reason: String
  package var gives: [ExecAnswer]

  package init(command: [String], reason: String, gives: [ExecAnswer] = [.topics]) {
    self.command = command
    self.reason = reason
    self.gives = gives
  }
}

/// Settings of `use: interact`.
package struct InteractPlan: Sendable, Equatable {
  package var edges: [ReplyHow]
  /// 0–1.
  package var minConfidence: Double
  package var parent: ParentRule
  package var population: Population
  package var directed: Bool
  package var null: NullModel
  package var bots: BotRule

  package init(
    edges: [ReplyHow] = [.nativeParent, .quoteLink, .addressed], minConfidence: Double = 0,
    parent: ParentRule = .optional, population: Population = .participants, directed: Bool = true,
    null: NullModel = .relabel, bots: BotRule = .exclude
  ) {
    self.edges = edges
    self.minConfidence = minConfidence
    self.parent = parent
    self.population = population
    self.directed = directed
    self.null = null
    self.bots = bots
  }
}

/// Settings of `use: profile`.
package struct ProfilePlan: Sendable, Equatable {
  /// Why others than donors have profiles; nil when only donors have.
  package var everyone: String?
  package init(everyone: String? = nil) { self.everyone = everyone }
}

/// Settings of `use: tabulate`.
package struct TabulatePlan: Sendable, Equatable {
  package var table: String
  package var by: [String]
  package var subtopics: Bool
  package var replicates: Int
  /// nil: the way that covers best for the table.
  package var interval: IntervalRule?
  package var draws: Int
  package var bridgingTies: Int
  /// 0–1.
  package var bridgingShare: Double
  /// 0–1.
  package var margin: Double?
  package var reference: [String]
  package var target: [String]
  package var top: Int
  package var period: PeriodUnit
  package var zone: PeriodZone
  package var clusters: ClusterRule
  package var correction: CorrectionRule
  /// Resolved paths of the files in which people coded posts.
  package var codes: [String]
  /// Resolved path of the design of their sample.
  package var design: String?
  /// nil: nothing is varied.
  package var vary: VaryPlan?

  package init(
    table: String, by: [String] = [], subtopics: Bool = false, replicates: Int = 1000,
    interval: IntervalRule? = nil, draws: Int = 999, bridgingTies: Int = 3,
    bridgingShare: Double = 0.5, margin: Double? = nil,
    reference: [String] = [], target: [String] = [], top: Int = 50,
    period: PeriodUnit = .year, zone: PeriodZone = .amsterdam, clusters: ClusterRule = .ego,
    correction: CorrectionRule = .clusters,
    codes: [String] = [], design: String? = nil, vary: VaryPlan? = nil
  ) {
    self.table = table
    self.by = by
    self.subtopics = subtopics
    self.replicates = replicates
    self.interval = interval
    self.draws = draws
    self.bridgingTies = bridgingTies
    self.bridgingShare = bridgingShare
    self.margin = margin
    self.reference = reference
    self.target = target
    self.top = top
    self.period = period
    self.zone = zone
    self.clusters = clusters
    self.correction = correction
    self.codes = codes
    self.design = design
    self.vary = vary
  }
}

extension TabulatePlan {
  /// Whether the table is made of the words of posts.
  var countsWords: Bool { table == "keyness" }
}

/// The choices of `vary`; an empty list leaves that choice as it is.
package struct VaryPlan: Sendable, Equatable {
  package var schemes: [String] = []
  package var same: [Sameness] = []
  package var edges: [[ReplyHow]] = []
  /// 0–1.
  package var minConfidence: [Double] = []
  package var null: [NullModel] = []
  /// Per cent.
  package var withoutLoudest: [Double] = []
  package var venueTypes: [[String]] = []

  package init() {}
}

extension VaryPlan {
  /// The words of a choice such as `native_parent+quote_link`.
  static func parts(_ joined: String) -> [String] {
    joined.split(separator: "+").map { String($0).trimming() }
  }
}
