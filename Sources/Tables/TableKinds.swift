internal import Corpus

/// The list of tables; a test compares it with the folder `Summaries`.
package enum TableKinds {
  /// Tables by number, then figures by number.
  package static let all: [any TableKind] = [
    CorpusTable(), SampleByOriginTable(), TopicPrevalence(), TopicCooccurrence(),
    InterethnicShare(),
    MixingMatrixTable(), SegregationSummary(), ContactConditions(), ThreadDiversity(),
    ProfileSummary(), Longitudinal(), CoderQuality(), Robustness(), KeynessTable(),
    PropositionTable(), Attrition(),
  ]

  /// The table with this name or number ("topic-prevalence", "T3"). Throws when there is none.
  package static func named(_ name: String) throws -> any TableKind {
    if let kind = all.first(where: { $0.name == name || $0.number == name }) { return kind }
    let names = all.map { "\($0.number) \($0.name)" }.joined(separator: ", ")
    throw Complaint("no table named '\(name)' (have: \(names))", status: .configuration)
  }
}
