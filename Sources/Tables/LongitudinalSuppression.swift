/// Which cells of T11 are hidden: the share of a level and period, and apart from it the panel.
///
/// Secondary hiding, against these sums: levels add up to the margin (a hidden level takes the
/// smallest other with it, and more until they have enough persons; failing that, the margin);
/// periods add up to T3's total (one hidden alone takes the smallest other with it); "no topic" with
/// the posts that have any is all posts. A change needs both its shares.
struct LongitudinalSuppression {
  /// By place, level (the margin last) and period.
  private var shares: [[[Suppression?]]]
  private var panels: [[[Suppression?]]]
  private let users: [[[Int]]]
  private let isPresent: [[Bool]]

  init(
    _ sums: LongitudinalSums, _ changes: [[[LongitudinalChange?]]], _ rule: Disclosure
  ) {
    let levels = 0...sums.all
    let periods = sums.periods.indices
    let bases = levels.map { level in periods.map { sums.count(level, $0, nil) } }
    isPresent = bases.map { $0.map { $0.users > 0 } }
    let counts = (0..<sums.places.count).map { place in
      levels.map { level in periods.map { sums.count(level, $0, place) } }
    }
    users = counts.map { $0.map { $0.map(\.users) } }
    let presentLevels = (0..<sums.all).count { level in bases[level].contains { $0.users > 0 } }
    shares = counts.map { own in
      levels.map { level in
        periods.map { period in
          let (count, base) = (own[level][period], bases[level][period])
          guard base.users > 0 else { return nil }
          return Self.share(count, base, rule)
            ?? (level < sums.all && presentLevels > 1
              ? rule.uniform(count.users, of: own[sums.all][period].users) : nil)
        }
      }
    }
    panels = shares.map { $0.map { $0.map { _ in nil } } }
    guard !rule.isOff else { return }
    protect(&shares, sums, rule, acrossPeriods: true)
    for place in shares.indices {
      for level in levels {
        for period in periods {
          guard let change = changes[place][level][period] else { continue }
          panels[place][level][period] =
            self.change(place, level, period) ?? Self.panel(change, rule)
        }
      }
    }
    protect(&panels, sums, rule, acrossPeriods: false)
  }

  func share(_ place: Int, _ level: Int, _ period: Int) -> Suppression? {
    shares[place][level][period]
  }

  /// Of the change from the period before.
  func change(_ place: Int, _ level: Int, _ period: Int) -> Suppression? {
    shares[place][level][period]
      ?? Disclosure.secondary(period > 0 && shares[place][level][period - 1] != nil)
  }

  func panel(_ place: Int, _ level: Int, _ period: Int) -> Suppression? {
    change(place, level, period) ?? panels[place][level][period]
  }

  private static func share(
    _ count: TopicSums.Count, _ base: TopicSums.Count, _ rule: Disclosure
  ) -> Suppression? {
    rule.few(count.users, base.users - count.only)
      ?? rule.dominated(largest: base.largest, of: base.posts)
      ?? rule.dominated(largest: count.largest, of: count.posts)
      ?? rule.dominated(largest: count.largestRest, of: base.posts - count.posts)
      ?? rule.uniform(count.only, of: base.users)
  }

  private static func panel(_ change: LongitudinalChange, _ rule: Disclosure) -> Suppression? {
    rule.few(change.stayers) ?? rule.fewButSome(change.leavers)
      ?? rule.fewButSome(change.entrants)
      ?? change.fewest.lazy.compactMap { rule.few($0) }.first
      ?? change.parts.lazy.compactMap { rule.dominated(largest: $0.largest, of: $0.total) }.first
  }

  /// Hides partners until nothing is left to hide.
  private func protect(
    _ reasons: inout [[[Suppression?]]], _ sums: LongitudinalSums, _ rule: Disclosure,
    acrossPeriods: Bool
  ) {
    let none = sums.places.none
    let periods = sums.periods.indices
    var isDone = false
    while !isDone {
      let before = reasons
      for level in 0...sums.all {
        for period in periods where isPresent[level][period] {
          let isHidden = (0..<none).contains { reasons[$0][level][period] != nil }
          if isHidden, reasons[none][level][period] == nil {
            reasons[none][level][period] = .secondary
          }
          if none == 1, reasons[none][level][period] != nil, reasons[0][level][period] == nil {
            reasons[0][level][period] = .secondary
          }
        }
      }
      for place in reasons.indices {
        for period in periods {
          protectLevels(&reasons[place], place, period, sums.all, rule)
        }
        guard acrossPeriods else { continue }
        for level in 0...sums.all {
          let present = periods.filter { isPresent[level][$0] }
          let shown = present.filter { reasons[place][level][$0] == nil }
          guard present.count - shown.count == 1 else { continue }
          if let partner = shown.min(by: {
            (users[place][level][$0], $0) < (users[place][level][$1], $1)
          }) {
            reasons[place][level][partner] = .secondary
          }
        }
      }
      isDone = before == reasons
    }
  }

  private func protectLevels(
    _ reasons: inout [[Suppression?]], _ place: Int, _ period: Int, _ all: Int, _ rule: Disclosure
  ) {
    let present = (0..<all).filter { isPresent[$0][period] }
    var hidden = present.filter { reasons[$0][period] != nil }
    var shown = present.filter { reasons[$0][period] == nil }
      .sorted { (users[place][$0][period], $0) < (users[place][$1][period], $1) }
    func isSafe() -> Bool {
      hidden.count > 1 && hidden.reduce(0) { $0 + users[place][$1][period] } >= rule.minUsers
    }
    if reasons[all][period] != nil {
      // The sum of all levels is the margin.
      if hidden.isEmpty, let partner = shown.first { reasons[partner][period] = .secondary }
      return
    }
    if hidden.isEmpty { return }
    while !isSafe(), !shown.isEmpty {
      let partner = shown.removeFirst()
      reasons[partner][period] = .secondary
      hidden.append(partner)
    }
    if !isSafe() { reasons[all][period] = .secondary }
  }
}
