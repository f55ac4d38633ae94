internal import Foundation
internal import Interactions

/// The beta distribution: the regularised incomplete beta function and its inverse.
enum Beta {
  /// Iₓ(a, b), with y = 1 − x given apart so that nothing is lost near 1; a, b > 0.
  static func lower(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    return x * (a + b + 2) < a + 1 ? fraction(a, b, x, y) : 1 - fraction(b, a, y, x)
  }

  /// x and 1 − x with Iₓ(a, b) = p, for 0 < p < 1.
  ///
  /// Newton on the logarithm of the smaller tail over ln(x / (1 − x)): both tails are log-concave
  /// there, so that it converges from one side. Steps are at most 1, because a tail may fall like
  /// e^−eᵘ.
  static func quantile(_ a: Double, _ b: Double, _ p: Double) -> (x: Double, y: Double) {
    if p > 0.5 {
      let (y, x) = lowerQuantile(b, a, 1 - p)
      return (x, y)
    }
    return lowerQuantile(a, b, p)
  }

  /// The same where p ≤ ½ is the lower tail.
  private static func lowerQuantile(_ a: Double, _ b: Double, _ p: Double) -> (
    x: Double, y: Double
  ) {
    var u = log(a / b)
    var (x, y) = (0.0, 0.0)
    for _ in 0..<3000 {
      x = 1 / (1 + exp(-u))
      y = 1 / (1 + exp(u))
      let mass = lower(a, b, x, y)
      let slope = Saddle.binomial(a, b, x, y) * a * b / (a + b) / mass
      let newton = log(mass / p) / slope
      let step = newton.isNaN ? -1 : max(-1, min(1, newton))
      u -= step
      if step.magnitude <= 1e-15 * max(1, u.magnitude) { break }
    }
    return (1 / (1 + exp(-u)), 1 / (1 + exp(u)))
  }

  /// The continued fraction of Didonato & Morris 1992 (their eq. 9), by Lentz's method. Its terms hold
  /// a − (a + b)x, which is taken as ay − bx so that nothing cancels where a is large and b small.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let excess = a * y - b * x
    var h = nonzero(a * (excess + 1) / (a + 1))
    var c = h
    var d = 0.0
    for i in 1..<1_000_000 {
      let m = Double(i)
      let above = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x
      let alpha = above / ((a + 2 * m - 1) * (a + 2 * m - 1))
      let beta =
        m + m * (b - m) * x / (a + 2 * m - 1)
        + (a + m) * (excess + 1 + m * (2 - x)) / (a + 2 * m + 1)
      d = 1 / nonzero(beta + alpha * d)
      c = nonzero(beta + alpha / c)
      let factor = d * c
      h *= factor
      if (factor - 1).magnitude < 3e-16 { break }
    }
    return Saddle.binomial(a, b, x, y) * a * b / (a + b) / h
  }

  private static func nonzero(_ x: Double) -> Double { x.magnitude < 1e-300 ? 1e-300 : x }
}

/// Student's t distribution.
package enum StudentT {
  /// P(T > t) for `degrees` > 0; infinitely many are the normal distribution.
  package static func upperTail(_ t: Double, _ degrees: Double) -> Double {
    if degrees == .infinity { return Normal.upperTail(t) }
    let square = t * t
    let whole = degrees + square
    guard whole.isFinite else { return t > 0 ? 0 : 1 }
    let half = Beta.lower(degrees / 2, 0.5, degrees / whole, square / whole) / 2
    return t >= 0 ? half : 1 - half
  }

  /// P(|T| > |t|).
  package static func twoSided(_ t: Double, _ degrees: Double) -> Double {
    min(1, 2 * upperTail(t.magnitude, degrees))
  }

  /// t with P(T ≤ t) = p, for 0 < p < 1.
  package static func quantile(_ p: Double, _ degrees: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile is asked for a probability between 0 and 1")
    if degrees == .infinity { return Normal.quantile(p) }
    if p == 0.5 { return 0 }
    let (x, y) = Beta.quantile(degrees / 2, 0.5, 2 * min(p, 1 - p))
    let t = (degrees * y / x).squareRoot()
    return p < 0.5 ? -t : t
  }

  /// The critical value of a two-sided interval: 2.364624 for 0.95 and 7.
  package static func critical(_ confidence: Double, _ degrees: Double) -> Double {
    quantile(0.5 + confidence / 2, degrees)
  }
}
