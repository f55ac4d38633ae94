import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every setting of a flag` {
  private let text = """
    schakel: 1
    privacy: {key: off, reason: invented accounts}
    stages:
      posts:
        use: ingest
        sources:
          - {format: twitter-v2, files: "-"}
      ties: {use: interact, min-confidence: 0.5}
    """

  private func reading(_ settings: String...) throws -> PipelineReading {
    Fixtures.reading(text, overrides: try settings.map { try Override($0) })
  }

  @Test func `wins over the file, the last over the first`() throws {
    let plan = try #require(
      try reading(
        "stages.ties.min-confidence=0.8", "stages.ties.edges=[native_parent, mention]", "seed=3",
        "stages.ties.min-confidence=0.9", "groups.roster=r.csv", "title=A title: with a colon",
        "stages.posts.sources[0].timezone=Europe/Amsterdam"
      ).plan)
    #expect(
      plan.stage("ties")?.settings
        == .interact(InteractPlan(edges: [.nativeParent, .mention], minConfidence: 0.9)))
    #expect(plan.seed == 3)
    #expect(plan.groups == GroupsPlan(roster: "r.csv"))
    #expect(plan.title == "A title: with a colon")
    #expect(
      plan.resolved.first { $0.path == "stages.ties.min-confidence" }?.origin.text == "--set")
    #expect(plan.resolved.first { $0.path == "stages.ties.null" }?.origin.text == "default")
    #expect(
      plan.resolved.first { $0.path == "privacy.key" }?.origin.text == "study.yaml:2")
  }

  @Test func `is checked like the file, and told after it`() throws {
    let reading = try reading(
      "stages.ties.min-confidence=1.4", "stages.tie.bots=include", "stages.ties.min-confidense=1",
      "stages.posts.sources[3].role=context", "seed.first=1", "stages..x=1", "colour=red")
    #expect(
      reading.mistakes.map(\.text) == [
        """
        --set: stages.posts.sources[3].role: 'stages.posts.sources' has 1 entries, counted from 0
        """,
        "--set: stages..x: is no key; write it like stages.ties.min-confidence",
        """
        --set: colour: no key named 'colour' (known: schakel, title, privacy, groups, stages, \
        outputs, disclosure, seed)
        """,
        "--set: seed: must be a single value, not a section",
        """
        --set: stages.ties.min-confidense: no key named 'min-confidense' — did you mean \
        'min-confidence'?
        """,
        "--set: stages.ties.min-confidence: 1.4 is outside 0–1",
        "--set: stages.tie.bots: the file has no stage named 'tie' — did you mean 'ties'?",
      ])
  }

  @Test func `without a sign of equality is a mistake of usage`() {
    #expect(throws: Complaint.self) { try Override("stages.ties.directed") }
    #expect(throws: Complaint.self) { try Override("=3") }
  }
}

@Suite struct `Every stage command` {
  @Test func `has the keys, checks and defaults of the file`() throws {
    let reading = PipelineFile.command(
      .interact,
      PipelineFile.Options(
        overrides: [
          Override(
            key: "stages.interact.edges", values: ["native_parent", "addressed"], flag: "--edges"),
          Override(key: "groups.roster", value: "roster.csv", flag: "--roster"),
        ], checksFiles: false))
    let plan = try #require(reading.plan)
    #expect(plan.stages.count == 1)
    #expect(
      plan.stages[0].settings
        == .interact(InteractPlan(edges: [.nativeParent, .addressed])))
    #expect(plan.groups?.roster == "roster.csv")
    #expect(plan.privacy.key == .notGiven)
  }

  @Test func `tells a wrong flag by the flag's name`() {
    let reading = PipelineFile.command(
      .interact,
      PipelineFile.Options(overrides: [
        Override(key: "stages.interact.min-confidence", value: "1.4", flag: "--min-confidence"),
        Override(key: "stages.interact.null", value: "shuffle", flag: "--null"),
      ]))
    #expect(
      reading.mistakes.map(\.text) == [
        "--min-confidence: 1.4 is outside 0–1",
        """
        --null: no null named 'shuffle' (have: relabel, relabel-within-venue, \
        relabel-within-platform, relabel-within-thread)
        """,
      ])
  }

  @Test func `that ingests must be told the format, the files and the key`() {
    let bare = PipelineFile.command(.ingest, PipelineFile.Options())
    #expect(
      bare.mistakes.map(\.path) == ["privacy", "format", "files"])
    let full = PipelineFile.command(
      .ingest,
      PipelineFile.Options(
        overrides: [
          Override(key: "stages.ingest.sources[0].format", value: "x-archive", flag: "--format"),
          Override(
            key: "stages.ingest.sources[0].files", values: ["data/a,b.zip", "c.zip"], flag: "FILE"),
          Override(key: "privacy.key", value: "off", flag: "--key"),
          Override(key: "privacy.reason", value: "invented accounts", flag: "--reason"),
        ], checksFiles: false))
    #expect(
      full.plan?.stages[0].settings
        == .ingest(
          IngestPlan(sources: [
            SourcePlan(format: "x-archive", files: ["data/a,b.zip", "c.zip"])
          ])))
    #expect(full.plan?.privacy.key == .off(reason: "invented accounts"))
  }

  @Test func `keeps the rules of its own settings, and none of wiring`() {
    let table = PipelineFile.command(
      .tabulate,
      PipelineFile.Options(overrides: [
        Override(key: "stages.tabulate.table", value: "mixing-matrix", flag: "--table"),
        Override(key: "disclosure.min-users", value: "3", flag: "--min-users"),
      ]))
    #expect(table.mistakes.map(\.code) == [.missingReason])
    let profile = PipelineFile.command(.profile, PipelineFile.Options())
    #expect(profile.plan?.stages[0].settings == .profile(ProfilePlan()))
  }
}
