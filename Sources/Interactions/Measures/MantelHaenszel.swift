internal import Foundation

/// One odds ratio from several tables, one a stratum (a venue), that does not confuse who was where
/// with whom they answered.
///
/// OR = Σ a d / n over Σ b c / n (Mantel & Haenszel 1959); the variance of its logarithm after
/// Robins, Breslow & Greenland (1986). Pairs share persons, so the interval and the tests take for
/// independent what is not: for clustered data set it beside an interval by user.
package struct MantelHaenszel: Sendable, Equatable {
  /// Strata with anything in them.
  package let strata: [PairOdds]
  private let over: Double
  private let under: Double

  package init(_ strata: [PairOdds]) {
    self.strata = strata.filter { $0.total > 0 }
    var (over, under) = (0.0, 0.0)
    for t in self.strata {
      over += t.withinTied * t.betweenOpen / t.total
      under += t.withinOpen * t.betweenTied / t.total
    }
    self.over = over
    self.under = under
  }

  /// The pooled odds ratio.
  package var ratio: Measured {
    if strata.isEmpty { return .undefined(.noPairs) }
    if strata.contains(where: { min($0.withinOpen, $0.betweenOpen) < -1e-9 }) {
      return .undefined(.moreTiesThanPairs)
    }
    if strata.allSatisfy({ $0.withinTied + $0.betweenTied < 1e-12 }) {
      return .undefined(.noTies)
    }
    if under < 1e-12 {
      let between = strata.reduce(0) { $0 + $1.betweenTied + $1.betweenOpen }
      return .undefined(between < 1e-12 ? .oneGroup : .zeroCell)
    }
    return .value(over / under)
  }

  /// Standard error of the logarithm of the ratio (Robins–Breslow–Greenland).
  package var logError: Measured {
    guard case .value = ratio else { return ratio }
    if over < 1e-12 { return .undefined(.zeroCell) }
    var (pr, psqr, qs) = (0.0, 0.0, 0.0)
    for t in strata {
      let p = (t.withinTied + t.betweenOpen) / t.total
      let q = (t.withinOpen + t.betweenTied) / t.total
      let r = t.withinTied * t.betweenOpen / t.total
      let s = t.withinOpen * t.betweenTied / t.total
      pr += p * r
      psqr += p * s + q * r
      qs += q * s
    }
    let variance =
      pr / (2 * over * over) + psqr / (2 * over * under) + qs / (2 * under * under)
    return .value(variance.squareRoot())
  }

  /// OR · exp(∓ z · error).
  package func interval(level: Double = 0.95) -> (lower: Measured, upper: Measured) {
    guard let ratio = ratio.value, let error = logError.value else { return (logError, logError) }
    let z = Normal.quantile(0.5 + level / 2)
    return (.value(ratio * exp(-z * error)), .value(ratio * exp(z * error)))
  }

  /// The Cochran–Mantel–Haenszel statistic, χ² with one degree of freedom, and its p;
  /// `isCorrected`: with Yates's ½, as R prints it.
  package func test(isCorrected: Bool = false) -> (chiSquare: Measured, p: Measured) {
    var (difference, variance) = (0.0, 0.0)
    for t in strata where t.total > 1 {
      let within = t.withinTied + t.withinOpen
      let between = t.betweenTied + t.betweenOpen
      let tied = t.withinTied + t.betweenTied
      let open = t.withinOpen + t.betweenOpen
      difference += t.withinTied - within * tied / t.total
      variance += within * between * tied * open / (t.total * t.total * (t.total - 1))
    }
    guard variance > 0 else {
      let reason = Measured.undefined(strata.isEmpty ? .noPairs : .zeroCell)
      return (reason, reason)
    }
    let size = max(abs(difference) - (isCorrected ? 0.5 : 0), 0)
    let chiSquare = size * size / variance
    return (.value(chiSquare), .value(Normal.twoSided(chiSquare.squareRoot())))
  }

  /// Breslow & Day's statistic (1980, without Tarone's correction) that the strata have one odds
  /// ratio: Σ (a − E)² / V, with E the count that the margins and the pooled ratio give;
  /// χ² with (strata − 1) degrees of freedom.
  package var homogeneity: (chiSquare: Measured, degrees: Int) {
    guard let ratio = ratio.value, ratio > 0 else {
      return (.undefined(self.ratio.reason ?? .zeroCell), 0)
    }
    var sum = 0.0
    var used = 0
    for t in strata {
      let within = t.withinTied + t.withinOpen
      let tied = t.withinTied + t.betweenTied
      guard within > 0, tied > 0, within < t.total, tied < t.total else { continue }
      // E (n − within − tied + E) = OR (within − E)(tied − E).
      let expected: Double
      if abs(ratio - 1) < 1e-12 {
        expected = within * tied / t.total
      } else {
        let a = 1 - ratio
        let b = t.total - within - tied + ratio * (within + tied)
        let c = -ratio * within * tied
        // The root between the bounds of the cell, in the form that does not cancel (b > 0).
        let root = max(b * b - 4 * a * c, 0).squareRoot()
        expected = -2 * c / (b + root)
      }
      let cells = [
        expected, within - expected, tied - expected, t.total - within - tied + expected,
      ]
      guard cells.allSatisfy({ $0 > 0 }) else { continue }
      let variance = 1 / cells.reduce(0) { $0 + 1 / $1 }
      sum += (t.withinTied - expected) * (t.withinTied - expected) / variance
      used += 1
    }
    return used == 0 ? (.undefined(.zeroCell), 0) : (.value(sum), used - 1)
  }
}
