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

  /// The ratio in the data; nil where the denominator is 0.
  func value(_ ratio: Ratio) -> Number? {
    .share(
      ratio.numerators.reduce(0) { $0 + totals[$1] },
      of: ratio.denominators.reduce(0) { $0 + totals[$1] })
  }

  /// A share in per cent with its interval; `clusters` are distinct persons.
  mutating func percent(_ ratio: Ratio, clusters: Int, else reason: NoValue) -> Cell {
    guard let value = value(ratio) else { return .percent(nil, else: reason) }
    return .percent(value, spread: spread(replicates.ratios(ratio), clusters))
  }

  /// A mean or other ratio that is no share, with its interval.
  mutating func number(
    _ ratio: Ratio, _ format: NumberFormat, clusters: Int, else reason: NoValue
  ) -> Cell {
    guard let value = value(ratio) else { return .number(nil, format, else: reason) }
    return .number(
      value, format, spread: spread(replicates.ratios(ratio), clusters), else: reason)
  }

  /// The difference of two ratios.
  mutating func difference(_ a: Ratio, _ b: Ratio, clusters: Int, else reason: NoValue)
    -> Cell
  {
    guard let x = value(a), let y = value(b) else { return .percent(nil, else: reason) }
    let drawn = zip(replicates.ratios(a), replicates.ratios(b)).map {
      first, second -> Double? in
      if let first, let second { return first - second }
      return nil
    }
    return .percent(.real(x.value - y.value), spread: spread(drawn, clusters))
  }

  /// One ratio over another, as a plain number.
  mutating func quotient(_ a: Ratio, _ b: Ratio, clusters: Int, else reason: NoValue) -> Cell {
    guard let x = value(a), let y = value(b), y.value > 0 else {
      return Cell(.missing(reason), .decimals(3))
    }
    let drawn = zip(replicates.ratios(a), replicates.ratios(b)).map {
      first, second -> Double? in
      if let first, let second, second > 0 { return first / second }
      return nil
    }
    return .number(
      .real(x.value / y.value), .decimals(3), spread: spread(drawn, clusters), else: reason)
  }

  /// Any number made of the sums, in the data and in every replicate; nil is undefined there.
  mutating func derived(
    _ format: NumberFormat, clusters: Int, level: Double = 0.95, else reason: NoValue,
    _ measure: ((Int) -> Double) -> Double?
  ) -> Cell {
    guard let value = measure({ totals[$0] }) else { return Cell(.missing(reason), format) }
    let drawn = (0..<replicates.count).map { replicate in
      measure { replicates[$0, replicate] }
    }
    return Cell(.number(.real(value), spread(drawn, clusters, level: level)), format)
  }

  /// A measure of sums, with its interval; `clusters` are distinct persons.
  mutating func measure(
    _ format: NumberFormat, clusters: Int,
    _ measure: (_ sum: (Int) -> Double) -> Estimated<Double>
  ) -> Cell {
    switch measure({ totals[$0] }) {
    case .undefined(let reason): return Cell(.missing(NoValue(reason)), format)
    case .value(let value):
      let drawn = (0..<replicates.count).map { replicate in
        measure { replicates[$0, replicate] }.value
      }
      return Cell(.number(.real(value), spread(drawn, clusters)), format)
    }
  }

  private mutating func spread(
    _ drawn: [Double?], _ clusters: Int, level: Double = 0.95
  ) -> Spread {
    let spread = Interval.percentile(drawn, clusters: clusters, level: level)
    guard case .interval = spread else { return spread }
    undefined = max(undefined, drawn.count { $0 == nil })
    if clusters < Interval.warnsBelow { hasFewClusters = true }
    return spread
  }

  /// The notes on the intervals.
  func notes(_ settings: TableSettings, warnsOfFew: Bool = true) -> [Phrase] {
    Notes.bootstrap(settings, undefined: undefined)
      + (hasFewClusters && warnsOfFew ? [Notes.fewClusters] : [])
  }
}
