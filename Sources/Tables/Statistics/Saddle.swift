internal import Foundation

/// Binomial and Poisson terms at real arguments, without the cancellation of ln Γ.
///
/// Source: Loader 2000, "Fast and accurate computation of binomial probabilities": a term is its
/// Stirling error times its deviance, both small numbers, so that no digits are lost at large counts.
enum Saddle {
  /// ln Γ(n + 1) − (n + ½) ln n + n − ½ ln 2π, for n > 0.
  static func stirlingError(_ n: Double) -> Double {
    if n <= 15 {
      return log(tgamma(n + 1)) - (n + 0.5) * log(n) + n - 0.918_938_533_204_672_74
    }
    let square = 1 / (n * n)
    // The coefficients of Stirling's series, B₂ₖ / (2k(2k − 1)).
    let series =
      1.0 / 12
      + square
      * (-1.0 / 360
        + square
        * (1.0 / 1260
          + square
          * (-1.0 / 1680 + square * (1.0 / 1188 + square * (-691.0 / 360_360 + square / 156)))))
    return series / n
  }

  /// x ln(x / m) + m − x, for x and m > 0.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    let difference = x - m
    guard difference.magnitude < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = difference / (x + m)
    var sum = difference * v
    var term = 2 * x * v
    let square = v * v
    for j in 1..<1000 {
      term *= square
      let next = sum + term / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// e^−m m^x / Γ(x + 1), for x and m > 0.
  static func poisson(_ x: Double, mean m: Double) -> Double {
    exp(-stirlingError(x) - deviance(x, m)) / (2 * Double.pi * x).squareRoot()
  }

  /// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) p^a q^b with q = 1 − p given apart; a, b, p, q > 0.
  static func binomial(_ a: Double, _ b: Double, _ p: Double, _ q: Double) -> Double {
    let n = a + b
    let exponent =
      stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * p)
      - deviance(b, n * q)
    return exp(exponent) * (n / (2 * Double.pi * a * b)).squareRoot()
  }
}
