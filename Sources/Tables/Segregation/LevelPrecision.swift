internal import Corpus
internal import Interactions

/// Analytic intervals of a level's share interethnic, clustered by ego and by ego and alter.
///
/// Design weights are those of the ego. Without direction both ends are ego, each of their own ties.
struct LevelPrecision: Sendable {
  let byEgo: ClusterRatio
  /// nil for ties without direction, whose ends are no two ways.
  let twoWay: TwoWayRatio?
  /// Of the share and of the ego mean: whoever two ties have in common, at whichever end. These
  /// cover best in simulated studies (`docs/validation.md`). nil for ties without direction.
  let dyadic: DyadicRatio?
  let meanDyadic: DyadicRatio?
  /// 1 / Σ p²: as how many alters with the same number of known ties they count.
  let effectiveAlters: Double

  init(_ pairs: PersonPairs, _ people: People, _ same: SamenessTable) {
    var parts = [(x: Double, n: Double)](repeating: (0, 0), count: people.all.count)
    var received = [Double](repeating: 0, count: people.all.count)
    var counts: [PairCount] = []
    for pair in pairs.pairs {
      let s = same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      if s.isNaN { continue }
      let n = Double(pair.count)
      func add(_ person: Int32) {
        let weight = people.all[Int(person)].weight
        parts[Int(person)].x += (1 - s) * n * weight
        parts[Int(person)].n += n * weight
      }
      add(pair.ego)
      received[Int(pair.alter)] += n
      if pairs.isDirected {
        let weight = people.all[Int(pair.ego)].weight
        counts.append(
          PairCount(ego: pair.ego, alter: pair.alter, x: (1 - s) * n * weight, n: n * weight))
      } else {
        add(pair.alter)
        received[Int(pair.ego)] += n
      }
    }
    byEgo = ClusterRatio(parts)
    twoWay = pairs.isDirected ? TwoWayRatio(counts) : nil
    dyadic = pairs.isDirected ? DyadicRatio(counts) : nil
    let weights = people.all.map(\.weight)
    meanDyadic =
      pairs.isDirected
      ? DyadicRatio(
        counts.map { count in
          // Each ego's ties weigh as much together as the ego does.
          let own = parts[Int(count.ego)].n / weights[Int(count.ego)]
          return PairCount(
            ego: count.ego, alter: count.alter, x: count.x / own, n: count.n / own)
        }) : nil
    let total = received.reduce(0, +)
    let squares = received.reduce(0) { $0 + $1 * $1 }
    effectiveAlters = squares > 0 ? total * total / squares : 0
  }

  /// Whether the alters make the interval by ego too narrow: few of them get most of the ties, or
  /// the two-way error is a tenth larger.
  var isConcentrated: Bool {
    guard let twoWay, let one = twoWay.egoVariance.value, let two = twoWay.cautiousVariance.value
    else { return false }
    return two > one * 1.21 || effectiveAlters < Double(Clusters.warnsBelow)
  }
}

/// What unknown groups could make of a level's share, and the sampling error of both ends.
struct LevelBounds: Sendable {
  let naive: Bounds?
  /// nil where somebody has several groups.
  let sharp: Bounds?
  /// Of the naive bounds, after Imbens and Manski; dyadic errors of both ends.
  let interval: Estimated<Limits>

  init(
    naive: Bounds?, sharp: Bounds?, _ pairs: PersonPairs, _ people: People, _ same: SamenessTable
  ) {
    self.naive = naive
    self.sharp = sharp
    guard let naive else {
      interval = .undefined(.noUnits)
      return
    }
    var (lower, upper) = ([PairCount](), [PairCount]())
    for pair in pairs.pairs {
      let s = same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      let n = Double(pair.count)
      // Without direction both ends are ego.
      for (ego, alter) in pairs.isDirected
        ? [(pair.ego, pair.alter)] : [(pair.ego, pair.alter), (pair.alter, pair.ego)]
      {
        lower.append(PairCount(ego: ego, alter: alter, x: s.isNaN ? 0 : (1 - s) * n, n: n))
        upper.append(PairCount(ego: ego, alter: alter, x: s.isNaN ? n : (1 - s) * n, n: n))
      }
    }
    let (low, high) = (DyadicRatio(lower), DyadicRatio(upper))
    if Clusters.areTooFew(min(low.egos, low.alters)) {
      interval = .undefined(.fewClusters)
    } else if let a = low.cautiousVariance().value?.squareRoot(),
      let b = high.cautiousVariance().value?.squareRoot()
    {
      let (from, to) = naive.interval(lowerError: a, upperError: b)
      interval = .value(Limits(low: from, high: to))
    } else {
      interval = .undefined(low.cautiousVariance().reason ?? .noUnits)
    }
  }
}
