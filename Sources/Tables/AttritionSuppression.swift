/// Which numbers of one chain of the attrition figure are hidden.
///
/// A number that is left is hidden where too few persons, or one person for more than half, stand
/// behind it. A loss of 1 to `min-users` − 1 is hidden, and so is one of the numbers left around
/// it: steps are joined until together they lose enough, or nothing. In joined steps every reason
/// is hidden; in others the small ones, and the smallest of the rest until those hidden are two
/// at least and together as many as `min-users`.
struct AttritionSuppression {
  private(set) var left: [Suppression?]
  private(set) var lost: [Suppression?]
  private(set) var reasons: [[Suppression?]]

  init(_ steps: [AttritionSteps.Step], _ rule: Disclosure) {
    left = steps.map { step in
      rule.few(step.persons)
        ?? rule.dominated(largest: Double(step.largest), of: Double(step.left))
    }
    lost = steps.map { _ in nil }
    reasons = steps.map { ($0.reasons ?? []).map { rule.fewButSome($0.count) } }
    if rule.isOff || steps.isEmpty { return }
    let shown = Self.anchors(steps.map(\.left), left, rule)
    for index in steps.indices {
      let isShown = shown.contains(index)
      if !isShown, left[index] == nil { left[index] = .secondary }
      guard let own = steps[index].reasons else { continue }
      if isShown, shown.contains(index - 1) {
        complete(index, own.map(\.count), rule)
      } else {
        let few = rule.fewButSome(own.reduce(0) { $0 + $1.count })
        lost[index] = few ?? .secondary
        reasons[index] = reasons[index].map { $0 ?? .secondary }
      }
    }
  }

  /// Steps whose numbers may stand, so that any two that follow each other differ by nothing or by
  /// enough.
  private static func anchors(
    _ values: [Int], _ hidden: [Suppression?], _ rule: Disclosure
  ) -> [Int] {
    guard hidden[0] == nil else { return [] }
    func isApart(_ a: Int, _ b: Int) -> Bool { rule.fewButSome(values[a] - values[b]) == nil }
    var anchors = [0]
    for index in values.indices.dropFirst()
    where hidden[index] == nil && isApart(anchors[anchors.count - 1], index) {
      anchors.append(index)
    }
    // The last number counts for more than those on the way.
    let last = values.count - 1
    if hidden[last] == nil, anchors[anchors.count - 1] != last {
      let before = anchors
      while let end = anchors.last, !isApart(end, last) { anchors.removeLast() }
      anchors = anchors.isEmpty ? before : anchors + [last]
    }
    return anchors
  }

  /// Hides more reasons of a step whose loss is shown, where one hidden reason could be told.
  private mutating func complete(_ index: Int, _ counts: [Int], _ rule: Disclosure) {
    let bySize = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
    func hidden() -> [Int] { counts.indices.filter { reasons[index][$0] != nil } }
    while case let own = hidden(), !own.isEmpty, own.count < counts.count,
      own.count < 2 || rule.few(own.reduce(0) { $0 + counts[$1] }) != nil,
      let next = bySize.first(where: { reasons[index][$0] == nil })
    {
      reasons[index][next] = .secondary
    }
  }
}
