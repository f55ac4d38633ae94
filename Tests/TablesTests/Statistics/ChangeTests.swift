import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/longitudinal.json` and hand calculations.
@Suite struct `Every decomposition of a change` {
  @Test func `agrees with the oracle`() throws {
    let oracle = try Oracle.named("longitudinal")
    let strata = try ["forum", "instagram"].map {
      (
        weightBefore: try oracle["weights_t0"][$0].number(),
        before: Double?.some(try oracle["rates_t0"][$0].number()),
        weightAfter: try oracle["weights_t1"][$0].number(),
        after: Double?.some(try oracle["rates_t1"][$0].number())
      )
    }
    let change = Kitagawa(strata)
    let wanted = oracle["expected"]
    expectClose(change.before, try wanted["p0"].number())
    expectClose(change.after, try wanted["p1"].number())
    expectClose(change.difference, try wanted["difference"].number())
    expectClose(change.rateEffect, try wanted["rate_effect"].number())
    expectClose(change.compositionEffect, try wanted["composition_effect"].number())
    expectClose(
      change.standardised, try oracle["direct_standardised_t1_to_t0_weights"].number())
  }

  @Test func `is the same from counts as from shares`() throws {
    let change = try #require(
      Kitagawa.decompose([
        (StratumShare(x: 210, n: 700), StratumShare(x: 70, n: 200)),
        (StratumShare(x: 30, n: 300), StratumShare(x: 96, n: 800)),
      ]).value)
    expectClose(change.rateEffect, 0.0335)
    expectClose(change.compositionEffect, -0.1075)
    // .45 · .05 and .55 · .02; .325 · −.5 and .11 · .5.
    expectClose(change.rateParts[0], 0.0225)
    expectClose(change.rateParts[1], 0.011)
    expectClose(change.compositionParts[0], -0.1625)
    expectClose(change.compositionParts[1], 0.055)
  }

  /// A platform that is new: 0 of 0, then 4 of 10 beside 3 of 10 that were 6 of 20.
  /// Before .3, after .35; the old rate stays .3: all is composition, .4 · .5 − .3 · .5 = .05.
  @Test func `counts a stratum that one period lacks as composition`() throws {
    let change = try #require(
      Kitagawa.decompose([
        (StratumShare(x: 6, n: 20), StratumShare(x: 3, n: 10)),
        (StratumShare(x: 0, n: 0), StratumShare(x: 4, n: 10)),
      ]).value)
    expectClose(change.rateEffect, 0)
    expectClose(change.compositionEffect, 0.05)
    expectClose(change.difference, 0.05)
    #expect(change.standardised == .value(0.3))
    let gone = Kitagawa([(0.5, 0.2, 1, 0.2), (0.5, 0.4, 0, nil)])
    #expect(gone.standardised.reason == .noUnits)
  }

  @Test func `is missing where a period has no posts`() {
    let part = (before: StratumShare(x: 0, n: 0), after: StratumShare(x: 1, n: 2))
    #expect(Kitagawa.decompose([part]).reason == .noUnits)
    #expect(Turnover.decompose([part]).reason == .noUnits)
  }

  /// Stayers a: 2 of 10, then 6 of 10; b: 5 of 10, then 3 of 5. Leaver c: 8 of 10. Entrant d: 0 of 5.
  /// p₀ = 15/30, p₁ = 9/20. Panel 7/20 → 9/15; s₀ = 2/3, s₁ = 3/4, s̄ = 17/24, p̄S = 19/40.
  /// Within: w̄ = (½ + 2/3)/2 = 7/12 and 5/12; Δr = .4 and .1: 2.8/12 + .5/12 = .275;
  /// shift: r̄ = .4 and .55, Δw = ±1/6: (.4 − .55)/6 = −.025. Sum .25 = .6 − .35.
  /// Entry ¼(0 − 19/40) = −19/160; exit −⅓(.8 − 19/40) = −13/120.
  @Test func `tells the same persons from those who came and went`() throws {
    func share(_ x: Double, _ n: Double) -> StratumShare { StratumShare(x: x, n: n) }
    let change = try #require(
      Turnover.decompose([
        (share(2, 10), share(6, 10)), (share(5, 10), share(3, 5)), (share(8, 10), share(0, 0)),
        (share(0, 0), share(0, 5)),
      ]).value)
    #expect(change.stayers == 2 && change.leavers == 1 && change.entrants == 1)
    expectClose(change.before, 0.5)
    expectClose(change.after, 0.45)
    expectClose(change.panelBefore, 0.35)
    expectClose(change.panelAfter, 0.6)
    expectClose(change.ownChange, 17.0 / 24 * 0.275)
    expectClose(change.activityShift, 17.0 / 24 * -0.025)
    expectClose(change.entry, -19.0 / 160)
    expectClose(change.exit, -13.0 / 120)
    expectClose(
      change.ownChange + change.activityShift + change.turnover, change.difference, 1e-12)
  }

  @Test func `adds up whoever writes`() throws {
    var series = Series(state: 11)
    for _ in 0..<50 {
      let persons = (0..<40).map { _ in
        let (n0, n1) = (series.below(6), series.below(6))
        return (
          before: StratumShare(x: Double(series.below(n0 + 1)), n: Double(n0)),
          after: StratumShare(x: Double(series.below(n1 + 1)), n: Double(n1))
        )
      }
      let change = try #require(Turnover.decompose(persons).value)
      let parts = [change.ownChange, change.activityShift, change.entry, change.exit]
      #expect(abs(parts.reduce(0, +) - change.difference) < 1e-12)
      let kitagawa = try #require(Kitagawa.decompose(persons).value)
      #expect(
        abs(kitagawa.rateEffect + kitagawa.compositionEffect - change.difference) < 1e-12)
    }
  }
}

/// Expected values: `Tests/oracles/cooccurrence.json`.
@Suite struct `Every co-occurrence` {
  @Test func `agrees with the oracle`() throws {
    let oracle = try Oracle.named("cooccurrence")
    let (input, wanted) = (oracle["input"], oracle["expected"])
    let pair = Cooccurrence(
      both: try input["both"].whole(), onlyA: try input["only_a"].whole(),
      onlyB: try input["only_b"].whole(), neither: try input["neither"].whole())
    for (mine, key) in [
      (pair.jaccard, "jaccard"), (pair.dice, "dice"), (pair.lift, "lift"),
      (pair.information, "pmi_log2"), (pair.normalInformation, "npmi"), (pair.phi, "phi"),
      (pair.oddsRatio, "odds_ratio"), (pair.shareOfA, "p_b_given_a"),
      (pair.shareOfB, "p_a_given_b"), (pair.expectedBoth, "expected_both"),
      (pair.yuleQ, "yule_q"),
    ] { expectClose(mine, try wanted[key].number()) }
  }

  @Test func `has no number where there is none`() {
    let never = Cooccurrence(both: 0, onlyA: 3, onlyB: 2, neither: 5)
    #expect(never.jaccard == .value(0))
    #expect(never.normalInformation == .value(-1))
    #expect(never.information.reason == .zeroCell)
    let unused = Cooccurrence(both: 0, onlyA: 0, onlyB: 2, neither: 5)
    #expect(unused.lift.reason == .noUnits)
    #expect(unused.phi.reason == .noVariation)
    #expect(unused.shareOfA.reason == .noUnits)
    #expect(unused.oddsRatio.reason == .zeroCell)
    let all = Cooccurrence(both: 4, onlyA: 0, onlyB: 0, neither: 0)
    #expect(all.normalInformation.reason == .noVariation)
    #expect(all.phi.reason == .noVariation)
    let empty = Cooccurrence(both: 0, onlyA: 0, onlyB: 0, neither: 0)
    #expect(empty.jaccard.reason == .noUnits)
    #expect(empty.phi.reason == .noUnits)
    #expect(empty.yuleQ.reason == .noUnits)
  }
}
