/// From a score to a probability: 1 / (1 + exp(a·score + b)), fitted to scores of posts that the
/// weights had not seen (Platt 1999, with the targets of his section 2.2; Lin, Lin & Weng 2007).
struct Platt: Sendable, Equatable {
  var a: Double
  var b: Double

  init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// - Parameter scores: with whether the post has the label.
  init(_ scores: [Double], _ truth: [Bool]) {
    let positives = Double(truth.count { $0 })
    let negatives = Double(truth.count) - positives
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (negatives + 2)
    var matrix = SparseRows(width: 1)
    for score in scores { matrix.append([(0, score)]) }
    let fit = LogisticRegression(
      matrix, rows: Array(scores.indices), targets: truth.map { $0 ? high : low }, penalty: nil,
      tolerance: 1e-10)
    a = -fit.weights[0]
    b = -fit.intercept
  }

  func probability(_ score: Double) -> Double {
    LogisticRegression.logistic(-(a * score + b))
  }
}
