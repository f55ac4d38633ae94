internal import Corpus

/// A token's key as the reader leaves it. Up to 16 bytes stand in two words, zero behind the end,
/// so that most keys are compared without touching memory; longer ones at `bytes`.
struct TokenKey {
  var low: UInt64
  var high: UInt64
  var count: Int
  /// Meaningful when `count` is above 16.
  var bytes: UnsafePointer<UInt8>

  @inline(__always) init(low: UInt64, high: UInt64, count: Int, bytes: UnsafePointer<UInt8>) {
    self.low = low
    self.high = high
    self.count = count
    self.bytes = bytes
  }

  /// A key of `count` bytes, at least one, at `bytes`, behind which 16 may be read.
  @inline(__always) init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
    let raw = UnsafeRawPointer(bytes)
    let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count <= 8 {
      low = first & Self.mask(count)
      high = 0
    } else {
      low = first
      let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      high = count < 16 ? second & Self.mask(count - 8) : second
    }
  }

  /// Ones in the first `count` bytes; `count` is 1 to 8.
  @inline(__always) static func mask(_ count: Int) -> UInt64 {
    ~0 &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }

  /// The key's bytes, copied.
  var array: [UInt8] {
    if count > 16 { return Array(UnsafeBufferPointer(start: bytes, count: count)) }
    return (0..<count).map { index in
      UInt8(truncatingIfNeeded: index < 8 ? low >> (8 * index) : high >> (8 * (index - 8)))
    }
  }
}

/// Takes what a reader finds, in the order of the text.
protocol TokenSink: ~Copyable {
  mutating func token(_ key: TokenKey)
  /// A place that no phrase crosses.
  mutating func pause()
}

/// Cuts a text into tokens and writes their keys. One implementation for posts and for lexicon
/// entries, so that both sides are always folded alike.
///
/// A reader belongs to one thread. It may read up to 16 bytes past the end of a text, and never
/// heeds them. Keys are valid during the call that hands them out.
struct TokenReader {
  /// Classes of bytes below 0x20; from 0x20 the byte is part of a word, and stands in the key as
  /// the class says.
  enum Byte {
    static let separator: UInt8 = 0
    static let pause: UInt8 = 1
    static let at: UInt8 = 2
    static let hash: UInt8 = 3
    static let apostrophe: UInt8 = 4
    static let bracket: UInt8 = 5
    static let colon: UInt8 = 6
    /// First byte of a scalar from U+0080.
    static let wide: UInt8 = 7
    static let word: UInt8 = 0x20
  }

  let tokenisation: Tokenisation
  /// Whether `*` and `?` are letters, as in lexicon entries.
  let isForEntries: Bool
  let pages: ScalarPages
  let classes: UnsafeMutablePointer<UInt8>
  let buffer: KeyBuffer

  init(_ tokenisation: Tokenisation, forEntries: Bool = false) {
    self.tokenisation = tokenisation
    isForEntries = forEntries
    pages = ScalarPages(tokenisation, forEntries: forEntries)
    classes = pages.bytes
    buffer = KeyBuffer()
  }

  static func classify(
    _ byte: UInt8, _ tokenisation: Tokenisation, forEntries: Bool
  ) -> UInt8 {
    switch byte {
    case 0x80...: return Byte.wide
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
    case UInt8(ascii: "*") where forEntries, UInt8(ascii: "?") where forEntries: return byte
    // Or-ing 0x20 to eight bytes at once makes 0x7F of `_`; so it is 0x7F in every key.
    case UInt8(ascii: "_") where tokenisation == .plain: return 0x7F
    default: break
    }
    guard tokenisation == .youth else { return Byte.separator }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"), 10...13:
      return Byte.pause
    case UInt8(ascii: "@"): return Byte.at
    case UInt8(ascii: "#"): return Byte.hash
    case UInt8(ascii: "'"), UInt8(ascii: "`"): return Byte.apostrophe
    case UInt8(ascii: "["): return Byte.bracket
    case UInt8(ascii: ":"): return Byte.colon
    default: return Byte.separator
    }
  }

  @inline(__always)
  func read<Sink: TokenSink & ~Copyable>(_ text: UnsafeBufferPointer<UInt8>, into sink: inout Sink)
  {
    guard let start = text.baseAddress, text.count > 0 else { return }
    switch tokenisation {
    case .plain: plain(start, start + text.count, into: &sink)
    case .youth: youth(start, start + text.count, into: &sink)
    }
  }

  /// For entries, examples and tests.
  func read<Sink: TokenSink & ~Copyable>(_ text: String, into sink: inout Sink) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
    bytes.withUnsafeBufferPointer { padded in
      read(
        UnsafeBufferPointer(rebasing: padded[..<(padded.count - PostBatch.padding)]), into: &sink)
    }
  }

  /// Length of the run of ASCII word bytes at `p`, up to 16 (16 means: perhaps more), with its
  /// bytes in key spelling. For texts only, not for entries.
  @inline(__always)
  func asciiRun(_ p: UnsafePointer<UInt8>, before stop: UnsafePointer<UInt8>) -> TokenKey {
    let raw = UnsafeRawPointer(p)
    let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let ends = ends(first)
    if ends != 0 {
      let count = min(ends.trailingZeroBitCount &>> 3, stop - p)
      return TokenKey(
        low: (first | 0x2020_2020_2020_2020) & TokenKey.mask(count), high: 0, count: count,
        bytes: p)
    }
    let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let count = min(8 &+ self.ends(second).trailingZeroBitCount &>> 3, stop - p)
    let low = first | 0x2020_2020_2020_2020
    if count <= 8 {
      return TokenKey(low: low & TokenKey.mask(count), high: 0, count: count, bytes: p)
    }
    let high = (second | 0x2020_2020_2020_2020) & TokenKey.mask(count &- 8)
    return TokenKey(low: low, high: high, count: count, bytes: p)
  }

  /// 0x80 in each of the eight bytes that is no ASCII letter or digit (nor `_`, when plain).
  @inline(__always) private func ends(_ bytes: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let top: UInt64 = 0x8080_8080_8080_8080
    let seven = bytes & ~top
    let small = seven | 0x2020_2020_2020_2020
    let letter = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x7F - 0x7A))
    let digit = (seven &+ ones &* (0x80 - 0x30)) & ~(seven &+ ones &* (0x7F - 0x39))
    var word = letter | digit
    if tokenisation == .plain { word |= ~((seven ^ ones &* 0x5F) &+ ones &* 0x7F) }
    return (~word | bytes) & top
  }
}
