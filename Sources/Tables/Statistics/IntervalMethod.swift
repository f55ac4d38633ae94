internal import Foundation

/// How the 95 % interval of a share is made; the words of the setting `interval`.
///
/// Which one covers best is measured on studies of known truth (`docs/validation.md`).
package enum IntervalMethod: String, Sendable, CaseIterable {
  /// Ties that have a person in common, at whichever end, may go together; jackknifed
  /// (``DyadicRatio``). Of ties only.
  case dyadic
  /// Persons' shares of posts: linearised and jackknifed by person, on the logit scale. Of posts only.
  case logit
  /// 2.5 and 97.5 percentiles of Poisson bootstrap replicates over persons.
  case percentile
  /// Linearised, by person, p ± t(G − 1) · SE (``ClusterRatio``).
  case linearised
}

extension EstimateWithError {
  /// The interval of a share, worked out on the scale of log p/(1 − p) and brought back, so that it
  /// stays within 0–1: error SE / (p(1 − p)), t as in ``limits(confidence:)`` (Korn & Graubard 1999
  /// §2.5; the default of `svyciprop` in R's survey). Undefined at a share of 0 or 1.
  package func logitLimits(confidence: Double = 0.95) -> Estimated<Limits> {
    guard estimate > 0, estimate < 1 else { return .undefined(.noVariation) }
    let middle = log(estimate / (1 - estimate))
    let reach =
      StudentT.critical(confidence, degrees) * standardError / (estimate * (1 - estimate))
    func share(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
    return .value(Limits(low: share(middle - reach), high: share(middle + reach)))
  }
}
