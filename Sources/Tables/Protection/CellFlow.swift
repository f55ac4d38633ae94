/// Other tables that agree with what is shown: values of the hidden variables are moved along the
/// graph, and every table found on the way is remembered as the lowest and highest value seen.
///
/// All is done in whole numbers, so that what has been seen can be. A range that is wide enough is
/// therefore never claimed wrongly; where there are knots it may be wider than what was found.
struct CellFlow: Sendable {
  let system: CellSystem
  let graph: CellGraph
  /// Whether what is within another is compared with it also where both are hidden. Where counts are
  /// whole, each of the two may have its range for itself: the larger can follow.
  let isStrict: Bool
  /// Which variables may move: those hidden, or on trial to be.
  private(set) var isOpen: [Bool]
  /// Open arcs at each node.
  private var arcs: [[Int]]
  /// Change of each variable in the table at hand, and those that are changed.
  private var change: [Int]
  private var isTouched: [Bool]
  private var touched: [Int] = []
  /// Lowest and highest value seen of each variable.
  private(set) var low: [Int]
  private(set) var high: [Int]
  /// What the last move of several variables changed.
  private(set) var lastMove: [(place: Int, change: Int)] = []
  // Of the search.
  private var cameBy: [Int]
  private var seen: [Int]
  private var round = 0
  private var queue: [Int] = []

  init(_ system: CellSystem, _ graph: CellGraph, isStrict: Bool = false) {
    self.system = system
    self.isStrict = isStrict
    self.graph = graph
    isOpen = Array(repeating: false, count: system.count)
    arcs = Array(repeating: [], count: graph.ground + 1)
    change = Array(repeating: 0, count: system.count)
    isTouched = isOpen
    low = system.values
    high = system.values
    cameBy = Array(repeating: -1, count: graph.ground + 1)
    seen = Array(repeating: 0, count: graph.ground + 1)
    for place in system.cells.count..<system.count { open(place) }
  }

  /// Lets a variable move.
  mutating func open(_ place: Int) {
    guard !isOpen[place], !system.isFixed(place) else { return }
    isOpen[place] = true
    guard !graph.isKnot(place) else { return }
    let (tail, head) = (graph.tail[place], graph.head[place])
    if tail == head {
      // In no sum at all: nothing tells of it but what it is part of.
      low[place] = shown(system.below[place]).max() ?? system.lowest[place]
      high[place] = shown(system.above[place]).min() ?? system.highest[place]
      return
    }
    arcs[tail].append(place)
    arcs[head].append(place)
  }

  /// Values of those that are shown.
  private func shown(_ places: [Int]) -> [Int] {
    places.filter { !isOpen[$0] }.map { system.values[$0] }
  }

  /// Holds a variable again, and forgets what was seen of `places`.
  mutating func close(_ place: Int, forgetting places: [Int]) {
    isOpen[place] = false
    for node in [graph.tail[place], graph.head[place]] where node >= 0 {
      arcs[node].removeAll { $0 == place }
    }
    for other in places {
      low[other] = system.values[other]
      high[other] = system.values[other]
    }
  }

  /// Width of what has been seen.
  func width(_ place: Int) -> Int { high[place] - low[place] }

  /// Tells that nothing at all is shown of what a variable hangs together with.
  mutating func free(_ place: Int) {
    low[place] = 0
    high[place] = CellSystem.unlimited
  }

  /// Value in the table at hand.
  private func value(_ place: Int) -> Int { system.values[place] + change[place] }

  /// How far a variable can still be raised (+1) or lowered (−1) from the table at hand; a part not
  /// above its whole.
  func room(_ place: Int, _ sign: Int) -> Int {
    let own = value(place)
    if sign > 0 {
      var most = system.highest[place]
      for whole in system.wholesOf[place] { most = min(most, value(whole)) }
      for whole in system.above[place] where isStrict || !isOpen[whole] {
        most = min(most, value(whole))
      }
      return most - own
    }
    var least = system.lowest[place]
    for part in system.partsOf[place] { least = max(least, value(part)) }
    for part in system.below[place] where isStrict || !isOpen[part] {
      least = max(least, value(part))
    }
    return own - least
  }

  /// Moves an arc variable by at most `limit` and returns how far it went: the most possible. The
  /// table so found stays at hand until ``forget()``.
  mutating func push(_ place: Int, _ sign: Int, limit: Int) -> Int {
    let most = min(limit, room(place, sign))
    guard most > 0, !graph.isKnot(place), graph.tail[place] != graph.head[place] else { return 0 }
    let from = sign > 0 ? graph.tail[place] : graph.head[place]
    let to = sign > 0 ? graph.head[place] : graph.tail[place]
    var excess = [from: most, to: -most]
    let moved = route(&excess, without: [place])
    move(place, sign * moved)
    return remember() ? moved : 0
  }

  /// Moves several variables by `step` each at once; whether the rest can be made to agree.
  mutating func push(_ movers: [(place: Int, sign: Int)], by step: Int) -> Bool {
    guard canMove(movers, by: step) else { return false }
    defer { forget() }
    for mover in movers { move(mover.place, mover.sign * step) }
    var excess = self.excess(movers, by: step)
    let wanted = excess.values.reduce(0) { $0 + max($1, 0) }
    guard route(&excess, without: movers.map(\.place), isWhole: true) == wanted, remember() else {
      return false
    }
    lastMove = touched.map { ($0, change[$0]) }
    return true
  }

  /// Whether nothing speaks against a move at first sight.
  func canMove(_ movers: [(place: Int, sign: Int)], by step: Int) -> Bool {
    for mover in movers {
      let own = system.values[mover.place] + mover.sign * step
      if own < system.lowest[mover.place] || own > system.highest[mover.place] { return false }
      for term in system.places[mover.place] where graph.isStiff[term.place] {
        var sum = 0
        for other in movers {
          for own in system.places[other.place] where own.place == term.place {
            sum += own.sign * other.sign
          }
        }
        if sum != 0 { return false }
      }
    }
    return true
  }

  /// What the movers leave too much or too little at each node.
  func excess(_ movers: [(place: Int, sign: Int)], by step: Int) -> [Int: Int] {
    var excess: [Int: Int] = [:]
    for mover in movers {
      for term in system.places[mover.place] {
        excess[term.place, default: 0] += graph.turn[term.place] * term.sign * mover.sign * step
      }
    }
    excess[graph.ground] = -excess.values.reduce(0, +)
    return excess.filter { $0.value != 0 }
  }

  /// Sends excess to where it lacks, by shortest ways (Edmonds & Karp 1972), one source after another:
  /// what one could not send, it cannot send later. `isWhole`: gives up when one cannot send all.
  private mutating func route(
    _ excess: inout [Int: Int], without: [Int], isWhole: Bool = false
  ) -> Int {
    var sum = 0
    for source in excess.keys.filter({ (excess[$0] ?? 0) > 0 }).sorted() {
      while let left = excess[source], left > 0,
        let end = search(source, excess, without: without)
      {
        // Back along the way: what fits, then the moves.
        var fits = min(left, -(excess[end] ?? 0))
        var at = end
        while cameBy[at] >= 0 {
          let (before, sign) = step(cameBy[at], into: at)
          fits = min(fits, room(cameBy[at], sign))
          at = before
        }
        excess[source] = left - fits
        excess[end, default: 0] += fits
        at = end
        while cameBy[at] >= 0 {
          let (before, sign) = step(cameBy[at], into: at)
          move(cameBy[at], sign * fits)
          at = before
        }
        sum += fits
      }
      if isWhole, (excess[source] ?? 0) > 0 { return sum }
    }
    return sum
  }

  /// The node before, and whether the arc is raised: excess goes from head to tail when it is.
  private func step(_ arc: Int, into node: Int) -> (before: Int, sign: Int) {
    graph.tail[arc] == node ? (graph.head[arc], 1) : (graph.tail[arc], -1)
  }

  private mutating func search(_ source: Int, _ excess: [Int: Int], without: [Int]) -> Int? {
    round += 1
    queue.removeAll(keepingCapacity: true)
    queue.append(source)
    seen[source] = round
    cameBy[source] = -1
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for arc in arcs[node] {
        let isRaised = graph.head[arc] == node
        let other = isRaised ? graph.tail[arc] : graph.head[arc]
        guard seen[other] != round, room(arc, isRaised ? 1 : -1) > 0, !without.contains(arc)
        else { continue }
        seen[other] = round
        cameBy[other] = arc
        if let lack = excess[other], lack < 0 { return other }
        queue.append(other)
      }
    }
    return nil
  }

  /// Changes one variable of the table at hand.
  mutating func move(_ place: Int, _ amount: Int) {
    change[place] += amount
    if !isTouched[place] {
      isTouched[place] = true
      touched.append(place)
    }
  }

  /// Takes note of the table at hand, if it is one that can be.
  private mutating func remember() -> Bool {
    for place in touched {
      let own = value(place)
      guard own >= system.lowest[place], own <= system.highest[place],
        system.wholesOf[place].allSatisfy({ own <= value($0) }),
        system.partsOf[place].allSatisfy({ value($0) <= own }),
        system.above[place].allSatisfy({ !isStrict && isOpen[$0] || own <= value($0) }),
        system.below[place].allSatisfy({ !isStrict && isOpen[$0] || value($0) <= own })
      else { return false }
    }
    for place in touched {
      low[place] = min(low[place], value(place))
      high[place] = max(high[place], value(place))
    }
    return true
  }

  /// Goes back to the true table.
  mutating func forget() {
    for place in touched {
      change[place] = 0
      isTouched[place] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}
