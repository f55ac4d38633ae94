package import Interactions

/// Why a cell is hidden. The words are the reason codes of every form.
package enum Suppression: String, Sendable, CaseIterable {
  /// Too few distinct users in the cell or in its complement.
  case minUsers = "min-users"
  /// One user makes more than half of the count.
  case dominance
  /// Nearly every user of a row or column falls into one class.
  case oneClass = "class"
  /// Hidden so that another cell cannot be computed.
  case secondary
}

/// Why there is no number. Undefined is never zero.
package enum NoValue: String, Sendable, CaseIterable {
  case noTies = "no_ties"
  case noPairs = "no_pairs"
  case noOutTies = "no_out_ties"
  case noUnits = "no_units"
  case noTime = "no_time"
  case noLanguage = "no_language"
  case noThreads = "no_threads"
  case noVariation = "no_variation"
  case oneGroup = "one_group"
  case singletonGroup = "singleton_group"
  case emptyGroup = "empty_group"
  case zeroCell = "zero_cell"
  case zeroExpected = "zero_expected"
  case moreTiesThanPairs = "more_ties_than_pairs"
  case separation
  case collinear
  case noConvergence = "no_convergence"
  case negativeVariance = "negative_variance"
  case fewClusters = "few_clusters"
  case undefinedReplicates = "undefined_replicates"
  case noReplicates = "no_replicates"

  /// The reason of a measure that has no value.
  package init(_ reason: Undefined) {
    self =
      switch reason {
      case .noTies: .noTies
      case .noPairs: .noPairs
      case .oneGroup: .oneGroup
      case .noOutTies: .noOutTies
      case .singletonGroup: .singletonGroup
      case .emptyGroup: .emptyGroup
      case .zeroCell: .zeroCell
      case .moreTiesThanPairs: .moreTiesThanPairs
      case .noUnits: .noUnits
      case .notConverged: .noConvergence
      }
  }

  /// The reason of an estimate that has no value.
  package init(_ reason: NoEstimate) {
    self =
      switch reason {
      case .noUnits: .noUnits
      case .noVariation: .noVariation
      case .zeroCell: .zeroCell
      case .zeroExpected: .zeroExpected
      case .fewClusters: .fewClusters
      case .separation: .separation
      case .collinear: .collinear
      case .noConvergence: .noConvergence
      case .undefinedReplicates: .undefinedReplicates
      case .negativeVariance: .negativeVariance
      }
  }
}

/// The 95 % interval of an estimate, or why it has none.
package enum Spread: Sendable, Equatable {
  case interval(low: Number, high: Number)
  case none(NoValue)
}

/// One cell of a table. Missing, zero, hidden and not applicable are four things.
package struct Cell: Sendable, Equatable {
  /// What the cell holds.
  package enum State: Sendable, Equatable {
    case number(Number, Spread?)
    /// A lower and an upper bound without a point between them.
    case bounds(Number, Number)
    case text(String)
    case missing(NoValue)
    case suppressed(Suppression)
    case notApplicable
  }

  /// The value, or why there is none.
  package var state: State
  /// How a number is printed for people.
  package var format: NumberFormat

  package init(_ state: State, _ format: NumberFormat = .count) {
    self.state = state
    self.format = format
  }

  package static func count(_ n: Int) -> Cell { Cell(.number(.whole(n), nil)) }
  /// A count that may be made of parts of people.
  package static func count(_ x: Double) -> Cell { Cell(.number(.sum(x), nil)) }
  package static let notApplicable = Cell(.notApplicable)

  /// A number, or the reason why there is none.
  package static func number(
    _ number: Number?, _ format: NumberFormat, spread: Spread? = nil, else reason: NoValue
  ) -> Cell {
    guard let number else { return Cell(.missing(reason), format) }
    return Cell(.number(number, spread), format)
  }

  /// A measured value, or the reason why there is none.
  package static func measured(_ value: Measured, _ format: NumberFormat) -> Cell {
    switch value {
    case .value(let value): Cell(.number(.real(value), nil), format)
    case .undefined(let reason): Cell(.missing(NoValue(reason)), format)
    }
  }

  package static func percent(
    _ number: Number?, spread: Spread? = nil, else reason: NoValue = .noUnits
  ) -> Cell { .number(number, .percent, spread: spread, else: reason) }

  /// The cell, hidden for `reason` if there is one; what does not apply stays so.
  package func hidden(_ reason: Suppression?) -> Cell {
    guard let reason, state != .notApplicable else { return self }
    if case .suppressed = state { return self }
    return Cell(.suppressed(reason), format)
  }

  package var isSuppressed: Bool {
    if case .suppressed = state { return true }
    return false
  }
}
