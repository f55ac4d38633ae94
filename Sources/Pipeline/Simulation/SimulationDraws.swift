import Foundation
import Interactions

/// Random numbers of one simulated person, reply or post: a pure function of seed, purpose and
/// number, so that nothing depends on the order of work.
struct SimulationDraws {
  private var stream: HashStream

  /// Where the draws of one kind of thing begin.
  static func start(_ seed: UInt64, _ kind: String) -> UInt64 {
    HashStream.start(seed: seed, purpose: "simulate", name: kind)
  }

  init(start: UInt64, number: Int) { stream = HashStream(start: start, draw: number) }

  /// From 0 to below 1.
  mutating func uniform() -> Double { Double(stream.next() >> 11) * 0x1p-53 }

  /// From 0 to below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(stream.below(UInt64(bound))) }

  mutating func happens(_ chance: Double) -> Bool { uniform() < chance }

  /// Of a lognormal distribution with mean 1.
  ///
  /// Its Gini coefficient is 2Φ(σ/√2) − 1 (Aitchison & Brown 1957 §11.2), so σ = √2 Φ⁻¹((1 + G)/2).
  mutating func lognormal(gini: Double) -> Double {
    let u = (uniform() + 0x1p-54)
    if gini == 0 { return 1 }
    let sigma = 2.0.squareRoot() * Normal.quantile((1 + gini) / 2)
    return exp(sigma * Normal.quantile(u) - sigma * sigma / 2)
  }

  /// Of a Poisson distribution, by products of uniforms (Knuth); a large mean in pieces.
  mutating func poisson(_ mean: Double) -> Int {
    var count = 0
    var rest = mean
    while rest > 0 {
      let piece = min(rest, 30)
      rest -= piece
      let limit = exp(-piece)
      var product = uniform()
      while product > limit {
        count += 1
        product *= uniform()
      }
    }
    return count
  }

  /// A number by its share; `shares.count` when none of them came up.
  mutating func pick(_ shares: [Double]) -> Int {
    var u = uniform()
    for (number, share) in shares.enumerated() {
      if u < share { return number }
      u -= share
    }
    return shares.count
  }
}
