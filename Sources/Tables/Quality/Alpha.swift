/// Krippendorff's alpha: 1 − Dₒ/Dₑ of the coincidence matrix (Krippendorff 2004, ch. 11; 2011).
///
/// Units with fewer than two values drop out; a unit with m values counts each pair of them as
/// 1/(m − 1). Dₑ uses n(n − 1), n the number of pairable values.
package struct Alpha: Sendable, Equatable {
  /// Coincidences by category: o(c, k), symmetric.
  package let coincidences: [[Double]]
  /// Row sums of ``coincidences``: pairable values by category.
  package let totals: [Double]
  /// Pairable values.
  package let values: Double
  /// Units with two values or more.
  package let units: Int
  /// Undefined without pairable values.
  package let observed: Estimated<Double>
  package let expected: Estimated<Double>
  /// Undefined without pairable values, and where all values are alike.
  package let alpha: Estimated<Double>

  package init(_ ratings: Ratings, _ distance: AlphaDistance = .nominal) {
    var cells = [Double](repeating: 0, count: Self.width(ratings.categories))
    var units = 0
    for unit in ratings.units {
      let parts = Self.parts(ratings.counts(unit))
      if !parts.isEmpty { units += 1 }
      for part in parts { cells[part.cell] += part.value }
    }
    self.init(cells: cells, categories: ratings.categories, units: units, distance)
  }

  /// From sums over units of ``parts(_:)``.
  private init(cells: [Double], categories: Int, units: Int, _ distance: AlphaDistance) {
    var matrix = [[Double]](
      repeating: [Double](repeating: 0, count: categories), count: categories)
    for c in 0..<categories {
      for k in 0...c {
        matrix[c][k] = cells[Self.cell(c, k)]
        matrix[k][c] = matrix[c][k]
      }
    }
    let totals = matrix.map { $0.reduce(0, +) }
    let n = totals.reduce(0, +)
    let distances = distance.matrix(totals: totals)
    var (observed, expected) = (0.0, 0.0)
    for c in 0..<categories {
      for k in 0..<c {
        observed += 2 * matrix[c][k] * distances[c][k]
        expected += 2 * totals[c] * totals[k] * distances[c][k]
      }
    }
    coincidences = matrix
    self.totals = totals
    values = n
    self.units = units
    guard n > 1 else {
      self.observed = .undefined(.noUnits)
      self.expected = .undefined(.noUnits)
      alpha = .undefined(.noUnits)
      return
    }
    self.observed = .value(observed / n)
    self.expected = .value(expected / (n * (n - 1)))
    alpha =
      expected > 0
      ? .value(1 - (n - 1) * observed / expected) : .undefined(.noVariation)
  }

  /// Number of different cells of a symmetric matrix.
  private static func width(_ categories: Int) -> Int { categories * (categories + 1) / 2 }
  private static func cell(_ c: Int, _ k: Int) -> Int { c * (c + 1) / 2 + k }

  /// What one unit adds to the coincidences; empty with fewer than two values.
  private static func parts(_ counts: [Double]) -> [(cell: Int, value: Double)] {
    let m = counts.reduce(0, +)
    guard m > 1 else { return [] }
    var parts: [(cell: Int, value: Double)] = []
    for c in counts.indices where counts[c] > 0 {
      for k in 0...c where counts[k] > 0 {
        let pairs = c == k ? counts[c] * (counts[c] - 1) : counts[c] * counts[k]
        if pairs > 0 { parts.append((cell(c, k), pairs / (m - 1))) }
      }
    }
    return parts
  }

  /// The 95 % percentile interval of Poisson bootstrap replicates over units.
  ///
  /// - Parameters:
  ///   - names: what the units are drawn by, such as ids of posts; one each, in an order that does
  ///     not change.
  ///   - seed: of this purpose (``Poisson/seed(_:purpose:)``).
  package static func interval(
    _ ratings: Ratings, _ distance: AlphaDistance = .nominal, names: [String], seed: UInt64,
    replicates: Int
  ) throws -> Estimated<Limits> {
    let categories = ratings.categories
    var contributions = Contributions(width: width(categories))
    var units = 0
    for (unit, name) in zip(ratings.units, names) {
      let parts = parts(ratings.counts(unit))
      if parts.isEmpty { continue }
      units += 1
      for part in parts { contributions.add(part.value, to: part.cell) }
      contributions.end(person: name)
    }
    let drawn = try Bootstrap(seed: seed, replicates: replicates).run(contributions)
    let alphas = (0..<replicates).map { replicate -> Double? in
      let cells = (0..<contributions.width).map { drawn[$0, replicate] }
      return Alpha(cells: cells, categories: categories, units: units, distance).alpha.value
    }
    return Interval.percentileLimits(alphas, clusters: units)
  }
}

extension Interval {
  /// ``percentile(_:clusters:level:)`` as limits.
  static func percentileLimits(_ replicates: [Double?], clusters: Int) -> Estimated<Limits> {
    if replicates.isEmpty { return .undefined(.undefinedReplicates) }
    if clusters < fewestClusters { return .undefined(.fewClusters) }
    let defined = replicates.compactMap { $0 }.sorted()
    if defined.isEmpty || defined.count * 2 < replicates.count {
      return .undefined(.undefinedReplicates)
    }
    return .value(Limits(low: quantile(defined, 0.025), high: quantile(defined, 0.975)))
  }
}
