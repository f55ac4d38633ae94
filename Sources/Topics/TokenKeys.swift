/// All keys by which one token of a text is looked up.
///
/// Under `plain` a token has one key. Under `youth` an inner apostrophe may be left out, a letter
/// that stands three times or more in a row is tried twice and once, a skin tone may be left out,
/// and a hashtag is also read as the words that its capitals and digits part.
struct TokenKeys {
  /// Keys of the whole token, first choice first; without the sign of a hashtag.
  private(set) var whole: [[UInt8]] = []
  /// The keys of each word of a hashtag's second reading; empty when there is none.
  private(set) var pieces: [[[UInt8]]] = []
  let isHashtag: Bool

  init(_ token: [UInt8], _ tokenisation: Tokenisation) {
    guard tokenisation == .youth else {
      isHashtag = false
      whole = [token]
      return
    }
    isHashtag = token.first == UInt8(ascii: "#")
    if isHashtag {
      let parts = token.dropFirst().split(separator: TokenReader.joint).map(Array.init)
      whole = Self.spellings(parts.flatMap { $0 })
      if parts.count > 1 { pieces = parts.map(Self.spellings) }
    } else if Self.isEmoji(token) {
      let toneless = Self.withoutSkinTone(token)
      whole = toneless == token || toneless.isEmpty ? [token] : [token, toneless]
    } else {
      whole = Self.spellings(token)
    }
  }

  /// For display: the whole token's keys, then the second reading with spaces.
  var readings: [[UInt8]] {
    guard !pieces.isEmpty else { return whole }
    return whole + [Array(pieces.map { $0[0] }.joined(separator: [UInt8(ascii: " ")]))]
  }

  /// Whether a token has the one key that it is itself; decides without allocating.
  static func isSimple(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = token.first, first < 0x80, first != UInt8(ascii: "#") else { return false }
    var last = first
    var run = 0
    for byte in token {
      if byte >= 0x80 || byte == UInt8(ascii: "'") { return false }
      run = byte == last ? run + 1 : 1
      if run >= 3 { return false }
      last = byte
    }
    return true
  }

  private static func spellings(_ word: [UInt8]) -> [[UInt8]] {
    let apostrophe = UInt8(ascii: "'")
    let bare = word.contains(apostrophe) ? word.filter { $0 != apostrophe } : nil
    return shortened(word) + (bare.map(shortened) ?? [])
  }

  /// Lengthened letters written twice and once, each run apart; from five runs on, all alike.
  private static func shortened(_ word: [UInt8]) -> [[UInt8]] {
    let runs = letterRuns(String(decoding: word, as: UTF8.self))
    let long = runs.indices.filter { runs[$0].isLengthened }
    guard !long.isEmpty else { return [word] }
    let choices = long.count > 4 ? [0, Int.max] : Array(0..<(1 << long.count))
    return choices.map { choice in
      var key = ""
      var next = 0
      for run in runs {
        var count = run.count
        if run.isLengthened {
          count = choice >> min(next, 62) & 1 == 0 ? 2 : 1
          next += 1
        }
        for _ in 0..<count { key.unicodeScalars.append(run.letter) }
      }
      return Array(key.utf8)
    }
  }

  private struct LetterRun {
    let letter: Unicode.Scalar
    var count: Int
    /// Digits are never lengthened: 1000 is not 10.
    var isLengthened: Bool { count >= 3 && letter.properties.numericType == nil }
  }

  private static func letterRuns(_ word: String) -> [LetterRun] {
    var runs: [LetterRun] = []
    for letter in word.unicodeScalars {
      if runs.last?.letter == letter {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(LetterRun(letter: letter, count: 1))
      }
    }
    return runs
  }

  private static func isEmoji(_ token: [UInt8]) -> Bool {
    guard let first = String(decoding: token, as: UTF8.self).unicodeScalars.first else {
      return false
    }
    return first.value >= 0x80 && first.properties.isEmoji
  }

  private static func withoutSkinTone(_ token: [UInt8]) -> [UInt8] {
    var kept = String.UnicodeScalarView()
    for scalar in String(decoding: token, as: UTF8.self).unicodeScalars
    where !Emoji.isSkinTone(scalar.value) {
      kept.append(scalar)
    }
    return Array(String(kept).utf8)
  }
}
