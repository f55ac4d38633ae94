internal import Corpus
internal import Interactions

/// Measures of all ties of a level.
extension SegregationCells {
  func whole(_ measure: SegregationMeasure, _ level: LevelMeasures, _ slot: Int) -> Cell {
    switch measure {
    case .shareT: return Self.clustered(level.precision.byEgo.share, level.precision.byEgo.limits())
    case .shareDyadic:
      guard let dyadic = level.precision.dyadic else { return .notApplicable }
      return Self.clustered(dyadic.share, dyadic.logitLimits())
    case .userMeanDyadic:
      guard let dyadic = level.precision.meanDyadic else { return .notApplicable }
      return Self.clustered(dyadic.share, dyadic.logitLimits())
    case .shareTwoWay:
      guard let twoWay = level.precision.twoWay else { return .notApplicable }
      return Self.clustered(twoWay.share, twoWay.limits())
    case .naiveBounds, .sharpBounds, .boundsInterval, .eiNaiveBounds, .eiSharpBounds:
      return bounds(measure, level.bounds)
    case .pLower, .pUpper, .pTwoSided: return test(measure, level, slot)
    case .expectedOpportunity, .differenceOpportunity, .ratioOpportunity:
      if !world.ties.isDirected { return .notApplicable }
      guard level.opportunity.ties > 0 else {
        return Cell(.missing(level.split.known > 0 ? .noThreads : .noTies), .percent)
      }
      return chance(
        measure, level.opportunity.expected, level.opportunity.share,
        difference: .differenceOpportunity, ratio: .ratioOpportunity)
    case .expectedMargins, .differenceMargins, .ratioMargins:
      return chance(
        measure, level.marginShare, level.split.share, difference: .differenceMargins,
        ratio: .ratioMargins)
    case .matrixShare: return .measured(level.mixing.share, .percent)
    case .assortativity: return .measured(level.mixing.assortativity(), .decimals(3))
    case .assortativitySymmetrised:
      return .measured(level.mixing.assortativity(.symmetrised), .decimals(3))
    case .freeman: return .measured(level.freeman, .decimals(3))
    case .oddsRatio: return .measured(level.odds.ratio, .decimals(3))
    case .oddsRatioHaldane: return .measured(level.odds.haldane, .decimals(3))
    case .oddsRatioAtRisk:
      return .measured(level.atRisk?.ratio ?? .undefined(.noPairs), .decimals(3))
    case .oddsRatioWithin: return within(level.within)
    case .reciprocity, .reciprocityInter, .reciprocityIntra:
      guard let reciprocity = level.reciprocity else { return .notApplicable }
      let value =
        switch measure {
        case .reciprocity: reciprocity.all
        case .reciprocityInter: reciprocity.interShare
        default: reciprocity.intraShare
        }
      return .measured(value, .percent)
    default: return .notApplicable
    }
  }

  private static func clustered(
    _ share: Estimated<Double>, _ limits: Estimated<Limits>
  ) -> Cell {
    guard let value = share.value else { return Cell(.missing(.noTies), .percent) }
    return .percent(.real(value), spread: spread(limits))
  }

  private static func spread(_ limits: Estimated<Limits>) -> Spread {
    switch limits {
    case .value(let limits): .interval(low: .real(limits.low), high: .real(limits.high))
    case .undefined(let reason): .none(NoValue(reason))
    }
  }

  private func bounds(_ measure: SegregationMeasure, _ bounds: LevelBounds) -> Cell {
    func cell(_ low: Double, _ high: Double, _ format: NumberFormat) -> Cell {
      Cell(.bounds(.real(low), .real(high)), format)
    }
    switch measure {
    case .boundsInterval:
      switch bounds.interval {
      case .value(let limits): return cell(limits.low, limits.high, .percent)
      case .undefined(let reason): return Cell(.missing(NoValue(reason)), .percent)
      }
    case .sharpBounds, .eiSharpBounds:
      if cells.vectors.areMixed { return .notApplicable }
      guard let sharp = bounds.sharp else { return Cell(.missing(.noTies), .percent) }
      let ei = sharp.externalInternal
      return measure == .sharpBounds
        ? cell(sharp.lower, sharp.upper, .percent) : cell(ei.lower, ei.upper, .decimals(3))
    default:
      guard let naive = bounds.naive else { return Cell(.missing(.noTies), .percent) }
      let ei = naive.externalInternal
      return measure == .naiveBounds
        ? cell(naive.lower, naive.upper, .percent) : cell(ei.lower, ei.upper, .decimals(3))
    }
  }

  private func test(
    _ measure: SegregationMeasure, _ level: LevelMeasures, _ slot: Int
  ) -> Cell {
    guard let test = draws.tests[slot] else {
      let reason = level.split.share.reason ?? level.expected.reason
      return Cell(.missing(reason.map(NoValue.init) ?? .noReplicates), .decimals(3))
    }
    let p =
      switch measure {
      case .pLower: test.pLower
      case .pUpper: test.pUpper
      default: test.pTwoSided
      }
    return Cell(.number(.real(p), nil), .decimals(3))
  }

  /// An expectation, or the observed share against it.
  private func chance(
    _ measure: SegregationMeasure, _ expected: Measured, _ observed: Measured,
    difference: SegregationMeasure, ratio: SegregationMeasure
  ) -> Cell {
    guard let value = expected.value, let share = observed.value else {
      return .measured(observed.value == nil ? observed : expected, .percent)
    }
    switch measure {
    case difference: return .percent(.real(share - value))
    case ratio:
      return .number(
        value > 1e-12 ? .real(share / value) : nil, .decimals(3), else: .zeroExpected)
    default: return .percent(.real(value))
    }
  }

  private func within(_ pooled: MantelHaenszel) -> Cell {
    guard let ratio = pooled.ratio.value else { return .measured(pooled.ratio, .decimals(3)) }
    let (lower, upper) = pooled.interval()
    guard let low = lower.value, let high = upper.value else {
      return Cell(
        .number(.real(ratio), .none(lower.reason.map(NoValue.init) ?? .zeroCell)), .decimals(3))
    }
    return Cell(
      .number(.real(ratio), .interval(low: .real(low), high: .real(high))), .decimals(3))
  }
}
