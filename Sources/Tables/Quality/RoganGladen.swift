/// A share corrected by known error rates: p = (q + sp − 1)/(se + sp − 1) (Rogan & Gladen 1978).
///
/// Right only where the error rates are the same for all who are counted.
package struct RoganGladen: Sendable, Equatable {
  /// q: the share that the coder says.
  package let apparent: Double
  /// May lie outside 0–1.
  package let raw: Double
  /// With the error rates' own uncertainty, where they are estimates.
  package let standardError: Double
  private let sensitivity: Double
  private let specificity: Double
  private let positives: Int
  private let units: Int

  /// For display.
  package var clamped: Double { min(1, max(0, raw)) }

  /// With error rates that are known without error. Undefined without units and where se + sp ≤ 1.
  package static func correct(
    _ positives: Int, of n: Int, sensitivity se: Double, specificity sp: Double
  ) -> Estimated<RoganGladen> {
    correct(positives, of: n, se, sp, errors: (0, 0))
  }

  /// With error rates estimated on coded posts that are no part of the n: the delta method adds
  /// p²·se(1 − se)/n₁ + (1 − p)²·sp(1 − sp)/n₀.
  package static func correct(
    _ positives: Int, of n: Int, tp: Int, fn: Int, tn: Int, fp: Int
  ) -> Estimated<RoganGladen> {
    guard tp + fn > 0, tn + fp > 0 else { return .undefined(.noUnits) }
    let (n1, n0) = (Double(tp + fn), Double(tn + fp))
    let (se, sp) = (Double(tp) / n1, Double(tn) / n0)
    return correct(positives, of: n, se, sp, errors: (se * (1 - se) / n1, sp * (1 - sp) / n0))
  }

  private static func correct(
    _ positives: Int, of n: Int, _ se: Double, _ sp: Double, errors: (se: Double, sp: Double)
  ) -> Estimated<RoganGladen> {
    guard n > 0 else { return .undefined(.noUnits) }
    let youden = se + sp - 1
    guard youden > 0 else { return .undefined(.noVariation) }
    let q = Double(positives) / Double(n)
    let p = (q + sp - 1) / youden
    let variance = q * (1 - q) / Double(n) + p * p * errors.se + (1 - p) * (1 - p) * errors.sp
    return .value(
      RoganGladen(
        apparent: q, raw: p, standardError: variance.squareRoot() / youden, sensitivity: se,
        specificity: sp, positives: positives, units: n))
  }

  /// raw ± z · SE.
  package func limits(confidence: Double = 0.95) -> Limits {
    EstimateWithError(estimate: raw, standardError: standardError).limits(confidence: confidence)
  }

  /// Wilson's interval of q with both ends corrected: takes the error rates as known.
  package func naiveLimits(confidence: Double = 0.95) -> Estimated<Limits> {
    let youden = sensitivity + specificity - 1
    return ProportionInterval.wilson(positives, of: units, confidence: confidence).map {
      Limits(
        low: ($0.low + specificity - 1) / youden, high: ($0.high + specificity - 1) / youden)
    }
  }
}

extension Limits {
  /// Cut to 0–1, for display.
  package var clamped: Limits { Limits(low: min(1, max(0, low)), high: min(1, max(0, high))) }
}
