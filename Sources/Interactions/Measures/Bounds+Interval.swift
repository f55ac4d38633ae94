extension Bounds {
  /// Imbens & Manski's interval (2004) for the share itself, whose bounds are estimates:
  /// [lower − c s_l, upper + c s_u] with Φ(c + width / max(s_l, s_u)) − Φ(−c) = level.
  ///
  /// c is the two-sided quantile where the bounds meet and comes down to the one-sided one where
  /// they are wide: only one end can then be missed. Cut off at 0 and 1.
  /// - Parameters: standard errors of the two ends, clustered as the share's own.
  package func interval(
    lowerError: Double, upperError: Double, level: Double = 0.95
  ) -> (lower: Double, upper: Double) {
    let c = Self.critical(
      width: upper - lower, error: max(lowerError, upperError), level: level)
    return (max(lower - c * lowerError, 0), min(upper + c * upperError, 1))
  }

  /// The c of ``interval(lowerError:upperError:level:)``, by bisection.
  package static func critical(width: Double, error: Double, level: Double) -> Double {
    if error <= 0 { return Normal.quantile(level) }
    let reach = max(width, 0) / error
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if Normal.cumulative(middle + reach) - Normal.cumulative(-middle) < level {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
