import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `The diversity of a thread` {
  @Test func `is the oracle's, by every index`() throws {
    let cases: [[String: Any]] = try Expected("Tests/oracles/diversity.json").value("cases")
    #expect(cases.count == 6)
    for row in cases {
      let counts = try #require(row["counts"] as? [Double]).map { Int($0) }
      let of = Diversity(counts)
      #expect(Double(of.sizes.persons) == row["n"] as? Double)
      let values: [String: Measured] = [
        "blau": of.blau, "simpson_unbiased": of.simpson, "shannon_nats": of.shannon,
        "shannon_bits": of.shannon.map { $0 / log(2) }, "pielou": of.pielou, "hill1": of.hill(1),
        "hill2": of.hill(2), "iqv": of.iqv,
      ]
      for (name, value) in values {
        if let expected = row[name] as? Double {
          #expect(near(value.value, expected, 1e-9), "\(name) of \(counts)")
        } else {
          #expect(value == .undefined(.oneGroup), "\(name) of \(counts)")
        }
      }
    }
  }

  @Test func `is undefined without participants, and by pairs with one`() {
    let none = Diversity([0, 0])
    for value in [
      none.blau, none.simpson, none.shannon, none.pielou, none.hill(0), none.hill(2), none.iqv,
    ] { #expect(value == .undefined(.noUnits)) }
    #expect(Diversity([1, 0]).simpson == .undefined(.noPairs))
    #expect(Diversity([3]).iqv == .undefined(.oneGroup))
    // Hill 3 of 3, 1: (27/64 + 1/64)^(−1/2).
    #expect(near(Diversity([3, 1]).hill(3).value, 1 / (28.0 / 64).squareRoot()))
    #expect(Diversity([3, 1]).hill(0) == .value(2))
  }

  @Test func `has bounds that no assignment of the unknown exceeds, and some reach`() throws {
    let indices: [(String, (Diversity) -> Measured)] = [
      ("blau", { $0.blau }), ("simpson", { $0.simpson }), ("shannon", { $0.shannon }),
      ("hill2", { $0.hill(2) }),
    ]
    for counts in [[3, 1, 0], [2, 2, 2], [0, 5, 1], [1, 0, 0]] {
      for unknown in 0...4 {
        // All assignments: to the three groups, or (open) to groups of their own too.
        func all(_ counts: [Int], _ left: Int, _ isOpen: Bool) -> [[Int]] {
          if left == 0 { return [counts] }
          let choices = counts.indices.map { place in
            counts.enumerated().map { $1 + ($0 == place ? 1 : 0) }
          }
          return (choices + (isOpen ? [counts + [1]] : [])).flatMap { all($0, left - 1, isOpen) }
        }
        for isClosed in [true, false] {
          let ends = try #require(
            Diversity.extremes(counts, unknown: unknown, isClosed: isClosed))
          for (name, index) in indices {
            let values = all(counts, unknown, !isClosed).compactMap { index(Diversity($0)).value }
            guard let least = values.min(), let most = values.max() else { continue }
            #expect(near(index(ends.least).value, least), "\(name) \(counts) + \(unknown)")
            #expect(near(index(ends.most).value, most), "\(name) \(counts) + \(unknown)")
          }
        }
      }
    }
    #expect(Diversity.extremes([], unknown: 2, isClosed: true) == nil)
    let stranger = try #require(Diversity.extremes([], unknown: 2))
    #expect(stranger.least.blau == .value(0) && stranger.most.blau == .value(0.5))
    // A million unknown are dealt out at once: 5 + x = y + 1, x + y = 1,000,001.
    let many = try #require(Diversity.extremes([5, 1], unknown: 1_000_001, isClosed: true))
    #expect(
      many.most.sizes.sizes == [500_004, 500_003] || many.most.sizes.sizes == [500_003, 500_004])
  }

  @Test func `is averaged over threads, in whatever order they come`() {
    // Threads: 2+1 (unknown 0), 1+1 (unknown 2), 3 (unknown 1), none known (unknown 2).
    let threads: [([Int], Int)] = [([2, 0, 1], 0), ([1, 1], 2), ([0, 3], 1), ([], 2)]
    var (whole, first, second) = (ThreadMixes(), ThreadMixes(), ThreadMixes())
    for (number, thread) in threads.enumerated() {
      whole.add(thread.0, unknown: thread.1)
      if number % 2 == 0 {
        first.add(thread.0, unknown: thread.1)
      } else {
        second.add(thread.0, unknown: thread.1)
      }
    }
    second.add(first)
    #expect(second == whole && whole.threads == 4)
    // Participants 3, 4, 4, 2.
    #expect(whole.medianPersons == .value(3.5))
    // Simpson of the known: 2/3, 1, 0; the fourth has none.
    let simpson = whole.mean { $0.simpson }
    #expect(near(simpson.mean.value, (2.0 / 3 + 1 + 0) / 3) && simpson.threads == 3)
    // Least: 2/3, 3+1 → ½, 4 → 0, 2 → 0. Most: 2/3, 1+1+1+1 → 1, 3+1 → ½, 1+1 → 1.
    let bounds = whole.bounds { $0.simpson }
    #expect(allNear([bounds.lower, bounds.upper], [(2.0 / 3 + 0.5) / 4, (2.0 / 3 + 2.5) / 4]))
    // Two groups only: 1+1 and two unknown → 2+2, 1 − 4/12 = 2/3.
    let closed = whole.bounds(groups: 2) { $0.simpson }
    #expect(near(closed.upper.value, (2.0 / 3 + 2.0 / 3 + 0.5 + 1) / 4))
    #expect(whole.mixedShare == .value(0.5))
    #expect(whole.mixedBounds.lower == .value(0.5) && whole.mixedBounds.upper == .value(1))
    #expect(ThreadMixes().medianPersons == .undefined(.noUnits))
    #expect(ThreadMixes().mixedShare == .undefined(.noUnits))
  }
}
