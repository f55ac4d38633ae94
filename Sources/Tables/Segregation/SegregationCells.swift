internal import Corpus
internal import Interactions

/// The cells of T7 by measure, level and group of the ego.
struct SegregationCells: Sendable {
  let cells: TieCells
  let world: SegregationWorld
  let sums: TieSums
  /// In the order of ``Sameness/allCases``: share and expected share under each semantics.
  private let semantics: [(share: [Number?], expected: [Number?])]
  let groupSums: GroupTieSums
  let levels: [LevelMeasures]
  let draws: SegregationDraws
  let hidden: SegregationSuppression
  private(set) var estimates: Estimates

  init(
    _ material: Material, _ ties: TieTable, _ cells: TieCells, _ settings: TableSettings,
    _ rule: Disclosure
  ) throws {
    self.cells = cells
    let world = SegregationWorld(material, ties, cells, settings)
    self.world = world
    var levels = try Crew.map(cells.slotCount, jobs: settings.jobs) {
      LevelMeasures(world, slot: $0)
    }
    for slot in levels.indices.dropFirst() { levels[slot].take(atRiskOf: levels[0]) }
    self.levels = levels
    draws = try SegregationDraws(world, levels)
    let contrast = Contrast(ties)
    let units = Units(material)
    let sums = TieSums(cells, ties, contrast, units)
    self.sums = sums
    let others = Sameness.allCases.map { same -> TieSums in
      if same == ties.sameness || !cells.vectors.areMixed { return sums }
      var ties = ties
      ties.sameness = same
      return TieSums(cells, ties, Contrast(ties), units)
    }
    semantics = others.map(Self.headlines)
    groupSums = GroupTieSums(cells, ties, contrast, OwnChance(ties, contrast), units)
    estimates = try Estimates(groupSums.contributions, settings, purpose: "segregation-summary")
    let mixed = ties.people.all.count {
      ties.people.memberships[Int($0.membership)].parts.count > 1
    }
    let named = zip(Sameness.allCases, others).compactMap { same, sums in
      same == ties.sameness || !cells.vectors.areMixed ? nil : (name: same.rawValue, sums: sums)
    }
    hidden = SegregationSuppression(
      sums, others: named, groupSums, mixed: mixed, rule, units, isDirected: ties.isDirected)
  }

  private static func headlines(_ sums: TieSums) -> (share: [Number?], expected: [Number?]) {
    let totals = sums.contributions.totals
    func value(_ ratio: Ratio) -> Number? {
      .share(totals[ratio.numerators[0]], of: totals[ratio.denominators[0]])
    }
    let slots = sums.counts.indices
    return (
      slots.map { value(sums.share($0)) },
      slots.map { sums.counts[$0].hasExpected ? value(sums.expected($0)) : nil }
    )
  }

  /// Whether the share of a level is shown.
  func isShown(_ slot: Int, _ protection: Protection) -> Bool {
    hidden.share(slot, nil, protection) == nil
  }

  /// Slots with ties, in the order of the table.
  var rows: [Int] {
    [0]
      + cells.ranges.flatMap { split, slots in
        cells.present(split, slots) { sums.counts[$0].ties }
      }
  }

  mutating func cell(
    _ measure: SegregationMeasure, _ slot: Int, _ group: Int?, _ protection: Protection
  ) -> Cell {
    if group == nil ? measure.isOnlyOfGroups : !measure.isOfGroups { return .notApplicable }
    let level = levels[slot]
    switch measure {
    case .ties, .egos, .alters, .knownShare:
      let counted: TieFamily.Measure =
        switch measure {
        case .ties: .ties
        case .egos: .egos
        case .alters: .alters
        default: .known
        }
      return count(measure, slot, group).hidden(hidden.count(counted, slot, group, protection))
    case .share, .userMean, .ei, .expected, .difference, .ratio, .expectedEI:
      return estimate(measure, slot, group).hidden(hidden.share(slot, group, protection))
    case .coleman, .inbreeding:
      return homophily(measure, level, group ?? 0).hidden(hidden.share(slot, group, protection))
    case .spectral:
      guard let spectral = level.spectral else { return .notApplicable }
      let value = group.map { spectral.means[$0] } ?? spectral.mean
      let reason = hidden.mean(over: spectralNodes(spectral, group), slot, group, protection)
      return .measured(value, .decimals(3)).hidden(reason)
    case .bridgingUsers, .bridgingShare:
      let bridging = level.bridging
      let cell =
        measure == .bridgingUsers
        ? (bridging.persons > 0 ? Cell.count(bridging.bridging) : Cell(.missing(.noTies)))
        : .measured(bridging.bridgingShare, .percent)
      return cell.hidden(
        hidden.persons(bridging.bridging, of: bridging.persons, slot, protection))
    case .matrixShare, .assortativity, .assortativitySymmetrised, .expectedMargins,
      .differenceMargins, .ratioMargins:
      return whole(measure, level, slot).hidden(hidden.matrix(slot, protection))
    case .naiveBounds, .sharpBounds, .boundsInterval, .eiNaiveBounds, .eiSharpBounds:
      return whole(measure, level, slot).hidden(hidden.bounds(slot, protection))
    default:
      return whole(measure, level, slot).hidden(hidden.share(slot, nil, protection))
    }
  }

  mutating func cell(
    _ measure: SemanticsMeasure, _ slot: Int, _ protection: Protection
  ) -> Cell {
    func number(_ place: Int) -> Number? {
      let (share, expected) = (semantics[place].share[slot], semantics[place].expected[slot])
      switch measure.headline {
      case .share: return share
      case .expected: return expected
      case .ei: return share.map { .real(2 * $0.value - 1) }
      }
    }
    let format: NumberFormat = measure.headline == .ei ? .decimals(3) : .percent
    let reason: NoValue =
      measure.headline == .expected && semantics[0].share[slot] != nil ? .noPairs : .noTies
    let all = semantics.indices.compactMap(number)
    let cell: Cell
    if let place = measure.semantics {
      cell = .number(number(place), format, else: reason)
    } else if let low = all.min(by: { $0.value < $1.value }),
      let high = all.max(by: { $0.value < $1.value })
    {
      cell = Cell(.bounds(low, high), format)
    } else {
      cell = Cell(.missing(reason), format)
    }
    return cell.hidden(hidden.semantics(slot, protection))
  }

  private func spectralNodes(_ spectral: SpectralSegregation, _ group: Int?) -> Int {
    guard let group else { return spectral.nodes.count }
    let people = world.ties.people
    return spectral.nodes.count { node in
      let membership = Int(people.all[Int(node.person)].membership)
      return people.memberships[membership].parts[0].group == world.groups[group]
    }
  }

  private func count(_ measure: SegregationMeasure, _ slot: Int, _ group: Int?) -> Cell {
    if let group {
      let own = groupSums.count(slot, group)
      switch measure {
      case .ties: return .count(own.ties)
      case .egos: return .count(own.whole.egos.persons)
      case .alters: return .count(own.whole.alters.persons)
      default: return .percent(.share(own.known, of: own.ties), else: .noOutTies)
      }
    }
    let own = sums.counts[slot]
    switch measure {
    case .ties: return .count(own.ties)
    case .egos: return .count(own.egos.persons)
    case .alters: return .count(own.alters.persons)
    default: return .percent(.share(Double(own.known), of: Double(own.ties)), else: .noTies)
    }
  }

  /// What has a bootstrap interval.
  private mutating func estimate(
    _ measure: SegregationMeasure, _ slot: Int, _ group: Int?
  ) -> Cell {
    let share = groupSums.share(slot, group)
    let egos =
      group.map { groupSums.count(slot, $0).whole.egos.known }
      ?? sums.counts[slot].egos.known
    let none: NoValue = group == nil ? .noTies : .noOutTies
    let hasShare = estimates.value(share) != nil
    let hasExpected =
      group.map { groupSums.count(slot, $0).hasExpected } ?? sums.counts[slot].hasExpected
    let expected = groupSums.expected(slot, group)
    switch measure {
    case .share: return estimates.percent(share, clusters: egos, else: none)
    case .userMean:
      return estimates.percent(groupSums.userMean(slot, group), clusters: egos, else: none)
    case .ei: return Self.doubled(estimates.percent(share, clusters: egos, else: none))
    default: break
    }
    let format: NumberFormat =
      switch measure {
      case .ratio, .expectedEI: .decimals(3)
      default: .percent
      }
    guard hasShare else { return Cell(.missing(none), format) }
    guard hasExpected, let value = estimates.value(expected) else {
      return Cell(.missing(.noPairs), format)
    }
    switch measure {
    case .expected: return .percent(value)
    case .expectedEI: return Cell(.number(.real(2 * value.value - 1), nil), format)
    case .difference: return estimates.difference(share, expected, clusters: egos, else: none)
    default: return estimates.quotient(share, expected, clusters: egos, else: .zeroExpected)
    }
  }

  /// The E-I index of a share: 2S − 1, its interval likewise.
  private static func doubled(_ cell: Cell) -> Cell {
    func ei(_ number: Number) -> Number { .real(2 * number.value - 1) }
    switch cell.state {
    case .number(let value, .interval(let low, let high)?):
      return Cell(
        .number(ei(value), .interval(low: ei(low), high: ei(high))), .decimals(3))
    case .number(let value, let spread): return Cell(.number(ei(value), spread), .decimals(3))
    default: return Cell(cell.state, .decimals(3))
    }
  }

  private func homophily(
    _ measure: SegregationMeasure, _ level: LevelMeasures, _ group: Int
  ) -> Cell {
    .measured(
      measure == .coleman
        ? level.mixing.coleman(group, sizes: level.sizes)
        : level.mixing.inbreedingHomophily(group, sizes: level.sizes), .decimals(3))
  }
}
