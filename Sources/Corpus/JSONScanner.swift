/// Walks one JSON text on bytes, in place, without making strings.
///
/// The bytes must be readable for ``PostBatch/padding`` bytes past `end` and hold no byte that
/// matters there. Grammar: RFC 8259; nesting up to 512. A wrong text sets ``failed`` and every
/// later call returns nothing; nothing is thrown on the hot path. Skipped values are checked for
/// grammar, not for UTF-8 (``UTF8Check`` does that for what is kept).
/// Cost: about 1 ns a byte in strings less than a quarter of it.
@frozen public struct JSONScanner {
  public let base: UnsafePointer<UInt8>
  public var at: Int
  public let end: Int
  public var failed = false
  public var tooDeep = false

  /// The inside of a string literal: where, how long, and whether it must be decoded or checked.
  @frozen public struct Text {
    public var offset: Int
    public var count: Int
    public var isEscaped: Bool
    public var isASCII: Bool

    @inlinable
    public init(offset: Int, count: Int, isEscaped: Bool, isASCII: Bool) {
      self.offset = offset
      self.count = count
      self.isEscaped = isEscaped
      self.isASCII = isASCII
    }
  }

  @inlinable
  public init(base: UnsafePointer<UInt8>, at: Int, end: Int) {
    self.base = base
    self.at = at
    self.end = end
  }

  @inlinable @inline(__always)
  public mutating func skipSpace() {
    while at < end, base[at] <= 32 {
      let c = base[at]
      guard c == 32 || c == 10 || c == 13 || c == 9 else { return }
      at += 1
    }
  }

  @inlinable @inline(__always)
  mutating func fail() { failed = true }

  /// The first byte of the value that comes next; 0 at the end.
  @inlinable @inline(__always)
  public mutating func peek() -> UInt8 {
    if at < end, base[at] > 32 { return base[at] }
    skipSpace()
    return at < end ? base[at] : 0
  }

  @inlinable @inline(__always)
  public mutating func take(_ byte: UInt8) -> Bool {
    if peek() == byte {
      at += 1
      return true
    }
    return false
  }

  /// Reads a string literal; `at` must be on its opening quote.
  @inlinable
  public mutating func text() -> Text? {
    guard peek() == 34 else {
      fail()
      return nil
    }
    at += 1
    let start = at
    var high: UInt64 = 0
    var escaped = false
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while at < end {
      let w = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
      let quote = w ^ (ones &* 34)
      let slash = w ^ (ones &* 92)
      let stop =
        (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
          | ((w &- (ones &* 32)) & ~w)) & tops
      if stop == 0 {
        high |= w
        at += 8
        continue
      }
      let step = stop.trailingZeroBitCount >> 3
      if step > 0 { high |= w << UInt64(64 - step * 8) }
      at += step
      if at >= end { break }
      switch base[at] {
      case 34:
        let text = Text(
          offset: start, count: at - start, isEscaped: escaped, isASCII: high & tops == 0)
        at += 1
        return text
      case 92:
        escaped = true
        guard skipEscape() else {
          fail()
          return nil
        }
      default:
        fail()
        return nil
      }
    }
    at = end
    fail()
    return nil
  }

  @inlinable
  mutating func skipEscape() -> Bool {
    guard at + 1 < end else { return false }
    switch base[at + 1] {
    case 34, 92, 47, 98, 102, 110, 114, 116:
      at += 2
      return true
    case 117:
      guard at + 6 <= end else { return false }
      for i in at + 2..<at + 6 where JSONScanner.hex(base[i]) == nil { return false }
      at += 6
      return true
    default:
      return false
    }
  }

  @inlinable
  static func hex(_ c: UInt8) -> UInt32? {
    switch c {
    case 48...57: UInt32(c) - 48
    case 65...70: UInt32(c) - 55
    case 97...102: UInt32(c) - 87
    default: nil
    }
  }

  /// Whether the literal text is exactly `word` (which needs no escapes).
  @inlinable @inline(__always)
  public func matches(_ text: Text, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    let p = word.utf8Start
    for i in 0..<text.count where base[text.offset + i] != p[i] { return false }
    return true
  }

  /// Enters an object. Then: `while let key = scanner.nextKey(&first) { … value … }`.
  @inlinable @inline(__always)
  public mutating func enterObject() -> Bool {
    if take(123) { return true }
    fail()
    return false
  }

  /// The next key, with its colon taken; nil at the closing brace or on a mistake.
  @inlinable @inline(__always)
  public mutating func nextKey(_ first: inout Bool) -> Text? {
    if failed { return nil }
    let c = peek()
    if c == 125, first || base[at - 1] != 44 {
      at += 1
      first = false
      return nil
    }
    if !first {
      guard c == 44 else {
        fail()
        return nil
      }
      at += 1
    }
    first = false
    guard let key = text() else { return nil }
    guard take(58) else {
      fail()
      return nil
    }
    return key
  }

  @inlinable @inline(__always)
  public mutating func enterArray() -> Bool {
    if take(91) { return true }
    fail()
    return false
  }

  /// Whether another element follows; takes the comma or the closing bracket.
  @inlinable @inline(__always)
  public mutating func nextElement(_ first: inout Bool) -> Bool {
    if failed { return false }
    let c = peek()
    if c == 93 {
      at += 1
      return false
    }
    if first {
      first = false
      if c == 0 { fail() }
      return !failed
    }
    guard c == 44 else {
      fail()
      return false
    }
    at += 1
    if peek() == 93 {
      fail()
      return false
    }
    return true
  }

  /// The bytes of a number literal.
  @inlinable
  public mutating func number() -> Text? {
    _ = peek()
    let start = at
    if at < end, base[at] == 45 { at += 1 }
    guard at < end, base[at] >= 48, base[at] <= 57 else {
      fail()
      return nil
    }
    if base[at] == 48 { at += 1 } else { digits() }
    if at < end, base[at] == 46 {
      at += 1
      guard at < end, base[at] >= 48, base[at] <= 57 else {
        fail()
        return nil
      }
      digits()
    }
    if at < end, base[at] | 32 == 101 {
      at += 1
      if at < end, base[at] == 43 || base[at] == 45 { at += 1 }
      guard at < end, base[at] >= 48, base[at] <= 57 else {
        fail()
        return nil
      }
      digits()
    }
    return Text(offset: start, count: at - start, isEscaped: false, isASCII: true)
  }

  @inlinable @inline(__always)
  mutating func digits() { while at < end, base[at] >= 48, base[at] <= 57 { at += 1 } }

  @inlinable
  public mutating func word(_ word: StaticString) -> Bool {
    let n = word.utf8CodeUnitCount
    guard at + n <= end else {
      fail()
      return false
    }
    for i in 0..<n where base[at + i] != word.utf8Start[i] {
      fail()
      return false
    }
    at += n
    return true
  }

  /// true, false; nil and ``failed`` for anything else.
  @inlinable
  public mutating func bool() -> Bool? {
    switch peek() {
    case 116: word("true") ? true : nil
    case 102: word("false") ? false : nil
    default: nil
    }
  }

  /// Passes over one value of any kind, checking its grammar. Iterative: depth costs no stack.
  @inlinable
  public mutating func skipValue() {
    switch peek() {
    case 34:
      _ = text()
      return
    case 123, 91: break
    default:
      skipScalar()
      return
    }
    // One bit a level: 1 is an object. Levels past 64 spill into `spilled`.
    var spilled: [UInt64] = []
    var kinds: UInt64 = 0
    var depth = 0
    var fresh = true
    repeat {
      let c = peek()
      if fresh || c == 44 {
        if !fresh { at += 1 }
        // A value (or key and value) is due, or the container closes at once.
        if depth > 0 {
          let isObject = kinds & 1 == 1
          let next = peek()
          if fresh, next == (isObject ? 125 : 93) {
            at += 1
            depth -= 1
            kinds >>= 1
            if depth > 0, depth & 63 == 0, let last = spilled.popLast() { kinds = last }
            fresh = false
            continue
          }
          if isObject {
            guard text() != nil, take(58) else {
              fail()
              return
            }
          }
        }
        fresh = false
        let value = peek()
        if value == 123 || value == 91 {
          at += 1
          if depth > 0, depth & 63 == 0 {
            spilled.append(kinds)
            kinds = 0
          }
          depth += 1
          if depth > 512 {
            tooDeep = true
            fail()
            return
          }
          kinds = kinds << 1 | (value == 123 ? 1 : 0)
          fresh = true
        } else if value == 34 {
          _ = text()
        } else {
          skipScalar()
        }
        if failed { return }
      } else if depth > 0, c == (kinds & 1 == 1 ? 125 : 93) {
        at += 1
        depth -= 1
        kinds >>= 1
        if depth > 0, depth & 63 == 0, let last = spilled.popLast() { kinds = last }
      } else {
        fail()
        return
      }
    } while depth > 0
  }

  @inlinable
  mutating func skipScalar() {
    switch peek() {
    case 116: _ = word("true")
    case 102: _ = word("false")
    case 110: _ = word("null")
    default: _ = number()
    }
  }

  /// Takes `null` if it comes next.
  @inlinable @inline(__always)
  public mutating func takeNull() -> Bool {
    peek() == 110 && word("null")
  }

  /// Whether nothing but white space is left.
  @inlinable
  public mutating func isAtEnd() -> Bool {
    skipSpace()
    return at >= end
  }
}

extension JSONScanner {
  /// A string literal, or the bytes of a number; nil (and skipped) for anything else.
  ///
  /// Ids are strings in every record of ours, but exports write them either way.
  @inlinable @inline(__always)
  public mutating func string() -> Text? {
    let c = peek()
    if c == 34 { return text() }
    if c == 45 || (c >= 48 && c <= 57) { return number() }
    skipValue()
    return nil
  }
}
