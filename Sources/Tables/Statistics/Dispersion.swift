internal import Foundation

/// How evenly the users of a corpus use a term.
package struct Dispersion: Sendable, Equatable {
  /// Users who use it at least once.
  package let users: Int
  /// Juilland's D: 1 − V/√(G − 1), V the coefficient of variation of the users' own rates. 1 is
  /// even; 0 is one user only.
  package let juilland: Estimated<Double>
  /// Gries' DP 2008: ½ Σ |share of the uses − share of the tokens|. 0 is even.
  package let gries: Estimated<Double>
  /// DP / (1 − smallest share of the tokens) (Lijffijt & Gries 2012), which reaches 1.
  package let griesNormal: Estimated<Double>

  /// - Parameter parts: uses and tokens of each user, those with no use too, in an order that does
  ///   not change.
  package init(_ parts: [(uses: Int, tokens: Int)]) {
    let active = parts.filter { $0.tokens > 0 }
    users = active.count { $0.uses > 0 }
    let uses = Double(active.reduce(0) { $0 + $1.uses })
    let tokens = Double(active.reduce(0) { $0 + $1.tokens })
    guard uses > 0 else {
      juilland = .undefined(.noUnits)
      gries = .undefined(.noUnits)
      griesNormal = .undefined(.noUnits)
      return
    }
    var gap = 0.0
    for part in active {
      gap += (Double(part.uses) / uses - Double(part.tokens) / tokens).magnitude
    }
    let deviation = gap / 2
    gries = .value(deviation)
    let smallest = active.reduce(1) { min($0, Double($1.tokens) / tokens) }
    griesNormal = .ratio(deviation, over: 1 - smallest, else: .noVariation)
    let g = Double(active.count)
    guard g > 1 else {
      juilland = .undefined(.noVariation)
      return
    }
    let rates = active.map { Double($0.uses) / Double($0.tokens) }
    let mean = rates.reduce(0, +) / g
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / g
    juilland = .value(1 - variance.squareRoot() / mean / (g - 1).squareRoot())
  }
}

extension Keyness {
  /// log₂ of the ratio of two rates with an interval by user: ln ratio linearised over users who may
  /// stand in both corpora, z = (x₁ − p₁n₁)/X₁ − (x₂ − p₂n₂)/X₂, v = G/(G − 1) Σ z², t(G − 1).
  ///
  /// Undefined where a corpus has none, and with fewer than ten users.
  package static func logRatioByUser(
    _ parts: [(target: (uses: Int, tokens: Int), reference: (uses: Int, tokens: Int))]
  ) -> Estimated<EstimateWithError> {
    var (x1, n1, x2, n2) = (0, 0, 0, 0)
    for part in parts {
      x1 += part.target.uses
      n1 += part.target.tokens
      x2 += part.reference.uses
      n2 += part.reference.tokens
    }
    guard n1 > 0, n2 > 0 else { return .undefined(.noUnits) }
    guard x1 > 0, x2 > 0 else { return .undefined(.zeroCell) }
    let g = parts.count { $0.target.tokens > 0 || $0.reference.tokens > 0 }
    if Clusters.areTooFew(g) { return .undefined(.fewClusters) }
    let (p1, p2) = (Double(x1) / Double(n1), Double(x2) / Double(n2))
    var squares = 0.0
    for part in parts {
      let first = (Double(part.target.uses) - p1 * Double(part.target.tokens)) / Double(x1)
      let second = (Double(part.reference.uses) - p2 * Double(part.reference.tokens)) / Double(x2)
      squares += (first - second) * (first - second)
    }
    let variance = Double(g) / Double(g - 1) * squares
    return .value(
      EstimateWithError(
        estimate: log2(p1 / p2), standardError: variance.squareRoot() / log(2),
        degrees: Double(g - 1)))
  }
}
