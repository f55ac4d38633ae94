/// What came of reading a pipeline file: a plan, or everything that is wrong with it.
package struct PipelineReading: Sendable {
  /// nil when there is any mistake.
  package let plan: Plan?
  /// In the order keys, names, wiring, files; within each by place.
  package let mistakes: [Mistake]
  /// What does not stop a run, in the same order.
  package let warnings: [Mistake]

  init(plan: Plan?, all: [Mistake]) {
    let sorted = all.enumerated().sorted { a, b in
      if Mistake.comesFirst(a.element, b.element) { return true }
      if Mistake.comesFirst(b.element, a.element) { return false }
      return a.offset < b.offset
    }.map(\.element)
    mistakes = sorted.filter { !$0.isWarning }
    warnings = sorted.filter(\.isWarning)
    self.plan = mistakes.isEmpty ? plan : nil
  }

  /// What `schakel validate` prints: mistakes, warnings and a sentence, or what was found in order.
  package var text: String {
    guard let plan else { return Mistake.text(mistakes + warnings) }
    let names = plan.stages.map { "\($0.name) (\($0.use.rawValue))" }.joined(separator: ", ")
    let count = plan.stages.count
    return warnings.map { $0.text + "\n" }.joined()
      + "\(plan.file): no mistakes; \(count) stage\(count == 1 ? "" : "s"): \(names)\n"
  }

  /// What `schakel validate --json` prints.
  package var json: String { Mistake.json(mistakes + warnings) }
}
