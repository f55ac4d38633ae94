/// Random bits as a pure function of seed, purpose, name and draw: SplitMix64 from a hashed start,
/// after the generator of the Poisson weights.
package struct HashStream: Sendable {
  private var state: UInt64

  /// Where the draws of one name begin.
  package static func start(seed: UInt64, purpose: String, name: String) -> UInt64 {
    mix(hash(name) ^ mix(mix(seed) ^ hash(purpose)))
  }

  package init(start: UInt64, draw: Int) {
    state = Self.mix(start &+ (UInt64(draw) &+ 1) &* Self.step)
  }

  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A whole number from 0 to below `bound`, each as likely (Lemire 2019).
  package mutating func below(_ bound: UInt64) -> UInt64 {
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let least = (0 &- bound) % bound
      while low < least { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return high
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ x: UInt64) -> UInt64 {
    var z = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// FNV-1a of the name's UTF-8 bytes.
  private static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
