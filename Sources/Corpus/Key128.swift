/// A 128-bit fingerprint of an id, for joins inside one run. Not a pseudonym: never written out.
///
/// Two lanes of multiply-fold mixing over eight bytes at a time. The chance that any two of five
/// million ids meet is about 10^-25.
@frozen public struct Key128: Hashable, Sendable {
  public var high: UInt64
  public var low: UInt64

  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// No key.
  @inlinable public static var none: Key128 { Key128(high: 0, low: 0) }
  @inlinable public var isNone: Bool { high == 0 && low == 0 }

  @inlinable @inline(__always)
  static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let wide = a.multipliedFullWidth(by: b)
    return wide.high ^ wide.low
  }

  /// Fingerprint of `bytes` in the space named by `space` (a platform, a kind of id).
  /// The bytes need not be aligned nor padded.
  @inlinable
  public init(_ bytes: UnsafeBufferPointer<UInt8>, space: UInt64) {
    var h: UInt64 = space ^ 0x9E37_79B9_7F4A_7C15
    var l: UInt64 = space &+ 0xD1B5_4A32_D192_ED03
    var left = bytes.count
    if let start = bytes.baseAddress {
      var p = UnsafeRawPointer(start)
      while left >= 8 {
        let w = p.loadUnaligned(as: UInt64.self)
        h = Self.fold(h ^ w, 0xA076_1D64_78BD_642F)
        l = Self.fold(l &+ w, 0xE703_7ED1_A0B4_28DB) ^ w
        p += 8
        left -= 8
      }
      var tail: UInt64 = 0
      if left > 0 {
        if bytes.count >= 8 {
          // The last eight bytes overlap those before; the length below tells such texts apart.
          tail = (p - (8 - left)).loadUnaligned(as: UInt64.self)
        } else {
          for i in 0..<left {
            tail |= UInt64(p.load(fromByteOffset: i, as: UInt8.self)) << UInt64(i * 8)
          }
        }
      }
      h = Self.fold(h ^ tail, 0x8EBC_6AF0_9C88_C6E3)
      l = Self.fold(l &+ tail, 0x5899_65CC_7537_4CC3) ^ tail
    }
    let n = UInt64(bytes.count)
    high = Self.fold(h ^ n, 0x1D8E_4E27_C47D_124F) | 1
    low = Self.fold(l ^ (n << 32), 0xEB44_ACCA_B455_D165)
  }

  public init(_ string: String, space: UInt64) {
    var copy = string
    self = copy.withUTF8 { Key128($0, space: space) }
  }
}
