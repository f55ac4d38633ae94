internal import Foundation

/// A logistic regression by maximum likelihood: ln(p / (1 − p)) = x′β.
///
/// Newton–Raphson (iteratively reweighted least squares) on covariate patterns. Terms that the data do
/// not fix have no estimate: neither those that tell the outcome without error (separation) nor those
/// that are sums of others. The other terms then have the values they take in the limit.
///
/// Cost: 2k² a pattern and round, about eight rounds; trials count only when the data are gathered.
package struct LogitFit: Sendable {
  package let data: LogitData
  /// β by term, or why there is none.
  package let coefficients: [Estimated<Double>]
  /// At the maximum; fractions of trials count as fractions.
  package let logLikelihood: Double
  /// Of the model with an intercept only.
  package let nullLogLikelihood: Double
  package let trials: Double
  package let events: Double
  /// Terms that were estimated, as places in `data.terms`.
  let kept: [Int]
  /// β of the terms in `kept`.
  let beta: [Double]
  /// By pattern: the fitted share; 0 or 1 in the limit where the pattern is separated.
  let fitted: [Double]
  let isSeparated: [Bool]
  /// The inverse of the information matrix, over `kept`, row by row.
  let bread: [Double]

  /// Parameters that were estimated.
  package var parameters: Int { kept.count }
  /// 1 − ln L / ln L₀ (McFadden 1974).
  package var mcFadden: Double { 1 - logLikelihood / nullLogLikelihood }
  package var aic: Double { 2 * Double(parameters) - 2 * logLikelihood }
  package var bic: Double { Double(parameters) * log(trials) - 2 * logLikelihood }
  /// The likelihood ratio against the intercept-only model. It treats trials as independent.
  package var likelihoodRatio: Double { 2 * (logLikelihood - nullLogLikelihood) }
  /// Undefined where the model has one parameter only.
  package var likelihoodRatioP: Estimated<Double> {
    if parameters < 2 { return .undefined(.noVariation) }
    return .value(ChiSquare.upperTail(max(0, likelihoodRatio), Double(parameters - 1)))
  }

  /// Undefined without trials, where all trials come out alike, and where some term (or several
  /// together) tells every trial's outcome without error.
  package static func fit(_ data: LogitData) -> Estimated<LogitFit> {
    let trials = data.trials.reduce(0, +)
    let events = data.events.reduce(0, +)
    guard trials > 0 else { return .undefined(.noUnits) }
    guard events > 0, events < trials else { return .undefined(.noVariation) }
    let size = data.terms.count
    let isOut = Separation.separated(data.rows, events: data.events, trials: data.trials)
    var all = Triangle(size: size)
    var inside = Triangle(size: size)
    for i in data.rows.indices where data.trials[i] > 0 {
      all.add(data.rows[i])
      if !isOut[i] { inside.add(data.rows[i]) }
    }
    guard isOut.indices.contains(where: { !isOut[$0] && data.trials[$0] > 0 }) else {
      return .undefined(.separation)
    }
    let whole = Rank(all.factor(), size: size)
    let limit = Rank(inside.factor(), size: size)
    guard let search = Search(data, isOut, limit.kept) else { return .undefined(.noConvergence) }
    let coefficients = (0..<size).map { j -> Estimated<Double> in
      if !data.rows.contains(where: { $0[j] != 0 }) { return .undefined(.noUnits) }
      if !whole.isFixed(j) { return .undefined(.collinear) }
      guard limit.isFixed(j), let at = limit.kept.firstIndex(of: j) else {
        return .undefined(.separation)
      }
      return .value(search.beta[at])
    }
    let share = events / trials
    return .value(
      LogitFit(
        data: data, coefficients: coefficients, logLikelihood: search.logLikelihood,
        nullLogLikelihood: events * log(share) + (trials - events) * log1p(-share),
        trials: trials, events: events, kept: limit.kept, beta: search.beta,
        fitted: search.fitted, isSeparated: isOut, bread: search.bread))
  }

  /// 1 / (1 + e^−η).
  static func share(_ eta: Double) -> Double { 1 / (1 + exp(-eta)) }

  /// The part of a pattern's row that belongs to estimated terms.
  func keptRow(_ pattern: Int) -> [Double] { kept.map { data.rows[pattern][$0] } }
}

/// The search for the maximum of the likelihood.
private struct Search {
  var beta: [Double]
  var logLikelihood: Double
  var fitted: [Double]
  var bread: [Double] = []
  private let rows: [[Double]]
  private let patterns: [Int]

  /// Nil where it does not converge.
  init?(_ data: LogitData, _ isOut: [Bool], _ kept: [Int]) {
    patterns = data.rows.indices.filter { !isOut[$0] && data.trials[$0] > 0 }
    rows = patterns.map { pattern in kept.map { data.rows[pattern][$0] } }
    beta = [Double](repeating: 0, count: kept.count)
    fitted = data.rows.indices.map { data.events[$0] > 0 ? 1 : 0 }
    logLikelihood = -.infinity
    var step = beta
    var isDone = false
    for _ in 0..<60 {
      // A step that lowers the likelihood is halved.
      var scale = 1.0
      while true {
        let trial = zip(beta, step).map { $0 + scale * $1 }
        let likelihood = Self.logLikelihood(rows, trial, patterns, data)
        if likelihood >= logLikelihood - 1e-9 * logLikelihood.magnitude || scale < 1e-6 {
          beta = trial
          logLikelihood = likelihood
          break
        }
        scale /= 2
      }
      let (next, inverse) = newton(data)
      guard let next, next.allSatisfy(\.isFinite) else { return nil }
      if isDone {
        bread = inverse
        break
      }
      step = next
      let change = rows.reduce(0) { max($0, dot($1, step).magnitude) }
      // The step after this one is the square of it.
      if change < 1e-7 { isDone = true }
    }
    if bread.isEmpty { return nil }
    for (row, pattern) in zip(rows, patterns) { fitted[pattern] = LogitFit.share(dot(row, beta)) }
  }

  /// The next step, and the inverse of the information matrix here.
  private func newton(_ data: LogitData) -> (step: [Double]?, inverse: [Double]) {
    let size = beta.count
    var triangle = Triangle(size: size)
    var score = [Double](repeating: 0, count: size)
    for (row, pattern) in zip(rows, patterns) {
      let mean = LogitFit.share(dot(row, beta))
      let weight = data.trials[pattern] * mean * (1 - mean)
      triangle.add(row, times: weight.squareRoot())
      let residual = data.events[pattern] - data.trials[pattern] * mean
      for j in 0..<size { score[j] += residual * row[j] }
    }
    guard let inverse = Matrix.inverseOfSquare(triangle.factor(), size: size) else {
      return (nil, [])
    }
    return (Matrix.times(inverse, score), inverse)
  }

  private static func logLikelihood(
    _ rows: [[Double]], _ beta: [Double], _ patterns: [Int], _ data: LogitData
  ) -> Double {
    var sum = 0.0
    for (row, pattern) in zip(rows, patterns) {
      let eta = dot(row, beta)
      // ln p = −ln(1 + e^−η), with the exponent never positive.
      let tail = log1p(exp(-eta.magnitude))
      let below = max(0, -eta) + tail
      let above = max(0, eta) + tail
      sum -= data.events[pattern] * below + (data.trials[pattern] - data.events[pattern]) * above
    }
    return sum
  }
}
