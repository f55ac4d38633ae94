/// All entries of all lexicons of a run, ready to be looked up. Immutable, shared by the workers.
final class Grammar: Sendable {
  /// What a hit says: a subtopic (or none) of one lexicon.
  struct Group: Sendable {
    let lexicon: Int32
    let topics: UInt32
    let subtopics: UInt64
  }

  /// Which hits an exclusion blocks: those of a lexicon, or of one group of it.
  struct Block: Sendable, Equatable {
    let lexicon: Int32
    let group: Int32?
  }

  /// What a pattern or the end of a phrase brings about.
  struct Effect: Sendable {
    /// Numbers of groups.
    var hits: [Int32] = []
    /// Numbers of ``Grammar/blocks`` whose overlapping hits are blocked.
    var blocks: [Int32] = []
  }

  /// A place in the tree of phrases; node 0 is the root.
  struct Node: Sendable {
    /// Number of words on the way here.
    let depth: Int
    var effect = Effect()
  }

  let patterns: PatternIndex
  let groups: [Group]
  let blocks: [Block]
  /// Of entries of one word, by pattern.
  let effects: [Effect]
  /// Whether a pattern stands in a phrase, by pattern.
  let isPhraseWord: [Bool]
  let nodes: [Node]
  private let branches: [UInt64: Int32]

  init(_ builder: GrammarBuilder) {
    patterns = builder.patterns
    groups = builder.groups
    blocks = builder.blocks
    effects = builder.effects
    isPhraseWord = builder.isPhraseWord
    nodes = builder.nodes
    branches = builder.branches
  }

  /// Whether a block reaches the hits of a group.
  func blocks(_ block: Int32, group: Int32) -> Bool {
    let block = blocks[Int(block)]
    return block.group.map { $0 == group } ?? (groups[Int(group)].lexicon == block.lexicon)
  }

  /// The node behind `node` on a word that satisfies `pattern`.
  func branch(from node: Int32, on pattern: Int32) -> Int32? {
    branches[Self.key(node, pattern)]
  }

  static func key(_ node: Int32, _ pattern: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: pattern))
  }
}

/// Gathers entries.
struct GrammarBuilder {
  private(set) var patterns = PatternIndex()
  private(set) var groups: [Grammar.Group] = []
  private(set) var blocks: [Grammar.Block] = []
  private(set) var effects: [Grammar.Effect] = []
  private(set) var isPhraseWord: [Bool] = []
  private(set) var nodes = [Grammar.Node(depth: 0)]
  private(set) var branches: [UInt64: Int32] = [:]

  /// What an entry is for.
  enum Purpose {
    case hit(group: Int32)
    case block(Int32)
  }

  mutating func group(lexicon: Int32, topics: UInt32, subtopics: UInt64) -> Int32 {
    groups.append(Grammar.Group(lexicon: lexicon, topics: topics, subtopics: subtopics))
    return Int32(groups.count - 1)
  }

  /// The number of a block, the same for the same hits.
  mutating func block(lexicon: Int32, group: Int32?) -> Int32 {
    let block = Grammar.Block(lexicon: lexicon, group: group)
    if let known = blocks.firstIndex(of: block) { return Int32(known) }
    blocks.append(block)
    return Int32(blocks.count - 1)
  }

  /// Adds the words of one entry; at least one.
  mutating func add(_ words: [WordPattern], _ purpose: Purpose) {
    if words.count == 1 {
      let id = Int(pattern(words[0]))
      Self.note(purpose, in: &effects[id])
      return
    }
    var node: Int32 = 0
    for word in words {
      let id = pattern(word)
      isPhraseWord[Int(id)] = true
      let key = Grammar.key(node, id)
      if let next = branches[key] {
        node = next
      } else {
        nodes.append(Grammar.Node(depth: nodes[Int(node)].depth + 1))
        node = Int32(nodes.count - 1)
        branches[key] = node
      }
    }
    Self.note(purpose, in: &nodes[Int(node)].effect)
  }

  private mutating func pattern(_ word: WordPattern) -> Int32 {
    let id = patterns.add(word)
    if Int(id) == effects.count {
      effects.append(Grammar.Effect())
      isPhraseWord.append(false)
    }
    return id
  }

  private static func note(_ purpose: Purpose, in effect: inout Grammar.Effect) {
    switch purpose {
    case .hit(let group): if !effect.hits.contains(group) { effect.hits.append(group) }
    case .block(let block): if !effect.blocks.contains(block) { effect.blocks.append(block) }
    }
  }
}
