/// Which rows of T8 are hidden: ties, estimates and tests of a level together.
///
/// A level needs enough egos and enough alters with interethnic ties and with others, none of whom
/// makes most of them. A topic needs the same of the ties without it. The levels of other factors add
/// up to all ties: where one alone is hidden, the smallest other is hidden with it. Where the whole
/// lacks persons, all is hidden.
struct ContactSuppression {
  let all: Suppression?
  /// By column and level of the model.
  private(set) var levels: [[Suppression?]]

  init(_ model: ContactModel, _ sums: ContactSums, _ rule: Disclosure) {
    let whole = Self.level(sums.all, rule)
    all = whole
    levels = sums.levels.map { $0.map { whole ?? Self.level($0, rule) } }
    guard !rule.isOff else { return }
    for (index, column) in model.columns.enumerated() {
      if column.isTopic {
        let reason = levels[index].compactMap { $0 }.first
        for level in levels[index].indices where levels[index][level] == nil {
          levels[index][level] = reason
        }
        continue
      }
      let hidden = levels[index].indices.filter { levels[index][$0] != nil }
      guard hidden.count == 1 else { continue }
      let others = levels[index].indices.filter { levels[index][$0] == nil }
      let partner = others.min {
        (sums.levels[index][$0].ties, $0) < (sums.levels[index][$1].ties, $1)
      }
      if let partner { levels[index][partner] = .secondary }
    }
  }

  /// Whether any level is hidden.
  var isAny: Bool { levels.contains { $0.contains { $0 != nil } } }

  private static func level(_ count: ContactSums.Count, _ rule: Disclosure) -> Suppression? {
    for end in [count.egos, count.alters] {
      let reason =
        rule.few(end.inter, end.intra)
        ?? rule.dominated(largest: end.largestInter, of: count.inter)
        ?? rule.dominated(largest: end.largestIntra, of: count.intra)
        ?? rule.uniform(end.onlyInter, of: end.persons)
        ?? rule.uniform(end.onlyIntra, of: end.persons)
      if let reason { return reason }
    }
    return nil
  }
}
