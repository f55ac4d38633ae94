import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `Bounds of the share` {
  @Test func `are the oracle's, naive, sharp and for two groups only`() throws {
    let oracle = try Oracle("bounds_unknown_alter")
    var groups: [String: String] = [:]
    let rows: [[String: String]] = try oracle.value("ties")
    for row in rows {
      groups[row["ego"] ?? ""] = row["ego_group"]
      groups[row["alter"] ?? ""] = row["alter_group"]
    }
    var ties = SmallTies(
      groups.map { ($0.key, $0.value == "?" ? [] : [.init(group: $0.value, weight: 1)]) })
    for row in rows { ties.add(row["ego"] ?? "", row["alter"] ?? "") }
    let same = SamenessTable(ties.table.people, .overlap)
    let split = Segregation.split(PairCounts(ties.table), same)
    #expect(split.inter == (try oracle.value("expected", "known_inter")))
    #expect(split.intra == (try oracle.value("expected", "known_intra")))
    #expect(split.unknown == (try oracle.value("expected", "unknown")))
    #expect(near(split.share.value, try oracle.value("expected", "complete_case")))
    let naive = try #require(
      Bounds.naive(inter: split.inter, intra: split.intra, unknown: split.unknown))
    #expect([naive.lower, naive.upper] == (try oracle.value("expected", "naive_bounds")))
    #expect(
      [naive.externalInternal.lower, naive.externalInternal.upper]
        == (try oracle.value("expected", "ei_bounds_naive")))
    var count = BoundsCount(ties.table.people, same)
    for tie in ties.table.ties.slices.joined() { count.add(ego: tie.ego, alter: tie.alter) }
    let sharp = try #require(count.bounds())
    #expect(sharp.isSharp)
    #expect(
      [sharp.lower, sharp.upper]
        == (try oracle.value("expected", "sharp_bounds_one_group_per_alter")))
    let restricted = try #require(count.bounds(isRestricted: true))
    #expect(
      [restricted.lower, restricted.upper]
        == (try oracle.value("expected", "sharp_bounds_if_groups_restricted_to_A_B")))
  }

  @Test func `hold for unknown egos too, and are open where both are unknown`() throws {
    // u (unknown) answers a, a, b: at least one of three is inter, at most all (restricted: two).
    // u and v unknown: open. One known intra tie. n = 5.
    var ties = SmallTies([
      ("a", [.init(group: "A", weight: 1)]), ("a2", [.init(group: "A", weight: 1)]),
      ("b", [.init(group: "B", weight: 1)]), ("u", []), ("v", []),
    ])
    ties.add("u", "a")
    ties.add("a2", "u")
    ties.add("u", "b")
    ties.add("u", "v")
    ties.add("a", "a2")
    var count = BoundsCount(ties.table.people, SamenessTable(ties.table.people, .overlap))
    for tie in ties.table.ties.slices.joined() { count.add(ego: tie.ego, alter: tie.alter) }
    #expect(count.bounds() == Bounds(lower: 1.0 / 5, upper: 4.0 / 5, isSharp: true))
    #expect(
      count.bounds(isRestricted: true) == Bounds(lower: 1.0 / 5, upper: 3.0 / 5, isSharp: true))
  }

  @Test func `are naive as soon as somebody has two groups, and absent without ties`() {
    var ties = SmallTies([
      ("a", [.init(group: "A", weight: 0.5), .init(group: "B", weight: 0.5)]),
      ("b", [.init(group: "B", weight: 1)]), ("u", []),
    ])
    ties.add("a", "b")
    ties.add("a", "u")
    // overlap(a, b) = .5: inter .5, intra .5, unknown 1.
    var count = BoundsCount(ties.table.people, SamenessTable(ties.table.people, .overlap))
    #expect(count.bounds() == nil)
    for tie in ties.table.ties.slices.joined() { count.add(ego: tie.ego, alter: tie.alter) }
    #expect(count.bounds() == Bounds(lower: 0.25, upper: 0.75, isSharp: false))
  }
}
