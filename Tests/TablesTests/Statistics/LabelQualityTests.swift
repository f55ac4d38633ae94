import Tables
import Testing

@Suite struct `The quality of labels` {
  private func units(_ oracle: Oracle) throws -> [LabelQuality.Unit] {
    func bits(_ row: Oracle) throws -> UInt64 {
      try row.wholes().enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset) }
    }
    return try zip(try oracle["y_true"].list(), try oracle["y_pred"].list()).map {
      LabelQuality.Unit(truth: try bits($0), predicted: try bits($1))
    }
  }

  @Test func `every score is that of scikit-learn`() throws {
    let oracle = try Oracle.named("classification_quality")
    let units = try units(oracle)
    let quality = LabelQuality(units, labels: 5)
    let correlations = try oracle["mcc_per_label"].numbers()
    for (number, expected) in try oracle["per_label"].list().enumerated() {
      let label = quality.labels[number]
      expectClose(label.precision, try expected["precision"].number())
      expectClose(label.recall, try expected["recall"].number())
      expectClose(label.f1, try expected["f1"].number())
      #expect(Int(label.support) == (try expected["support"].whole()))
      expectClose(label.correlation, correlations[number])
    }
    let means: [(LabelQuality.Scores, String)] = [
      (quality.micro, "micro"), (quality.macro, "macro"), (quality.weighted, "weighted"),
      (LabelQuality.perPost(units, undefined: 0), "samples_zero_div_0"),
    ]
    for (scores, key) in means {
      let expected = try oracle[key].numbers()
      expectClose(scores.precision, expected[0])
      expectClose(scores.recall, expected[1])
      expectClose(scores.f1, expected[2])
    }
    expectClose(quality.subsetAccuracy, try oracle["subset_accuracy"].number())
    expectClose(quality.hammingLoss, try oracle["hamming_loss"].number())
    expectClose(quality.pooled.jaccard, try oracle["jaccard_micro"].number())
  }

  @Test func `0/0 is undefined, and macro leaves out labels that nobody has`() {
    // Two labels: the first right once; the second predicted once and had by nobody.
    let quality = LabelQuality(
      [.init(truth: 1, predicted: 1), .init(truth: 0, predicted: 2)], labels: 2)
    #expect(quality.labels[1].recall == .undefined(.noUnits))
    expectClose(quality.macro.f1, 1)
    expectClose(quality.micro.precision, 0.5)
    // A label that some have and nobody is said to have: no precision, F1 = 0.
    let missed = LabelQuality(
      [.init(truth: 3, predicted: 1), .init(truth: 0, predicted: 0)], labels: 2)
    #expect(missed.labels[1].precision == .undefined(.noUnits))
    #expect(missed.labels[1].correlation == .undefined(.noVariation))
    expectClose(missed.macro.precision, 1)
    expectClose(missed.macro.f1, 0.5)
  }

  @Test func `a sample by predicted label is weighted back to the posts`() throws {
    let oracle = try Oracle.named("stratified_validation")
    func stratum(_ name: String) throws -> (population: Double, sample: Double, positives: Double) {
      let stratum = oracle["strata"][name]
      return (
        try stratum["N"].number(), try stratum["n"].number(), try stratum["true_pos"].number()
      )
    }
    let (yes, no) = (try stratum("predicted_pos"), try stratum("predicted_neg"))
    var (weighted, plain) = (Confusion(), Confusion())
    for (stratum, predicted) in [(yes, true), (no, false)] {
      for coded in 0..<Int(stratum.sample) {
        let truth = coded < Int(stratum.positives)
        weighted.add(
          truth: truth, predicted: predicted, weight: stratum.population / stratum.sample)
        plain.add(truth: truth, predicted: predicted)
      }
    }
    let expected = oracle["expected"]
    expectClose(weighted.precision, try expected["precision"].number())
    expectClose(
      ProportionInterval.wilson(Int(yes.positives), of: Int(yes.sample)).value,
      try expected["precision_wilson"].numbers())
    expectClose(weighted.falseOmissionRate, try expected["false_omission_rate"].number())
    expectClose(weighted.recall, try expected["recall_reweighted"].number())
    expectClose(weighted.recall, try expected["sensitivity"].number())
    expectClose(plain.recall, try expected["recall_naive_unweighted"].number())
    expectClose(weighted.f1, try expected["f1_reweighted"].number())
    expectClose(weighted.specificity, try expected["specificity"].number())
    expectClose(weighted.apparentPrevalence, try expected["apparent_prevalence"].number())
    expectClose(weighted.prevalence, try expected["true_prevalence_stratified"].number())
    let share = try #require(
      StratifiedShare.estimate(
        [yes, no].map {
          StratifiedShare.Stratum(
            population: $0.population, sample: $0.sample, positives: $0.positives)
        }
      ).value)
    expectClose(share.estimate, try expected["true_prevalence_stratified"].number())
    expectClose(share.standardError, try expected["se_fpc"].number())
    expectClose(share.limits().value, try expected["ci95"].numbers())
  }

  @Test func `a stratum without a coded post leaves the share unknown`() {
    #expect(
      StratifiedShare.estimate([
        .init(population: 10, sample: 5, positives: 1),
        .init(population: 9, sample: 0, positives: 0),
      ]).reason == .noUnits)
    // Wholly coded: no error is left.
    let whole = StratifiedShare.estimate([.init(population: 1, sample: 1, positives: 1)]).value
    expectClose(whole?.standardError ?? .undefined(.noUnits), 0)
  }

  @Test func `sample sizes are those of the formulas`() throws {
    let oracle = try Oracle.named("stratified_validation")["sample_size"]
    for size in try oracle["cases"].list() {
      let population = size["N"].value as? Int
      #expect(
        SampleSize.share(try size["p"].number(), within: try size["d"].number(), of: population)
          == (try size["n"].whole()))
    }
    let sizes = try oracle["krippendorff_bloch_kraemer"].list()
    #expect(sizes.count == 12)
    for size in sizes {
      #expect(
        SampleSize.alpha(
          atLeast: try size["alpha_min"].number(), share: try size["p_c"].number(),
          level: try size["p_level"].number()) == (try size["n_units"].whole()))
    }
  }
}
