internal import Corpus

/// Which cells of T7 are hidden. This is the one place that decides it.
///
/// All ties: as in ``TieSuppression``, counts and shares apart. A group's cells go by the egos of the
/// group and by those who receive their ties. Secondary: along the levels as in T5, in each column;
/// and where one group of a level is hidden, so is the one with the fewest ties of the others, since
/// groups add up to all. What rests on the whole mixing matrix is hidden where a group's share is.
struct SegregationSuppression {
  private(set) var counts: [Suppression?]
  private(set) var shares: [Suppression?]
  /// Headlines under the four semantics, and what rests on the mixing matrix.
  private(set) var semantics: [Suppression?]
  private(set) var matrix: [Suppression?]
  private let groups: Int
  private var groupCounts: [Suppression?]
  private var groupShares: [Suppression?]
  private let rule: Disclosure

  /// - Parameter mixed: persons of several groups.
  init(
    _ sums: TieSums, others: [TieSums], _ groupSums: GroupTieSums, mixed: Int, _ rule: Disclosure
  ) {
    self.rule = rule
    groups = groupSums.groups
    let own = TieSuppression(sums, rule)
    counts = own.counts
    shares = own.shares
    groupCounts = groupSums.counts.map { TieSuppression.count($0.whole, rule) }
    groupShares = zip(groupSums.counts, groupCounts).map {
      $1 ?? TieSuppression.share($0.whole, rule)
    }
    semantics = shares
    matrix = shares
    if rule.isOff { return }
    for other in others {
      semantics = zip(semantics, TieSuppression(other, rule).shares).map { $0 ?? $1 }
    }
    if mixed > 0, let reason = rule.few(mixed) { semantics = semantics.map { $0 ?? reason } }
    let size = groupSums.counts.map { Double($0.whole.ties) }
    for slot in counts.indices {
      for group in 0..<groups {
        let place = slot * groups + group
        groupCounts[place] = groupCounts[place] ?? Disclosure.secondary(counts[slot] != nil)
        groupShares[place] = groupShares[place] ?? Disclosure.secondary(shares[slot] != nil)
      }
    }
    Self.protect(&groupCounts, groups, sums, size)
    groupShares = zip(groupShares, groupCounts).map { $0 ?? $1 }
    Self.protect(&groupShares, groups, sums, size)
    for slot in matrix.indices where matrix[slot] == nil {
      let isHidden = (0..<groups).contains { groupShares[slot * groups + $0] != nil }
      matrix[slot] = Disclosure.secondary(isHidden)
    }
  }

  func count(_ slot: Int, _ group: Int?) -> Suppression? {
    group.map { groupCounts[slot * groups + $0] } ?? counts[slot]
  }

  func share(_ slot: Int, _ group: Int?) -> Suppression? {
    group.map { groupShares[slot * groups + $0] } ?? shares[slot]
  }

  /// Persons of whom `some` of `all` are told apart.
  func persons(_ some: Int, of all: Int, _ slot: Int) -> Suppression? {
    shares[slot] ?? rule.few(some, all - some)
  }

  /// Persons whom a mean is over.
  func mean(over persons: Int, _ slot: Int, _ group: Int?) -> Suppression? {
    share(slot, group) ?? rule.few(persons)
  }

  /// Until nothing more has to be hidden: partners along the levels, and among the groups.
  private static func protect(
    _ reasons: inout [Suppression?], _ groups: Int, _ sums: TieSums, _ size: [Double]
  ) {
    var before = -1
    while before != reasons.count(where: { $0 != nil }) {
      before = reasons.count { $0 != nil }
      for slot in sums.counts.indices {
        let places = (0..<groups).map { slot * groups + $0 }.filter { size[$0] > 0 }
        let hidden = places.filter { reasons[$0] != nil }
        if hidden.count == 1,
          let partner = places.filter({ reasons[$0] == nil }).min(by: {
            (size[$0], $0) < (size[$1], $1)
          })
        {
          reasons[partner] = .secondary
        }
      }
      for group in 0..<groups {
        var column = sums.counts.indices.map { reasons[$0 * groups + group] }
        let own = sums.counts.indices.map { size[$0 * groups + group] }
        TieSuppression.protect(&column, sums, own)
        for (slot, reason) in column.enumerated() { reasons[slot * groups + group] = reason }
      }
    }
  }
}
