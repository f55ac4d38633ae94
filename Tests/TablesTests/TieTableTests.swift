import Corpus
import SchakelTesting
import Tables
import Testing

/// Six persons, thirteen ties, two persons of two groups and one unknown
/// (`network_segregation.json`, weighted_membership).
private func weighted() throws -> (toy: Toy, expected: [String: Any]) {
  let oracle = try #require(
    Repository.json("Tests/oracles/network_segregation.json") as? [String: Any])
  let own = try #require(oracle["weighted_membership"] as? [String: Any])
  let memberships = try #require(own["memberships"] as? [String: [String: Double]])
  var toy = Toy()
  for (name, groups) in memberships {
    toy.groups[name] = groups.map { ($0.key, $0.value) }
  }
  for tie in try #require(own["ties"] as? [[Any]]) {
    toy.ties.append(
      .init(
        ego: try #require(tie[0] as? String), alter: try #require(tie[1] as? String),
        count: try #require(tie[2] as? Int)))
  }
  return (toy, own)
}

private let all = ["(all)", "(all)"]

@Suite struct `The interethnic share table` {
  @Test(arguments: [
    (Sameness.product, "product"), (.overlap, "overlap"), (.anyShared, "any_shared"),
    (.strict, "strict_equal_sets"),
  ])
  func `gives the oracle's share under each sameness`(_ same: Sameness, _ key: String) throws {
    var (toy, own) = try weighted()
    toy.sameness = same
    let totals = try #require(own["totals_known_ties"] as? [String: [String: Double]])
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(near(table.value(all, "share"), try #require(totals[key]?["share_inter"])))
    #expect(table.value(all, "ties") == 13)
    #expect(near(table.value(all, "known_share"), 11.0 / 13))
    #expect(table.cell(all, "sharp_bounds")?.state == .notApplicable)
  }

  /// Under overlap: u1: 3 of 3 inter to u2, 2 · ½ to u3: 4/5; u2: 1/1; u3: 0 · 4 + ½: ½/5 = .1.
  /// u5 has no known tie. Mean (.8 + 1 + .1) / 3 = 1.9 / 3.
  @Test func `gives every ego the same weight in the ego mean`() throws {
    let table = try InterethnicShare().build(try weighted().toy.material(), .open())
    #expect(near(table.value(all, "user_mean"), 1.9 / 3))
    #expect(table.value(all, "egos") == 4)
    #expect(table.value(all, "alters") == 6)
  }

  /// `bounds_unknown_alter`: naive [.25, .75]; an unknown alter has one group: [.375, .75].
  @Test func `prints naive and sharp bounds`() throws {
    let oracle = try #require(
      Repository.json("Tests/oracles/network_segregation.json") as? [String: Any])
    let own = try #require(oracle["bounds_unknown_alter"] as? [String: Any])
    var toy = Toy()
    for tie in try #require(own["ties"] as? [[String: String]]) {
      let (ego, alter) = (try #require(tie["ego"]), try #require(tie["alter"]))
      toy.person(ego, tie["ego_group"])
      toy.person(alter, tie["alter_group"] == "?" ? nil : tie["alter_group"])
      toy.ties.append(.init(ego: ego, alter: alter))
    }
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(table.value(all, "share") == 0.5)
    #expect(
      table.cell(all, "naive_bounds")?.state == .bounds(.ratio(2, 8), .ratio(6, 8)))
    #expect(
      table.cell(all, "sharp_bounds")?.state == .bounds(.real(0.375), .real(0.75)))
  }

  /// `thread_null`: groups NLD, TUR, NLD, MAR: 1 − 2·1 / (4·3) = 5/6; observed 5 of 6.
  @Test func `compares with relabelling of persons`() throws {
    var toy = Toy()
    for (name, group) in [("u1", "NLD"), ("u2", "TUR"), ("u3", "NLD"), ("u4", "MAR")] {
      toy.person(name, group)
    }
    for (ego, alter) in [
      ("u2", "u1"), ("u3", "u1"), ("u4", "u2"), ("u1", "u2"), ("u2", "u1"), ("u3", "u2"),
    ] {
      toy.ties.append(.init(ego: ego, alter: alter))
    }
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(near(table.value(all, "share"), 5.0 / 6))
    #expect(near(table.value(all, "expected"), 5.0 / 6))
    #expect(near(table.value(all, "difference"), 0))
  }

  /// Stratum 0: A A B, expected 1 − 2·1/(3·2) = 2/3, three ties. Stratum 1: A A, expected 0, one
  /// tie. Together (3 · 2/3 + 1 · 0) / 4 = ½.
  @Test func `weights the strata's expectations by known ties`() throws {
    var toy = Toy()
    for (name, group) in [("a1", "A"), ("a2", "A"), ("b1", "B"), ("a3", "A"), ("a4", "A")] {
      toy.person(name, group)
    }
    toy.strata = [["a1", "a2", "b1"], ["a3", "a4"]]
    toy.ties = [
      .init(ego: "a1", alter: "b1", count: 2), .init(ego: "a1", alter: "a2"),
      .init(ego: "a3", alter: "a4", stratum: 1),
    ]
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(near(table.value(all, "expected"), 0.5))
    #expect(near(table.value(all, "share"), 0.5))
  }

  /// A tie on two topics counts in each; one without counts in neither but in "no topic".
  @Test func `counts a tie in each of its topics`() throws {
    var toy = Toy()
    for (name, group) in [("a", "A"), ("b", "B"), ("c", "A")] { toy.person(name, group) }
    toy.ties = [
      .init(ego: "a", alter: "b", topics: ["school", "work"]),
      .init(ego: "a", alter: "c", topics: ["school"]), .init(ego: "b", alter: "c"),
    ]
    let table = try InterethnicShare().build(toy.material(), .open(by: ["topic"]))
    #expect(table.value(["topic", "school"], "ties") == 2)
    #expect(table.value(["topic", "school"], "interethnic") == 1)
    #expect(table.value(["topic", "school"], "share") == 0.5)
    #expect(table.value(["topic", "work"], "share") == 1)
    #expect(table.value(["topic", "(none)"], "share") == 1)
    #expect(near(table.value(all, "share"), 2.0 / 3))
  }

  @Test func `says that nothing is known where nothing is known`() throws {
    var toy = Toy()
    toy.person("a", nil)
    toy.person("b", "B")
    toy.ties = [.init(ego: "a", alter: "b", count: 3)]
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(table.cell(all, "share")?.state == .missing(.noTies))
    #expect(table.cell(all, "interethnic")?.state == .missing(.noTies))
    #expect(table.cell(all, "naive_bounds")?.state == .bounds(.ratio(0, 3), .ratio(3, 3)))
    #expect(table.value(all, "known_share") == 0)
  }

  /// Two ties between a and b without direction: two ties, two egos, each with both.
  @Test func `counts a tie without direction once, from both ends`() throws {
    var toy = Toy()
    for (name, group) in [("a", "A"), ("b", "B"), ("c", "A")] { toy.person(name, group) }
    toy.isDirected = false
    toy.ties = [.init(ego: "a", alter: "b", count: 2), .init(ego: "a", alter: "c")]
    let table = try InterethnicShare().build(toy.material(), .open())
    #expect(table.value(all, "ties") == 3)
    #expect(table.value(all, "egos") == 3)
    #expect(near(table.value(all, "share"), 2.0 / 3))
    #expect(table.value(all, "interethnic") == 2)
    // a: 2/3, b: 1, c: 0.
    #expect(near(table.value(all, "user_mean"), 5.0 / 9))
  }
}

/// 24 persons of A and 24 of B on platform p, in venues of interest: each of A answers one of A and
/// one of B; and four persons of A answer one of B on platform q.
private func twoPlatforms() -> Toy {
  var toy = Toy()
  for i in 0..<24 {
    toy.person("a\(i + 10)", "A")
    toy.person("b\(i + 10)", "B")
    toy.ties.append(.init(ego: "a\(i + 10)", alter: "b\(i + 10)", platform: "p"))
    toy.ties.append(.init(ego: "a\(i + 10)", alter: "a\((i + 1) % 24 + 10)", platform: "p"))
    if i < 4 { toy.ties.append(.init(ego: "a\(i + 10)", alter: "b\(i + 10)", platform: "q")) }
  }
  return toy
}

@Suite struct `A hidden cell of the interethnic share table` {
  /// p + q = all, and the only venue type is all: p or all goes with q.
  @Test func `takes a partner with it from which it could be computed`() throws {
    let settings = TableSettings(by: ["venue-type", "platform"], replicates: 100)
    let table = try InterethnicShare().build(twoPlatforms().material(), settings)
    for column in ["ties", "share", "expected", "difference", "naive_bounds", "user_mean"] {
      #expect(table.reason(["platform", "q"], column) == .minUsers)
      // All and the only venue type are one number.
      let whole = [all, ["venue-type", "interest"]].map { table.reason($0, column) }
      #expect(whole[0] == whole[1])
      #expect(table.reason(["platform", "p"], column) == .secondary || whole[0] == .secondary)
    }
  }

  /// By topic the levels overlap, so that the margin gives nothing away.
  @Test func `leaves the margin where levels do not add up to it`() throws {
    var toy = twoPlatforms()
    for index in toy.ties.indices {
      toy.ties[index].topics = toy.ties[index].platform == "q" ? ["school", "work"] : ["work"]
    }
    let table = try InterethnicShare().build(
      toy.material(), TableSettings(by: ["topic"], replicates: 100))
    #expect(table.reason(["topic", "school"], "share") == .minUsers)
    #expect(table.value(all, "ties") == 52)
    // All but "no topic" are on school, work or both: school is between 0 and 52 as work is shown.
    toy.ties.append(contentsOf: twoPlatforms().ties.filter { $0.platform == "p" })
    let third = try InterethnicShare().build(
      toy.material(), TableSettings(by: ["topic"], replicates: 100))
    #expect(third.reason(["topic", "school"], "ties") == .minUsers)
    #expect(third.value(["topic", "(none)"], "ties") == 48)
    #expect(third.value(all, "ties") == 100)
    toy.topics = ["school"]
    for index in toy.ties.indices {
      toy.ties[index].topics = toy.ties[index].platform == "q" ? ["school"] : []
    }
    let single = try InterethnicShare().build(
      toy.material(), TableSettings(by: ["topic"], replicates: 100))
    #expect(single.reason(["topic", "school"], "ties") == .minUsers)
    #expect(single.reason(["topic", "(none)"], "ties") == .secondary)
    #expect(single.value(all, "ties") == 100)
  }

  /// Every ego of A answers B only: 24 of 24 alike.
  @Test func `may be the share alone, when ties are many but interethnic ones few`() throws {
    var toy = twoPlatforms()
    toy.ties = toy.ties.filter { $0.ego.first == "a" && $0.alter.first == "b" }
    let table = try InterethnicShare().build(toy.material(), TableSettings(replicates: 0))
    #expect(table.value(all, "ties") == 28)
    #expect(table.reason(all, "share") == .minUsers)
    #expect(table.reason(all, "naive_bounds") == .minUsers)
    #expect(table.reason(all, "interethnic") == .minUsers)
  }

  /// a10 has 60 of 108 ties.
  @Test func `may be hidden because one ego dominates`() throws {
    var toy = twoPlatforms()
    toy.ties = toy.ties.filter { $0.platform == "p" }
    for i in 0..<30 { toy.ties.append(.init(ego: "a10", alter: "b\(i % 24 + 10)", count: 2)) }
    let table = try InterethnicShare().build(toy.material(), TableSettings(replicates: 0))
    #expect(table.reason(all, "ties") == .dominance)
    #expect(table.reason(all, "share") == .dominance)
  }
}

@Suite struct `The mixing matrix` {
  /// Product memberships of the oracle; unknown alters stand in a column of their own.
  @Test func `shares ties out over groups, under product whatever the setting`() throws {
    let (toy, own) = try weighted()
    let product = try #require(own["product_mixing"] as? [String: Any])
    let groups = try #require(product["groups"] as? [String])
    let matrix = try #require(product["M"] as? [[Double]])
    let table = try MixingMatrixTable().build(toy.material(), .open())
    for (row, ego) in groups.enumerated() {
      for (column, alter) in groups.enumerated() {
        #expect(
          near(table.value(["(all)", ego, "ties"], alter) ?? 0, matrix[row][column]),
          "\(ego) \(alter)")
      }
    }
    // u5 (½, ½) answers u6 twice.
    #expect(table.value(["(all)", "TUR", "ties"], "(unknown)") == 1)
    #expect(table.value(["(all)", "(all)", "ties"], "(all)") == 13)
    // 1 − (1.25 + 2 + 0) / 11.
    #expect(near(table.value(["(all)", "(all)", "implied_share"], "(all)"), 7.75 / 11))
  }

  /// `classroom_directed`: [40 2; 5 41]. Row percentages 95.2 4.8 10.9 89.1 as published.
  /// E(boy, boy) = 42 · 45 / 88 = 21.4772…; residual (40 − E) / √(E · 46/88 · 43/88) = 7.90833….
  @Test func `has row percentages, expected ties and adjusted residuals`() throws {
    var toy = Toy()
    for i in 0..<13 {
      toy.person("b\(i + 10)", "Boy")
      toy.person("g\(i + 10)", "Girl")
    }
    for (ego, alter, count) in [("b", "b", 40), ("b", "g", 2), ("g", "b", 5), ("g", "g", 41)] {
      for i in 0..<count {
        toy.ties.append(.init(ego: "\(ego)\(i % 13 + 10)", alter: "\(alter)\((i + 5) % 13 + 10)"))
      }
    }
    let table = try MixingMatrixTable().build(toy.material(), .open())
    let printed = ["Boy", "Girl"].flatMap { ego in
      ["Boy", "Girl"].map { alter -> String in
        guard case .number(let share, _)? = table.cell(["(all)", ego, "row_share"], alter)?.state
        else { return "" }
        return NumberFormat.percent.text(share)
      }
    }
    #expect(printed == ["95.2", "4.8", "10.9", "89.1"])
    #expect(near(table.value(["(all)", "Boy", "expected"], "Boy"), 42.0 * 45 / 88))
    #expect(near(table.value(["(all)", "Boy", "residual"], "Boy"), 7.908332029200692))
    #expect(table.cell(["(all)", "Boy", "expected"], "(all)")?.state == .notApplicable)
  }

  /// A→A, A→B, B→A, B→B with 24 egos and alters each, but B→A four only.
  @Test func `hides with a small cell all that would give it away`() throws {
    var toy = Toy()
    for i in 0..<24 {
      toy.person("a\(i + 10)", "A")
      toy.person("b\(i + 10)", "B")
    }
    for i in 0..<24 {
      let next = (i + 1) % 24
      toy.ties.append(.init(ego: "a\(i + 10)", alter: "a\(next + 10)", count: 2))
      toy.ties.append(.init(ego: "a\(i + 10)", alter: "b\(i + 10)"))
      toy.ties.append(.init(ego: "b\(i + 10)", alter: "b\(next + 10)"))
      if i < 4 { toy.ties.append(.init(ego: "b\(i + 10)", alter: "a\(i + 10)")) }
    }
    let table = try MixingMatrixTable().build(toy.material(), TableSettings())
    func reason(_ ego: String, _ measure: String, _ alter: String) -> Suppression? {
      table.reason(["(all)", ego, measure], alter)
    }
    #expect(reason("B", "ties", "A") == .minUsers)
    #expect(reason("B", "row_share", "A") == .minUsers)
    // 24 of B answer B; the four who answer A are the complement: small too.
    #expect(reason("B", "ties", "B") == .minUsers)
    // Both cells of B are hidden, and so both of A: 2 × 2, with all margins shown.
    #expect(reason("A", "ties", "A") == .secondary)
    #expect(reason("A", "row_share", "B") == .secondary)
    #expect(table.value(["(all)", "A", "ties"], "(all)") == 72)
    #expect(table.value(["(all)", "B", "ties"], "(all)") == 28)
    #expect(table.value(["(all)", "(all)", "ties"], "A") == 52)
    #expect(table.value(["(all)", "(all)", "ties"], "(all)") == 100)
    // What rests on the whole matrix.
    #expect(reason("(all)", "implied_share", "(all)") == .secondary)
    #expect(reason("A", "expected", "A") == .secondary)
    #expect(reason("A", "residual", "B") == .secondary)
  }

  @Test func `can be split by topic, each topic a matrix of its own`() throws {
    var toy = Toy()
    toy.person("a", "A")
    toy.person("b", "B")
    toy.ties = [
      .init(ego: "a", alter: "b", topics: ["school", "work"]),
      .init(ego: "b", alter: "a", count: 3),
    ]
    let table = try MixingMatrixTable().build(toy.material(), .open(by: ["topic"]))
    #expect(table.value(["school", "A", "ties"], "B") == 1)
    #expect(table.value(["work", "A", "ties"], "B") == 1)
    #expect(table.value(["(none)", "B", "ties"], "A") == 3)
    #expect(table.cell(["(all)", "A", "ties"], "B") == nil)
  }
}
