import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/logit_cluster.json` (statsmodels, and R's glm with sandwich).
@Suite struct `Every logistic regression` {
  private let oracle: Oracle
  private let data: LogitData

  init() throws {
    oracle = try .named("logit_cluster")
    let lines = try Repository.text("Tests/oracles/logit_cluster_data.csv")
      .split(whereSeparator: \.isNewline).dropFirst()
    let table = try lines.map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
    data = LogitData(
      terms: try oracle["terms"].list().map { try $0.text() },
      rows: table.map { [1] + $0[1...5] }, events: table.map { $0[0] },
      egos: table.map { Int32($0[6]) }, alters: table.map { Int32($0[7]) })
  }

  private func fit() throws -> LogitFit { try #require(LogitFit.fit(data).value) }

  private func expectErrors(_ errors: LogitErrors, _ key: String) throws {
    let fit = try fit()
    let terms = fit.terms(fit.covariance(errors))
    let wanted = try oracle[key].numbers()
    #expect(terms.count == wanted.count)
    for (term, error) in zip(terms, wanted) { expectClose(term.standardError, error) }
  }

  @Test func `has the coefficients of the oracle`() throws {
    let fit = try fit()
    for (mine, wanted) in zip(fit.coefficients, try oracle["coef"].numbers()) {
      expectClose(mine, wanted)
    }
    #expect(fit.trials == Double(try oracle["n"].whole()))
    #expect(fit.parameters == (try oracle["k"].whole()))
  }

  /// By hand the null likelihood of 93 events in 160 is 93 ln(93/160) + 67 ln(67/160) =
  /// −108.78165207496478. The oracle's was found by search and is 1.8e-8 below, so that what is a
  /// difference to it agrees to 1e-8 only.
  @Test func `has the likelihoods and what follows from them`() throws {
    let fit = try fit()
    expectClose(fit.logLikelihood, try oracle["loglik"].number())
    expectClose(fit.nullLogLikelihood, try oracle["loglik_null"].number())
    expectClose(fit.nullLogLikelihood, -108.78165207496478, 1e-14)
    expectClose(fit.mcFadden, try oracle["mcfadden_r2"].number(), 1e-8)
    expectClose(fit.aic, try oracle["aic"].number())
    expectClose(fit.bic, try oracle["bic"].number())
    expectClose(fit.likelihoodRatio, try oracle["lr_chi2"].number(), 1e-8)
    expectClose(fit.likelihoodRatioP, try oracle["lr_p"].number(), 1e-7)
  }

  @Test func `has classical and robust standard errors`() throws {
    try expectErrors(.model, "se_model")
    try expectErrors(.robust, "se_hc0")
  }

  @Test func `has every cluster correction by its name`() throws {
    try expectErrors(.byEgo(.none), "se_cluster_ego_CR0")
    try expectErrors(.byEgo(.clusters), "se_cluster_ego_G_over_Gminus1")
    try expectErrors(.byEgo(.clustersAndTerms), "se_cluster_ego_statsmodels_corrected")
  }

  @Test func `has two-way standard errors`() throws {
    try expectErrors(.byEgoAndAlter(.none), "se_twoway_ego_alter_CGM_CR0_noadj")
    try expectErrors(.byEgoAndAlter(.clusters), "se_twoway_ego_alter_CGM_CR0_each_G_adj")
  }

  @Test func `counts its clusters and warns of few`() throws {
    let fit = try fit()
    let byEgo = fit.covariance(.byEgo(.clusters))
    #expect(byEgo.clusters == (try oracle["n_clusters_ego"].whole()))
    #expect(byEgo.hasFewClusters)
    #expect(byEgo.degrees == 19)
    #expect(
      fit.covariance(.byAlter(.clusters)).clusters == (try oracle["n_clusters_alter"].whole()))
    #expect(fit.covariance(.model).clusters == nil)
    #expect(!fit.covariance(.model).hasFewClusters)
  }

  @Test func `has odds ratios with their intervals`() throws {
    let fit = try fit()
    let terms = fit.terms(fit.covariance(.byEgo(.clusters)))
    let ratios = try oracle["odds_ratio"].numbers()
    let limits = try oracle["or_ci_cluster_CR0_Gadj"].list()
    for (i, term) in terms.enumerated() {
      expectClose(term.oddsRatio, ratios[i])
      expectClose(term.oddsRatioLimits.value, try limits[i].numbers())
    }
  }

  /// exp(β ± 2.093024054 SE): scipy 1.17, `t.ppf(.975, 19)`; p: `2 * t.sf(.6699… / .4793…, 19)`.
  @Test func `takes t where it is asked to`() throws {
    let fit = try fit()
    let terms = fit.terms(fit.covariance(.byEgo(.clusters)), reference: .student)
    expectClose(terms[4].oddsRatioLimits.value, [0.7165433677059023, 5.329235776785746])
    expectClose(terms[4].p, 0.17832426096877904)
  }

  @Test func `has average marginal effects`() throws {
    let fit = try fit()
    let effects = fit.marginalEffects(fit.covariance(.model))
    #expect(effects[0] == nil)
    for (effect, wanted) in zip(
      effects.dropFirst(), try oracle["average_marginal_effects_dydx"].numbers())
    { expectClose(effect?.effect.value, wanted) }
  }

  @Test func `agrees with Spector and Mazzeo`() throws {
    let spector = oracle["spector_published"]
    let rows = try spector["rows"].list().map { try $0.numbers() }
    #expect(rows.count == (try spector["n"].whole()))
    // GPA, TUCE, PSI and the outcome.
    let data = LogitData(
      terms: ["const", "GPA", "TUCE", "PSI"], rows: rows.map { [1, $0[0], $0[1], $0[2]] },
      events: rows.map { $0[3] }, egos: rows.indices.map { Int32($0) })
    let fit = try #require(LogitFit.fit(data).value)
    let terms = fit.terms(fit.covariance(.model))
    for (i, term) in terms.enumerated() {
      expectClose(term.coefficient, try spector["coef"][i].number())
      expectClose(term.standardError, try spector["se"][i].number())
      let printed = try spector["published"][term.name].number()
      #expect(abs((term.coefficient.value ?? 0) - printed) < 5.1e-5)
    }
    expectClose(fit.logLikelihood, try spector["loglik"].number())
    #expect(abs(fit.logLikelihood - (try spector["published"]["loglik"].number())) < 5e-5)
  }

  @Test func `finds no estimate in the separated case of the oracle`() throws {
    let separated = oracle["separation_case"]
    let x = try separated["x"].numbers()
    let data = LogitData(
      terms: ["const", "x"], rows: x.map { [1, $0] }, events: try separated["y"].numbers(),
      egos: x.indices.map { Int32($0) })
    #expect(LogitFit.fit(data).reason == .separation)
  }
}
