/// A mean from predictions and posts coded with known probability: design-based supervised learning
/// (Egami and others 2023), clustered by person.
///
/// ỹ = f + R/π (y − f); any estimate on ỹ holds whatever the coder's errors, because π is known.
package struct DesignBased: Sendable, Equatable {
  /// One post.
  package struct Post: Sendable, Equatable {
    /// Number of its person; persons' order does not change.
    package let person: Int
    package let predicted: Double
    /// π, above 0: how likely it was to be coded.
    package let probability: Double
    /// What people coded; nil: not sampled.
    package let coded: Double?

    package init(person: Int, predicted: Double, probability: Double, coded: Double?) {
      self.person = person
      self.predicted = predicted
      self.probability = probability
      self.coded = coded
    }

    /// ỹ.
    package var outcome: Double {
      coded.map { predicted + ($0 - predicted) / probability } ?? predicted
    }
  }

  package let estimate: Double
  /// Mean prediction.
  package let naive: Double
  /// As if posts were independent. Undefined with one post.
  package let independentError: Estimated<Double>
  /// By person: G/(G − 1) Σ (Σ e)² / N².
  package let byPerson: ClusterRatio

  /// Undefined without posts.
  package static func mean(_ posts: [Post]) -> Estimated<DesignBased> {
    precondition(posts.allSatisfy { $0.probability > 0 }, "every post can be coded")
    guard !posts.isEmpty else { return .undefined(.noUnits) }
    let n = Double(posts.count)
    let outcomes = posts.map(\.outcome)
    let mean = outcomes.reduce(0, +) / n
    let squares = outcomes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    var parts = [(x: Double, n: Double)](
      repeating: (0, 0), count: (posts.map(\.person).max() ?? -1) + 1)
    for (post, outcome) in zip(posts, outcomes) {
      parts[post.person].x += outcome
      parts[post.person].n += 1
    }
    return .value(
      DesignBased(
        estimate: mean, naive: posts.reduce(0) { $0 + $1.predicted } / n,
        independentError: n > 1
          ? .value((squares / (n - 1) / n).squareRoot()) : .undefined(.noUnits),
        byPerson: ClusterRatio(parts)))
  }
}
