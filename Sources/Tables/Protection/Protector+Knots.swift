/// A cell in three sums or more moves only together with others: the margin of a topic, when it is
/// raised, raises a cell of every table it stands in, and lowers another topic or raises the total.
extension Protector {
  /// Hides what lets a cell and at most two knots near it move at once, if that can be.
  mutating func chooseWithKnots(for place: Int) {
    let near = knots(near: place)
    var sets: [[(place: Int, sign: Int)]] = [1, -1].map { [(place, $0)] }
    for _ in 0...2 {
      var best: (cost: Int, hidden: [Int], movers: [(place: Int, sign: Int)])?
      for movers in sets.prefix(Self.mostSets) {
        guard let found = cost(of: movers, for: place) else { continue }
        if found.cost < best?.cost ?? .max { best = (found.cost, found.hidden, movers) }
      }
      if let best {
        for other in best.hidden { hide(other) }
        if push(best.movers, by: needed[place]) { return }
      }
      sets = sets.flatMap { movers in
        let candidates = movers.count == 1 ? near : knots(near: movers[movers.count - 1].place)
        return candidates.filter { knot in !movers.contains { $0.place == knot } }
          .flatMap { knot in [1, -1].map { movers + [(place: knot, sign: $0)] } }
      }
    }
  }

  /// More are not tried; the cell then costs more, never safety.
  private static let mostSets = 400

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
