/// A share Σx / Σn over clusters (persons), and its variance: x of a person's n posts have a feature.
///
/// Linearised (Woodruff 1971; Cochran 1977 §6.3): v = G/(G − 1) Σ (x − p n)² / N², with G the clusters
/// that have n > 0. The same as cluster-robust least squares on a constant.
package struct ClusterRatio: Sendable, Equatable {
  /// Σx and Σn.
  package let numerator: Double
  package let denominator: Double
  /// Clusters with n > 0.
  package let clusters: Int
  /// Undefined where fewer than two clusters have n > 0.
  package let variance: Estimated<Double>

  /// - Parameter parts: x and n of each cluster, in an order that does not change.
  package init(_ parts: [(x: Double, n: Double)]) {
    let (x, n) = Self.sums(parts)
    numerator = x
    denominator = n
    clusters = parts.count { $0.n > 0 }
    let g = Double(clusters)
    if n > 0, clusters > 1 {
      let p = x / n
      let squares = parts.reduce(0) { $0 + ($1.x - p * $1.n) * ($1.x - p * $1.n) }
      variance = .value(g / (g - 1) * squares / (n * n))
    } else {
      variance = .undefined(n > 0 ? .fewClusters : .noUnits)
    }
  }

  package var share: Estimated<Double> {
    .ratio(numerator, over: denominator, else: .noUnits)
  }
  package var standardError: Estimated<Double> { variance.map { $0.squareRoot() } }
  /// Of t.
  package var degrees: Double { Double(max(0, clusters - 1)) }
  /// Whether a note must warn of few clusters.
  package var hasFewClusters: Bool { Clusters.areFew(clusters) }

  /// v / (p(1 − p) / N): how much less the posts tell than as many independent ones.
  package var designEffect: Estimated<Double> {
    guard let p = share.value, let v = variance.value else {
      return .undefined(variance.reason ?? .noUnits)
    }
    return .ratio(v, over: p * (1 - p) / denominator, else: .noVariation)
  }

  /// N / deff. Undefined where the design effect is, or is 0.
  package var effectiveUnits: Estimated<Double> {
    switch designEffect {
    case .value(let effect): .ratio(denominator, over: effect, else: .noVariation)
    case .undefined(let reason): .undefined(reason)
    }
  }

  /// p ± t(G − 1) · SE. Undefined with fewer than ten clusters, and where all posts are alike.
  package func limits(confidence: Double = 0.95) -> Estimated<Limits> {
    if denominator == 0 { return .undefined(.noUnits) }
    if Clusters.areTooFew(clusters) { return .undefined(.fewClusters) }
    return unguardedLimits(confidence: confidence)
  }

  /// The same without the rule of ten clusters, for comparing with other software.
  package func unguardedLimits(confidence: Double = 0.95) -> Estimated<Limits> {
    guard let p = share.value, let error = standardError.value else {
      return .undefined(variance.reason ?? .noUnits)
    }
    if error == 0 { return .undefined(.noVariation) }
    let reach = StudentT.critical(confidence, degrees) * error
    return .value(Limits(low: p - reach, high: p + reach))
  }

  /// Wilson's interval at the effective number of units: stays within 0–1 for small shares.
  package func effectiveWilson(confidence: Double = 0.95) -> Estimated<Limits> {
    if denominator > 0, Clusters.areTooFew(clusters) { return .undefined(.fewClusters) }
    return unguardedWilson(confidence: confidence)
  }

  /// The same without the rule of ten clusters.
  package func unguardedWilson(confidence: Double = 0.95) -> Estimated<Limits> {
    guard let p = share.value else { return .undefined(.noUnits) }
    switch effectiveUnits {
    case .value(let units):
      return ProportionInterval.wilson(share: p, units: units, confidence: confidence)
    case .undefined(let reason): return .undefined(reason)
    }
  }

  private static func sums(_ parts: [(x: Double, n: Double)]) -> (Double, Double) {
    parts.reduce((0, 0)) { ($0.0 + $1.x, $0.1 + $1.n) }
  }

  /// The difference p₁ − p₂ of two shares of the same persons, who may count in both.
  ///
  /// Linearised: v = G/(G − 1) Σ (z₁ − z₂)² with z = (x − p n) / N; G counts persons in either.
  package static func difference(
    _ parts: [(first: (x: Double, n: Double), second: (x: Double, n: Double))]
  ) -> Estimated<EstimateWithError> {
    let (x1, n1) = sums(parts.map(\.first))
    let (x2, n2) = sums(parts.map(\.second))
    guard n1 > 0, n2 > 0 else { return .undefined(.noUnits) }
    let (p1, p2) = (x1 / n1, x2 / n2)
    let g = parts.count { $0.first.n > 0 || $0.second.n > 0 }
    if Clusters.areTooFew(g) { return .undefined(.fewClusters) }
    var squares = 0.0
    for part in parts {
      let z =
        (part.first.x - p1 * part.first.n) / n1 - (part.second.x - p2 * part.second.n) / n2
      squares += z * z
    }
    let variance = Double(g) / Double(g - 1) * squares
    return .value(
      EstimateWithError(
        estimate: p1 - p2, standardError: variance.squareRoot(), degrees: Double(g - 1)))
  }
}

/// An estimate, its standard error and the degrees of freedom of t; infinitely many for the normal.
package struct EstimateWithError: Sendable, Equatable {
  package let estimate: Double
  package let standardError: Double
  package let degrees: Double

  package init(estimate: Double, standardError: Double, degrees: Double = .infinity) {
    self.estimate = estimate
    self.standardError = standardError
    self.degrees = degrees
  }

  package func limits(confidence: Double = 0.95) -> Limits {
    let reach = StudentT.critical(confidence, degrees) * standardError
    return Limits(low: estimate - reach, high: estimate + reach)
  }
}
