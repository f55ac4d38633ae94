/// A table for a paper: booktabs and threeparttable, notes as list items, label `tab:T3`.
///
/// A table wider than a page lies on its side; one longer than a page runs over pages (longtable),
/// with its notes below. The packages are named in the first line. Names in other scripts stay as
/// they are, which needs XeLaTeX or LuaLaTeX and a font that has them.
package struct LaTeX: TableForm {
  package let name = "tex"

  package init() {}

  package func write(_ table: Table, context: TableContext) -> [UInt8] {
    let printed = Printed(
      language: context.language, minus: "$-$", suppressed: "$\\cdot$", missing: "--",
      escape: Self.escape)
    let labels = table.stubs.count(where: \.isPrinted)
    let shape =
      String(repeating: "l", count: labels) + String(repeating: "r", count: table.columns.count)
    let layout = LaTeXLayout(table, context)
    let headings = layout.headings.enumerated().map { Self.heading($1, isLabel: $0 < labels) }
    let head = ["\\toprule", line(headings), "\\midrule"]
    var body: [String] = []
    let staysTogether = Self.staysTogether(table)
    for (index, cells) in printed.rows(table).enumerated() {
      if index > 0, table.rows[index].opensBlock { body.append("\\addlinespace") }
      body.append(line(cells) + (layout.isLong && staysTogether[index] ? "*" : ""))
    }
    let page = Page(
      title: Self.escape(table.title[context.language]),
      label: "\\label{tab:\(context.label ?? table.number)}", shape: shape, head: head, body: body,
      notes: printed.notes(table, context),
      continued: context.language == .nl ? "vervolg" : "continued")
    let lines = layout.isLong ? Self.long(page, layout) : Self.float(page, layout)
    return [UInt8]((lines + [""]).joined(separator: "\n").utf8)
  }

  /// By row: whether no page may end behind it, because its block goes on and is short enough.
  private static func staysTogether(_ table: Table) -> [Bool] {
    var keep = [Bool](repeating: false, count: table.rows.count)
    var start = 0
    for index in 0...table.rows.count where index > 0 {
      if index < table.rows.count, !table.rows[index].opensBlock { continue }
      if index - start <= 12 {
        for row in start..<max(start, index - 1) { keep[row] = true }
      }
      start = index
    }
    return keep
  }

  /// The parts of a table, escaped.
  private struct Page {
    let title: String
    let label: String
    let shape: String
    let head: [String]
    let body: [String]
    let notes: [String]
    let continued: String
  }

  /// A float of one page.
  private static func float(_ page: Page, _ layout: LaTeXLayout) -> [String] {
    let isWide = layout.isWide
    var lines = [
      "% packages: booktabs, threeparttable, " + (isWide ? "rotating, " : "") + fonts,
      isWide ? "\\begin{sidewaystable}" : "\\begin{table}[htbp]", "\\centering",
      "\\begin{threeparttable}", "\\caption{\(page.title)}", page.label, layout.size,
      "\\begin{tabular}{\(page.shape)}",
    ]
    lines += page.head + page.body + ["\\bottomrule", "\\end{tabular}"]
    if !page.notes.isEmpty {
      lines += ["\\begin{tablenotes}[flushleft]", "\\footnotesize"]
      lines += page.notes.map { "\\item \($0)" }
      lines.append("\\end{tablenotes}")
    }
    return lines + ["\\end{threeparttable}", isWide ? "\\end{sidewaystable}" : "\\end{table}"]
  }

  /// A table over several pages, each with its heading.
  private static func long(_ page: Page, _ layout: LaTeXLayout) -> [String] {
    let isWide = layout.isWide
    var lines = [
      "% packages: booktabs, longtable, " + (isWide ? "pdflscape, " : "") + fonts,
      isWide ? "\\begin{landscape}" : "\\begingroup", layout.size,
      "\\begin{longtable}{\(page.shape)}", "\\caption{\(page.title)}\(page.label)\\\\",
    ]
    lines += page.head + ["\\endfirsthead", "\\caption[]{\(page.title) (\(page.continued))}\\\\"]
    lines += page.head + ["\\endhead", "\\bottomrule", "\\endfoot"]
    lines += page.body + ["\\end{longtable}"]
    if !page.notes.isEmpty {
      lines.append("\\footnotesize")
      lines += page.notes.map { "\\noindent \($0)\\par" }
    }
    return lines + [isWide ? "\\end{landscape}" : "\\endgroup"]
  }

  private static let fonts = "fontenc with T1 (or XeLaTeX, LuaLaTeX)"

  /// A heading, its lines one above the other.
  private static func heading(_ lines: [String], isLabel: Bool) -> String {
    let escaped = lines.map(escape)
    if escaped.count == 1 { return escaped[0] }
    return "\\shortstack[\(isLabel ? "l" : "r")]{\(escaped.joined(separator: "\\\\"))}"
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
