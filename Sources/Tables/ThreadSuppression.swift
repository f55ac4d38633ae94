/// Which cells of T9 are hidden: numbers of threads and participants, what is said of their groups,
/// and bridging users, apart.
///
/// Persons are counted at both ends: those who took part, and those who began the threads. An index
/// of a single thread would tell who is in it, so that indices need as many starters as counts do.
/// As every index is zero where no thread is mixed, indices are hidden with the share of mixed
/// threads. Secondary hiding as in T5: venue types add up to the margin, and so do topics where
/// there is only one; a hidden topic hides "no topic".
struct ThreadSuppression {
  private(set) var counts: [Suppression?]
  private(set) var groups: [Suppression?]
  private(set) var bounds: [Suppression?]
  private(set) var bridging: [Suppression?]

  init(_ sums: ThreadSums, _ cells: ThreadCells, _ rule: Disclosure) {
    counts = sums.counts.map { Self.count($0, rule) }
    bridging = zip(sums.counts, counts).map { count, whole in
      whole ?? rule.few(count.bridging, count.tied - count.bridging)
    }
    groups = zip(sums.counts, counts).map { $1 ?? Self.group($0, rule) }
    if !rule.isOff {
      let size = sums.counts.map { Double($0.all.threads) }
      Self.protect(&counts, sums, cells, size)
      groups = zip(groups, counts).map { $0 ?? $1 }
      Self.protect(&groups, sums, cells, size)
      bridging = zip(bridging, counts).map { $0 ?? $1 }
    }
    bounds = zip(sums.counts, groups).map { count, group in
      group ?? rule.fewButSome(count.usersOpen) ?? rule.fewButSome(count.usersCertain)
    }
    if !rule.isOff {
      Self.protect(&bounds, sums, cells, sums.counts.map { Double($0.all.threads) })
    }
  }

  private static func count(_ count: ThreadSums.Count, _ rule: Disclosure) -> Suppression? {
    rule.few(count.users, count.all.starters)
      ?? rule.dominated(largest: Double(count.all.largest), of: Double(count.all.threads))
  }

  private static func group(_ count: ThreadSums.Count, _ rule: Disclosure) -> Suppression? {
    rule.few(count.known, count.usersMixed, count.usersAlike, count.compared.starters)
      ?? rule.fewButSome(count.users - count.known)
      ?? rule.dominated(
        largest: Double(count.compared.largest), of: Double(count.compared.threads))
  }

  private static func protect(
    _ reasons: inout [Suppression?], _ sums: ThreadSums, _ cells: ThreadCells, _ size: [Double]
  ) {
    for (split, slots) in cells.ranges where split == .topic {
      let none = slots.upperBound - 1
      let isHidden = (slots.lowerBound..<none).contains {
        sums.counts[$0].all.threads > 0 && reasons[$0] != nil
      }
      if isHidden, reasons[none] == nil { reasons[none] = .secondary }
    }
    let splits = cells.ranges.filter { $0.split != .topic || cells.topicCount == 1 }
      .map { range in range.slots.filter { sums.counts[$0].all.threads > 0 } }
    let hidden = splits.map { slots in slots.filter { reasons[$0] != nil } }
    guard hidden.contains(where: { !$0.isEmpty }) else { return }
    if reasons[0] == nil { reasons[0] = .secondary }
    let most = hidden.map { $0.reduce(0) { $0 + size[$1] } }.max() ?? 0
    for (slots, own) in zip(splits, hidden) where own.isEmpty {
      let bySize = slots.sorted { (size[$0], $0) < (size[$1], $1) }
      guard let partner = bySize.first(where: { size[$0] >= most }) ?? bySize.last else { continue }
      reasons[partner] = .secondary
    }
  }
}
