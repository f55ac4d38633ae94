import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/tests.json` (scipy, statsmodels; Agresti; Benjamini & Hochberg).
@Suite struct `Every table of counts` {
  private func cases() throws -> [(Contingency, Oracle)] {
    let rows = try Oracle.named("tests")["contingency"].list()
    #expect(rows.count == 3)
    return try rows.map { row in
      (Contingency(try row["table"].list().map { try $0.wholes() }), row)
    }
  }

  @Test func `has the statistics of the oracle`() throws {
    for (table, row) in try cases() {
      let wanted = row["expected"]
      let test = try #require(table.chiSquare.value)
      expectClose(test.statistic, try wanted["X2"].number())
      #expect(test.degrees == (try wanted["df"].whole()))
      expectClose(test.p, try wanted["p"].number())
      expectClose(table.likelihoodRatio.value?.statistic, try wanted["G2"].number())
      expectClose(table.cramersV, try wanted["cramers_v"].number())
      expectClose(table.cramersVCorrected, try wanted["cramers_v_bias_corrected"].number())
      expectClose(table.smallestExpected, try wanted["min_expected"].number())
      let expected = try #require(table.expected.value)
      let residuals = try #require(table.adjustedResiduals.value)
      for i in table.counts.indices {
        for (mine, value) in zip(expected[i], try wanted["expected"][i].numbers()) {
          expectClose(mine, value)
        }
        let wantedResiduals = try wanted["adjusted_std_residuals"][i].numbers()
        #expect(wantedResiduals.count == residuals[i].count)
        for (mine, value) in zip(residuals[i], wantedResiduals) { expectClose(mine, value) }
      }
    }
  }

  @Test func `agrees with Agresti's printed values`() throws {
    let (table, row) = try cases()[0]
    let test = try #require(table.chiSquare.value)
    #expect(abs(test.statistic - (try row["published"]["X2"].number())) < 5e-3)
    #expect(test.degrees == (try row["published"]["df"].whole()))
    expectClose(test.p, try row["published"]["p"].number(), 2e-4)
  }

  @Test func `has what two by two tables have beside`() throws {
    let (table, row) = try cases()[1]
    let wanted = row["expected"]
    expectClose(table.yates.value?.statistic, try wanted["X2_yates"].number())
    expectClose(table.yates.value?.p, try wanted["p_yates"].number())
    expectClose(table.fisher, try wanted["fisher_p_two_sided"].number())
    expectClose(table.oddsRatio, try wanted["odds_ratio_sample"].number())
    expectClose(table.woolf().value, try wanted["or_woolf_ci"].numbers())
    expectClose(table.oddsRatioHalf, try wanted["or_haldane_anscombe"].number())
  }

  /// scipy 1.17: `fisher_exact(table).pvalue`.
  @Test(arguments: [
    [8, 2, 1, 5, 0.034965034965034975],
    [3, 1, 1, 3, 0.48571428571428565],
    [0, 10, 7, 3, 0.0030959752321981426],
    [120, 340, 95, 410, 0.008367222059108021],
    [1, 9, 11, 3, 0.0027594561852200836],
    [1000, 1200, 900, 1300, 0.002581641036791763],
    [5, 0, 0, 5, 0.007936507936507938],
    [2, 3, 2, 3, 1.0],
    [30, 70, 45, 855, 3.3921852768974603e-13],
  ]) func `has Fisher's p from scipy`(_ row: [Double]) {
    let table = Contingency([[Int(row[0]), Int(row[1])], [Int(row[2]), Int(row[3])]])
    expectClose(table.fisher, row[4])
  }

  @Test func `has no test where a row or column is empty`() {
    let empty = Contingency([[3, 4], [0, 0]])
    #expect(empty.chiSquare.reason == .zeroExpected)
    #expect(empty.cramersV.reason == .zeroExpected)
    #expect(empty.adjustedResiduals.reason == .zeroExpected)
    #expect(empty.fisher.reason == .zeroExpected)
    #expect(Contingency([[0, 0], [0, 0]]).chiSquare.reason == .noUnits)
    #expect(Contingency([[3, 4]]).chiSquare.reason == .noVariation)
    #expect(Contingency([[3, 0], [2, 5]]).oddsRatio.reason == .zeroCell)
    #expect(Contingency([[3, 0], [2, 5]]).woolf().reason == .zeroCell)
  }
}

@Suite struct `Every Rao–Scott test` {
  /// Post i of a table [[20, 30], [40, 10]], each by a person of its own, and each person's posts
  /// repeated `times` times.
  private func persons(times: Int) -> [[[Int]]] {
    var persons: [[[Int]]] = []
    for (cell, count) in [20, 30, 40, 10].enumerated() {
      for _ in 0..<count {
        var table = [[0, 0], [0, 0]]
        table[cell / 2][cell % 2] = times
        persons.append(table)
      }
    }
    return persons
  }

  /// With one post a person the variance of h is that of single posts: by hand, p = (.2 .3 .4 .1),
  /// margins (.5 .5) and (.6 .4); z of a post in cell (k, l) at (i, j) is
  /// (1[kl = ij] − pᵢⱼ − p₊ⱼ(1[k = i] − pᵢ₊) − pᵢ₊(1[l = j] − p₊ⱼ))/N. NumPy 2 gives δ = 0.8417508417508417.
  @Test func `of one post a person weighs each cell as it is seen`() throws {
    let test = try #require(RaoScott.test(persons(times: 1)).value)
    expectClose(test.designEffect, 0.8417508417508417)
    // X² = 100(20·10 − 30·40)²/(50·50·60·40) = 16.666…
    expectClose(test.unadjusted, 100.0 * 1000 * 1000 / (50 * 50 * 60 * 40))
    expectClose(test.test.statistic, test.unadjusted / test.designEffect)
    #expect(test.clusters == 100 && !test.hasFewClusters)
  }

  /// [[20, 30], [20, 30]]: pᵢⱼ = pᵢ₊p₊ⱼ, so that δ = G/(G − 1) = 100/99.
  @Test func `leaves independent posts of an even table as they are`() throws {
    var even = persons(times: 1)
    for i in 70..<90 { even[i] = [[0, 0], [0, 1]] }
    let test = try #require(RaoScott.test(even).value)
    expectClose(test.unadjusted, 0)
    expectClose(test.designEffect, 100.0 / 99)
  }

  @Test func `does not gain from the same post said seven times`() throws {
    let once = try #require(RaoScott.test(persons(times: 1)).value)
    let often = try #require(RaoScott.test(persons(times: 7)).value)
    expectClose(often.unadjusted, 7 * once.unadjusted)
    expectClose(often.designEffect, 7 * once.designEffect)
    expectClose(often.test.p, once.test.p)
  }

  @Test func `is missing with few persons or an empty row`() {
    #expect(RaoScott.test(Array(persons(times: 1)[16..<25])).reason == .zeroExpected)
    let few = Array(persons(times: 1)[16..<24]) + [[[0, 0], [1, 0]]]
    #expect(RaoScott.test(few).reason == .fewClusters)
    #expect(RaoScott.test([]).reason == .noUnits)
  }
}

@Suite struct `Every family of tests` {
  @Test func `is adjusted as in the oracle`() throws {
    let oracle = try Oracle.named("tests")["multiple"]
    let p = try oracle["p"].numbers()
    for (method, key) in [
      (MultipleTests.bonferroni, "bonferroni"), (.holm, "holm"), (.falseDiscovery, "fdr_bh"),
      (.falseDiscoveryDependent, "fdr_by"),
    ] {
      let adjusted = method.adjust(p)
      let wanted = try oracle["adjusted"][key].numbers()
      #expect(adjusted.count == wanted.count)
      for (mine, value) in zip(adjusted, wanted) { expectClose(mine, value) }
      let rejected = adjusted.count { ($0 ?? 1) <= 0.05 }
      #expect(rejected == (try oracle["rejected_at_05"][key].whole()))
    }
    #expect(try oracle["published"]["fdr_bh"].whole() == 4)
    #expect(try oracle["published"]["bonferroni"].whole() == 3)
  }

  @Test func `keeps the order of the tests and leaves out the missing`() {
    let adjusted = MultipleTests.holm.adjust([0.04, nil, 0.01, 0.04])
    // Sorted .01, .04, .04: ×3 = .03, ×2 = .08, max(.08, .04) = .08.
    expectClose(adjusted[0], 0.08)
    #expect(adjusted[1] == nil)
    expectClose(adjusted[2], 0.03)
    expectClose(adjusted[3], 0.08)
    #expect(MultipleTests.falseDiscovery.adjust([]).isEmpty)
  }
}
