/// What a word number stands for: all tokens that satisfy the same patterns are one word.
struct WordDetail {
  var effect = Grammar.Effect()
  /// Patterns that phrases are made of, in rising order.
  var patterns: [Int32] = []
}

/// Turns the tokens of one post after another into topics.
///
/// Every distinct token is looked up among the entries once and remembered as a word number; after
/// that a token costs one look-up, and phrases run on word numbers.
struct Matcher: ~Copyable, TokenSink {
  /// What is true of a post that has the word.
  private struct Word {
    var topics: UInt32 = 0
    /// The phrase state behind the word when no phrase has begun; -1 when not worked out yet.
    var start: Int32 = 0
    var subtopics: UInt64 = 0
    var blocks = false
    var isPhraseWord = false
  }

  private let grammar: Grammar
  /// Folds what the reader of posts left raw.
  private let reader: TokenReader
  private var memo = WordMemo()
  private var longMemo = LongMemo()
  private var phrases: PhraseStates
  private var words: UnsafeMutablePointer<Word>
  private var wordCapacity = 256
  /// Word 0 is every token that means nothing.
  private var details = [WordDetail()]
  private var numbers: [[Int32]: Int32] = [[]: 0]

  /// Tokens that wait to be looked up together, so that the looks into memory overlap. A length of
  /// 0 says that the word is known already.
  private let waiting: UnsafeMutablePointer<TokenKey>
  private let numbered: UnsafeMutablePointer<Int32>
  private var waitingCount = 0
  private let known: TokenKey
  private static let mostWaiting = 64

  // Of the post at hand.
  private var topics: UInt32 = 0
  private var subtopics: UInt64 = 0
  private var tokens: Int32 = 0
  private var state: Int32 = 0
  private var blocks = false
  /// Words in order; several that mean nothing are one.
  private var found: UnsafeMutablePointer<Int32>
  private var foundCapacity = 1024
  private var foundCount = 0
  private var last: Int32 = 0

  init(_ coder: Coder, _ reader: TokenReader) {
    grammar = coder.grammar
    self.reader = reader
    phrases = PhraseStates(coder.grammar)
    words = .allocate(capacity: wordCapacity)
    words.initialize(repeating: Word(), count: wordCapacity)
    found = .allocate(capacity: foundCapacity)
    waiting = .allocate(capacity: Self.mostWaiting)
    numbered = .allocate(capacity: Self.mostWaiting)
    known = TokenKey(low: 0, high: 0, count: 0, bytes: reader.classes, isRaw: false)
  }

  deinit {
    waiting.deallocate()
    numbered.deallocate()
    words.deallocate()
    found.deallocate()
  }

  /// Codes one post: a title, if any, and a text. No phrase reaches from one into the other.
  @inline(__always)
  mutating func code(_ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>)
    -> (topics: UInt32, subtopics: UInt64, tokens: Int32)
  {
    begin()
    if let title {
      read(title)
      pause()
    }
    read(text)
    return end()
  }

  @inline(never) private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    reader.read(text, into: &self)
  }

  /// Begins a post.
  private mutating func begin() {
    if memo.isFull || longMemo.isFull || phrases.isFull || details.count > 1 << 16 { forget() }
    topics = 0
    subtopics = 0
    tokens = 0
    state = 0
    blocks = false
    foundCount = 0
    last = 0
  }

  /// Ends a post.
  private mutating func end() -> (topics: UInt32, subtopics: UInt64, tokens: Int32) {
    lookUp()
    if blocks, topics != 0 || subtopics != 0 {
      let words = UnsafeBufferPointer(start: found, count: foundCount)
      let left = Blocking(grammar, words, details).result(count: foundCount)
      return (left.topics, left.subtopics, tokens)
    }
    return (topics, subtopics, tokens)
  }

  @inline(__always) mutating func pause() { wait(known, 0) }

  @inline(__always) mutating func token(_ key: TokenKey) {
    tokens &+= 1
    if key.count <= 16 {
      wait(key, 0)
    } else {
      wait(known, longWord(key))
    }
  }

  @inline(__always) private mutating func wait(_ key: TokenKey, _ number: Int32) {
    waiting[waitingCount] = key
    numbered[waitingCount] = number
    waitingCount &+= 1
    if waitingCount == Self.mostWaiting { lookUp() }
  }

  @inline(never) private mutating func lookUp() {
    for index in 0..<waitingCount {
      let key = waiting[index]
      if key.count > ShortKey.longest {
        numbered[index] = longMemo.glance(key)
      } else if key.count > 0 {
        numbered[index] = memo.glance(ShortKey(key))
      }
    }
    for index in 0..<waitingCount {
      var number = numbered[index]
      if number < 0 {
        let key = waiting[index]
        number = key.count > ShortKey.longest ? longWord(key) : shortWord(ShortKey(key))
      }
      note(number)
    }
    waitingCount = 0
  }

  @inline(never) private mutating func shortWord(_ key: ShortKey) -> Int32 {
    let known = memo.find(key)
    if known >= 0 { return known }
    let number = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    memo.add(key, number)
    return number
  }

  @inline(never) private mutating func longWord(_ key: TokenKey) -> Int32 {
    let known = longMemo.find(key)
    if known >= 0 { return known }
    let number = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    longMemo.add(key, number)
    return number
  }

  @inline(__always) private mutating func note(_ number: Int32) {
    if foundCount == foundCapacity { growFound() }
    found[foundCount] = number
    foundCount &+= number | last == 0 ? 0 : 1
    last = number
    guard number != 0 else {
      state = 0
      return
    }
    let word = words + Int(number)
    topics |= word.pointee.topics
    subtopics |= word.pointee.subtopics
    if word.pointee.blocks { blocks = true }
    guard word.pointee.isPhraseWord else {
      state = 0
      return
    }
    var next = state == 0 ? word.pointee.start : phrases.next(state, number)
    if next < 0 { next = work(number) }
    state = next
    if next != 0 {
      let reached = phrases.states[Int(next)]
      topics |= reached.topics
      subtopics |= reached.subtopics
      if reached.blocks { blocks = true }
    }
  }

  @inline(never) private mutating func work(_ number: Int32) -> Int32 {
    let next = phrases.work(state, number, patterns: details[Int(number)].patterns)
    if state == 0 { words[Int(number)].start = next }
    return next
  }

  @inline(never) private mutating func growFound() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: foundCapacity * 2)
    larger.update(from: found, count: foundCount)
    found.deallocate()
    found = larger
    foundCapacity *= 2
  }

  /// Begins all memories anew, so that they stay small however many words a corpus has.
  private mutating func forget() {
    memo.removeAll()
    longMemo.removeAll()
    phrases.removeAll()
    details = [WordDetail()]
    numbers = [[]: 0]
  }
}

// Looking up a token that is new.
extension Matcher {
  @inline(never) private mutating func resolve(_ bytes: [UInt8]) -> Int32 {
    var satisfied: [Int32] = []
    let isSimple = bytes.withUnsafeBufferPointer { bytes in
      let isSimple = reader.tokenisation == .plain || TokenKeys.isSimple(bytes)
      if isSimple { grammar.patterns.match(bytes, into: &satisfied) }
      return isSimple
    }
    var inner = Grammar.Effect()
    if !isSimple {
      let keys = TokenKeys(bytes, reader.tokenisation)
      for whole in keys.whole {
        match(whole, into: &satisfied)
        if keys.isHashtag { match([UInt8(ascii: "#")] + whole, into: &satisfied) }
      }
      if !keys.pieces.isEmpty { inner = effect(of: keys.pieces) }
    }
    return word(satisfied, inner)
  }

  private func match(_ key: [UInt8], into satisfied: inout [Int32]) {
    key.withUnsafeBufferPointer { grammar.patterns.match($0, into: &satisfied) }
  }

  /// What the second reading of a hashtag brings about, as a small text of its own.
  private func effect(of pieces: [[[UInt8]]]) -> Grammar.Effect {
    var total = Grammar.Effect()
    var nodes: [Int32] = []
    for piece in pieces {
      var satisfied: [Int32] = []
      for key in piece { match(key, into: &satisfied) }
      for pattern in satisfied { Self.join(grammar.effects[Int(pattern)], to: &total) }
      var reached: [Int32] = []
      for node in nodes + [0] {
        for pattern in satisfied {
          if let next = grammar.branch(from: node, on: pattern) { reached.append(next) }
        }
      }
      for node in reached { Self.join(grammar.nodes[Int(node)].effect, to: &total) }
      nodes = reached
    }
    return total
  }

  private static func join(_ effect: Grammar.Effect, to total: inout Grammar.Effect) {
    for hit in effect.hits where !total.hits.contains(hit) { total.hits.append(hit) }
    for block in effect.blocks where !total.blocks.contains(block) { total.blocks.append(block) }
  }

  /// The number of the word that satisfies these patterns and has this effect from inside.
  private mutating func word(_ satisfied: [Int32], _ inner: Grammar.Effect) -> Int32 {
    if satisfied.isEmpty, inner.hits.isEmpty, inner.blocks.isEmpty { return 0 }
    let patterns = Array(Set(satisfied)).sorted()
    var identity = patterns
    if !inner.hits.isEmpty || !inner.blocks.isEmpty {
      identity += [-1] + inner.hits.sorted() + [-2] + inner.blocks.sorted()
    }
    if let number = numbers[identity] { return number }
    let number = Int32(details.count)
    numbers[identity] = number
    var detail = WordDetail(effect: inner)
    for pattern in patterns {
      Self.join(grammar.effects[Int(pattern)], to: &detail.effect)
      if grammar.isPhraseWord[Int(pattern)] { detail.patterns.append(pattern) }
    }
    details.append(detail)
    reserveWords()
    var word = Word(blocks: !detail.effect.blocks.isEmpty)
    for hit in detail.effect.hits {
      word.topics |= grammar.groups[Int(hit)].topics
      word.subtopics |= grammar.groups[Int(hit)].subtopics
    }
    word.isPhraseWord = !detail.patterns.isEmpty
    word.start = -1
    words[Int(number)] = word
    return number
  }

  private mutating func reserveWords() {
    guard details.count > wordCapacity else { return }
    let larger = UnsafeMutablePointer<Word>.allocate(capacity: wordCapacity * 2)
    larger.initialize(repeating: Word(), count: wordCapacity * 2)
    larger.update(from: words, count: wordCapacity)
    words.deallocate()
    words = larger
    wordCapacity *= 2
  }
}
