import Foundation
import SchakelTesting
import Testing

/// Bytes of every file below a run's folder; of the local run record without what is of the moment.
private func outputs(_ world: World, _ name: String) throws -> [String: String] {
  var found: [String: String] = [:]
  for file in world.folder.files(below: name) {
    var text = try world.folder.text("\(name)/\(file)")
    if file == "restricted/run.json" {
      text = text.split(separator: "\n").filter { line in
        !["\"seconds\"", "\"digest_seconds\"", "\"jobs\""].contains { line.contains($0) }
      }.joined(separator: "\n")
    }
    found[file] = text
  }
  return found
}

@Suite struct `Every output` {
  @Test func `has the same bytes for one, two and seven threads`() throws {
    let world = try World.large()
    for jobs in ["1", "2", "7"] {
      let ran = try world.run("-q", "--jobs", jobs, "--out", "out\(jobs)")
      #expect(ran.status == 0)
    }
    let one = try outputs(world, "out1")
    #expect(one.count == 16 + 8)  // 5 tables in 3 forms and a record; 8 restricted files
    #expect(try outputs(world, "out2") == one)
    #expect(try outputs(world, "out7") == one)
  }

  @Test func `has the same bytes for one, two and seven threads over exports of every kind`() throws
  {
    let world = World(folder: try Workdir())
    try DemoExports.put(into: world.folder)
    for jobs in ["1", "2", "7"] {
      let ran = try Program.run(
        ["run", "pipelines/demo/demo.yaml", "-q", "--jobs", jobs, "--out", "out\(jobs)"],
        in: world.folder)
      #expect(ran.status == 0)
    }
    let one = try outputs(world, "out1")
    #expect(try outputs(world, "out2") == one)
    #expect(try outputs(world, "out7") == one)
  }

  @Test func `has the same bytes when the same input is run again`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let first = try outputs(world, "out")
    #expect(try world.run("-q").status == 0)
    #expect(try outputs(world, "out") == first)
  }

  @Test func `of stage commands has the same bytes for one and seven threads`() throws {
    let world = try World.large()
    let ended = try Program.script(
      """
      for j in 1 7; do
        $schakel ingest --jobs $j -q --pipeline study.yaml --stage posts |
        $schakel classify --jobs $j -q --pipeline study.yaml --stage coded - |
        $schakel interact --jobs $j -q --pipeline study.yaml --stage ties - > all$j.ndjson || exit 1
      done
      cmp all1.ndjson all7.ndjson
      """, in: world.folder)
    #expect(ended.status == 0)
  }

  /// Posts come in the order of the files; what is counted does not depend on it.
  @Test func `of tables is the same whatever the order of the files`() throws {
    let world = try World.large()
    #expect(try world.run("-q").status == 0)
    let names = [2, 3, 1].map { "data/canarypath7q-\($0).ndjson" }.joined(separator: ", ")
    try world.folder.write(
      "study.yaml",
      try world.folder.text("study.yaml").replacing("data/*.ndjson", with: "[\(names)]"))
    #expect(try world.run("-q", "--out", "turned").status == 0)
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      let name = "release/\(table).csv"
      #expect(try world.folder.text("out/\(name)") == world.folder.text("turned/\(name)"))
    }
  }

  @Test func `does not change with the folder, the clock, the language or the environment`() throws
  {
    let here = try World.small()
    let there = try World.small()
    #expect(try here.run("-q").status == 0)
    let ended = try Program.run(
      ["run", "study.yaml", "-q"], in: there.folder,
      environment: ["LC_ALL=tr_TR.UTF-8", "LANG=nl_NL.UTF-8", "TZ=Asia/Tokyo", "COLUMNS=20"])
    #expect(ended.status == 0)
    for file in here.folder.files(below: "out/release") {
      #expect(
        try here.folder.text("out/release/\(file)") == there.folder.text("out/release/\(file)"))
    }
    #expect(
      try here.folder.text("out/restricted/posts.ndjson")
        == there.folder.text("out/restricted/posts.ndjson"))
  }
}
