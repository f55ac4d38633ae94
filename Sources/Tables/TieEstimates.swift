internal import Corpus

/// The headline estimates of ties by slot: share, mean over egos, observed − expected, each with the
/// interval that `interval` asks for. T5 and T13 print these.
struct TieEstimates {
  enum Headline { case share, userMean, difference }

  let method: IntervalMethod
  private var estimates: Estimates
  private var persons: PersonSums
  /// By slot; empty unless the method is dyadic.
  private let headlines: [TieHeadlines]
  private let sums: TieSums
  /// Slots whose intervals rest on few persons.
  private(set) var few: Set<Int> = []

  /// Cost: replicates for percentiles; for dyadic errors three counting passes over the ties and
  /// a walk over those of each slot.
  init(
    _ ties: TieTable, _ cells: TieCells, _ contrast: Contrast, _ sums: TieSums,
    _ settings: TableSettings
  ) throws {
    method = try settings.method(.dyadic, of: InterethnicShare().name, not: .logit)
    self.sums = sums
    var own = settings
    if method != .percentile { own.replicates = 0 }
    // T13 draws as T5 does, so that its baseline and T5 agree.
    estimates = try Estimates(sums.contributions, own, purpose: InterethnicShare().name)
    persons = PersonSums(sums.contributions)
    if method == .dyadic {
      let pairs = TiePairs(ties, cells, contrast)
      headlines = try Crew.map(cells.slotCount, jobs: settings.jobs) { pairs.headlines($0) }
    } else {
      headlines = []
    }
  }

  /// The share expected by relabelling; nil where it is not defined.
  func expected(_ slot: Int) -> Number? {
    sums.counts[slot].hasExpected ? estimates.value(sums.expected(slot)) : nil
  }

  mutating func cell(_ headline: Headline, _ slot: Int) -> Cell {
    let egos = sums.counts[slot].egos.known
    let (share, mean, expected) = (sums.share(slot), sums.userMean(slot), sums.expected(slot))
    if headline == .difference, self.expected(slot) == nil {
      return Cell(.missing(.noTies), .percent)
    }
    let cell: Cell
    switch headline {
    case .share: cell = estimates.percent(share, clusters: egos, else: .noTies)
    case .userMean: cell = estimates.percent(mean, clusters: egos, else: .noTies)
    case .difference:
      cell = estimates.difference(share, expected, clusters: egos, else: .noTies)
    }
    guard case .number(let value, let percentile) = cell.state else { return cell }
    let spread: Spread
    switch method {
    case .percentile: spread = percentile ?? .none(.noReplicates)
    case .dyadic: spread = dyadic(headline, headlines[slot])
    default:
      let found =
        switch headline {
        case .share: persons.estimate(share)
        case .userMean: persons.estimate(mean)
        case .difference: persons.difference(share, expected)
        }
      spread = Spread(found.map { $0.limits() })
    }
    if case .interval = spread {
      let isFew =
        method == .dyadic
        ? headlines[slot].restsOnFew
        : Clusters.areFew(egos) || persons.effective(share) < Clusters.warnsBelowEffective
      if isFew { few.insert(slot) }
    }
    return .percent(value, spread: spread)
  }

  private func dyadic(_ headline: Headline, _ own: TieHeadlines) -> Spread {
    switch headline {
    case .share: Spread(own.share.logitLimits())
    case .userMean: Spread(own.userMean.logitLimits())
    case .difference: Spread(own.difference.limits())
    }
  }

  /// The notes on the intervals. `shown`: labels of slots whose share is printed.
  func notes(_ settings: TableSettings, shown: [Int: Key]) -> [Phrase] {
    var notes: [Phrase]
    switch method {
    case .percentile:
      notes = estimates.notes(settings, warnsOfFew: false) + [Notes.heldAlters]
    case .linearised: notes = [Notes.linearised, Notes.heldAlters]
    default: notes = [Notes.dyadic]
    }
    notes += Notes.few(few.sorted().compactMap { shown[$0] })
    return notes
  }
}

extension TableSettings {
  /// The method asked for, or `usual`, which covers best for this table.
  /// - Throws: `Complaint` (78) for a method that this table cannot use.
  func method(_ usual: IntervalMethod, of table: String, not refused: IntervalMethod) throws
    -> IntervalMethod
  {
    guard let interval else { return usual }
    guard interval != refused else {
      let have = IntervalMethod.allCases.filter { $0 != refused }.map(\.rawValue)
      throw Complaint(
        "interval: table \(table) has no '\(interval.rawValue)' (have:"
          + " \(have.joined(separator: ", ")))", status: .configuration)
    }
    return interval
  }
}
