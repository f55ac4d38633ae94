/// Hides cells until every hidden cell has a feasible range as wide as it needs.
struct Protector {
  let system: CellSystem
  let graph: CellGraph
  let needed: [Int]
  var reasons: [HidingReason?]
  var flow: CellFlow
  private var partners: PartnerSearch
  /// With everything of at most that level open: whether cells of that level can protect at all.
  private var trials: [CellFlow] = []
  private var queue: [Int] = []
  private var together: [String: [Int]] = [:]
  /// Whether margins go before partners are looked for.
  private let raisesFirst: Bool
  /// What is left to ``chooseCircuit(for:)``.
  var circuitSteps: Int
  /// Hidden knots that moved together, and all that moved with them.
  var knotMoves: [(knots: [Int], change: [(place: Int, change: Int)])] = []

  /// Hides what the primary rule hides, and nothing more.
  init(
    _ tables: [ProtectedTable], _ rule: Disclosure, loss: Loss, scale: Int,
    raisesFirst: Bool = false
  ) {
    system = CellSystem(tables)
    graph = CellGraph(system)
    let system = system
    needed = system.cells.map { $0.neededWidth(rule, scale: scale) }
    reasons = system.cells.map { $0.primaryReason(rule) }
    flow = CellFlow(system, graph, isStrict: scale > 1)
    let losses = (0..<system.count).map { place -> Int in
      guard place < system.cells.count else { return 0 }
      switch loss {
      // What others add up to is missed by more readers than any of its parts.
      case .persons:
        return (1 + system.cells[place].loss) << (2 * min(system.level[place], Self.mostWeight))
      case .counts: return 1 + system.cells[place].count
      case .cells: return 1
      }
    }
    partners = PartnerSearch(system, graph, loss: losses)
    self.raisesFirst = raisesFirst
    circuitSteps = Self.stepsPerCell * system.cells.count
    for (place, cell) in system.cells.enumerated() {
      if let word = cell.together { together[word, default: []].append(place) }
    }
    for (place, cell) in system.cells.enumerated() where !cell.isPrinted { flow.open(place) }
    for (place, reason) in reasons.enumerated() where reason != nil { open(place) }
    queue.sort { (-needed[$0], $0) < (-needed[$1], $1) }
  }

  /// Hides partner cells; afterwards every hidden cell is safe.
  mutating func protect(_ rule: Disclosure) {
    let top = system.level.max() ?? 0
    for level in 0...top {
      var trial = flow
      for place in 0..<system.cells.count where system.level[place] <= level { trial.open(place) }
      trials.append(trial)
    }
    var next = 0
    repeat {
      while next < queue.count {
        protect(queue[next])
        next += 1
      }
    } while hideForSums(rule)
    showSpare(rule)
  }

  private static let mostWeight = 4

  /// Whether enough other values have been seen.
  func isSafe(_ place: Int) -> Bool { flow.width(place) >= needed[place] }

  private mutating func protect(_ place: Int) {
    if isSafe(place) { return }
    measure(place)
    if !isSafe(place), raisesFirst, raise(place) { return }
    for level in trials.indices where !isSafe(place) { choose(for: place, level) }
    if !isSafe(place), graph.isKnot(place), chooseCircuit(for: place) { return }
    if !isSafe(place), graph.isKnot(place) { chooseWithKnots(for: place) }
    if !isSafe(place), !graph.isKnot(place), chooseCircuit(for: place) { return }
    if !isSafe(place), raise(place) { return }
    // Then the margins of all that hangs together, then everything.
    for least in [1, 0] where !isSafe(place) {
      hideAll(with: place, level: least)
      measure(place)
      for level in trials.indices where !isSafe(place) { choose(for: place, level) }
    }
    if !isSafe(place) {
      // Nothing of it is shown any more, and fixed cells are zeros: any multiple of the table agrees.
      for other in connected(place) + [place] { flow.free(other) }
    }
  }

  /// Looks at what is hidden already.
  mutating func measure(_ place: Int) {
    let up = flow.push(place, 1, limit: needed[place])
    flow.forget()
    if up < needed[place] {
      _ = flow.push(place, -1, limit: needed[place] - up)
      flow.forget()
    }
  }

  /// Hides cells of at most `level`, way by way, until the range is wide enough; nothing when all
  /// of them together could not do it.
  private mutating func choose(for place: Int, _ level: Int) {
    guard !graph.isKnot(place), canProtect(place, level) else { return }
    var parts = 1
    while true {
      let up = flow.push(place, 1, limit: needed[place])
      flow.forget()
      let down = flow.push(place, -1, limit: needed[place])
      flow.forget()
      let lacking = needed[place] - up - down
      if lacking <= 0 { return }
      let unit = (lacking + parts - 1) / parts
      let ways = [1, -1].compactMap { way(for: place, $0, unit, level) }
      if let best = ways.min(by: { $0.cost < $1.cost }) {
        for step in best.steps { hide(step.place) }
      } else if unit == 1 {
        return
      } else {
        parts *= 2
      }
    }
  }

  private mutating func canProtect(_ place: Int, _ level: Int) -> Bool {
    let up = trials[level].push(place, 1, limit: needed[place])
    trials[level].forget()
    let down = trials[level].push(place, -1, limit: needed[place])
    trials[level].forget()
    return up + down >= needed[place]
  }

  /// The cheapest way for `unit` more than what is open gives.
  private mutating func way(
    for place: Int, _ sign: Int, _ unit: Int, _ level: Int
  ) -> PartnerSearch.Way? {
    _ = flow.push(place, sign, limit: needed[place])
    defer { flow.forget() }
    guard flow.room(place, sign) >= unit else { return nil }
    let (from, to) =
      sign > 0 ? (graph.tail[place], graph.head[place]) : (graph.head[place], graph.tail[place])
    return partners.cheapest(
      [from: unit, to: -unit], unit: unit, flow: flow, level: level, without: [place])
  }

  /// Hides a cell and those that go with it, as partners.
  mutating func hide(_ place: Int) {
    guard system.isPrinted(place), reasons[place] == nil, !system.isFixed(place) else { return }
    reasons[place] = .secondary
    open(place)
  }

  /// Opens a hidden cell, hides those that go with it, and has them looked at.
  private mutating func open(_ place: Int) {
    flow.open(place)
    for level in trials.indices { trials[level].open(place) }
    queue.append(place)
    guard let word = system.cells[place].together else { return }
    for other in together[word] ?? [] { hide(other) }
  }

  /// The variables that sums, and parts with their wholes, connect with this one.
  private func connected(_ place: Int) -> [Int] {
    guard let own = system.places[place].first.map({ system.component[$0.place] }) else {
      return system.above[place] + system.below[place]
    }
    return (0..<system.count).filter { other in
      !system.isFixed(other)
        && system.places[other].first.map { system.component[$0.place] } == own
    }
  }

  private mutating func hideAll(with place: Int, level: Int) {
    for other in connected(place) where system.level[other] >= level { hide(other) }
  }

  // What the extensions need of the searches.

  /// What all hidden cells lose together.
  var hiddenLoss: Int {
    reasons.indices.reduce(0) { $0 + (reasons[$1] == nil ? 0 : loss(of: $1)) }
  }

  /// Whether a variable is in no table, or hidden there.
  func isHidden(_ place: Int) -> Bool {
    place >= system.cells.count || !system.isPrinted(place) || reasons[place] != nil
  }

  /// What hiding a cell loses.
  func loss(of place: Int) -> Int { partners.loss[place] }

  /// What hiding a cell still costs.
  func price(of place: Int) -> Int { flow.isOpen[place] ? 0 : partners.loss[place] }

  /// Moves cells that are hidden all at once; whether the hidden rest can agree.
  mutating func push(_ movers: [(place: Int, sign: Int)], by step: Int) -> Bool {
    flow.push(movers, by: step)
  }

  /// What hiding the movers and their ways costs, for a move as wide as `place` needs; nil when there
  /// are no such ways.
  mutating func cost(
    of movers: [(place: Int, sign: Int)], for place: Int
  ) -> (cost: Int, hidden: [Int])? {
    let step = needed[place]
    guard let top = trials.indices.last, trials[top].push(movers, by: step) else { return nil }
    let own = movers.map(\.place)
    for mover in movers { flow.move(mover.place, mover.sign * step) }
    defer { flow.forget() }
    var excess = flow.excess(movers, by: step)
    var (cost, hidden) = (own.reduce(0) { $0 + price(of: $1) }, own)
    var unit = step
    while excess.contains(where: { $0.value > 0 }) {
      let way = partners.cheapest(excess, unit: unit, flow: flow, level: top, without: own)
      guard let way else {
        if unit == 1 { break }
        unit = (unit + 1) / 2
        continue
      }
      cost += way.cost
      for one in way.steps { flow.move(one.place, one.sign * unit) }
      hidden += way.steps.map(\.place)
      excess[way.start, default: 0] -= unit
      excess[way.end, default: 0] += unit
    }
    return excess.contains { $0.value > 0 } ? nil : (cost, hidden)
  }
}
