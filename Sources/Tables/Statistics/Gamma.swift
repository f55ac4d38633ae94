internal import Foundation
internal import Interactions

/// The regularised incomplete gamma function: the tails of the gamma, χ² and Poisson distributions.
enum Gamma {
  /// P(a, x), the mass below x, for a > 0.
  static func lower(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
  }

  /// Q(a, x) = 1 − P(a, x), the mass above x, to full relative precision in the far tail.
  static func upper(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
  }

  /// x with Q(a, x) = `tail`, for 0 < tail < 1.
  ///
  /// Newton on the logarithm of the smaller tail over ln x: both tails are log-concave there, so that
  /// the steps never run away.
  static func upperQuantile(_ a: Double, _ tail: Double) -> Double {
    let isUpper = tail <= 0.5
    let goal = isUpper ? tail : 1 - tail
    var u = log(a)
    for _ in 0..<3000 {
      let x = exp(u)
      let mass = isUpper ? upper(a, x) : lower(a, x)
      let slope = Saddle.poisson(a, mean: x) * a / mass
      let newton = log(mass / goal) / slope
      let step = newton.isNaN ? -1 : max(-1, min(1, newton))
      u += isUpper ? step : -step
      if step.magnitude <= 1e-15 * max(1, u.magnitude) { break }
    }
    return exp(u)
  }

  /// x^a e^−x / Γ(a + 1) Σ xⁿ / ((a + 1)…(a + n)).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = 0.0
    while term > sum * 1e-17, n < 1e6 {
      n += 1
      term *= x / (a + n)
      sum += term
    }
    return Saddle.poisson(a, mean: x) * sum
  }

  /// Legendre's continued fraction (Abramowitz & Stegun 6.5.31), by Lentz's method.
  private static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var h = d
    for i in 1..<1_000_000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / (an * d + b)
      c = b + an / c
      let factor = c * d
      h *= factor
      if (factor - 1).magnitude < 3e-16 { break }
    }
    return Saddle.poisson(a, mean: x) * a * h
  }
}

/// The χ² distribution.
package enum ChiSquare {
  /// P(X > x) for `degrees` > 0.
  package static func upperTail(_ x: Double, _ degrees: Double) -> Double {
    if x == .infinity { return 0 }
    return degrees == 1 ? Normal.twoSided(max(0, x).squareRoot()) : Gamma.upper(degrees / 2, x / 2)
  }

  /// x with P(X ≤ x) = p, for 0 < p < 1.
  package static func quantile(_ p: Double, _ degrees: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile is asked for a probability between 0 and 1")
    return 2 * Gamma.upperQuantile(degrees / 2, 1 - p)
  }
}
