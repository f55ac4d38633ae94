/// Measures against what chance would give, under whichever semantics.
extension Segregation {
  /// Freeman's segregation (1978): 1 − C / E(C), C the ties that cross. From shares it is
  /// 1 − share / expected share; with one group a person and one stratum
  /// E(C) = T (N² − Σ n_g²) / (N (N − 1)). Not cut off at 0: below it, contact crosses more often
  /// than relabelling would have it.
  package static func freeman(share: Measured, expected: Measured) -> Measured {
    guard let observed = share.value else { return share }
    guard let chance = expected.value else { return expected }
    return chance < 1e-12 ? .undefined(.oneGroup) : .value(1 - observed / chance)
  }

  /// What the degrees alone would give as share interethnic: a tie's ends are drawn apart, each by
  /// the number of ties that persons of that membership send and receive. 1 − Σ a_v b_w s_vw over
  /// membership vectors; with one group a person, Newman's 1 − Σ a_g b_g. For undirected ties, or
  /// `symmetrised`, a = b is the mean of both.
  /// Cost: square of the distinct vectors.
  package static func marginShare(
    _ pairs: PairCounts, _ same: SamenessTable, isDirected: Bool = true
  ) -> Measured {
    var sent = [Int](repeating: 0, count: pairs.size)
    var received = sent
    var total = 0
    pairs.walk { ego, alter, count in
      guard ego != 0, alter != 0 else { return }
      sent[Int(ego)] += count
      received[Int(alter)] += count
      if !isDirected {
        sent[Int(alter)] += count
        received[Int(ego)] += count
      }
      total += isDirected ? count : 2 * count
    }
    guard total > 0 else { return .undefined(.noTies) }
    var sum = 0.0
    for (v, a) in sent.enumerated() where a > 0 {
      for (w, b) in received.enumerated() where b > 0 {
        sum += Double(a) * Double(b) * same.value(Int32(v), Int32(w))
      }
    }
    return .value(1 - sum / (Double(total) * Double(total)))
  }
}
