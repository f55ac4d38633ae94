import Foundation
import SchakelTesting
import Testing

/// The stages of `study.yaml` from ingest to profile as a pipe, into all.ndjson, settings from the
/// file.
private let pipeOfStages = """
  p="--pipeline study.yaml -q"
  $schakel ingest $p --stage posts | $schakel filter $p --stage own - |
  $schakel classify $p --stage coded - | $schakel interact $p --stage ties - |
  $schakel profile $p --stage people - > all.ndjson
  """

/// Lines of NDJSON that are records of these kinds.
private func records(_ kinds: [String], in text: String) -> [Substring] {
  text.split(separator: "\n").filter { line in
    kinds.contains { line.hasPrefix("{\"record\":\"\($0)\"") }
  }
}

@Suite struct `Every pipe of stages` {
  @Test(arguments: [true, false])
  func `gives the bytes of run for all five tables`(isLarge: Bool) throws {
    let world = try isLarge ? World.large() : World.small()
    #expect(try world.run("-q").status == 0)
    let piped = try Program.script(
      """
      \(pipeOfStages)
      for t in T1 T3 T5 T6 T10; do $schakel tabulate $p --stage $t all.ndjson > $t.csv || exit 1; done
      """, in: world.folder)
    #expect(piped.status == 0)
    #expect(piped.errors == "")
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      #expect(
        try world.folder.text("\(table).csv") == world.folder.text("out/release/\(table).csv"))
    }
  }

  @Test func `gives the records that run keeps in restricted`() throws {
    let world = try World.large()
    #expect(try world.run("-q").status == 0)
    #expect(try Program.script(pipeOfStages, in: world.folder).status == 0)
    let all = try world.folder.text("all.ndjson")
    let kept = { (name: String) in try world.folder.text("out/restricted/\(name).ndjson") }
    #expect(
      records(["post", "alias"], in: all) == records(["post", "alias"], in: try kept("posts")))
    #expect(
      records(["tie", "participant"], in: all)
        == records(["tie", "participant"], in: try kept("ties")))
    #expect(records(["profile"], in: all) == records(["profile"], in: try kept("profiles")))
    #expect(records(["tally"], in: all) == records(["tally"], in: try kept("tallies")))
  }

  @Test func `counts a tweet of the sample that came as context before, as run does`() throws {
    let world = try World.small()
    // Tweet 2 stands under includes of the first page, and is the sample of the second.
    try world.folder.write(
      "data/pages.ndjson",
      #"""
      {"data":[{"id":"3","author_id":"8","text":"ja","created_at":"2013-04-02T00:02:00Z",\#
      "in_reply_to_user_id":"9","referenced_tweets":[{"type":"replied_to","id":"2"}]}],\#
      "includes":{"tweets":[{"id":"2","author_id":"9","text":"toets op school",\#
      "created_at":"2013-04-02T00:01:00Z"}]},"meta":{"newest_id":"3"}}
      {"data":[{"id":"2","author_id":"9","text":"toets op school",\#
      "created_at":"2013-04-02T00:01:00Z"}],"meta":{"newest_id":"2"}}

      """#)
    let alone = try Program.run(
      [
        "ingest", "-q", "--format", "twitter-v2", "--no-pseudonyms", "invented accounts only",
        "data/pages.ndjson",
      ], in: world.folder)
    #expect(alone.text.contains(#""read":3,"kept":3,"set_aside":{}"#))
    #expect(try world.run("-q").status == 0)
    let piped = try Program.script(
      "\(pipeOfStages)\n$schakel tabulate $p --stage T1 all.ndjson", in: world.folder)
    #expect(piped.text == (try world.folder.text("out/release/T1.csv")))
    // The 26 posts of the small world, and these two.
    #expect(piped.text.contains("(all),(all),,,posts,28,"))
  }

  @Test func `gives the same bytes with settings from flags as from a pipeline file`() throws {
    let world = try World.large()
    #expect(try world.run("-q").status == 0)
    let piped = try Program.script(
      """
      g="--roster roster.csv --scheme cbs-2022 --same overlap --venues venues.csv"
      $schakel ingest -q --format twitter-v2 --key k.key --withdrawn withdrawn.txt 'data/*.ndjson' |
      $schakel filter -q --kinds post,reply,quote --since 2013-04-01 - |
      $schakel classify -q --lexicons lexicons/nl/school.yaml,lexicons/nl/leisure.yaml - > coded.ndjson
      $schakel interact -q --edges native_parent,quote_link,addressed --null relabel-within-platform \\
        $g --key k.key coded.ndjson > ties.ndjson
      $schakel profile -q ties.ndjson > profiles.ndjson
      t="$schakel tabulate -q --seed 7"
      r="--replicates 50"
      $t --table corpus $g --key k.key coded.ndjson > T1.csv
      $t --table topic-prevalence --by group $r $g --key k.key coded.ndjson > T3.csv
      $t --table interethnic-share --by topic,platform,venue-type $r ties.ndjson > T5.csv
      $t --table mixing-matrix ties.ndjson > T6.csv
      $t --table profiles profiles.ndjson > T10.csv
      """, in: world.folder)
    #expect(piped.status == 0)
    #expect(piped.errors == "")
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      #expect(
        try world.folder.text("\(table).csv") == world.folder.text("out/release/\(table).csv"))
    }
  }

  @Test(arguments: ["md", "tex"])
  func `gives the other forms of a table too when it is told the run`(form: String) throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(world.folder.read("out/release/run.json")))
        as? [String: Any])
    let id = try #require(record["run_id"] as? String)
    let piped = try Program.script(
      """
      \(pipeOfStages)
      for t in T1 T3 T5 T6 T10; do
        $schakel tabulate $p --stage $t --as \(form) --run-id \(id) all.ndjson > $t.\(form) || exit 1
      done
      """, in: world.folder)
    #expect(piped.status == 0)
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      let name = "\(table).\(form)"
      #expect(try world.folder.text(name) == world.folder.text("out/release/\(name)"))
    }
  }

  @Test func `passes through streams that are packed`() throws {
    let world = try World.small()
    let piped = try Program.script(
      """
      \(pipeOfStages)
      gzip -k all.ndjson
      $schakel tabulate $p --stage T5 all.ndjson > plain.csv
      $schakel tabulate $p --stage T5 all.ndjson.gz > packed.csv
      """, in: world.folder)
    #expect(piped.status == 0)
    #expect(try world.folder.text("plain.csv") == world.folder.text("packed.csv"))
    #expect(try world.folder.text("plain.csv").hasPrefix("by,level,measure,"))
  }
}

@Suite struct `Every script of the README` {
  /// Blocks marked `<!-- script: run by the tests -->`.
  static let scripts: [String] = {
    guard let text = try? Repository.text("README.md") else { return [] }
    return text.components(separatedBy: "<!-- script: run by the tests -->\n```bash\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }()

  @Test func `is there`() { #expect(Self.scripts.count == 1) }

  @Test func `gives the table of run`() throws {
    // The demo's pipeline file, on exports of a size for tests: every source has a few people.
    let folder = try Workdir()
    try DemoExports.put(into: folder)
    let ran = try Program.run(
      ["run", "-q", "pipelines/demo/demo.yaml", "--out", "out"], in: folder)
    #expect(ran.errors == "")
    #expect(ran.status == 0)
    let script = Self.scripts[0].replacing("schakel ingest", with: "$schakel ingest")
      .replacing("schakel filter", with: "$schakel filter")
      .replacing("schakel classify", with: "$schakel classify")
      .replacing("schakel interact", with: "$schakel interact")
      .replacing("schakel tabulate", with: "$schakel tabulate")
    let piped = try Program.script(script, in: folder)
    #expect(piped.status == 0)
    #expect(try folder.text("T5.csv") == folder.text("out/release/T5.csv"))
  }
}
