import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/Fixtures/statistics/logit.json`, made by `logit.py` beside it with NumPy and
/// SciPy (linear programming, complex-step derivatives), and hand calculations.
@Suite struct `Every term of a logistic regression` {
  private func oracle() throws -> Oracle {
    try Oracle(file: "Tests/Fixtures/statistics/logit.json")
  }

  @Test func `is separated, collinear or estimated as linear programming says`() throws {
    let cases = try oracle()["separation"].list()
    #expect(cases.count == 160)
    for (number, row) in cases.enumerated() {
      let rows = try row["x"].list().map { try $0.wholes().map(Double.init) }
      let wanted = try row["terms"].list()
      let fit = LogitFit.fit(
        LogitData(
          terms: wanted.indices.map { "x\($0)" }, rows: rows,
          events: try row["y"].wholes().map(Double.init), egos: rows.indices.map { Int32($0) }))
      guard let model = fit.value else {
        let left = try row["left"].whole()
        #expect(fit.reason == .separation && left == 0, "case \(number)")
        continue
      }
      for (mine, value) in zip(model.coefficients, wanted) {
        if let reason = value.value as? String {
          #expect(mine.reason?.rawValue == reason, "case \(number)")
        } else {
          let value = try value.number()
          #expect(
            abs((mine.value ?? .nan) - value) < 1e-8 * max(1, abs(value)), "case \(number)")
        }
      }
    }
  }

  /// The oracle's data as categories: platform (other, facebook, instagram) and topic (other, leisure,
  /// identity).
  private func categories() throws -> (LogitDesign, [LogitCell]) {
    let design = LogitDesign([
      .init("venue", levels: ["ethnic", "interest"]),
      .init("platform", levels: ["facebook", "other", "instagram"], reference: 1),
      .init("topic", levels: ["other", "leisure", "identity"]),
    ])
    let lines = try Repository.text("Tests/oracles/logit_cluster_data.csv")
      .split(whereSeparator: \.isNewline).dropFirst()
    let cells = try lines.map { line in
      let row = try line.split(separator: ",").map { try #require(Int($0)) }
      let platform = row[2] == 1 ? 0 : row[3] == 1 ? 2 : 1
      return LogitCell(
        pattern: design.pattern([row[1], platform, row[4] + 2 * row[5]]), ego: Int32(row[6]),
        alter: Int32(row[7]), events: Double(row[0]))
    }
    return (design, cells)
  }

  @Test func `is the same from categories as from a matrix`() throws {
    let oracle = try Oracle.named("logit_cluster")
    let (design, cells) = try categories()
    #expect(
      design.terms == [
        "const", "venue=interest", "platform=facebook", "platform=instagram", "topic=leisure",
        "topic=identity",
      ])
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    for (mine, wanted) in zip(fit.coefficients, try oracle["coef"].numbers()) {
      expectClose(mine, wanted)
    }
    let terms = fit.terms(fit.covariance(.byEgoAndAlter(.clusters)))
    for (term, wanted) in zip(
      terms, try oracle["se_twoway_ego_alter_CGM_CR0_each_G_adj"].numbers())
    { expectClose(term.standardError, wanted) }
    expectClose(
      fit.terms(fit.covariance(.robust))[3].standardError, try oracle["se_hc0"][3].number())
  }

  @Test func `has marginal effects with delta-method errors`() throws {
    let (design, cells) = try categories()
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let covariance = fit.covariance(.byEgo(.clusters))
    for kind in EffectKind.allCases {
      let effects = fit.marginalEffects(covariance, kind: kind)
      let wanted = try oracle()["effects"][kind.rawValue].list()
      #expect(effects.count == 6 && wanted.count == 5 && effects[0] == nil)
      for (effect, row) in zip(effects.dropFirst(), wanted) {
        let row = try row.numbers()
        expectClose(effect?.effect.value, row[0])
        expectClose(effect?.standardError.value, row[1])
        expectClose(
          effect?.limits.value,
          [row[0] - 1.959963984540054 * row[1], row[0] + 1.959963984540054 * row[1]])
      }
    }
  }

  @Test func `does not depend on the order of the trials`() throws {
    let (design, cells) = try categories()
    let forward = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let backward = try #require(LogitFit.fit(LogitData(design, cells.reversed())).value)
    for errors in [LogitErrors.byEgo(.none), .byAlter(.none), .byEgoAndAlter(.clusters)] {
      #expect(
        forward.terms(forward.covariance(errors)) == backward.terms(backward.covariance(errors)))
    }
  }

  /// Seven times the same trials: the same terms, information seven times as large, and the same
  /// cluster errors, because clusters are no more.
  @Test func `does not gain from trials that are said seven times`() throws {
    let (design, cells) = try categories()
    let once = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let many = try #require(
      LogitFit.fit(
        LogitData(
          design,
          cells.map {
            LogitCell(
              pattern: $0.pattern, ego: $0.ego, alter: $0.alter, events: 7 * $0.events,
              trials: 7)
          })
      ).value)
    for j in 0..<6 {
      expectClose(many.coefficients[j], once.coefficients[j].value ?? .nan)
      let (a, b) = (once.covariance(.byEgo(.clusters)), many.covariance(.byEgo(.clusters)))
      expectClose(
        many.terms(b)[j].standardError, once.terms(a)[j].standardError.value ?? .nan)
      let (c, d) = (once.covariance(.model), many.covariance(.model))
      let single = try #require(once.terms(c)[j].standardError.value)
      expectClose(many.terms(d)[j].standardError, single / 7.0.squareRoot())
    }
  }

  /// 2 × 2 by hand: β = ln(ad/bc) with Woolf's SE √(1/a + 1/b + 1/c + 1/d).
  @Test func `is the odds ratio of a two by two table`() throws {
    let design = LogitDesign([.init("group", levels: ["a", "b"])])
    let cells = [
      LogitCell(pattern: 0, ego: 0, alter: 0, events: 12, trials: 40),
      LogitCell(pattern: 1, ego: 1, alter: 0, events: 30, trials: 50),
    ]
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let term = fit.terms(fit.covariance(.model))[1]
    expectClose(term.oddsRatio, 30.0 * 28 / (20 * 12))
    expectClose(
      term.standardError, (1.0 / 30 + 1.0 / 28 + 1.0 / 20 + 1.0 / 12).squareRoot())
    expectClose(fit.mcFadden, 1 - fit.logLikelihood / fit.nullLogLikelihood)
    let effect = fit.marginalEffects(fit.covariance(.model), kind: .levels)[1]
    expectClose(effect?.effect.value, 0.6 - 0.3)
    expectClose(effect?.standardError.value, (0.6 * 0.4 / 50 + 0.3 * 0.7 / 40).squareRoot())
  }

  @Test func `has no error with fewer than ten clusters`() throws {
    let design = LogitDesign([.init("group", levels: ["a", "b"])])
    let cells = (0..<18).map { (i: Int) -> LogitCell in
      let person = Int32(i / 2)
      return LogitCell(
        pattern: UInt64(i % 2), ego: person, alter: person, events: Double(i % 3), trials: 3)
    }
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let covariance = fit.covariance(.byEgo(.clusters))
    #expect(covariance.clusters == 9)
    let term = fit.terms(covariance)[1]
    #expect(term.coefficient.value != nil)
    #expect(term.standardError.reason == .fewClusters)
    #expect(term.oddsRatioLimits.reason == .fewClusters)
    #expect(term.p.reason == .fewClusters)
    let effect = fit.marginalEffects(covariance)[1]
    #expect(effect?.effect.value != nil && effect?.standardError.reason == .fewClusters)
  }

  /// Level c has events only. Its term is infinite, and the others are what they are without it.
  @Test func `that tells the outcome has no odds ratio, and the others stay`() throws {
    let design = LogitDesign([.init("topic", levels: ["a", "b", "c", "unused"])])
    let cells = [
      LogitCell(pattern: 0, ego: 0, alter: 0, events: 12, trials: 40),
      LogitCell(pattern: 1, ego: 1, alter: 0, events: 30, trials: 50),
      LogitCell(pattern: 2, ego: 2, alter: 0, events: 9, trials: 9),
    ]
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let terms = fit.terms(fit.covariance(.model))
    expectClose(terms[0].coefficient, -0.8472978603872037)
    expectClose(terms[1].oddsRatio, 30.0 * 28 / (20 * 12))
    for value in [terms[2].oddsRatio, terms[2].coefficient, terms[2].p] {
      #expect(value.reason == .separation)
    }
    #expect(terms[2].oddsRatioLimits.reason == .separation)
    #expect(terms[3].coefficient.reason == .noUnits)
    let effects = fit.marginalEffects(fit.covariance(.model), kind: .levels)
    // Whatever a trial's own level, the model knows its share at a and at b.
    expectClose(effects[1]?.effect.value, 0.6 - 0.3)
    #expect(effects[2]?.effect.reason == .separation)
  }

  /// Levels t and w are one and the same. Odds are 3.5 times as high at q as at p, on either side, so
  /// that the fit is exact: of the trials without t and w, 30 % against 60 %.
  @Test func `with terms that nothing tells apart has effects over the other trials`() throws {
    let design = LogitDesign([
      .init("a", levels: ["p", "q"]), .init("b", levels: ["s", "t"]),
      .init("c", levels: ["v", "w"]),
    ])
    let counts: [([Int], Double, Double)] = [
      ([0, 0, 0], 12, 40), ([1, 0, 0], 30, 50), ([0, 1, 1], 10, 20), ([1, 1, 1], 35, 45),
    ]
    let cells = counts.enumerated().map { number, count in
      LogitCell(
        pattern: design.pattern(count.0), ego: Int32(number), alter: 0, events: count.1,
        trials: count.2)
    }
    let fit = try #require(LogitFit.fit(LogitData(design, cells)).value)
    let effects = fit.marginalEffects(fit.covariance(.model), kind: .levels)
    expectClose(effects[1]?.effect.value, 0.6 - 0.3)
    #expect(effects[2]?.effect.reason == .collinear && effects[3]?.effect.reason == .collinear)
  }

  /// ln(p / (1 − p)) = α + β · year has the same β as with years counted from 2012, and there
  /// α₂₀₁₂ = α + 2012 β.
  @Test func `stands far from zero as well as near it`() throws {
    var series = Series(state: 3)
    let years = (0..<300).map { _ in Double(series.below(9)) }
    let events = years.map { series.next() < 0.2 + 0.05 * $0 ? 1.0 : 0 }
    func terms(_ origin: Double) throws -> [LogitTerm] {
      let fit = try #require(
        LogitFit.fit(
          LogitData(
            terms: ["const", "year"], rows: years.map { [1, $0 + origin] }, events: events,
            egos: years.indices.map { Int32($0 / 5) })
        ).value)
      return fit.terms(fit.covariance(.byEgo(.clusters)))
    }
    let (near, far) = (try terms(0), try terms(2012))
    let slope = try #require(near[1].coefficient.value)
    expectClose(far[1].coefficient, slope)
    expectClose(far[1].standardError, near[1].standardError.value ?? .nan)
    expectClose(
      (far[0].coefficient.value ?? .nan) + 2012 * slope, near[0].coefficient.value ?? .nan, 1e-8)
  }

  @Test func `is missing without trials or with one outcome only`() {
    let design = LogitDesign([.init("topic", levels: ["a", "b"])])
    #expect(LogitFit.fit(LogitData(design, [])).reason == .noUnits)
    let all = (0..<4).map {
      LogitCell(pattern: UInt64($0 % 2), ego: Int32($0), alter: 0, events: 1)
    }
    #expect(LogitFit.fit(LogitData(design, all)).reason == .noVariation)
  }
}

@Suite struct `Every design` {
  @Test func `gives a row for each combination of levels`() {
    let design = LogitDesign([
      .init("a", levels: ["p", "q", "r"], reference: 2), .init("b", levels: ["s", "t"]),
    ])
    #expect(design.terms == ["const", "a=p", "a=q", "b=t"])
    #expect(design.blocks == [1..<3, 3..<4])
    #expect(design.row(design.pattern([0, 0])) == [1, 1, 0, 0])
    #expect(design.row(design.pattern([1, 1])) == [1, 0, 1, 1])
    #expect(design.row(design.pattern([2, 1])) == [1, 0, 0, 1])
    #expect(design.row(design.pattern([2, 0])) == [1, 0, 0, 0])
  }

  @Test func `numbers every combination once`() {
    let design = LogitDesign([
      .init("a", levels: ["p", "q", "r"]), .init("b", levels: ["s", "t"]),
      .init("c", levels: ["u", "v", "w", "x"]),
    ])
    var seen: Set<UInt64> = []
    for a in 0..<3 { for b in 0..<2 { for c in 0..<4 { seen.insert(design.pattern([a, b, c])) } } }
    #expect(seen.count == 24)
  }
}
