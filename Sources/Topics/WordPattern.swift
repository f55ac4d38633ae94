/// One word of an entry, in key spelling: letters, `*` (none or more) and `?` (exactly one),
/// anchored at both ends of a token.
struct WordPattern: Hashable {
  enum Kind {
    /// Every token.
    case any
    case literal
    case prefix
    case suffix
    /// Wildcards anywhere.
    case glob
  }

  static let star = UInt8(ascii: "*")
  static let question = UInt8(ascii: "?")

  /// Several `*` in a row are one.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    var kept: [UInt8] = []
    for byte in bytes where byte != Self.star || kept.last != Self.star { kept.append(byte) }
    self.bytes = kept
  }

  var kind: Kind {
    if bytes == [Self.star] { return .any }
    if bytes.contains(Self.question) { return .glob }
    switch (bytes.filter { $0 == Self.star }.count, bytes.first, bytes.last) {
    case (0, _, _): return .literal
    case (1, _, Self.star): return .prefix
    case (1, Self.star, _): return .suffix
    default: return .glob
    }
  }

  /// The letters of a literal, prefix or suffix.
  var letters: [UInt8] { bytes.filter { $0 != Self.star } }

  /// Whether no token can have the key, because it asks for a letter three times in a row, which
  /// every key has twice at most.
  func isOutOfReach(_ tokenisation: Tokenisation) -> Bool {
    guard tokenisation == .youth else { return false }
    let letters = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    return letters.indices.dropFirst(2).contains { index in
      let letter = letters[index]
      return letter != "*" && letter != "?" && letter.properties.numericType == nil
        && letters[index - 1] == letter && letters[index - 2] == letter
    }
  }

  /// Whether a key has this form. Walks back to the last star only: at worst key × pattern steps.
  func matches(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    var next = 0
    var star: Int?
    var resume = 0
    while at < key.count {
      if next < bytes.count, bytes[next] == Self.star {
        star = next
        next += 1
        resume = at
      } else if next < bytes.count, bytes[next] == Self.question {
        next += 1
        at = Self.behindScalar(key, at)
      } else if next < bytes.count, bytes[next] == key[at] {
        next += 1
        at += 1
      } else if let star {
        resume = Self.behindScalar(key, resume)
        at = resume
        next = star + 1
      } else {
        return false
      }
    }
    while next < bytes.count, bytes[next] == Self.star { next += 1 }
    return next == bytes.count
  }

  private static func behindScalar(_ key: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var next = at + 1
    while next < key.count, key[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
