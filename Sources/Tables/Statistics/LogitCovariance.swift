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

  /// The name it has in pipeline files: those of R's clubSandwich (Pustejovsky & Tipton 2018).
  package var word: String {
    switch self {
    case .none: "CR0"
    case .clusters: "CR1"
    case .clustersAndTerms: "CR1S"
    }
  }

  /// The factor as readers write it.
  var text: String {
    switch self {
    case .none: "1"
    case .clusters: "G/(G − 1)"
    case .clustersAndTerms: "G/(G − 1) · (n − 1)/(n − k)"
    }
  }

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

  /// Places of the cells by alter, and within one alter as they stand.
  private var byAlter: [Int] {
    data.cells.indices.map { UInt64(UInt32(bitPattern: data.cells[$0].alter)) << 32 | UInt64($0) }
      .sorted().map { Int($0 & 0xFFFF_FFFF) }
  }

  private struct Meat {
    var sum: [Double]
    var clusters = 0
  }

  /// Σ over runs of cells that belong together of (Σ score)(Σ score)′.
  ///
  /// A cluster of one cell adds residual² · xx′; those of one pattern are added up first.
  private func meat(
    _ order: some Sequence<Int>, together: (LogitCell, LogitCell) -> Bool
  ) -> Meat {
    let size = kept.count
    var meat = Meat(sum: [Double](repeating: 0, count: size * size))
    var weights = [Double](repeating: 0, count: data.rows.count)
    var run: [(pattern: Int, residual: Double)] = []
    var score = [Double](repeating: 0, count: size)
    func close() {
      meat.clusters += 1
      if run.count == 1 {
        weights[run[0].pattern] += run[0].residual * run[0].residual
      } else {
        for i in 0..<size { score[i] = 0 }
        for (pattern, residual) in run {
          for (i, term) in kept.enumerated() { score[i] += residual * data.rows[pattern][term] }
        }
        for i in 0..<size where score[i] != 0 {
          for j in i..<size { meat.sum[i * size + j] += score[i] * score[j] }
        }
      }
      run.removeAll(keepingCapacity: true)
    }
    var last: LogitCell?
    for index in order {
      let cell = data.cells[index]
      if let last, !together(last, cell) { close() }
      last = cell
      let pattern = Int(cell.pattern)
      let residual = cell.events - cell.trials * fitted[pattern]
      // What is separated is fitted without error in the limit.
      run.append((pattern, isSeparated[pattern] ? 0 : residual))
    }
    if last != nil { close() }
    addSquares(weights, to: &meat.sum)
    for i in 0..<size { for j in 0..<i { meat.sum[i * size + j] = meat.sum[j * size + i] } }
    return meat
  }

  /// Adds Σ weight · xx′ over patterns to the upper triangle of `sum`.
  private func addSquares(_ weights: [Double], to sum: inout [Double]) {
    let size = kept.count
    for pattern in data.rows.indices where weights[pattern] != 0 {
      let row = keptRow(pattern)
      for i in 0..<size where row[i] != 0 {
        let part = weights[pattern] * row[i]
        for j in i..<size { sum[i * size + j] += part * row[j] }
      }
    }
  }

  private func robustMeat() -> [Double] {
    let size = kept.count
    let weights = data.rows.indices.map { pattern in
      let (events, p) = (data.events[pattern], fitted[pattern])
      return isSeparated[pattern]
        ? 0 : events * (1 - p) * (1 - p) + (data.trials[pattern] - events) * p * p
    }
    var sum = [Double](repeating: 0, count: size * size)
    addSquares(weights, to: &sum)
    for i in 0..<size { for j in 0..<i { sum[i * size + j] = sum[j * size + i] } }
    return sum
  }
}
