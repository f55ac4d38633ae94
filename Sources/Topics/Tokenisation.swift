/// How a text becomes tokens, and which keys a token is looked up by. Part of every result, so it
/// is a named setting. Full rules: `docs/lexicons.md`.
package enum Tokenisation: String, Sendable, CaseIterable {
  /// For posts by young people: letters without case and diacritics, lengthened letters,
  /// hashtags, emoji, digits as letters; handles and links are no words; phrases end at a sentence.
  case youth
  /// Lower case, and everything that is no letter, number or `_` separates: any tool can repeat it.
  case plain

  /// The tokens of a text with the keys that each is looked up by, in the order in which they are
  /// tried; for inspection and tests, not for speed. A hashtag's second reading is one key with
  /// spaces.
  package func keys(of text: String) -> [[String]] {
    var list = TokenList()
    let reader = TokenReader(self)
    reader.read(text, into: &list)
    return list.tokens.enumerated().map { place, token in
      TokenKeys(list.raw.contains(place) ? reader.fold(token) : token, self).readings.map {
        reading in
        let shown = reading.map { $0 == 0x7F ? UInt8(ascii: "_") : $0 }
        return String(decoding: shown, as: UTF8.self)
      }
    }
  }

  /// An entry in key spelling, its words with spaces between; entries with one key mean the same.
  package func entryKey(_ entry: String) -> String {
    EntryWords.read(entry, TokenReader(self, forEntries: true)).words
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
  }
}
