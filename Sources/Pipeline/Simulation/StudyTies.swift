import Corpus
import Interactions
import Tables

/// A simulated study's ties as the kernels of tables take them, without files between.
struct StudyTies {
  let study: SimulatedStudy
  /// Interethnic and all known ties of each user.
  private(set) var known: [(x: Double, n: Double)]
  /// The same of all ties where every unknown one is intra-ethnic, is interethnic.
  private(set) var lowest: [(x: Double, n: Double)]
  private(set) var highest: [(x: Double, n: Double)]
  private(set) var pairs: [PairCount] = []
  /// Of the complete data.
  private(set) var share: Double?

  init(_ study: SimulatedStudy) {
    self.study = study
    known = Array(repeating: (0, 0), count: study.settings.users)
    lowest = known
    highest = known
    pairs.reserveCapacity(study.replies.count)
    var inter = 0
    for reply in study.replies {
      let ego = Int(reply.ego)
      let crosses = study.isInter(reply)
      if crosses { inter += 1 }
      lowest[ego].n += 1
      highest[ego].n += 1
      guard study.persons[Int(reply.alter)].isKnown else {
        highest[ego].x += 1
        continue
      }
      let x: Double = crosses ? 1 : 0
      known[ego].x += x
      known[ego].n += 1
      lowest[ego].x += x
      highest[ego].x += x
      pairs.append(PairCount(ego: reply.ego, alter: reply.alter, x: x, n: 1))
    }
    share = study.replies.isEmpty ? nil : Double(inter) / Double(study.replies.count)
  }

  /// The percentile intervals of table T5: share, and mean over egos.
  func percentiles(replicates: Int, seed: UInt64) throws -> (share: Limits?, egoMean: Limits?) {
    var contributions = Contributions(width: 4)
    for (user, part) in known.enumerated() where part.n > 0 {
      contributions.add(part.n, to: 0)
      contributions.add(part.x, to: 1)
      contributions.add(part.x / part.n, to: 2)
      contributions.add(1, to: 3)
      contributions.end(person: "p\(user)")
    }
    let drawn = try Bootstrap(
      seed: Poisson.seed(seed, purpose: "interethnic-share"), replicates: replicates
    ).run(contributions)
    let egos = known.count { $0.n > 0 }
    func limits(_ above: Int, over below: Int) -> Limits? {
      guard
        case .interval(let low, let high) = Interval.percentile(
          drawn.ratios(above, over: below), clusters: egos)
      else { return nil }
      return Limits(low: low.value, high: high.value)
    }
    return (limits(1, over: 0), limits(2, over: 3))
  }

  /// The t interval of the mean over egos.
  var egoMean: Limits? {
    let shares = UserShares(known)
    guard let mean = shares.mean.value, let error = shares.standardError.value,
      !Clusters.areTooFew(shares.users), error > 0
    else { return nil }
    return EstimateWithError(
      estimate: mean, standardError: error, degrees: Double(shares.users - 1)
    ).limits()
  }

  /// The pairs with each ego's ties weighted to 1 in all: their share is the mean over egos.
  var egoMeanPairs: [PairCount] {
    pairs.map { pair in
      let n = known[Int(pair.ego)].n
      return PairCount(ego: pair.ego, alter: pair.alter, x: pair.x / n, n: 1 / n)
    }
  }

  /// Imbens and Manski's interval of the share behind the naive bounds.
  func aroundBounds(isDyadic: Bool) -> Limits? {
    let (low, high) = (ClusterRatio(lowest), ClusterRatio(highest))
    guard let a = low.share.value, let b = high.share.value, !Clusters.areTooFew(low.clusters)
    else { return nil }
    var errors = (low.standardError.value, high.standardError.value)
    if isDyadic {
      func error(unknown: Double) -> Double? {
        let counts = study.replies.map { reply in
          let isKnown = study.persons[Int(reply.alter)].isKnown
          return PairCount(
            ego: reply.ego, alter: reply.alter,
            x: isKnown ? (study.isInter(reply) ? 1 : 0) : unknown, n: 1)
        }
        return DyadicRatio(counts).cautiousVariance().value?.squareRoot()
      }
      errors = (error(unknown: 0), error(unknown: 1))
    }
    guard let s = errors.0, let t = errors.1 else { return nil }
    let ends = Bounds(lower: a, upper: b, isSharp: false)
      .interval(lowerError: s, upperError: t)
    return Limits(low: ends.lower, high: ends.upper)
  }

  /// What relabelling the participants of known group gives: 1 − Σ n_g (n_g − 1) / (n (n − 1)).
  var expected: Double? {
    var takesPart = [Bool](repeating: false, count: study.persons.count)
    for reply in study.replies {
      takesPart[Int(reply.ego)] = true
      takesPart[Int(reply.alter)] = true
    }
    var sizes = [Double](repeating: 0, count: study.settings.groups.count)
    for (person, takesPart) in zip(study.persons, takesPart) where takesPart && person.isKnown {
      sizes[Int(person.group)] += 1
    }
    let n = sizes.reduce(0, +)
    return n > 1 ? 1 - sizes.reduce(0) { $0 + $1 * ($1 - 1) } / (n * (n - 1)) : nil
  }

  /// People of the study, whose unknown ones are unknown.
  var people: People {
    var people = People()
    people.memberships =
      [.unknown]
      + study.settings.groups.map {
        People.Membership([.init(group: $0.name, weight: 1)])
      }
    people.all = study.persons.enumerated().map { number, person in
      People.Person(
        name: "p\(number)", membership: person.isKnown ? Int32(person.group) + 1 : 0)
    }
    return people
  }

  /// Naive and sharp bounds of the share.
  var bounds: (naive: Bounds, sharp: Bounds)? {
    let people = self.people
    var count = BoundsCount(people, SamenessTable(people, .overlap))
    for reply in study.replies { count.add(ego: reply.ego, alter: reply.alter) }
    let inter = known.reduce(0) { $0 + $1.x }
    let all = known.reduce(0) { $0 + $1.n }
    guard let sharp = count.bounds(),
      let naive = Bounds.naive(
        inter: inter, intra: all - inter, unknown: study.replies.count - Int(all))
    else { return nil }
    return (naive, sharp)
  }

  /// The test against relabelling of the participants.
  func relabelling(draws: Int, seed: UInt64) -> DrawTest? {
    let people = self.people
    var takesPart = [Bool](repeating: false, count: people.all.count)
    for reply in study.replies {
      takesPart[Int(reply.ego)] = true
      takesPart[Int(reply.alter)] = true
    }
    let persons = takesPart.indices.filter { takesPart[$0] }.map { Int32($0) }
    let relabelling = Relabelling(
      sets: [study.replies.map { .init(ego: $0.ego, alter: $0.alter, stratum: 0) }],
      strata: [TieTable.Stratum(name: "all", persons: persons)], people: people,
      same: SamenessTable(people, .overlap), seed: seed)
    return relabelling.test(0, draws: relabelling.draws(0..<draws)[0])
  }

  /// Kish's effective numbers of egos and of alters: (Σn)² / Σn², n their known ties.
  var effective: (egos: Double, alters: Double) {
    var received = [Double](repeating: 0, count: study.persons.count)
    for pair in pairs { received[Int(pair.alter)] += 1 }
    func kish(_ counts: [Double]) -> Double {
      let sum = counts.reduce(0, +)
      let squares = counts.reduce(0) { $0 + $1 * $1 }
      return squares > 0 ? sum * sum / squares : 0
    }
    return (kish(known.map(\.n)), kish(received))
  }
}
