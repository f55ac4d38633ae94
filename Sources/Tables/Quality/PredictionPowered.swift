/// A mean from many predictions and a few coded posts: prediction-powered inference (Angelopoulos and
/// others 2023), and its tuned form PPI++ (2023), which is never less sure than the coded posts alone.
///
/// The coded posts are a simple random sample and no part of the predicted ones.
package struct PredictionPowered: Sendable, Equatable {
  /// Mean prediction of the uncoded, plus the mean error of the coded.
  package let estimate: Double
  /// Var(f)/N + Var(y − f)/n, variances divided by the number of units.
  package let populationError: Double
  /// The same, variances divided by one less.
  package let standardError: Double
  /// Mean of the coded posts alone.
  package let classical: Double
  /// Mean prediction of the uncoded.
  package let naive: Double
  /// λ of PPI++: Cov(y, f) / ((1 + n/N) Var(f)), the variance over coded and uncoded.
  package let lambda: Estimated<Double>
  /// ȳ + λ(mean prediction of the uncoded − that of the coded).
  package let tuned: Estimated<EstimateWithError>

  /// Undefined with fewer than two coded or uncoded posts.
  package static func mean(coded: [(y: Double, f: Double)], uncoded: [Double])
    -> Estimated<PredictionPowered>
  {
    guard coded.count > 1, uncoded.count > 1 else { return .undefined(.noUnits) }
    let (n, all) = (Double(coded.count), Double(uncoded.count))
    let y = coded.map(\.y)
    let f = coded.map(\.f)
    let errors = coded.map { $0.y - $0.f }
    let (meanY, meanF, naive) = (average(y), average(f), average(uncoded))
    let sampled = squares(uncoded) / (all - 1) / all + squares(errors) / (n - 1) / n
    let whole = squares(uncoded) / (all * all) + squares(errors) / (n * n)
    let covariance =
      coded.reduce(0) { $0 + ($1.y - meanY) * ($1.f - meanF) } / (n - 1)
    let spread = squares(f + uncoded) / (n + all - 1)
    let lambda = Estimated<Double>.ratio(
      covariance, over: (1 + n / all) * spread, else: .noVariation)
    let tuned = lambda.map { l in
      let rest = coded.map { $0.y - l * $0.f }
      let variance =
        l * l * squares(uncoded) / (all - 1) / all + squares(rest) / (n - 1) / n
      return EstimateWithError(
        estimate: meanY + l * (naive - meanF), standardError: variance.squareRoot())
    }
    return .value(
      PredictionPowered(
        estimate: naive + average(errors), populationError: whole.squareRoot(),
        standardError: sampled.squareRoot(), classical: meanY, naive: naive, lambda: lambda,
        tuned: tuned))
  }

  private static func average(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
  private static func squares(_ x: [Double]) -> Double {
    let mean = average(x)
    return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
