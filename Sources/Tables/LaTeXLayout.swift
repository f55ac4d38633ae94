/// How a table is laid on a page of LaTeX's article class: upright or on its side, in which size,
/// on one page or over several, and where its headings are broken.
///
/// Widths are estimated: half an em a character, which is about right for Computer Modern and errs
/// on the wide side for other fonts of books.
struct LaTeXLayout {
  /// Wider than the text of a page.
  let isWide: Bool
  /// Higher than what a page has room for.
  let isLong: Bool
  /// Commands that set the size of letters and the space between columns.
  let size: String
  /// Lines of each heading, not escaped.
  let headings: [[String]]

  /// Text of an A4 or letter page in points, the narrower and the lower of both.
  private static let page = (width: 345.0, height: 550.0)
  private static let caption = 25.0

  private struct Size {
    let name: String
    let points: Double
    /// On each side of a column.
    let space: Double

    var command: String { space == 6 ? name : "\(name)\\setlength{\\tabcolsep}{\(Int(space))pt}" }
  }

  private static let upright = [
    Size(name: "\\small", points: 9, space: 6), Size(name: "\\footnotesize", points: 8, space: 3),
  ]
  private static let onItsSide = [
    Size(name: "\\small", points: 9, space: 6), Size(name: "\\footnotesize", points: 8, space: 3),
    Size(name: "\\scriptsize", points: 7, space: 3),
    Size(name: "\\scriptsize", points: 7, space: 2),
  ]

  init(_ table: Table, _ context: TableContext) {
    let plain = Printed(
      language: context.language, minus: "−", suppressed: "·", missing: "–", escape: { $0 })
    let rows = plain.rows(table)
    func widest(_ column: Int) -> Int {
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    let headings = plain.headings(table).enumerated().map { Self.broken($1, to: widest($0)) }
    self.headings = headings
    let characters = headings.enumerated().map { column, lines in
      max(lines.map(\.count).max() ?? 0, widest(column))
    }
    func width(_ size: Size) -> Double {
      Double(characters.reduce(0, +)) * size.points / 2 + 2 * size.space * Double(headings.count)
    }
    let fits = Self.upright.first { width($0) <= Self.page.width }
    let chosen =
      fits ?? Self.onItsSide.first { width($0) <= Self.page.height }
      ?? Self.onItsSide[Self.onItsSide.count - 1]
    let isWide = fits == nil
    self.isWide = isWide
    size = chosen.command
    let breadth = isWide ? Self.page.height : Self.page.width
    let notes = plain.notes(table, context).map {
      max(1, (Double($0.count) * 4 / breadth).rounded(.up)) * 9.5
    }
    let blocks = Double(table.rows.dropFirst().count(where: \.opensBlock))
    let lines = Double(rows.count + (headings.map(\.count).max() ?? 1))
    let height =
      Self.caption + lines * chosen.points * 1.2 + blocks * 5 + notes.reduce(0, +)
    isLong = height > (isWide ? Self.page.width : Self.page.height)
  }

  /// A heading broken at spaces, but not between brackets, so that it is no wider than the cells
  /// below it where words allow.
  static func broken(_ heading: String, to width: Int) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in heading.split(separator: " ").map(String.init) {
      if isOpen, let last = words.last {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(word)
      }
      if word.hasPrefix("(") { isOpen = true }
      if word.hasSuffix(")") { isOpen = false }
    }
    let widest = max(width, words.map(\.count).max() ?? 0)
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= widest {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}
