/// Pairs of persons by whether they are of the same group and whether they have a tie.
package struct PairOdds: Sendable, Equatable {
  /// Within groups, with a tie (a) and without (b); between groups, with (c) and without (d).
  package var withinTied: Double
  package var withinOpen: Double
  package var betweenTied: Double
  package var betweenOpen: Double

  package init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    withinTied = a
    withinOpen = b
    betweenTied = c
    betweenOpen = d
  }

  package static func + (a: PairOdds, b: PairOdds) -> PairOdds {
    PairOdds(
      a.withinTied + b.withinTied, a.withinOpen + b.withinOpen, a.betweenTied + b.betweenTied,
      a.betweenOpen + b.betweenOpen)
  }

  package var total: Double { withinTied + withinOpen + betweenTied + betweenOpen }

  /// The gross odds ratio (Moody 2001) of a tie within against between groups: ad / bc. Its
  /// logarithm is Moody's gross segregation.
  ///
  /// Ties are counted by pair (ever or never): events would exceed the pairs (`netseg` refuses
  /// multigraphs too; the oracle rests on pairs). Pairs are ordered where ties have a direction.
  package var ratio: Measured {
    if total <= 0 { return .undefined(.noPairs) }
    if withinTied + betweenTied <= 0 { return .undefined(.noTies) }
    if withinOpen < -1e-9 || betweenOpen < -1e-9 { return .undefined(.moreTiesThanPairs) }
    if betweenTied + betweenOpen < 1e-12 { return .undefined(.oneGroup) }
    if withinOpen < 1e-12 || betweenTied < 1e-12 { return .undefined(.zeroCell) }
    return .value(withinTied * betweenOpen / (withinOpen * betweenTied))
  }

  /// The ratio with ½ added to each cell (Haldane 1956, Anscombe 1956), to print beside an undefined
  /// one.
  package var haldane: Measured {
    if total <= 0 { return .undefined(.noPairs) }
    if withinOpen < -1e-9 || betweenOpen < -1e-9 { return .undefined(.moreTiesThanPairs) }
    // ½ mends a cell that came out empty, not a kind of pair that does not exist.
    if betweenTied + betweenOpen <= 0 { return .undefined(.oneGroup) }
    if withinTied + withinOpen <= 0 { return .undefined(.noPairs) }
    return .value(
      (withinTied + 0.5) * (betweenOpen + 0.5) / ((withinOpen + 0.5) * (betweenTied + 0.5)))
  }
}
