import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `The spectral segregation index` {
  @Test func `is White's, person by person`() throws {
    let (ties, oracle) = try whiteKinship()
    let index = SpectralSegregation(PersonPairs(ties.table), people: ties.table.people)
    let expected: [String: Double] = try oracle.value("expected", "ssi")
    #expect(index.nodes.count == expected.count && index.components == 2)
    var sums = ["female": 0.0, "male": 0.0]
    for (person, value) in index.nodes {
      let name = ties.table.people.all[Int(person)].name
      #expect(near(value, try #require(expected[name]), 1e-6), "\(name)")
    }
    for node in try oracle.value("nodes", as: [[String: String]].self) {
      sums[node["group"] ?? "", default: 0] += expected[node["id"] ?? ""] ?? .nan
    }
    #expect(allNear(index.means, [(sums["female"] ?? 0) / 5, (sums["male"] ?? 0) / 5], 1e-6))
    #expect(near(index.mean.value, expected.values.sorted().reduce(0, +) / 10, 1e-6))
  }

  @Test func `is Echenique and Fryer's, and so is the lattice's assortativity`() throws {
    let oracle = try Oracle("echenique_fryer_fig3")
    let labels: [String: [Int]] = try oracle.value("labels")
    let rows = ["A", "B", "C", "D", "E"]
    var ties = SmallTies(
      rows.flatMap { row in
        (labels[row] ?? []).enumerated().map { ("\(row)\($0 + 1)", one("\($1)")) }
      })
    ties.table.isDirected = false
    for (r, row) in rows.enumerated() {
      for c in 1...6 {
        if c < 6 { ties.add("\(row)\(c)", "\(row)\(c + 1)") }
        if r < 4 { ties.add("\(row)\(c)", "\(rows[r + 1])\(c)") }
      }
    }
    let index = SpectralSegregation(PersonPairs(ties.table), people: ties.table.people)
    for (file, tolerance) in [("expected_ssi", 1e-6), ("published_round", 0.00501)] {
      let expected: [String: Double] = try oracle.value(file)
      #expect(expected.count == 9)
      for (cell, value) in expected {
        let node = try #require(
          index.nodes.first { ties.table.people.all[Int($0.person)].name == cell })
        #expect(near(node.value, value, tolerance), "\(cell)")
      }
    }
    let m = MixingMatrix(PairCounts(ties.table), people: ties.table.people, isDirected: false)
    #expect(near(m.assortativity().value, try oracle.value("assortativity"), 1e-9))
  }

  @Test func `agrees with numpy on an invented network of weighted ties`() throws {
    let network = try NumpyNetwork()
    let index = SpectralSegregation(PersonPairs(network.table), people: network.table.people)
    let expected: [String: Double] = try network.expected.value("ssi")
    #expect(index.nodes.count == expected.count)
    for (person, value) in index.nodes {
      #expect(near(value, try #require(expected["\(person)"]), 1e-6), "\(person)")
    }
  }

  @Test func `settles on a long chain, whose eigenvalues lie close together`() {
    // A path of n in one group, D⁻¹A: λ = 1, v = 1 everywhere, so each has 1. Plain power iteration
    // alternates, as a path is bipartite. With a stranger at one end λ < 1 = cos(π / 2n)-like: for
    // a chain of n of which the last also answers another group, D⁻¹A restricted has
    // λ = cos(π / (2n)) and v_i = cos((i − 1)π / (2n)).
    let n = 150
    func name(_ i: Int) -> String { String(1000 + i) }
    var ties = SmallTies((0..<n).map { (name($0), one("a")) } + [("stranger", one("b"))])
    for i in 0..<n - 1 { ties.add(name(i), name(i + 1)) }
    let chain = SpectralSegregation(PersonPairs(ties.table), people: ties.table.people)
    #expect(chain.nodes.allSatisfy { near($0.value, 1, 1e-6) })
    #expect(chain.means[1] == .undefined(.noTies))
    ties.add(name(n - 1), "stranger")
    let open = SpectralSegregation(PersonPairs(ties.table), people: ties.table.people)
    let angle = Double.pi / Double(2 * n)
    let vector = (0..<n).map { cosine(Double($0) * angle) }
    let mean = vector.reduce(0, +) / Double(n)
    #expect(near(open.means[0].value, cosine(angle), 1e-6))
    for (node, v) in zip(open.nodes, vector) {
      #expect(near(node.value, cosine(angle) * v / mean, 1e-6))
    }
    #expect(open.nodes.last?.value == 0)
    #expect(open.components == 2)
  }

  /// By its series, for angles up to π / 2.
  private func cosine(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...20 {
      term *= -x * x / Double((2 * k - 1) * (2 * k))
      sum += term
    }
    return sum
  }

  @Test func `leaves out the unknown, and counts people of several groups as others`() {
    // a1–a2 (1), a1–half (1), a1–unknown (9): row of a1 is ½ to a2; a2 has 1. λ = √½.
    let half: [People.Membership.Part] = [
      .init(group: "a", weight: 0.5), .init(group: "b", weight: 0.5),
    ]
    var ties = SmallTies([("a1", one("a")), ("a2", one("a")), ("half", half), ("u", [])])
    ties.add("a1", "a2")
    ties.add("half", "a1")
    ties.add("a1", "u", times: 9)
    let index = SpectralSegregation(PersonPairs(ties.table), people: ties.table.people)
    #expect(index.nodes.map(\.person) == [0, 1])
    #expect(near(index.mean.value, 0.5.squareRoot(), 1e-9))
    let none = SpectralSegregation(PersonPairs([]), people: ties.table.people)
    #expect(none.mean == .undefined(.noTies) && none.nodes.isEmpty)
  }
}

@Suite struct `Pairs of persons` {
  @Test func `are the thread's: four without direction, one answered`() throws {
    let oracle = try Oracle("thread_null")
    let rows: [[String: Any]] = try oracle.value("ties")
    let posts: [[String: Any]] = try oracle.value("posts")
    var groups: [String: String] = [:]
    for post in posts { groups[post["author"] as? String ?? ""] = post["group"] as? String }
    var ties = SmallTies(groups.map { ($0, one($1)) })
    for row in rows { ties.add(row["ego"] as? String ?? "", row["alter"] as? String ?? "") }
    let pairs = PersonPairs(ties.table)
    #expect(
      pairs.undirected.pairs.count == (try oracle.value("expected", "unique_undirected_dyads")))
    let mutual = pairs.pairs.filter { $0.ego < $0.alter && pairs.contains($0.alter, $0.ego) }
    let names = mutual.map { pair in
      [pair.ego, pair.alter].map { ties.table.people.all[Int($0)].name }
    }
    #expect(names == (try oracle.value("expected", "reciprocated_directed_pairs")))
    // Pairs u1→u2, u2→u1, u3→u1, u3→u2, u4→u2: 2 of 5 answered, both between groups (4 pairs).
    let answered = Reciprocity(
      pairs, people: ties.table.people, same: SamenessTable(ties.table.people, .overlap))
    #expect(answered.all == .value(0.4) && answered.interShare == .value(0.5))
    #expect(answered.intraShare == .value(0))
  }

  @Test func `are answered as numpy says, within and between groups`() throws {
    let network = try NumpyNetwork()
    let known = PersonPairs(network.table) { _, tie in
      network.table.people.all[Int(tie.ego)].membership != 0
        && network.table.people.all[Int(tie.alter)].membership != 0
    }
    let people = network.table.people
    let of = Reciprocity(known, people: people, same: network.same)
    #expect(
      allNear([of.all, of.intraShare, of.interShare], try network.expected.value("reciprocity")))
    // With the unknown: inter and intra stay, all does not only count the known.
    let whole = Reciprocity(PersonPairs(network.table), people: people, same: network.same)
    #expect(whole.intraShare == of.intraShare && whole.interShare == of.interShare)
    #expect(whole.pairs > of.pairs && whole.known == of.known)
  }

  @Test func `are answered by pair, however many ties a pair has`() {
    // a ⇄ b, c → d → e: 2 of 4.
    var ties = SmallTies(["a", "b", "c", "d", "e"].map { ($0, one("g")) } + [("z", one("h"))])
    for (a, b) in [("a", "b"), ("b", "a"), ("c", "d"), ("d", "e")] { ties.add(a, b, times: 2) }
    let same = SamenessTable(ties.table.people, .overlap)
    let of = Reciprocity(PersonPairs(ties.table), people: ties.table.people, same: same)
    #expect(of.all == .value(0.5))
    #expect(of.interShare == .undefined(.noTies))
    #expect(
      Reciprocity(PersonPairs([]), people: ties.table.people, same: same).all
        == .undefined(.noTies))
  }

  @Test func `make bridging users by number and share, counted by numpy`() throws {
    let network = try NumpyNetwork()
    let pairs = PersonPairs(network.table)
    let bridging = Bridging(
      pairs, people: network.table.people, same: network.same, ties: 3, share: 0.5)
    #expect(bridging.bridging == (try network.expected.value("bridging_3_half")))
    #expect(bridging.persons == (try network.expected.value("senders")))
    // Undirected, a–b three times: both bridge at 3, nobody at 4.
    var ties = SmallTies([("a", one("a")), ("b", one("b")), ("c", one("b"))])
    ties.table.isDirected = false
    ties.add("a", "b", times: 3)
    let same = SamenessTable(ties.table.people, .overlap)
    let three = Bridging(
      PersonPairs(ties.table), people: ties.table.people, same: same, ties: 3, share: 1)
    #expect(three.persons == 2 && three.bridging == 2 && three.bridgingShare == .value(1))
    let four = Bridging(
      PersonPairs(ties.table), people: ties.table.people, same: same, ties: 4, share: 0)
    #expect(four.bridging == 0)
  }

  @Test func `of parts add up to the whole`() throws {
    let network = try NumpyNetwork()
    let whole = PersonPairs(network.table)
    let odd = PersonPairs(network.table) { number, _ in number % 2 == 1 }
    let even = PersonPairs(network.table) { number, _ in number % 2 == 0 }
    #expect(odd.adding(even) == whole && even.adding(odd) == whole)
    #expect(whole.binary.pairs.allSatisfy { $0.count == 1 })
    #expect(whole.undirected.pairs.reduce(0) { $0 + Int($1.count) } == network.table.ties.count)
  }
}
