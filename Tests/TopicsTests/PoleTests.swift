import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `Every denied hit` {
  private static let words: KeyValuePairs<String, [String]> = [
    "at-home": ["thuis", "voel me * welkom", "nergens op mijn plek"],
    "excluded": ["buitengesloten"],
  ]

  private func code(_ text: String, language: String = "nl") throws -> Set<String> {
    let plain = Lexicon.of(bySubtopic: Self.words, exclude: [:], topic: "belonging", kind: .topic)
    let lexicon = Lexicon(
      topic: "belonging", language: language, words: plain.words,
      negated: ["at-home": "excluded"])
    let found = try Coder([lexicon]).code(text)
    #expect(found.topics == ["belonging"])
    return found.subtopics
  }

  @Test(arguments: [
    // Denied before the hit, within its gap, within its own words, and behind it.
    ("ik ben hier niet thuis", "excluded"), ("voel me niet welkom", "excluded"),
    ("nergens op mijn plek", "excluded"), ("dit is thuis niet", "excluded"),
    // Not denied: too far, another sentence, another clause, a but, nothing denied.
    ("niet de stad waar ik thuis ben", "at-home"), ("niet leuk. thuis", "at-home"),
    ("niet leuk, thuis wel", "at-home"), ("niet rijk maar thuis", "at-home"),
    ("voel me zo welkom", "at-home"), ("eindelijk thuis", "at-home"),
  ])
  func `of at home is excluded, and keeps its topic`(text: String, pole: String) throws {
    #expect(try code(text) == ["belonging/\(pole)"])
  }

  @Test func `stands beside those that are not denied`() throws {
    #expect(
      try code("hier niet thuis, daar wel thuis") == ["belonging/excluded", "belonging/at-home"])
  }

  @Test func `of a subtopic without another pole sets its own`() throws {
    #expect(try code("nooit buitengesloten") == ["belonging/excluded"])
  }

  @Test(arguments: [
    ("en", "I never feel at home here"), ("tr", "burası benim evim değil"), ("tr", "hiç evim"),
    ("ary", "machi dari"), ("nl", "voel me hier niet thuis"),
  ])
  func `is known in every language of the seed lexicons`(language: String, text: String) throws {
    let word = ["en": "at home", "tr": "evim", "ary": "dari", "nl": "thuis"][language] ?? ""
    let plain = Lexicon.of(
      bySubtopic: ["at-home": [word], "excluded": ["zz"]], exclude: [:], topic: "belonging",
      kind: .topic)
    let lexicon = Lexicon(
      topic: "belonging", language: language, words: plain.words,
      negated: ["at-home": "excluded"])
    #expect(try Coder([lexicon]).code(text).subtopics == ["belonging/excluded"])
  }

  @Test func `is settled alike by a worker, an explanation and a bench`() throws {
    // The seed lexicons have no poles: the codebook counts a stranger's feeling as at-home too.
    let seeds = try LexiconSet.load(
      folder: Repository.folder("lexicons").path, topics: ["belonging"])
    let coder = try Coder(
      seeds.map {
        Lexicon(
          topic: $0.topic, language: $0.language, words: $0.words, exclude: $0.exclude,
          negated: ["at-home": "excluded"])
      })
    let finder = HitFinder(coder)
    let worker = coder.worker()
    var turned = 0
    for name in ["a", "b"] {
      let file = try CodedFile(try Repository.bytes("lexicons/seed-corpus/\(name).csv"))
      for post in file.posts {
        let text = post.text ?? []
        let told = Explanation(
          postID: post.postID, title: nil, text: text, finder, showsText: false)
        let coded = coder.named(worker.code(padded: String(decoding: text, as: UTF8.self)))
        #expect(Set(told.subtopics) == coded.subtopics, "\(post.postID)")
        turned += told.hits.count { $0.negatedBy != nil && $0.subtopic == "excluded" }
      }
    }
    #expect(turned > 0)
  }

  @Test func `has poles that the words know`() throws {
    let text = """
      schakel-lexicon: 1
      topic: belonging
      language: nl
      version: 1
      licence: MIT
      source: test
      negated: {at-home: excluded}
      words: {at-home: [thuis]}

      """
    let mistakes = LexiconSet.mistakes(in: Array(text.utf8), path: "x.yaml")
    #expect(
      mistakes.map(\.description)
        == ["x.yaml:7:20: negated names 'excluded', but words has no such subtopic"])
  }
}
