/// Shares of posts with the interval that `interval` asks for; T3 prints these.
struct PostEstimates {
  let method: IntervalMethod
  private var estimates: Estimates
  private var persons: PersonSums
  /// Levels whose intervals rest on few persons.
  private(set) var few: Set<Int> = []

  init(
    _ contributions: Contributions, _ settings: TableSettings, table: String, purpose: String
  ) throws {
    method = try settings.method(.logit, of: table, not: .dyadic)
    var own = settings
    if method != .percentile { own.replicates = 0 }
    estimates = try Estimates(contributions, own, purpose: purpose)
    persons = PersonSums(contributions)
  }

  /// A share of level `level`; `clusters` are distinct persons.
  mutating func percent(_ ratio: Ratio, clusters: Int, level: Int) -> Cell {
    let cell = estimates.percent(ratio, clusters: clusters, else: .noUnits)
    guard case .number(let value, let percentile) = cell.state else { return cell }
    let spread: Spread
    if method == .percentile {
      spread = percentile ?? .none(.noReplicates)
    } else if Clusters.areTooFew(clusters) {
      spread = .none(.fewClusters)
    } else {
      switch persons.estimate(ratio, jackknifed: method == .logit) {
      case .value(let found):
        spread = Spread(method == .logit ? found.logitLimits() : .value(found.limits()))
      case .undefined(let reason): spread = .none(NoValue(reason))
      }
    }
    if case .interval = spread, !few.contains(level) {
      let isFew =
        Clusters.areFew(clusters) || persons.effective(ratio) < Clusters.warnsBelowEffective
      if isFew { few.insert(level) }
    }
    return .percent(value, spread: spread)
  }

  /// The notes on the intervals. `shown`: labels of levels of which anything is printed.
  func notes(_ settings: TableSettings, shown: [Int: Key]) -> [Phrase] {
    let notes =
      switch method {
      case .percentile: estimates.notes(settings, warnsOfFew: false)
      case .linearised: [Notes.linearised]
      default: [Notes.logit]
      }
    return notes + Notes.few(few.sorted().compactMap { shown[$0] })
  }
}
