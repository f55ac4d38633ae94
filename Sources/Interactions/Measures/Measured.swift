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
}

/// Why a measure has no value; the names stand in tables.
package enum Undefined: String, Sendable, CaseIterable {
  /// No tie with both groups known.
  case noTies = "no_ties"
  /// Ties, but fewer than two participants of known group to relabel.
  case noPairs = "no_pairs"
}
