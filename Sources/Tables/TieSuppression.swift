/// Which cells of T5 are hidden: numbers of ties and numbers of interethnic ties apart.
///
/// Secondary hiding, against these sums: venue types, platforms and years each add up to all ties, and so
/// do topics where there is only one. So a hidden level hides the margin, and one level of every
/// other split that would still add up to it. All ties less "no topic" are those with any: a hidden
/// topic hides "no topic".
struct TieSuppression {
  private(set) var counts: [Suppression?]
  private(set) var shares: [Suppression?]

  init(_ sums: TieSums, _ rule: Disclosure) {
    counts = sums.counts.map { Self.count($0, rule) }
    shares = zip(sums.counts, counts).map { $1 ?? Self.share($0, rule) }
    guard !rule.isOff else { return }
    let size = sums.counts.map { Double($0.ties) }
    Self.protect(&counts, sums, size)
    shares = zip(shares, counts).map { $0 ?? $1 }
    Self.protect(&shares, sums, size)
  }

  static func count(_ count: TieSums.Count, _ rule: Disclosure) -> Suppression? {
    rule.few(count.egos.persons, count.alters.persons)
      ?? rule.dominated(largest: count.egos.largest, of: Double(count.ties))
      ?? rule.dominated(largest: count.alters.largest, of: Double(count.ties))
  }

  static func share(_ count: TieSums.Count, _ rule: Disclosure) -> Suppression? {
    for end in [count.egos, count.alters] {
      let reason =
        rule.few(end.inter, end.intra)
        ?? rule.dominated(largest: end.largestInter, of: count.inter)
        ?? rule.dominated(largest: end.largestIntra, of: count.intra)
        ?? rule.uniform(end.onlyInter, of: end.known)
        ?? rule.uniform(end.onlyIntra, of: end.known)
      if let reason { return reason }
    }
    return nil
  }

  static func protect(
    _ reasons: inout [Suppression?], _ sums: TieSums, _ size: [Double]
  ) {
    for (split, slots) in sums.cells.ranges where split == .topic {
      let none = slots.upperBound - 1
      let isHidden = (slots.lowerBound..<none).contains {
        sums.counts[$0].ties > 0 && reasons[$0] != nil
      }
      if isHidden, reasons[none] == nil { reasons[none] = .secondary }
    }
    let splits = sums.cells.ranges.filter {
      $0.split != .subtopic && ($0.split != .topic || sums.cells.topicCount == 1)
    }
    .map { range in range.slots.filter { sums.counts[$0].ties > 0 } }
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
