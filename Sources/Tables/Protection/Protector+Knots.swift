/// A cell in three sums or more moves only together with others: the margin of a topic, when it is
/// raised, raises a cell of every table it stands in, and lowers another topic or raises the total.
extension Protector {
  /// Hides what lets a cell and at most two knots near it move at once, if that can be.
  mutating func chooseWithKnots(for place: Int) {
    let near = knots(near: place)
    if movesAsBefore(place, Set(near)) { return }
    var sets: [[(place: Int, sign: Int)]] = [1, -1].map { [(place, $0)] }
    for _ in 0...2 {
      var best: (cost: Int, hidden: [Int], movers: [(place: Int, sign: Int)])?
      var found = 0
      for movers in sets where found < Self.mostFound {
        guard flow.canMove(movers, by: needed[place]), let cost = cost(of: movers, for: place)
        else { continue }
        found += 1
        if cost.cost < best?.cost ?? .max { best = (cost.cost, cost.hidden, movers) }
      }
      if let best {
        for other in best.hidden { hide(other) }
        if push(best.movers, by: needed[place]) {
          let knots = best.movers.map(\.place).filter { graph.isKnot($0) }
          knotMoves.removeAll { $0.knots == knots }
          knotMoves.append((knots, flow.lastMove))
          return
        }
      }
      if sets.count > Self.mostSets { return }
      sets = sets.flatMap { movers in
        let candidates = movers.count == 1 ? near : knots(near: movers[movers.count - 1].place)
        return candidates.filter { knot in !movers.contains { $0.place == knot } }
          .flatMap { knot in [1, -1].map { movers + [(place: knot, sign: $0)] } }
      }
    }
  }

  /// Goes to a table where knots near the cell have moved already, and moves the cell from there.
  private mutating func movesAsBefore(_ place: Int, _ near: Set<Int>) -> Bool {
    for known in knotMoves where known.knots.contains(where: near.contains) {
      for sign in [1, -1] where !isSafe(place) {
        for one in known.change { flow.move(one.place, one.change) }
        _ = flow.push(place, sign, limit: needed[place])
        flow.forget()
      }
      if isSafe(place) { return true }
    }
    return false
  }

  /// More are not looked at; the cell then costs more, never safety.
  private static let mostFound = 8
  private static let mostSets = 1000

  /// Knots that stand in a sum with a cell, the cheapest first.
  private func knots(near place: Int) -> [Int] {
    var found: Set<Int> = []
    for term in system.places[place] {
      for other in system.equations[term.place] where other.place != place {
        if graph.isKnot(other.place), !system.isFixed(other.place) { found.insert(other.place) }
      }
    }
    return found.sorted {
      (price(of: $0), system.level[$0], $0) < (price(of: $1), system.level[$1], $1)
    }
  }
}
