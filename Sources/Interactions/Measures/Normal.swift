internal import Foundation

/// The standard normal distribution.
package enum Normal {
  package static func density(_ z: Double) -> Double {
    exp(-z * z / 2) * 0.398_942_280_401_432_677_94
  }

  /// P(Z > z), to full relative precision also far out.
  package static func upperTail(_ z: Double) -> Double {
    let root = 1.414_213_562_373_095_1
    let t = z / root
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    // z/√2 and √2 are both rounded; what is lost is put back to first order.
    let slip = (z.addingProduct(-t, root) + t * 9.667_293_313_452_913e-17) / root
    return 0.5 * erfc(t) - exp(-t * t) * slip * 0.564_189_583_547_756_286_95
  }

  /// P(Z ≤ z).
  package static func cumulative(_ z: Double) -> Double { upperTail(-z) }

  /// P(|Z| > |z|).
  package static func twoSided(_ z: Double) -> Double { min(1, 2 * upperTail(z.magnitude)) }

  /// z with P(Z ≤ z) = p, for 0 < p < 1.
  ///
  /// Halley's method on the tail from the start of Abramowitz & Stegun 26.2.23.
  package static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile is asked for a probability between 0 and 1")
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    let t = (-2 * log(tail)).squareRoot()
    let above = 2.515517 + t * (0.802853 + t * 0.010328)
    let below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - above / below
    for _ in 0..<4 {
      // Near the middle the tail holds few digits of z; its distance from ½ holds them all.
      let gap =
        tail > 0.25 ? 0.5 - tail - erf(z / 1.414_213_562_373_095_1) / 2 : upperTail(z) - tail
      let step = gap / density(z)
      z += step / (1 - z * step / 2)
      if step.magnitude < 1e-9 * max(1, z) { break }
    }
    return p < 0.5 ? -z : z
  }

  /// The critical value of a two-sided interval: 1.959964 for 0.95.
  package static func critical(_ confidence: Double) -> Double {
    quantile(0.5 + confidence / 2)
  }
}
