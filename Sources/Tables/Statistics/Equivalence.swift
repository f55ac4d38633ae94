/// Two one-sided tests: whether a difference is smaller than a margin (Schuirmann 1987).
///
/// Equivalent at level α exactly if the 1 − 2α interval lies inside (−margin, margin). That no
/// difference was found is not equivalence. The margin has no default.
package struct Equivalence: Sendable, Equatable {
  package let difference: Double
  /// The 1 − 2α interval: 90 % for α = 5 %.
  package let limits: Limits
  package let margin: Double
  /// The larger of the two one-sided p-values; nil where the test is an interval only.
  package let p: Double?

  package var isEquivalent: Bool { -margin < limits.low && limits.high < margin }

  /// By t, from an estimate with its (user-clustered) standard error.
  ///
  /// Undefined where the standard error is 0.
  package static func test(_ estimate: EstimateWithError, margin: Double, level: Double = 0.05)
    -> Estimated<Equivalence>
  {
    precondition(margin > 0, "an equivalence margin is above 0")
    let error = estimate.standardError
    guard error > 0 else { return .undefined(.noVariation) }
    let below = StudentT.upperTail((estimate.estimate + margin) / error, estimate.degrees)
    let above = StudentT.upperTail((margin - estimate.estimate) / error, estimate.degrees)
    return .value(
      Equivalence(
        difference: estimate.estimate, limits: estimate.limits(confidence: 1 - 2 * level),
        margin: margin, p: max(below, above)))
  }

  /// By the percentile interval of replicates that were drawn by user; nil ones are undefined.
  ///
  /// p = (1 + replicates on the wrong side of the margin) / (1 + replicates), the larger of both.
  package static func test(
    _ difference: Double, replicates: [Double?], clusters: Int, margin: Double,
    level: Double = 0.05
  ) -> Estimated<Equivalence> {
    precondition(margin > 0, "an equivalence margin is above 0")
    if Clusters.areTooFew(clusters) { return .undefined(.fewClusters) }
    let drawn = replicates.compactMap { $0 }.sorted()
    if drawn.isEmpty || drawn.count * 2 < replicates.count {
      return .undefined(.undefinedReplicates)
    }
    let below = drawn.count { $0 <= -margin }
    let above = drawn.count { $0 >= margin }
    return .value(
      Equivalence(
        difference: difference,
        limits: Limits(
          low: Interval.quantile(drawn, level), high: Interval.quantile(drawn, 1 - level)),
        margin: margin,
        p: Double(1 + max(below, above)) / Double(1 + drawn.count)))
  }

  /// By Newcombe's interval, for units that are independent. Posts are not: at the margin this
  /// declares "the same" several times as often as it should.
  package static func ofIndependent(
    _ x1: Int, of n1: Int, _ x2: Int, of n2: Int, margin: Double, level: Double = 0.05
  ) -> Estimated<Equivalence> {
    precondition(margin > 0, "an equivalence margin is above 0")
    return ProportionInterval.newcombe(x1, of: n1, x2, of: n2, confidence: 1 - 2 * level).map {
      Equivalence(
        difference: Double(x1) / Double(n1) - Double(x2) / Double(n2), limits: $0,
        margin: margin, p: nil)
    }
  }
}
