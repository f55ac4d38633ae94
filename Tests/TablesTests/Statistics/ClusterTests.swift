import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/cluster_proportion.json` (statsmodels' cluster errors).
@Suite struct `Every share by cluster` {
  private let oracle: Oracle
  private let parts: [(x: Double, n: Double)]
  init() throws {
    oracle = try .named("cluster_proportion")
    parts = try oracle["users"].list().map { (try $0["x"].number(), try $0["n"].number()) }
  }

  @Test func `agrees with the oracle`() throws {
    let wanted = oracle["expected"]
    let ratio = ClusterRatio(parts)
    #expect(ratio.denominator == (try wanted["posts"].number()))
    #expect(ratio.clusters == (try wanted["users"].whole()))
    expectClose(ratio.share, try wanted["pooled_share"].number())
    expectClose(ratio.standardError, try wanted["se_cluster_linearised"].number())
    expectClose(ratio.unguardedLimits().value, try wanted["ci_t_cluster"].numbers())
    expectClose(ratio.designEffect, try wanted["deff"].number())
    expectClose(ratio.effectiveUnits, try wanted["n_effective"].number())
    expectClose(ratio.unguardedWilson().value, try wanted["wilson_n_effective"].numbers())
    expectClose(
      ProportionInterval.wilson(Int(ratio.numerator), of: Int(ratio.denominator)).value,
      try wanted["naive_wilson"].numbers())
    let users = UserShares(parts)
    expectClose(users.mean, try wanted["mean_of_user_shares"].number())
    expectClose(users.standardError, try wanted["se_mean_of_user_shares"].number())
    expectClose(users.intraclassCorrelation, try wanted["icc_anova"].number())
    expectClose(users.averageSize, try wanted["n0"].number())
    expectClose(users.gini, try wanted["gini_posts"].number())
    expectClose(users.topShare, try wanted["top1_share"].number())
    #expect(users.usersWithAny == (try wanted["users_with_any"].whole()))
  }

  @Test func `has no interval with fewer than ten persons and warns below forty`() {
    #expect(ClusterRatio(parts).limits().reason == .fewClusters)
    #expect(ClusterRatio(parts).effectiveWilson().reason == .fewClusters)
    let ten = parts + [(1, 2), (0, 2)]
    #expect(ClusterRatio(ten).limits().value != nil)
    #expect(ClusterRatio(ten).hasFewClusters)
    #expect(!ClusterRatio(Array(repeating: (1, 2), count: 40)).hasFewClusters)
    // Persons without posts are no clusters.
    #expect(ClusterRatio(parts + [(0, 0), (0, 0)]).clusters == 8)
  }

  @Test func `is missing without posts or without variation`() {
    let nothing = ClusterRatio([])
    #expect(nothing.share.reason == .noUnits)
    #expect(nothing.limits().reason == .noUnits)
    #expect(nothing.effectiveWilson().reason == .noUnits)
    #expect(UserShares([(0, 0)]).mean.reason == .noUnits)
    let alike = ClusterRatio(Array(repeating: (x: 0, n: 3), count: 50))
    #expect(alike.share == .value(0))
    #expect(alike.limits().reason == .noVariation)
    #expect(alike.designEffect.reason == .noVariation)
    #expect(UserShares(Array(repeating: (0, 3), count: 5)).intraclassCorrelation.reason != nil)
  }

  /// Two disjoint sets of persons: v(p₁ − p₂) is the sum of both variances, but for the G of both.
  /// Twelve persons, six a side: 12/11 Σz² against 6/5 Σz² each.
  @Test func `has a difference whose variance adds up over other persons`() throws {
    let a = Array(parts.prefix(6))
    let b: [(x: Double, n: Double)] = [(1, 3), (2, 8), (0, 4), (5, 6), (2, 9), (1, 1)]
    let none: (x: Double, n: Double) = (0, 0)
    let both = a.map { (first: $0, second: none) } + b.map { (first: none, second: $0) }
    let difference = try #require(ClusterRatio.difference(both).value)
    let (first, second) = (ClusterRatio(a), ClusterRatio(b))
    expectClose(
      difference.estimate, (first.share.value ?? 9) - (second.share.value ?? 9))
    let sum = (first.variance.value ?? 9) + (second.variance.value ?? 9)
    expectClose(difference.standardError, (sum * 5 / 6 * 12 / 11).squareRoot())
    #expect(difference.degrees == 11)
  }

  @Test func `has no difference from itself`() throws {
    let same = (parts + [(1, 4), (3, 5)]).map { (first: $0, second: $0) }
    let difference = try #require(ClusterRatio.difference(same).value)
    #expect(difference.estimate == 0 && difference.standardError == 0)
    #expect(ClusterRatio.difference(same.dropLast(3)).reason == .fewClusters)
  }
}

@Suite struct `Every share by ego and alter` {
  /// An intercept-only logit has score x − pn and information Np(1 − p), so that its two-way variance
  /// is that of the share over (p(1 − p))².
  @Test func `agrees with a logistic regression on a constant`() throws {
    var series = Series(state: 5)
    var counts: [PairCount] = []
    for _ in 0..<400 {
      let ego = Int32(series.below(30))
      let alter = Int32(series.below(20))
      counts.append(
        PairCount(
          ego: ego, alter: alter, x: series.next() < 0.2 + 0.02 * Double(ego) ? 1 : 0, n: 1))
    }
    let ratio = TwoWayRatio(counts)
    let data = LogitData(
      terms: ["const"], rows: counts.map { _ in [1] }, events: counts.map(\.x),
      egos: counts.map(\.ego), alters: counts.map(\.alter))
    let fit = try #require(LogitFit.fit(data).value)
    let p = try #require(ratio.share.value)
    let spread = p * (1 - p)
    for (variance, errors) in [
      (ratio.variance, LogitErrors.byEgoAndAlter(.clusters)),
      (ratio.egoVariance, .byEgo(.clusters)), (ratio.alterVariance, .byAlter(.clusters)),
    ] {
      let error = try #require(fit.terms(fit.covariance(errors))[0].standardError.value)
      expectClose(variance, error * error * spread * spread)
    }
    #expect(ratio.egos == 30 && ratio.alters == 20)
    #expect(ratio.degrees == 19 && ratio.hasFewClusters)
    #expect(TwoWayRatio(counts.reversed()) == ratio)
  }

  /// Ego a to alters p, q: 1 of 1, 0 of 1; ego b the same the other way. p = ½; scores by ego
  /// ½ − ½ = 0 both; by alter 0 too; by pair ±½: V = 0 + 0 − 4/3 · 4 · ¼ / 16 < 0.
  @Test func `says so where the two-way variance is not positive`() {
    let counts = [
      PairCount(ego: 0, alter: 0, x: 1, n: 1), PairCount(ego: 0, alter: 1, x: 0, n: 1),
      PairCount(ego: 1, alter: 0, x: 0, n: 1), PairCount(ego: 1, alter: 1, x: 1, n: 1),
    ]
    let ratio = TwoWayRatio(counts)
    #expect(ratio.variance.reason == .negativeVariance)
    #expect(ratio.cautiousVariance == .value(0))
    #expect(ratio.limits().reason == .fewClusters)
    #expect(TwoWayRatio([]).limits().reason == .noUnits)
  }
}
