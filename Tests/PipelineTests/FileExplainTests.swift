import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Explaining a pipeline` {
  private func plan() throws -> Plan {
    try #require(
      try Fixtures.read(
        "good", "own-command", overrides: [try Override("stages.ties.parent=needed")]
      ).plan)
  }

  @Test func `prints the flow, and every setting with its value and origin`() throws {
    let expected = try Repository.text("\(Fixtures.folder)/good/own-command/explain.txt")
    let text = Fixtures.relative(try plan().explain(), "good", "own-command")
    #expect(text.split(separator: "\n") == expected.split(separator: "\n"))
  }

  @Test func `prints one stage when asked for it`() throws {
    let expected = try Repository.text("\(Fixtures.folder)/good/own-command/explain.txt")
    let text = Fixtures.relative(try plan().explain(stage: "mine"), "good", "own-command")
    #expect(expected.contains(text))
    #expect(text.hasPrefix("\nmine: filter, reads coded → coded posts\n"))
    #expect(text.split(separator: "\n").count == 8)
  }

  @Test func `of a file without mistakes, validate says what it found`() throws {
    let reading = try Fixtures.read("good", "smallest")
    #expect(
      Fixtures.relative(reading.text, "good", "smallest")
        == "pipeline.yaml: no mistakes; 2 stages: posts (ingest), T1 (tabulate)\n")
  }
}
