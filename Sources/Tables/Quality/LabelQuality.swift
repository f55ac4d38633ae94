/// A coded sample against the labels of a coder, several labels a post.
package struct LabelQuality: Sendable, Equatable {
  /// One post: labels as bits, and how many posts it stands for.
  package struct Unit: Sendable, Equatable {
    package let truth: UInt64
    package let predicted: UInt64
    package let weight: Double

    package init(truth: UInt64, predicted: UInt64, weight: Double = 1) {
      self.truth = truth
      self.predicted = predicted
      self.weight = weight
    }
  }

  /// Precision, recall and F1 together.
  package struct Scores: Sendable, Equatable {
    package let precision: Estimated<Double>
    package let recall: Estimated<Double>
    package let f1: Estimated<Double>
  }

  package let labels: [Confusion]
  /// The share of posts whose set of labels is right as a whole.
  package let subsetAccuracy: Estimated<Double>
  /// The share of post-and-label pairs that are wrong.
  package let hammingLoss: Estimated<Double>

  package init(_ units: [Unit], labels count: Int) {
    var labels = [Confusion](repeating: Confusion(), count: count)
    var (right, all) = (0.0, 0.0)
    for unit in units {
      all += unit.weight
      if unit.truth == unit.predicted { right += unit.weight }
      for label in 0..<count {
        labels[label].add(
          truth: unit.truth >> UInt64(label) & 1 == 1,
          predicted: unit.predicted >> UInt64(label) & 1 == 1, weight: unit.weight)
      }
    }
    self.init(labels, right: right, of: all)
  }

  /// From counts; `right`: posts whose set is right as a whole.
  package init(_ labels: [Confusion], right: Double, of all: Double) {
    self.labels = labels
    subsetAccuracy = .ratio(right, over: all, else: .noUnits)
    let wrong = labels.reduce(0) { $0 + $1.falsePositives + $1.falseNegatives }
    hammingLoss = .ratio(wrong, over: all * Double(labels.count), else: .noUnits)
  }

  /// All labels counted together.
  package var pooled: Confusion { labels.reduce(Confusion(), +) }
  package var micro: Scores { Scores(pooled) }
  /// The mean over labels that somebody has. A label that was never predicted has no precision and
  /// is left out of that mean; its F1 is 0 and counts.
  package var macro: Scores { mean { _ in 1 } }
  /// The same, each label as often as posts have it.
  package var weighted: Scores { mean(\.support) }

  private func mean(_ weight: (Confusion) -> Double) -> Scores {
    func mean(_ score: (Confusion) -> Estimated<Double>) -> Estimated<Double> {
      var (sum, weights) = (0.0, 0.0)
      for label in labels where label.support > 0 {
        guard let value = score(label).value else { continue }
        sum += weight(label) * value
        weights += weight(label)
      }
      return .ratio(sum, over: weights, else: .noUnits)
    }
    return Scores(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
  }

  /// The mean over posts of each post's own precision, recall and F1.
  /// - Parameter undefined: What 0/0 counts as; nil leaves the post out of that mean.
  package static func perPost(_ units: [Unit], undefined: Double? = nil) -> Scores {
    func mean(_ score: (Confusion) -> Estimated<Double>) -> Estimated<Double> {
      var (sum, weights) = (0.0, 0.0)
      for unit in units {
        let both = Double((unit.truth & unit.predicted).nonzeroBitCount)
        let own = Confusion(
          tp: both, fp: Double(unit.predicted.nonzeroBitCount) - both,
          fn: Double(unit.truth.nonzeroBitCount) - both, tn: 0)
        guard let value = score(own).value ?? undefined else { continue }
        sum += unit.weight * value
        weights += unit.weight
      }
      return .ratio(sum, over: weights, else: .noUnits)
    }
    return Scores(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
  }
}

extension LabelQuality.Scores {
  init(_ confusion: Confusion) {
    self.init(precision: confusion.precision, recall: confusion.recall, f1: confusion.f1)
  }
}
