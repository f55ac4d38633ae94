/// The values that a hidden cell may have for whoever knows the published cells, the sums and that
/// no count is negative.
package struct FeasibleRange: Sendable, Equatable {
  package let low: Int
  /// nil: without limit.
  package let high: Int?
  /// Whether these are the very limits, or the true range may be wider.
  package let isExact: Bool

  /// high − low; nil: without limit.
  package var width: Int? { high.map { $0 - low } }

  /// Ranges of the cells `hidden`, in that order, with all other cells published.
  ///
  /// Exact where the sums make a network (see `CellGraph`): max-flow of a transportation polytope.
  /// Cost: two max-flows a cell.
  package static func all(_ tables: [ProtectedTable], hidden: [CellKey]) -> [FeasibleRange] {
    let system = CellSystem(tables)
    let graph = CellGraph(system)
    var flow = CellFlow(system, graph)
    var numbers: [CellKey: Int] = [:]
    for (number, cell) in system.cells.enumerated() { numbers[cell.key] = number }
    let places = hidden.compactMap { numbers[$0] }
    for place in places { flow.open(place) }
    let hasOpenKnot = (0..<system.count).contains { flow.isOpen[$0] && graph.isKnot($0) }
    // A limit that was narrowed for a cover (`CellSystem.highest`) is no exact one.
    let hasCover = system.count > system.cells.count
    return places.map { place in
      for sign in [1, -1] {
        _ = flow.push(place, sign, limit: CellSystem.unlimited)
        flow.forget()
      }
      let high = flow.high[place]
      return FeasibleRange(
        low: flow.low[place], high: high >= CellSystem.unlimited / 2 ? nil : high,
        isExact: !hasOpenKnot && !hasCover)
    }
  }
}
