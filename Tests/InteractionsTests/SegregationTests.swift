import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `Segregation of contact` {
  private func white() throws -> (SmallTies, Oracle) {
    let oracle = try Oracle("white_kinship")
    let nodes: [[String: String]] = try oracle.value("nodes")
    var ties = SmallTies(
      nodes.map { ($0["id"] ?? "", [.init(group: $0["group"] ?? "", weight: 1)]) })
    for edge in try oracle.value("edges", as: [[String]].self) { ties.add(edge[0], edge[1]) }
    return (ties, oracle)
  }

  @Test func `in White's kinship data has the published share, E-I and mixing`() throws {
    let (ties, oracle) = try white()
    let pairs = PairCounts(ties.table)
    let same = SamenessTable(ties.table.people, .overlap)
    let split = Segregation.split(pairs, same)
    #expect(split.known == 22 && split.unknown == 0)
    #expect(near(split.share.value, try oracle.value("expected", "share_external")))
    #expect(near(split.externalInternal.value, try oracle.value("expected", "ei")))
    #expect(near(split.externalInternal.value, try oracle.value("published", "ei"), 5e-8))
    #expect(split.knownShare == .value(1))
    let mixing = MixingMatrix(pairs, people: ties.table.people, isDirected: false)
    #expect(mixing.groups == ["female", "male"])
    #expect(mixing.cells == (try oracle.value("mixing_undirected_upper", as: [[Double]].self)))
    #expect(near(mixing.share.value, try oracle.value("expected", "share_external")))
  }

  @Test func `in White's kinship data has the share that relabelling gives on average`() throws {
    let (ties, oracle) = try white()
    let same = SamenessTable(ties.table.people, .overlap)
    let expected = Segregation.expectedShare(ties.table, same: same)
    let share: Double = try oracle.value("permutation_null", "expected_share_external")
    #expect(near(expected.value, share))
    #expect(
      near(expected.value.map { 2 * $0 - 1 }, try oracle.value("permutation_null", "expected_ei")))
    #expect(
      near(
        expected.value.map { 22 * $0 }, try oracle.value("permutation_null", "mean_external"), 1e-9)
    )
    #expect(
      near(
        expected.value.map { 22 * $0 }, try oracle.value("expected", "freeman_expected_cross"), 1e-9
      ))
  }

  @Test func `in the classroom has the published mixing and E-I`() throws {
    let oracle = try Oracle("classroom_directed")
    let mixing: [[Int]] = try oracle.value("mixing")
    let groups: [String] = try oracle.value("groups")
    // Who answered whom is not in the source: one stand-in per cell side suffices for these two.
    var ties = SmallTies(
      groups.flatMap { group in ["1", "2"].map { (group + $0, [.init(group: group, weight: 1)]) } })
    for (g, row) in mixing.enumerated() {
      for (h, count) in row.enumerated() {
        ties.add(groups[g] + "1", groups[h] + "2", times: count)
      }
    }
    let pairs = PairCounts(ties.table)
    let matrix = MixingMatrix(pairs, people: ties.table.people, groups: groups)
    #expect(matrix.cells == mixing.map { $0.map(Double.init) })
    let split = Segregation.split(pairs, SamenessTable(ties.table.people, .strict))
    #expect(near(split.externalInternal.value, try oracle.value("expected", "ei")))
    #expect(near(split.externalInternal.value, try oracle.value("published", "ei"), 5e-8))
  }

  @Test func `of people with several memberships depends on when two are the same`() throws {
    let oracle = try Oracle("weighted_membership")
    let ties = try weighted(oracle)
    let names: [Sameness: String] = [
      .product: "product", .overlap: "overlap", .anyShared: "any_shared",
      .strict: "strict_equal_sets",
    ]
    let pairs = PairCounts(ties.table)
    for same in Sameness.allCases {
      let split = Segregation.split(pairs, SamenessTable(ties.table.people, same))
      let name = try #require(names[same])
      #expect(split.known == 11 && split.unknown == 2)
      #expect(near(split.share.value, try oracle.value("totals_known_ties", name, "share_inter")))
      #expect(near(split.externalInternal.value, try oracle.value("totals_known_ties", name, "ei")))
    }
    for row in try oracle.value("per_tie", as: [[String: Any]].self) {
      let people = ties.table.people
      let ends = ["ego", "alter"].map { key in
        people.all.first { $0.name == row[key] as? String }?.membership ?? -1
      }
      for same in Sameness.allCases {
        let value = SamenessTable(people, same).value(ends[0], ends[1])
        if let wanted = (row["same"] as? [String: Double])?[names[same] ?? ""] {
          #expect(near(value, wanted))
        } else {
          #expect(value.isNaN)
        }
      }
    }
  }

  private func weighted(_ oracle: Oracle) throws -> SmallTies {
    let memberships: [String: [String: Double]] = try oracle.value("memberships")
    var ties = SmallTies(
      memberships.map { name, parts in
        (name, parts.map { People.Membership.Part(group: $0.key, weight: $0.value) })
      })
    for tie in try oracle.value("ties", as: [[Any]].self) {
      ties.add(
        try #require(tie[0] as? String), try #require(tie[1] as? String),
        times: try #require(tie[2] as? Int))
    }
    return ties
  }

  @Test func `of people with several memberships has its matrix under product only`() throws {
    let oracle = try Oracle("weighted_membership")
    let ties = try weighted(oracle)
    let groups: [String] = try oracle.value("product_mixing", "groups")
    let matrix = MixingMatrix(
      PairCounts(ties.table), people: ties.table.people, groups: groups)
    #expect(matrix.cells == (try oracle.value("product_mixing", "M", as: [[Double]].self)))
    #expect(near(Double(matrix.known), try oracle.value("product_mixing", "total")))
    #expect(
      near(matrix.share.value, try oracle.value("totals_known_ties", "product", "share_inter")))
    // u5 (half TUR, half NLD) answers u6 (unknown) twice.
    #expect(matrix.toUnknown == [1, 1, 0] && matrix.fromUnknown == [0, 0, 0])
    #expect(matrix.bothUnknown == 0)
  }

  @Test func `under relabelling is the mean over all relabellings, under each semantics`() {
    // Four known persons and one unknown, five ties: all 24 orders of the vectors by brute force.
    let vectors: [[People.Membership.Part]] = [
      [.init(group: "a", weight: 1)], [.init(group: "b", weight: 1)],
      [.init(group: "a", weight: 0.25), .init(group: "b", weight: 0.75)],
      [.init(group: "a", weight: 0.25), .init(group: "b", weight: 0.75)],
    ]
    let edges = [(0, 1), (0, 2), (2, 3), (3, 0), (1, 2)]
    func permutations(_ list: [Int]) -> [[Int]] {
      if list.isEmpty { return [[]] }
      return list.indices.flatMap { i -> [[Int]] in
        var rest = list
        let first = rest.remove(at: i)
        return permutations(rest).map { [first] + $0 }
      }
    }
    var ties = SmallTies(vectors.enumerated().map { ("p\($0)", $1) } + [("stranger", [])])
    for (a, b) in edges { ties.add("p\(a)", "p\(b)") }
    ties.add("p0", "stranger", times: 3)
    for same in Sameness.allCases {
      var sum = 0.0
      let orders = permutations([0, 1, 2, 3])
      for order in orders {
        for (a, b) in edges {
          sum +=
            1
            - (same.of(People.Membership(vectors[order[a]]), People.Membership(vectors[order[b]]))
              ?? .nan)
        }
      }
      let brute = sum / Double(orders.count * edges.count)
      let table = SamenessTable(ties.table.people, same)
      #expect(near(Segregation.expectedShare(ties.table, same: table).value, brute))
    }
  }

  @Test func `under relabelling within strata weighs them by their ties`() {
    // Stratum s: a a b, expected 1 − 2/6 = 2/3, with three ties; t: a b, expected 1, with one.
    #expect(
      Segregation.expectedShare([2.0 / 3, 1, nil], knownTies: [3, 1, 0]) == .value(0.75))
    #expect(Segregation.expectedShare([nil], knownTies: [2]) == .undefined(.noPairs))
    #expect(Segregation.expectedShare([1], knownTies: [0]) == .undefined(.noTies))
  }

  @Test func `is undefined without ties, and says why`() throws {
    let ties = SmallTies([("a", [.init(group: "g", weight: 1)]), ("b", [])])
    let pairs = PairCounts(ties.table)
    let same = SamenessTable(ties.table.people, .overlap)
    let split = Segregation.split(pairs, same)
    #expect(split.share == .undefined(.noTies) && split.externalInternal == .undefined(.noTies))
    #expect(split.knownShare == .undefined(.noTies))
    #expect(MixingMatrix(pairs, people: ties.table.people).share == .undefined(.noTies))
    #expect(Segregation.expectedShare(ties.table, same: same) == .undefined(.noTies))
    let file = try #require(try Repository.json("Tests/oracles/edge_cases.json") as? [String: Any])
    let rows = try #require(file["rows"] as? [[String: String]])
    for measure in ["share_inter", "ei"] {
      #expect(
        rows.first { $0["measure"] == measure }?["reason"] == Undefined.noTies.rawValue)
    }
  }

  @Test func `in the oracle's thread is what the closed form says`() throws {
    // The oracle's thread, from its posts to its numbers: p7 is a self-reply.
    let oracle = try Oracle("thread_null")
    var posts = SmallPosts()
    var roster = "person,self_described\n"
    for post in try oracle.value("posts", as: [[String: Any]].self) {
      let author = try #require(post["author"] as? String)
      let group = try #require(post["group"] as? String)
      roster += "\(author),\(group)\n"
      posts.post(
        try #require(post["id"] as? String), by: author,
        to: (post["parent"] as? String).map { [.init(post: $0)] } ?? [], thread: 0)
    }
    let (people, _) = try PeopleBuilder.build(
      posts: posts.table, roster: try Roster(csv: Array(roster.utf8)), scheme: SelfDescribed.self,
      pseudonymiser: PlainIDs())
    var settings = InteractSettings()
    settings.null = .thread
    let table = TieBuilder.build(
      posts: posts.table, people: people, settings: settings, venueTypes: VenueTable())
    #expect(table.notCounted == [.selfReply: 1])
    let same = SamenessTable(people, .overlap)
    let split = Segregation.split(PairCounts(table), same)
    #expect(split.known == (try oracle.value("expected", "n_ties")))
    #expect(near(split.share.value, try oracle.value("expected", "observed_share_inter")))
    #expect(
      near(
        Segregation.expectedShare(table, same: same).value,
        try oracle.value("expected", "label_permutation_closed_form")))
  }

  @Test func `counts of parts add up to the counts of the whole`() throws {
    let (ties, _) = try white()
    var sum = PairCounts(ties.table) { number, _ in number < 9 }
    sum.add(PairCounts(ties.table) { number, _ in number >= 9 })
    #expect(sum == PairCounts(ties.table))
  }
}
