import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every record form` {
  /// Runs a script of `Tests` with Python; its outputs and exit status.
  private func python(_ script: String, _ arguments: [String]) throws -> (String, Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", Repository.folder("Tests/\(script)").path]
      + arguments.map { $0.hasPrefix("--") ? $0 : Repository.folder($0).path }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }

  @Test func `of the sample records is valid to an outside validator`() throws {
    let (text, status) = try python(
      "validate_records.py", ["Tests/Fixtures/records/valid/stream.ndjson"])
    #expect(status == 0, "\(text)")
    #expect(text == "13 records, 0 wrong\n")
  }

  @Test func `of the wrong records is refused by an outside validator`() throws {
    let (text, status) = try python(
      "validate_records.py", ["--all-invalid", "Tests/Fixtures/records/invalid/records.ndjson"])
    #expect(status == 0, "\(text)")
    #expect(text == "33 records, 0 not wrong\n")
  }

  @Test func `of pipeline files is valid to an outside validator`() throws {
    let files = try Fixtures.cases("good").map { "\(Fixtures.folder)/good/\($0)/pipeline.yaml" }
    let (text, status) = try python("validate_pipelines.py", files)
    #expect(status == 0, "\(text)")
  }

  @Test(arguments: ["unknown-keys", "wrong-forms", "unknown-names", "no-stages"])
  func `of wrong pipeline files is refused by an outside validator`(name: String) throws {
    let (text, status) = try python(
      "validate_pipelines.py", ["\(Fixtures.folder)/bad/\(name)/pipeline.yaml"])
    #expect(status == 1, "\(text)")
  }

  /// The words of an `enum` in a schema, at a path of keys.
  private func words(_ schema: String, _ path: String...) throws -> Set<String> {
    var node = try Repository.json("data-schema/\(schema).schema.json")
    for key in path { node = try #require((node as? [String: Any])?[key]) }
    return Set(try #require((node as? [String: Any])?["enum"] as? [String]))
  }

  @Test func `names the same words as the program`() throws {
    #expect(try words("post", "properties", "kind") == Set(PostKind.allCases.map(\.name)))
    #expect(
      try words("post", "properties", "author_status") == Set(AuthorStatus.allCases.map(\.name)))
    #expect(try words("post", "properties", "text_status") == Set(TextStatus.allCases.map(\.name)))
    #expect(
      try words("post", "properties", "created_precision")
        == Set(TimePrecision.allCases.map(\.name)))
    #expect(
      try words("post", "properties", "post_id_origin") == Set(IDOrigin.allCases.map(\.name)))
    #expect(try words("post", "properties", "role") == Set(PostRole.allCases.map(\.name)))
    let how = Set(ReplyHow.allCases.map(\.name))
    #expect(
      try words("post", "properties", "replies", "items", "properties", "how")
        == Set(ReplyHow.ofPosts.map(\.name)))
    #expect(try words("tie", "properties", "how") == how)
    #expect(try words("tie", "properties", "venue_type") == Set(VenueType.all))
    let roles = Set(People.Role.allCases.map(\.rawValue))
    #expect(try words("participant", "properties", "role") == roles)
    #expect(try words("profile", "properties", "role") == roles)
    #expect(try words("tally", "properties", "use") == Set(StageUse.allCases.map(\.rawValue)))
    #expect(
      try words("tally", "properties", "not_counted", "propertyNames")
        == Set(TieTable.NotCounted.allCases.map(\.rawValue)))
  }

  @Test func `has its page in the documentation, key by key`() throws {
    let page = try Repository.text("docs/records.md")
    for kind in ["post", "alias", "tie", "participant", "profile", "tally", "end"] {
      let schema = try #require(
        try Repository.json("data-schema/\(kind).schema.json") as? [String: Any])
      let keys = try #require(schema["properties"] as? [String: Any]).keys
      let part = try #require(page.range(of: "## \(kind)\n"))
      let rest = page[part.upperBound...]
      let section = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
      for key in keys.sorted() { #expect(section.contains("`\(key)`"), "\(kind).\(key)") }
    }
  }
}
