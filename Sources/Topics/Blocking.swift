/// Finds topics where entries of `exclude` were met: every hit with its place, then those dropped
/// that overlap an exclusion of their own lexicon, or of their own subtopic of it.
struct Blocking {
  /// Tokens `first` to `last`, and a group (of a hit) or a block (of an exclusion).
  private struct Found {
    let what: Int32
    let first: Int
    let last: Int
  }

  private let grammar: Grammar
  private var hits: [Found] = []
  private var blocks: [Found] = []

  /// - Parameter words: the words of a post in order; 0 stops every phrase.
  /// - Parameter details: what each word number stands for.
  init(_ grammar: Grammar, _ words: UnsafeBufferPointer<Int32>, _ details: [WordDetail]) {
    self.grammar = grammar
    var nodes: [Int32] = []
    for (place, word) in words.enumerated() {
      let detail = details[Int(word)]
      note(detail.effect, first: place, last: place)
      var reached: [Int32] = []
      for node in nodes + [0] {
        for pattern in detail.patterns {
          guard let next = grammar.branch(from: node, on: pattern), !reached.contains(next) else {
            continue
          }
          reached.append(next)
          let end = grammar.nodes[Int(next)]
          note(end.effect, first: place - end.depth + 1, last: place)
        }
      }
      nodes = reached
    }
  }

  private mutating func note(_ effect: Grammar.Effect, first: Int, last: Int) {
    for hit in effect.hits { hits.append(Found(what: hit, first: first, last: last)) }
    for block in effect.blocks { blocks.append(Found(what: block, first: first, last: last)) }
  }

  /// What is left. Time: tokens, and hits × blocks found.
  func result(count: Int) -> (topics: UInt32, subtopics: UInt64) {
    var topics: UInt32 = 0
    var subtopics: UInt64 = 0
    var isBlocked = [Bool](repeating: false, count: hits.count)
    /// The last block that covered each token; each block is looked at in one go.
    var cover = [Int32](repeating: -1, count: count)
    for what in Set(blocks.map(\.what)) {
      for block in blocks where block.what == what {
        for place in block.first...block.last { cover[place] = what }
      }
      for (number, hit) in hits.enumerated()
      where grammar.blocks(what, group: hit.what)
        && (hit.first...hit.last).contains(where: { cover[$0] == what })
      {
        isBlocked[number] = true
      }
    }
    for (hit, isBlocked) in zip(hits, isBlocked) where !isBlocked {
      topics |= grammar.groups[Int(hit.what)].topics
      subtopics |= grammar.groups[Int(hit.what)].subtopics
    }
    return (topics, subtopics)
  }
}
