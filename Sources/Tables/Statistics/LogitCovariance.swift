/// How the covariance of a logistic regression's terms is estimated.
package enum LogitErrors: Sendable, Equatable {
  /// The inverse information: trials independent, the model right.
  case model
  /// HC0: trials independent, the model perhaps wrong. Trials must be whole.
  case robust
  /// Trials of one ego hang together.
  case byEgo(ClusterCorrection)
  /// Trials of one alter hang together.
  case byAlter(ClusterCorrection)
  /// V(ego) + V(alter) − V(ego and alter), each with its own correction (Cameron, Gelbach & Miller
  /// 2011).
  case byEgoAndAlter(ClusterCorrection)
}

/// What a cluster covariance is multiplied by for there being few clusters.
package enum ClusterCorrection: String, Sendable, CaseIterable {
  /// Nothing.
  case none = "CR0"
  /// G/(G − 1): Stata's logit, R's sandwich with `cadjust`. The default.
  case clusters = "G/(G-1)"
  /// G/(G − 1) · (n − 1)/(n − k): statsmodels; R's sandwich HC1 with `cadjust`.
  case clustersAndTerms = "G/(G-1)*(n-1)/(n-k)"

  func factor(clusters: Int, trials: Double, parameters: Int) -> Double {
    let g = Double(clusters)
    return switch self {
    case .none: 1
    case .clusters: g / (g - 1)
    case .clustersAndTerms: g / (g - 1) * (trials - 1) / (trials - Double(parameters))
    }
  }
}

/// The covariance of the estimated terms.
package struct LogitCovariance: Sendable {
  package let errors: LogitErrors
  /// Over the estimated terms, row by row.
  let matrix: [Double]
  /// Distinct egos or alters, the fewer where both count; nil where trials are independent.
  package let clusters: Int?

  /// Degrees of freedom of t: clusters − 1, or infinitely many.
  package var degrees: Double { clusters.map { Double($0 - 1) } ?? .infinity }
  /// Whether a note must warn of few clusters.
  package var hasFewClusters: Bool { clusters.map(Clusters.areFew) ?? false }

  /// The standard error of a sum of terms with `weights`; undefined with fewer than ten clusters.
  func standardError(_ weights: [Double]) -> Estimated<Double> {
    if let clusters, Clusters.areTooFew(clusters) { return .undefined(.fewClusters) }
    let variance = Matrix.form(matrix, weights)
    return variance > 0 ? .value(variance.squareRoot()) : .undefined(.negativeVariance)
  }
}

extension LogitFit {
  /// The covariance of the estimated terms: B M B with B the inverse information and M the sum over
  /// clusters of the squared sum of their scores x(y − p).
  ///
  /// Cost: k for each cell, k² for each cluster; by alter also a sort of the cells.
  package func covariance(_ errors: LogitErrors) -> LogitCovariance {
    let size = kept.count
    func sandwich(_ meat: Meat, _ correction: ClusterCorrection) -> [Double] {
      let factor = correction.factor(
        clusters: meat.clusters, trials: trials, parameters: size)
      return Matrix.sandwich(bread, meat.sum.map { $0 * factor }, size: size)
    }
    switch errors {
    case .model:
      return LogitCovariance(errors: errors, matrix: bread, clusters: nil)
    case .robust:
      return LogitCovariance(
        errors: errors, matrix: Matrix.sandwich(bread, robustMeat(), size: size), clusters: nil)
    case .byEgo(let correction):
      let meat = meat(data.cells.indices) { $0.ego == $1.ego }
      return LogitCovariance(
        errors: errors, matrix: sandwich(meat, correction), clusters: meat.clusters)
    case .byAlter(let correction):
      let meat = meat(byAlter) { $0.alter == $1.alter }
      return LogitCovariance(
        errors: errors, matrix: sandwich(meat, correction), clusters: meat.clusters)
    case .byEgoAndAlter(let correction):
      let egos = meat(data.cells.indices) { $0.ego == $1.ego }
      let alters = meat(byAlter) { $0.alter == $1.alter }
      let pairs = meat(data.cells.indices) { $0.ego == $1.ego && $0.alter == $1.alter }
      var matrix = sandwich(egos, correction)
      for (i, value) in sandwich(alters, correction).enumerated() { matrix[i] += value }
      for (i, value) in sandwich(pairs, correction).enumerated() { matrix[i] -= value }
      return LogitCovariance(
        errors: errors, matrix: matrix, clusters: min(egos.clusters, alters.clusters))
    }
  }

  private var byAlter: [Int] {
    data.cells.indices.sorted {
      let (a, b) = (data.cells[$0], data.cells[$1])
      return a.alter == b.alter ? $0 < $1 : a.alter < b.alter
    }
  }

  private struct Meat {
    var sum: [Double]
    var clusters = 0
  }

  /// Σ over runs of cells that belong together of (Σ score)(Σ score)′.
  private func meat(
    _ order: some Sequence<Int>, together: (LogitCell, LogitCell) -> Bool
  ) -> Meat {
    let size = kept.count
    let rows = data.rows.indices.map(keptRow)
    var meat = Meat(sum: [Double](repeating: 0, count: size * size))
    var score = [Double](repeating: 0, count: size)
    var last: LogitCell?
    func close() {
      meat.clusters += 1
      for i in 0..<size {
        for j in 0..<size { meat.sum[i * size + j] += score[i] * score[j] }
      }
      for i in 0..<size { score[i] = 0 }
    }
    for index in order {
      let cell = data.cells[index]
      if let last, !together(last, cell) { close() }
      last = cell
      let pattern = Int(cell.pattern)
      if isSeparated[pattern] { continue }
      let residual = cell.events - cell.trials * fitted[pattern]
      for i in 0..<size { score[i] += residual * rows[pattern][i] }
    }
    if last != nil { close() }
    return meat
  }

  private func robustMeat() -> [Double] {
    let size = kept.count
    var meat = [Double](repeating: 0, count: size * size)
    for pattern in data.rows.indices where !isSeparated[pattern] {
      let row = keptRow(pattern)
      let (events, p) = (data.events[pattern], fitted[pattern])
      let weight = events * (1 - p) * (1 - p) + (data.trials[pattern] - events) * p * p
      for i in 0..<size {
        for j in 0..<size { meat[i * size + j] += weight * row[i] * row[j] }
      }
    }
    return meat
  }
}
