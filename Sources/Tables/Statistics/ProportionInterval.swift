internal import Interactions

/// Intervals of a share x / n of independent units.
///
/// Posts of one person are not independent: use ``ClusterRatio`` for them.
package enum ProportionInterval {
  /// Wilson 1927: where a share's score test does not reject. Undefined without units.
  package static func wilson(_ x: Int, of n: Int, confidence: Double = 0.95) -> Estimated<Limits> {
    check(x, n)
    if n == 0 { return .undefined(.noUnits) }
    return wilson(share: Double(x) / Double(n), units: Double(n), confidence: confidence).map {
      Limits(low: x == 0 ? 0 : $0.low, high: x == n ? 1 : $0.high)
    }
  }

  /// The same of a share of any number of units, such as an effective one.
  package static func wilson(share p: Double, units n: Double, confidence: Double = 0.95)
    -> Estimated<Limits>
  {
    guard n > 0 else { return .undefined(.noUnits) }
    let z = Normal.critical(confidence)
    let middle = p + z * z / (2 * n)
    let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return .value(
      Limits(low: max(0, (middle - reach) / scale), high: min(1, (middle + reach) / scale)))
  }

  /// Wilson's interval with continuity correction (Newcombe 1998a, method 4).
  package static func wilsonCorrected(_ x: Int, of n: Int, confidence: Double = 0.95)
    -> Estimated<Limits>
  {
    check(x, n)
    if n == 0 { return .undefined(.noUnits) }
    let z = Normal.critical(confidence)
    let (m, p) = (Double(n), Double(x) / Double(n))
    let scale = 2 * (m + z * z)
    let low = z * (z * z - 2 - 1 / m + 4 * p * (m * (1 - p) + 1)).squareRoot() + 1
    let high = z * (z * z + 2 - 1 / m + 4 * p * (m * (1 - p) - 1)).squareRoot() + 1
    return .value(
      Limits(
        low: x == 0 ? 0 : max(0, (2 * m * p + z * z - low) / scale),
        high: x == n ? 1 : min(1, (2 * m * p + z * z + high) / scale)))
  }

  /// Clopper & Pearson 1934: both binomial tails at least α/2.
  package static func clopperPearson(_ x: Int, of n: Int, confidence: Double = 0.95)
    -> Estimated<Limits>
  {
    check(x, n)
    if n == 0 { return .undefined(.noUnits) }
    let tail = (1 - confidence) / 2
    let (a, b) = (Double(x), Double(n - x))
    return .value(
      Limits(
        low: x == 0 ? 0 : Beta.quantile(a, b + 1, tail).x,
        high: x == n ? 1 : Beta.quantile(b, a + 1, tail).y))
  }

  /// The equal-tailed interval of Beta(x + ½, n − x + ½), not widened at x = 0 or n.
  package static func jeffreys(_ x: Int, of n: Int, confidence: Double = 0.95)
    -> Estimated<Limits>
  {
    check(x, n)
    if n == 0 { return .undefined(.noUnits) }
    let tail = (1 - confidence) / 2
    let (a, b) = (Double(x) + 0.5, Double(n - x) + 0.5)
    return .value(
      Limits(low: Beta.quantile(a, b, tail).x, high: Beta.quantile(b, a, tail).y))
  }

  /// p₁ − p₂ of independent units from two Wilson intervals (Newcombe 1998b, method 10).
  package static func newcombe(
    _ x1: Int, of n1: Int, _ x2: Int, of n2: Int, confidence: Double = 0.95
  ) -> Estimated<Limits> {
    guard let first = wilson(x1, of: n1, confidence: confidence).value,
      let second = wilson(x2, of: n2, confidence: confidence).value
    else { return .undefined(.noUnits) }
    let (p1, p2) = (Double(x1) / Double(n1), Double(x2) / Double(n2))
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return .value(
      Limits(
        low: p1 - p2 - root(p1 - first.low, second.high - p2),
        high: p1 - p2 + root(first.high - p1, p2 - second.low)))
  }

  private static func check(_ x: Int, _ n: Int) {
    precondition(0 <= x && x <= n, "a share counts part of its units")
  }
}
