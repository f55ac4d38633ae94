internal import Corpus

/// Lexicons made ready to find topics in posts: ``worker()`` gives each thread its own.
///
/// Cost: milliseconds to make for thousands of entries. A coder may be shared by threads.
package struct Coder: Sendable {
  package static let mostTopics = 32
  package static let mostSubtopics = 64

  /// An entry that no text can satisfy under the tokenisation, such as an emoji under `plain`.
  package struct Unreachable: Sendable {
    /// `path:line:column`.
    package let place: String
    package let entry: String
  }

  package let tokenisation: Tokenisation
  /// Names by bit of ``PostRow/topics``. An aspect has none: it is its subtopics.
  package let topicNames: [String]
  /// Names by bit of ``PostRow/subtopics``: "identity/religion".
  package let subtopicNames: [String]
  package let unreachable: [Unreachable]
  /// What it was made of, in the order of the topics.
  package let lexicons: [Lexicon]
  let grammar: Grammar
  /// Bits of subtopics whose denied hits set another.
  let poles: UInt64

  /// - Parameter topics: which topics and aspects are looked for, in the order of their bits; nil
  ///   takes all, in the order in which the lexicons bring them. Subtopics follow the order of
  ///   topics, then of the lexicons.
  /// - Throws: `Complaint` (78): a topic without lexicon, the same topic twice, too many, or a name
  ///   that is a topic in one lexicon and an aspect in another.
  package init(
    _ lexicons: [Lexicon], tokenisation: Tokenisation = .youth, topics: [String]? = nil
  ) throws {
    self.tokenisation = tokenisation
    var names: [String] = []
    for topic in topics ?? lexicons.map(\.topic) {
      if !names.contains(topic) {
        names.append(topic)
      } else if topics != nil {
        throw Complaint("the topic '\(topic)' is asked for twice", status: .configuration)
      }
      guard lexicons.contains(where: { $0.topic == topic }) else {
        throw LexiconSet.unknown(
          "topic", topic,
          known: lexicons.map(\.topic).reduce(into: []) { list, name in
            if !list.contains(name) { list.append(name) }
          }, in: "topics")
      }
    }
    let used = names.flatMap { name in lexicons.filter { $0.topic == name } }
    self.lexicons = used
    let aspects = Set(used.filter { $0.kind == .aspect }.map(\.topic))
    if let odd = used.first(where: { $0.kind == .topic && aspects.contains($0.topic) }) {
      throw Complaint(
        "'\(odd.topic)' is an aspect in another lexicon; write the same kind in all its files",
        at: odd.path, status: .configuration)
    }
    topicNames = names.filter { !aspects.contains($0) }
    subtopicNames = used.reduce(into: []) { list, lexicon in
      for case let subtopic? in lexicon.words.map(\.subtopic) {
        let name = "\(lexicon.topic)/\(subtopic)"
        if !list.contains(name) { list.append(name) }
      }
    }
    poles = Self.poles(used, subtopicNames)
    if topicNames.count > Self.mostTopics || subtopicNames.count > Self.mostSubtopics {
      throw Complaint(
        "there are \(topicNames.count) topics and \(subtopicNames.count) subtopics; at most "
          + "\(Self.mostTopics) and \(Self.mostSubtopics) can be coded in one run",
        status: .configuration)
    }
    var compiler = Compiler(tokenisation, topicNames, subtopicNames)
    for (number, lexicon) in used.enumerated() { compiler.add(lexicon, Int32(number)) }
    if poles != 0 {
      if subtopicNames.count == Self.mostSubtopics {
        throw Complaint(
          "there are \(subtopicNames.count) subtopics; with 'negated' in a lexicon at most "
            + "\(Self.mostSubtopics - 1) can be coded in one run", status: .configuration)
      }
      compiler.addDenials(used.filter { !$0.negated.isEmpty }.map(\.language))
    }
    grammar = Grammar(compiler.builder)
    unreachable = compiler.unreachable
  }

  private static func poles(_ lexicons: [Lexicon], _ names: [String]) -> UInt64 {
    var mask: UInt64 = 0
    for lexicon in lexicons {
      for subtopic in lexicon.negated.keys {
        if let bit = names.firstIndex(of: "\(lexicon.topic)/\(subtopic)"), bit < mostSubtopics {
          mask |= 1 << UInt64(bit)
        }
      }
    }
    return mask
  }

  /// A matcher for one thread, with a memory of its own for the words it meets.
  package func worker() -> CoderWorker { CoderWorker(self) }
}

/// Turns the entries of lexicons into patterns, with the same reader that reads posts.
private struct Compiler {
  let tokenisation: Tokenisation
  let topicNames: [String]
  let subtopicNames: [String]
  let reader: TokenReader
  var builder = GrammarBuilder()
  var unreachable: [Coder.Unreachable] = []

  init(_ tokenisation: Tokenisation, _ topicNames: [String], _ subtopicNames: [String]) {
    self.tokenisation = tokenisation
    self.topicNames = topicNames
    self.subtopicNames = subtopicNames
    reader = TokenReader(tokenisation, forEntries: true)
  }

  mutating func add(_ lexicon: Lexicon, _ number: Int32) {
    let topic = topicNames.firstIndex(of: lexicon.topic)
    var groups: [String: Int32] = [:]
    for entry in lexicon.words {
      guard let words = words(of: entry, lexicon) else { continue }
      let subtopic = entry.subtopic ?? ""
      var group = groups[subtopic]
      if group == nil {
        let bit = subtopicNames.firstIndex(of: "\(lexicon.topic)/\(subtopic)")
        group = builder.group(
          lexicon: number, topics: topic.map { 1 << UInt32($0) } ?? 0,
          subtopics: bit.map { 1 << UInt64($0) } ?? 0)
        groups[subtopic] = group
      }
      if let group { builder.add(words, .hit(group: group)) }
    }
    for entry in lexicon.exclude {
      guard let words = words(of: entry, lexicon) else { continue }
      let block: Int32
      if let subtopic = entry.subtopic {
        // Words that no text can satisfy need no exclusion.
        guard let group = groups[subtopic] else { continue }
        block = builder.block(lexicon: number, group: group)
      } else {
        block = builder.block(lexicon: number, group: nil)
      }
      builder.add(words, .block(block))
    }
  }

  /// Denying words set a bit of their own, so that posts without any need no second look.
  mutating func addDenials(_ languages: [String]) {
    let group = builder.group(lexicon: -1, topics: 0, subtopics: Poles.denial)
    for word in Negation(languages, reader).all { builder.add([word], .hit(group: group)) }
  }

  /// The patterns of an entry; nil, and noted, when no text can satisfy them.
  private mutating func words(of entry: Lexicon.Entry, _ lexicon: Lexicon) -> [WordPattern]? {
    let (words, isReachable) = EntryWords.read(entry.text, reader)
    if isReachable { return words }
    unreachable.append(
      Coder.Unreachable(place: lexicon.name(of: entry.place), entry: entry.text))
    return nil
  }
}

/// An entry's words in key spelling.
enum EntryWords {
  /// The patterns of an entry, and whether any text can satisfy them.
  static func read(_ text: String, _ reader: TokenReader) -> (
    words: [WordPattern], isReachable: Bool
  ) {
    var list = TokenList()
    reader.read(text, into: &list)
    let words = list.tokens.map { token in
      WordPattern(token.filter { $0 != TokenReader.joint })
    }
    let isCut = list.pauses.contains { $0 > 0 && $0 < words.count }
    let isBlank = words.allSatisfy { $0.kind == .any }
    let isOut = words.contains { $0.isOutOfReach(reader.tokenisation) }
    return (words, !isCut && !isBlank && !isOut)
  }
}
