/// A tie count by ego and alter: x of n ties of this pair have a feature.
package struct PairCount: Sendable, Equatable {
  package var ego: Int32
  package var alter: Int32
  package var x: Double
  package var n: Double

  package init(ego: Int32, alter: Int32, x: Double, n: Double) {
    self.ego = ego
    self.alter = alter
    self.x = x
    self.n = n
  }
}

/// A share of ties whose egos and alters both repeat: V(ego) + V(alter) − V(pair), each linearised as
/// in ``ClusterRatio`` with its own G/(G − 1) (Cameron, Gelbach & Miller 2011).
package struct TwoWayRatio: Sendable, Equatable {
  package let share: Estimated<Double>
  package let egos: Int
  package let alters: Int
  package let egoVariance: Estimated<Double>
  package let alterVariance: Estimated<Double>
  /// Undefined where it comes out at zero or below although the ties differ.
  package let variance: Estimated<Double>

  /// - Parameter counts: in any order; a pair may stand several times.
  ///
  /// Cost: two sorts of the pairs.
  package init(_ counts: [PairCount]) {
    let sorted = counts.filter { $0.n > 0 }.sorted {
      if $0.ego != $1.ego { return $0.ego < $1.ego }
      if $0.alter != $1.alter { return $0.alter < $1.alter }
      return ($0.n, $0.x) < ($1.n, $1.x)
    }
    let order = sorted.indices.sorted {
      let (a, b) = (sorted[$0].alter, sorted[$1].alter)
      return a == b ? $0 < $1 : a < b
    }
    func ratio(_ order: some Sequence<Int>, together: (PairCount, PairCount) -> Bool)
      -> ClusterRatio
    {
      var parts: [(x: Double, n: Double)] = []
      var last: PairCount?
      for index in order {
        let count = sorted[index]
        if let last, together(last, count) {
          parts[parts.count - 1].x += count.x
          parts[parts.count - 1].n += count.n
        } else {
          parts.append((count.x, count.n))
        }
        last = count
      }
      return ClusterRatio(parts)
    }
    let byEgo = ratio(sorted.indices) { $0.ego == $1.ego }
    let byAlter = ratio(order) { $0.alter == $1.alter }
    let byPair = ratio(sorted.indices) { $0.ego == $1.ego && $0.alter == $1.alter }
    share = byEgo.share
    egos = byEgo.clusters
    alters = byAlter.clusters
    egoVariance = byEgo.variance
    alterVariance = byAlter.variance
    guard let e = byEgo.variance.value, let a = byAlter.variance.value,
      let p = byPair.variance.value
    else {
      variance = .undefined(
        byEgo.variance.reason ?? byAlter.variance.reason ?? byPair.variance.reason
          ?? .noUnits)
      return
    }
    let sum = e + a - p
    variance = sum > 0 ? .value(sum) : .undefined(.negativeVariance)
  }

  /// Of t: the fewer of egos and alters, less one.
  package var degrees: Double { Double(max(0, min(egos, alters) - 1)) }
  package var hasFewClusters: Bool { Clusters.areFew(min(egos, alters)) }

  /// The variance to print: the two-way one, or the larger of the one-way ones where that is larger
  /// or the two-way one is not positive (so that it never claims more than either way does).
  package var cautiousVariance: Estimated<Double> {
    guard let e = egoVariance.value, let a = alterVariance.value else {
      return .undefined(egoVariance.reason ?? alterVariance.reason ?? .noUnits)
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
