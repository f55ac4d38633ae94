/// Poisson(1) weights as a pure function of seed, user and replicate: the bootstrap of persons that
/// needs one pass, no order and no memory of earlier draws.
///
/// Source: Oza & Russell 2001; Chamandy, Muralidharan, Najmi & Naidu 2012. The generator, the
/// thresholds and vectors are in `Tests/oracles/poisson_bootstrap.json`.
package enum Poisson {
  /// The distribution function of Poisson(1) in 64-bit steps: a draw u gives the number of
  /// thresholds at or below it.
  package static let thresholds: [UInt64] = [
    6_786_177_901_268_885_274, 13_572_355_802_537_770_549, 16_965_444_753_172_213_186,
    18_096_474_403_383_694_065, 18_379_231_815_936_564_285, 18_435_783_298_447_138_329,
    18_445_208_545_532_234_003, 18_446_555_009_401_533_385, 18_446_723_317_385_195_808,
    18_446_742_018_272_269_410, 18_446_743_888_360_976_771, 18_446_744_058_369_041_076,
    18_446_744_072_536_379_768, 18_446_744_073_626_175_052, 18_446_744_073_704_017_573,
    18_446_744_073_709_207_074, 18_446_744_073_709_531_418, 18_446_744_073_709_550_497,
    18_446_744_073_709_551_557, 18_446_744_073_709_551_613, 18_446_744_073_709_551_615,
  ]

  /// The finaliser of SplitMix64.
  @inline(__always)
  static func mix(_ x: UInt64) -> UInt64 {
    var z = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// FNV-1a of the name's UTF-8 bytes.
  package static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The seed of one purpose, such as a table's name, so that two tables draw apart.
  package static func seed(_ seed: UInt64, purpose: String) -> UInt64 {
    mix(mix(seed) ^ hash(purpose))
  }

  /// The 64 random bits of a user in a replicate.
  @inline(__always)
  static func bits(_ start: UInt64, _ replicate: Int) -> UInt64 {
    mix(start &+ (UInt64(replicate) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// How often `user` is drawn in `replicate` (from 0).
  package static func weight(user: String, replicate: Int, seed: UInt64) -> Int {
    let u = bits(mix(hash(user) ^ seed), replicate)
    return thresholds.count { $0 <= u }
  }

  /// Weights by the upper twelve bits of a draw; 255 where a threshold lies among the lower ones.
  private static let byUpperBits: [UInt8] = (0..<4096).map { upper in
    let low = UInt64(upper) << 52
    let high = low | (1 << 52 - 1)
    let (a, b) = (thresholds.count { $0 <= low }, thresholds.count { $0 <= high })
    return a == b ? UInt8(a) : 255
  }

  /// Writes the weights of replicates `from`..<`from + count` of one user.
  static func draw(
    _ hash: UInt64, seed: UInt64, from: Int, into weights: UnsafeMutableBufferPointer<Double>
  ) {
    let start = mix(hash ^ seed)
    byUpperBits.withUnsafeBufferPointer { byUpperBits in
      for i in 0..<weights.count {
        let u = bits(start, from + i)
        let quick = byUpperBits[Int(truncatingIfNeeded: u >> 52)]
        weights[i] = Double(quick == 255 ? UInt8(thresholds.count { $0 <= u }) : quick)
      }
    }
  }
}
