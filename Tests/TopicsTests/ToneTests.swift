import Foundation
import SchakelTesting
import Testing
import Topics

/// The invented replies of `Tests/Fixtures/tone`, coded with the four lexicons of tone: how well the
/// list does is told in `docs/lexicons.md`, and must stay what is told there.
@Suite struct `The tone of a reply` {
  private struct Score: Equatable, CustomStringConvertible {
    var coded = 0
    var found = 0
    var right = 0
    var description: String { "\(coded) \(found) \(right)" }
  }

  private static func scores() throws -> [String: Score] {
    let file = Repository.folder("Tests/Fixtures/tone").appendingPathComponent("replies.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    let coder = try Coder(
      try LexiconSet.load(folder: Repository.folder("lexicons").path, topics: ["tone"]))
    var scores: [String: Score] = [:]
    for line in lines {
      let parts = line.split(separator: "\t").map { String($0) }
      let truth = parts[2].split(separator: " ")
      let found = coder.code(parts[3])
      #expect(found.topics.isEmpty)
      for pole in ["positive", "negative"] {
        let (isSo, isFound) = (
          truth.contains { $0 == pole }, found.subtopics.contains("tone/\(pole)")
        )
        for language in [parts[1], "all"] {
          scores["\(language) \(pole)", default: Score()].coded += isSo ? 1 : 0
          scores["\(language) \(pole)", default: Score()].found += isFound ? 1 : 0
          scores["\(language) \(pole)", default: Score()].right += isSo && isFound ? 1 : 0
        }
      }
      let isNeutral = truth == ["neutral"]
      scores["neutral", default: Score()].coded += isNeutral ? 1 : 0
      scores["neutral", default: Score()].found += found.subtopics.isEmpty ? 1 : 0
      scores["neutral", default: Score()].right += isNeutral && found.subtopics.isEmpty ? 1 : 0
    }
    return scores
  }

  /// Coded, found and right were counted a second time by `scripts/tone_figures.py`, from what the
  /// program writes; a change of an entry that moves one belongs in `docs/lexicons.md` too.
  @Test func `is found as often as the documentation says`() throws {
    let scores = try Self.scores().mapValues(\.description)
    #expect(
      scores == [
        "nl positive": "27 27 25", "nl negative": "27 18 18",
        "en positive": "16 13 13", "en negative": "16 16 16",
        "tr positive": "13 13 13", "tr negative": "12 12 12",
        "ary positive": "11 11 11", "ary negative": "11 10 10",
        "mix positive": "13 13 13", "mix negative": "12 11 11",
        "all positive": "80 77 75", "all negative": "78 67 67",
        "neutral": "52 64 51",
      ])
  }
}
