internal import Foundation

/// A specification curve: the estimates of a study under other choices, from low to high, and below
/// them which choices made each.
///
/// Reads the rows of T13: the choices, the share, and its class against the baseline. Hidden and
/// undefined rows are left out and counted in a line of their own. Source of the form: Simonsohn,
/// Simmons & Nelson 2020, Nature Human Behaviour 4:1208.
struct CurveFigure: FigureForm {
  let name = "svg"

  private static let width = 720
  private static let margin = 20
  /// Where the curve begins; labels of the choices stand left of it.
  private static let left = 250
  private static let right = 700
  private static let plotHeight = 220
  private static let rowHeight = 15

  /// A row of T13 that has an estimate.
  private struct Point {
    let share: Double
    let position: String
    let choices: [(dimension: String, word: String)]
    let isBaseline: Bool
  }

  func write(_ table: Table, context: TableContext) -> [UInt8] {
    let isDutch = context.language == .nl
    let printed = Printed(
      language: context.language, minus: "−", suppressed: "·", missing: "–", escape: { $0 })
    let points = Self.points(table)
    let title = "\(table.number). \(table.title[context.language])"
    var svg = SVG(width: Self.width)
    var y = svg.heading(title, margin: Self.margin) + 10
    Self.curve(&svg, points, y, isDutch)
    y += Self.plotHeight + 30
    y = Self.choices(&svg, points, y)
    let hidden = table.rows.count - points.count
    if hidden > 0 {
      svg.text(
        Self.margin, y + 10,
        isDutch ? "Niet getoond: \(hidden) specificaties." : "Not shown: \(hidden) specifications.",
        .init(size: 11, fill: "#444444"))
      y += 18
    }
    y += 16
    y = svg.notes(printed.notes(table, context), margin: Self.margin, top: y)
    return svg.file(
      height: y + 6, id: context.label ?? table.number, language: context.language, title: title,
      description: Self.description(points, hidden, isDutch))
  }

  private static func points(_ table: Table) -> [Point] {
    var points: [Point] = []
    for (index, row) in table.rows.enumerated() {
      guard case .number(let share, _) = row.cells[0].state else { continue }
      var position = ""
      if case .text(let word) = row.cells[1].state { position = word }
      let choices = row.keys[1].id.components(separatedBy: "; ").compactMap { choice in
        choice.range(of: ": ").map {
          (dimension: String(choice[..<$0.lowerBound]), word: String(choice[$0.upperBound...]))
        }
      }
      points.append(
        Point(share: share.value, position: position, choices: choices, isBaseline: index == 0))
    }
    return points.enumerated().sorted {
      ($0.element.share, $0.offset) < ($1.element.share, $1.offset)
    }.map(\.element)
  }

  private static func x(_ place: Int, of count: Int) -> Int {
    left + 6 + (count < 2 ? 0 : place * (right - left - 12) / (count - 1))
  }

  private static func curve(_ svg: inout SVG, _ points: [Point], _ top: Int, _ isDutch: Bool) {
    let shares = points.map { $0.share * 10 }
    let low = Int((shares.min() ?? 0).rounded(.down))
    let high = max(low + 1, Int((shares.max() ?? 10).rounded(.up)))
    func height(_ share: Double) -> Int {
      let part = (share * 10 - Double(low)) / Double(high - low)
      return top + plotHeight - Int((part * Double(plotHeight)).rounded())
    }
    for tenth in low...high {
      let y = height(Double(tenth) / 10)
      svg.line(left, y, right, y, isDashed: true)
      svg.text(left - 8, y + 4, "\(tenth * 10) %", .init(size: 11, anchor: "end"))
    }
    for (place, point) in points.enumerated() {
      let at = x(place, of: points.count)
      if point.isBaseline {
        svg.line(at, top, at, top + plotHeight)
        svg.rect(at - 4, height(point.share) - 4, 8, 8, fill: "#1a1a1a")
      } else {
        svg.rect(at - 2, height(point.share) - 2, 4, 4, fill: colour(point.position))
      }
    }
    var at = left
    for (word, en, nl) in [
      ("below", "below the baseline", "onder het uitgangspunt"),
      ("covers", "covers it", "omvat het"), ("above", "above it", "erboven"),
    ] {
      svg.rect(at, top + plotHeight + 12, 8, 8, fill: colour(word))
      svg.text(at + 12, top + plotHeight + 20, isDutch ? nl : en, .init(size: 11))
      at += 145
    }
  }

  private static func colour(_ position: String) -> String {
    switch position {
    case "below": "#b2182b"
    case "above": "#2166ac"
    default: "#777777"
    }
  }

  /// A line of marks for each choice of each dimension.
  /// - Returns: where the last line ends.
  private static func choices(_ svg: inout SVG, _ points: [Point], _ top: Int) -> Int {
    var y = top + 14
    for (number, dimension) in (points.first?.choices ?? []).map(\.dimension).enumerated() {
      svg.text(margin, y, dimension, .init(size: 11, isBold: true))
      var words: [String] = []
      for point in points where !words.contains(point.choices[number].word) {
        words.append(point.choices[number].word)
      }
      words.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for word in words {
        y += rowHeight
        svg.text(margin + 10, y, word.count > 35 ? word.prefix(34) + "…" : word, .init(size: 11))
        for (place, point) in points.enumerated() where point.choices[number].word == word {
          svg.rect(
            x(place, of: points.count) - 1, y - 8, 2, 9,
            fill: point.isBaseline ? "#1a1a1a" : colour(point.position))
        }
      }
      y += rowHeight + 4
    }
    return y
  }

  /// The figure in words.
  private static func description(_ points: [Point], _ hidden: Int, _ isDutch: Bool) -> String {
    func percent(_ share: Double) -> String { NumberFormat.percent.text(.real(share)) + " %" }
    guard let low = points.first, let high = points.last else { return "" }
    let baseline = points.first(where: \.isBaseline).map { percent($0.share) } ?? "–"
    let (below, covers, above) = (
      points.count { $0.position == "below" }, points.count { $0.position == "covers" },
      points.count { $0.position == "above" }
    )
    return isDutch
      ? "\(points.count) specificaties van \(percent(low.share)) tot \(percent(high.share));"
        + " uitgangspunt \(baseline). Intervallen onder het uitgangspunt: \(below); erom heen:"
        + " \(covers); erboven: \(above). Niet getoond: \(hidden)."
      : "\(points.count) specifications from \(percent(low.share)) to \(percent(high.share));"
        + " baseline \(baseline). Intervals below the baseline: \(below); around it: \(covers);"
        + " above it: \(above). Not shown: \(hidden)."
  }
}
