import Interactions
import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/keyness.json` (UCREL's examples; quanteda's documentation).
@Suite struct `Every keyness` {
  private let oracle: Oracle
  init() throws { oracle = try .named("keyness") }

  @Test func `agrees with the two-corpus examples`() throws {
    let rows = try oracle["rayson"].list()
    #expect(rows.count == 5)
    for row in rows {
      let (input, wanted) = (row["input"], row["expected"])
      let key = Keyness(
        try input["a"].whole(), of: try input["c"].whole(),
        against: try input["b"].whole(), of: try input["d"].whole())
      expectClose(key.expected.value?.target, try wanted["E1"].number())
      expectClose(key.expected.value?.reference, try wanted["E2"].number())
      expectClose(key.likelihoodTwoCells, try wanted["G2_rayson"].number())
      expectClose(key.likelihoodFourCells, try wanted["G2_4cell"].number())
      #expect((key.isOverused ? "+" : "-") == (try wanted["sign"].text()))
      for (mine, name) in [
        (key.logRatio, "log_ratio"), (key.percentDifference, "pct_diff"),
        (key.relativeRisk, "rel_risk"), (key.oddsRatio, "odds_ratio"),
      ] {
        if wanted[name].isNull {
          #expect(mine.reason == .zeroCell)
        } else {
          expectClose(mine, try wanted[name].number())
        }
      }
      expectClose(key.effectSize, try wanted["ELL"].number())
      expectClose(key.bic, try wanted["BIC"].number())
      expectClose(key.p, try wanted["p"].number())
      if !(wanted["log_ratio_zero_as_half"].value is Oracle.Missing) {
        expectClose(key.logRatioHalf, try wanted["log_ratio_zero_as_half"].number())
      } else {
        #expect(key.logRatioHalf == key.logRatio)
      }
    }
  }

  /// The oracle's values of the toy corpus: G² with logarithms that have no ε.
  @Test func `agrees with quanteda's toy corpus`() throws {
    let toy = oracle["quanteda_toy"]
    let (n1, n2) = (try toy["n_d1"].whole(), try toy["n_d2"].whole())
    var chi: [(String, Double)] = []
    var g2: [(String, Double)] = []
    for row in try toy["rows"].list() {
      let key = Keyness(
        try row["n_target"].whole(), of: n1, against: try row["n_reference"].whole(), of: n2)
      for (mine, name) in [
        (key.signed(key.chiSquareYates), "chi2_default"),
        (key.signed(key.chiSquare), "chi2_none"),
        (key.signed(key.likelihoodFourCells), "G2_none"),
        (key.signed(key.likelihoodWilliams), "G2_williams"),
        (key.signed(key.likelihoodYates), "G2_yates_conditional"),
        (key.pointwiseInformation, "pmi"),
      ] { expectClose(mine, try row[name].number()) }
      let feature = try row["feature"].text()
      chi.append((feature, key.signed(key.chiSquareYates).value ?? 0))
      g2.append((feature, key.signed(key.likelihoodFourCells).value ?? 0))
    }
    #expect(chi.count == 8)
    func order(_ rows: [(String, Double)], by sign: Double) -> [String] {
      rows.enumerated().sorted {
        let (a, b) = (sign * $0.element.1, sign * $1.element.1)
        return abs(a - b) > 1e-12 ? a > b : $0.offset < $1.offset
      }.map(\.element.0)
    }
    func names(_ key: String) throws -> [String] { try toy[key].list().map { try $0.text() } }
    #expect(order(chi, by: 1) == (try names("order_chi2_default")))
    #expect(order(chi, by: -1) == (try names("order_chi2_target2")))
    #expect(order(g2, by: 1) == (try names("order_G2_none")))
    #expect(order(g2, by: -1) == (try names("order_G2_none_target2")))
  }

  /// The counts of the toy corpus are those of its two documents.
  @Test func `counts the toy corpus as its documents say`() throws {
    let toy = oracle["quanteda_toy"]
    let first = try toy["d1"].text().split(separator: " ")
    let second = try toy["d2"].text().split(separator: " ")
    #expect(first.count == (try toy["n_d1"].whole()))
    #expect(second.count == (try toy["n_d2"].whole()))
    for row in try toy["rows"].list() {
      let feature = try row["feature"].text()
      #expect(first.count { $0 == feature } == (try row["n_target"].whole()))
      #expect(second.count { $0 == feature } == (try row["n_reference"].whole()))
    }
  }

  @Test func `agrees with the printed inaugural addresses`() throws {
    let inaugural = oracle["quanteda_inaugural"]
    let n1 = try inaugural["n_target_total"].whole()
    let n2 = try inaugural["n_reference_total"].whole()
    let rows = try inaugural["rows"].list()
    #expect(rows.count == 12)
    for row in rows {
      let key = Keyness(
        try row["n_target"].whole(), of: n1, against: try row["n_reference"].whole(), of: n2)
      let printed = try row["chi2"].number()
      #expect(abs((key.signed(key.chiSquareYates).value ?? 0) - printed) < 1.5e-4)
    }
  }

  @Test func `has no number where there is none`() {
    let nobody = Keyness(0, of: 10, against: 0, of: 20)
    #expect(nobody.likelihoodTwoCells.reason == .zeroExpected)
    #expect(nobody.logRatioHalf.reason == .zeroExpected)
    #expect(Keyness(0, of: 0, against: 1, of: 20).likelihoodTwoCells.reason == .noUnits)
    #expect(Keyness(0, of: 0, against: 1, of: 20).logRatio.reason == .noUnits)
    #expect(Keyness(5, of: 5, against: 2, of: 2).likelihoodFourCells.reason == .zeroExpected)
    #expect(Keyness(0, of: 9, against: 3, of: 20).pointwiseInformation.reason == .zeroCell)
  }

  /// By hand: 2 persons a corpus give too few; ten persons with rates 1/10 against 1/20 have
  /// log₂ 2 = 1 and no spread within a corpus.
  @Test func `has an interval of the log ratio by user`() throws {
    typealias Part = (target: (uses: Int, tokens: Int), reference: (uses: Int, tokens: Int))
    let even: [Part] =
      Array(repeating: ((1, 10), (0, 0)), count: 5) + Array(repeating: ((0, 0), (1, 20)), count: 5)
    let none = try #require(Keyness.logRatioByUser(even).value)
    expectClose(none.estimate, 1)
    expectClose(none.standardError, 0)
    #expect(none.degrees == 9)
    // Uses 0, 2 by turns in the target: z = ±1/X₁ = ±1/6 for six persons, 0 for five others:
    // v = 11/10 · 6/36, SE = √v / ln 2.
    let uneven: [Part] =
      (0..<6).map { ((2 * ($0 % 2), 10), (0, 0)) }
      + Array(repeating: ((0, 0), (1, 20)), count: 5)
    let some = try #require(Keyness.logRatioByUser(uneven).value)
    expectClose(some.standardError, (11.0 / 10 / 6).squareRoot() / 0.693_147_180_559_945_3)
    #expect(Keyness.logRatioByUser(Array(even.prefix(6))).reason == .fewClusters)
  }
}

/// Expected values: hand calculations.
@Suite struct `Every dispersion` {
  @Test func `is even where everybody uses the term at the same rate`() {
    let even = Dispersion([(1, 10), (2, 20), (3, 30)])
    expectClose(even.juilland, 1)
    expectClose(even.gries, 0)
    expectClose(even.griesNormal, 0)
    #expect(even.users == 3)
  }

  /// Uses 4, 1, 0 of 10, 20, 20 tokens. Shares of uses .8 .2 0, of tokens .2 .4 .4:
  /// DP = ½(.6 + .2 + .4) = .6; smallest share .2: .6/.8 = .75. Rates .4 .05 0: mean .15,
  /// variance (.0625 + .01 + .0225)/3, V = √(.095/3)/.15; D = 1 − V/√2.
  @Test func `falls where few use the term`() {
    let uneven = Dispersion([(4, 10), (1, 20), (0, 20)])
    expectClose(uneven.gries, 0.6)
    expectClose(uneven.griesNormal, 0.75)
    expectClose(uneven.juilland, 1 - (0.095 / 3).squareRoot() / 0.15 / 2.0.squareRoot())
    #expect(uneven.users == 2)
    expectClose(Dispersion([(5, 10), (0, 10), (0, 10), (0, 10)]).juilland, 0)
  }

  @Test func `is missing without uses or with one user`() {
    #expect(Dispersion([(0, 10), (0, 5)]).gries.reason == .noUnits)
    #expect(Dispersion([(3, 10)]).juilland.reason == .noVariation)
    #expect(Dispersion([(3, 10)]).griesNormal.reason == .noVariation)
  }
}
