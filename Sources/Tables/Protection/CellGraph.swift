/// The system as a graph: equations are nodes, and a variable is an arc between the two equations
/// that hold it. Raising the variable moves excess from its head to its tail.
///
/// A two-way table with margins is such a network, and so is one with a hierarchy on one side
/// (Castro 2012, *Recent advances in optimization techniques for statistical tabular data
/// protection*, EJOR 216); ranges are then exact and whole. A variable of three or more equations,
/// or of two that cannot be turned to opposite signs, is a *knot*: it moves only when it is told to.
struct CellGraph: Sendable {
  /// Sign by which each equation is multiplied.
  let turn: [Int]
  /// The node where raising the variable adds, and where it takes; `ground` for none; -1 at a knot.
  let tail: [Int]
  let head: [Int]
  /// By equation: whether only knots stand in it, so that what moves must cancel there.
  let isStiff: [Bool]
  /// The node of everything outside: excess there is free.
  let ground: Int

  init(_ system: CellSystem) {
    let size = system.equations.count
    ground = size
    var parent = Array(0..<size)
    var parity = Array(repeating: 1, count: size)
    /// The root of a node and the sign of the node relative to it.
    func root(_ at: Int) -> (node: Int, sign: Int) {
      var (at, sign) = (at, 1)
      while parent[at] != at {
        sign *= parity[at]
        at = parent[at]
      }
      return (at, sign)
    }
    var depth = Array(repeating: 0, count: size)
    let twice = (0..<system.count).filter {
      system.places[$0].count == 2 && !system.isFixed($0)
    }.sorted { (system.level[$0], $0) < (system.level[$1], $1) }
    for place in twice {
      let (one, two) = (system.places[place][0], system.places[place][1])
      let (a, b) = (root(one.place), root(two.place))
      guard a.node != b.node else { continue }
      // turn(one) × sign(one) = − turn(two) × sign(two)
      let sign = -one.sign * two.sign * a.sign * b.sign
      let (up, down) = depth[a.node] >= depth[b.node] ? (a.node, b.node) : (b.node, a.node)
      parent[down] = up
      parity[down] = sign
      if depth[up] == depth[down] { depth[up] += 1 }
    }
    let turns = (0..<size).map { root($0).sign }
    var tails = Array(repeating: -1, count: system.count)
    var heads = tails
    for place in 0..<system.count where system.places[place].count <= 2 {
      var (tail, head) = (size, size)
      var isKnot = false
      for (number, term) in system.places[place].enumerated() {
        let isAdding = turns[term.place] * term.sign > 0
        if number == 1, (isAdding && tail != size) || (!isAdding && head != size) { isKnot = true }
        if isAdding { tail = term.place } else { head = term.place }
      }
      if !isKnot { (tails[place], heads[place]) = (tail, head) }
    }
    (turn, tail, head) = (turns, tails, heads)
    isStiff = system.equations.map { terms in
      terms.allSatisfy { tails[$0.place] < 0 || system.isFixed($0.place) }
    }
  }

  func isKnot(_ place: Int) -> Bool { tail[place] < 0 }
}
