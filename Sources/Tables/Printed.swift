/// Turns cells into what people read; the forms differ in their glyphs only.
struct Printed {
  let language: Language
  let minus: String
  let suppressed: String
  let missing: String
  /// Makes a name out of the data harmless in this form.
  let escape: (String) -> String

  func number(_ number: Number, _ format: NumberFormat) -> String {
    var text = format.text(number)
    if language == .nl { text = String(text.map { $0 == "." ? "," : $0 }) }
    return text.hasPrefix("-") ? minus + text.dropFirst() : text
  }

  private func range(_ low: Number, _ high: Number, _ format: NumberFormat) -> String {
    let comma = language == .nl ? "; " : ", "
    return "[\(number(low, format))\(comma)\(number(high, format))]"
  }

  func cell(_ cell: Cell) -> String {
    switch cell.state {
    case .number(let value, let spread):
      guard case .interval(let low, let high)? = spread else { return number(value, cell.format) }
      return number(value, cell.format) + " " + range(low, high, cell.format)
    case .bounds(let low, let high): return range(low, high, cell.format)
    case .text(let text): return escape(text)
    case .missing: return missing
    case .suppressed: return suppressed
    case .notApplicable: return ""
    }
  }

  /// Labels and cells of every row; a label that repeats the one above is left out.
  func rows(_ table: Table) -> [[String]] {
    var above: [Key] = []
    return table.rows.map { row in
      let keys =
        row.printed ?? zip(table.stubs, row.keys).filter { $0.0.isPrinted }.map { $0.1 }
      let isNewBlock = row.opensBlock || above.count != keys.count
      var repeats = !isNewBlock
      var labels: [String] = []
      for (index, key) in keys.enumerated() {
        repeats = repeats && index < keys.count - 1 && above[index] == key
        labels.append(repeats ? "" : escape(key.shown[language]))
      }
      above = keys
      return labels + row.cells.map(cell)
    }
  }

  /// Headings of the printed stubs and of the columns.
  func headings(_ table: Table) -> [String] {
    (table.stubs.filter(\.isPrinted).map(\.heading) + table.columns.map(\.shown))
      .map { escape($0[language]) }
  }

  /// Notes of the table, of the run, and the key of the run record.
  func notes(_ table: Table, _ context: TableContext) -> [String] {
    var notes = table.notes + context.notes
    if let run = context.runID { notes.append(Phrase("Run \(run).", nl: "Run \(run).")) }
    return notes.map { escape($0[language]) }
  }
}
