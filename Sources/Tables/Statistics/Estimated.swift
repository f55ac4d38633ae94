/// A statistic, or the reason why there is none. Undefined is never zero, one or infinite.
package enum Estimated<Value: Sendable>: Sendable {
  case value(Value)
  case undefined(NoEstimate)

  package var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }
  package var reason: NoEstimate? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  package func map<Other>(_ transform: (Value) -> Other) -> Estimated<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .undefined(let reason): .undefined(reason)
    }
  }
}

extension Estimated: Equatable where Value: Equatable {}

extension Estimated where Value == Double {
  /// `a` / `b`, or `reason` where `b` is 0.
  static func ratio(_ a: Double, over b: Double, else reason: NoEstimate) -> Estimated {
    b == 0 ? .undefined(reason) : .value(a / b)
  }
}

/// Why a statistic has no value; the names are the reason codes of tables.
package enum NoEstimate: String, Sendable, CaseIterable {
  case noUnits = "no_units"
  /// Everybody alike: an outcome, a row or a column with one value only.
  case noVariation = "no_variation"
  case zeroCell = "zero_cell"
  case zeroExpected = "zero_expected"
  /// Fewer clusters than an interval can rest on (``Clusters/fewest``).
  case fewClusters = "few_clusters"
  /// The term, or terms together, tell the outcome without error: the estimate is infinite.
  case separation
  /// The term is a sum of other terms: nothing in the data tells them apart.
  case collinear
  case noConvergence = "no_convergence"
  /// No replicates were drawn, or more than half of them are undefined.
  case undefinedReplicates = "undefined_replicates"
  /// A two-way variance that came out at zero or below.
  case negativeVariance = "negative_variance"
}

/// An interval with its ends.
package struct Limits: Sendable, Equatable {
  package let low: Double
  package let high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

/// What the number of clusters (persons) allows.
package enum Clusters {
  /// Below this no interval is given.
  package static let fewest = Interval.fewestClusters
  /// Below this the reader is warned.
  package static let warnsBelow = Interval.warnsBelow

  /// Effective persons (Kish) below which the reader is warned.
  package static let warnsBelowEffective = 20.0

  package static func areTooFew(_ count: Int) -> Bool { count < fewest }
  package static func areFew(_ count: Int) -> Bool { count < warnsBelow }
}
