/// What T12 hides: from scores and numbers of posts the counts behind them could be worked out.
///
/// A label's row is hidden where fewer than `min-users` users have it, or have it not, by people or by
/// the coder. Where one level of a split is hidden, the next smallest is hidden with it, and where one
/// topic of a level is hidden, so are the means over its topics.
struct QualitySuppression {
  /// By level: its numbers of posts and users.
  private(set) var level: [Suppression?]
  /// By level and label.
  private(set) var label: [[Suppression?]]
  /// By level: micro, macro and weighted.
  private(set) var means: [Suppression?]

  init(_ sums: QualitySums, _ rule: Disclosure) {
    let splits = Set(sums.levels.map(\.split)).sorted().filter { $0 != "all" }
    let members = splits.map { split in
      sums.levels.indices.filter { sums.levels[$0].split == split }
    }
    means = []
    level = sums.users.map { rule.few($0[0].all) }
    label = sums.users.map { users in
      users.map { own in
        rule.few(own.all)
          ?? rule.few(
            own.withTruth, own.withoutTruth, own.withPredicted, own.withoutPredicted)
          ?? rule.dominated(largest: own.largest, of: own.total)
      }
    }
    for members in members {
      Self.protect(members, &level) { sums.users[$0][0].all }
      for number in 0..<sums.labelCount {
        var reasons = label.map { $0[number] }
        Self.protect(members, &reasons) { sums.users[$0][number].withTruth }
        for member in members { label[member][number] = reasons[member] }
      }
    }
    for place in level.indices where level[place] != nil {
      label[place] = label[place].map { $0 ?? level[place] }
    }
    means = label.map { reasons in
      let hidden = reasons.prefix(sums.topics).compactMap { $0 }
      return hidden.count == sums.topics ? hidden.first : Disclosure.secondary(!hidden.isEmpty)
    }
  }

  /// Hides the next smallest level where only one is hidden: all less the others would show it.
  private static func protect(
    _ members: [Int], _ reasons: inout [Suppression?], size: (Int) -> Int
  ) {
    guard members.count(where: { reasons[$0] != nil }) == 1, members.count > 1 else { return }
    let shown = members.filter { reasons[$0] == nil }
    if let least = shown.min(by: { (size($0), $0) < (size($1), $1) }) {
      reasons[least] = .secondary
    }
  }
}
