/// UTF-8 on raw bytes: checking, decoding one scalar, encoding one scalar.
public enum UTF8Check {
  /// Length of the well-formed sequence at `p`, or 0 when there is none before `stop`.
  @inlinable
  public static func sequence(at p: UnsafePointer<UInt8>, before stop: UnsafePointer<UInt8>) -> Int
  {
    let left = stop - p
    guard left > 0 else { return 0 }
    let a = p[0]
    if a < 0x80 { return 1 }
    if a < 0xC2 || a > 0xF4 || left < 2 { return 0 }
    let b = p[1]
    guard b & 0xC0 == 0x80 else { return 0 }
    if a < 0xE0 { return 2 }
    if left < 3 || p[2] & 0xC0 != 0x80 { return 0 }
    if a < 0xF0 {
      if a == 0xE0, b < 0xA0 { return 0 }
      if a == 0xED, b > 0x9F { return 0 }
      return 3
    }
    if left < 4 || p[3] & 0xC0 != 0x80 { return 0 }
    if a == 0xF0, b < 0x90 { return 0 }
    if a == 0xF4, b > 0x8F { return 0 }
    return 4
  }

  @inlinable
  public static func sequence(
    at p: UnsafeMutablePointer<UInt8>, before stop: UnsafeMutablePointer<UInt8>
  ) -> Int {
    sequence(at: UnsafePointer(p), before: UnsafePointer(stop))
  }

  @inlinable
  public static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var p = bytes.baseAddress else { return true }
    let stop = p + bytes.count
    while p < stop {
      if p.pointee < 0x80 {
        p += 1
        continue
      }
      let length = sequence(at: p, before: stop)
      if length == 0 { return false }
      p += length
    }
    return true
  }

  /// The scalar at `p` and its length; the bytes must be valid UTF-8.
  @inlinable @inline(__always)
  public static func decode(_ p: UnsafePointer<UInt8>) -> (scalar: UInt32, length: Int) {
    let a = UInt32(p[0])
    if a < 0x80 { return (a, 1) }
    if a < 0xE0 { return ((a & 31) << 6 | UInt32(p[1] & 63), 2) }
    if a < 0xF0 { return ((a & 15) << 12 | UInt32(p[1] & 63) << 6 | UInt32(p[2] & 63), 3) }
    return (
      (a & 7) << 18 | UInt32(p[1] & 63) << 12 | UInt32(p[2] & 63) << 6 | UInt32(p[3] & 63), 4
    )
  }

  /// Writes a scalar; returns how many bytes it took.
  @inlinable @inline(__always)
  public static func encode(_ scalar: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int {
    if scalar < 0x80 {
      out[0] = UInt8(scalar)
      return 1
    }
    if scalar < 0x800 {
      out[0] = UInt8(0xC0 | scalar >> 6)
      out[1] = UInt8(0x80 | scalar & 63)
      return 2
    }
    if scalar < 0x10000 {
      out[0] = UInt8(0xE0 | scalar >> 12)
      out[1] = UInt8(0x80 | scalar >> 6 & 63)
      out[2] = UInt8(0x80 | scalar & 63)
      return 3
    }
    out[0] = UInt8(0xF0 | scalar >> 18)
    out[1] = UInt8(0x80 | scalar >> 12 & 63)
    out[2] = UInt8(0x80 | scalar >> 6 & 63)
    out[3] = UInt8(0x80 | scalar & 63)
    return 4
  }
}
