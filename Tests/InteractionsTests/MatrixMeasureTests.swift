import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `Measures on a mixing matrix` {
  private func matrix(_ oracle: Oracle, _ key: String = "mixing", isDirected: Bool = true) throws
    -> MixingMatrix
  {
    MixingMatrix(
      groups: oracle.root["groups"] as? [String] ?? ["female", "male"],
      cells: try oracle.value(key), isDirected: isDirected)
  }

  @Test func `are White's, without direction`() throws {
    let oracle = try Oracle("white_kinship")
    let m = try matrix(oracle, "mixing_undirected_upper", isDirected: false)
    let sizes = GroupSizes(groups: m.groups, sizes: [5, 5])
    #expect(near(m.share.value, try oracle.value("expected", "share_external"), 1e-9))
    #expect(near(m.assortativity().value, try oracle.value("expected", "assortativity"), 1e-9))
    #expect(m.assortativity(.symmetrised) == m.assortativity())
    #expect(near(m.assortativity().value, try oracle.value("published", "assort"), 5e-8))
    let coleman = m.groups.indices.map { m.coleman($0, sizes: sizes) }
    #expect(
      allNear(
        coleman,
        [
          try oracle.value("expected", "coleman_on_mutual_directed", "female"),
          try oracle.value("expected", "coleman_on_mutual_directed", "male"),
        ]))
    #expect(
      near(m.guptaAndersonMay().value, try oracle.value("expected", "gupta_anderson_may"), 1e-9))
    #expect(near(m.guptaAndersonMay().value, try oracle.value("published", "gamix"), 5e-8))
    for (place, group) in m.groups.enumerated() {
      let value = m.fershtman(place, sizes: sizes).value
      #expect(near(value, try oracle.value("expected", "smi_normalised", group), 1e-9))
      #expect(near(value, try oracle.value("published", "smi", group), 5e-8))
    }
    let freeman = Segregation.freeman(share: m.share, expected: sizes.crossing)
    #expect(near(freeman.value, try oracle.value("expected", "freeman"), 1e-9))
    #expect(near(freeman.value, try oracle.value("published", "freeman"), 5e-8))
    #expect(near(freeman.value, try oracle.value("published", "freeman1978_round"), 0.005))
    #expect(
      near(
        sizes.crossing.map { 22 * $0 }.value,
        try oracle.value("expected", "freeman_expected_cross"),
        1e-9))
  }

  @Test func `are the classroom's, directed and symmetrised`() throws {
    let oracle = try Oracle("classroom_directed")
    let m = try matrix(oracle)
    let sizes = GroupSizes(groups: m.groups, sizes: try oracle.value("group_sizes"))
    #expect(
      near(m.share.map { 2 * $0 - 1 }.value, try oracle.value("expected", "ei"), 1e-9))
    #expect(
      near(
        m.assortativity().value, try oracle.value("expected", "assortativity_directed_newman"), 1e-9
      ))
    #expect(
      near(
        m.assortativity(.symmetrised).value,
        try oracle.value("expected", "assortativity_symmetrised_netseg"), 1e-9))
    #expect(
      near(m.assortativity(.symmetrised).value, try oracle.value("published", "assort"), 5e-8))
    let coleman = [0, 1].map { m.coleman($0, sizes: sizes) }
    #expect(allNear(coleman, try oracle.value("expected", "coleman")))
    #expect(allNear(coleman, try oracle.value("published", "coleman"), 5e-8))
    let homophily: [String: [Double]] = try oracle.value("expected", "inbreeding_homophily")
    #expect(allNear([0, 1].map { m.ownShare($0) }, homophily["H"] ?? []))
    #expect([0, 1].map { sizes.share($0) } == homophily["w"])
    #expect(allNear([0, 1].map { m.inbreedingHomophily($0, sizes: sizes) }, homophily["IH"] ?? []))
    let percent: [[Double]] = try oracle.value("published", "row_percent")
    for g in [0, 1] { #expect(near(m.ownShare(g).map { $0 * 100 }.value, percent[g][g], 0.05)) }
    // netseg reads the upper triangle for both groups: its figure for girls sets what girls keep
    // (41 / 156) beside what boys send (2 / 169). Ours sets it beside what girls send (5 / 169).
    let smi: [Double] = try oracle.value("published", "smi")
    #expect(near(m.fershtman(0, sizes: sizes).value, smi[0], 5e-8))
    let (kept, theirs, ours) = (41.0 / 156, 2.0 / 169, 5.0 / 169)
    #expect(near((kept - theirs) / (kept + theirs), smi[1], 5e-8))
    #expect(near(m.fershtman(1, sizes: sizes).value, (kept - ours) / (kept + ours)))
  }

  @Test func `are Coleman's own, exact and as he approximated`() throws {
    let oracle = try Oracle("coleman1958_boys_girls")
    let m = try matrix(oracle)
    let sizes = GroupSizes(groups: m.groups, sizes: try oracle.value("group_sizes"))
    let exact = [0, 1].map { m.coleman($0, sizes: sizes) }
    let approximate = [0, 1].map { m.coleman($0, sizes: sizes, isApproximate: true) }
    #expect(allNear(exact, try oracle.value("expected", "coleman_exact")))
    #expect(allNear(exact, try oracle.value("published", "exact")))
    #expect(allNear(approximate, try oracle.value("expected", "coleman_approx_1958")))
    #expect(allNear(approximate, try oracle.value("published", "approx"), 0.0005))
  }

  @Test func `are the ring's`() throws {
    let oracle = try Oracle("ring6")
    let groups: [Int] = try oracle.value("groups")
    var ties = SmallTies(groups.enumerated().map { ("\($0 + 1)", one("\($1)")) })
    for edge in try oracle.value("edges", as: [[Int]].self) { ties.add("\(edge[0])", "\(edge[1])") }
    let m = MixingMatrix(PairCounts(ties.table), people: ties.table.people)
    let sizes = GroupSizes(ties.table.people, persons: ties.table.strata[0].persons)
    #expect(sizes == GroupSizes(groups: ["1", "2", "3"], sizes: [2, 2, 2]))
    #expect(
      allNear(
        [0, 1, 2].map { m.coleman($0, sizes: sizes) }, try oracle.value("expected", "coleman")))
  }

  @Test func `are the Dutch school's inbreeding homophily`() throws {
    let rows: [[String: Any]] = try Oracle("inbreeding_homophily_dutch_school").value("rows")
    #expect(rows.count == 5)
    for row in rows {
      let own = try #require(row["H"] as? Double)
      let share = try #require(row["w"] as? Double)
      let value = MixingMatrix.inbreedingHomophily(own, share).value
      #expect(near(value, try #require(row["IH"] as? Double), 1e-9))
    }
  }

  @Test func `of several memberships are the oracle's, and margins are met under each semantics`()
    throws
  {
    let oracle = try Oracle("weighted_membership")
    let groups: [String] = try oracle.value("product_mixing", "groups")
    let m = MixingMatrix(groups: groups, cells: try oracle.value("product_mixing", "M"))
    #expect(
      near(m.assortativity().value, try oracle.value("product_mixing", "assortativity"), 1e-9))
    let memberships: [String: [String: Double]] = try oracle.value("memberships")
    var ties = SmallTies(
      memberships.map { ($0, $1.map { .init(group: $0.key, weight: $0.value) }) })
    for tie in try oracle.value("ties", as: [[Any]].self) {
      ties.add(
        try #require(tie[0] as? String), try #require(tie[1] as? String),
        times: try #require(tie[2] as? Int))
    }
    let pairs = PairCounts(ties.table)
    let share = Segregation.marginShare(pairs, SamenessTable(ties.table.people, .product))
    #expect(near(share.value, m.marginShare().value ?? .nan))
    // Any shared: sent NLD 1, TUR 5, half-half (u3; u5's are unknown) 5 of 11; received TUR 1,
    // NLD 3, TUR+NLD 6, MAR+NLD 1. Without a common group: NLD→TUR 1·1, TUR→NLD 5·3,
    // TUR→MAR+NLD 5·1. So 21 / 121.
    let shared = Segregation.marginShare(pairs, SamenessTable(ties.table.people, .anyShared))
    #expect(near(shared.value, 21.0 / 121))
    // Persons: n = NLD 1 + ½ + ½ + ½ = 2.5, q = 1 + ¾ = 1.75; N = 5. Chance (6.25 − 1.75) / (2.5·4).
    let sizes = GroupSizes(
      ties.table.people, persons: ties.table.strata[0].persons, groups: groups)
    #expect(sizes.sizes == [2.5, 2, 0.5] && sizes.persons == 5)
    #expect(near(sizes.chance(0).value, 0.45))
    // And the crossing is what relabelling gives under product.
    let product = SamenessTable(ties.table.people, .product)
    let chance = try #require(
      Segregation.expectedInStrata(ties.table.strata, people: ties.table.people, same: product)[0])
    #expect(near(sizes.crossing.value, chance))
  }

  @Test func `agree with numpy on an invented network`() throws {
    let network = try NumpyNetwork()
    let expected = network.expected
    let pairs = PairCounts(network.table)
    let m = MixingMatrix(pairs, people: network.table.people)
    let sizes = GroupSizes(network.table.people, persons: network.everyone)
    #expect(m.cells == (try expected.value("mixing", as: [[Double]].self)))
    #expect(near(m.assortativity().value, try expected.value("assortativity"), 1e-9))
    #expect(
      near(
        m.assortativity(.symmetrised).value, try expected.value("assortativity_symmetrised"), 1e-9))
    #expect(allNear([0, 1, 2].map { m.coleman($0, sizes: sizes) }, try expected.value("coleman")))
    #expect(
      allNear([0, 1, 2].map { m.inbreedingHomophily($0, sizes: sizes) }, try expected.value("ih")))
    #expect(near(m.marginShare().value, try expected.value("margin_share"), 1e-9))
    let margins = Segregation.marginShare(pairs, network.same)
    #expect(near(margins.value, try expected.value("margin_share"), 1e-9))
    let both = Segregation.marginShare(pairs, network.same, isDirected: false)
    #expect(near(both.value, m.marginShare(.symmetrised).value ?? .nan))
  }

  @Test func `are undefined for the oracle's reasons`() throws {
    let none = MixingMatrix(groups: ["a", "b"], cells: [[0, 0], [0, 0]])
    let lone = MixingMatrix(groups: ["a", "b"], cells: [[5, 0], [0, 0]])
    let out = MixingMatrix(groups: ["a", "b"], cells: [[0, 3], [1, 2]])
    let sizes = GroupSizes(groups: ["a", "b"], sizes: [1, 4])
    let all = GroupSizes(groups: ["a", "b"], sizes: [5, 0])
    #expect(none.assortativity() == .undefined(.noTies))
    #expect(none.marginShare() == .undefined(.noTies))
    let cases: [(String, Measured, String)] = [
      ("assortativity", lone.assortativity(), "all ties in one group (sum a_i b_i = 1)"),
      ("coleman[g]", lone.coleman(1, sizes: sizes), "group g has no outgoing ties"),
      (
        "coleman[g]", out.coleman(0, sizes: sizes),
        "group of size 1 (expected 0), all ties out"
      ),
      ("inbreeding_homophily[g]", lone.inbreedingHomophily(0, sizes: all), "w_g = 1"),
      (
        "freeman", Segregation.freeman(share: lone.share, expected: all.crossing),
        "one group only (expected cross ties 0)"
      ),
    ]
    for (measure, value, when) in cases {
      #expect(value.reason?.rawValue == (try edgeReasons(measure)[when]), "\(measure) \(when)")
      #expect(value.reason != nil)
    }
    #expect(lone.coleman(0, sizes: all) == .undefined(.oneGroup))
    #expect(lone.coleman(0, sizes: .init(groups: [], sizes: [])) == .undefined(.noPairs))
    #expect(lone.guptaAndersonMay() == .undefined(.oneGroup))
    #expect(lone.fershtman(0, sizes: all) == .undefined(.oneGroup))
    #expect(out.fershtman(0, sizes: sizes) == .undefined(.singletonGroup))
    #expect(all.chance(1) == .undefined(.emptyGroup))
  }
}
