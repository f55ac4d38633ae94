/// A pipe table for eyes and for pandoc, with the title above and the notes below.
package struct Markdown: TableForm {
  package let name = "md"

  package init() {}

  package func write(_ table: Table, context: TableContext) -> [UInt8] {
    let printed = Printed(
      language: context.language, minus: "−", suppressed: "·", missing: "–", escape: Self.escape)
    let rows = [printed.headings(table)] + printed.rows(table)
    let labels = table.stubs.count(where: \.isPrinted)
    let widths = rows[0].indices.map { column in
      max(3, rows.map { $0[column].count }.max() ?? 3)
    }
    var text = "**\(table.number). \(Self.escape(table.title[context.language]))**\n\n"
    for (index, row) in rows.enumerated() {
      text += "|"
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        text += column < labels ? " \(cell)\(gap) |" : " \(gap)\(cell) |"
      }
      text += "\n"
      guard index == 0 else { continue }
      text += "|"
      for (column, width) in widths.enumerated() {
        let rule = String(repeating: "-", count: width + 1)
        text += column < labels ? ":\(rule)|" : "\(rule):|"
      }
      text += "\n"
    }
    let heading = context.language == .nl ? "Noot" : "Note"
    for (index, note) in printed.notes(table, context).enumerated() {
      text += index == 0 ? "\n*\(heading).* \(note)\n" : "\n\(note)\n"
    }
    return [UInt8](text.utf8)
  }

  /// Markup characters lose their meaning; line breaks become spaces.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "|", "*", "_", "`", "<", ">", "[", "]", "#", "~", "$", "&":
        out += "\\"
        out.unicodeScalars.append(scalar)
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
