extension JSONWriter {
  /// A string literal of UTF-8 bytes.
  @inlinable
  public mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count + 3)
    separate()
    put(34)
    if let start = bytes.baseAddress {
      let done = copyRun(start, bytes.count)
      if done < bytes.count { escape(start + done, bytes.count - done) }
    }
    reserve(1)
    put(34)
  }

  public mutating func string(_ string: String) {
    var copy = string
    copy.withUTF8 { self.string($0) }
  }

  /// A string that may hold anything that a literal in source can.
  @inlinable
  public mutating func string(_ string: StaticString) {
    self.string(UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  /// Copies up to the first byte that must be escaped; returns how many bytes it copied. Room for
  /// all must be reserved.
  @inlinable @inline(__always)
  mutating func copyRun(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var at = 0
    let out = UnsafeMutableRawPointer(base + used)
    while at + 8 <= length {
      let w = UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self)
      let quote = w ^ (ones &* 34)
      let slash = w ^ (ones &* 92)
      let stop =
        (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
          | ((w &- (ones &* 32)) & ~w)) & tops
      out.storeBytes(of: w, toByteOffset: at, as: UInt64.self)
      if stop != 0 {
        at += stop.trailingZeroBitCount >> 3
        used += at
        return at
      }
      at += 8
    }
    while at < length, start[at] >= 32, start[at] != 34, start[at] != 92 {
      out.storeBytes(of: start[at], toByteOffset: at, as: UInt8.self)
      at += 1
    }
    used += at
    return at
  }

  @usableFromInline @inline(never)
  mutating func escape(_ start: UnsafePointer<UInt8>, _ length: Int) {
    var at = 0
    while at < length {
      reserve(length - at + 8)
      let byte = start[at]
      put(92)
      switch byte {
      case 34, 92: put(byte)
      case 8: put(98)
      case 9: put(116)
      case 10: put(110)
      case 12: put(102)
      case 13: put(114)
      default:
        let digits: StaticString = "0123456789abcdef"
        put(117)
        put(48)
        put(48)
        put(digits.utf8Start[Int(byte >> 4)])
        put(digits.utf8Start[Int(byte & 15)])
      }
      at += 1
      at += copyRun(start + at, length - at)
    }
  }

  @inlinable
  public mutating func int(_ value: Int) {
    reserve(24)
    separate()
    if value < 0 { put(45) }
    digits(value.magnitude)
  }

  @inlinable @inline(__always)
  mutating func digits(_ value: UInt) {
    var length = 1
    var limit: UInt = 10
    while length < 20, value >= limit {
      length += 1
      limit = length < 20 ? limit &* 10 : limit
    }
    var rest = value
    for place in stride(from: used + length - 1, through: used, by: -1) {
      base[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    used += length
  }

  /// The shortest digits that read back as the same number; whole numbers below 2^53 without a
  /// point. The value must be finite: a missing number is a missing key, or ``null()``.
  public mutating func double(_ value: Double) {
    precondition(value.isFinite, "JSON has no such number; write null or leave the key out")
    if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero) {
      int(Int(value))
      return
    }
    reserve(32)
    separate()
    for byte in value.description.utf8 { put(byte) }
  }

  /// A moment as ``Moment/text(_:)`` writes it: RFC 3339 in UTC, milliseconds where there are any.
  public mutating func time(_ milliseconds: Int64) {
    let c = Moment.civil(milliseconds)
    guard (0...9999).contains(c.year) else {
      string(Moment.text(milliseconds))
      return
    }
    reserve(32)
    separate()
    put(34)
    padded(c.year, 4)
    put(45)
    padded(c.month, 2)
    put(45)
    padded(c.day, 2)
    put(84)
    padded(c.hour, 2)
    put(58)
    padded(c.minute, 2)
    put(58)
    padded(c.second, 2)
    if c.millisecond != 0 {
      put(46)
      padded(c.millisecond, 3)
    }
    put(90)
    put(34)
  }

  private mutating func padded(_ value: Int, _ length: Int) {
    var rest = value
    for place in stride(from: used + length - 1, through: used, by: -1) {
      base[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    used += length
  }
}
