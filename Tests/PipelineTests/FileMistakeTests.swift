import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every mistake in a pipeline file` {
  @Test func `has a code that some bad fixture or a test of this suite shows`() throws {
    var shown: Set<String> = []
    for name in try Fixtures.cases("bad") {
      let reading = try Fixtures.read("bad", name)
      for mistake in reading.mistakes + reading.warnings { shown.insert(mistake.code.rawValue) }
    }
    // The first two need a file's mode; see `FilePathTests.swift`.
    let elsewhere: Set<String> = ["open-key-file", "not-readable"]
    #expect(Set(MistakeCode.allCases.map(\.rawValue)).subtracting(shown) == elsewhere)
  }

  @Test func `is told where co-presence is mixed with replies or given a direction`() {
    let reading = Fixtures.reading(
      """
      schakel: 1
      privacy: {key: off, reason: "people and posts are invented for this test"}
      stages:
        posts: {use: ingest, sources: [{format: x-archive, files: data/*.zip}]}
        ties: {use: interact, edges: [native_parent, co_presence]}
      """)
    let told = reading.mistakes.filter { $0.code.rawValue == "not-together" }.map(\.message)
    #expect(told.count == 2)
    #expect(told.contains { $0.hasPrefix("co_presence stands alone") })
    #expect(told.contains { $0.hasPrefix("co_presence has no direction") })
  }

  @Test func `comes in the order keys, names, wiring, files, and then by place`() throws {
    let reading = Fixtures.reading(
      """
      schakel: 1
      privacy: {key: off}
      stages:
        T3: {use: tabulate, table: topic-prevalance}
        posts: {use: ingest, sources: [{format: x-archive, files: data/*.zip, colour: red}]}
      """)
    #expect(
      reading.mistakes.map(\.code.rawValue) == [
        "unknown-key", "unknown-table", "missing-reason", "nothing-above",
      ])
    #expect(reading.mistakes.map(\.line) == [5, 4, 2, 4])
  }

  @Test func `has a JSON form with a stable code`() throws {
    let reading = Fixtures.reading(
      """
      schakel: 1
      privacy: {key: off, reason: "a reason with \\"quotes\\""}
      stages:
        posts: {use: ingest, sources: [{format: twitter-v2, files: "-"}]}
        coded: {use: classify, lexicons: [school, leasure]}
        T3: {use: tabulate, table: topic-prevalence, by: platform}
      """)
    #expect(
      reading.json == """
        {"mistakes":[{"file":"study.yaml","line":5,"column":45,"path":"stages.coded.lexicons[1]",\
        "code":"unknown-lexicon","severity":"mistake","message":"no lexicon named 'leasure' \
        (have: school, work, leisure, identity, belonging, tone)","suggestion":"leisure"}]}

        """)
  }

  @Test func `far to the right of a long line is shown with what stands around it`() {
    let long = String(repeating: "abcdefghi ", count: 12)
    let reading = Fixtures.reading(
      """
      schakel: 1
      privacy: {key: off, reason: "\(long)", colour: red}
      stages: {posts: {use: ingest, sources: [{format: twitter-v2, files: "-"}]}}
      """)
    // Column 153 of 164: 29 signs of `privacy: {key: off, reason: "`, 120 of the text, `", `.
    let text = reading.mistakes[0].text
    #expect(reading.mistakes[0].column == 153)
    let lines = text.split(separator: "\n")
    #expect(lines[1].hasSuffix("\", colour: red}"))
    #expect(lines[1].hasPrefix("    2 | …"))
    let caret = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let word = lines[1].range(of: "colour").map {
      lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound)
    }
    #expect(caret == word)
  }

  @Test func `is counted in one sentence`() {
    let place = Place(file: "a.yaml", line: 1, column: 1)
    let other = Place(file: "b.yaml", line: 1, column: 1)
    let one = Mistake(.unknownKey, at: place, path: "x", "no key named 'x'")
    let two = Mistake(.unknownKey, at: other, path: "x", "no key named 'x'")
    let flag = Mistake(.unknownKey, at: .flag("--set"), path: "x", "no key named 'x'")
    #expect(Mistake.summary([one]) == "1 mistake in 1 file; nothing was run.")
    #expect(Mistake.summary([one, one, two]) == "3 mistakes in 2 files; nothing was run.")
    #expect(Mistake.summary([one, flag]) == "2 mistakes in 1 file and the flags; nothing was run.")
    #expect(flag.text == "--set: x: no key named 'x'")
  }
}

@Suite struct `The nearest known word` {
  @Test func `is found through letters left out, added, exchanged and swapped`() {
    let known = ["school", "work", "leisure", "identity", "belonging"]
    #expect(Nearest.word("leasure", among: known) == "leisure")
    #expect(Nearest.word("shcool", among: known) == "school")
    #expect(Nearest.word("wrk", among: known) == "work")
    #expect(Nearest.word("Identity", among: known) == "identity")
    #expect(Nearest.word("min_confidence", among: ["min-confidence"]) == "min-confidence")
  }

  @Test func `is none when nothing is close, and the first of equals`() {
    #expect(Nearest.word("sports", among: ["school", "work"]) == nil)
    #expect(Nearest.word("", among: ["a"]) == nil)
    #expect(Nearest.word("bat", among: ["cat", "hat"]) == "cat")
  }
}
