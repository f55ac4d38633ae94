import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `Odds ratios` {
  @Test func `over all pairs are White's, and rest on pairs`() throws {
    var (ties, oracle) = try whiteKinship()
    let same = SamenessTable(ties.table.people, .overlap)
    let persons = ties.table.strata[0].persons
    func odds() -> PairOdds {
      PairOdds(PersonPairs(ties.table), among: persons, people: ties.table.people, same: same)
    }
    // 2 · 10 pairs within, 25 between; 13 and 9 tied.
    #expect(odds() == PairOdds(13, 7, 9, 16))
    #expect(near(odds().ratio.value, try oracle.value("expected", "orwg"), 1e-9))
    #expect(near(odds().ratio.value, try oracle.value("published", "orwg"), 5e-7))
    // Asking again changes nothing: ever or never.
    ties.add("Sister", "Mother", times: 3)
    #expect(odds() == PairOdds(13, 7, 9, 16))
  }

  @Test func `over all pairs are the classroom's, in order`() throws {
    // The source prints the matrix only; pairs that give it, of 13 and 13. Any such list has the
    // same odds: 40 + 41 of 2 · 13 · 12 pairs within, 2 + 5 of 2 · 13 · 13 between.
    let oracle = try Oracle("classroom_directed")
    let mixing: [[Int]] = try oracle.value("mixing")
    var ties = SmallTies(
      ["Boy", "Girl"].flatMap { g in (0..<13).map { ("\(g)\($0)", one(g)) } })
    for (g, row) in mixing.enumerated() {
      for (h, count) in row.enumerated() {
        let names = ["Boy", "Girl"]
        let all = (0..<13).flatMap { i in (0..<13).map { (i, $0) } }.filter { g != h || $0 != $1 }
        for (i, j) in all.prefix(count) { ties.add("\(names[g])\(i)", "\(names[h])\(j)") }
      }
    }
    let odds = PairOdds(
      PersonPairs(ties.table), among: ties.table.strata[0].persons, people: ties.table.people,
      same: SamenessTable(ties.table.people, .strict))
    #expect(odds == PairOdds(81, 231, 7, 331))
    #expect(near(odds.ratio.value, try oracle.value("expected", "orwg"), 1e-9))
    #expect(near(odds.ratio.value, try oracle.value("published", "orwg"), 5e-6))
  }

  @Test func `agree with numpy, over all pairs, at risk and pooled within venue`() throws {
    let network = try NumpyNetwork()
    let people = network.table.people
    let all = PairOdds(
      PersonPairs(network.table), among: network.everyone, people: people, same: network.same)
    #expect(cells(all) == (try network.expected.value("odds_all", as: [Double].self)))
    #expect(near(all.ratio.value, try network.expected.value("odds_ratio"), 1e-9))
    let risk = PairOdds(atRisk: network.venues, people: people, same: network.same)
    #expect(cells(risk) == (try network.expected.value("odds_at_risk", as: [Double].self)))
    let strata = network.venues.map {
      PairOdds($0.pairs, among: $0.persons, people: people, same: network.same)
    }
    #expect(strata.map(cells) == (try network.expected.value("strata", as: [[Double]].self)))
    let pooled = MantelHaenszel(strata)
    #expect(near(pooled.ratio.value, try network.expected.value("mantel_haenszel"), 1e-9))
    // The order of venues decides nothing.
    let turned = PairOdds(atRisk: network.venues.reversed(), people: people, same: network.same)
    #expect(turned == risk)
  }

  private func cells(_ t: PairOdds) -> [Double] {
    [t.withinTied, t.withinOpen, t.betweenTied, t.betweenOpen]
  }

  @Test func `at risk count a pair once, and who is addressed as active`() {
    // a1 a2 b1 meet in v and again in w; c1 (group a) is only addressed, by b1 in w; x never met.
    var ties = SmallTies([
      ("a1", one("a")), ("a2", one("a")), ("b1", one("b")), ("c1", one("a")), ("x", one("b")),
    ])
    ties.add("a1", "a2")
    let v = PersonPairs(ties.table)
    let w = PersonPairs([(ego: 0, alter: 1), (ego: 2, alter: 3)])
    // Ordered pairs among a1 a2 b1 c1: within 6 (1 tied), between 6 (1 tied).
    let odds = PairOdds(
      atRisk: [([0, 1, 2], v), ([0, 1, 2], w)], people: ties.table.people,
      same: SamenessTable(ties.table.people, .overlap))
    #expect(odds == PairOdds(1, 5, 1, 5))
    // Without direction: half of the pairs.
    let undirected = PairOdds(
      atRisk: [([0, 1, 2], v.undirected), ([0, 1, 2], w.undirected)], people: ties.table.people,
      same: SamenessTable(ties.table.people, .overlap))
    #expect(undirected == PairOdds(1, 2, 1, 2))
  }

  @Test func `at risk are the pairs that a walk over all pairs finds, in many venues and large`() {
    // 150 persons, five of unknown group; venue v holds those whose number times a prime leaves a
    // small rest: large ones, small ones, people of one venue and of many, and of none.
    var table = TieTable()
    table.people.memberships += ["a", "b", "c"].map { .init(one($0)) }
    for i in 0..<150 {
      let membership = i % 30 == 7 ? 0 : Int32(i * i % 3 + 1)
      table.people.all.append(.init(name: String(1000 + i), membership: membership))
    }
    let same = SamenessTable(table.people, .overlap)
    let rules: [(factor: Int, modulus: Int, below: Int)] = [
      (3, 7, 1), (5, 11, 3), (7, 13, 1), (2, 150, 100), (11, 37, 2), (1, 149, 1),
    ]
    var venues: [[Int32]] = []
    for rule in rules {
      let numbers = (0..<150).filter { $0 * rule.factor % rule.modulus < rule.below }
      venues.append(numbers.map { Int32($0) })
    }
    let ties = PersonPairs([(ego: 0, alter: 149), (ego: 0, alter: 7), (ego: 7, alter: 0)])
    var active: [(persons: [Int32], pairs: PersonPairs)] = venues.map { ($0, PersonPairs([])) }
    active.append(([], ties))
    let odds = PairOdds(
      atRisk: active, people: table.people, same: same)
    var cells: [Double] = [0, 0, 0, 0]
    let sets: [Set<Int32>] = (venues + [[0, 149, 7]]).map { Set($0) }
    for i in 0..<150 {
      for j in 0..<150 where i != j {
        let (a, b) = (table.people.all[i].membership, table.people.all[j].membership)
        guard a != 0, b != 0,
          sets.contains(where: { $0.contains(Int32(i)) && $0.contains(Int32(j)) })
        else { continue }
        cells[(a == b ? 0 : 2) + (i == 0 && j == 149 ? 0 : 1)] += 1
      }
    }
    #expect(odds == PairOdds(cells[0], cells[1], cells[2], cells[3]))
    #expect(cells[1] > 1000 && cells[3] > 1000 && cells[0] + cells[2] == 1)
  }

  @Test func `of partly the same persons share a pair out`() {
    // p (½ a, ½ b) and q (a) with a tie, r (b): overlap pq ½, pr ½, qr 0; ordered pairs 6.
    let half: [People.Membership.Part] = [
      .init(group: "a", weight: 0.5), .init(group: "b", weight: 0.5),
    ]
    var ties = SmallTies([("p", half), ("q", one("a")), ("r", one("b"))])
    ties.add("p", "q")
    let odds = PairOdds(
      PersonPairs(ties.table), among: [0, 1, 2], people: ties.table.people,
      same: SamenessTable(ties.table.people, .overlap))
    #expect(odds == PairOdds(0.5, 1.5, 0.5, 3.5))
  }

  @Test func `are undefined with a reason, and beside it Haldane's`() throws {
    let open = PairOdds(3, 5, 0, 8)
    #expect(open.ratio == .undefined(.zeroCell))
    #expect(try edgeReasons("orwg")["no between ties"] == Undefined.zeroCell.rawValue)
    // (3.5 · 8.5) / (5.5 · 0.5)
    #expect(near(open.haldane.value, 29.75 / 2.75))
    #expect(PairOdds(0, 5, 0, 8).ratio == .undefined(.noTies))
    #expect(PairOdds(2, 4, 0, 0).ratio == .undefined(.oneGroup))
    #expect(PairOdds(0, 0, 0, 0).ratio == .undefined(.noPairs))
    #expect(PairOdds(9, -3, 1, 2).ratio == .undefined(.moreTiesThanPairs))
    #expect(PairOdds(9, -3, 1, 2).haldane == .undefined(.moreTiesThanPairs))
    #expect(PairOdds(0, 5, 2, 8).ratio == .value(0))
  }
}

@Suite struct `The Mantel–Haenszel odds ratio` {
  @Test func `of Berkeley's admissions is R's, with interval and tests`() throws {
    let mh: [String: Any] = try Expected(
      "Tests/oracles/stratified_or_and_equivalence.json"
    ).value("mh")
    let oracle = Expected(root: mh)
    let tables: [[[Double]]] = try oracle.value("tables")
    let pooled = MantelHaenszel(
      tables.map { PairOdds($0[0][0], $0[0][1], $0[1][0], $0[1][1]) })
    #expect(near(pooled.ratio.value, try oracle.value("expected", "or_mh"), 1e-9))
    #expect(near(pooled.logError.value, try oracle.value("expected", "log_or_se_rbg"), 1e-9))
    let interval: [Double] = try oracle.value("expected", "ci95")
    #expect(allNear([pooled.interval().lower, pooled.interval().upper], interval))
    #expect(near(pooled.test().chiSquare.value, try oracle.value("expected", "x2_cmh"), 1e-9))
    #expect(near(pooled.test().p.value, try oracle.value("expected", "p"), 1e-9))
    let corrected = pooled.test(isCorrected: true)
    #expect(
      near(corrected.chiSquare.value, try oracle.value("expected", "x2_cmh_continuity"), 1e-9))
    #expect(near(corrected.p.value, try oracle.value("expected", "p_continuity"), 1e-9))
    #expect(
      near(
        pooled.homogeneity.chiSquare.value, try oracle.value("expected", "breslow_day_x2"), 1e-9))
    #expect(pooled.homogeneity.degrees == 5)
  }

  @Test func `is the plain one of a single stratum, and says why it is none`() {
    let table = PairOdds(10, 20, 5, 40)
    let single = MantelHaenszel([table, PairOdds(0, 0, 0, 0)])
    #expect(single.ratio == .value(4))
    // Woolf's variance: RBG of one table is 1/a + 1/b + 1/c + 1/d.
    #expect(near(single.logError.value, (0.1 + 0.05 + 0.2 + 0.025).squareRoot()))
    #expect(near(single.homogeneity.chiSquare.value, 0) && single.homogeneity.degrees == 0)
    #expect(MantelHaenszel([]).ratio == .undefined(.noPairs))
    #expect(MantelHaenszel([PairOdds(1, 2, 0, 0)]).ratio == .undefined(.oneGroup))
    #expect(MantelHaenszel([PairOdds(1, 2, 0, 3)]).ratio == .undefined(.zeroCell))
    #expect(MantelHaenszel([PairOdds(0, 2, 0, 3)]).ratio == .undefined(.noTies))
    #expect(MantelHaenszel([PairOdds(3, -2, 1, 3)]).ratio == .undefined(.moreTiesThanPairs))
    #expect(MantelHaenszel([PairOdds(0, 2, 1, 3)]).interval().lower == .undefined(.zeroCell))
    #expect(MantelHaenszel([]).test().p == .undefined(.noPairs))
  }
}
