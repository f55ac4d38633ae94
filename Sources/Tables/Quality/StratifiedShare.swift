/// A share from a sample that was drawn stratum by stratum (Cochran 1977, ch. 5).
///
/// p = Σ Nₕpₕ/N, v = Σ (Nₕ/N)² (1 − nₕ/Nₕ) pₕ(1 − pₕ)/(nₕ − 1).
package struct StratifiedShare: Sendable, Equatable {
  /// One stratum: how many there are, how many were coded and how many of those have the label.
  package struct Stratum: Sendable, Equatable {
    package let population: Double
    package let sample: Double
    package let positives: Double

    package init(population: Double, sample: Double, positives: Double) {
      self.population = population
      self.sample = sample
      self.positives = positives
    }
  }

  package let estimate: Double
  /// Undefined where a stratum that is not wholly coded has one coded post only.
  package let standardError: Estimated<Double>

  /// Undefined where a stratum has posts and none of them was coded: its share is not known.
  package static func estimate(_ strata: [Stratum]) -> Estimated<StratifiedShare> {
    let all = strata.reduce(0) { $0 + $1.population }
    guard all > 0, strata.allSatisfy({ $0.population == 0 || $0.sample > 0 }) else {
      return .undefined(.noUnits)
    }
    var (estimate, variance) = (0.0, 0.0)
    var isSingle = false
    for stratum in strata where stratum.population > 0 {
      let weight = stratum.population / all
      let p = stratum.positives / stratum.sample
      estimate += weight * p
      let rest = max(0, 1 - stratum.sample / stratum.population)
      if stratum.sample > 1 {
        variance += weight * weight * rest * p * (1 - p) / (stratum.sample - 1)
      } else if rest > 0 {
        isSingle = true
      }
    }
    return .value(
      StratifiedShare(
        estimate: estimate,
        standardError: isSingle ? .undefined(.noUnits) : .value(variance.squareRoot())))
  }

  /// p ± z · SE.
  package func limits(confidence: Double = 0.95) -> Estimated<Limits> {
    standardError.map {
      EstimateWithError(estimate: estimate, standardError: $0).limits(confidence: confidence)
    }
  }
}
