package import Corpus

/// How often contact crosses groups.
///
/// For a methods section: the share interethnic is 1 − Σ s / n over the n ties between persons of
/// known group, where s is the sameness of the two; the E-I index (Krackhardt & Stern 1988) is
/// twice the share minus 1.
package enum Segregation {
  /// Ties split by sameness.
  package struct Split: Sendable, Equatable {
    /// Ties with both groups known.
    package var known = 0
    package var unknown = 0
    /// Sum of sameness over the known ties.
    package var intra = 0.0
    package var inter: Double { Double(known) - intra }

    package init() {}

    /// Share interethnic of the known ties, 0–1.
    package var share: Measured {
      known == 0 ? .undefined(.noTies) : .value(inter / Double(known))
    }
    /// External minus internal, by all: −1 to 1.
    package var externalInternal: Measured {
      known == 0 ? .undefined(.noTies) : .value((inter - intra) / Double(known))
    }
    /// Share of ties with both groups known, 0–1.
    package var knownShare: Measured {
      known + unknown == 0
        ? .undefined(.noTies) : .value(Double(known) / Double(known + unknown))
    }
  }

  package static func split(_ pairs: PairCounts, _ same: SamenessTable) -> Split {
    var split = Split()
    pairs.walk { ego, alter, count in
      let sameness = same.value(ego, alter)
      if sameness.isNaN {
        split.unknown += count
      } else {
        split.known += count
        split.intra += sameness * Double(count)
      }
    }
    return split
  }

  /// What chance would give within each stratum: 1 − mean sameness over ordered pairs of different
  /// participants of known group. nil: fewer than two of them.
  ///
  /// This is the exact mean over all relabellings of persons (of the vectors, not of ties), under
  /// whichever semantics; with one group a person it is
  /// 1 − Σ n_g(n_g − 1) / (N(N − 1)).
  /// Cost: square of the distinct vectors in a stratum.
  package static func expectedInStrata(
    _ strata: [TieTable.Stratum], people: People, same: SamenessTable
  ) -> [Double?] {
    var count = [Int](repeating: 0, count: same.size)
    return strata.map { stratum in
      var present: [Int32] = []
      for person in stratum.persons {
        let membership = people.all[Int(person)].membership
        if membership == 0 { continue }
        if count[Int(membership)] == 0 { present.append(membership) }
        count[Int(membership)] += 1
      }
      present.sort()
      defer { for membership in present { count[Int(membership)] = 0 } }
      return expected(present.map { ($0, count[Int($0)]) }, same)
    }
  }

  /// The same from counts of persons by membership number.
  package static func expected(
    _ vectors: [(membership: Int32, persons: Int)], _ same: SamenessTable
  ) -> Double? {
    let total = vectors.reduce(0) { $0 + $1.persons }
    guard total > 1 else { return nil }
    var sum = 0.0
    for (a, n) in vectors {
      for (b, m) in vectors {
        let pairs = a == b ? n * (n - 1) : n * m
        if pairs > 0 { sum += Double(pairs) * same.value(a, b) }
      }
    }
    return 1 - sum / (Double(total) * Double(total - 1))
  }

  /// Expected share of a set of ties: the strata's expectations, weighted by the set's known ties
  /// in each.
  /// - Parameter knownTies: by stratum.
  package static func expectedShare(_ inStrata: [Double?], knownTies: [Int]) -> Measured {
    let total = knownTies.reduce(0, +)
    guard total > 0 else { return .undefined(.noTies) }
    var sum = 0.0
    for (expected, ties) in zip(inStrata, knownTies) where ties > 0 {
      guard let expected else { return .undefined(.noPairs) }
      sum += expected * Double(ties)
    }
    return .value(sum / Double(total))
  }

  /// Expected share of a table's ties, or of those that `isCounted` accepts.
  package static func expectedShare(
    _ table: TieTable, same: SamenessTable,
    where isCounted: (Int, TieTable.Tie) -> Bool = { _, _ in true }
  ) -> Measured {
    let inStrata = expectedInStrata(table.strata, people: table.people, same: same)
    return expectedShare(inStrata, knownTies: knownTies(table, where: isCounted))
  }

  /// Ties with both groups known, by stratum.
  package static func knownTies(
    _ table: TieTable, where isCounted: (Int, TieTable.Tie) -> Bool = { _, _ in true }
  ) -> [Int] {
    var known = [Int](repeating: 0, count: table.strata.count)
    let people = table.people.all
    for (number, tie) in table.ties.slices.joined().enumerated() {
      guard people[Int(tie.ego)].membership != 0, people[Int(tie.alter)].membership != 0,
        isCounted(number, tie)
      else { continue }
      known[Int(table.stratumOfTie[number])] += 1
    }
    return known
  }
}
