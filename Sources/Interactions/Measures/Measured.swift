/// A number, or the reason why there is none. Undefined is not zero.
package enum Measured: Sendable, Equatable {
  case value(Double)
  case undefined(Undefined)

  package var value: Double? {
    if case .value(let value) = self { value } else { nil }
  }
  package var reason: Undefined? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// The value reworked; a reason stays that reason.
  package func map(_ change: (Double) -> Double) -> Measured {
    if case .value(let value) = self { .value(change(value)) } else { self }
  }
}

/// Why a measure has no value; the names stand in tables (`Tests/oracles/edge_cases.json`).
package enum Undefined: String, Sendable, CaseIterable {
  /// No tie with both groups known.
  case noTies = "no_ties"
  /// Ties, but fewer than two participants of known group to relabel or to pair.
  case noPairs = "no_pairs"
  /// Everybody, or every tie, is of one group: nothing could have crossed.
  case oneGroup = "one_group"
  /// The group sends no ties to persons of known group.
  case noOutTies = "no_out_ties"
  /// The group has one person, who cannot have ties within it.
  case singletonGroup = "singleton_group"
  /// The group has nobody.
  case emptyGroup = "empty_group"
  /// A ratio whose divisor is zero, such as odds without ties between groups.
  case zeroCell = "zero_cell"
  /// More ties than pairs that could have one: ties were counted by event where by pair is needed.
  case moreTiesThanPairs = "more_ties_than_pairs"
  /// Nothing was counted.
  case noUnits = "no_units"
  /// The iteration did not reach its precision.
  case notConverged = "no_convergence"
}
