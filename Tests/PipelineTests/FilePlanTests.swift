import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every plan` {
  private func plan(_ name: String) throws -> Plan {
    try #require(try Fixtures.read("good", name).plan)
  }

  @Test func `holds what the file says`() throws {
    let plan = try plan("study")
    let data = Repository.folder("\(Fixtures.folder)/good/study/../../data").path
      .replacing("/good/study/../..", with: "")
    func path(_ name: String) -> String {
      Repository.folder(Fixtures.folder).path + "/good/study/../../data/" + name
    }
    #expect(data.hasSuffix("/pipelines/data"))
    #expect(plan.title == "Interethnic contact online")
    #expect(
      plan.privacy
        == PrivacyPlan(
          key: .off(reason: "invented accounts only"), withdrawn: path("withdrawn.txt")))
    #expect(
      plan.groups
        == GroupsPlan(
          roster: path("roster.csv"), scheme: "cbs-2022", same: .overlap,
          venues: path("venues.csv")))
    #expect(plan.outputs.language == "nl")
    #expect(plan.disclosure == DisclosurePlan(minUsers: 10))
    #expect(plan.seed == 20_150_409)
    #expect(
      plan.stages.map(\.name) == [
        "posts", "recent", "coded", "ties", "people", "T3", "T5", "T6", "T10",
      ])
    #expect(
      plan.stage("posts")?.settings
        == .ingest(
          IngestPlan(sources: [
            SourcePlan(format: "x-archive", files: [path("x/*.zip")]),
            SourcePlan(
              format: "vbulletin4-html", files: [path("forum/**/*.html")], platform: "board",
              timezone: "Europe/Amsterdam", dates: .dmy, captured: "2014-03-01T12:00:00Z",
              role: .context),
            SourcePlan(
              format: "mapped", files: [path("posts.csv")], mapping: path("mapping.yaml"),
              mappingShown: "../../data/mapping.yaml"),
          ])))
    #expect(
      plan.stage("coded")?.settings
        == .classify(
          ClassifyPlan(
            lexicons: ["school", "work", "leisure", "identity", "belonging"].map { .topic($0) })))
    #expect(
      plan.stage("ties")?.settings
        == .interact(InteractPlan(minConfidence: 0.8, null: .withinVenue)))
    #expect(
      plan.stage("T5")?.settings
        == .tabulate(
          TabulatePlan(
            table: "interethnic-share", by: ["topic", "venue-type"], replicates: 2000)))
    #expect(
      plan.stage("T10")?.settings
        == .tabulate(TabulatePlan(table: "profiles")))
  }

  @Test func `reads days as whole days in UTC`() throws {
    let plan = try #require(
      Fixtures.reading(
        """
        schakel: 1
        privacy: {key: off, reason: invented accounts}
        stages:
          posts: {use: ingest, sources: {format: twitter-v2, files: "-"}}
          one: {use: filter, since: 1970-01-02, until: 1970-01-02}
        """
      ).plan)
    guard case .filter(let filter) = plan.stage("one")?.settings else {
      Issue.record("no filter")
      return
    }
    #expect(filter.since?.start == 86_400_000)
    #expect(filter.until?.end == 172_800_000)
  }

  @Test func `wires each stage to the one above, and knows whose posts it works on`() throws {
    let stages = try plan("own-command").stages
    #expect(
      stages.map(\.from) == [
        [], ["posts"], ["posts"], ["coded"], ["mine"], ["ties"], ["shell"], ["people"],
      ])
    #expect(
      stages.map(\.output) == [
        .posts, .codedPosts, .codedPosts, .codedPosts, .ties, .profiles, .tables, .tables,
      ])
    #expect(
      stages.map(\.posts) == [
        nil, "posts", "posts", "coded", "mine", "mine", "shell", "mine",
      ])
  }

  @Test func `leaves words words, where YAML readers see truth and numbers`() throws {
    let plan = try plan("words")
    #expect(plan.title == "no")
    #expect(plan.stages.map(\.name) == ["null", "yes", "no"])
    #expect(
      plan.stage("yes")?.settings
        == .filter(
          FilterPlan(
            languages: ["no", "nl", "ary-Latn"], venues: ["on", "off", "1e3", "007", "null"])))
    #expect(plan.stage("no")?.settings == .interact(InteractPlan(directed: false)))
    #expect(plan.outputs.records == [.ties])
  }

  @Test func `hands a line to the shell and a list to the program itself`() throws {
    let plan = try plan("own-command")
    #expect(
      plan.stage("shell")?.settings
        == .exec(
          ExecPlan(
            command: ["/bin/sh", "-c", "python3 code.py | cat"],
            reason: "a test of the shell line")))
    #expect(
      plan.stage("coded")?.settings
        == .exec(
          ExecPlan(
            command: ["python3", "code.py", "--model", "small"],
            reason: "a local model without network, ethics board letter 2025-031")))
  }

  @Test func `has the defaults of its own types where the file says nothing`() throws {
    let plan = try #require(
      Fixtures.reading(
        """
        schakel: 1
        privacy: {key: ~/keys/contact.key}
        stages:
          posts: {use: ingest, sources: [{format: twitter-v2, files: data/posts.ndjson}]}
          recent: {use: filter}
          coded: {use: classify}
          ties: {use: interact}
          people: {use: profile}
          T3: {use: tabulate, from: coded, table: topic-prevalence}
        groups: {roster: data/roster.csv}
        """, file: "project/study.yaml"
      ).plan)
    let settings: [StageSettings] = [
      .ingest(
        IngestPlan(sources: [
          SourcePlan(format: "twitter-v2", files: ["project/data/posts.ndjson"])
        ])), .filter(FilterPlan()), .classify(ClassifyPlan()),
      .interact(InteractPlan()), .profile(ProfilePlan()),
      .tabulate(TabulatePlan(table: "topic-prevalence", by: ["group"])),
    ]
    #expect(plan.stages.map(\.settings) == settings)
    #expect(plan.privacy.key == .file("/home/ada/keys/contact.key"))
    #expect(plan.groups == GroupsPlan(roster: "project/data/roster.csv"))
    #expect(plan.outputs == OutputsPlan(dir: "project/out"))
    #expect(plan.disclosure == DisclosurePlan())
    #expect(plan.seed == Plan().seed)
  }

  @Test func `without groups knows nobody's`() throws {
    let plan = try #require(
      Fixtures.reading(
        """
        schakel: 1
        privacy: {key: off, reason: invented accounts}
        stages: {posts: {use: ingest, sources: [{format: twitter-v2, files: "-"}]}}
        """
      ).plan)
    #expect(plan.groups == nil)
  }

  @Test func `has one canonical text, whatever the place, comments and order of sections`() throws {
    let one = """
      schakel: 1
      privacy: {key: off, reason: invented accounts}
      seed: 7
      stages:
        posts: {use: ingest, sources: [{format: twitter-v2, files: [a.ndjson, b.ndjson]}]}
        ties: {use: interact, min-confidence: 0.5}
      """
    let other = """
      # moved and tidied
      schakel: "1"
      stages:
        posts: {use: ingest, sources: {files: /elsewhere/*.ndjson, format: twitter-v2}}
        ties: {use: interact, from: posts, min-confidence: 0.50, null: relabel}
      seed: 7
      privacy: {reason: invented accounts, key: off}
      """
    let first = try #require(Fixtures.reading(one).plan).canonical
    #expect(try #require(Fixtures.reading(other, file: "b/c.yaml").plan).canonical == first)
    let changed = one.replacing("0.5", with: "0.6")
    #expect(try #require(Fixtures.reading(changed).plan).canonical != first)
    #expect(first.contains("stages.ties.min-confidence=0.5\n"))
    #expect(!first.contains("ndjson"))
  }
}
