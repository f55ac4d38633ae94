import Foundation
import SchakelTesting
import Testing

/// Folders of `Tests/Fixtures/exports/<format>/<case>`.
private let exportFixtures: [String] = {
  let root = "Tests/Fixtures/exports"
  func names(_ path: String) -> [String] {
    let found =
      (try? FileManager.default.contentsOfDirectory(
        atPath: Repository.folder(path).path)) ?? []
    return found.filter { !$0.hasPrefix(".") }.sorted()
  }
  return names(root).flatMap { format in names("\(root)/\(format)").map { "\(format)/\($0)" } }
}()

/// Records that the outside validator (Python's jsonschema) finds wrong, one line each.
private func faults(_ files: [String], in folder: Workdir) throws -> String {
  let ended = try Program.start(
    [
      Repository.folder("scripts/python").path,
      Repository.folder("Tests/validate_records.py").path,
    ] + files, in: folder
  ).wait()
  return ended.status == 0 ? "" : ended.text + ended.errors
}

@Suite struct `Every record written` {
  @Test(arguments: [true, false])
  func `fits its schema, with a key and without`(hasKey: Bool) throws {
    let world = try World.small(key: hasKey)
    #expect(try world.run("-q").status == 0)
    let piped = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts > 1.ndjson
      $schakel filter $p --stage own 1.ndjson > 2.ndjson
      $schakel classify $p --stage coded 2.ndjson > 3.ndjson
      $schakel interact $p --stage ties 3.ndjson > 4.ndjson
      $schakel profile $p --stage people 4.ndjson > 5.ndjson
      """, in: world.folder)
    #expect(piped.status == 0)
    let restricted = ["posts", "ties", "profiles", "tallies"].map { "out/restricted/\($0).ndjson" }
    let streams = (1...5).map { "\($0).ndjson" }
    #expect(try faults(restricted + streams, in: world.folder) == "")
    let posts = try world.folder.records("out/restricted/posts.ndjson")
      .filter { $0["record"] as? String == "post" }
    #expect(posts.count == 26)
    #expect(posts.allSatisfy { ($0["key_id"] != nil) == hasKey })
  }

  @Test func `of the demo's exports fits its schema`() throws {
    let folder = try Workdir()
    try DemoExports.put(into: folder)
    let ran = try Program.run(
      ["run", "pipelines/demo/demo.yaml", "-q", "--out", "out"], in: folder)
    #expect(ran.status == 0)
    let files = ["posts", "ties", "profiles", "tallies"].map { "out/restricted/\($0).ndjson" }
    #expect(try faults(files, in: folder) == "")
  }

  /// One process of the validator for all fixtures: most of its time is its start.
  @Test(arguments: [true, false])
  func `of every export fixture fits its schema`(hasKey: Bool) throws {
    let folder = try Workdir()
    try World(folder: folder).putKey()
    var made: [String] = []
    for (number, fixture) in exportFixtures.enumerated() {
      let place = "Tests/Fixtures/exports/\(fixture)"
      let source =
        FileManager.default.fileExists(atPath: Repository.folder("\(place)/source.json").path)
        ? try #require(try Repository.json("\(place)/source.json") as? [String: Any]) : [:]
      let settings = source["settings"] as? [String: Any] ?? [:]
      let inputs = try FileManager.default.contentsOfDirectory(
        atPath: Repository.folder(place).path
      ).filter { $0.hasPrefix("input") }.sorted().map { Repository.folder("\(place)/\($0)").path }
      let format = String(fixture.split(separator: "/")[0])
      var flags = ["ingest", "-q", "--format", format, "-o", "\(number).ndjson"]
      flags += hasKey ? ["--key", "k.key"] : ["--no-pseudonyms", "invented data"]
      for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
        switch (key, value) {
        case ("mapping", let path as String):
          flags += ["--mapping", Repository.folder(path).path]
        case ("include_deleted", true as Bool): flags += ["--include", "deleted"]
        case ("include_messages", true as Bool): flags += ["--include", "messages"]
        case (_, let text as String): flags += ["--\(key)", text]
        default: Issue.record("\(fixture): a setting that this test does not know: \(key)")
        }
      }
      let ended = try Program.run(
        flags + inputs, in: folder)
      // A fixture may be a claim that nothing can be read (1), or that it is refused (65).
      #expect([0, 1, 65].contains(ended.status), "\(fixture): \(ended.errors)")
      #expect(Canary.found(in: ended.errors.replacing(Repository.root.path, with: "")).isEmpty)
      if folder.exists("\(number).ndjson") { made.append("\(number).ndjson") }
    }
    #expect(made.count >= exportFixtures.count / 2)
    #expect(try faults(made, in: folder) == "")
  }
}
