import Interactions
import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/proportion_ci.json` (statsmodels, and Newcombe's tables).
@Suite struct `Every interval of a share` {
  private let oracle: Oracle
  init() throws { oracle = try .named("proportion_ci") }

  @Test func `agrees with the oracle for a single share`() throws {
    let rows = try oracle["single"].list()
    #expect(rows.count == 10)
    expectClose(Normal.critical(0.95), try oracle["z"].number(), 1e-15)
    for row in rows {
      let (x, n) = (try row["x"].whole(), try row["n"].whole())
      let confidence = try row["conf"].number()
      expectClose(Normal.critical(confidence), try row["z"].number(), 1e-15)
      func check(
        _ key: String, _ method: (Int, Int, Double) -> Estimated<Limits>
      ) throws { expectClose(method(x, n, confidence).value, try row[key].numbers()) }
      try check("wilson") { ProportionInterval.wilson($0, of: $1, confidence: $2) }
      try check("wilson_cc") { ProportionInterval.wilsonCorrected($0, of: $1, confidence: $2) }
      try check("clopper_pearson") {
        ProportionInterval.clopperPearson($0, of: $1, confidence: $2)
      }
      try check("jeffreys") { ProportionInterval.jeffreys($0, of: $1, confidence: $2) }
    }
  }

  @Test func `agrees with Newcombe's first table to four decimals`() throws {
    for row in try oracle["single"].list() {
      let published = row["published_newcombe1998_table1"]
      if published.value is Oracle.Missing { continue }
      let (x, n) = (try row["x"].whole(), try row["n"].whole())
      for (mine, key) in [
        (ProportionInterval.wilson(x, of: n), "wilson"),
        (ProportionInterval.wilsonCorrected(x, of: n), "wilson_cc"),
      ] {
        let limits = try #require(mine.value)
        #expect(abs(limits.low - (try published[key][0].number())) < 5.1e-5)
        #expect(abs(limits.high - (try published[key][1].number())) < 5.1e-5)
      }
    }
  }

  @Test func `agrees with the oracle for a difference`() throws {
    let rows = try oracle["difference"].list()
    #expect(rows.count == 8)
    for row in rows {
      let (x1, n1) = (try row["x1"].whole(), try row["n1"].whole())
      let (x2, n2) = (try row["x2"].whole(), try row["n2"].whole())
      let limits = ProportionInterval.newcombe(x1, of: n1, x2, of: n2).value
      expectClose(limits, try row["newcombe"].numbers())
      expectClose(
        Double(x1) / Double(n1) - Double(x2) / Double(n2), try row["diff"].number())
      let published = try row["published_newcombe1998b_method10"].numbers()
      #expect(abs((limits?.low ?? 9) - published[0]) < 5.1e-5)
      #expect(abs((limits?.high ?? 9) - published[1]) < 5.1e-5)
    }
  }

  @Test func `is missing without units`() {
    #expect(ProportionInterval.wilson(0, of: 0).reason == .noUnits)
    #expect(ProportionInterval.wilsonCorrected(0, of: 0).reason == .noUnits)
    #expect(ProportionInterval.clopperPearson(0, of: 0).reason == .noUnits)
    #expect(ProportionInterval.jeffreys(0, of: 0).reason == .noUnits)
    #expect(ProportionInterval.newcombe(0, of: 0, 1, of: 2).reason == .noUnits)
  }

  /// What is said of x in n is the mirror of what is said of n − x.
  @Test func `is the mirror of the interval of the complement`() {
    for n in 1...40 {
      for x in 0...n {
        for method in [
          { ProportionInterval.wilson($0, of: n) },
          { ProportionInterval.wilsonCorrected($0, of: n) },
          { ProportionInterval.clopperPearson($0, of: n) },
          { ProportionInterval.jeffreys($0, of: n) },
        ] as [(Int) -> Estimated<Limits>] {
          let (a, b) = (method(x).value, method(n - x).value)
          #expect(abs((a?.low ?? 9) + (b?.high ?? 9) - 1) < 1e-13)
        }
      }
    }
  }
}

/// Expected values: `Tests/oracles/stratified_or_and_equivalence.json` and hand calculations.
@Suite struct `Every equivalence test` {
  @Test func `by Newcombe's interval agrees with the oracle`() throws {
    let rows = try Oracle.named("stratified_or_and_equivalence")["tost"].list()
    #expect(rows.count == 3)
    for row in rows {
      let test = try #require(
        Equivalence.ofIndependent(
          row["x1"].whole(), of: row["n1"].whole(), row["x2"].whole(), of: row["n2"].whole(),
          margin: row["margin"].number()
        ).value)
      expectClose(test.difference, try row["diff"].number())
      expectClose(test.limits, try row["newcombe90"].numbers())
      #expect(test.isEquivalent == (try row["equivalent_at_05"].flag()))
    }
  }

  /// scipy 1.17: `.01 ± t.ppf(.95, 30) * .02` for the interval; p = `t.sf((.05 - .01) / .02, 30)`.
  @Test func `by t is the inclusion of the 90 % interval`() throws {
    let estimate = EstimateWithError(estimate: 0.01, standardError: 0.02, degrees: 30)
    let wide = try #require(Equivalence.test(estimate, margin: 0.05).value)
    expectClose(wide.limits, [-0.02394521773187914, 0.04394521773187914])
    expectClose(wide.p, 0.027312522481491547)
    #expect(wide.isEquivalent)
    let narrow = try #require(Equivalence.test(estimate, margin: 0.04).value)
    #expect(!narrow.isEquivalent)
    // The test rejects at 5 % exactly where the interval lies inside.
    for step in 1...60 {
      let test = try #require(Equivalence.test(estimate, margin: 0.002 * Double(step)).value)
      #expect(test.isEquivalent == ((test.p ?? 1) < 0.05))
    }
  }

  /// 0, 0.001, … 0.099: type 7 quantiles 0.05 · 99 = 4.95 → 0.00495 and 0.09405.
  @Test func `by replicates takes their percentiles`() throws {
    let replicates: [Double?] = (0..<100).map { Double($0) / 1000 }
    let test = try #require(
      Equivalence.test(0.05, replicates: replicates, clusters: 50, margin: 0.095).value)
    expectClose(test.limits, [0.00495, 0.09405])
    #expect(test.isEquivalent)
    // 0.095 … 0.099 lie at or beyond the margin: (1 + 5) / 101.
    expectClose(test.p, 6.0 / 101)
    #expect(
      Equivalence.test(0.05, replicates: replicates, clusters: 9, margin: 1).reason
        == .fewClusters)
    #expect(
      Equivalence.test(0.05, replicates: [1, nil, nil], clusters: 50, margin: 1).reason
        == .undefinedReplicates)
  }

  @Test func `is missing without variation or units`() {
    let still = EstimateWithError(estimate: 0, standardError: 0, degrees: 20)
    #expect(Equivalence.test(still, margin: 0.1).reason == .noVariation)
    #expect(Equivalence.ofIndependent(0, of: 0, 1, of: 2, margin: 0.1).reason == .noUnits)
  }
}
