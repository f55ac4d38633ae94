/// A share against its draws under a null.
///
/// p = (1 + #{as extreme}) / (1 + B): never 0 (Davison & Hinkley 1997). Shares count as equal when
/// they differ by less than 1e-9, so that the order of a sum decides nothing.
package struct DrawTest: Sendable, Equatable {
  package let observed: Double
  /// The null's mean, in closed form.
  package let expected: Double
  package let draws: Int
  /// Draws at or below, at or above the observed share; and at least as far from ``expected``.
  package let below: Int
  package let above: Int
  package let asFar: Int
  /// Standard deviation of the draws.
  package let deviation: Double

  package init(observed: Double, expected: Double, draws: [Double]) {
    self.observed = observed
    self.expected = expected
    self.draws = draws.count
    below = draws.count { $0 <= observed + 1e-9 }
    above = draws.count { $0 >= observed - 1e-9 }
    let distance = abs(observed - expected)
    asFar = draws.count { abs($0 - expected) >= distance - 1e-9 }
    let mean = draws.reduce(0, +) / Double(draws.count)
    deviation =
      draws.count < 2
      ? .nan
      : (draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count - 1)).squareRoot()
  }

  /// That contact crosses as rarely as observed.
  package var pLower: Double { p(below) }
  /// That it crosses as often.
  package var pUpper: Double { p(above) }
  /// That it is as far from what is expected, to either side.
  package var pTwoSided: Double { p(asFar) }

  private func p(_ count: Int) -> Double { Double(1 + count) / Double(1 + draws) }

  /// Observed − expected.
  package var difference: Double { observed - expected }
  /// Observed / expected.
  package var ratio: Measured {
    expected > 0 ? .value(observed / expected) : .undefined(.zeroCell)
  }
}
