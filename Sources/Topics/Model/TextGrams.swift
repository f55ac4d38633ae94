/// What a model sees of a text: each word, each two words that follow each other, and all runs of
/// two to five characters of a word with its ends marked, hashed into numbered buckets.
enum TextGrams {
  /// Characters of a word that are cut into runs; what is behind them is seen in the word only.
  static let mostCharacters = 32
  /// With ``mostCharacters``: no token has more grams.
  static let mostGrams = 127

  /// FNV-1a over bytes (Fowler, Noll & Vo).
  @inline(__always) static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The bucket of a hash: its bits stirred, and the highest taken.
  @inline(__always) static func bucket(_ hash: UInt64, bits: Int) -> Int {
    let mixed = (hash ^ hash &>> 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }

  /// The hash of a word in the spelling of ``TermSpelling``.
  static func word(_ spelling: [UInt8]) -> UInt64 {
    spelling.reduce(step(seed, 1), step)
  }

  /// The hash of two words that follow each other.
  @inline(__always) static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0xC2B2_AE3D_27D4_EB4F &+ second) ^ 0xA5A5_A5A5_A5A5_A5A5
  }

  /// The buckets of a word by itself, in the order of the text; may hold one twice.
  static func buckets(_ spelling: [UInt8], bits: Int) -> [Int] {
    var result = [bucket(word(spelling), bits: bits)]
    // A hashtag's word is made of the same runs as the word.
    let bare = spelling.first == UInt8(ascii: "#") ? spelling.dropFirst() : spelling[...]
    if bare.count < spelling.count { result.append(bucket(word(Array(bare)), bits: bits)) }
    var marked: [UInt8] = [2]
    var characters = 0
    for byte in bare {
      if byte & 0xC0 != 0x80 { characters += 1 }
      if characters > mostCharacters { break }
      marked.append(byte)
    }
    marked.append(3)
    for start in marked.indices where marked[start] & 0xC0 != 0x80 {
      var hash = step(seed, 4)
      var length = 0
      var place = start
      while place < marked.count {
        hash = step(hash, marked[place])
        place += 1
        while place < marked.count, marked[place] & 0xC0 == 0x80 {
          hash = step(hash, marked[place])
          place += 1
        }
        length += 1
        if length >= 2 { result.append(bucket(hash, bits: bits)) }
        if length == 5 { break }
      }
    }
    return result
  }

  /// The grams of a whole text, token by token; the pair with the word before stands at the end of
  /// its token. For training; ``TextScorer`` does the same at speed.
  static func tokens(of text: String, bits: Int) -> [[Int]] {
    var list = TokenList()
    let reader = TokenReader(.youth)
    reader.read(text, into: &list)
    var result: [[Int]] = []
    var before: UInt64?
    for (place, token) in list.tokens.enumerated() {
      if list.pauses.contains(place) { before = nil }
      let folded = list.raw.contains(place) ? reader.fold(token) : token
      if TermSpelling.isPseudonym(folded) {
        before = nil
        continue
      }
      let spelling = TermSpelling.of(folded)
      let hash = word(spelling)
      var grams = buckets(spelling, bits: bits)
      if let before { grams.append(bucket(pair(before, hash), bits: bits)) }
      result.append(grams)
      before = hash
    }
    return result
  }
}
