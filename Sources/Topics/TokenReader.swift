internal import Corpus

/// A token's key as the reader leaves it. Up to 16 bytes stand in two words, zero behind the end,
/// so that most keys are compared without touching memory; longer ones at `bytes`.
struct TokenKey {
  var low: UInt64
  var high: UInt64
  var count: Int
  /// Meaningful when `count` is above 16.
  var bytes: UnsafePointer<UInt8>
  /// Whether letters above ASCII stand as in the text, still to be folded (``TokenReader/fold(_:)``).
  var isRaw: Bool

  @inline(__always)
  init(low: UInt64, high: UInt64, count: Int, bytes: UnsafePointer<UInt8>, isRaw: Bool) {
    self.low = low
    self.high = high
    self.count = count
    self.bytes = bytes
    self.isRaw = isRaw
  }

  /// A key of `count` bytes, at least one, at `bytes`, behind which 16 may be read.
  @inline(__always) init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
    isRaw = false
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
  /// The bytes of the text that the token just handed out was read from. Who codes has no use for
  /// it; who explains a coding shows it.
  mutating func spot(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>)
}

extension TokenSink where Self: ~Copyable {
  @inline(__always) mutating func spot(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
  }
}

/// Cuts a text into tokens and writes their keys. One implementation for posts and for lexicon
/// entries, so that both sides are always folded alike.
///
/// A reader belongs to one thread. It may read up to 16 bytes past the end of a text, and never
/// heeds them. Keys are valid during the call that hands them out.
struct TokenReader {
  /// Classes of bytes. From 0x20 on the byte is part of a word, and stands in the key as the class
  /// says.
  enum Byte {
    static let separator: UInt8 = 0
    static let pause: UInt8 = 1
    static let at: UInt8 = 2
    static let hash: UInt8 = 3
    static let apostrophe: UInt8 = 4
    static let bracket: UInt8 = 5
    static let colon: UInt8 = 6
    /// Part of a scalar from U+0080.
    static let wide: UInt8 = 0x1E
    /// First byte of a scalar from U+00C0 to U+027F: Latin letters, and × and ÷.
    static let latin: UInt8 = 0x1F
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
    case 0xC3...0xC9: return Byte.latin
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

  /// The run of word bytes at `p`, up to 15: letters, digits (and `_`, when plain) of ASCII in key
  /// spelling, and Latin letters up to U+027F as they are. Nil when the run is longer or has another
  /// scalar in it or behind it, × and ÷ included. For texts only, not for entries.
  @inline(__always)
  func run(_ p: UnsafePointer<UInt8>, before stop: UnsafePointer<UInt8>) -> TokenKey? {
    let raw = UnsafeRawPointer(p)
    var low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    var high: UInt64 = 0
    var count = min(ends(low).trailingZeroBitCount &>> 3, stop - p)
    if count == 8 {
      high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      let more = min(ends(high).trailingZeroBitCount &>> 3, stop - p &- 8)
      if more == 8 { return nil }
      high = more == 0 ? 0 : high & TokenKey.mask(more)
      count &+= more
    } else {
      low &= TokenKey.mask(count)
    }
    let wide = (low | high) & Self.tops
    if wide != 0, !isLatin(low) || !isLatin(high) { return nil }
    return TokenKey(
      low: Self.lower(low, min(count, 8)), high: Self.lower(high, count &- 8), count: count,
      bytes: p, isRaw: wide != 0)
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// Or-s 0x20 to each of the first `count` bytes that is ASCII.
  @inline(__always) private static func lower(_ bytes: UInt64, _ count: Int) -> UInt64 {
    count <= 0 ? 0 : bytes | (~bytes & tops) &>> 2 & TokenKey.mask(count)
  }

  /// 0x80 in each of the eight bytes that is ASCII but no letter or digit (nor `_`, when plain).
  @inline(__always) private func ends(_ bytes: UInt64) -> UInt64 {
    let ones = Self.ones
    let seven = bytes & ~Self.tops
    let small = seven | ones &* 0x20
    let letter = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x7F - 0x7A))
    let digit = (seven &+ ones &* (0x80 - 0x30)) & ~(seven &+ ones &* (0x7F - 0x39))
    var word = letter | digit | bytes
    if tokenisation == .plain { word |= ~((seven ^ ones &* 0x5F) &+ ones &* 0x7F) }
    return ~word & Self.tops
  }

  /// Whether all scalars above ASCII are letters from U+00C0 to U+027F: first bytes are C3 to C9,
  /// and no second byte is 97 or B7, of which × and ÷ have one.
  @inline(__always) private func isLatin(_ bytes: UInt64) -> Bool {
    let ones = Self.ones
    let first = bytes & bytes &<< 1 & Self.tops
    let six = bytes & (ones &* 0x3F)
    let fits = (six &+ ones &* (0x80 - 0x03)) & ~(six &+ ones &* (0x7F - 0x09))
    let sign = (bytes & (ones &* 0xDF)) ^ (ones &* 0x97)
    let signs = ~(((sign & ~Self.tops) &+ ones &* 0x7F) | sign) & Self.tops
    return (first & ~fits) | signs == 0
  }

  /// The key spelling of a token whose key is raw.
  func fold(_ raw: [UInt8]) -> [UInt8] {
    var list = TokenList()
    let text = raw.map { $0 == 0x7F ? UInt8(ascii: "_") : $0 }
    let padded = text + [UInt8](repeating: 0, count: PostBatch.padding)
    padded.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return }
      switch tokenisation {
      case .plain: _ = plainToken(start, start + raw.count, into: &list)
      case .youth: _ = youthToken(start, start + raw.count, into: &list)
      }
    }
    return list.tokens.first ?? raw
  }
}
