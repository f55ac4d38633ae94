import Corpus
import SchakelTesting
import Testing

@testable import Tables

/// Expected values: `Tests/Fixtures/statistics/dyadic_headlines.json`, made by the Python beside it from
/// the definition: everybody is left out once.
private func fixture() throws -> [String: Any] {
  try #require(
    Repository.json("Tests/Fixtures/statistics/dyadic_headlines.json") as? [String: Any])
}

private let all = ["(all)", "(all)"]

private func interval(_ table: Table, _ keys: [String], _ column: String) -> [Double]? {
  guard case .number(let value, .interval(let low, let high)?)? = table.cell(keys, column)?.state
  else { return nil }
  return [value.value, low.value, high.value]
}

private func isNear(_ found: [Double]?, _ expected: [Double]?) -> Bool {
  guard let found, let expected, found.count == expected.count else { return false }
  return zip(found, expected).allSatisfy { near($0, $1) }
}

private func world(_ world: String) throws -> (toy: Toy, expected: [String: [Double]]) {
  let all = try fixture()
  var toy = Toy()
  let isWeighted = world == "weighted_in_strata"
  for person in try #require(all["people"] as? [[String: Any]]) {
    toy.person(
      try #require(person["name"] as? String), person["group"] as? String,
      weight: isWeighted ? try #require(person["weight"] as? Double) : 1)
  }
  if isWeighted { toy.strata = all["strata"] as? [[String]] }
  toy.isDirected = world != "undirected"
  for tie in try #require(all["ties"] as? [[Any]]) {
    toy.ties.append(
      .init(
        ego: try #require(tie[0] as? String), alter: try #require(tie[1] as? String),
        stratum: isWeighted ? try #require(tie[2] as? Int) : 0))
  }
  return (toy, try #require(all[world] as? [String: [Double]]))
}

@Suite struct `The interval of a share` {
  @Test(
    arguments: ["directed", "undirected", "weighted_in_strata"],
    ["share", "user_mean", "difference"])
  func `of ties is dyadic unless another is asked for`(_ name: String, _ column: String) throws {
    let (toy, expected) = try world(name)
    for reversed in [false, true] {
      let table = try InterethnicShare().build(toy.material(reversed: reversed), .open())
      #expect(
        isNear(interval(table, all, column), expected[column]),
        "\(interval(table, all, column) ?? []) \(expected[column] ?? [])")
    }
  }

  /// T7 works the same out by other code, with the same ends.
  @Test func `of ties in T5 is that of T7`() throws {
    let toy = try world("directed").toy
    let five = try InterethnicShare().build(toy.material(), .open())
    let seven = try SegregationSummary().build(toy.material(), .open())
    for (column, measure) in [("share", "share_dyadic"), ("user_mean", "user_mean_dyadic")] {
      let other = try #require(interval(seven, [measure, "(all)", "(all)"], "(all)"))
      #expect(isNear(interval(five, all, column), other))
    }
  }

  @Test(arguments: [("difference_of_halves", false), ("log_odds_ratio", true)])
  func `of any measure of ties is made by leaving persons out`(_ name: String, _ isLog: Bool) throws
  {
    let expected = try #require(try fixture()[name] as? [String: Double])
    let material = try world("directed").toy.material()
    let ties = try #require(material.ties)
    var dyads = DyadicJackknife(width: 4, persons: ties.people.all.count)
    for number in TiePairs.ordered(ties) {
      let tie = ties.ties[Int(number)]
      let people = ties.people.all
      let isInter = people[Int(tie.ego)].membership != people[Int(tie.alter)].membership
      // Names are in order, so that numbers are.
      dyads.add(
        1, to: Int(tie.ego) % 2 * 2 + (isInter ? 0 : 1), ego: tie.ego, alter: tie.alter)
    }
    let found = try #require(
      dyads.estimate(on: [0, 1, 2, 3], isLog: isLog) { sum in
        let (a, b, c, d) = (sum(0), sum(1), sum(2), sum(3))
        return isLog ? (a / b) / (c / d) : a / (a + b) - c / (c + d)
      }.value)
    #expect(near(found.estimate, expected["estimate"] ?? .nan))
    #expect(near(found.standardError, expected["error"] ?? .nan))
    #expect(found.degrees == expected["degrees"])
  }

  /// The eight persons of the oracle, twice: Σ z² and N double, so that the variance is
  /// (16/15) / (8/7) · ½ of the oracle's; of the mean (8 · 7) / (16 · 15) · 2.
  private func posts() throws -> (oracle: [String: Any], toy: Toy) {
    let oracle = try #require(
      Repository.json("Tests/oracles/cluster_proportion.json") as? [String: Any])
    var toy = Toy()
    for user in try #require(oracle["users"] as? [[String: Any]]) {
      let (x, n) = (try #require(user["x"] as? Int), try #require(user["n"] as? Int))
      for twin in ["", "'"] {
        let name = try #require(user["user"] as? String) + twin
        toy.person(name, "A")
        toy.post(name, ["school"], times: x)
        toy.post(name, [], times: n - x)
      }
    }
    return (try #require(oracle["expected"] as? [String: Any]), toy)
  }

  private func prevalence(_ method: IntervalMethod?) throws -> Table {
    var settings = TableSettings.open()
    settings.interval = method
    return try TopicPrevalence().build(try posts().toy.material(), settings)
  }

  @Test func `of posts is linearised as the oracle's when that is asked for`() throws {
    let (oracle, _) = try posts()
    let table = try prevalence(.linearised)
    // t(15) at .975, by scipy.stats.t.ppf.
    let t = 2.131449545559323
    for (column, value, error, factor) in [
      ("post_share", "pooled_share", "se_cluster_linearised", 16.0 / 15 * 7 / 8 / 2),
      ("user_mean", "mean_of_user_shares", "se_mean_of_user_shares", 56.0 / 240 * 2),
    ] {
      let p = try #require(oracle[value] as? Double)
      let reach = t * factor.squareRoot() * (try #require(oracle[error] as? Double))
      #expect(
        isNear(interval(table, ["school", "group", "A"], column), [p, p - reach, p + reach]))
    }
  }

  @Test func `of posts is on the logit scale, jackknifed, unless another is asked for`() throws {
    let table = try prevalence(nil)
    let own = try fixture()
    for (column, name) in [("post_share", "post_share"), ("user_mean", "post_user_mean")] {
      #expect(
        isNear(interval(table, ["school", "group", "A"], column), own[name] as? [Double]))
    }
    #expect(try prevalence(.logit).rows == table.rows)
  }

  /// The replicates are those of before: type 7 of `poisson_bootstrap.json`'s draws.
  @Test func `is the bootstrap's percentiles when that is asked for, and says so`() throws {
    var settings = TableSettings.open()
    settings.interval = .percentile
    let material = try world("directed").toy.material()
    let table = try InterethnicShare().build(material, settings)
    let ties = try #require(material.ties)
    var contributions = Contributions(width: 2)
    for person in ties.people.all.indices {
      var own = (known: 0.0, inter: 0.0)
      for number in 0..<ties.ties.count where Int(ties.ties[number].ego) == person {
        let tie = ties.ties[number]
        let people = ties.people.all
        own.known += 1
        own.inter +=
          people[person].membership != people[Int(tie.alter)].membership ? 1 : 0
      }
      if own.known == 0 { continue }
      contributions.add(own.inter, to: 0)
      contributions.add(own.known, to: 1)
      contributions.end(person: ties.people.all[person].name)
    }
    let drawn = try Bootstrap(
      seed: Poisson.seed(42, purpose: "interethnic-share"), replicates: 50
    ).run(contributions).ratios(0, over: 1).compactMap { $0 }.sorted()
    let found = try #require(interval(table, all, "share"))
    #expect(near(found[1], Interval.quantile(drawn, 0.025)))
    #expect(near(found[2], Interval.quantile(drawn, 0.975)))
    #expect(table.notes.contains { $0.en.contains("Poisson bootstrap") })
    #expect(table.notes.contains(Notes.heldAlters))
  }

  @Test func `is named under the table, with the rows that rest on few persons`() throws {
    let table = try InterethnicShare().build(try world("directed").toy.material(), .open())
    #expect(table.notes.contains(Notes.dyadic))
    let few = table.notes.first { $0.en.contains("fewer than 40 persons") }
    #expect(few?.en.hasSuffix("may be too narrow: All.") == true, "\(few?.en ?? "")")
    // Sixty egos as active as each other.
    var toy = Toy()
    for i in 0..<60 { toy.person("p\(i)", i % 2 == 0 ? "A" : "B") }
    for i in 0..<60 {
      toy.ties.append(.init(ego: "p\(i)", alter: "p\((i * 7 + 1) % 60)"))
      toy.ties.append(.init(ego: "p\(i)", alter: "p\((i + 2) % 60)"))
    }
    let many = try InterethnicShare().build(toy.material(), .open())
    #expect(!many.notes.contains { $0.en.contains("fewer than 40 persons") })
    // One ego with as many ties as all others together: (Σn)² / Σn² = 240² / (120² + 60 · 4) < 4.
    for i in 1..<60 { toy.ties.append(.init(ego: "p0", alter: "p\(i)", count: 2)) }
    let loud = try InterethnicShare().build(toy.material(), .open())
    #expect(loud.notes.contains { $0.en.contains("fewer than 20 effective") })
  }

  @Test func `has a reason where there is none`() throws {
    // Nine egos.
    var toy = Toy()
    for i in 0..<40 { toy.person("p\(i)", i % 2 == 0 ? "A" : "B") }
    for i in 0..<9 {
      for j in 0..<12 { toy.ties.append(.init(ego: "p\(i)", alter: "p\(10 + j)")) }
    }
    let nine = try InterethnicShare().build(toy.material(), .open())
    guard case .number(_, let few)? = nine.cell(all, "share")?.state else {
      Issue.record("no share")
      return
    }
    #expect(few == Spread.none(.fewClusters))
    // A share of 0: nothing varies, and nothing says how far from 0 the truth may lie.
    toy.ties = (0..<40).map { .init(ego: "p\($0)", alter: "p\(($0 + 2) % 40)") }
    let zero = try InterethnicShare().build(toy.material(), .open())
    guard case .number(let value, let none)? = zero.cell(all, "share")?.state else {
      Issue.record("no share")
      return
    }
    #expect(value.value == 0)
    #expect(none == Spread.none(.noVariation))
  }

  @Test func `cannot be one that the table has no meaning for`() throws {
    var settings = TableSettings.open()
    settings.interval = .logit
    #expect(throws: Complaint.self) {
      try InterethnicShare().build(try world("directed").toy.material(), settings)
    }
    settings.interval = .dyadic
    #expect(throws: Complaint.self) {
      try TopicPrevalence().build(try posts().toy.material(), settings)
    }
  }
}

@Suite struct `The propositions' intervals` {
  private func table(_ method: IntervalMethod?) throws -> Table {
    var settings = TableSettings.open()
    settings.interval = method
    settings.margin = 0.1
    settings.reference = ["group=A"]
    return try PropositionTable().build(try world("directed").toy.material(), settings)
  }

  /// E-I is 2S − 1, so that its dyadic interval is that of the share, stretched.
  @Test func `of ties are dyadic, and of persons percentiles`() throws {
    let share = try #require(try world("directed").expected["share"])
    let table = try table(nil)
    #expect(
      isNear(interval(table, ["P7", "ei_all"], "estimate"), share.map { 2 * $0 - 1 }),
      "\(interval(table, ["P7", "ei_all"], "estimate") ?? []) \(share.map { 2 * $0 - 1 })")
    #expect(table.notes.contains { $0.en.hasPrefix("P1, P2 and P7") })
    let percentile = try self.table(.percentile)
    #expect(
      interval(percentile, ["P7", "ei_all"], "estimate")
        != interval(table, ["P7", "ei_all"], "estimate"))
    #expect(!percentile.notes.contains { $0.en.hasPrefix("P1, P2 and P7") })
  }

  @Test func `are never linearised`() throws {
    #expect(throws: Complaint.self) { try table(.linearised) }
  }
}
