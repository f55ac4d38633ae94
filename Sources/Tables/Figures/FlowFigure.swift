/// Steps from top to bottom with what is left, and beside each arrow what was lost and why, after
/// the flow diagrams of CONSORT and STROBE.
///
/// Reads rows of step and reason, with the columns left, lost and share lost. A bar at the foot of a box
/// is what is left of the first box of its chain. A dashed arrow is a change of unit.
struct FlowFigure: FigureForm {
  let name = "svg"

  private static let width = 720
  private static let margin = 20
  private static let boxWidth = 270
  private static let boxHeight = 54
  private static let barHeight = 6
  private static let lossLeft = 322
  private static let lossWidth = 378
  private static let lineHeight = 17

  /// A row of a step with the rows of its reasons.
  private struct Step {
    let label: String
    let left: Cell
    /// Lost and its share; nil at the start of a chain.
    let lost: (count: Cell, share: Cell)?
    var reasons: [(label: String, count: Cell)] = []

    /// Lines of the box beside the arrow; none where nothing was lost.
    func loss(_ printed: Printed) -> [String] {
      guard let lost else { return [] }
      if case .number(let number, _) = lost.count.state, number.value == 0 { return [] }
      let word = printed.language == .nl ? "Verloren" : "Lost"
      var line = "\(word): \(printed.cell(lost.count))"
      if !lost.share.isSuppressed { line += " (\(printed.cell(lost.share)) %)" }
      return [line] + reasons.map { "\(printed.cell($0.count)) \($0.label)" }
    }
  }

  func write(_ table: Table, context: TableContext) -> [UInt8] {
    let printed = Printed(
      language: context.language, minus: "−", suppressed: "·", missing: "–", escape: { $0 })
    let steps = Self.steps(table, context.language)
    let title = "\(table.number). \(table.title[context.language])"
    var svg = SVG(width: Self.width)
    var y = svg.heading(title, margin: Self.margin) + 4
    var first: Double?
    for (index, step) in steps.enumerated() {
      if step.lost == nil { first = nil }
      if index > 0 { y = Self.arrow(&svg, step, from: y, printed) }
      if step.lost == nil, case .number(let number, _) = step.left.state { first = number.value }
      Self.box(&svg, step, y, of: first ?? 0, printed)
      y += Self.boxHeight
    }
    y += 26
    y = svg.notes(printed.notes(table, context), margin: Self.margin, top: y)
    return svg.file(
      height: y + 6, id: context.label ?? table.number, language: context.language, title: title,
      description: Self.description(steps, printed))
  }

  private static func steps(_ table: Table, _ language: Language) -> [Step] {
    var steps: [Step] = []
    for row in table.rows {
      let isReason = !row.keys[1].id.isEmpty
      if isReason, !steps.isEmpty {
        steps[steps.count - 1].reasons.append((row.keys[1].shown[language], row.cells[1]))
      } else {
        let isFirst = row.cells[1].state == .notApplicable
        steps.append(
          Step(
            label: row.keys[0].shown[language], left: row.cells[0],
            lost: isFirst ? nil : (row.cells[1], row.cells[2])))
      }
    }
    return steps
  }

  private static func box(
    _ svg: inout SVG, _ step: Step, _ y: Int, of first: Double, _ printed: Printed
  ) {
    svg.rect(margin, y, boxWidth, boxHeight, fill: "#ffffff")
    if case .number(let number, _) = step.left.state, first > 0 {
      let share = min(1, max(0, number.value / first))
      svg.rect(
        margin, y + boxHeight - barHeight, Int((share * Double(boxWidth)).rounded()), barHeight,
        fill: "#7fa3c7")
    }
    svg.rect(margin, y, boxWidth, boxHeight, fill: "none", stroke: "#335577")
    svg.text(
      margin + boxWidth / 2, y + 20, SVG.wrap(step.label, 36).first ?? "",
      .init(anchor: "middle"))
    svg.text(
      margin + boxWidth / 2, y + 40, printed.cell(step.left),
      .init(size: 16, isBold: true, anchor: "middle"))
  }

  /// The arrow to a step, and the box of what was lost on the way.
  /// - Returns: where the step's box begins.
  private static func arrow(
    _ svg: inout SVG, _ step: Step, from y: Int, _ printed: Printed
  ) -> Int {
    let lines = step.loss(printed).enumerated().flatMap { index, line in
      SVG.wrap(line, index == 0 ? 44 : 42).enumerated().map { part, text in
        (text: text, isHead: index == 0, indent: index == 0 ? 0 : part == 0 ? 12 : 24)
      }
    }
    let x = margin + boxWidth / 2
    let height = lines.isEmpty ? 0 : lines.count * lineHeight + 12
    let end = y + (height == 0 ? 28 : height + 24)
    svg.line(x, y, x, end - 8, isDashed: step.lost == nil)
    svg.arrowhead(x, end, down: true)
    guard height > 0 else { return end }
    let top = y + 12
    svg.line(x, top + height / 2, lossLeft - 8, top + height / 2)
    svg.arrowhead(lossLeft, top + height / 2, down: false)
    svg.rect(lossLeft, top, lossWidth, height, fill: "#f6f6f6", stroke: "#888888")
    for (number, line) in lines.enumerated() {
      svg.text(
        lossLeft + 10 + line.indent, top + 18 + number * lineHeight, line.text,
        .init(isBold: line.isHead))
    }
    return end
  }

  /// The whole figure in words, for those who hear it.
  private static func description(_ steps: [Step], _ printed: Printed) -> String {
    steps.map { step in
      var text = "\(step.label): \(printed.cell(step.left))"
      let loss = step.loss(printed)
      if let head = loss.first {
        text += "; \(head)"
        if loss.count > 1 { text += ": " + loss.dropFirst().joined(separator: ", ") }
      }
      return text + "."
    }.joined(separator: " ")
  }
}
