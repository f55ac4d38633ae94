import Testing

@testable import Topics

/// Expected values: scikit-learn 1.9.1, `LogisticRegression(C=…, tol=1e-13)` (L2, lbfgs, intercept
/// not penalised) and, for Platt, its `_SigmoidCalibration`, which SciPy's BFGS repeats to 1e-12.
@Suite struct `Every fit` {
  private let rows = [
    [1, 0, 0.5], [0, 1, 0], [0.5, 0.5, 0], [0, 0, 1], [1, 1, 0], [0, 0.25, 0.75], [0.2, 0, 0],
    [0, 0, 0.3],
  ]
  private let targets: [Double] = [1, 0, 1, 0, 1, 0, 1, 0]

  private var matrix: SparseRows {
    var matrix = SparseRows(width: 3)
    for row in rows {
      matrix.append(
        row.enumerated().filter { $0.element != 0 }.map { (Int32($0.offset), $0.element) })
    }
    return matrix
  }

  @Test(arguments: [
    (1.0, [0.9784513649097993, -0.02999768083856835, -0.5507901660044844], -0.14254514283540326),
    (10.0, [3.566738225377851, -0.9128418681109284, -2.2036351669292378], -0.15290820586174436),
  ])
  func `has the weights of scikit-learn`(_ c: Double, _ weights: [Double], _ intercept: Double) {
    let fit = LogisticRegression(
      matrix, rows: Array(0..<8), targets: targets, penalty: c, tolerance: 1e-11)
    for (ours, theirs) in zip(fit.weights, weights) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(abs(fit.intercept - intercept) < 1e-6)
  }

  @Test func `learns from the rows that are named alone`() {
    var longer = matrix
    longer.append([(0, -50)])
    let fit = LogisticRegression(
      longer, rows: Array(0..<8), targets: targets + [1], penalty: 1, tolerance: 1e-11)
    #expect(abs(fit.weights[0] - 0.9784513649097993) < 1e-6)
  }

  @Test func `of scores to probabilities is Platt's`() {
    let scores = [-2.1, -1.0, -0.4, -0.2, 0.1, 0.3, 0.8, 1.2, 1.9, 2.5]
    let truth = [false, false, true, false, false, true, false, true, true, true]
    let platt = Platt(scores, truth)
    #expect(abs(platt.a - -0.8130396044492407) < 1e-6)
    #expect(abs(platt.b - 0.254365702539049) < 1e-6)
    // 1 / (1 + exp(0.254365702539049))
    #expect(abs(platt.probability(0) - 0.4367492) < 1e-6)
  }

  @Test func `has columns summed that come twice`() {
    var matrix = SparseRows(width: 3)
    matrix.append([(2, 1), (0, 2), (2, 0.5)])
    #expect(matrix.columns == [0, 2])
    #expect(matrix.values == [2, 1.5])
  }
}

@Suite struct `Every cut` {
  @Test func `is where F1 is highest, half-way to the next post`() {
    // Above .6: 2 right, 0 wrong of 3 → F1 .8; above .2: 3 right, 2 wrong → .75.
    let posts = [(0.9, true), (0.7, true), (0.5, false), (0.4, false), (0.2, true)]
      .map { (probability: $0.0, truth: $0.1) }
    #expect(abs(Cut.best(posts) - 0.6) < 1e-12)
  }

  @Test func `of two kinds of posts is for the F1 of both`() {
    // Hits: keeping all three costs one wrong; no hits: the first alone. 3 right, 1 wrong of 4 → .75;
    // leaving the wrong hit out loses a right one, 2 of 4 → .67.
    let hits = [(0.8, true), (0.5, false), (0.3, true)].map { (probability: $0.0, truth: $0.1) }
    let others = [(0.6, true), (0.5, false), (0.4, false), (0.1, true)]
      .map { (probability: $0.0, truth: $0.1) }
    let cut = Cut.best(hits, others)
    #expect(abs(cut.first - 0.15) < 1e-12)
    #expect(abs(cut.second - 0.55) < 1e-12)
  }
}

@Suite struct `Every agreement figure` {
  @Test func `is a count by hand`() {
    var figure = Agreement()
    for _ in 0..<7 { figure.note(coder: true, codes: true) }
    for _ in 0..<3 { figure.note(coder: true, codes: false) }
    for _ in 0..<1 { figure.note(coder: false, codes: true) }
    figure.note(coder: false, codes: false)
    #expect(figure.precision == 0.7)
    #expect(figure.recall == 0.875)
    // 14 / (14 + 3 + 1)
    #expect(abs(figure.f1 - 0.7777777777777778) < 1e-12)
    // Wilson's formula in Python for 7 of 10.
    #expect(abs(figure.precisionInterval.lowerBound - 0.3967781474611453) < 1e-12)
    #expect(abs(figure.precisionInterval.upperBound - 0.8922087325936988) < 1e-12)
  }
}
