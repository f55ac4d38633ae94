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
  /// Variances of the one-way forms, by ego and by alter.
  private let oneWay: [Estimated<Double>]

  /// - Parameter counts: in any order; a pair may stand several times. Egos and alters are numbered
  ///   alike: ego 3 and alter 3 are one person.
  ///
  /// Cost: a sort of the pairs, and an array as long as the highest number.
  package init(_ counts: [PairCount]) {
    let sorted = counts.filter { $0.n > 0 }.sorted {
      let a = (min($0.ego, $0.alter), max($0.ego, $0.alter), $0.ego, $0.n, $0.x)
      let b = (min($1.ego, $1.alter), max($1.ego, $1.alter), $1.ego, $1.n, $1.x)
      return a < b
    }
    let n = sorted.reduce(0) { $0 + $1.n }
    let p = n > 0 ? sorted.reduce(0) { $0 + $1.x } / n : 0
    let size = Int(sorted.reduce(-1) { max($0, $1.ego, $1.alter) }) + 1
    var byEgo = [(x: Double, n: Double)](repeating: (0, 0), count: size)
    var byAlter = byEgo
    var sums = [Double](repeating: 0, count: size)
    var pairSquares = 0.0
    var pairSum = 0.0
    var last: (Int32, Int32)?
    for count in sorted {
      let score = count.x - p * count.n
      byEgo[Int(count.ego)].x += count.x
      byEgo[Int(count.ego)].n += count.n
      byAlter[Int(count.alter)].x += count.x
      byAlter[Int(count.alter)].n += count.n
      sums[Int(count.ego)] += score
      if count.alter != count.ego { sums[Int(count.alter)] += score }
      let pair = (min(count.ego, count.alter), max(count.ego, count.alter))
      if let last, last == pair {
        pairSum += score
      } else {
        pairSquares += pairSum * pairSum
        pairSum = score
      }
      // Ties with oneself are in one sum only, and are taken off nowhere.
      if pair.0 == pair.1 { pairSum = 0 }
      last = pair
    }
    pairSquares += pairSum * pairSum
    let (egoRatio, alterRatio) = (ClusterRatio(byEgo), ClusterRatio(byAlter))
    share = egoRatio.share
    egos = egoRatio.clusters
    alters = alterRatio.clusters
    let g = byEgo.indices.count { byEgo[$0].n > 0 || byAlter[$0].n > 0 }
    persons = g
    oneWay = [egoRatio.variance, alterRatio.variance]
    guard n > 0 else {
      variance = .undefined(.noUnits)
      return
    }
    guard g > 1 else {
      variance = .undefined(.fewClusters)
      return
    }
    let squares = sums.reduce(0) { $0 + $1 * $1 } - pairSquares
    variance =
      squares > 0
      ? .value(Double(g) / Double(g - 1) * squares / (n * n)) : .undefined(.negativeVariance)
  }

  /// Of t: the fewer of egos and alters, less one.
  package var degrees: Double { Double(max(0, min(egos, alters) - 1)) }
  package var hasFewClusters: Bool { Clusters.areFew(min(egos, alters)) }

  /// The larger of this variance and the one-way ones, so that it never claims more than they do.
  package var cautiousVariance: Estimated<Double> {
    guard let e = oneWay[0].value, let a = oneWay[1].value else {
      return .undefined(oneWay[0].reason ?? oneWay[1].reason ?? .noUnits)
    }
    return .value(max(e, a, variance.value ?? 0))
  }

  /// p ± t · SE by ``cautiousVariance``. Undefined with fewer than ten egos or alters.
  package func limits(confidence: Double = 0.95) -> Estimated<Limits> {
    guard let p = share.value else { return .undefined(.noUnits) }
    if Clusters.areTooFew(min(egos, alters)) { return .undefined(.fewClusters) }
    guard let v = cautiousVariance.value else {
      return .undefined(cautiousVariance.reason ?? .noUnits)
    }
    if v == 0 { return .undefined(.noVariation) }
    return .value(
      EstimateWithError(estimate: p, standardError: v.squareRoot(), degrees: degrees)
        .limits(confidence: confidence))
  }
}
