/// Where a person's name in a text ends: letters (of any script), digits and underscores, with dots,
/// hyphens and one `@` (of `name@server`) between them; or anything between the isolating marks that
/// messengers put around a name (U+2068, U+2069). An emoji, quotation mark or dash ends it.
enum NameSpan {
  /// End of the name that starts at `start`, however long; nil when none does.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    if let end = isolated(bytes, start) { return end }
    var end = start
    var at = start
    var hasServer = false
    while at < bytes.count {
      let c = bytes[at]
      if isASCIIWord(c) {
        at += 1
        end = at
      } else if c == 46 || c == 45 {
        // Belongs to the name where it goes on; else to the sentence.
        guard at > start else { return nil }
        at += 1
      } else if c == 64, at == end, at > start, !hasServer, hasDot(bytes, at + 1) {
        hasServer = true
        at += 1
      } else if c >= 0x80, let length = letter(bytes, at) {
        at += length
        end = at
      } else {
        break
      }
    }
    return end > start ? end : nil
  }

  /// The span without isolating marks.
  static func bare(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    if isolated(bytes, start) == end {
      return UnsafeBufferPointer(rebasing: bytes[(start + 3)..<(end - 3)])
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// The end that the name would have before its last dot, hyphen or at sign.
  static func shorter(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    if isolated(bytes, start) == end { return nil }
    var at = end
    while at > start {
      at -= 1
      if bytes[at] == 46 || bytes[at] == 45 || bytes[at] == 64 {
        while at > start, bytes[at - 1] == 46 || bytes[at - 1] == 45 { at -= 1 }
        return at > start ? at : nil
      }
    }
    return nil
  }

  /// End of what stands between U+2068 and U+2069, marks included.
  private static func isolated(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    func isMark(_ at: Int, _ last: UInt8) -> Bool {
      at + 2 < bytes.count && bytes[at] == 0xE2 && bytes[at + 1] == 0x81 && bytes[at + 2] == last
    }
    guard isMark(start, 0xA8) else { return nil }
    var at = start + 3
    while at < bytes.count, bytes[at] >= 32 {
      if isMark(at, 0xA9) { return at > start + 3 ? at + 3 : nil }
      at += 1
    }
    return nil
  }

  /// Whether a server's name starts here: a word, a dot, a word.
  private static func hasDot(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var at = start
    while at < bytes.count, isASCIIWord(bytes[at]) || bytes[at] == 45 { at += 1 }
    return at > start && at + 1 < bytes.count && bytes[at] == 46 && isASCIIWord(bytes[at + 1])
  }

  /// Length of the letter, mark or digit outside ASCII at `at`; nil where it is another sign.
  static func letter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let lead = bytes[at]
    let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard length > 0, at + length <= bytes.count else { return nil }
    var value = UInt32(lead & (0x7F >> length))
    for i in 1..<length {
      guard bytes[at + i] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[at + i] & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return length
    case .nonspacingMark:
      // Variation selectors belong to an emoji.
      return 0xFE00...0xFE0F ~= value ? nil : length
    default:
      return nil
    }
  }
}
