import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `Relabelling by draws` {
  /// Of White's 22 ties, the number that cross under each of the 252 ways to have five of ten.
  private func crossings(_ ties: SmallTies) -> [Int] {
    let pairs = PersonPairs(ties.table).pairs
    return (0..<1024).filter { $0.nonzeroBitCount == 5 }.map { deal in
      pairs.count { deal >> Int($0.ego) & 1 != deal >> Int($0.alter) & 1 }
    }
  }

  private func white(_ draws: Int) throws -> (DrawTest, SmallTies, Oracle) {
    let (ties, oracle) = try whiteKinship()
    let table = ties.table
    let null = Relabelling(
      sets: [Relabelling.ties(table)], strata: table.strata, people: table.people,
      same: SamenessTable(table.people, .overlap), seed: 1)
    let test = try #require(null.test(0, draws: null.draws(0..<draws)[0]))
    return (test, ties, oracle)
  }

  @Test func `of White's has the exact law's mean, spread and p, as enumerated`() throws {
    let (test, ties, oracle) = try white(19_999)
    let all = crossings(ties)
    #expect(all.count == (try oracle.value("permutation_null", "n_labelings")))
    let exact = DrawTest(
      observed: 9.0 / 22, expected: try oracle.value("permutation_null", "expected_share_external"),
      draws: all.map { Double($0) / 22 })
    let mean = Double(all.reduce(0, +)) / 252
    #expect(near(mean, try oracle.value("permutation_null", "mean_external"), 1e-9))
    let variance = all.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 252
    let sd: Double = try oracle.value("permutation_null", "sd_external")
    #expect(near(variance.squareRoot(), sd, 1e-9))
    let lower: Double = try oracle.value("permutation_null", "p_lower_exact")
    let twoSided: Double = try oracle.value("permutation_null", "p_two_sided_abs_dev")
    #expect(near(Double(exact.below) / 252, lower) && near(Double(exact.asFar) / 252, twoSided))
    // The draws: within four Monte Carlo errors of the exact law.
    #expect(near(test.observed, 9.0 / 22) && near(test.expected, exact.expected))
    func error(_ p: Double) -> Double { 4 * (p * (1 - p) / 20_000).squareRoot() }
    #expect(near(test.pLower, lower, error(lower)))
    #expect(near(test.pTwoSided, twoSided, error(twoSided)))
    #expect(near(test.pUpper, Double(exact.above) / 252, error(0.01)))
    #expect(near(test.deviation * 22, sd, 0.03))
  }

  @Test func `has a p that is never 0, of (1 + as extreme) over (1 + draws)`() {
    let test = DrawTest(
      observed: 0.2, expected: 0.4, draws: [0.2, 0.3, 0.5, 0.6, 0.61, 0.4, 0.4, 0.4, 0.4])
    #expect(test.pLower == 0.2 && test.pUpper == 1 && test.pTwoSided == 0.4)
    #expect(test.ratio == .value(0.5) && near(test.difference, -0.2))
    let far = DrawTest(observed: 0.1, expected: 0.4, draws: [Double](repeating: 0.4, count: 999))
    #expect(far.pLower == 0.001)
    #expect(DrawTest(observed: 0, expected: 0, draws: []).ratio == .undefined(.zeroCell))
    // A sum in another order is not another share.
    let tied = DrawTest(observed: 0.1 + 0.2, expected: 0.3, draws: [0.3])
    #expect(tied.below == 1 && tied.above == 1 && tied.asFar == 1)
  }

  @Test(arguments: Sameness.allCases)
  func `agrees with the closed form`(same: Sameness) throws {
    // Four strata, some persons in several, some of two groups, unknown ones; a subset of the ties.
    var table = try NumpyNetwork().table
    table.people.memberships += [
      .init([.init(group: "a", weight: 0.5), .init(group: "b", weight: 0.5)]),
      .init([.init(group: "b", weight: 0.25), .init(group: "c", weight: 0.75)]),
    ]
    for person in stride(from: 1, to: 36, by: 4) { table.people.all[person].membership = 4 }
    for person in stride(from: 2, to: 36, by: 5) { table.people.all[person].membership = 5 }
    let values = SamenessTable(table.people, same)
    let some = Relabelling.ties(table) { number, _ in number % 3 == 0 }
    let null = Relabelling(
      sets: [Relabelling.ties(table), some, []], strata: table.strata, people: table.people,
      same: values, seed: 7)
    let closed = [
      Segregation.expectedShare(table, same: values),
      Segregation.expectedShare(table, same: values) { number, _ in number % 3 == 0 },
    ]
    #expect(null.expected == closed + [.undefined(.noTies)])
    let split = Segregation.split(PairCounts(table), values)
    #expect(near(null.observed[0], split.share.value ?? .nan))
    #expect(null.observed[2] == nil)
    let draws = null.draws(0..<4_000)
    #expect(draws[2].isEmpty)
    for (set, expected) in closed.enumerated() {
      let mean = draws[set].reduce(0, +) / 4_000
      let test = try #require(null.test(set, draws: draws[set]))
      #expect(near(mean, expected.value ?? .nan, 4 * test.deviation / 4_000.0.squareRoot()))
    }
  }

  @Test func `has numpy's spread on an invented network`() throws {
    let network = try NumpyNetwork()
    let null = Relabelling(
      sets: [Relabelling.ties(network.table)], strata: network.table.strata,
      people: network.table.people, same: network.same, seed: 3)
    let test = try #require(null.test(0, draws: null.draws(0..<9_999)[0]))
    #expect(near(test.observed, try network.expected.value("observed"), 1e-9))
    #expect(near(test.expected, try network.expected.value("draws", "mean"), 0.003))
    let sd: Double = try network.expected.value("draws", "sd")
    #expect(near(test.deviation, sd, 0.03 * sd))
    #expect(test.pLower < 0.001)
  }

  @Test func `draws the same whatever is drawn beside it, and another with another seed`() throws {
    let network = try NumpyNetwork()
    func null(_ ties: [Relabelling.Tie], seed: UInt64 = 3, purpose: String = "T5") -> Relabelling {
      Relabelling(
        sets: [ties], strata: network.table.strata, people: network.table.people,
        same: network.same, seed: seed, purpose: purpose)
    }
    let ties = Relabelling.ties(network.table)
    let whole = null(ties).draws(0..<60)[0]
    #expect(null(ties).draws(20..<60)[0] == Array(whole[20...]))
    #expect(null(ties.reversed()).draws(0..<60)[0] == whole)
    #expect(null(ties, seed: 4).draws(0..<60)[0] != whole)
    #expect(null(ties, purpose: "T7").draws(0..<60)[0] != whole)
  }

  @Test func `leaves the unknown where they are`() throws {
    // a–b and five ties with u: whoever is dealt what, the one known tie crosses.
    var ties = SmallTies([("a", one("a")), ("b", one("b")), ("u", [])])
    ties.add("a", "b")
    ties.add("a", "u", times: 5)
    let null = Relabelling(
      sets: [Relabelling.ties(ties.table)], strata: ties.table.strata, people: ties.table.people,
      same: SamenessTable(ties.table.people, .overlap), seed: 1)
    #expect(null.draws(0..<50)[0] == [Double](repeating: 1, count: 50))
    let test = try #require(null.test(0, draws: null.draws(0..<50)[0]))
    #expect(test.pLower == 1 && test.pTwoSided == 1)
  }

  @Test func `rests on a stream that picks each number as often`() {
    var stream = HashStream(
      start: HashStream.start(seed: 1, purpose: "test", name: "x"), draw: 0)
    var count = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { count[Int(stream.below(7))] += 1 }
    // χ² of six degrees of freedom: 22.46 is its 0.999 quantile.
    let chiSquare = count.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    #expect(chiSquare < 22.46)
    #expect(stream.below(1) == 0)
  }
}

@Suite struct `The opportunity set` {
  @Test func `of the oracle's thread is the oracle's, reply by reply`() throws {
    let oracle = try Oracle("thread_null")
    let posts: [[String: Any]] = try oracle.value("posts")
    var groups: [String: String] = [:]
    for post in posts { groups[post["author"] as? String ?? ""] = post["group"] as? String }
    let people = SmallTies(groups.map { ($0, one($1)) }).table.people
    let number = Dictionary(
      uniqueKeysWithValues: people.all.enumerated().map { ($1.name, Int32($0)) })
    let authors = Dictionary(
      uniqueKeysWithValues: posts.map { ($0["id"] as? String ?? "", $0["author"] as? String ?? "") }
    )
    let rows = posts.map { post in
      Opportunity.Row(
        author: number[post["author"] as? String ?? ""] ?? -1,
        alter: (post["parent"] as? String).flatMap { authors[$0] }.flatMap { number[$0] } ?? -1)
    }
    let same = SamenessTable(people, .overlap)
    var opportunity = Opportunity(people: people, same: same)
    let expected = opportunity.expected(rows)
    let ties: [[String: Any]] = try oracle.value("ties")
    var observed = 0.0
    for tie in ties {
      let place = try #require(posts.firstIndex { $0["id"] as? String == tie["post"] as? String })
      #expect(near(expected[place], try #require(tie["opportunity_users"] as? Double), 1e-9))
      let s = same.value(
        people.all[Int(rows[place].author)].membership,
        people.all[Int(rows[place].alter)].membership)
      #expect(1 - s == (tie["inter"] as? Double))
      observed += 1 - s
    }
    // p7 answers its own writer, p1 nobody.
    #expect(expected.count { $0 != nil } == (try oracle.value("expected", "n_ties")))
    let share = Opportunity.share(expected)
    #expect(near(share.value, try oracle.value("expected", "expected_share_opportunity"), 1e-9))
    // Relabelling of u1, u3 (NLD), u2 and u4: 1 − 2 / 12.
    let chance = GroupSizes(people, persons: people.all.indices.map { Int32($0) }).crossing
    #expect(
      near(chance.value, try oracle.value("expected", "expected_share_label_permutation"), 1e-9))
    let test = DrawTest(observed: observed / 6, expected: try #require(share.value), draws: [])
    #expect(near(test.observed, try oracle.value("expected", "observed_share_inter"), 1e-9))
    #expect(near(test.ratio.value, try oracle.value("expected", "ratio_obs_to_opportunity"), 1e-9))
    #expect(near(test.difference, try oracle.value("expected", "difference"), 1e-9))
    // Picks: independent, of variance Σ p(1 − p) = ¼ + 2 · 2/9; their mean is the expectation.
    var sums = [Double](repeating: 0, count: 9_999)
    let replies = opportunity.draw(rows, name: "thread", seed: 1, into: &sums)
    let picks = DrawTest(
      observed: observed / 6, expected: try #require(share.value),
      draws: sums.map { $0 / Double(replies) })
    let variance = 0.25 + 4.0 / 9
    let mean = sums.reduce(0, +) / 9_999
    #expect(near(mean, 6 * picks.expected, 4 * (variance / 9_999).squareRoot()))
    #expect(near(picks.deviation * 6, variance.squareRoot(), 0.02))
    // 5 or more of 6 cross: unless two or three of the picks at ½, ⅔, ⅔ stay. All 8 outcomes:
    // three cross ½·⅔·⅔ = 4/18; just one stays 4/18 + 2 · 2/18 = 8/18. So 12/18.
    #expect(near(picks.pUpper, 12.0 / 18, 0.02))
    // Asked again, the earlier thread is forgotten.
    #expect(opportunity.expected(rows) == expected)
  }

  @Test func `agrees with numpy on an invented thread with unknown people`() throws {
    let network = try NumpyNetwork()
    let thread: [[Any]] = try network.expected.value("thread")
    let rows = thread.map { row in
      Opportunity.Row(
        author: Int32(row[0] as? Int ?? -1), alter: Int32(row[1] as? Int ?? -1))
    }
    var opportunity = Opportunity(people: network.table.people, same: network.same)
    let values = opportunity.expected(rows)
    let expected: [Any] = try network.expected.value("opportunity")
    #expect(values.count == expected.count && values.contains { $0 != nil })
    for (value, expected) in zip(values, expected) {
      if let expected = expected as? Double {
        #expect(near(value, expected, 1e-9))
      } else {
        #expect(value == nil)
      }
    }
  }

  @Test func `holds whom one answers, even if their post is missing`() {
    let people = SmallTies([("a", one("a")), ("b", one("b")), ("c", one("a")), ("u", [])]).table
      .people
    var opportunity = Opportunity(people: people, same: SamenessTable(people, .overlap))
    // a answers b, who never posted: only b could be answered. Nobody known writes; u answers a;
    // c then may answer a or b: ½. u is no known person.
    let values = opportunity.expected([
      .init(author: 0, alter: 1), .init(author: -1, alter: 0), .init(author: 3, alter: 0),
      .init(author: 2, alter: 3), .init(author: 2, alter: 1),
    ])
    #expect(values == [1, nil, nil, nil, 0.5])
    #expect(Opportunity.share([nil, nil]) == .undefined(.noTies))
  }
}

@Suite struct `The interval around bounds` {
  @Test func `uses Imbens and Manski's constant`() {
    // scipy 1.17: brentq(lambda c: norm.cdf(c + w/s) − norm.cdf(−c) − l, 0, 10, xtol=1e-15)
    let expected: [(Double, Double, Double, Double)] = [
      (0.375, 0.05, 0.95, 1.6448536269514726), (0, 0.05, 0.95, 1.9599639845400538),
      (0.02, 0.05, 0.95, 1.798549251484035), (0.1, 0.08, 0.9, 1.311802044752727),
    ]
    for (width, error, level, c) in expected {
      #expect(near(Bounds.critical(width: width, error: error, level: level), c, 1e-9))
    }
    let bounds = Bounds(lower: 0.375, upper: 0.75, isSharp: true)
    let interval = bounds.interval(lowerError: 0.05, upperError: 0.04)
    #expect(near(interval.lower, 0.375 - 1.6448536269514726 * 0.05, 1e-9))
    #expect(near(interval.upper, 0.75 + 1.6448536269514726 * 0.04, 1e-9))
    let wide = bounds.interval(lowerError: 0.5, upperError: 0.5)
    #expect(wide.lower == 0 && wide.upper == 1)
    let exact = bounds.interval(lowerError: 0, upperError: 0)
    #expect(exact.lower == 0.375 && exact.upper == 0.75)
  }

  @Test func `rests on a normal distribution that is scipy's`() {
    // scipy.stats.norm.ppf([.975, .95, .5, .001, 1e-10])
    let expected: [(Double, Double)] = [
      (0.975, 1.959963984540054), (0.95, 1.6448536269514722), (0.5, 0),
      (0.001, -3.090232306167813), (1e-10, -6.361340902404056),
    ]
    for (p, z) in expected { #expect(near(Normal.quantile(p), z, 1e-9)) }
    #expect(near(Normal.twoSided(3.841458820694124.squareRoot()), 0.05, 1e-9))
  }
}
