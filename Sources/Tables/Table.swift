/// A summary table: rows of cells with labels, and the notes under it. Every form writes this.
package struct Table: Sendable, Equatable {
  /// A column of row labels.
  package struct Stub: Sendable, Equatable {
    /// Column name in the machine form.
    package let id: String
    package let heading: Phrase
    /// False for labels that only the machine form spells out.
    package let isPrinted: Bool

    package init(_ id: String, _ heading: Phrase, isPrinted: Bool = true) {
      self.id = id
      self.heading = heading
      self.isPrinted = isPrinted
    }
  }

  /// One row: a label per stub, a cell per column.
  package struct Row: Sendable, Equatable {
    /// One per stub.
    package var keys: [Key]
    /// Labels for people where they differ; one per printed stub.
    package var printed: [Key]?
    /// One per column.
    package var cells: [Cell]
    /// A line stands above this row.
    package var opensBlock: Bool

    package init(_ keys: [Key], printed: [Key]? = nil, opensBlock: Bool = false, cells: [Cell]) {
      self.keys = keys
      self.printed = printed
      self.cells = cells
      self.opensBlock = opensBlock
    }
  }

  /// "T3"; also the default LaTeX label.
  package let number: String
  /// "topic-prevalence".
  package let name: String
  package let title: Phrase
  /// Columns of labels, left of the cells.
  package let stubs: [Stub]
  /// Name of the machine form's column that holds the ids of ``columns``.
  package let columnKey: String
  package let columns: [Key]
  package var rows: [Row]
  /// Sentences under the table in forms for people.
  package var notes: [Phrase]

  package init(
    number: String, name: String, title: Phrase, stubs: [Stub], columnKey: String = "measure",
    columns: [Key], rows: [Row] = [], notes: [Phrase] = []
  ) {
    self.number = number
    self.name = name
    self.title = title
    self.stubs = stubs
    self.columnKey = columnKey
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// What follows the labels in the machine form.
  package static let tidyTail = ["value", "low", "high", "text", "flag", "reason"]

  /// Column names of the machine form: stubs, the column key, then ``tidyTail``.
  package var tidyHeader: [String] { stubs.map(\.id) + [columnKey] + Self.tidyTail }

  /// Number of cells hidden for each reason.
  package var suppressed: [(reason: Suppression, count: Int)] {
    let reasons = rows.flatMap(\.cells).compactMap { cell -> Suppression? in
      if case .suppressed(let reason) = cell.state { return reason }
      return nil
    }
    return Suppression.allCases.compactMap { reason in
      let count = reasons.count { $0 == reason }
      return count > 0 ? (reason, count) : nil
    }
  }
}
