/// How much a term moves the share of events, on average over the trials.
package struct MarginalEffect: Sendable, Equatable {
  package let effect: Estimated<Double>
  package let standardError: Estimated<Double>
  package let limits: Estimated<Limits>
  /// Two-sided.
  package let p: Estimated<Double>
}

/// Which difference a marginal effect is.
package enum EffectKind: String, Sendable, CaseIterable {
  /// The slope, mean of p(1 − p) β: statsmodels' and Stata's `dydx` of plain numbers.
  case slope
  /// For a level of a factor: mean share if all trials had the level, less mean share if all had the
  /// reference. Terms that belong to no factor get the slope.
  case levels
}

extension LogitFit {
  /// Average marginal effects of all terms; the intercept, and terms without an estimate, have none.
  ///
  /// Standard errors by the delta method on the covariance that is given.
  package func marginalEffects(
    _ covariance: LogitCovariance, kind: EffectKind = .slope, confidence: Double = 0.95,
    reference: TestDistribution = .normal
  ) -> [MarginalEffect?] {
    let degrees = reference.degrees(covariance)
    let critical = StudentT.critical(confidence, degrees)
    return data.terms.indices.map { j -> MarginalEffect? in
      if data.rows.allSatisfy({ $0[j] == 1 }) { return nil }
      let block = kind == .levels ? data.blocks.first { $0.contains(j) } : nil
      switch block.map({ levelEffect(j, $0) }) ?? slope(j) {
      case .undefined(let reason):
        return MarginalEffect(
          effect: .undefined(reason), standardError: .undefined(reason),
          limits: .undefined(reason), p: .undefined(reason))
      case .value(let (effect, gradient)):
        let error = covariance.standardError(gradient)
        return MarginalEffect(
          effect: .value(effect), standardError: error,
          limits: error.map {
            Limits(low: effect - critical * $0, high: effect + critical * $0)
          },
          p: error.map { StudentT.twoSided(effect / $0, degrees) })
      }
    }
  }

  private typealias Effect = (effect: Double, gradient: [Double])

  /// Mean of p(1 − p) β, and its derivative by each β.
  private func slope(_ j: Int) -> Estimated<Effect> {
    guard let beta = coefficients[j].value, let at = kept.firstIndex(of: j) else {
      return .undefined(coefficients[j].reason ?? .collinear)
    }
    var effect = 0.0
    var gradient = [Double](repeating: 0, count: kept.count)
    for pattern in data.rows.indices where !isSeparated[pattern] {
      let p = fitted[pattern]
      let spread = p * (1 - p) * data.trials[pattern] / trials
      effect += spread * beta
      gradient[at] += spread
      for (i, x) in keptRow(pattern).enumerated() {
        gradient[i] += beta * spread * (1 - 2 * p) * x
      }
    }
    return .value((effect, gradient))
  }

  /// Mean difference between everybody at level `j` and everybody at the reference.
  ///
  /// Over the trials that the model can answer for: those in which no term without an estimate, of
  /// another block, is at work. Undefined where there are none, or where the level has no estimate.
  private func levelEffect(_ j: Int, _ block: Range<Int>) -> Estimated<Effect> {
    if let reason = coefficients[j].reason { return .undefined(reason) }
    let lost = coefficients.indices.filter {
      coefficients[$0].reason != nil && coefficients[$0].reason != .noUnits && !block.contains($0)
    }
    let answers = data.rows.map { row in lost.allSatisfy { row[$0] == 0 } }
    let trials = data.rows.indices.reduce(0) { $0 + (answers[$1] ? data.trials[$1] : 0) }
    guard trials > 0 else { return .undefined(coefficients[lost[0]].reason ?? .collinear) }
    var effect = 0.0
    var gradient = [Double](repeating: 0, count: kept.count)
    guard let own = kept.firstIndex(of: j) else { return .undefined(.collinear) }
    // Everything but the block, which is 1 at the level and 0 at the reference.
    let rest = kept.indices.filter { !block.contains(kept[$0]) }
    for pattern in data.rows.indices where answers[pattern] {
      data.rows[pattern].withUnsafeBufferPointer { row in
        var eta = 0.0
        for i in rest where row[kept[i]] != 0 { eta += row[kept[i]] * beta[i] }
        let (at, without) = (LogitFit.share(eta + beta[own]), LogitFit.share(eta))
        let share = data.trials[pattern] / trials
        let spread = share * at * (1 - at)
        let change = spread - share * without * (1 - without)
        effect += share * (at - without)
        gradient[own] += spread
        for i in rest where row[kept[i]] != 0 { gradient[i] += change * row[kept[i]] }
      }
    }
    return .value((effect, gradient))
  }
}
