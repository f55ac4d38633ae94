internal import Foundation

/// How much more often a term stands in one corpus than in another.
///
/// Tokens are taken as independent, which they are not: G² ranks terms, and says little of p. Print
/// only terms of at least ten users, with their ``Dispersion``.
package struct Keyness: Sendable, Equatable {
  /// Uses of the term and tokens in all, in the target and in the reference.
  package let target: (uses: Int, tokens: Int)
  package let reference: (uses: Int, tokens: Int)

  package init(_ uses: Int, of tokens: Int, against other: Int, of otherTokens: Int) {
    precondition(
      0 <= uses && uses <= tokens && 0 <= other && other <= otherTokens,
      "a term is used at most as often as there are tokens")
    target = (uses, tokens)
    reference = (other, otherTokens)
  }

  package static func == (a: Keyness, b: Keyness) -> Bool {
    a.target == b.target && a.reference == b.reference
  }

  private var a: Double { Double(target.uses) }
  private var b: Double { Double(reference.uses) }
  private var c: Double { Double(target.tokens) }
  private var d: Double { Double(reference.tokens) }
  private var n: Double { c + d }

  /// Whether the share in the target is the higher one.
  package var isOverused: Bool { a * d > b * c }

  /// Uses expected in target and reference. Undefined where a corpus is empty or nobody uses it.
  package var expected: Estimated<(target: Double, reference: Double)> {
    guard c > 0, d > 0 else { return .undefined(.noUnits) }
    guard a + b > 0 else { return .undefined(.zeroExpected) }
    return .value((c * (a + b) / n, d * (a + b) / n))
  }

  /// 2[a ln(a/E₁) + b ln(b/E₂)], with 0 ln 0 = 0 (Rayson & Garside 2000). Unsigned.
  package var likelihoodTwoCells: Estimated<Double> {
    expected.map { max(0, 2 * (term(a, $0.target) + term(b, $0.reference))) }
  }

  /// The likelihood ratio over all four cells (Dunning 1993). Unsigned.
  package var likelihoodFourCells: Estimated<Double> {
    fourExpected.map { max(0, 2 * zip(cells, $0).reduce(0) { $0 + term($1.0, $1.1) }) }
  }

  /// The same over Williams' q, which is 1 where a cell is 0.
  package var likelihoodWilliams: Estimated<Double> {
    likelihoodFourCells.map { g in
      if cells.contains(0) { return g }
      let terms = n / (a + b) + n / (n - a - b) - 1
      let corpora = n / c + n / d - 1
      return g / (1 + terms * corpora / (6 * n))
    }
  }

  /// The same with ½ moved towards what is expected where ``needsYates``.
  package var likelihoodYates: Estimated<Double> {
    fourExpected.map { expected in
      let shift = needsYates(expected) ? (a > expected[0] ? -0.5 : 0.5) : 0
      let moved = [a + shift, b - shift, c - a - shift, d - b + shift]
      return max(0, 2 * zip(moved, expected).reduce(0) { $0 + term($1.0, $1.1) })
    }
  }

  /// Pearson's X² over four cells. Unsigned.
  package var chiSquare: Estimated<Double> { fourExpected.map { _ in chiSquare(gap) } }

  /// The same with Yates' correction where |ad − bc| ≥ N/2 and a cell expects fewer than 5 (what
  /// quanteda does unless told otherwise).
  package var chiSquareYates: Estimated<Double> {
    fourExpected.map { chiSquare(needsYates($0) ? gap - n / 2 : gap) }
  }

  /// A statistic with a minus where the term is used less than expected, as quanteda prints them.
  package func signed(_ statistic: Estimated<Double>) -> Estimated<Double> {
    guard let e = expected.value else { return statistic }
    return statistic.map { a > e.target ? $0 : -$0 }
  }

  /// Of the two-cell G², by χ² with one degree of freedom; tokens are taken as independent.
  package var p: Estimated<Double> { likelihoodTwoCells.map { ChiSquare.upperTail($0, 1) } }

  /// G² − ln N (Wilson 2013).
  package var bic: Estimated<Double> { likelihoodTwoCells.map { $0 - log(n) } }

  /// G² / (N ln min E) (Johnston, Berry & Mielke 2006). Undefined where the smaller E is 1 or less.
  package var effectSize: Estimated<Double> {
    guard case .value((let first, let second)) = expected else {
      return .undefined(expected.reason ?? .noUnits)
    }
    let least = min(first, second)
    guard least > 1 else { return .undefined(.zeroExpected) }
    return likelihoodTwoCells.map { $0 / (n * log(least)) }
  }

  /// (a/c) / (b/d). Undefined where the reference has none.
  package var relativeRisk: Estimated<Double> {
    guard c > 0, d > 0 else { return .undefined(.noUnits) }
    return .ratio(a / c, over: b / d, else: .zeroCell)
  }

  /// Per cent by which the share in the target is higher (Gabrielatos & Marchi 2012).
  package var percentDifference: Estimated<Double> { relativeRisk.map { ($0 - 1) * 100 } }

  /// log₂ of ``relativeRisk`` (Hardie 2014). Undefined where either corpus has none.
  package var logRatio: Estimated<Double> {
    guard c > 0, d > 0 else { return .undefined(.noUnits) }
    guard a > 0, b > 0 else { return .undefined(.zeroCell) }
    return .value(log2(a / c / (b / d)))
  }

  /// The same with ½ in the place of a 0. Undefined where both are 0.
  package var logRatioHalf: Estimated<Double> {
    guard c > 0, d > 0 else { return .undefined(.noUnits) }
    guard a + b > 0 else { return .undefined(.zeroExpected) }
    return .value(log2(max(a, 0.5) / c / (max(b, 0.5) / d)))
  }

  /// a(d − b) / (b(c − a)). Undefined where that has a 0 below the line.
  package var oddsRatio: Estimated<Double> {
    guard c > 0, d > 0 else { return .undefined(.noUnits) }
    return .ratio(a * (d - b), over: b * (c - a), else: .zeroCell)
  }

  /// ln(a / E₁). Undefined where the target has none.
  package var pointwiseInformation: Estimated<Double> {
    guard case .value((let first, _)) = expected else {
      return .undefined(expected.reason ?? .noUnits)
    }
    return a > 0 ? .value(log(a / first)) : .undefined(.zeroCell)
  }

  private var cells: [Double] { [a, b, c - a, d - b] }
  private var gap: Double { (a * (d - b) - b * (c - a)).magnitude }

  private func chiSquare(_ gap: Double) -> Double {
    n * gap * gap / ((a + b) * (n - a - b) * c * d)
  }

  private var fourExpected: Estimated<[Double]> {
    guard case .value((let first, let second)) = expected else {
      return .undefined(expected.reason ?? .noUnits)
    }
    guard a + b < n else { return .undefined(.zeroExpected) }
    return .value([first, second, c - first, d - second])
  }

  private func needsYates(_ expected: [Double]) -> Bool {
    gap >= n / 2 && expected.contains { $0 < 5 }
  }

  private func term(_ observed: Double, _ expected: Double) -> Double {
    observed == 0 ? 0 : observed * log(observed / expected)
  }
}
