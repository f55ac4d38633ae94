/// Finds the cells whose hiding costs least, so that a hidden cell gets other possible values.
///
/// Shortest ways through all cells (Dijkstra 1959), where hidden cells cost nothing: the network
/// heuristic of Kelly, Golden & Assad 1992 (*Networks* 22), one way at a time.
struct PartnerSearch: Sendable {
  /// A way of excess through the graph.
  struct Way {
    var cost: Int
    /// First and last node.
    var start: Int
    var end: Int
    var steps: [(place: Int, sign: Int)]
  }

  let system: CellSystem
  let graph: CellGraph
  /// Arcs at each node, in the order of their keys.
  private let arcs: [[Int]]
  /// What hiding each variable loses.
  let loss: [Int]
  private var cost: [Int]
  private var seen: [Int]
  private var isDone: [Int]
  private var cameBy: [(place: Int, sign: Int)]
  private var round = 0
  private var heap = Heap()

  init(_ system: CellSystem, _ graph: CellGraph, loss: [Int]) {
    self.system = system
    self.graph = graph
    self.loss = loss
    var arcs = Array(repeating: [Int](), count: graph.ground + 1)
    for place in 0..<system.count where !graph.isKnot(place) && !system.isFixed(place) {
      guard graph.tail[place] != graph.head[place] else { continue }
      arcs[graph.tail[place]].append(place)
      arcs[graph.head[place]].append(place)
    }
    self.arcs = arcs
    cost = Array(repeating: 0, count: arcs.count)
    seen = cost
    isDone = cost
    cameBy = Array(repeating: (-1, 0), count: arcs.count)
  }

  /// The cheapest way that takes `unit` from the first node with so much excess to where it lacks, from the table
  /// at hand of `flow`, over open cells and cells of at most `level`; of equal ways the one whose
  /// cells come first.
  mutating func cheapest(
    _ excess: [Int: Int], unit: Int, flow: borrowing CellFlow, level: Int, without: [Int]
  ) -> Way? {
    round += 1
    heap.removeAll()
    if let node = excess.keys.filter({ (excess[$0] ?? 0) >= unit }).min() {
      cost[node] = 0
      seen[node] = round
      cameBy[node] = (-1, 0)
      heap.push((0, node))
    }
    while let (own, node) = heap.pop() {
      guard isDone[node] != round else { continue }
      isDone[node] = round
      if let lack = excess[node], lack <= -unit { return way(to: node, own) }
      for arc in arcs[node] {
        let isOpen = flow.isOpen[arc]
        guard isOpen || system.level[arc] <= level else { continue }
        let sign = graph.head[arc] == node ? 1 : -1
        let other = sign > 0 ? graph.tail[arc] : graph.head[arc]
        let sum = own + (isOpen ? 0 : loss[arc])
        guard isDone[other] != round, seen[other] != round || sum < cost[other],
          flow.room(arc, sign) >= unit, !without.contains(arc)
        else { continue }
        cost[other] = sum
        seen[other] = round
        cameBy[other] = (arc, sign)
        heap.push((sum, other))
      }
    }
    return nil
  }

  private func way(to end: Int, _ cost: Int) -> Way {
    var steps: [(place: Int, sign: Int)] = []
    var at = end
    while cameBy[at].place >= 0 {
      let step = cameBy[at]
      steps.append(step)
      at = step.sign > 0 ? graph.head[step.place] : graph.tail[step.place]
    }
    return Way(cost: cost, start: at, end: end, steps: steps)
  }

  /// A binary heap by cost, then by node.
  private struct Heap: Sendable {
    private var content: [(cost: Int, node: Int)] = []

    mutating func removeAll() { content.removeAll(keepingCapacity: true) }

    mutating func push(_ one: (cost: Int, node: Int)) {
      content.append(one)
      var at = content.count - 1
      while at > 0, content[at] < content[(at - 1) / 2] {
        content.swapAt(at, (at - 1) / 2)
        at = (at - 1) / 2
      }
    }

    mutating func pop() -> (cost: Int, node: Int)? {
      guard let first = content.first, let last = content.popLast() else { return nil }
      guard !content.isEmpty else { return first }
      content[0] = last
      var at = 0
      while true {
        var least = at
        for child in [2 * at + 1, 2 * at + 2] where child < content.count {
          if content[child] < content[least] { least = child }
        }
        if least == at { return first }
        content.swapAt(at, least)
        at = least
      }
    }
  }
}
