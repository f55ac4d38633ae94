internal import Foundation

/// The standard normal distribution.
package enum Normal {
  /// P(Z ≤ z).
  package static func below(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The z with P(Z ≤ z) = p, 0 < p < 1, to the last digits: bisection of ``below(_:)``, from the
  /// tail that keeps its digits.
  package static func quantile(_ p: Double) -> Double {
    if p > 0.5 { return -quantile(1 - p) }
    var (low, high) = (-40.0, 0.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if below(middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(χ² with one degree of freedom ≥ x).
  package static func chiSquareAbove(_ x: Double) -> Double { erfc((max(x, 0) / 2).squareRoot()) }
}
