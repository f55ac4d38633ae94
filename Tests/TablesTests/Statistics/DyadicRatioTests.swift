import Testing

@testable import Tables

@Suite struct `Every dyadic ratio` {
  /// The definition: the sum of products of scores over all ordered pairs of ties that have a person
  /// in common, each tie with itself too.
  private static func variance(_ counts: [PairCount], persons: Double) -> Double {
    let n = counts.reduce(0) { $0 + $1.n }
    let p = counts.reduce(0) { $0 + $1.x } / n
    var sum = 0.0
    for a in counts {
      for b in counts where !Set([a.ego, a.alter]).isDisjoint(with: [b.ego, b.alter]) {
        sum += (a.x - p * a.n) * (b.x - p * b.n)
      }
    }
    return persons / (persons - 1) * sum / (n * n)
  }

  @Test func `is the double sum over ties with a person in common`() throws {
    let counts = [
      PairCount(ego: 0, alter: 1, x: 1, n: 2), PairCount(ego: 1, alter: 0, x: 2, n: 2),
      PairCount(ego: 0, alter: 2, x: 1, n: 3), PairCount(ego: 3, alter: 0, x: 0, n: 1),
      PairCount(ego: 3, alter: 4, x: 1, n: 1), PairCount(ego: 0, alter: 1, x: 0, n: 1),
      PairCount(ego: 4, alter: 5, x: 2, n: 2), PairCount(ego: 5, alter: 2, x: 1, n: 4),
    ]
    let ratio = DyadicRatio(counts)
    #expect(ratio.persons == 6 && ratio.egos == 5 && ratio.alters == 5)
    #expect(abs(try #require(ratio.share.value) - 8.0 / 16) < 1e-12)
    let variance = try #require(ratio.variance.value)
    #expect(abs(variance - Self.variance(counts, persons: 6)) < 1e-12)
    #expect(DyadicRatio(counts.reversed()) == ratio)
    // The jackknifed form: person 0 has 9 of 16 ties, 1 has 5, 2 has 7, 3 has 2, 4 has 3, 5 has 6,
    // and p = ½ gives the sums of scores 0: −1/2, 1: 1/2, 2: −3/2, 3: 0, 4: 3/2, 5: 0. Pairs: 01 has
    // 5 ties and ½, 02 3 and −½, 03 1 and −½, 34 1 and ½, 45 2 and 1, 25 4 and −1.
    func squares(_ sums: [(Double, Double)]) -> Double {
      sums.reduce(0) { $0 + ($1.0 / (1 - $1.1 / 16)) * ($1.0 / (1 - $1.1 / 16)) }
    }
    let persons = squares([(-0.5, 9), (0.5, 5), (-1.5, 7), (0, 2), (1.5, 3), (0, 6)])
    let pairs = squares([(0.5, 5), (-0.5, 3), (-0.5, 1), (0.5, 1), (1, 2), (-1, 4)])
    let expected = 5.0 / 6 * (persons - pairs) / 256
    #expect(abs(try #require(ratio.jackknifeVariance.value) - expected) < 1e-12)
  }

  @Test func `by hand: two answers to each other are one pair`() throws {
    // p = ½; scores ½ and −½: both persons' sums and the pair's are 0.
    let ratio = DyadicRatio([
      PairCount(ego: 0, alter: 1, x: 1, n: 1), PairCount(ego: 1, alter: 0, x: 0, n: 1),
    ])
    #expect(ratio.variance.reason == .negativeVariance)
    // A chain 0→1→2 of scores ½, −½: sums ½, 0, −½, pairs ½, −½: (¼ + ¼ − ¼ − ¼) = 0.
    let chain = DyadicRatio([
      PairCount(ego: 0, alter: 1, x: 1, n: 1), PairCount(ego: 1, alter: 2, x: 0, n: 1),
    ])
    #expect(chain.variance.reason == .negativeVariance)
  }

  @Test func `is undefined without ties and with few persons, and never below one way`() throws {
    #expect(DyadicRatio([]).variance.reason == .noUnits)
    #expect(DyadicRatio([]).limits().reason == .noUnits)
    #expect(DyadicRatio([PairCount(ego: 0, alter: 1, x: 1, n: 1)]).limits().reason == .fewClusters)
    let star = (1..<30).map { (i: Int32) in
      PairCount(ego: i, alter: 0, x: Double(i % 2), n: 1)
    }
    #expect(DyadicRatio(star).limits().reason == .fewClusters)
    let ring = (0..<30).map { (i: Int32) in
      PairCount(ego: i, alter: (i + 1) % 30, x: Double(i % 2), n: 1)
    }
    let ratio = DyadicRatio(ring)
    // Neighbours alternate, so that the dyadic sum is below 0: the variance by ego stays,
    // 30/29 · 30 · ¼ / 900.
    #expect(ratio.variance.reason == .negativeVariance)
    #expect(abs(try #require(ratio.cautiousVariance().value) - 0.25 / 29) < 1e-12)
  }
}
