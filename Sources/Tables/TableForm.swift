internal import Corpus

/// What a written table says beside its cells; comes from the run, not from the data.
package struct TableContext: Sendable, Equatable {
  /// Language of words and decimal sign in forms for people.
  package var language: Language
  /// Key of the run record, printed in the last note; nil leaves the note out.
  package var runID: String?
  /// Behind `tab:` in LaTeX; nil takes the table's number. For two tables of one kind.
  package var label: String?
  /// Notes that the pipeline adds, such as the mark of an exec stage.
  package var notes: [Phrase]

  package init(
    language: Language = .en, runID: String? = nil, label: String? = nil, notes: [Phrase] = []
  ) {
    self.language = language
    self.runID = runID
    self.label = label
    self.notes = notes
  }
}

/// A written form of a table; one file each in `Forms/`.
package protocol TableForm: Sendable {
  /// "csv": the word in the pipeline file and the ending of the file.
  var name: String { get }
  /// The whole file. Equal tables give equal bytes.
  func write(_ table: Table, context: TableContext) -> [UInt8]
}

/// The list of forms; a test compares it with the folder `Forms`.
package enum TableForms {
  /// In the order in which they are listed to people.
  package static let all: [any TableForm] = [TidyCSV(), Markdown(), LaTeX()]

  /// The form with this name. Throws when there is none.
  package static func named(_ name: String) throws -> any TableForm {
    if let form = all.first(where: { $0.name == name }) { return form }
    throw Complaint(
      "no table form named '\(name)' (have: \(all.map(\.name).joined(separator: ", ")))",
      status: .configuration)
  }
}
