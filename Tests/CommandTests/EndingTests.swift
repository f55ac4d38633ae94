import Foundation
import SchakelTesting
import Testing

/// Whether a message is one sentence for a person: a few lines, and no content.
func isOneSentence(_ errors: String) -> Bool {
  let lines = errors.split(separator: "\n").filter { !$0.hasPrefix("warning: ") }
  return (1...5).contains(lines.count) && errors.utf8.count < 1500
    && Canary.found(in: errors).isEmpty
}

@Suite struct `Every command` {
  @Test func `ends with 0 and nothing said when it is quiet and all is well`() throws {
    let world = try World.small()
    let ran = try world.run("-q")
    #expect(ran.status == 0)
    #expect(ran.errors == "")
    #expect(ran.output.isEmpty)
  }

  @Test func `ends with 1 under --strict when a record was set aside`() throws {
    let world = try World.small()
    let ran = try world.run("-q", "--strict")
    #expect(ran.status == 1)
    // Six at reading and three by the filter.
    #expect(ran.errors.contains("--strict: 9 records were set aside"))
    #expect(world.folder.exists("out/release/T5.csv"))
    let stage = try Program.run(
      ["ingest", "-q", "--strict", "--pipeline", "study.yaml", "--stage", "posts"], in: world.folder
    )
    #expect(stage.status == 1)
    #expect(stage.errors == "schakel ingest: --strict: 6 records were set aside\n")
  }

  @Test func `ends with 1 and says so when there is not one post`() throws {
    let world = try World.small()
    for name in ["data/canarypath7q-1.ndjson", "data/canarypath7q-2.ndjson"] {
      try world.folder.write(name, "")
    }
    let ran = try world.run("-q")
    #expect(ran.status == 1)
    #expect(ran.errors.contains("schakel: not one post was read"))
    #expect(isOneSentence(ran.errors))
    let stage = try Program.run(
      ["ingest", "--pipeline", "study.yaml", "--stage", "posts"], in: world.folder)
    #expect(stage.status == 1)
    #expect(stage.errors.hasSuffix("schakel ingest: no post came out of 0 records\n"))
    #expect(stage.lines.contains { $0.contains("\"read\":0,\"kept\":0") })
  }

  @Test func `ends with 64 for a flag that is not known, and 66 for a file that is not there`()
    throws
  {
    let folder = try Workdir()
    #expect(try Program.run(["run", "study.yaml", "--jbos", "2"], in: folder).status == 64)
    #expect(try Program.run(["run", "study.yaml", "--jobs", "0"], in: folder).status == 64)
    #expect(try Program.run(["ingest", "--format", "twitter-v2", "x"], in: folder).status == 64)
    let missing = try Program.run(["run", "study.yaml"], in: folder)
    #expect(missing.status == 66)
    #expect(missing.errors.contains("study.yaml"))
    let posts = try Program.run(["classify", "-q", "posts.ndjson"], in: folder)
    #expect(posts.status == 66)
    #expect(posts.errors == "schakel: posts.ndjson: no such file\n")
    let export = try Program.run(
      ["ingest", "--format", "twitter-v2", "--no-pseudonyms", "invented data", "x"], in: folder)
    #expect(export.status == 66)
    #expect(export.errors.contains("x: no such file"))
  }

  @Test func `says how to give a key when ingest is given none`() throws {
    let folder = try Workdir()
    try folder.write("x.ndjson", "{}\n")
    let ended = try Program.run(["ingest", "--format", "twitter-v2", "x.ndjson"], in: folder)
    #expect(ended.status == 64)
    #expect(ended.errors.contains("--key FILE"))
    #expect(ended.errors.contains("--no-pseudonyms"))
  }

  @Test(arguments: ["run", "validate", "explain", "ingest", "classify", "tabulate", "keygen"])
  func `has help with an example`(command: String) throws {
    let help = try Program.run([command, "--help"], in: try Workdir())
    #expect(help.status == 0)
    #expect(help.text.contains("schakel \(command)"))
    #expect(help.errors == "")
  }
}

@Suite struct `Every run that stops` {
  @Test func `refuses a file with mistakes before it writes anything`() throws {
    let world = try World.small()
    let text = try world.folder.text("study.yaml")
    try world.folder.write(
      "study.yaml",
      text.replacing("scheme: cbs-2022", with: "scheme: cbs-2023")
        .replacing("edges: [native_parent,", with: "edges: [native_parrent,"))
    let before = world.folder.files()
    let ran = try world.run("-q")
    #expect(ran.status == 78)
    // Both at once, with line and column.
    #expect(ran.errors.contains("study.yaml:4:38: groups.scheme:"))
    #expect(ran.errors.contains("study.yaml:9:33: stages.ties.edges[0]:"))
    #expect(ran.errors.contains("did you mean 'native_parent'?"))
    #expect(ran.errors.hasSuffix("2 mistakes in 1 file; nothing was run.\n"))
    #expect(world.folder.files() == before)
  }

  @Test func `as a dry run writes nothing and shows what would run on what`() throws {
    let world = try World.small()
    let before = world.folder.files()
    let ran = try world.run("--dry-run")
    #expect(ran.status == 0)
    #expect(ran.text.contains("source 1: twitter-v2, 2 inputs"))
    #expect(ran.text.contains("scheme cbs-2022"))
    #expect(ran.text.hasSuffix("nothing was written\n"))
    #expect(world.folder.files() == before)
    #expect(!world.folder.exists("out"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `by a signal leaves nothing and ends with 130`(signal: Int32) throws {
    let world = try World.small()
    let study = try world.folder.text("study.yaml")
    try world.folder.write("study.yaml", study.replacing("data/*.ndjson", with: "'-'"))
    // Standard input is a pipe that stays open, so the run is at work when the signal comes.
    try world.folder.write(
      "go.sh",
      """
      mkfifo pipe
      sleep 60 > pipe & sleeper=$!
      $schakel run study.yaml --no-input-digests -q < pipe & run=$!
      for i in $(seq 200); do
        ls -A out 2>/dev/null | grep -q restricted.partial && break
        sleep 0.05
      done
      sleep 0.2
      kill -\(signal) $run
      wait $run; status=$?
      kill $sleeper
      exit $status
      """)
    let ended = try Program.start(["/bin/bash", "go.sh"], in: world.folder).wait()
    #expect(ended.status == 130)
    #expect(ended.errors == "schakel: interrupted; nothing was written\n")
    #expect(!world.folder.exists("out"))
  }

  @Test func `by a signal leaves an earlier run as it was`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let study = try world.folder.text("study.yaml")
    try world.folder.write("study.yaml", study.replacing("data/*.ndjson", with: "'-'"))
    let ended = try Program.script(
      """
      find out -type f | LC_ALL=C sort | xargs sha256sum > before
      mkfifo pipe; sleep 60 > pipe & sleeper=$!
      $schakel run study.yaml --no-input-digests -q < pipe & run=$!
      for i in $(seq 200); do ls -A out | grep -q partial && break; sleep 0.05; done
      sleep 0.2; kill -INT $run; wait $run; status=$?; kill $sleeper
      find out -type f | LC_ALL=C sort | xargs sha256sum > after
      cmp before after && exit $status
      """, in: world.folder)
    #expect(ended.status == 130)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: world.folder.path("out")).sorted()
        == ["release", "restricted"])
  }

  @Test func `for want of room ends with 73, leaves no partial file and an earlier run as it was`()
    throws
  {
    let world = try World.large()
    // 64 blocks of 1 KiB: posts.ndjson is larger.
    let first = try Program.script("ulimit -f 64; $schakel run -q study.yaml", in: world.folder)
    #expect(first.status == 73)
    #expect(first.errors.contains("is larger than files may be here"))
    #expect(isOneSentence(first.errors))
    #expect(!world.folder.exists("out"))
    #expect(try world.run("-q").status == 0)
    let ended = try Program.script(
      """
      find out -type f | LC_ALL=C sort | xargs sha256sum > before
      (ulimit -f 64; $schakel run -q study.yaml); status=$?
      find out -type f | LC_ALL=C sort | xargs sha256sum > after
      cmp before after && exit $status
      """, in: world.folder)
    #expect(ended.status == 73)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: world.folder.path("out")).sorted()
        == ["release", "restricted"])
  }

  @Test func `refuses a folder that holds files of others`() throws {
    let world = try World.small()
    try world.folder.write("out/release/thesis.docx", "mine")
    let ran = try world.run("-q")
    #expect(ran.status == 73)
    #expect(isOneSentence(ran.errors))
    #expect(try world.folder.text("out/release/thesis.docx") == "mine")
    #expect(world.folder.files(below: "out") == ["release/thesis.docx"])
  }
}

@Suite struct `Every stream` {
  @Test func `that nobody reads any more ends quietly`() throws {
    let world = try World.large()
    // A reader that stops before anything comes, and one that stops after a line.
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts > posts.ndjson
      for i in $(seq 20); do cat posts.ndjson; done | grep -v '"record":"end"' | sed 's/{"record":"post",/{/' > many.ndjson
      for reader in true 'head -n 1'; do
        $schakel filter -q many.ndjson | $reader > /dev/null; status=${PIPESTATUS[0]}
        [ $status = 141 ] || [ $status = 0 ] || exit 1
      done
      $schakel list formats | true
      $schakel explain study.yaml | true
      $schakel groups roster.csv --scheme cbs-2022 | true
      $schakel run study.yaml --dry-run | true
      exit 0
      """, in: world.folder)
    #expect(ended.status == 0)
    #expect(ended.errors == "")
  }

  @Test(arguments: [
    "ingest --pipeline study.yaml --stage posts -q", "explain study.yaml", "validate study.yaml",
    "list tables", "run study.yaml --dry-run", "groups roster.csv --scheme cbs-2022",
  ])
  func `onto a full disk ends with 73`(command: String) throws {
    let world = try World.small()
    let ended = try Program.script("$schakel \(command) > /dev/full", in: world.folder)
    #expect(ended.status == 73)
    #expect(ended.errors.contains("no room is left on the disk"))
    #expect(isOneSentence(ended.errors))
  }

  @Test func `into a device goes there and leaves it a device`() throws {
    let world = try World.small()
    let full = try Program.script(
      "$schakel ingest --pipeline study.yaml --stage posts -q -o /dev/full", in: world.folder)
    #expect(full.status == 73)
    #expect(full.errors.contains("/dev/full: no room is left on the disk"))
    let null = try Program.script(
      """
      $schakel ingest --pipeline study.yaml --stage posts -q -o /dev/null || exit 1
      [ -c /dev/full ] && [ -c /dev/null ]
      """, in: world.folder)
    #expect(null.status == 0)
  }

  @Test func `into a file leaves the earlier file when it fails`() throws {
    let world = try World.small()
    try world.folder.write("posts.ndjson", "an earlier file\n")
    let ended = try Program.script(
      "ulimit -f 1; $schakel ingest --pipeline study.yaml --stage posts -q -o posts.ndjson",
      in: world.folder)
    #expect(ended.status == 73)
    #expect(try world.folder.text("posts.ndjson") == "an earlier file\n")
    #expect(world.folder.files().filter { $0.contains("partial") } == [])
  }

  @Test func `that was cut is refused, with and without its last line whole`() throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts > posts.ndjson
      head -n -1 posts.ndjson > no-end.ndjson
      head -c 2000 posts.ndjson > half.ndjson
      sed 3d posts.ndjson > lost.ndjson
      sed '3s/"lang":"nl"/"lang":"en"/;12s/nl/en/' posts.ndjson > changed.ndjson
      for f in no-end half lost changed; do
        for stage in 'filter --kinds post' classify interact 'tabulate --table corpus'; do
          $schakel $stage -q $f.ndjson > out.ndjson; echo "$f $?"
          $schakel $stage -q < $f.ndjson > out.ndjson; echo "$f $?"
        done
      done
      """, in: world.folder)
    let statuses = ended.lines.filter { !$0.isEmpty }
    #expect(statuses.count == 32)
    #expect(statuses.allSatisfy { $0.hasSuffix(" 65") })
    let said = Set(ended.errors.split(separator: "\n").map(String.init))
    #expect(
      said == [
        "schakel: no-end.ndjson: ends without its end record: the stage before it stopped early; run that again (or say --partial for records that you picked out)",
        "schakel: half.ndjson: ends without its end record: the stage before it stopped early; run that again (or say --partial for records that you picked out)",
        "schakel: lost.ndjson: does not fit its end record: records were lost or changed on the way; run it again",
        "schakel: changed.ndjson: does not fit its end record: records were lost or changed on the way; run it again",
        "schakel: standard input: ends without its end record: the stage before it stopped early; run that again (or say --partial for records that you picked out)",
        "schakel: standard input: does not fit its end record: records were lost or changed on the way; run it again",
      ])
  }

  @Test func `that was cut on purpose is read when that is said`() throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts | grep '"record":"post"' | head -n 3 > picked.ndjson
      $schakel classify $p --stage coded --partial picked.ndjson
      """, in: world.folder)
    #expect(ended.status == 0)
    #expect(ended.lines.count { $0.contains("\"tokens\":") } == 3)
    #expect(ended.lines.count { $0.contains("\"record\":\"end\"") } == 1)
  }

  @Test(arguments: [("gz", "gzip -dc"), ("zst", "zstd -dc")])
  func `into a file is packed by the suffix of its name`(suffix: String, unpack: String) throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts > plain.ndjson
      $schakel ingest $p --stage posts -o posts.ndjson.\(suffix)
      $schakel classify $p --stage coded plain.ndjson > one.ndjson
      $schakel classify $p --stage coded posts.ndjson.\(suffix) > two.ndjson
      cmp one.ndjson two.ndjson || exit 1
      command -v \(unpack.split(separator: " ")[0]) > /dev/null || exit 0
      \(unpack) posts.ndjson.\(suffix) | cmp - plain.ndjson
      """, in: world.folder)
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test func `from a stage that died stops the stages behind it`() throws {
    let world = try World.small()
    let ended = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts --set x=1 | $schakel classify -q - |
      $schakel interact -q - | $schakel tabulate -q --table corpus - > T1.csv
      echo "${PIPESTATUS[@]}"
      """, in: world.folder)
    #expect(!ended.text.contains("0\n"))
    #expect(try world.folder.text("T1.csv") == "")
  }
}
