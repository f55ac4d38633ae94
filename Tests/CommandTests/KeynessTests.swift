import Foundation
import SchakelTesting
import Testing

/// 60 people in three groups who write plain words: most at random, some by group. The handle of one
/// is a word that everybody uses.
private struct WordWorld {
  let world: World
  static let target = (0..<60).filter { $0 % 3 == 2 }.map { "\(8_900_000_000_000_000 + $0)" }
  static let files = ["data/a.ndjson", "data/b.ndjson", "data/c.ndjson"]

  init() throws {
    world = try World.large()
    try FileManager.default.removeItem(at: world.folder.url.appendingPathComponent("data"))
    var state: UInt64 = 14
    func draw(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var lines: [[String]] = [[], [], []]
    for number in 0..<1500 {
      let author = draw(60)
      var words: [String] = []
      for _ in 0..<(5 + draw(20)) {
        // Words by rank; those of the own group more often.
        let rank = min(draw(120), draw(120))
        words.append(draw(4) == 0 ? "groep\(author % 3)n\(rank % 7)" : "woord\(rank)")
      }
      if draw(3) == 0 { words.append("Fontein") }
      if draw(5) == 0 { words.append("school") }
      if draw(5) == 0 { words.append("@naam_\(draw(60))_x https://voorbeeld.nl/\(draw(9))") }
      if author == 4 { words.append("stokpaard stokpaard") }
      lines[number / 500].append(
        "{\"id\":\"\(420_000_000_000_000_000 + number)\",\"author_id\":\"\(8_900_000_000_000_000 + author)\","
          + "\"author\":{\"id\":\"\(8_900_000_000_000_000 + author)\",\"username\":"
          + "\"\(author == 7 ? "FONTEIN" : "naam_\(author)_x")\"},"
          + "\"created_at\":\"2013-05-10T10:00:00.000Z\",\"lang\":\"nl\","
          + "\"text\":\"\(words.joined(separator: " "))\"}")
    }
    for (name, lines) in zip(Self.files, lines) {
      try world.folder.write(name, lines.joined(separator: "\n") + "\n")
    }
    try stages("target: [group=morocco], top: 12", "target: [topic=school]")
    try world.folder.write("withdrawn.txt", "")
  }

  func stages(_ settings: String...) throws {
    let study = world.study(key: true, minUsers: "{min-users: 10}", "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line -> [String] in
        if !line.hasPrefix("  T10") { return [String(line)] }
        return settings.enumerated().map {
          "  W\($0.offset + 1): {use: tabulate, from: coded, table: keyness, \($0.element)}"
        }
      }
    try world.folder.write("study.yaml", study.joined(separator: "\n"))
  }
}

@Suite struct `The table of key words of a run` {
  @Test func `is what a recount of the raw posts in Python finds`() throws {
    let study = try WordWorld()
    #expect(try study.world.run("-q").status == 0)
    let recount = Repository.folder("Tests/recount_keyness.py").path
    let ended = try Program.script(
      "python3 -B '\(recount)' out/release/W1.csv \(WordWorld.target.joined(separator: ",")) 12 10 "
        + "fontein \(WordWorld.files.joined(separator: " "))", in: study.world.folder)
    #expect(ended.text == "24 terms, 312 cells, 0 differ\n", "\(ended.text) \(ended.errors)")
    #expect(ended.status == 0)
    let table = try study.world.folder.text("out/release/W1.md")
    #expect(!table.contains("fontein"))
    #expect(!table.contains("stokpaard"))
    #expect(!table.contains("naam"))
  }

  @Test func `has the same bytes for any threads, any cut of the input, and as a pipe`() throws {
    let study = try WordWorld()
    let folder = study.world.folder
    for jobs in ["1", "2", "7"] {
      #expect(try study.world.run("-q", "--jobs", jobs, "--out", "out\(jobs)").status == 0)
    }
    let names = ["W1.csv", "W1.md", "W1.tex", "W2.csv", "W2.md", "W2.tex"]
    let one = try names.map { try folder.text("out1/release/\($0)") }
    #expect(one[0].split(separator: "\n").count == 1 + 11 * 25)
    for jobs in ["2", "7"] {
      #expect(try names.map { try folder.text("out\(jobs)/release/\($0)") } == one)
    }
    let piped = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts | $schakel filter $p --stage own - |
      $schakel classify $p --stage coded - > coded.ndjson
      $schakel tabulate $p --stage W1 coded.ndjson > W1.csv
      $schakel interact $p --stage ties coded.ndjson | $schakel tabulate $p --stage W2 - > W2.csv
      $schakel tabulate -q --table T14 --target group=morocco --top 12 --key k.key \\
        --roster roster.csv --scheme cbs-2022 coded.ndjson > flags.csv
      $schakel tabulate -q --table T14 --target topic=school coded.ndjson > without.csv
      echo $?
      """, in: folder)
    #expect(try folder.text("W1.csv") == one[0])
    #expect(try folder.text("flags.csv") == one[0])
    #expect(try folder.text("W2.csv") == one[3])
    // Without the key nobody can tell which words are handles.
    #expect(piped.text == "78\n")
    #expect(piped.errors.contains("table keyness needs that key"))
    #expect(try folder.text("without.csv") == "")
    // Another cut: all posts in one file, the last first.
    let lines = try WordWorld.files.reversed().map { try folder.text($0) }.joined()
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("data"))
    try folder.write("data/one.ndjson", lines)
    #expect(try study.world.run("-q", "--out", "cut").status == 0)
    #expect(try folder.text("cut/release/W1.csv") == one[0])
    #expect(try folder.text("cut/release/W2.csv") == one[3])
  }

  @Test(arguments: [
    ("target: [group=maroco]", "no person of the roster is of group 'maroco'", "group=morocco"),
    ("target: [venue-type=etnic]", "no type of venue named 'etnic'", "venue-type=ethnic"),
    ("target: [veneu-type=ethnic]", "is no choice of posts", "venue-type=ethnic"),
    ("target: [school]", "write factor=level", ""),
    ("reference: [topic=school]", "needs target", ""),
    ("target: [topic=school], by: group", "cannot be broken down by 'group'", ""),
    ("target: [topic=school], top: 0", "is outside 1", ""),
  ])
  func `names its mistakes with place and suggestion`(
    settings: String, message: String, suggestion: String
  ) throws {
    let study = try WordWorld()
    try study.stages(settings)
    let ended = try Program.run(["validate", "study.yaml"], in: study.world.folder)
    #expect(ended.status == 78)
    #expect(ended.errors.contains("study.yaml:15:"), "\(ended.errors)")
    #expect(ended.errors.contains(message), "\(ended.errors)")
    #expect(suggestion.isEmpty || ended.errors.contains(suggestion), "\(ended.errors)")
  }

  @Test func `by topic needs posts on which topics have been looked for`() throws {
    let study = try WordWorld()
    try study.stages("target: [topic=school], subtopics: yes")
    let text = try study.world.folder.text("study.yaml")
      .replacing("from: coded, table: keyness", with: "from: own, table: keyness")
      .replacing(", subtopics: yes", with: "")
    try study.world.folder.write("study.yaml", text)
    let ended = try Program.run(["validate", "study.yaml"], in: study.world.folder)
    #expect(ended.status == 78)
    #expect(ended.errors.contains("topic=school needs coded posts"), "\(ended.errors)")
  }
}
