import Corpus
import Foundation
import Interactions
import SchakelTesting
import Tables
import Testing

@Suite struct `The table of thread diversity` {
  private let all = ["(all)", "(all)"]

  private func low(_ table: Table, _ keys: [String], _ column: String) -> [Double]? {
    guard case .bounds(let low, let high)? = table.cell(keys, column)?.state else { return nil }
    return [low.value, high.value]
  }

  @Test func `has the oracle's indices for one thread`() throws {
    let file = try #require(
      try Repository.json("Tests/oracles/diversity.json") as? [String: Any])
    for row in try #require(file["cases"] as? [[String: Any]]) {
      let counts = try #require(row["counts"] as? [Double]).map { Int($0) }
      var toy = Toy()
      for (group, count) in counts.enumerated() {
        for person in 0..<count {
          toy.person("p\(group)-\(person)", "group \(group)")
          // Participants are persons: who writes more counts once.
          toy.post("p\(group)-\(person)", times: 1 + person % 3)
        }
      }
      let table = try ThreadDiversity().build(toy.material(), .open())
      #expect(table.value(all, "threads") == 1)
      #expect(table.value(all, "participants_median") == row["n"] as? Double)
      #expect(table.value(all, "known_share") == 1)
      for (column, index) in [
        ("blau", "blau"), ("simpson", "simpson_unbiased"), ("shannon", "shannon_nats"),
        ("hill2", "hill2"),
      ] {
        #expect(near(table.value(all, column), try #require(row[index] as? Double)), "\(counts)")
      }
      let blau = try #require(row["blau"] as? Double)
      let bounds = try #require(low(table, all, "blau_bounds"))
      #expect(near(bounds[0], blau) && near(bounds[1], blau))
      #expect(table.value(all, "mixed_share") == (blau > 0 ? 1 : 0))
      #expect(table.cell(all, "bridging")?.state == .missing(.noTies))
    }
  }

  /// a, b of A; c of B; u, v unknown. Threads: 0 a b c; 1 a u; 2 a b u; 3 c; 4 u v; 5 a c u.
  private func small() -> Toy {
    var toy = Toy()
    for (name, group) in [("a", "A"), ("b", "A"), ("c", "B"), ("u", nil), ("v", nil)] {
      toy.person(name, group)
    }
    for (thread, names) in ["abca", "ua", "abu", "c", "uv", "acu"].enumerated() {
      for name in names {
        toy.posts.append(
          .init(
            person: "\(name)", topics: thread < 2 ? ["school"] : [],
            venueType: thread < 3 ? "interest" : "ethnic", thread: thread))
      }
    }
    return toy
  }

  @Test func `averages over threads with two known, and bounds over those with two at all`() throws
  {
    let table = try ThreadDiversity().build(
      small().material(), .open(by: ["venue-type", "topic"]))
    #expect(table.value(all, "threads") == 6)
    #expect(table.value(all, "users") == 5)
    #expect(table.value(all, "known_share") == 3.0 / 5)
    // Participants 3, 2, 3, 1, 2, 3.
    #expect(table.value(all, "participants_median") == 2.5)
    #expect(table.value(all, "conversations") == 5)
    // Two known: threads 0 (2 + 1), 2 (2), 5 (1 + 1).
    #expect(near(table.value(all, "blau"), (4.0 / 9 + 0 + 0.5) / 3))
    #expect(near(table.value(all, "simpson"), (2.0 / 3 + 0 + 1) / 3))
    let entropy = -(2.0 / 3 * log(2.0 / 3) + 1.0 / 3 * log(1.0 / 3))
    #expect(near(table.value(all, "shannon"), (entropy + 0 + log(2)) / 3))
    #expect(near(table.value(all, "hill2"), (9.0 / 5 + 1 + 2) / 3))
    #expect(near(table.value(all, "mixed_share"), 2.0 / 3))
    // Of five, 0 and 5 are mixed; 1, 2 and 4 may be.
    #expect(low(table, all, "mixed_bounds") == [2.0 / 5, 1])
    // Topic and venue type of the opening post.
    #expect(table.value(["topic", "school"], "threads") == 2)
    #expect(table.value(["topic", "(none)"], "threads") == 4)
    #expect(table.value(["venue-type", "interest"], "threads") == 3)
    #expect(near(table.value(["venue-type", "ethnic"], "blau"), 0.5))
    #expect(table.cell(["topic", "work"], "threads") == nil)
  }

  @Test func `bounds hold what every assignment of the unknown gives, and touch the extremes`()
    throws
  {
    let table = try ThreadDiversity().build(small().material(), .open())
    let bounds = try #require(low(table, all, "blau_bounds"))
    // Each thread apart: its participants' groups, the unknown in A, B or groups of their own.
    func blau(_ groups: [String]) -> Double {
      let n = Double(groups.count)
      return 1
        - Set(groups).reduce(0.0) { sum, group in
          let p = Double(groups.count { $0 == group }) / n
          return sum + p * p
        }
    }
    var (least, most) = (0.0, 0.0)
    for thread in [["A", "A", "B"], ["A", "?"], ["A", "A", "?"], ["?", "?"], ["A", "B", "?"]] {
      var values: [Double] = []
      let unknown = thread.indices.filter { thread[$0] == "?" }
      let choices = ["A", "B", "C", "D"]
      for number in 0..<Int(pow(4, Double(unknown.count))) {
        var own = thread
        for (place, who) in unknown.enumerated() {
          own[who] = choices[number / Int(pow(4, Double(place))) % 4]
        }
        values.append(blau(own))
      }
      least += values.min() ?? 0
      most += values.max() ?? 0
    }
    #expect(near(bounds[0], least / 5) && near(bounds[1], most / 5))
  }

  @Test func `counts bridging users as the measure does, within the threads of the row`() throws {
    var toy = small()
    // Thread 0 is posts 0–3, thread 1 posts 4–5, thread 2 posts 6–8, thread 5 posts 12–14.
    toy.ties = [
      .init(ego: "a", alter: "c", count: 2, post: 3),
      .init(ego: "a", alter: "b", count: 1, post: 3),
      .init(ego: "c", alter: "a", count: 3, post: 2), .init(ego: "b", alter: "c", post: 1),
      .init(ego: "a", alter: "c", count: 1, post: 12), .init(ego: "a", alter: "u", post: 5),
      .init(ego: "b", alter: "a", count: 2, post: 7), .init(ego: "u", alter: "a", post: 4),
    ]
    let material = toy.material()
    for (ties, share) in [(1, 0.5), (2, 0.5), (3, 0.7), (3, 0.8), (1, 0.0), (4, 0.1)] {
      var settings = TableSettings.open(by: ["venue-type"])
      settings.bridgingTies = ties
      settings.bridgingShare = share
      let table = try ThreadDiversity().build(material, settings)
      let found = try #require(material.ties)
      for (keys, posts) in [(all, 0..<15), (["venue-type", "interest"], 0..<9)] {
        let of = Bridging(
          PersonPairs(found) { posts.contains(Int($1.post)) }, people: found.people,
          same: SamenessTable(found.people, found.sameness), ties: Double(ties), share: share)
        #expect(table.value(keys, "bridging") == Double(of.bridging))
        #expect(near(table.value(keys, "bridging_share"), try #require(of.bridgingShare.value)))
      }
    }
    // By hand, at 3 and ½: a 3 of 4, c 3 of 3, b 1 of 3.
    let table = try ThreadDiversity().build(material, .open())
    #expect(table.value(all, "bridging") == 2)
    #expect(near(table.value(all, "bridging_share"), 2.0 / 3))
    var settings = TableSettings.open()
    settings.bridgingShare = 1.5
    #expect(throws: Complaint.self) { try ThreadDiversity().build(material, settings) }
    settings = .open()
    settings.bridgingTies = 0
    #expect(throws: Complaint.self) { try ThreadDiversity().build(material, settings) }
  }

  @Test func `takes persons of two groups by weight, and then has no bounds of Blau`() throws {
    var toy = Toy()
    toy.groups = ["a": [("A", 1)], "b": [("A", 0.5), ("B", 0.5)]]
    toy.post("a")
    toy.post("b")
    let table = try ThreadDiversity().build(toy.material(), .open())
    // p = ¾, ¼; of different persons: 1 − (1.5² − 1.25 + .5² − .25) / 2 = ½.
    #expect(near(table.value(all, "blau"), 1 - 9.0 / 16 - 1.0 / 16))
    #expect(near(table.value(all, "simpson"), 0.5))
    #expect(table.value(all, "mixed_share") == 1)
    #expect(table.cell(all, "blau_bounds")?.state == .notApplicable)
  }

  @Test func `leaves out bots, the platform, reposts, nobody, and threads of context only`() throws
  {
    var toy = small()
    toy.posts.append(.init(person: "b", thread: 1, status: .bot))
    toy.posts.append(.init(person: "b", thread: 1, status: .system))
    toy.posts.append(.init(person: "b", thread: 1, kind: .repost))
    toy.posts.append(.init(person: nil, thread: 6))
    var material = toy.material()
    let before = try ThreadDiversity().build(small().material(), .open())
    let after = try ThreadDiversity().build(material, .open())
    #expect(before.rows == after.rows)
    // Thread 3 becomes context: one thread less, and thread 0 keeps its participants.
    for row in [2, 9] { material.posts.rows[row].role = .context }
    let context = try ThreadDiversity().build(material, .open())
    #expect(context.value(all, "threads") == 5)
    #expect(context.value(all, "conversations") == 5)
    #expect(context.value(all, "blau") == before.value(all, "blau"))
  }

  @Test func `is made of parts that add up in any order, each with whole threads`() throws {
    var toy = small()
    toy.ties = [
      .init(ego: "a", alter: "c", count: 2, post: 3), .init(ego: "c", alter: "u", post: 12),
    ]
    toy.posts.append(.init(person: nil, thread: 6))
    let material = toy.material()
    let ties = try #require(material.ties)
    func part(_ isPart: (Int) -> Bool) -> ThreadCells {
      ThreadCells(material, ties, by: [.venueType, .topic], where: isPart)
    }
    let whole = part { _ in true }
    let parts = (0..<3).map { rest in part { $0 % 3 == rest } }
    #expect(try parts[0].combined(with: parts[1]).combined(with: parts[2]) == whole)
    #expect(try parts[2].combined(with: parts[0].combined(with: parts[1])) == whole)
    #expect(try part { _ in false }.combined(with: whole) == whole)
    #expect(parts[0] != parts[1])
  }

  /// 24 persons begin a thread each in a venue of interest, mixed or not; 9 in an ethnic venue.
  private func disclosed(ethnic: Int) -> Toy {
    var toy = Toy()
    for i in 0..<48 { toy.person("p\(100 + i)", i % 2 == 0 ? "A" : "B") }
    for i in 0..<24 {
      for person in [i, (i + (i < 12 ? 1 : 2)) % 24] {
        toy.posts.append(.init(person: "p\(100 + person)", thread: i))
      }
    }
    for i in 0..<ethnic {
      for person in [i, (i + (i % 2 == 0 ? 1 : 2)) % ethnic] {
        toy.posts.append(
          .init(person: "p\(124 + person)", venueType: "ethnic", thread: 24 + i))
      }
    }
    return toy
  }

  @Test func `hides rows of few, and the margin that would give them away`() throws {
    var settings = TableSettings(by: ["venue-type"], replicates: 20)
    var table = try ThreadDiversity().build(disclosed(ethnic: 9).material(), settings)
    #expect(table.reason(["venue-type", "ethnic"], "threads") == .minUsers)
    #expect(table.reason(["venue-type", "ethnic"], "blau") == .minUsers)
    #expect(table.reason(["venue-type", "ethnic"], "mixed_bounds") == .minUsers)
    #expect(table.reason(all, "threads") == .secondary)
    #expect(table.value(["venue-type", "interest"], "threads") == 24)
    #expect(near(table.value(["venue-type", "interest"], "mixed_share"), 0.5))
    table = try ThreadDiversity().build(disclosed(ethnic: 24).material(), settings)
    #expect(table.suppressed.allSatisfy { $0.reason == .minUsers })
    #expect(table.value(all, "threads") == 48)
    #expect(table.value(["venue-type", "ethnic"], "blau") != nil)
    // Nobody has ties there, which is not defined and so not told either.
    #expect(table.reason(all, "bridging") == .minUsers)
    // One person begins most of the threads.
    var toy = disclosed(ethnic: 0)
    for thread in 50..<80 {
      toy.posts.append(.init(person: "p100", thread: thread))
      toy.posts.append(.init(person: "p101", thread: thread))
    }
    settings.by = []
    table = try ThreadDiversity().build(toy.material(), settings)
    #expect(table.reason(all, "threads") == .dominance)
  }

  @Test func `has intervals over the persons who began the threads, whatever the jobs`() throws {
    let material = disclosed(ethnic: 24).material()
    var settings = TableSettings(by: ["venue-type"], replicates: 700, seed: 5)
    let one = try ThreadDiversity().build(material, settings)
    guard
      case .number(let value, .interval(let low, let high)?)? =
        one.cell(all, "mixed_share")?.state
    else {
      Issue.record("no interval")
      return
    }
    // 48 starters with one thread each, half of them mixed: about ½ ± 1.96 · ½ / √48 = ± 0.141.
    #expect(near(value.value, 0.5))
    #expect(abs(low.value - 0.359) < 0.03 && abs(high.value - 0.641) < 0.03)
    for jobs in [2, 7] {
      settings.jobs = jobs
      let other = try ThreadDiversity().build(material, settings)
      for form in TableForms.all {
        #expect(
          form.write(one, context: TableContext()) == form.write(other, context: TableContext()))
      }
    }
  }
}
