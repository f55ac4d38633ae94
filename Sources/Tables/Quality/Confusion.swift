/// One label in a coded sample: what the coder said against what people said, in posts or in the
/// posts that these stand for.
///
/// 0/0 is undefined: a label that nobody has, has no recall; one that was never predicted, no
/// precision.
package struct Confusion: Sendable, Equatable {
  package var truePositives = 0.0
  package var falsePositives = 0.0
  package var falseNegatives = 0.0
  package var trueNegatives = 0.0

  package init() {}

  package init(tp: Double, fp: Double, fn: Double, tn: Double) {
    truePositives = tp
    falsePositives = fp
    falseNegatives = fn
    trueNegatives = tn
  }

  /// Adds a post of this weight (1/π in a sample by design).
  package mutating func add(truth: Bool, predicted: Bool, weight: Double = 1) {
    switch (truth, predicted) {
    case (true, true): truePositives += weight
    case (false, true): falsePositives += weight
    case (true, false): falseNegatives += weight
    case (false, false): trueNegatives += weight
    }
  }

  static func + (a: Confusion, b: Confusion) -> Confusion {
    Confusion(
      tp: a.truePositives + b.truePositives, fp: a.falsePositives + b.falsePositives,
      fn: a.falseNegatives + b.falseNegatives, tn: a.trueNegatives + b.trueNegatives)
  }

  package var total: Double { truePositives + falsePositives + falseNegatives + trueNegatives }
  /// Posts that have the label by the people who coded.
  package var support: Double { truePositives + falseNegatives }
  package var predicted: Double { truePositives + falsePositives }

  package var precision: Estimated<Double> {
    .ratio(truePositives, over: predicted, else: .noUnits)
  }
  /// Sensitivity.
  package var recall: Estimated<Double> { .ratio(truePositives, over: support, else: .noUnits) }
  package var f1: Estimated<Double> {
    .ratio(2 * truePositives, over: support + predicted, else: .noUnits)
  }
  package var specificity: Estimated<Double> {
    .ratio(trueNegatives, over: trueNegatives + falsePositives, else: .noUnits)
  }
  /// Of the posts without the predicted label, those that have it.
  package var falseOmissionRate: Estimated<Double> {
    .ratio(falseNegatives, over: falseNegatives + trueNegatives, else: .noUnits)
  }
  package var jaccard: Estimated<Double> {
    .ratio(truePositives, over: support + falsePositives, else: .noUnits)
  }
  /// The share that has the label, and the share that is said to.
  package var prevalence: Estimated<Double> { .ratio(support, over: total, else: .noUnits) }
  package var apparentPrevalence: Estimated<Double> {
    .ratio(predicted, over: total, else: .noUnits)
  }
  /// Matthews' correlation; undefined where a margin is empty.
  package var correlation: Estimated<Double> {
    if total == 0 { return .undefined(.noUnits) }
    let margins =
      [predicted, support, trueNegatives + falsePositives, trueNegatives + falseNegatives]
      .map { $0.squareRoot() }.reduce(1, *)
    return .ratio(
      truePositives * trueNegatives - falsePositives * falseNegatives, over: margins,
      else: .noVariation)
  }

  /// The other way round: the label's absence as the label.
  package var inverse: Confusion {
    Confusion(tp: trueNegatives, fp: falseNegatives, fn: falsePositives, tn: truePositives)
  }
}
