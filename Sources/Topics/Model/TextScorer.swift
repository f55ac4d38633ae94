internal import Corpus

/// Adds up the weights of the grams of one post after another, for one thread.
///
/// Every distinct word is taken apart once and remembered with the sums of its grams; after that a
/// word costs one look-up, and one for its pair with the word before. Sums are whole numbers, so
/// nothing depends on what was seen before. Memory: at most some 20 MiB.
struct TextScorer: ~Copyable, TokenSink {
  private let table: [Int16]
  private let bits: Int
  private let labels: Int
  private let reader = TokenReader(.youth)
  private var memo = WordMemo()
  private var longMemo = LongMemo()
  /// By word: the square of its length, then a sum for each label.
  private var words: [Int32] = []
  private var hashes: [UInt64] = []
  private static let mostWords = 1 << 17

  // Of the post at hand.
  private let sums: UnsafeMutablePointer<Int64>
  private var before: UInt64 = 0
  private var follows = false

  init(_ model: TopicModel) {
    table = model.table
    bits = model.header.bits
    labels = model.header.labels.count
    sums = .allocate(capacity: labels + 1)
    sums.initialize(repeating: 0, count: labels + 1)
  }

  deinit { sums.deallocate() }

  /// The sums of a post by label, each divided by the length of the post's vector, in `scores`.
  mutating func score(
    _ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>,
    into scores: UnsafeMutablePointer<Double>
  ) {
    if memo.isFull || longMemo.isFull || hashes.count > Self.mostWords { forget() }
    sums.update(repeating: 0, count: labels + 1)
    follows = false
    if let title {
      reader.read(title, into: &self)
      follows = false
    }
    reader.read(text, into: &self)
    let length = Double(max(1, sums[0])).squareRoot()
    for label in 0..<labels { scores[label] = Double(sums[label + 1]) / length }
  }

  @inline(__always) mutating func pause() { follows = false }

  @inline(__always) mutating func token(_ key: TokenKey) {
    let word: Int32
    if key.count <= ShortKey.longest {
      let short = ShortKey(key)
      let known = memo.glance(short)
      word = known >= 0 ? known : self.word(short)
    } else {
      let known = key.count <= 16 ? longMemo.glance(key) : -1
      word = known >= 0 ? known : longWord(key)
    }
    add(Int(word))
  }

  @inline(__always) private mutating func add(_ word: Int) {
    if word == Self.pseudonym {
      follows = false
      return
    }
    let start = word &* (labels &+ 1)
    words.withUnsafeBufferPointer { words in
      for index in 0...labels { sums[index] &+= Int64(words[start &+ index]) }
    }
    let hash = hashes[word]
    if follows {
      let place = TextGrams.bucket(TextGrams.pair(before, hash), bits: bits) &* (labels &+ 1)
      table.withUnsafeBufferPointer { table in
        let rarity = Int64(table[place])
        if rarity != 0 {
          sums[0] &+= rarity &* rarity
          for label in 1...labels { sums[label] &+= rarity &* Int64(table[place &+ label]) }
        }
      }
    }
    before = hash
    follows = true
  }

  /// Stands for whatever is a pseudonym.
  private static let pseudonym = Int(Int32.max)

  @inline(never) private mutating func word(_ key: ShortKey) -> Int32 {
    let known = memo.find(key)
    if known >= 0 { return known }
    let word = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    memo.add(key, word)
    return word
  }

  @inline(never) private mutating func longWord(_ key: TokenKey) -> Int32 {
    let known = longMemo.find(key)
    if known >= 0 { return known }
    let word = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    longMemo.add(key, word)
    return word
  }

  private mutating func resolve(_ token: [UInt8]) -> Int32 {
    if TermSpelling.isPseudonym(token) { return Int32(Self.pseudonym) }
    let spelling = TermSpelling.of(token)
    let start = words.count
    words.append(contentsOf: repeatElement(0, count: labels + 1))
    for bucket in TextGrams.buckets(spelling, bits: bits) {
      let place = bucket * (labels + 1)
      let rarity = Int32(table[place])
      words[start] += rarity * rarity
      for label in 1...labels { words[start + label] += rarity * Int32(table[place + label]) }
    }
    hashes.append(TextGrams.word(spelling))
    return Int32(hashes.count - 1)
  }

  private mutating func forget() {
    memo.removeAll()
    longMemo.removeAll()
    words = []
    hashes = []
  }
}
