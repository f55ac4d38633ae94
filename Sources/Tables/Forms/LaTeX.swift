/// A table for a paper: booktabs and threeparttable, notes as list items, label `tab:T3`.
///
/// The packages are named in the first line. Names in other scripts stay as they are, which needs
/// XeLaTeX or LuaLaTeX and a font that has them.
package struct LaTeX: TableForm {
  package let name = "tex"

  /// Columns, labels included, that stand upright; a wider table lies on its side.
  private static let widest = 9

  package init() {}

  package func write(_ table: Table, context: TableContext) -> [UInt8] {
    let printed = Printed(
      language: context.language, minus: "$-$", suppressed: "$\\cdot$", missing: "--",
      escape: Self.escape)
    let labels = table.stubs.count(where: \.isPrinted)
    let shape =
      String(repeating: "l", count: labels) + String(repeating: "r", count: table.columns.count)
    let notes = printed.notes(table, context).map { "\\item \($0)" }
    let isWide = shape.count > Self.widest
    let packages = "booktabs, threeparttable, " + (isWide ? "rotating, " : "")
    var lines = [
      "% packages: \(packages)fontenc with T1 (or XeLaTeX, LuaLaTeX)",
      isWide ? "\\begin{sidewaystable}" : "\\begin{table}[htbp]", "\\centering",
      "\\begin{threeparttable}", "\\caption{\(Self.escape(table.title[context.language]))}",
      "\\label{tab:\(context.label ?? table.number)}",
      isWide ? "\\footnotesize\\setlength{\\tabcolsep}{3pt}" : "\\small",
      "\\begin{tabular}{\(shape)}", "\\toprule", line(printed.headings(table)), "\\midrule",
    ]
    for (index, cells) in printed.rows(table).enumerated() {
      if index > 0, table.rows[index].opensBlock { lines.append("\\addlinespace") }
      lines.append(line(cells))
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    if !notes.isEmpty {
      lines += ["\\begin{tablenotes}[flushleft]", "\\footnotesize"] + notes
      lines.append("\\end{tablenotes}")
    }
    lines += ["\\end{threeparttable}", isWide ? "\\end{sidewaystable}" : "\\end{table}", ""]
    return [UInt8](lines.joined(separator: "\n").utf8)
  }

  /// A row; braces keep a `[` or `*` at its start from being read as an argument of `\\` above.
  private func line(_ cells: [String]) -> String {
    let first = cells.first ?? ""
    let guarded = first.hasPrefix("[") || first.hasPrefix("*") ? "{}" + first : first
    return ([guarded] + cells.dropFirst()).joined(separator: " & ") + " \\\\"
  }

  /// Characters that TeX reads as commands become their names; line breaks become spaces.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}":
        out += "\\"
        out.unicodeScalars.append(scalar)
      case "~": out += "\\textasciitilde{}"
      case "^": out += "\\textasciicircum{}"
      case "<": out += "\\textless{}"
      case ">": out += "\\textgreater{}"
      case "|": out += "\\textbar{}"
      case "\"": out += "\\textquotedbl{}"
      case "·": out += "$\\cdot$"
      case "–": out += "--"
      case "−": out += "$-$"
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
