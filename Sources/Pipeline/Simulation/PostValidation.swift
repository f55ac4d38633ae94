import Corpus
import Tables

/// How often the intervals of T3 hold the true share of posts on a topic, over simulated studies: a
/// bench run beside ``Validation``.
///
/// A user's rate of writing is lognormal with the Gini coefficient asked for, posts are Poisson (rate ×
/// 20). One in so many users cares for the topic and writes of it more often than the others do, apart
/// from how much they write; so the pooled share and the mean over users have one true value.
package struct PostValidation: Sendable {
  /// Who writes of the topic.
  package struct Topic: Sendable, Equatable {
    package let caring: Double
    package let ofCaring: Double
    package let ofOthers: Double
    package var share: Double { caring * ofCaring + (1 - caring) * ofOthers }

    /// A common topic, 15.5 % of posts, and a rare one, 3.45 %.
    package static let all = [
      Topic(caring: 0.3, ofCaring: 0.4, ofOthers: 0.05),
      Topic(caring: 0.1, ofCaring: 0.3, ofOthers: 0.005),
    ]
  }

  package struct Cell: Sendable, Equatable {
    package let users: Int
    package let gini: Double
    package let topic: Topic
  }

  package enum Estimator: String, Sendable, CaseIterable {
    case sharePercentile = "% of posts: percentile"
    case shareLinearised = "% of posts: linearised"
    case shareLogit = "% of posts: logit"
    case meanPercentile = "user mean: percentile"
    case meanLinearised = "user mean: linearised"
    case meanLogit = "user mean: logit"
  }

  package struct Outcome: Sendable, Equatable {
    package var covers = Array(repeating: MonteCarlo(), count: Estimator.allCases.count)
    package var widths = Array(repeating: MonteCarlo(), count: Estimator.allCases.count)
    /// Kish's, over posts.
    package var effective = MonteCarlo()

    mutating func combine(_ other: Outcome) {
      for i in covers.indices {
        covers[i].combine(other.covers[i])
        widths[i].combine(other.widths[i])
      }
      effective.combine(other.effective)
    }
  }

  package static func cells(users: [Int], gini: [Double]) -> [Cell] {
    Topic.all.flatMap { topic in
      users.flatMap { users in gini.map { Cell(users: users, gini: $0, topic: topic) } }
    }
  }

  let studies: Int
  let replicates: Int
  let seed: UInt64

  package init(studies: Int, replicates: Int, seed: UInt64) {
    self.studies = studies
    self.replicates = replicates
    self.seed = seed
  }

  /// The studies of one cell. The result does not depend on `jobs`.
  package func run(_ cell: Cell, jobs: Int) throws -> Outcome {
    let start = SimulationDraws.start(
      seed, "validate-posts-\(cell.users)-\(cell.gini)-\(cell.topic.caring)")
    let outcomes = try Crew.map(studies, jobs: jobs) { number in
      var draws = SimulationDraws(start: start, number: number)
      return try one(cell, &draws)
    }
    return outcomes.reduce(into: Outcome()) { $0.combine($1) }
  }

  private func one(_ cell: Cell, _ draws: inout SimulationDraws) throws -> Outcome {
    // Posts on the topic, posts, the user's own share, users.
    var contributions = Contributions(width: 4)
    var (total, squares) = (0.0, 0.0)
    for user in 0..<cell.users {
      let posts = draws.poisson(20 * draws.lognormal(gini: cell.gini))
      let chance = draws.happens(cell.topic.caring) ? cell.topic.ofCaring : cell.topic.ofOthers
      if posts == 0 { continue }
      let found = (0..<posts).count { _ in draws.happens(chance) }
      let (x, n) = (Double(found), Double(posts))
      for (sum, part) in [x, n, x / n, 1].enumerated() { contributions.add(part, to: sum) }
      contributions.end(person: "p\(user)")
      total += n
      squares += n * n
    }
    var outcome = Outcome()
    guard total > 0 else { return outcome }
    outcome.effective.add(total * total / squares)
    var persons = PersonSums(contributions)
    let drawn = try Bootstrap(
      seed: Poisson.seed(UInt64(draws.below(1 << 62)), purpose: "topic-prevalence"),
      replicates: replicates
    ).run(contributions)
    func percentile(_ a: Int, _ b: Int) -> Limits? {
      let spread = Interval.percentile(drawn.ratios(a, over: b), clusters: cell.users)
      guard case .interval(let low, let high) = spread else { return nil }
      return Limits(low: low.value, high: high.value)
    }
    for (number, estimator) in Estimator.allCases.enumerated() {
      let limits: Limits? =
        switch estimator {
        case .sharePercentile: percentile(0, 1)
        case .shareLinearised: persons.estimate(0, over: 1).value?.limits()
        case .shareLogit: persons.estimate(0, over: 1, jackknifed: true).value?.logitLimits().value
        case .meanPercentile: percentile(2, 3)
        case .meanLinearised: persons.estimate(2, over: 3).value?.limits()
        case .meanLogit: persons.estimate(2, over: 3, jackknifed: true).value?.logitLimits().value
        }
      // A study of which nobody writes on the topic has no interval, and does not count.
      guard let limits, contributions.totals[0] > 0 else { continue }
      outcome.covers[number].add(limits.low <= cell.topic.share && cell.topic.share <= limits.high)
      outcome.widths[number].add(limits.high - limits.low)
    }
    return outcome
  }
}
