import Foundation
import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/poisson_bootstrap.json`, whose maker is not this code.
@Suite struct `Every bootstrap weight` {
  private func oracle() throws -> [String: Any] {
    try #require(
      Repository.json("Tests/oracles/poisson_bootstrap.json") as? [String: Any])
  }

  @Test func `comes from the thresholds of the oracle`() throws {
    let wanted = try #require(oracle()["cdf_thresholds_u64"] as? [String])
    #expect(Poisson.thresholds.map { "\($0)" } == wanted)
  }

  @Test func `is a function of seed, user and replicate`() throws {
    let vectors = try #require(oracle()["vectors"] as? [[String: Any]])
    #expect(vectors.count == 18)
    for vector in vectors {
      let user = try #require(vector["user"] as? String)
      let replicate = try #require(vector["rep"] as? Int)
      let seed = try #require(vector["seed"] as? Int)
      #expect("\(Poisson.hash(user))" == vector["fnv1a64"] as? String)
      #expect(
        Poisson.weight(user: user, replicate: replicate, seed: UInt64(seed))
          == vector["weight"] as? Int)
    }
  }

  /// Sums 0 and 1 are numerator and denominator.
  private func example() throws -> ([String: Any], Contributions) {
    let example = try #require(oracle()["ratio_example"] as? [String: Any])
    let users = try #require(example["users"] as? [String: [Int]])
    var contributions = Contributions(width: 2)
    for name in users.keys.sorted() {
      let pair = try #require(users[name])
      contributions.add(Double(pair[0]), to: 0)
      contributions.add(Double(pair[1]), to: 1)
      contributions.end(person: name)
    }
    return (example, contributions)
  }

  @Test func `gives the replicates of the ratio example`() throws {
    let (example, contributions) = try example()
    let ratios = try Bootstrap(seed: 42, replicates: 200).run(contributions).ratios(0, over: 1)
    let first = try #require(example["first10"] as? [Double])
    for (ratio, wanted) in zip(ratios, first) { #expect(near(ratio, wanted)) }
    let defined = ratios.compactMap { $0 }
    #expect(ratios.count - defined.count == example["undefined_reps"] as? Int)
    let totals = contributions.totals
    #expect(near(totals[0] / totals[1], try #require(example["point"] as? Double)))
    let mean = defined.reduce(0, +) / Double(defined.count)
    let squares = defined.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(defined.count - 1)).squareRoot()
    #expect(near(deviation, try #require(example["se"] as? Double)))
  }

  @Test func `does not depend on the number of threads`() throws {
    let (_, contributions) = try example()
    let bootstrap = Bootstrap(seed: 7, replicates: 700)
    let one = try bootstrap.run(contributions, jobs: 1)
    for jobs in [2, 7] {
      let many = try bootstrap.run(contributions, jobs: jobs)
      #expect(many.ratios(0, over: 1) == one.ratios(0, over: 1))
    }
  }

  /// Draws in the fast path use a table; the slow definition counts thresholds.
  @Test func `is the same in the fast path as by definition`() throws {
    for user in 0..<300 {
      var contributions = Contributions(width: 1)
      contributions.add(1, to: 0)
      contributions.end(person: "user \(user)")
      let drawn = try Bootstrap(seed: 9, replicates: 300).run(contributions)
      for replicate in 0..<300 {
        let wanted = Poisson.weight(user: "user \(user)", replicate: replicate, seed: 9)
        #expect(drawn[0, replicate] == Double(wanted))
      }
    }
  }

  @Test func `differs between two purposes of one seed`() {
    let seeds = ["T3", "T5", ""].map { Poisson.seed(42, purpose: $0) }
    #expect(Set(seeds).count == 3)
    #expect(Poisson.seed(42, purpose: "T3") == seeds[0])
  }
}

@Suite struct `Every interval` {
  /// Type 7 on 10, 20, 30, 40, 50: place 4 × 0.025 = 0.1 → 11; 4 × 0.975 = 3.9 → 49.
  @Test func `lies between order statistics`() {
    let values: [Double?] = [50, 10, nil, 30, 40, 20]
    #expect(
      Interval.percentile(values, clusters: 10)
        == .interval(low: .real(11), high: .real(49)))
    #expect(Interval.quantile([10, 20, 30, 40, 50], 0.5) == 30)
    #expect(Interval.quantile([10, 20], 0.25) == 12.5)
    #expect(Interval.quantile([7], 0.975) == 7)
  }

  @Test func `is missing with a reason when it would mislead`() {
    #expect(Interval.percentile([1, 2], clusters: 9) == .none(.fewClusters))
    #expect(Interval.percentile([], clusters: 100) == .none(.noReplicates))
    #expect(Interval.percentile([1, nil, nil], clusters: 100) == .none(.undefinedReplicates))
  }
}
