/// Where an answer comes from.
package enum AnswerSource: String, Sendable, CaseIterable {
  case survey
  case donationQuestionnaire = "donation-questionnaire"
  case selfDescription = "self-description"
  /// Another word stands there; it is not kept, since it may say anything.
  case other

  init(_ cell: String) { self = AnswerSource(rawValue: cell.lowercased()) ?? .other }
}

/// The source of each of a person's answers: that of its own `…_source` column, else that of the
/// row's `source`. The first row that gives an answer gives its source.
package struct Provenance: Sendable, Hashable {
  private var sources: [AnswerSource?] = []

  package init() {}

  /// nil: there is no answer in the column, or nothing says where it comes from.
  package subscript(column: Roster.Column) -> AnswerSource? {
    get { sources.isEmpty ? nil : sources[column.place] }
    set {
      if sources.isEmpty {
        if newValue == nil { return }
        sources = [AnswerSource?](repeating: nil, count: Roster.Column.allCases.count)
      }
      sources[column.place] = newValue
    }
  }

  /// Source of the answers that decided, as a table shows it.
  package func of(_ columns: [Roster.Column]) -> Information {
    guard let first = columns.first else { return .none }
    let source = self[first]
    if columns.contains(where: { self[$0] != source }) { return .mixed }
    switch source {
    case .survey: return .survey
    case .donationQuestionnaire: return .donationQuestionnaire
    case .selfDescription: return .selfDescription
    case .other: return .other
    case nil: return .notStated
    }
  }

  /// What the knowledge of a person's group rests on.
  package enum Information: String, Sendable, CaseIterable {
    case survey
    case donationQuestionnaire = "donation-questionnaire"
    case selfDescription = "self-description"
    case other
    /// Answers of different sources decided together.
    case mixed
    /// The group is known, where from is not.
    case notStated = "not-stated"
    /// Nothing is known: not on the roster, no answer, or answers that do not decide.
    case none
  }
}
