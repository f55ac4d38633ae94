import Tables
import Testing

@Suite struct `Corrected shares` {
  private func oracle() throws -> Oracle { try Oracle.named("prevalence_correction") }

  @Test func `Rogan and Gladen's with known error rates`() throws {
    for study in try oracle()["rogan_gladen"].list().prefix(3) {
      let input = study["input"]
      let share = try #require(
        RoganGladen.correct(
          try input["pos"].whole(), of: try input["n"].whole(),
          sensitivity: try input["se"].number(), specificity: try input["sp"].number()
        ).value)
      let expected = study["expected"]
      expectClose(share.apparent, try expected["apparent"].number())
      expectClose(
        ProportionInterval.wilson(try input["pos"].whole(), of: try input["n"].whole()).value,
        try expected["apparent_wilson"].numbers())
      expectClose(share.raw, try expected["true_raw"].number())
      expectClose(share.clamped, try expected["true_clamped"].number())
      let naive = try #require(share.naiveLimits().value)
      expectClose(naive, try expected["naive_interval"].numbers())
      expectClose(naive.clamped, try expected["naive_interval_clamped"].numbers())
      expectClose(share.standardError, try expected["se_fixed_error_rates"].number())
    }
    let published = try oracle()["rogan_gladen"][0]["published"]["tp_per_100"].number()
    let first = RoganGladen.correct(23, of: 150, sensitivity: 0.96, specificity: 0.89).value
    #expect(abs((first?.clamped ?? .nan) * 100 - published) < 0.05)
  }

  @Test func `Rogan and Gladen's with estimated error rates`() throws {
    let study = try oracle()["rogan_gladen"][3]
    let input = study["input"]
    let share = try #require(
      RoganGladen.correct(
        try input["pos"].whole(), of: try input["n"].whole(), tp: try input["val_tp"].whole(),
        fn: try input["val_fn"].whole(), tn: try input["val_tn"].whole(),
        fp: try input["val_fp"].whole()
      ).value)
    let expected = study["expected"]
    let rates = Confusion(
      tp: try input["val_tp"].number(), fp: try input["val_fp"].number(),
      fn: try input["val_fn"].number(), tn: try input["val_tn"].number())
    expectClose(rates.recall, try expected["sens"].number())
    expectClose(rates.specificity, try expected["spec"].number())
    expectClose(share.raw, try expected["true_raw"].number())
    expectClose(share.standardError, try expected["se_delta"].number())
    expectClose(share.limits(), try expected["ci95"].numbers())
  }

  @Test func `a coder no better than chance corrects nothing`() {
    #expect(
      RoganGladen.correct(5, of: 10, sensitivity: 0.4, specificity: 0.6).reason == .noVariation)
    #expect(
      RoganGladen.correct(0, of: 0, sensitivity: 0.9, specificity: 0.9).reason == .noUnits)
    #expect(RoganGladen.correct(1, of: 2, tp: 0, fn: 0, tn: 1, fp: 1).reason == .noUnits)
  }

  @Test func `prediction-powered means`() throws {
    let ppi = try oracle()["ppi_mean"]
    let coded = zip(try ppi["Y_labeled"].numbers(), try ppi["f_labeled"].numbers())
      .map { (y: $0, f: $1) }
    let uncoded =
      Array(repeating: 1.0, count: try ppi["f_unlabeled"]["ones"].whole())
      + Array(repeating: 0.0, count: try ppi["f_unlabeled"]["zeros"].whole())
    let mean = try #require(PredictionPowered.mean(coded: coded, uncoded: uncoded).value)
    expectClose(mean.estimate, try ppi["estimate"].number())
    expectClose(mean.populationError, try ppi["se_population_var"].number())
    expectClose(
      EstimateWithError(estimate: mean.estimate, standardError: mean.populationError).limits(),
      try ppi["ci95_population_var"].numbers())
    expectClose(mean.standardError, try ppi["se_sample_var"].number())
    expectClose(mean.classical, try ppi["classical_mean"].number())
    expectClose(mean.naive, try ppi["naive_mean"].number())
    expectClose(mean.lambda, try ppi["lambda_ppi_plus_plus"].number())
    expectClose(mean.tuned.value?.estimate, try ppi["estimate_ppi_plus_plus"].number())
  }

  @Test func `design-based means, clustered by person`() throws {
    let dsl = try oracle()["dsl_mean"]
    let posts = try dsl["rows"].list().map { row in
      DesignBased.Post(
        person: try row["user"].whole(), predicted: try row["pred"].number(),
        probability: try row["pi"].number(),
        coded: row["y"].isNull ? nil : try row["y"].number())
    }
    for (post, expected) in zip(posts, try dsl["pseudo_outcomes"].numbers()) {
      expectClose(post.outcome, expected)
    }
    let mean = try #require(DesignBased.mean(posts).value)
    expectClose(mean.estimate, try dsl["estimate"].number())
    expectClose(mean.independentError, try dsl["se_iid"].number())
    expectClose(mean.byPerson.standardError, try dsl["se_cluster_user_HC1"].number())
    expectClose(mean.naive, try dsl["naive_pred_mean"].number())
  }
}
