/// How far the phrases of the lexicons have come, as one number: a state stands for a set of nodes
/// of the tree of phrases. States and their successors are worked out when first met.
struct PhraseStates: ~Copyable {
  /// What is true in a state.
  struct State {
    var topics: UInt32 = 0
    /// Whether a phrase that blocks ends here.
    var blocks = false
    var subtopics: UInt64 = 0
  }

  private struct Step {
    var key: UInt64 = 0
    /// -1 is an empty slot.
    var next: Int32 = -1
  }

  private let grammar: Grammar
  private(set) var states: UnsafeMutablePointer<State>
  private var stateCapacity = 256
  /// The nodes of each state, in rising order.
  private var nodes: [[Int32]] = [[]]
  private var numbers: [[Int32]: Int32] = [[]: 0]
  private var steps: UnsafeMutablePointer<Step>
  private var bits = 10
  private var used = 0
  private static let mostSteps = 1 << 17

  init(_ grammar: Grammar) {
    self.grammar = grammar
    states = .allocate(capacity: stateCapacity)
    states.initialize(repeating: State(), count: stateCapacity)
    steps = .allocate(capacity: 1 << bits)
    steps.initialize(repeating: Step(), count: 1 << bits)
  }

  deinit {
    states.deallocate()
    steps.deallocate()
  }

  var isFull: Bool { used > Self.mostSteps }

  mutating func removeAll() {
    nodes = [[]]
    numbers = [[]: 0]
    steps.update(repeating: Step(), count: 1 << bits)
    used = 0
  }

  /// The state behind `state` on a word, or -1 when it is not worked out yet.
  @inline(__always) func next(_ state: Int32, _ word: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: state)) &<< 32 | UInt64(UInt32(bitPattern: word))
    var index = home(key)
    while true {
      let step = steps[index]
      if step.next < 0 || step.key == key { return step.next }
      index = (index &+ 1) & (1 &<< bits &- 1)
    }
  }

  /// Works out the state behind `state` on a word that satisfies `patterns`.
  mutating func work(_ state: Int32, _ word: Int32, patterns: [Int32]) -> Int32 {
    var reached: [Int32] = []
    for node in nodes[Int(state)] + [0] {
      for pattern in patterns {
        if let next = grammar.branch(from: node, on: pattern) { reached.append(next) }
      }
    }
    let next = number(of: Array(Set(reached)).sorted())
    if used * 2 >= 1 << bits { grow() }
    place(
      Step(
        key: UInt64(UInt32(bitPattern: state)) << 32 | UInt64(UInt32(bitPattern: word)),
        next: next))
    used += 1
    return next
  }

  private mutating func number(of set: [Int32]) -> Int32 {
    if let number = numbers[set] { return number }
    let number = Int32(nodes.count)
    numbers[set] = number
    nodes.append(set)
    if nodes.count > stateCapacity {
      let larger = UnsafeMutablePointer<State>.allocate(capacity: stateCapacity * 2)
      larger.initialize(repeating: State(), count: stateCapacity * 2)
      larger.update(from: states, count: stateCapacity)
      states.deallocate()
      states = larger
      stateCapacity *= 2
    }
    var state = State()
    for node in set {
      let effect = grammar.nodes[Int(node)].effect
      for hit in effect.hits {
        state.topics |= grammar.groups[Int(hit)].topics
        state.subtopics |= grammar.groups[Int(hit)].subtopics
      }
      if !effect.blocks.isEmpty { state.blocks = true }
    }
    states[Int(number)] = state
    return number
  }

  private mutating func grow() {
    let old = steps
    let oldCount = 1 << bits
    bits += 2
    steps = .allocate(capacity: 1 << bits)
    steps.initialize(repeating: Step(), count: 1 << bits)
    for index in 0..<oldCount where old[index].next >= 0 { place(old[index]) }
    old.deallocate()
  }

  private func place(_ step: Step) {
    var index = home(step.key)
    while steps[index].next >= 0 { index = (index + 1) & (1 << bits - 1) }
    steps[index] = step
  }

  @inline(__always) private func home(_ key: UInt64) -> Int {
    let hash = (key ^ key &>> 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }
}
