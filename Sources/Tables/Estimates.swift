/// Ratios of a table's sums with their bootstrap intervals, and what the notes must say of them.
struct Estimates {
  private let totals: [Double]
  private let replicates: Replicates
  /// Most undefined replicates of one printed interval.
  private(set) var undefined = 0
  private(set) var hasFewClusters = false

  init(_ contributions: Contributions, _ settings: TableSettings, purpose: String) throws {
    totals = contributions.totals
    let seed = Poisson.seed(settings.seed, purpose: purpose)
    replicates = try Bootstrap(seed: seed, replicates: settings.replicates)
      .run(contributions, jobs: settings.jobs)
  }

  /// Sum `a` over sum `b`; nil where the denominator is 0.
  func value(_ sums: (Int, Int)) -> Number? { .share(totals[sums.0], of: totals[sums.1]) }

  /// A share in per cent with its interval; `clusters` are distinct persons.
  mutating func percent(_ sums: (Int, Int), clusters: Int, else reason: NoValue) -> Cell {
    guard let value = value(sums) else { return .percent(nil, else: reason) }
    return .percent(value, spread: spread(replicates.ratios(sums.0, over: sums.1), clusters))
  }

  /// The difference of two ratios.
  mutating func difference(_ a: (Int, Int), _ b: (Int, Int), clusters: Int, else reason: NoValue)
    -> Cell
  {
    guard let x = value(a), let y = value(b) else { return .percent(nil, else: reason) }
    let drawn = zip(replicates.ratios(a.0, over: a.1), replicates.ratios(b.0, over: b.1)).map {
      first, second -> Double? in
      if let first, let second { return first - second }
      return nil
    }
    return .percent(.real(x.value - y.value), spread: spread(drawn, clusters))
  }

  private mutating func spread(_ drawn: [Double?], _ clusters: Int) -> Spread {
    let spread = Interval.percentile(drawn, clusters: clusters)
    guard case .interval = spread else { return spread }
    undefined = max(undefined, drawn.count { $0 == nil })
    if clusters < Interval.warnsBelow { hasFewClusters = true }
    return spread
  }

  /// The notes on the intervals.
  func notes(_ settings: TableSettings) -> [Phrase] {
    Notes.bootstrap(settings, undefined: undefined) + (hasFewClusters ? [Notes.fewClusters] : [])
  }
}
