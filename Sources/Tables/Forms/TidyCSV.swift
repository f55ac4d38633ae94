/// Machine form: one line per cell of the printed table, columns as in `data-schema/tables`.
///
/// RFC 4180 with LF; shares are fractions 0–1; a point, the digits of the double. `flag` is
/// empty, `missing`, `suppressed` or `not-applicable`, and `reason` says why; a number without an
/// interval has the interval's reason. Neutral: no language, no notes.
package struct TidyCSV: TableForm {
  package let name = "csv"

  package init() {}

  package func write(_ table: Table, context: TableContext) -> [UInt8] {
    var text = line(table.tidyHeader)
    for row in table.rows {
      for (column, cell) in zip(table.columns, row.cells) {
        text += line(row.keys.map(\.id) + [column.id] + fields(cell))
      }
    }
    return [UInt8](text.utf8)
  }

  /// Value, low, high, text, flag, reason.
  private func fields(_ cell: Cell) -> [String] {
    func text(_ number: Number) -> String { number.machineText }
    return switch cell.state {
    case .number(let value, nil): [text(value), "", "", "", "", ""]
    case .number(let value, .interval(let low, let high)?):
      [text(value), text(low), text(high), "", "", ""]
    case .number(let value, .none(let reason)?):
      [text(value), "", "", "", "", reason.rawValue]
    case .bounds(let low, let high): ["", text(low), text(high), "", "", ""]
    case .text(let words): ["", "", "", words, "", ""]
    case .missing(let reason): ["–", "", "", "", "missing", reason.rawValue]
    case .suppressed(let reason): ["·", "", "", "", "suppressed", reason.rawValue]
    case .notApplicable: ["", "", "", "", "not-applicable", ""]
    }
  }

  private func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private func quoted(_ field: String) -> String {
    let special: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
    guard field.utf8.contains(where: special.contains) else { return field }
    var out = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}
