internal import Foundation

/// What a table says of one term of a logistic regression.
package struct LogitTerm: Sendable, Equatable {
  package let name: String
  package let coefficient: Estimated<Double>
  package let standardError: Estimated<Double>
  /// e^β. Undefined where the coefficient is; never a huge number that stands for infinity.
  package let oddsRatio: Estimated<Double>
  package let oddsRatioLimits: Estimated<Limits>
  /// Two-sided.
  package let p: Estimated<Double>
}

/// The distribution that intervals and tests of a model rest on.
package enum TestDistribution: String, Sendable, CaseIterable {
  case normal = "z"
  /// Student's t with the number of clusters less one; the normal where trials are independent.
  case student = "t"

  func degrees(_ covariance: LogitCovariance) -> Double {
    self == .normal ? .infinity : covariance.degrees
  }
}

extension LogitFit {
  /// All terms in order: β ± c·SE, its exponent, and p from β/SE.
  package func terms(
    _ covariance: LogitCovariance, confidence: Double = 0.95, reference: TestDistribution = .normal
  ) -> [LogitTerm] {
    let degrees = reference.degrees(covariance)
    let critical = StudentT.critical(confidence, degrees)
    return data.terms.indices.map { j in
      let coefficient = coefficients[j]
      guard let beta = coefficient.value, let at = kept.firstIndex(of: j) else {
        let reason = coefficient.reason ?? .collinear
        return LogitTerm(
          name: data.terms[j], coefficient: coefficient, standardError: .undefined(reason),
          oddsRatio: .undefined(reason), oddsRatioLimits: .undefined(reason),
          p: .undefined(reason))
      }
      var unit = [Double](repeating: 0, count: kept.count)
      unit[at] = 1
      let error = covariance.standardError(unit)
      return LogitTerm(
        name: data.terms[j], coefficient: coefficient, standardError: error,
        oddsRatio: .value(exp(beta)),
        oddsRatioLimits: error.map {
          Limits(low: exp(beta - critical * $0), high: exp(beta + critical * $0))
        },
        p: error.map { StudentT.twoSided(beta / $0, degrees) })
    }
  }
}
