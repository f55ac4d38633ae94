internal import Foundation

/// How mixed the participants of a thread are (persons, not posts), from their numbers by group.
package struct Diversity: Sendable, Equatable {
  /// Every group that counts, the empty ones too: ``iqv`` depends on how many are listed.
  package let sizes: GroupSizes

  package init(_ sizes: GroupSizes) { self.sizes = sizes }

  /// Counts where everybody has one group.
  package init(_ counts: [Int]) {
    sizes = GroupSizes(groups: counts.indices.map(String.init), sizes: counts)
  }

  private var shares: [Double]? {
    sizes.persons == 0 ? nil : sizes.sizes.map { $0 / Double(sizes.persons) }
  }
  private var occurring: Int { sizes.sizes.count { $0 > 0 } }

  /// Blau (1977), Gini–Simpson: 1 − Σ p². Too low in small threads.
  package var blau: Measured {
    shares.map { .value(1 - $0.reduce(0) { $0 + $1 * $1 }) } ?? .undefined(.noUnits)
  }

  /// Simpson (1949), unbiased: 1 − Σ c(c − 1) / (n(n − 1)), the chance that two different
  /// participants are of different groups. The one to use: threads are small.
  package var simpson: Measured {
    sizes.persons == 0 ? .undefined(.noUnits) : sizes.crossing
  }

  /// Shannon's entropy in nats: −Σ p ln p, with 0 ln 0 = 0.
  package var shannon: Measured {
    guard let shares else { return .undefined(.noUnits) }
    return .value(shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 })
  }

  /// Pielou's evenness: Shannon's entropy over the logarithm of the groups that occur.
  package var pielou: Measured {
    if case .value = shannon, occurring < 2 { return .undefined(.oneGroup) }
    return shannon.map { $0 / log(Double(occurring)) }
  }

  /// Hill's number (1973) of order q: how many equally common groups would be as mixed.
  /// (Σ p^q)^(1 / (1 − q)); at 0 the groups that occur, at 1 exp of Shannon's entropy, at 2 1 / Σ p².
  package func hill(_ q: Double) -> Measured {
    guard let shares else { return .undefined(.noUnits) }
    if q == 0 { return .value(Double(occurring)) }
    if abs(q - 1) < 1e-12 { return shannon.map { exp($0) } }
    let sum = shares.reduce(0) { $1 > 0 ? $0 + pow($1, q) : $0 }
    return .value(pow(sum, 1 / (1 - q)))
  }

  /// Index of qualitative variation (Mueller & Schuessler 1961): Blau K / (K − 1), K the groups
  /// listed. 0–1.
  package var iqv: Measured {
    let listed = Double(sizes.sizes.count)
    if case .value = blau, listed < 2 { return .undefined(.oneGroup) }
    return blau.map { $0 * listed / (listed - 1) }
  }

  /// The least and the most mixed that participants of unknown group allow: all of the commonest
  /// group; or each of a group of its own, or where `isClosed` (no other groups than those listed)
  /// each of the group that is then smallest. Extreme for every index here at once, as each of them
  /// grows with every move from a larger to a smaller group; not for ``iqv`` where not closed.
  /// - Returns: nil where closed and no group is listed.
  package static func extremes(
    _ counts: [Int], unknown: Int, isClosed: Bool = false
  ) -> (least: Diversity, most: Diversity)? {
    if isClosed, counts.isEmpty { return nil }
    var least = counts
    if let most = counts.max(), let place = counts.firstIndex(of: most) {
      least[place] += unknown
    } else if unknown > 0 {
      least = [unknown]
    }
    var most = counts
    if isClosed {
      fill(&most, unknown)
    } else {
      most += [Int](repeating: 1, count: unknown)
    }
    return (Diversity(least), Diversity(most))
  }

  /// Adds units one by one to the group that is then smallest, without walking them.
  private static func fill(_ counts: inout [Int], _ units: Int) {
    let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
    var left = units
    var level = counts[order[0]]
    var width = 1
    while left > 0 {
      while width < order.count, counts[order[width]] <= level { width += 1 }
      let room = width < order.count ? (counts[order[width]] - level) * width : Int.max
      if room > left { break }
      left -= room
      level = counts[order[width]]
    }
    for (rank, place) in order.prefix(width).enumerated() {
      counts[place] = level + left / width + (rank < left % width ? 1 : 0)
    }
  }
}
