internal import Foundation

/// How two topics go together in posts (or persons): a has A, b has B.
package struct Cooccurrence: Sendable, Equatable {
  package let both: Int
  package let onlyA: Int
  package let onlyB: Int
  package let neither: Int

  package init(both: Int, onlyA: Int, onlyB: Int, neither: Int) {
    precondition(
      min(both, onlyA, onlyB, neither) >= 0, "counts of a co-occurrence are not negative")
    self.both = both
    self.onlyA = onlyA
    self.onlyB = onlyB
    self.neither = neither
  }

  private var x: Double { Double(both) }
  private var a: Double { Double(both + onlyA) }
  private var b: Double { Double(both + onlyB) }
  private var n: Double { Double(both + onlyA + onlyB + neither) }

  /// Both / either.
  package var jaccard: Estimated<Double> {
    .ratio(x, over: a + b - x, else: .noUnits)
  }
  /// 2 both / (A + B).
  package var dice: Estimated<Double> { .ratio(2 * x, over: a + b, else: .noUnits) }
  /// A·B / N.
  package var expectedBoth: Estimated<Double> { .ratio(a * b, over: n, else: .noUnits) }
  /// Both / expected. Undefined where A or B never occurs.
  package var lift: Estimated<Double> { .ratio(x * n, over: a * b, else: .noUnits) }
  /// log₂ of the lift. Undefined where both never occur together.
  package var information: Estimated<Double> {
    switch lift {
    case .value(let lift): lift > 0 ? .value(log2(lift)) : .undefined(.zeroCell)
    case .undefined(let reason): .undefined(reason)
    }
  }
  /// NPMI: that over −log₂(both / N), from −1 to 1 (Bouma 2009). −1 where never together.
  package var normalInformation: Estimated<Double> {
    guard let lift = lift.value else { return .undefined(.noUnits) }
    if lift == 0 { return .value(-1) }
    return .ratio(log2(lift), over: -log2(x / n), else: .noVariation)
  }
  /// The correlation of two yes/no marks. Undefined where one does not vary.
  package var phi: Estimated<Double> {
    if n == 0 { return .undefined(.noUnits) }
    let spread = (a * (n - a)).squareRoot() * (b * (n - b)).squareRoot()
    return .ratio(x * n - a * b, over: spread, else: .noVariation)
  }
  /// Undefined where nothing has one without the other.
  package var oddsRatio: Estimated<Double> {
    if n == 0 { return .undefined(.noUnits) }
    return .ratio(x * Double(neither), over: Double(onlyA) * Double(onlyB), else: .zeroCell)
  }
  /// Yule's Q: (OR − 1) / (OR + 1), also where the odds ratio is infinite.
  package var yuleQ: Estimated<Double> {
    let (same, other) = (x * Double(neither), Double(onlyA) * Double(onlyB))
    return .ratio(same - other, over: same + other, else: n == 0 ? .noUnits : .noVariation)
  }
  /// The share of A that has B too.
  package var shareOfA: Estimated<Double> { .ratio(x, over: a, else: .noUnits) }
  /// The share of B that has A too.
  package var shareOfB: Estimated<Double> { .ratio(x, over: b, else: .noUnits) }
}
