internal import Foundation

/// How two topics go together in posts (T4), from a table of two by two.
package struct Cooccurrence: Sendable, Equatable {
  package let both: Int
  package let onlyA: Int
  package let onlyB: Int
  package let neither: Int

  package init(both: Int, onlyA: Int, onlyB: Int, neither: Int) {
    self.both = both
    self.onlyA = onlyA
    self.onlyB = onlyB
    self.neither = neither
  }

  private var total: Int { both + onlyA + onlyB + neither }
  private var a: Int { both + onlyA }
  private var b: Int { both + onlyB }

  private func ratio(_ over: Double, _ under: Double) -> Measured {
    if total == 0 { return .undefined(.noUnits) }
    return under > 0 ? .value(over / under) : .undefined(.zeroCell)
  }

  /// Posts on both over posts on either.
  package var jaccard: Measured { ratio(Double(both), Double(both + onlyA + onlyB)) }
  /// Twice the posts on both over the posts on each.
  package var dice: Measured { ratio(2 * Double(both), Double(a + b)) }
  /// P(A and B) / (P(A) P(B)); 1 where the topics ignore each other.
  package var lift: Measured { ratio(Double(both) * Double(total), Double(a) * Double(b)) }
  /// P(B | A), the share of A's posts that are on B too.
  package var ofA: Measured { ratio(Double(both), Double(a)) }
  /// P(A | B).
  package var ofB: Measured { ratio(Double(both), Double(b)) }
  /// Posts on both if the topics ignored each other.
  package var expected: Measured { ratio(Double(a) * Double(b), Double(total)) }

  /// Pointwise mutual information in bits: log₂ lift. Undefined without posts on both.
  package var pmi: Measured {
    if case .value = lift, both == 0 { return .undefined(.zeroCell) }
    return lift.map { log2($0) }
  }

  /// Normalised (Bouma 2009): ln lift / −ln P(A and B). −1, its limit, without posts on both; 1 where
  /// the topics always go together; undefined where every post is on both.
  package var npmi: Measured {
    guard let lift = lift.value else { return self.lift }
    if both == 0 { return .value(-1) }
    if both == total { return .undefined(.zeroCell) }
    return .value(log(lift) / -log(Double(both) / Double(total)))
  }

  /// Correlation of the two topics: (ad − bc) / √(margins).
  package var phi: Measured {
    let margins = Double(a) * Double(total - a) * Double(b) * Double(total - b)
    return ratio(
      Double(both) * Double(neither) - Double(onlyA) * Double(onlyB), margins.squareRoot())
  }

  /// Odds of B among A's posts over those among the others.
  package var oddsRatio: Measured {
    ratio(Double(both) * Double(neither), Double(onlyA) * Double(onlyB))
  }

  /// Yule's Q: (ad − bc) / (ad + bc).
  package var yule: Measured {
    let (over, under) = (Double(both) * Double(neither), Double(onlyA) * Double(onlyB))
    return ratio(over - under, over + under)
  }
}
