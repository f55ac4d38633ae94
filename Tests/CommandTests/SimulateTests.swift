import Foundation
import SchakelTesting
import Testing

@Suite struct `Every simulated folder` {
  private static let flags = ["--users", "40", "--replies", "6", "--seed", "11"]

  private static func truth(_ folder: Workdir, _ name: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(folder.read(name))) as? [String: Any])
  }

  @Test func `has the same bytes for the same flags, and others for another seed`() throws {
    let folder = try Workdir()
    for name in ["a", "b"] {
      #expect(try Program.run(["simulate", name] + Self.flags, in: folder).status == 0)
    }
    let files = folder.files(below: "a")
    #expect(
      files == [
        "TRUTH.json", "data/RC_simulated.ndjson", "data/RS_simulated.ndjson", "roster.csv",
        "study.yaml", "venues.csv",
      ])
    for file in files { #expect(try folder.read("a/\(file)") == folder.read("b/\(file)")) }
    _ = try Program.run(["simulate", "b", "--users", "40", "--replies", "6"], in: folder)
    #expect(try folder.read("a/roster.csv") != folder.read("b/roster.csv"))
  }

  @Test func `runs through the pipeline, and the tables find what is true of it`() throws {
    let folder = try Workdir()
    #expect(try Program.run(["simulate", "s"] + Self.flags, in: folder).status == 0)
    let study = try #require(try Self.truth(folder, "s/TRUTH.json")["study"] as? [String: Any])
    func number(_ name: String) throws -> Int { try #require(study[name] as? Int) }
    let ran = try Program.run(["run", "s/study.yaml"], in: folder)
    #expect(ran.status == 0, "\(ran.errors)")
    let (posts, ties) = (try number("posts"), try number("ties"))
    #expect(ran.errors.contains("posts: read \(posts) = kept \(posts) + set aside 0\n"))
    #expect(ran.errors.contains("ties: \(ties) ties of \(ties) edges"))
    let lines = try folder.text("s/out/release/T5.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    func cell(_ column: String) throws -> [String] {
      try #require(lines.first { $0.starts(with: ["(all)", "(all)", column]) })
    }
    #expect(try cell("ties")[3] == "\(ties)")
    #expect(try cell("interethnic")[3] == "\(try number("interethnic_known"))")
    let share = try #require(study["share_known"] as? Double)
    #expect(abs(try #require(Double(try cell("share")[3])) - share) < 1e-9)
    let mean = try #require(study["ego_mean_known"] as? Double)
    #expect(abs(try #require(Double(try cell("user_mean")[3])) - mean) < 1e-9)
    // The complete data lie within the bounds.
    let complete = try #require(study["share_complete"] as? Double)
    for bounds in ["naive_bounds", "sharp_bounds"] {
      let ends = try cell(bounds).compactMap { Double($0) }
      #expect(ends.count == 2 && ends[0] <= complete && complete <= ends[1], "\(bounds)")
    }
  }

  @Test func `has texts that the seed lexicons code as they were meant`() throws {
    let folder = try Workdir()
    #expect(try Program.run(["simulate", "s"] + Self.flags, in: folder).status == 0)
    let study = try #require(try Self.truth(folder, "s/TRUTH.json")["study"] as? [String: Any])
    let expected = try #require(study["posts_coded"] as? [String: Int])
    let script = """
      "$schakel" ingest --pipeline s/study.yaml --stage posts \
        | "$schakel" classify --pipeline s/study.yaml --stage coded -
      """
    let ran = try Program.script(script, in: folder)
    #expect(ran.status == 0, "\(ran.errors)")
    var found: [String: Int] = [:]
    for line in ran.lines where line.contains("\"record\":\"post\"") {
      let post =
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      for topic in post["topics"] as? [String] ?? [] { found[topic, default: 0] += 1 }
    }
    #expect(found == expected)
  }

  @Test func `refuses what makes no study, and folders of others`() throws {
    let folder = try Workdir()
    try folder.write("other/file.txt", "mine")
    for (arguments, status, said) in [
      (["simulate"], Int32(64), "needs a folder"),
      (["simulate", "x", "--users", "1"], 64, "--users"),
      (["simulate", "x", "--users", "50,100"], 64, "one number"),
      (["simulate", "x", "--groups", "a"], 64, "--groups"),
      (["simulate", "x", "--gini", "2"], 64, "--gini"),
      (["simulate", "x", "--power"], 64, "--power"),
      (["simulate", "--power", "--studies", "1"], 64, "--studies"),
      (["simulate", "--power", "--difference", ".5"], 64, "--difference"),
      (["simulate", "other"], 73, "other"),
    ] {
      let ran = try Program.run(arguments, in: folder)
      #expect(ran.status == status, "\(arguments)")
      #expect(ran.errors.contains(said), "\(ran.errors)")
    }
    #expect(folder.files() == ["other/file.txt"])
  }
}

@Suite struct `Every power table` {
  @Test func `has a row for each number of users, whatever the threads`() throws {
    let folder = try Workdir()
    let flags = ["simulate", "--power", "--users", "20,40", "--studies", "10", "--replies", "5"]
    let (one, two) = (
      try Program.run(flags + ["--jobs", "1"], in: folder),
      try Program.run(flags + ["--jobs", "2"], in: folder)
    )
    #expect(one.status == 0 && one.output == two.output)
    let rows = one.text.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.count == 3 && rows[0].first == "users")
    #expect(rows[1].prefix(2) == ["20", "10"] && rows[2].prefix(2) == ["40", "10"])
  }
}
