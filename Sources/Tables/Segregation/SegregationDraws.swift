internal import Corpus
internal import Interactions

/// The relabelling test of every level, by one set of deals.
///
/// Ties that count in the same levels are dealt with together: a deal looks at each pair of persons
/// once for each such set, and the levels' shares are sums over sets. Unweighted.
struct SegregationDraws {
  /// By slot; nil without draws, without ties of known groups, or where chance is not defined.
  let tests: [DrawTest?]

  init(_ world: SegregationWorld, _ levels: [LevelMeasures]) throws {
    let settings = world.settings
    guard settings.draws > 0 else {
      tests = levels.map { _ in nil }
      return
    }
    let (ties, people) = (world.ties, world.ties.people)
    // Slots in an order that no run decides.
    let cells = world.cells
    var order: [Int] = [0]
    for (_, slots) in cells.ranges {
      order += slots.sorted {
        cells.keys[$0].id.utf8.lexicographicallyPrecedes(cells.keys[$1].id.utf8)
      }
    }
    var rank = [Int32](repeating: 0, count: order.count)
    for (place, slot) in order.enumerated() { rank[slot] = Int32(place) }
    var sets: [[Int32]: [Relabelling.Tie]] = [:]
    ties.ties.walk { number, tie in
      let stratum = ties.stratumOfTie[number]
      guard stratum >= 0, people.all[Int(tie.ego)].membership != 0,
        people.all[Int(tie.alter)].membership != 0
      else { return }
      var places: [Int32] = []
      cells.forEachSlot(tie) { places.append(rank[$0]) }
      places.sort()
      sets[places, default: []].append(.init(ego: tie.ego, alter: tie.alter, stratum: stratum))
    }
    let keys = sets.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let slotsOfSet = keys.map { $0.map { order[Int($0)] } }
    let known = keys.map { Double(sets[$0]?.count ?? 0) }
    let relabelling = Relabelling(
      sets: keys.map { sets[$0] ?? [] }, strata: ties.strata, people: people, same: world.same,
      seed: settings.seed, purpose: "segregation-summary")
    sets = [:]
    let slotCount = cells.slotCount
    var total = [Double](repeating: 0, count: slotCount)
    for (set, slots) in slotsOfSet.enumerated() { for slot in slots { total[slot] += known[set] } }
    let size = 16
    let totals = total
    let pieces = try Crew.map((settings.draws + size - 1) / size, jobs: settings.jobs) { piece in
      let range = piece * size..<min(settings.draws, (piece + 1) * size)
      var sums = [[Double]](repeating: [], count: slotCount)
      for slot in 0..<slotCount where totals[slot] > 0 {
        sums[slot] = [Double](repeating: 0, count: range.count)
      }
      for (set, shares) in relabelling.draws(range).enumerated() {
        for slot in slotsOfSet[set] {
          for (draw, share) in shares.enumerated() { sums[slot][draw] += share * known[set] }
        }
      }
      return sums.enumerated().map { slot, sums in sums.map { $0 / totals[slot] } }
    }
    tests = levels.indices.map { slot in
      guard let observed = levels[slot].split.share.value,
        let expected = levels[slot].expected.value, totals[slot] > 0
      else { return nil }
      return DrawTest(
        observed: observed, expected: expected, draws: pieces.flatMap { $0[slot] })
    }
  }
}
