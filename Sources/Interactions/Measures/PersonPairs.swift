package import Corpus

/// Ties counted by the persons at their ends, in the order of ego and then alter: what reciprocity,
/// bridging, odds ratios, the spectral index and relabelling draws rest on.
///
/// 12 bytes a pair. Counts of parts add up to the counts of the whole.
package struct PersonPairs: Sendable, Equatable {
  /// One pair with its ties.
  @frozen package struct Pair: Sendable, Equatable {
    package var ego: Int32
    package var alter: Int32
    /// Ties from ego to alter (between the two, where ties have no direction); at least 1.
    package var count: Int32

    package init(ego: Int32, alter: Int32, count: Int32) {
      self.ego = ego
      self.alter = alter
      self.count = count
    }
  }

  /// Distinct, in order. Where ties have no direction ego < alter.
  package let pairs: [Pair]
  package let isDirected: Bool

  /// Ties in any order, of persons numbered from 0; ties to oneself are left out.
  package init(_ ties: some Sequence<(ego: Int32, alter: Int32)>, isDirected: Bool = true) {
    var keys: [UInt64] = []
    keys.reserveCapacity(ties.underestimatedCount)
    for (ego, alter) in ties where ego != alter {
      keys.append(Self.key(ego, alter, isDirected))
    }
    self.init(keys: keys, isDirected: isDirected)
  }

  /// All ties of a table, or those that `isCounted` accepts by number.
  package init(_ table: TieTable, where isCounted: (Int, TieTable.Tie) -> Bool = { _, _ in true }) {
    var keys: [UInt64] = []
    for (number, tie) in table.ties.slices.joined().enumerated()
    where tie.ego != tie.alter && isCounted(number, tie) {
      keys.append(Self.key(tie.ego, tie.alter, table.isDirected))
    }
    self.init(keys: keys, isDirected: table.isDirected)
  }

  private init(keys: consuming [UInt64], isDirected: Bool) {
    keys.sort()
    var pairs: [Pair] = []
    var last: UInt64?
    for key in keys {
      if key == last {
        pairs[pairs.count - 1].count += 1
      } else {
        pairs.append(Pair(ego: Int32(key >> 32), alter: Int32(key & 0xFFFF_FFFF), count: 1))
        last = key
      }
    }
    self.init(sorted: pairs, isDirected: isDirected)
  }

  /// Pairs as they are: distinct and in order.
  private init(sorted pairs: [Pair], isDirected: Bool) {
    self.pairs = pairs
    self.isDirected = isDirected
  }

  private static func key(_ ego: Int32, _ alter: Int32, _ isDirected: Bool) -> UInt64 {
    let (a, b) = isDirected || ego < alter ? (ego, alter) : (alter, ego)
    return UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
  }

  /// Both together.
  package func adding(_ other: PersonPairs) -> PersonPairs {
    var sum: [Pair] = []
    sum.reserveCapacity(max(pairs.count, other.pairs.count))
    var (i, j) = (0, 0)
    while i < pairs.count || j < other.pairs.count {
      if j == other.pairs.count || (i < pairs.count && pairs[i].isBefore(other.pairs[j])) {
        sum.append(pairs[i])
        i += 1
      } else if i == pairs.count || other.pairs[j].isBefore(pairs[i]) {
        sum.append(other.pairs[j])
        j += 1
      } else {
        var pair = pairs[i]
        pair.count += other.pairs[j].count
        sum.append(pair)
        i += 1
        j += 1
      }
    }
    return PersonPairs(sorted: sum, isDirected: isDirected)
  }

  /// Each pair as one tie: who ever answered whom.
  package var binary: PersonPairs {
    PersonPairs(
      sorted: pairs.map { Pair(ego: $0.ego, alter: $0.alter, count: 1) }, isDirected: isDirected)
  }

  /// Without direction: ties from a to b and from b to a together.
  package var undirected: PersonPairs {
    if !isDirected { return self }
    let turned = pairs.map { pair in
      pair.ego < pair.alter
        ? pair : Pair(ego: pair.alter, alter: pair.ego, count: pair.count)
    }.sorted { $0.isBefore($1) }
    var sum: [Pair] = []
    for pair in turned {
      if let last = sum.last, last.ego == pair.ego, last.alter == pair.alter {
        sum[sum.count - 1].count += pair.count
      } else {
        sum.append(pair)
      }
    }
    return PersonPairs(sorted: sum, isDirected: false)
  }

  /// Whether there is a tie from `ego` to `alter`. Cost: a binary search.
  package func contains(_ ego: Int32, _ alter: Int32) -> Bool {
    let wanted = Pair(ego: ego, alter: alter, count: 1)
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle].isBefore(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count && pairs[low].ego == ego && pairs[low].alter == alter
  }
}

extension PersonPairs.Pair {
  @inline(__always)
  func isBefore(_ other: Self) -> Bool { (ego, alter) < (other.ego, other.alter) }
}
