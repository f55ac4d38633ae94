private import Corpus

/// Finds every entry of a coder's lexicons in one text after another, with the place of each: what
/// ``CoderWorker`` finds, told entry by entry. For explaining and measuring, not for coding.
///
/// A finder belongs to one thread. Memory: the entries, and what it remembers of the words it met.
package final class HitFinder {
  /// An entry of a lexicon, or an exclusion of one.
  package struct Entry: Sendable {
    /// Number in ``HitFinder/lexicons``.
    package let lexicon: Int
    package let entry: Lexicon.Entry
    package let isExclusion: Bool
  }

  /// One word of a text: where its bytes stand.
  package struct Word: Sendable, Equatable {
    /// Whether it stands in the title and not in the text.
    package let isInTitle: Bool
    /// Bytes of the title or of the text.
    package let bytes: Range<Int>
  }

  /// An entry that stands in the text.
  package struct Hit: Sendable, Equatable {
    /// Number in ``HitFinder/entries``.
    package let entry: Int
    /// Numbers of words, from 0.
    package let words: ClosedRange<Int>
    /// Numbers of the exclusions that share a word with it; one is enough to block it.
    package internal(set) var blockedBy: [Int] = []
    /// Number of the word that denies it. Does not cancel a topic.
    package internal(set) var negatedBy: Int?
    package var isBlocked: Bool { !blockedBy.isEmpty }
  }

  /// What stands in one post.
  package struct Found: Sendable {
    package var words: [Word] = []
    /// Entries of `words`, in the order of their places, then of the lexicons.
    package var hits: [Hit] = []
    /// Exclusions, likewise; `blockedBy` is empty.
    package var exclusions: [Hit] = []
  }

  package let coder: Coder
  package var lexicons: [Lexicon] { coder.lexicons }
  /// All entries and exclusions that a text can satisfy, in the order of the lexicons.
  package let entries: [Entry]
  private let grammar: Grammar
  private let reader: TokenReader
  private let negation: Negation
  private var met: [[UInt8]: Reading] = [:]
  private let home: [String]

  /// What one word of a text satisfies.
  private struct Reading {
    /// Numbers of patterns.
    var patterns: [Int32] = []
    /// Entries that stand within it: of a word, or of the second reading of a hashtag.
    var entries: [Int32] = []
  }

  private static let mostMet = 1 << 17

  /// - Parameter topics: whose entries are looked for; nil for all.
  /// - Parameter home: folders whose files are named from there on; the first that fits.
  package init(_ coder: Coder, topics: Set<String>? = nil, home: [String] = []) {
    self.coder = coder
    self.home = home
    reader = TokenReader(coder.tokenisation)
    let folding = TokenReader(coder.tokenisation, forEntries: true)
    var entries: [Entry] = []
    // Every entry is a group of its own, and an exclusion too: who blocks whom is worked out here.
    var builder = GrammarBuilder()
    for (number, lexicon) in coder.lexicons.enumerated()
    where topics?.contains(lexicon.topic) ?? true {
      for (list, isExclusion) in [(lexicon.words, false), (lexicon.exclude, true)] {
        for entry in list {
          let (words, isReachable) = EntryWords.read(entry.text, folding)
          guard isReachable, !words.isEmpty else { continue }
          let group = builder.group(lexicon: Int32(number), topics: 0, subtopics: 0)
          builder.add(words, .hit(group: group))
          entries.append(Entry(lexicon: number, entry: entry, isExclusion: isExclusion))
        }
      }
    }
    self.entries = entries
    grammar = Grammar(builder)
    negation = Negation(coder.lexicons.map(\.language), folding)
  }

  /// Where an entry is written: `path:line:column`.
  package func place(of entry: Int) -> String {
    Self.shown(lexicons[entries[entry].lexicon].name(of: entries[entry].entry.place), from: home)
  }

  /// A place named from the first of these folders that it lies in.
  package static func shown(_ place: String, from home: [String]) -> String {
    if place.hasPrefix("./") { return String(place.dropFirst(2)) }
    guard let folder = home.first(where: { place.hasPrefix($0 + "/") }) else { return place }
    return String(place.dropFirst(folder.count + 1))
  }

  /// The subtopic that a hit sets: its entry's, or the other pole when it is denied.
  package func subtopic(of hit: Hit) -> String? {
    guard let own = entries[hit.entry].entry.subtopic else { return nil }
    guard hit.negatedBy != nil else { return own }
    return lexicons[entries[hit.entry].lexicon].negated[own] ?? own
  }

  /// What stands in a title, if any, and a text.
  package func find(title: [UInt8]? = nil, text: [UInt8]) -> Found {
    var list = SpotList()
    if let title {
      list.isInTitle = true
      read(title, into: &list)
      list.isInTitle = false
      list.pause()
    }
    read(text, into: &list)
    let keys = list.keys.map { $0.isRaw ? reader.fold($0.bytes) : $0.bytes }
    let readings = keys.map(reading)
    var found = Found(words: list.words)
    var nodes: [Int32] = []
    for (place, reading) in readings.enumerated() {
      if list.pauses.contains(place) { nodes = [] }
      for entry in reading.entries { note(entry, place...place, in: &found) }
      var reached: [Int32] = []
      for node in nodes + [0] {
        for pattern in reading.patterns {
          guard let next = grammar.branch(from: node, on: pattern), !reached.contains(next) else {
            continue
          }
          reached.append(next)
          let end = grammar.nodes[Int(next)]
          for entry in end.effect.hits {
            note(entry, (place - end.depth + 1)...place, in: &found)
          }
        }
      }
      nodes = reached
    }
    Self.order(&found.hits)
    Self.order(&found.exclusions)
    block(&found)
    for (number, hit) in found.hits.enumerated() {
      found.hits[number].negatedBy = negation.word(
        denying: hit.words, of: entries[hit.entry].lexicon, in: list, keys)
    }
    return found
  }

  private func read(_ bytes: [UInt8], into list: inout SpotList) {
    let padded = bytes + [UInt8](repeating: 0, count: PostBatch.padding)
    padded.withUnsafeBufferPointer { padded in
      list.begin(padded.baseAddress, bytes)
      reader.read(UnsafeBufferPointer(rebasing: padded[..<bytes.count]), into: &list)
    }
  }

  private func note(_ entry: Int32, _ words: ClosedRange<Int>, in found: inout Found) {
    let hit = Hit(entry: Int(entry), words: words)
    if entries[hit.entry].isExclusion {
      found.exclusions.append(hit)
    } else {
      found.hits.append(hit)
    }
  }

  private static func order(_ hits: inout [Hit]) {
    hits.sort {
      ($0.words.lowerBound, $0.words.upperBound, $0.entry)
        < ($1.words.lowerBound, $1.words.upperBound, $1.entry)
    }
  }

  /// An exclusion blocks hits of its own lexicon, or of its own subtopic of it, that share a word.
  private func block(_ found: inout Found) {
    for exclusion in found.exclusions {
      let own = entries[exclusion.entry]
      for number in found.hits.indices {
        let hit = entries[found.hits[number].entry]
        guard hit.lexicon == own.lexicon,
          own.entry.subtopic == nil || own.entry.subtopic == hit.entry.subtopic,
          exclusion.words.overlaps(found.hits[number].words),
          !found.hits[number].blockedBy.contains(exclusion.entry)
        else { continue }
        found.hits[number].blockedBy.append(exclusion.entry)
      }
    }
  }
}

// Looking up a word.
extension HitFinder {
  private func reading(_ token: [UInt8]) -> Reading {
    if let known = met[token] { return known }
    if met.count > Self.mostMet { met.removeAll() }
    let keys = TokenKeys(token, coder.tokenisation)
    var reading = Reading()
    for whole in keys.whole {
      match(whole, into: &reading.patterns)
      if keys.isHashtag { match([UInt8(ascii: "#")] + whole, into: &reading.patterns) }
    }
    reading.patterns = Set(reading.patterns).sorted()
    var inside = Set(reading.patterns.flatMap { grammar.effects[Int($0)].hits })
    inside.formUnion(second(keys.pieces))
    reading.entries = inside.sorted()
    met[token] = reading
    return reading
  }

  private func match(_ key: [UInt8], into found: inout [Int32]) {
    key.withUnsafeBufferPointer { grammar.patterns.match($0, into: &found) }
  }

  /// The second reading of a hashtag is a small text of its own.
  private func second(_ pieces: [[[UInt8]]]) -> Set<Int32> {
    var found: Set<Int32> = []
    var nodes: [Int32] = []
    for piece in pieces {
      var satisfied: [Int32] = []
      for key in piece { match(key, into: &satisfied) }
      for pattern in satisfied { found.formUnion(grammar.effects[Int(pattern)].hits) }
      var reached: Set<Int32> = []
      for node in nodes + [0] {
        for pattern in satisfied {
          if let next = grammar.branch(from: node, on: pattern) { reached.insert(next) }
        }
      }
      for node in reached { found.formUnion(grammar.nodes[Int(node)].effect.hits) }
      nodes = reached.sorted()
    }
    return found
  }
}

/// The words of a post with their places.
struct SpotList: TokenSink {
  struct Key {
    let bytes: [UInt8]
    let isRaw: Bool
  }

  var isInTitle = false
  private(set) var keys: [Key] = []
  private(set) var words: [HitFinder.Word] = []
  /// Numbers of words before which a phrase ends.
  private(set) var pauses: Set<Int> = []
  private var base: UnsafePointer<UInt8>?
  private var bytes: [UInt8] = []
  /// Numbers of words before which a comma, colon, bracket or the like stands.
  private(set) var stops: Set<Int> = []

  mutating func begin(_ base: UnsafePointer<UInt8>?, _ bytes: [UInt8]) {
    self.base = base
    self.bytes = bytes
  }

  mutating func token(_ key: TokenKey) {
    keys.append(Key(bytes: key.array, isRaw: key.isRaw))
  }

  mutating func pause() { pauses.insert(keys.count) }

  mutating func spot(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    guard let base else { return }
    let first = start - base
    if let last = words.last, last.isInTitle == isInTitle,
      bytes[last.bytes.upperBound..<max(first, last.bytes.upperBound)].contains(where: Self.isStop)
    {
      stops.insert(words.count)
    }
    words.append(HitFinder.Word(isInTitle: isInTitle, bytes: first..<(end - base)))
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "!"),
      UInt8(ascii: "?"), 10, 13:
      true
    default: false
    }
  }
}
