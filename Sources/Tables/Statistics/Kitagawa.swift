/// A share in one stratum of one period: x of n posts. Parts where posts are weighted.
package struct StratumShare: Sendable, Equatable {
  package var x: Double
  package var n: Double

  package init(x: Double, n: Double) {
    self.x = x
    self.n = n
  }

  var rate: Double? { n > 0 ? x / n : nil }
}

/// What changed between two periods: shares within strata, or who and what the strata are made of.
///
/// p₁ − p₀ = Σ w̄ Δr + Σ r̄ Δw, with w̄ and r̄ the means over both periods (Kitagawa 1955). A stratum that
/// one period lacks has no change of its rate; all that it does is composition.
package struct Kitagawa: Sendable, Equatable {
  package let before: Double
  package let after: Double
  /// Σ w̄ Δr, by stratum.
  package let rateParts: [Double]
  /// Σ r̄ Δw, by stratum.
  package let compositionParts: [Double]
  /// The later rates at the earlier composition; undefined where the later period lacks a stratum.
  package let standardised: Estimated<Double>

  package var difference: Double { after - before }
  package var rateEffect: Double { rateParts.reduce(0, +) }
  package var compositionEffect: Double { compositionParts.reduce(0, +) }

  /// Undefined where a period has no posts.
  /// - Parameter strata: each with its share before and after.
  package static func decompose(_ strata: [(before: StratumShare, after: StratumShare)])
    -> Estimated<Kitagawa>
  {
    let n0 = strata.reduce(0) { $0 + $1.before.n }
    let n1 = strata.reduce(0) { $0 + $1.after.n }
    guard n0 > 0, n1 > 0 else { return .undefined(.noUnits) }
    return .value(
      Kitagawa(
        strata.map {
          ($0.before.n / n0, $0.before.rate, $0.after.n / n1, $0.after.rate)
        }))
  }

  /// From weights (that sum to 1 in each period) and rates; nil where a stratum is empty.
  package init(
    _ strata: [(weightBefore: Double, before: Double?, weightAfter: Double, after: Double?)]
  ) {
    var (p0, p1) = (0.0, 0.0)
    var rates: [Double] = []
    var compositions: [Double] = []
    var standard: Estimated<Double> = .value(0)
    for stratum in strata {
      let r0 = stratum.before ?? stratum.after ?? 0
      let r1 = stratum.after ?? stratum.before ?? 0
      p0 += stratum.weightBefore * r0
      p1 += stratum.weightAfter * r1
      rates.append((stratum.weightBefore + stratum.weightAfter) / 2 * (r1 - r0))
      compositions.append((r0 + r1) / 2 * (stratum.weightAfter - stratum.weightBefore))
      if stratum.after == nil, stratum.weightBefore > 0 { standard = .undefined(.noUnits) }
      standard = standard.map { $0 + stratum.weightBefore * r1 }
    }
    before = p0
    after = p1
    rateParts = rates
    compositionParts = compositions
    standardised = standard
  }
}

/// What changed between two periods, by who wrote in them: p₁ − p₀ is the sum of four parts.
///
/// With s the stayers' share of a period's posts, and pS, pL, pE the shares among stayers, leavers and
/// entrants: s̄ ΔpS + (1 − s₁)(pE − p̄S) − (1 − s₀)(pL − p̄S), which is Kitagawa's decomposition over
/// stayers, leavers and entrants; the first is split again over the stayers as persons.
package struct Turnover: Sendable, Equatable {
  package let before: Double
  package let after: Double
  /// Persons who wrote in both periods, in the first only, in the second only.
  package let stayers: Int
  package let leavers: Int
  package let entrants: Int
  /// The shares among the stayers' posts: the same-users panel.
  package let panelBefore: Double
  package let panelAfter: Double
  /// s̄ Σ w̄ᵤ Δrᵤ: the same persons write of it more or less often.
  package let ownChange: Double
  /// s̄ Σ r̄ᵤ Δwᵤ: some of the same persons write more than before, others less.
  package let activityShift: Double
  /// (1 − s₁)(pE − p̄S).
  package let entry: Double
  /// −(1 − s₀)(pL − p̄S).
  package let exit: Double

  package var difference: Double { after - before }
  /// What new and lost persons do together.
  package var turnover: Double { entry + exit }

  /// Undefined where a period has no posts or nobody wrote in both.
  /// - Parameter persons: each with x of n posts before and after, in an order that does not change.
  package static func decompose(_ persons: [(before: StratumShare, after: StratumShare)])
    -> Estimated<Turnover>
  {
    let staying = persons.filter { $0.before.n > 0 && $0.after.n > 0 }
    let leaving = persons.filter { $0.before.n > 0 && $0.after.n <= 0 }.map(\.before)
    let entering = persons.filter { $0.before.n <= 0 && $0.after.n > 0 }.map(\.after)
    guard let panel = Kitagawa.decompose(staying).value else { return .undefined(.noUnits) }
    func sum(_ parts: [StratumShare]) -> StratumShare {
      parts.reduce(into: StratumShare(x: 0, n: 0)) {
        $0.x += $1.x
        $0.n += $1.n
      }
    }
    let (s0, s1) = (sum(staying.map(\.before)), sum(staying.map(\.after)))
    let (left, entered) = (sum(leaving), sum(entering))
    let (n0, n1) = (s0.n + left.n, s1.n + entered.n)
    let middle = (panel.before + panel.after) / 2
    let weight = (s0.n / n0 + s1.n / n1) / 2
    return .value(
      Turnover(
        before: (s0.x + left.x) / n0, after: (s1.x + entered.x) / n1,
        stayers: staying.count, leavers: leaving.count, entrants: entering.count,
        panelBefore: panel.before, panelAfter: panel.after,
        ownChange: weight * panel.rateEffect,
        activityShift: weight * panel.compositionEffect,
        entry: (entered.x - middle * entered.n) / n1,
        exit: -(left.x - middle * left.n) / n0))
  }
}
