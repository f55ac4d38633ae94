import Foundation
import SchakelTesting
import Testing

/// A table as CSV, by label and column of measure.
private struct Numbers {
  private var lines: [[String]] = []

  init(_ text: String) {
    lines = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The value of the line that begins with these words.
  func value(_ words: String...) -> Double? {
    lines.first { $0.starts(with: words) }.flatMap { Double($0[words.count]) }
  }
}

private func near(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .infinity) - b) < 1e-9 }

@Suite struct `A plain edge list` {
  private static let reason = ["--no-pseudonyms", "published data"]

  private func oracle(_ name: String) throws -> [String: Any] {
    let all = try Repository.json("Tests/oracles/network_segregation.json") as? [String: Any]
    return try #require(all?[name] as? [String: Any])
  }

  /// Both commands, in a folder with `edges.csv` and `roster.csv`.
  private func table(
    _ table: String, _ folder: Workdir, interact: [String], by: [String] = []
  ) throws -> Numbers {
    let ties = try Program.run(
      ["interact", "--edge-list", "edges.csv", "--roster", "roster.csv", "-o", "ties.ndjson"]
        + Self.reason + interact, in: folder)
    #expect(ties.status == 0, "\(ties.errors)")
    let made = try Program.run(
      [
        "tabulate", "--table", table, "--min-users", "1", "--reason", "published data",
        "ties.ndjson",
      ] + by, in: folder)
    #expect(made.status == 0, "\(made.errors)")
    return Numbers(made.text)
  }

  /// White's kinship network (Freeman 1978; the netseg package): 22 ties without direction.
  private func white() throws -> Workdir {
    let white = try oracle("white_kinship")
    let edges = try #require(white["edges"] as? [[String]])
    let nodes = try #require(white["nodes"] as? [[String: String]])
    let folder = try Workdir()
    try folder.write(
      "edges.csv", "ego,alter\n" + edges.map { "\($0[0]),\($0[1])\n" }.joined())
    try folder.write(
      "roster.csv",
      "person,self_described\n"
        + nodes.map { "\($0["id"] ?? ""),\($0["group"] ?? "")\n" }.joined())
    return folder
  }

  @Test func `gives the published numbers of a network without direction`() throws {
    let white = try oracle("white_kinship")
    let expected = try #require(white["expected"] as? [String: Any])
    let null = try #require(white["permutation_null"] as? [String: Any])
    let folder = try self.white()
    let flags = ["--population", "roster", "--directed", "no"]
    let share = try table("T5", folder, interact: flags)
    let all = ["(all)", "(all)"]
    #expect(share.value(all[0], all[1], "ties") == 22)
    let inter = try #require(share.value(all[0], all[1], "share"))
    #expect(near(inter, try #require(expected["share_external"] as? Double)))
    #expect(near(2 * inter - 1, try #require(expected["ei"] as? Double)))
    #expect(
      near(
        share.value(all[0], all[1], "expected"),
        try #require(null["expected_share_external"] as? Double)))

    // Each tie stands in T6 from both ends: within groups twice, between groups once a cell.
    let mixing = try table("T6", folder, interact: flags)
    func cell(_ a: String, _ b: String) -> Double? { mixing.value("(all)", a, "ties", b) }
    let upper = try #require(white["mixing_undirected_upper"] as? [[Double]])
    #expect(cell("female", "female") == 2 * upper[0][0])
    #expect(cell("female", "male") == upper[0][1])
    #expect(cell("male", "female") == upper[0][1])
    #expect(cell("male", "male") == 2 * upper[1][1])
    // Newman's coefficient from T6: (Σ eᵢᵢ − Σ aᵢ bᵢ) / (1 − Σ aᵢ bᵢ).
    let total = try #require(cell("(all)", "(all)"))
    let trace = (cell("female", "female") ?? 0) + (cell("male", "male") ?? 0)
    let rows = try ["female", "male"].map { try #require(cell($0, "(all)")) / total }
    let chance = rows.reduce(0) { $0 + $1 * $1 }
    #expect(
      near(
        (trace / total - chance) / (1 - chance),
        try #require(expected["assortativity"] as? Double)))
    #expect(
      near(mixing.value("(all)", "(all)", "implied_share", "(all)"), inter))

    let summary = try table("T7", folder, interact: flags)
    func measure(_ name: String, _ group: String = "(all)") -> Double? {
      summary.value(name, "(all)", "(all)", group)
    }
    for (name, key) in [
      ("ei", "ei"), ("share", "share_external"), ("assortativity", "assortativity"),
      ("freeman", "freeman"), ("odds_ratio", "orwg"),
    ] {
      #expect(near(measure(name), try #require(expected[key] as? Double)), "\(name)")
    }
    let coleman = try #require(expected["coleman_on_mutual_directed"] as? [String: Double])
    let nodes = try #require(white["nodes"] as? [[String: String]])
    let spectral = try #require(expected["ssi"] as? [String: Double])
    for group in ["female", "male"] {
      #expect(near(measure("coleman", group), try #require(coleman[group])))
      // The mean over the group's people of their own index.
      let own = nodes.filter { $0["group"] == group }.compactMap { spectral[$0["id"] ?? ""] }
      #expect(own.count == 5)
      let mean = own.reduce(0, +) / Double(own.count)
      #expect(abs((measure("spectral", group) ?? .infinity) - mean) < 1e-6)
    }
  }

  /// `weighted_membership`: eleven known replies, six persons, one of whom is of unknown group.
  @Test func `counts replies and weighs memberships under every semantics`() throws {
    let world = try oracle("weighted_membership")
    let folder = try Workdir()
    let ties = try #require(world["ties"] as? [[Any]])
    try folder.write(
      "edges.csv",
      "ego,alter,count\n"
        + ties.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined())
    let people = try #require(world["memberships"] as? [String: Any])
    let rows = people.sorted { $0.key < $1.key }.map { name, groups -> String in
      let parts = (groups as? [String: Double] ?? [:]).sorted { $0.key < $1.key }
      return "\(name),\(parts.map { "\($0.key):\($0.value)" }.joined(separator: ";"))\n"
    }
    try folder.write("roster.csv", "person,self_described\n" + rows.joined())
    let totals = try #require(world["totals_known_ties"] as? [String: [String: Double]])
    for (same, name) in [
      ("product", "product"), ("overlap", "overlap"), ("any-shared", "any_shared"),
      ("strict", "strict_equal_sets"),
    ] {
      let numbers = try table("T5", folder, interact: ["--same", same])
      let expected = try #require(totals[name]?["share_inter"])
      #expect(near(numbers.value("(all)", "(all)", "share"), expected), "\(same)")
      #expect(numbers.value("(all)", "(all)", "ties") == 13)
    }
    let product = try #require(world["product_mixing"] as? [String: Any])
    let groups = try #require(product["groups"] as? [String])
    let matrix = try #require(product["M"] as? [[Double]])
    let mixing = try table("T6", folder, interact: [])
    for (i, ego) in groups.enumerated() {
      for (j, alter) in groups.enumerated() {
        let found = mixing.value("(all)", ego, "ties", alter) ?? 0
        #expect(near(found, matrix[i][j]), "\(ego) \(alter)")
      }
    }
  }

  @Test func `gives what ingest and interact give in a pipe, key or no key`() throws {
    let folder = try white()
    try folder.write("k", World.key)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("k"))
    for key in [Self.reason, ["--key", "k"]] {
      let posts = try Program.run(
        ["ingest", "--format", "edge-list", "edges.csv"] + key, in: folder)
      #expect(posts.status == 0, "\(posts.errors)")
      let ties = try Program.run(
        ["interact", "--roster", "roster.csv", "--directed", "no"] + (key[0] == "--key" ? key : []),
        in: folder, input: posts.output)
      #expect(ties.status == 0, "\(ties.errors)")
      let atOnce = try Program.run(
        [
          "interact", "--edge-list", "edges.csv", "--roster", "roster.csv", "--directed", "no",
        ] + key, in: folder)
      #expect(atOnce.status == 0, "\(atOnce.errors)")
      #expect(atOnce.output == ties.output)
      #expect(atOnce.text.contains("Mother") == (key[0] != "--key"))
    }
  }

  /// The same list in two files, rows dealt out otherwise, each header in another order.
  @Test func `gives the same table however it is cut and ordered`() throws {
    let folder = try Workdir()
    try folder.write("roster.csv", "person,self_described\na,A\nb,A\nc,B\nd,B\n")
    try folder.write(
      "edges.csv", "ego,alter,count,topic\na,b,3,school\na,c,1,\nc,d,2,work\nd,a,1,school\n")
    try folder.write("one.csv", "topic,count,alter,ego\nwork,2,d,c\n,1,c,a\n")
    try folder.write("two.csv", "ego,alter,topic\nd,a,school\na,b,school\na,b,school\na,b,school\n")
    func tables(_ lists: [String], _ jobs: String) throws -> [String] {
      let ties = try Program.run(
        ["interact", "--roster", "roster.csv", "-o", "ties.ndjson", "--jobs", jobs] + Self.reason
          + lists.flatMap { ["--edge-list", $0] }, in: folder)
      #expect(ties.status == 0, "\(ties.errors)")
      return try [["T5", "--by", "topic"], ["T6", "--by", "topic"]].map {
        try Program.run(
          ["tabulate", "--min-users", "1", "--reason", "published data", "ties.ndjson", "--table"]
            + $0, in: folder
        ).text
      }
    }
    let whole = try tables(["edges.csv"], "1")
    #expect(try tables(["one.csv", "two.csv"], "2") == whole)
    #expect(try tables(["two.csv", "one.csv"], "1") == whole)
    // By topic: three of a to b are within A, d to a is between; two of c to d are within B.
    let numbers = Numbers(whole[0])
    #expect(numbers.value("topic", "school", "share") == 0.25)
    #expect(numbers.value("topic", "work", "share") == 0)
    #expect(numbers.value("topic", "(none)", "share") == 1)

    try folder.write(
      "study.yaml",
      """
      schakel: 1
      privacy: {key: off, reason: published data}
      groups: {roster: roster.csv}
      disclosure: {min-users: 1, reason: published data}
      stages:
        replies: {use: ingest, sources: [{format: edge-list, files: edges.csv}]}
        ties: {use: interact}
        T5: {use: tabulate, table: interethnic-share, by: topic}

      """)
    let run = try Program.run(["run", "study.yaml"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("out/release/T5.csv") == whole[0])
  }

  @Test func `says what it cannot use`() throws {
    let folder = try Workdir()
    try folder.write("roster.csv", "person,self_described\na,A\nb,B\n")
    try folder.write("edges.csv", "ego,alter,count\na,b,2\na,,1\na,b,many\n")
    let ended = try Program.run(
      ["interact", "--edge-list", "edges.csv", "--roster", "roster.csv", "--strict"] + Self.reason,
      in: folder)
    #expect(ended.status == 1)
    #expect(ended.errors.contains("read 4 = kept 2 + set aside 2 (bad-value 2)"))
    func status(_ flags: String...) throws -> Int32 {
      try Program.run(["interact"] + flags, in: folder).status
    }
    #expect(try status("--edge-list", "edges.csv", "--roster", "roster.csv") == 64)
    #expect(try status("--no-pseudonyms", "published data", "ties.ndjson") == 64)
    #expect(
      try status("--edge-list", "edges.csv", "--no-pseudonyms", "published data", "x.ndjson") == 64)
    #expect(try status("--edge-list", "none.csv", "--no-pseudonyms", "published data") == 66)
  }

  /// a, c, d are X, b, e are Y. Active in v1: a, b, c. Within X there a–c, tied; between a–b tied, b–c
  /// open; ½ everywhere gives (1.5 × 1.5) / (.5 × 1.5) = 3. Rows without a venue share none.
  @Test func `gives no common venue to rows that name none`() throws {
    let folder = try Workdir()
    try folder.write("edges.csv", "ego,alter,venue\na,b,v1\na,c,v1\nd,z,\ne,z,\n")
    try folder.write("roster.csv", "Person,SELF_described\na,X\nb,Y\nc,X\nd,X\ne,Y\n")
    let made = try table("T7", folder, interact: [])
    let ratio = made.value("odds_ratio_at_risk", "(all)", "(all)", "(all)")
    #expect(near(ratio, 3))
  }

  @Test func `has no odds ratio where a kind of pair does not exist`() throws {
    let folder = try Workdir()
    try folder.write("edges.csv", "ego,alter\na,b\nb,c\n")
    try folder.write("roster.csv", "person,self_described\na,X\nb,X\nc,X\nd,X\n")
    let made = try table("T7", folder, interact: ["--population", "roster"])
    for measure in ["odds_ratio", "odds_ratio_haldane"] {
      #expect(made.value(measure, "(all)", "(all)", "(all)") == nil)
    }
  }

  @Test(arguments: [
    (
      "ego,alter,count\na,b,1.000\na,b,2.0\nb,a,2\n", "person,self_described\na,X\n", 0,
      "bad-value 2"
    ),
    (
      "ego,alter\na,b\n\"a,b\nb,a\nb,c\n", "person,self_described\na,X\n", 65,
      "a quote that opens in line 3 is never closed"
    ),
    ("ego,alter\na,b\nb,\"a\n", "person,self_described\na,X\n", 0, "truncated 1"),
    ("ego,alter\na\u{0},b\nb,a\n", "person,self_described\na,X\n", 0, "bad-value 1"),
    ("ego,alter\na,b\n", "person,self_described\na,NA\n", 65, "'NA' is no name of a group"),
    ("ego,alter\na,b\n", "person,self_described\na,(all)\n", 65, "'(all)' is no name of a group"),
  ])
  func `says what is wrong with a list or roster`(
    edges: String, roster: String, status: Int, said: String
  ) throws {
    let folder = try Workdir()
    try folder.write("edges.csv", edges)
    try folder.write("roster.csv", roster)
    let made = try Program.run(
      ["interact", "--edge-list", "edges.csv", "--roster", "roster.csv"] + Self.reason, in: folder)
    #expect(made.status == Int32(status))
    #expect(made.errors.contains(said), "\(made.errors)")
  }
}
