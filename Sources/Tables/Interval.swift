/// The percentile interval of bootstrap replicates.
package enum Interval {
  /// Clusters below which no interval is printed.
  package static let fewestClusters = 10
  /// Clusters below which a note warns.
  package static let warnsBelow = 40

  /// The p-quantile of sorted values: linear between order statistics at 1 + (n − 1)p (type 7 of
  /// Hyndman & Fan 1996; what R and NumPy do unless told otherwise).
  package static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = Double(sorted.count - 1) * p
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  /// The 95 % interval between the 2.5 and 97.5 % quantiles of the defined replicates.
  ///
  /// Undefined: without replicates; with fewer than ten clusters (persons); where more than half
  /// of the replicates have a denominator of zero.
  package static func percentile(
    _ replicates: [Double?], clusters: Int, level: Double = 0.95
  ) -> Spread {
    if replicates.isEmpty { return .none(.noReplicates) }
    if clusters < fewestClusters { return .none(.fewClusters) }
    let defined = replicates.compactMap { $0 }.sorted()
    if defined.count * 2 < replicates.count || defined.isEmpty {
      return .none(.undefinedReplicates)
    }
    return .interval(
      low: .real(quantile(defined, (1 - level) / 2)),
      high: .real(quantile(defined, (1 + level) / 2)))
  }
}
