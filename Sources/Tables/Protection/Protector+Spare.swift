/// Partners are chosen one after another, and a later one may make an earlier one needless: every
/// partner is shown again, the dearest first, if all that hangs together with it stays safe.
extension Protector {
  mutating func showSpare(_ rule: Disclosure) {
    let groups = hiddenGroups()
    var groupOf: [Int: Int] = [:]
    for (number, group) in groups.enumerated() { for place in group { groupOf[place] = number } }
    for hidden in groups {
      // Knots are not measured alone; and a large group would cost more than it gives.
      let partners = hidden.filter { place in
        reasons[place] == .secondary && system.cells[place].together == nil
      }.sorted {
        (-system.level[$0], -loss(of: $0), $0) < (-system.level[$1], -loss(of: $1), $1)
      }
      guard !hidden.contains(where: { graph.isKnot($0) }),
        hidden.count * partners.count <= Self.mostChecks
      else { continue }
      for place in partners {
        // What is within it, or what it is within, moved as if it were hidden.
        let linked = Set(
          (system.above[place] + system.below[place]).filter(isHidden).compactMap { groupOf[$0] })
        let area = hidden + linked.sorted().flatMap { groups[$0] }.filter { !hidden.contains($0) }
        guard area.count <= hidden.count || !area.contains(where: { graph.isKnot($0) }) else {
          continue
        }
        showIfSpare(place, area, rule)
      }
    }
  }

  /// Hidden cells times partners of a group.
  private static let mostChecks = 60_000

  private mutating func showIfSpare(_ place: Int, _ hidden: [Int], _ rule: Disclosure) {
    guard passesSums(without: place, rule) else { return }
    let before = flow
    // What stands in a sum with it fails first, if any does.
    let near = Set(system.places[place].flatMap { system.equations[$0.place].map(\.place) })
    let others = hidden.filter { $0 != place && reasons[$0] != nil }
    reasons[place] = nil
    flow.close(place, forgetting: hidden)
    for other in others.filter(near.contains) + others.filter({ !near.contains($0) }) {
      if !isSafe(other) { measure(other) }
      if !isSafe(other) {
        reasons[place] = .secondary
        flow = before
        return
      }
    }
  }

  /// Hidden cells that sums of hidden variables connect, in the order of their keys.
  private func hiddenGroups() -> [[Int]] {
    var parent = Array(system.equations.indices)
    func root(_ at: Int) -> Int {
      var at = at
      while parent[at] != at {
        parent[at] = parent[parent[at]]
        at = parent[at]
      }
      return at
    }
    for place in 0..<system.count where flow.isOpen[place] {
      for other in system.places[place].dropFirst() {
        let (a, b) = (root(system.places[place][0].place), root(other.place))
        parent[max(a, b)] = min(a, b)
      }
    }
    var groups: [[Int]] = Array(repeating: [], count: parent.count)
    for place in 0..<system.cells.count where flow.isOpen[place] {
      if let first = system.places[place].first { groups[root(first.place)].append(place) }
    }
    return groups.filter { !$0.isEmpty }
  }
}
