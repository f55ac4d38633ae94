/// Moves that no network finds: cells in three sums or more (the diagonal of a mixing matrix beside
/// shares, margins of several splits) move together with whatever balances every sum they stand in.
///
/// A best-first search over partial moves: every variable moves by the width that is needed, up or
/// down, or not at all; the sum with the fewest terms among those out of balance is mended next. What
/// it finds is tried as a table before anything is hidden, so that a bound on the search costs cells,
/// never safety.
extension Protector {
  /// Hides what lets a cell move together with others; whether it is safe then.
  mutating func chooseCircuit(for place: Int) -> Bool {
    guard circuitSteps > 0 else { return false }
    var search = CircuitSearch(system, step: needed[place])
    defer { circuitSteps -= search.expanded }
    var best: (cost: Int, movers: [(place: Int, sign: Int)])?
    for sign in [1, -1] {
      var found = 0
      search.begin(place, sign, price: { price(of: $0) })
      while found < Self.mostCircuits,
        let state = search.next(below: best?.cost ?? .max, price: { price(of: $0) })
      {
        found += 1
        let movers = state.moves.map { (place: $0.place, sign: $0.sign) }
        // On a copy: what is shown still must not be taken for seen.
        var trial = flow
        for mover in movers { trial.open(mover.place) }
        if trial.push(movers, by: needed[place]), state.cost < best?.cost ?? .max {
          best = (state.cost, movers)
          break
        }
      }
    }
    guard let best else { return false }
    for mover in best.movers { hide(mover.place) }
    return push(best.movers, by: needed[place]) && isSafe(place)
  }

  private static let mostCircuits = 12
  /// Partial moves that are looked at in all, for each cell.
  static let stepsPerCell = 10
}

/// The search of ``Protector/chooseCircuit(for:)``.
struct CircuitSearch {
  struct Move {
    let place: Int
    let sign: Int
  }

  struct State {
    var moves: [Move]
    var cost: Int
    /// Sums out of balance, with what is too much there.
    var open: [(equation: Int, sum: Int)]
    var rank = 0
    var number = 0
  }

  private let system: CellSystem
  private let step: Int
  private var heap: [State] = []
  private var made = 0
  /// Partial moves looked at, in all.
  private(set) var expanded = 0
  private var begun = 0

  init(_ system: CellSystem, step: Int) {
    self.system = system
    self.step = step
  }

  /// Starts anew, from one cell that moves.
  mutating func begin(_ place: Int, _ sign: Int, price: (Int) -> Int) {
    heap.removeAll(keepingCapacity: true)
    begun = expanded
    let state = State(moves: [], cost: 0, open: [])
    if let first = moving(place, sign, from: state, price) { push(first) }
  }

  /// The next set of moves that leaves every sum in balance and costs less than `limit`; nil when
  /// there is none, or none was found soon.
  mutating func next(below limit: Int, price: (Int) -> Int) -> State? {
    while let state = pop() {
      if state.cost >= limit { continue }
      guard
        let mended = state.open.min(by: {
          (system.equations[$0.equation].count, $0.equation)
            < (system.equations[$1.equation].count, $1.equation)
        })
      else { return state }
      expanded += 1
      if expanded - begun > Self.mostExpanded { return nil }
      if state.moves.count >= Self.mostMoves { continue }
      for term in system.equations[mended.equation] {
        let sign = mended.sum > 0 ? -term.sign : term.sign
        guard !state.moves.contains(where: { $0.place == term.place }),
          let following = moving(term.place, sign, from: state, price)
        else { continue }
        if following.open.count <= Self.mostOpen { push(following) }
      }
    }
    return nil
  }

  private static let mostExpanded = 1500
  private static let mostMoves = 40
  private static let mostOpen = 10
  /// What a sum out of balance is guessed to cost still.
  private static let guess = 40

  /// The state in which one more variable moves, and with it every whole that it would rise above, or
  /// part that it would fall below; nil where one of them cannot.
  private func moving(
    _ place: Int, _ sign: Int, from state: State, _ price: (Int) -> Int
  ) -> State? {
    var state = state
    var queue = [place]
    var next = 0
    while next < queue.count {
      let one = queue[next]
      next += 1
      let value = system.values[one] + sign * step
      guard !system.isFixed(one), value >= system.lowest[one], value <= system.highest[one] else {
        return nil
      }
      add(Move(place: one, sign: sign), cost: 1 + price(one), to: &state)
      let near =
        sign > 0
        ? system.wholesOf[one] + system.above[one] : system.partsOf[one] + system.below[one]
      for other in near {
        if queue.contains(other) { continue }
        let move = state.moves.first { $0.place == other }
        let now = system.values[other] + (move?.sign ?? 0) * step
        if sign > 0 ? value <= now : value >= now { continue }
        if move != nil { return nil }
        queue.append(other)
      }
    }
    return state
  }

  private func add(_ move: Move, cost: Int, to state: inout State) {
    state.moves.append(move)
    state.cost += cost
    for term in system.places[move.place] {
      let change = term.sign * move.sign
      if let at = state.open.firstIndex(where: { $0.equation == term.place }) {
        state.open[at].sum += change
        if state.open[at].sum == 0 { state.open.remove(at: at) }
      } else {
        state.open.append((term.place, change))
      }
    }
  }

  // MARK: - A heap by guessed cost, then by age

  private static func precedes(_ a: State, _ b: State) -> Bool {
    (a.rank, a.number) < (b.rank, b.number)
  }

  private mutating func push(_ state: State) {
    var state = state
    state.rank = state.cost + Self.guess * state.open.count
    state.number = made
    made += 1
    heap.append(state)
    var at = heap.count - 1
    while at > 0, Self.precedes(heap[at], heap[(at - 1) / 2]) {
      heap.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  private mutating func pop() -> State? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < heap.count {
        if Self.precedes(heap[child], heap[least]) { least = child }
      }
      if least == at { return first }
      heap.swapAt(at, least)
      at = least
    }
  }
}
