import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

@Suite struct `The levels of the segregation summary` {
  /// A world to count by hand. A: a1 a2 a3, B: b1 b2; in 2012 on x: a1→b1 twice, b1→a1, a1→a2; in
  /// 2013 on y: a3→b2.
  @Test func `splits by year and platform, and counts each by its own`() throws {
    let n = try summaryNumbers(
      try hand().material(), by: ["platform", "topic", "venue-type"], draws: 999)
    expect(n["ties"], 5)
    expect(n["share"], 0.8)
    expect(n["ties", "platform", "x"], 4)
    expect(n["share", "platform", "x"], 0.75)
    expect(n["share", "platform", "y"], 1)
    expect(n["reciprocity", "platform", "x"], 2.0 / 3)
    #expect(n["reciprocity_intra", "platform", "y"]?.reason == "no_ties")
    // 3 A and 2 B: 1 − (3·2 + 2·1) / (5·4) = .6 for every level: one stratum.
    expect(n["expected", "platform", "y"], 0.6)
    expect(n["ratio", "platform", "y"], 1 / 0.6)
    expect(n["difference", "platform", "x"], 0.15)
    expect(n["expected", "platform", "x", "A"], 0.5)
    expect(n["share", "platform", "x", "A"], 2.0 / 3)
    // At risk on x: a1 a2 b1: pairs within: 2, tied 1; between: 4, tied 2: 1·2 / (1·2) = 1.
    expect(n["odds_ratio_at_risk", "platform", "x"], 1)
    #expect(n["odds_ratio_at_risk", "platform", "y"]?.reason == "zero_cell")
    // School is a1→b1 twice only: pairs at risk stay those of all: x as above, and on y a3 b2:
    // within 2, between 6; tied 0 and 1.
    expect(n["odds_ratio_at_risk", "topic", "school"], 0)
    // All: within 1 of 2, between 3 of 6: 1·3 / (1·3).
    expect(n["odds_ratio_at_risk"], 1)
    #expect(n["coleman", "platform", "y", "B"]?.reason == "no_out_ties")
    #expect(n["spectral", "platform", "x"]?.flag == "not-applicable")
    #expect(n["p_lower", "platform", "x"]?.value != nil)
  }

  @Test func `tells whoever reads it which null, semantics and scheme it has`() throws {
    let table = try SegregationSummary().build(try hand().material(), .open())
    let text = table.notes.map(\.en).joined(separator: "\n")
    for word in ["overlap", "relabelled among the persons", "scheme", "999 relabellings"] {
      #expect(text.contains(word))
    }
  }

  @Test func `refuses settings that mean nothing`() throws {
    let material = try hand().material()
    for change in [
      { $0.draws = 998 }, { $0.draws = -1 }, { $0.bridgingTies = 0 }, { $0.bridgingShare = 1.5 },
    ] as [(inout TableSettings) -> Void] {
      var settings = TableSettings.open()
      change(&settings)
      #expect(throws: Complaint.self) { try SegregationSummary().build(material, settings) }
    }
  }

  @Test func `has the same bytes for any number of threads and any order of ties`() throws {
    var series = Series(state: 7)
    var toy = Toy()
    let groups = ["A", "B", "C"]
    for i in 0..<60 {
      let name = "p\(100 + i)"
      switch series.below(6) {
      case 0: toy.person(name, nil)
      case 1: toy.groups[name] = [("A", 1.0 / 3), ("B", 2.0 / 3)]
      default: toy.person(name, groups[series.below(3)])
      }
    }
    let names = toy.groups.keys.sorted()
    for _ in 0..<700 {
      let (ego, alter) = (names[series.below(60)], names[series.below(60)])
      if ego == alter { continue }
      toy.ties.append(
        .init(
          ego: ego, alter: alter, topics: [[], ["school"], ["school", "work"]][series.below(3)],
          platform: ["x", "y"][series.below(2)],
          venueType: ["interest", "ethnic"][series.below(2)],
          stratum: series.below(2)))
    }
    toy.strata = [names, Array(names.dropFirst(9))]
    func bytes(_ material: Material, jobs: Int) throws -> [UInt8] {
      var settings = TableSettings.open(
        by: SegregationSummary().by.filter { $0 != "tone" }, replicates: 60)
      settings.jobs = jobs
      let table = try SegregationSummary().build(material, settings)
      return TableForms.all.flatMap { $0.write(table, context: TableContext()) }
    }
    let one = try bytes(toy.material(), jobs: 1)
    #expect(try bytes(toy.material(), jobs: 2) == one)
    #expect(try bytes(toy.material(), jobs: 7) == one)
    #expect(try bytes(toy.material(reversed: true), jobs: 2) == one)
    var other = toy
    other.ties.sort { ($0.alter, $0.ego) < ($1.alter, $1.ego) }
    #expect(try bytes(other.material(), jobs: 2) == one)
  }

  /// Forty of A and of B, twelve of C, four of D, everybody with ties to all sides: D has too few egos,
  /// and D's ties are all ties less those of the others, so that C, which has fewest of these, goes too.
  @Test func `hides a small group, and one more that would give it away`() throws {
    var toy = Toy()
    var names: [String] = []
    for (group, size) in [("A", 40), ("B", 40), ("C", 12), ("D", 4)] {
      for i in 0..<size {
        names.append("\(group)\(i + 100)")
        toy.person(names[names.count - 1], group)
      }
    }
    for i in names.indices {
      for step in [1, 3, 17, 41] {
        toy.ties.append(.init(ego: names[i], alter: names[(i + step) % names.count]))
      }
    }
    let table = try SegregationSummary().build(
      toy.material(), TableSettings(replicates: 50, seed: 1))
    func reason(_ measure: String, _ group: String) -> Suppression? {
      guard let column = table.columns.firstIndex(where: { $0.id == group }),
        let row = table.rows.first(where: { $0.keys[0].id == measure }),
        case .suppressed(let reason) = row.cells[column].state
      else { return nil }
      return reason
    }
    for measure in ["ties", "share", "coleman", "ei", "expected", "spectral"] {
      #expect(reason(measure, "D") == .minUsers)
      #expect(reason(measure, "C") == .secondary)
      #expect(reason(measure, "A") == nil)
      #expect(reason(measure, "(all)") == nil)
    }
    #expect(reason("assortativity", "(all)") == .secondary)
  }

  private func hand() throws -> Toy {
    var toy = Toy()
    for name in ["a1", "a2", "a3"] { toy.person(name, "A") }
    for name in ["b1", "b2"] { toy.person(name, "B") }
    toy.ties = [
      .init(ego: "a1", alter: "b1", count: 2, topics: ["school"], platform: "x"),
      .init(ego: "b1", alter: "a1", platform: "x"), .init(ego: "a1", alter: "a2", platform: "x"),
      .init(ego: "a3", alter: "b2", platform: "y"),
    ]
    return toy
  }
}
