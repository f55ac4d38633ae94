/// A share of ties where ties that have *any* person in common may go together: two by one ego, two
/// to one alter, and one by and one to the same person, which ``TwoWayRatio`` leaves out.
///
/// Dyadic-robust (Fafchamps & Gubert 2007; Aronow, Samii & Assenova 2015), in the sandwich of a share:
/// v = G/(G − 1) · (Σᵢ sᵢ² − Σ_d s_d²) / N², with sᵢ the sum of x − p n over all ties of person i at
/// either end, s_d that of the pair d in either direction, and G the persons with a tie.
package struct DyadicRatio: Sendable, Equatable {
  package let share: Estimated<Double>
  package let persons: Int
  package let egos: Int
  package let alters: Int
  /// Undefined where it comes out at zero or below although the ties differ.
  package let variance: Estimated<Double>
  /// The same with every sum divided by 1 − its share of all ties, and (G − 1)/G before it: what
  /// leaving persons out one at a time would give (CR3; Bell & McCaffrey 2002). Wider where a few
  /// persons have much of the ties. Undefined as ``variance``, and where one has them all.
  package let jackknifeVariance: Estimated<Double>
  /// Variances of the one-way forms, by ego and by alter.
  private let oneWay: [Estimated<Double>]

  /// - Parameter counts: in any order; a pair may stand several times. Egos and alters are numbered
  ///   alike: ego 3 and alter 3 are one person.
  ///
  /// Cost: a sort of the pairs, and an array as long as the highest number.
  package init(_ counts: [PairCount]) {
    self.init(
      byPair: counts.filter { $0.n > 0 }.sorted {
        let a = (min($0.ego, $0.alter), max($0.ego, $0.alter), $0.ego, $0.n, $0.x)
        let b = (min($1.ego, $1.alter), max($1.ego, $1.alter), $1.ego, $1.n, $1.x)
        return a < b
      })
  }

  /// - Parameter sorted: each with n > 0, and those of one pair of persons, in either direction, side
  ///   by side.
  ///
  /// Cost: one walk, and an array as long as the highest number.
  init(byPair sorted: [PairCount]) {
    let n = sorted.reduce(0) { $0 + $1.n }
    let p = n > 0 ? sorted.reduce(0) { $0 + $1.x } / n : 0
    let size = Int(sorted.reduce(-1) { max($0, $1.ego, $1.alter) }) + 1
    var byEgo = [(x: Double, n: Double)](repeating: (0, 0), count: size)
    var byAlter = byEgo
    var sums = [Double](repeating: 0, count: size)
    var ties = sums
    var pairSquares = (plain: 0.0, left: 0.0)
    var pair = (sum: 0.0, n: 0.0)
    var last: (Int32, Int32)?
    func closePair() {
      pairSquares.plain += pair.sum * pair.sum
      if pair.n < n {
        pairSquares.left += pair.sum * pair.sum / ((1 - pair.n / n) * (1 - pair.n / n))
      }
    }
    for count in sorted {
      let score = count.x - p * count.n
      byEgo[Int(count.ego)].x += count.x
      byEgo[Int(count.ego)].n += count.n
      byAlter[Int(count.alter)].x += count.x
      byAlter[Int(count.alter)].n += count.n
      sums[Int(count.ego)] += score
      if count.alter != count.ego { sums[Int(count.alter)] += score }
      ties[Int(count.ego)] += count.n
      if count.alter != count.ego { ties[Int(count.alter)] += count.n }
      let ends = (min(count.ego, count.alter), max(count.ego, count.alter))
      if let last, last == ends {
        pair = (pair.sum + score, pair.n + count.n)
      } else {
        closePair()
        pair = (score, count.n)
      }
      // Ties with oneself are in one sum only, and are taken off nowhere.
      if ends.0 == ends.1 { pair.sum = 0 }
      last = ends
    }
    closePair()
    let (egoRatio, alterRatio) = (ClusterRatio(byEgo), ClusterRatio(byAlter))
    share = egoRatio.share
    egos = egoRatio.clusters
    alters = alterRatio.clusters
    let g = byEgo.indices.count { byEgo[$0].n > 0 || byAlter[$0].n > 0 }
    persons = g
    oneWay = [egoRatio.variance, alterRatio.variance]
    guard n > 0, g > 1 else {
      variance = .undefined(n > 0 ? .fewClusters : .noUnits)
      jackknifeVariance = variance
      return
    }
    let squares = sums.reduce(0) { $0 + $1 * $1 } - pairSquares.plain
    let isShared = !ties.contains { $0 >= n }
    var left = -pairSquares.left
    for (sum, own) in zip(sums, ties) where isShared {
      let score = sum / (1 - own / n)
      left += score * score
    }
    jackknifeVariance =
      squares > 0 && left > 0 && isShared
      ? .value(Double(g - 1) / Double(g) * left / (n * n)) : .undefined(.negativeVariance)
    variance =
      squares > 0
      ? .value(Double(g) / Double(g - 1) * squares / (n * n)) : .undefined(.negativeVariance)
  }

  /// Of t: the fewer of egos and alters, less one.
  package var degrees: Double { Double(max(0, min(egos, alters) - 1)) }
  package var hasFewClusters: Bool { Clusters.areFew(min(egos, alters)) }

  /// The largest of this variance and the one-way ones, so that it never claims more than they do;
  /// and the jackknifed one, if that is asked for.
  package func cautiousVariance(jackknifed: Bool = true) -> Estimated<Double> {
    guard let e = oneWay[0].value, let a = oneWay[1].value else {
      return .undefined(oneWay[0].reason ?? oneWay[1].reason ?? .noUnits)
    }
    let jackknife = jackknifed ? jackknifeVariance.value ?? 0 : 0
    return .value(max(e, a, variance.value ?? 0, jackknife))
  }

  /// The share on the logit scale, within 0–1.
  package func logitLimits(confidence: Double = 0.95) -> Estimated<Limits> {
    switch estimate() {
    case .value(let found): found.logitLimits(confidence: confidence)
    case .undefined(let reason): .undefined(reason)
    }
  }

  /// p ± t · SE by ``cautiousVariance(jackknifed:)``. Undefined with fewer than ten egos or alters.
  package func limits(confidence: Double = 0.95, jackknifed: Bool = true) -> Estimated<Limits> {
    estimate(jackknifed: jackknifed).map { $0.limits(confidence: confidence) }
  }

  /// Σx / Σn with the error of ``cautiousVariance(jackknifed:)``. Undefined with fewer than ten egos
  /// or alters, and where all ties are alike.
  package func estimate(jackknifed: Bool = true) -> Estimated<EstimateWithError> {
    guard let p = share.value else { return .undefined(.noUnits) }
    if Clusters.areTooFew(min(egos, alters)) { return .undefined(.fewClusters) }
    let variance = cautiousVariance(jackknifed: jackknifed)
    guard let v = variance.value else { return .undefined(variance.reason ?? .noUnits) }
    if v == 0 { return .undefined(.noVariation) }
    return .value(
      EstimateWithError(estimate: p, standardError: v.squareRoot(), degrees: degrees))
  }
}
