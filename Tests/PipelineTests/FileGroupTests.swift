import Interactions
import Pipeline
import Testing

@Suite struct `Every choice that an origin scheme leaves` {
  private func read(_ groups: String) -> PipelineReading {
    PipelineFile.read(
      bytes: Array(
        """
        schakel: 1
        privacy: {key: off, reason: invented accounts only}
        groups: \(groups)
        stages:
          posts: {use: ingest, sources: [{format: x-archive, files: data/*.zip}]}
          ties: {use: interact}

        """.utf8), file: "study.yaml",
      PipelineFile.Options(vocabulary: .installed, checksFiles: false))
  }

  @Test func `has the words of the rooms that keep them`() {
    #expect(MembershipRule.allCases.map(\.rawValue) == MembershipBuilder.allCases.map(\.rawValue))
    #expect(GroupingRule.allCases.map(\.rawValue) == OriginGrouping.allCases.map(\.rawValue))
    #expect(
      Vocabulary.spineSchemes.sorted() == OriginSchemes.all.map { $0.name }.sorted())
  }

  @Test func `stands in the plan`() {
    let reading = read(
      "{roster: r.csv, scheme: unece, memberships: parents, group-by: detail, home: AUT, "
        + "crosswalk: own.csv}")
    #expect(
      reading.plan?.groups
        == GroupsPlan(
          roster: "r.csv", scheme: "unece", memberships: .parents, grouping: .detail,
          crosswalk: "own.csv", home: "AUT"))
    #expect(
      read("{roster: r.csv}").plan?.groups
        == GroupsPlan(roster: "r.csv", memberships: nil, grouping: .main))
  }

  @Test(arguments: [
    ("{roster: r.csv, scheme: self, memberships: parents}", "not-together"),
    ("{roster: r.csv, scheme: self, crosswalk: own.csv}", "not-together"),
    ("{roster: r.csv, scheme: cbs-2022, memberships: self-weighted}", "not-together"),
    (
      "{roster: r.csv, scheme: cbs-2022, memberships: parents, group-by: generation}",
      "not-together"
    ), ("{roster: r.csv, scheme: destatis, home: NLD}", "not-together"),
    ("{roster: r.csv, scheme: unece, home: QQQ}", "bad-value"),
    ("{roster: r.csv, scheme: unece, group-by: continent}", "unknown-word"),
  ])
  func `is refused where it has no meaning`(_ groups: String, _ code: String) {
    let reading = read(groups)
    #expect(reading.plan == nil)
    #expect(reading.mistakes.map(\.code.rawValue) == [code])
  }
}
