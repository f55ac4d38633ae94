/// One stage of a plan.
package struct StagePlan: Sendable, Equatable {
  /// Also the name of its output.
  package var name: String
  /// Names of the stages it reads, all of which stand before it; empty for `ingest`.
  package var from: [String]
  /// What it hands on.
  package var output: RecordKind
  /// The stage whose posts it works on, directly or through ties and profiles; nil for `ingest`,
  /// and where a stage command reads a stream.
  package var posts: String?
  package var settings: StageSettings

  package init(
    name: String, from: [String] = [], output: RecordKind, posts: String? = nil,
    settings: StageSettings
  ) {
    self.name = name
    self.from = from
    self.output = output
    self.posts = posts
    self.settings = settings
  }

  package var use: StageUse { settings.use }
}

/// The settings of a stage, by what it does.
package enum StageSettings: Sendable, Equatable {
  case ingest(IngestPlan)
  case filter(FilterPlan)
  case classify(ClassifyPlan)
  case exec(ExecPlan)
  case interact(InteractPlan)
  case profile(ProfilePlan)
  case tabulate(TabulatePlan)

  package var use: StageUse {
    switch self {
    case .ingest: .ingest
    case .filter: .filter
    case .classify: .classify
    case .exec: .exec
    case .interact: .interact
    case .profile: .profile
    case .tabulate: .tabulate
    }
  }
}
