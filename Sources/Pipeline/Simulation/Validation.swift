import Corpus
import Interactions
import Tables

/// How often the intervals, bounds and tests of the tables are right, over simulated studies whose
/// truth is known. A bench run: `make validate`; the figures stand in `docs/validation.md`.
package struct Validation: Sendable {
  /// A kind of study.
  package struct Cell: Sendable, Equatable {
    package let users: Int
    package let gini: Double
    package let concentration: Double
  }

  /// An interval and what it is of.
  package enum Estimator: String, Sendable, CaseIterable {
    case sharePercentile = "share: percentile by ego"
    case shareEgo = "share: t by ego"
    case shareTwoWay = "share: t two-way"
    case shareDyadic = "share: t dyadic"
    case shareJackknife = "share: t dyadic jackknife"
    case shareLogit = "share: dyadic jackknife logit"
    case meanPercentile = "ego mean: percentile by ego"
    case meanEgo = "ego mean: t by ego"
    case meanTwoWay = "ego mean: t two-way"
    case meanDyadic = "ego mean: t dyadic"
    case meanJackknife = "ego mean: t dyadic jackknife"
    case meanLogit = "ego mean: dyadic jackknife logit"
    case differenceEgo = "observed - expected: percentile by ego"
    case differenceJackknife = "observed - expected: t dyadic jackknife"
    case aroundBounds = "bounds: Imbens-Manski by ego"
    case aroundBoundsDyadic = "bounds: Imbens-Manski dyadic"
  }

  /// What the studies of one cell gave.
  package struct Outcome: Sendable, Equatable {
    package var covers = Array(repeating: MonteCarlo(), count: Estimator.allCases.count)
    package var widths = Array(repeating: MonteCarlo(), count: Estimator.allCases.count)
    /// Estimate less truth: share, ego mean.
    package var bias = [MonteCarlo(), MonteCarlo()]
    package var naiveHolds = MonteCarlo()
    package var sharpHolds = MonteCarlo()
    package var sharpWidth = MonteCarlo()
    /// p ≤ .05 without homophily: to either side, below, above.
    package var rejects = Array(repeating: MonteCarlo(), count: 3)
    package var egos = MonteCarlo()
    package var alters = MonteCarlo()
    package var ties = MonteCarlo()
    package var giniOfTies = MonteCarlo()

    package mutating func combine(_ other: Outcome) {
      for i in covers.indices {
        covers[i].combine(other.covers[i])
        widths[i].combine(other.widths[i])
      }
      for i in bias.indices { bias[i].combine(other.bias[i]) }
      for i in rejects.indices { rejects[i].combine(other.rejects[i]) }
      naiveHolds.combine(other.naiveHolds)
      sharpHolds.combine(other.sharpHolds)
      sharpWidth.combine(other.sharpWidth)
      egos.combine(other.egos)
      alters.combine(other.alters)
      ties.combine(other.ties)
      giniOfTies.combine(other.giniOfTies)
    }
  }

  package let base: SimulationSettings
  package let studies: Int
  package let replicates: Int
  package let draws: Int
  package let seed: UInt64

  package init(
    _ base: SimulationSettings = SimulationSettings(), studies: Int, replicates: Int, draws: Int,
    seed: UInt64
  ) {
    self.base = base
    self.studies = studies
    self.replicates = replicates
    self.draws = draws
    self.seed = seed
  }

  /// Users × Gini × concentration.
  package static func cells(users: [Int], gini: [Double], concentration: [Double]) -> [Cell] {
    users.flatMap { users in
      gini.flatMap { gini in
        concentration.map { Cell(users: users, gini: gini, concentration: $0) }
      }
    }
  }

  /// The studies of one cell. The result does not depend on `jobs`.
  package func run(_ cell: Cell, jobs: Int) throws -> Outcome {
    var settings = base
    settings.users = cell.users
    settings.gini = cell.gini
    settings.concentration = cell.concentration
    try settings.check()
    let model = settings
    let truth = SimulationEstimands(model).share
    let start = SimulationDraws.start(
      seed, "validate-\(cell.users)-\(cell.gini)-\(cell.concentration)")
    let outcomes = try Crew.map(studies, jobs: jobs) { number in
      var seeds = SimulationDraws(start: start, number: number)
      return try one(
        model, truth, seed: UInt64(seeds.below(1 << 62)), nullSeed: UInt64(seeds.below(1 << 62)))
    }
    return outcomes.reduce(into: Outcome()) { $0.combine($1) }
  }

  private func one(
    _ settings: SimulationSettings, _ truth: Double, seed: UInt64, nullSeed: UInt64
  ) throws -> Outcome {
    var outcome = Outcome()
    let ties = StudyTies(try SimulatedStudy(settings, seed: seed))
    let drawn = try ties.percentiles(replicates: replicates, seed: seed)
    let dyadic = (
      share: DyadicRatio(ties.pairs), egoMean: DyadicRatio(ties.egoMeanPairs)
    )
    let expected = ties.expected
    let limits: [Limits?] = Estimator.allCases.map { estimator in
      switch estimator {
      case .sharePercentile: drawn.share
      case .shareEgo: ClusterRatio(ties.known).limits().value
      case .shareTwoWay: TwoWayRatio(ties.pairs).limits().value
      case .shareDyadic: dyadic.share.limits(jackknifed: false).value
      case .shareJackknife: dyadic.share.limits().value
      case .shareLogit: dyadic.share.logitLimits().value
      case .meanPercentile: drawn.egoMean
      case .meanEgo: ties.egoMean
      case .meanTwoWay: TwoWayRatio(ties.egoMeanPairs).limits().value
      case .meanDyadic: dyadic.egoMean.limits(jackknifed: false).value
      case .meanJackknife: dyadic.egoMean.limits().value
      case .meanLogit: dyadic.egoMean.logitLimits().value
      case .differenceEgo: Self.moved(drawn.share, expected)
      case .differenceJackknife: Self.moved(dyadic.share.limits().value, expected)
      case .aroundBounds: ties.aroundBounds(isDyadic: false)
      case .aroundBoundsDyadic: ties.aroundBounds(isDyadic: true)
      }
    }
    let estimands = SimulationEstimands(settings)
    for (number, limits) in limits.enumerated() {
      guard let limits else { continue }
      let isDifference = [.differenceEgo, .differenceJackknife].contains(
        Estimator.allCases[number])
      let truth = isDifference ? estimands.share - estimands.chance : truth
      outcome.covers[number].add(limits.low <= truth && truth <= limits.high)
      outcome.widths[number].add(limits.high - limits.low)
    }
    if let share = ClusterRatio(ties.known).share.value { outcome.bias[0].add(share - truth) }
    let shares = UserShares(ties.known)
    if let mean = shares.mean.value { outcome.bias[1].add(mean - truth) }
    if let gini = shares.gini.value { outcome.giniOfTies.add(gini) }
    if let share = ties.share, let bounds = ties.bounds {
      func holds(_ bounds: Bounds) -> Bool {
        bounds.lower <= share + 1e-12 && share <= bounds.upper + 1e-12
      }
      outcome.naiveHolds.add(holds(bounds.naive))
      outcome.sharpHolds.add(holds(bounds.sharp))
      outcome.sharpWidth.add(bounds.sharp.upper - bounds.sharp.lower)
    }
    let effective = ties.effective
    outcome.egos.add(effective.egos)
    outcome.alters.add(effective.alters)
    outcome.ties.add(Double(ties.study.replies.count))
    if draws > 0 {
      let null = StudyTies(try SimulatedStudy(settings.withoutHomophily, seed: nullSeed))
      if let test = null.relabelling(draws: draws, seed: nullSeed) {
        for (number, p) in [test.pTwoSided, test.pLower, test.pUpper].enumerated() {
          outcome.rejects[number].add(p <= 0.05)
        }
      }
    }
    return outcome
  }

  /// The interval of observed − expected, with the participants held fixed: a number is taken off.
  private static func moved(_ limits: Limits?, _ expected: Double?) -> Limits? {
    guard let limits, let expected else { return nil }
    return Limits(low: limits.low - expected, high: limits.high - expected)
  }
}
