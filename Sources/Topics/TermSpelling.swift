internal import Corpus

/// How a token is spelled when it is counted and not looked up among entries.
enum TermSpelling {
  /// The first spelling by which the token would be looked up; hashtags keep their sign.
  static func of(_ token: [UInt8]) -> [UInt8] {
    if token.withUnsafeBufferPointer({ TokenKeys.isSimple($0) }) { return token }
    let keys = TokenKeys(token, .youth)
    let first = keys.whole.first ?? token
    return keys.isHashtag ? [UInt8(ascii: "#")] + first : first
  }

  /// A letter for the space and 128 bits in base 32: what stands in texts instead of a handle, and
  /// behind `u/` is not told from words by a sign.
  static func isPseudonym(_ token: [UInt8]) -> Bool {
    token.count == 27 && IDSpace.allCases.contains { $0.letter == token[0] }
      && token.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 50 && $0 <= 55 }
  }
}
