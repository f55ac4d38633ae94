internal import Interactions

/// How many posts to code.
package enum SampleSize {
  /// So that the 95 % interval of a share p is about p ± d: z²p(1 − p)/d², and n/(1 + (n − 1)/N) of
  /// a finite N (Cochran 1977 §4.4).
  package static func share(
    _ p: Double, within d: Double, of population: Int? = nil, confidence: Double = 0.95
  ) -> Int {
    precondition(d > 0 && p >= 0 && p <= 1, "a share and a distance above 0")
    let z = Normal.critical(confidence)
    var n = z * z * p * (1 - p) / (d * d)
    if let population { n /= 1 + (n - 1) / Double(population) }
    return Int(n.rounded(.up))
  }

  /// Units for telling alpha from a least acceptable one, where the rarest category has share p:
  /// z²((1 + α)(3 − α) / (4p(1 − p)(1 − α)) − α), z one-sided (Krippendorff, after Bloch & Kraemer
  /// 1989).
  package static func alpha(atLeast alpha: Double, share p: Double, level: Double = 0.05) -> Int {
    precondition(alpha < 1 && p > 0 && p < 1, "alpha below 1, and a share between 0 and 1")
    let z = Normal.critical(1 - 2 * level)
    let spread = (1 + alpha) * (3 - alpha) / (4 * p * (1 - p) * (1 - alpha)) - alpha
    return Int((z * z * spread).rounded(.up))
  }
}
