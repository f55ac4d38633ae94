import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `The key table` {
  private static let isRecording = ProcessInfo.processInfo.environment["SCHAKEL_RECORD"] == "1"

  /// Compares, or writes and fails.
  private func expect(_ path: String, _ text: String) throws {
    if Self.isRecording {
      try Data(text.utf8).write(to: Repository.folder(path))
      Issue.record(
        "\(path) was written anew; look at the difference and run without SCHAKEL_RECORD")
      return
    }
    let stands = try Repository.text(path) == text
    #expect(stands, "\(path) is stale: SCHAKEL_RECORD=1 swift test writes it anew")
  }

  @Test func `is the schema in data-schema`() throws {
    try expect("data-schema/pipeline.schema.json", PipelineSchema(.spine).text)
  }

  @Test func `is the reference part of the documentation`() throws {
    let path = "docs/pipeline-file.md"
    let page = try Repository.text(path)
    let head = try #require(page.range(of: "<!-- keys: "))
    let start = try #require(page[head.upperBound...].range(of: "-->\n")).upperBound
    let end = try #require(page.range(of: "<!-- end of keys -->")).lowerBound
    let text = page[..<start] + "\n" + KeyTable.markdown(.spine) + "\n" + page[end...]
    try expect(path, String(text))
  }

  @Test func `says of every key what it means, with an example`() {
    let sections =
      [KeyTable.file, KeyTable.privacy, KeyTable.groups, KeyTable.outputs, KeyTable.disclosure]
      + [KeyTable.source] + StageUse.allCases.map(KeyTable.stage)
    for spec in sections.flatMap({ $0 }) {
      #expect(!spec.meaning.isEmpty && !spec.meaning.hasSuffix("."), "\(spec.name)")
      #expect(!spec.example.isEmpty, "\(spec.name)")
    }
    for keys in sections { #expect(Set(keys.map(\.name)).count == keys.count) }
  }
}
