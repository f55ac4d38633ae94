package import Corpus

/// Ties from group to group, always under *product*: a tie between persons of several groups is
/// shared out over the cells, M_gh = Σ m_ego,g · m_alter,h (the only semantics that has a matrix).
package struct MixingMatrix: Sendable, Equatable {
  /// Bytewise by name, or as given.
  package let groups: [String]
  /// Row: ego's group; column: alter's. Of undirected ties only the upper triangle is filled.
  package private(set) var cells: [[Double]]
  /// Ties to alters of unknown group, by ego's group; and from egos of unknown group, by alter's.
  package private(set) var toUnknown: [Double]
  package private(set) var fromUnknown: [Double]
  package private(set) var bothUnknown = 0
  /// Ties with both groups known.
  package private(set) var known = 0
  /// The sum that ``share`` divides by.
  private let total: Double
  /// Whether cell (g, h) is another thing than cell (h, g).
  package let isDirected: Bool

  /// A matrix as given, such as a published one. Of undirected ties only the upper triangle counts.
  package init(groups: [String], cells: [[Double]], isDirected: Bool = true) {
    self.groups = groups
    self.cells = cells
    self.isDirected = isDirected
    toUnknown = [Double](repeating: 0, count: groups.count)
    fromUnknown = toUnknown
    total = cells.joined().reduce(0, +)
    known = Int(total.rounded())
  }

  package init(
    _ pairs: PairCounts, people: People, isDirected: Bool = true, groups: [String]? = nil
  ) {
    let groups = groups ?? people.groups
    self.groups = groups
    self.isDirected = isDirected
    cells = groups.map { _ in [Double](repeating: 0, count: groups.count) }
    toUnknown = [Double](repeating: 0, count: groups.count)
    fromUnknown = toUnknown
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    let parts = people.memberships.map { membership in
      membership.parts.compactMap { part in
        places[part.group].map { (place: $0, weight: part.weight) }
      }
    }
    var (cells, toUnknown, fromUnknown) = (self.cells, self.toUnknown, self.fromUnknown)
    var (known, bothUnknown) = (0, 0)
    pairs.walk { ego, alter, count in
      switch (ego == 0, alter == 0) {
      case (true, true): bothUnknown += count
      case (false, true):
        for g in parts[Int(ego)] { toUnknown[g.place] += g.weight * Double(count) }
      case (true, false):
        for h in parts[Int(alter)] { fromUnknown[h.place] += h.weight * Double(count) }
      case (false, false):
        known += count
        for g in parts[Int(ego)] {
          for h in parts[Int(alter)] {
            let weight = g.weight * h.weight * Double(count)
            if isDirected || g.place <= h.place {
              cells[g.place][h.place] += weight
            } else {
              cells[h.place][g.place] += weight
            }
          }
        }
      }
    }
    self.cells = cells
    self.toUnknown = toUnknown
    self.fromUnknown = fromUnknown
    self.known = known
    total = Double(known)
    self.bothUnknown = bothUnknown
  }

  /// The share interethnic that this matrix implies: 1 − trace / total. Under `overlap` the share of
  /// the same ties is smaller or equal.
  package var share: Measured {
    guard total > 0 else { return .undefined(.noTies) }
    let trace = groups.indices.reduce(0.0) { $0 + cells[$1][$1] }
    return .value(1 - trace / total)
  }
}
