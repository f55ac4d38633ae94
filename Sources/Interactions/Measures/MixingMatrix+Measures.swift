/// What to do with the direction of ties.
package enum Direction: Sendable {
  /// As the ties are: rows are egos, columns alters. Undirected ties count once in each direction.
  case asIs
  /// Every tie counts in both directions, as `netseg` does before it works anything out.
  case symmetrised
}

/// Measures that rest on a mixing matrix M with row sums T_g and total T; under *product* only.
/// With several groups a person r cannot reach 1.
extension MixingMatrix {
  /// M, or M + Mᵀ where ties have no direction or are `symmetrised`.
  package func counts(_ direction: Direction = .asIs) -> [[Double]] {
    if isDirected, direction == .asIs { return cells }
    return groups.indices.map { g in groups.indices.map { h in cells[g][h] + cells[h][g] } }
  }

  /// Newman's assortativity (2003): (Σ e_gg − Σ a_g b_g) / (1 − Σ a_g b_g), with e = M / T and a, b
  /// its row and column sums. −1 to 1; 0 is what the margins would give.
  package func assortativity(_ direction: Direction = .asIs) -> Measured {
    let m = counts(direction)
    let total = m.joined().reduce(0, +)
    guard total > 0 else { return .undefined(.noTies) }
    var trace = 0.0
    var product = 0.0
    for g in groups.indices {
      trace += m[g][g] / total
      product += rowSum(m, g) / total * (columnSum(m, g) / total)
    }
    if 1 - product < 1e-12 { return .undefined(.oneGroup) }
    return .value((trace - product) / (1 - product))
  }

  /// What the degrees alone would give as share interethnic: 1 − Σ a_g b_g.
  package func marginShare(_ direction: Direction = .asIs) -> Measured {
    let m = counts(direction)
    let total = m.joined().reduce(0, +)
    guard total > 0 else { return .undefined(.noTies) }
    return .value(
      1 - groups.indices.reduce(0) { $0 + rowSum(m, $1) / total * (columnSum(m, $1) / total) })
  }

  /// Share of a group's ties that stay within it: H_g = M_gg / T_g; undirected ties by their ends.
  package func ownShare(_ group: Int, _ direction: Direction = .asIs) -> Measured {
    let m = counts(direction)
    let sum = rowSum(m, group)
    return sum > 0 ? .value(m[group][group] / sum) : .undefined(.noOutTies)
  }

  /// Coleman's index (1958) of a group: with E_g = T_g w, (M_gg − E_g) / (T_g − E_g) where the group
  /// keeps to itself more than chance would have it, (M_gg − E_g) / E_g where less. −1 to 1.
  ///
  /// w is the exact (n_g − 1) / (N − 1). Coleman's own text approximates it by n_g / N
  /// (`isApproximate`), for comparison with older tables only. Undirected ties count as mutual.
  package func coleman(
    _ group: Int, sizes: GroupSizes, isApproximate: Bool = false, _ direction: Direction = .asIs
  ) -> Measured {
    let m = counts(direction)
    let sum = rowSum(m, group)
    guard sum > 0 else { return .undefined(.noOutTies) }
    let chance: Double
    if isApproximate {
      if sizes.persons == 0 { return .undefined(.noPairs) }
      chance = sizes.share(group)
    } else {
      switch sizes.chance(group) {
      case .undefined(let reason): return .undefined(reason)
      case .value(let value): chance = value
      }
    }
    if chance > 1 - 1e-12 { return .undefined(.oneGroup) }
    let expected = sum * chance
    if m[group][group] > expected {
      return .value((m[group][group] - expected) / (sum - expected))
    }
    if chance < 1e-12 { return .undefined(.singletonGroup) }
    return .value((m[group][group] - expected) / expected)
  }

  /// Inbreeding homophily (Currarini, Jackson & Pin 2009) of a group: (H − w) / (1 − w), w = n_g / N.
  /// 1 at most; −w / (1 − w), not −1, at least.
  package func inbreedingHomophily(
    _ group: Int, sizes: GroupSizes, _ direction: Direction = .asIs
  ) -> Measured {
    switch ownShare(group, direction) {
    case .undefined(let reason): return .undefined(reason)
    case .value(let own):
      return sizes.persons == 0
        ? .undefined(.noPairs) : Self.inbreedingHomophily(own, sizes.share(group))
    }
  }

  /// The same from the share of ties within the group and its share of persons.
  package static func inbreedingHomophily(_ own: Double, _ share: Double) -> Measured {
    share > 1 - 1e-12 ? .undefined(.oneGroup) : .value((own - share) / (1 - share))
  }

  /// Gupta, Anderson & May (1989): (Σ M_gg / T_g − 1) / (G − 1), G the groups that send ties. For
  /// ties with a direction this is the published formula on M itself, not what `netseg` prints.
  package func guptaAndersonMay(_ direction: Direction = .asIs) -> Measured {
    let m = counts(direction)
    let active = groups.indices.filter { rowSum(m, $0) > 0 }
    if active.isEmpty { return .undefined(.noTies) }
    if active.count < 2 { return .undefined(.oneGroup) }
    let trace = active.reduce(0.0) { $0 + m[$1][$1] / rowSum(m, $1) }
    return .value((trace - 1) / Double(active.count - 1))
  }

  /// Fershtman's segregation matrix index (1997), normalised, of a group of persons with one group
  /// each: (d − o) / (d + o), d the density of ties within the group and o of those it sends out.
  /// Of ties counted by pair.
  package func fershtman(
    _ group: Int, sizes: GroupSizes, _ direction: Direction = .asIs
  ) -> Measured {
    let m = counts(direction)
    let own = sizes.sizes[group]
    let others = Double(sizes.persons) - own
    if own == 0 { return .undefined(.emptyGroup) }
    if others <= 0 { return .undefined(.oneGroup) }
    if own * own - sizes.squares[group] <= 0 { return .undefined(.singletonGroup) }
    let within = m[group][group] / (own * own - sizes.squares[group])
    let out = (rowSum(m, group) - m[group][group]) / (own * others)
    return within + out > 0
      ? .value((within - out) / (within + out)) : .undefined(.noOutTies)
  }

  private func rowSum(_ m: [[Double]], _ group: Int) -> Double { m[group].reduce(0, +) }
  private func columnSum(_ m: [[Double]], _ group: Int) -> Double {
    m.reduce(0) { $0 + $1[group] }
  }
}
