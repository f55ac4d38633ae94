import Corpus
import Foundation
import SchakelTesting
import Testing
import Topics

/// The one test that a new lexicon needs: everything it promises is in its own file.
@Suite struct `Every lexicon` {
  static let folder = Repository.folder("lexicons").path
  static let topics = ["school", "work", "leisure", "identity", "belonging"]
  /// German, French and Tamazight are seeds of the five topics; tone is in the other four languages.
  static let names =
    ["ary", "en", "nl", "tr"].flatMap { language in
      (topics + ["tone"]).map { "\(language)/\($0)" }
    } + ["de", "fr", "zgh"].flatMap { language in topics.map { "\(language)/\($0)" } }
  static let all = Result { try LexiconSet.load(folder: folder) }
  static let together = Result { try Coder(try all.get()) }

  static func load(_ name: String) throws -> Lexicon {
    // The folder is read once; what is missing in it the first test says.
    try #require(try all.get().first { "\($0.language)/\($0.topic)" == name })
  }

  /// Whether a text has what the lexicon looks for: its topic or, of an aspect, a subtopic.
  static func finds(_ lexicon: Lexicon, in found: CodedText) -> Bool {
    lexicon.kind == .topic
      ? found.topics.contains(lexicon.topic)
      : found.subtopics.contains { $0.hasPrefix(lexicon.topic + "/") }
  }

  @Test func `is one of the five topics, or of tone, in one of the seven languages`() throws {
    let found = try Self.all.get().map { "\($0.language)/\($0.topic)" }
    #expect(found.sorted() == Self.names.sorted())
    for lexicon in try Self.all.get() {
      #expect(lexicon.kind == (lexicon.topic == "tone" ? .aspect : .topic), "\(lexicon.path)")
    }
  }

  @Test func `that says what a post is about is read unasked, and tone is not`() throws {
    let topics = try LexiconSet.topics(folder: Self.folder)
    #expect(topics.count == 35 && !topics.contains { $0.topic == "tone" })
  }

  @Test(arguments: names) func `finds its matches and leaves its passes alone`(_ name: String)
    throws
  {
    let lexicon = try Self.load(name)
    let coder = try Coder([lexicon])
    for example in lexicon.match {
      let found = coder.code(example.text)
      #expect(Self.finds(lexicon, in: found), "\(lexicon.name(of: example.place))")
      if let subtopic = example.subtopic {
        #expect(
          found.subtopics.contains("\(lexicon.topic)/\(subtopic)"),
          "\(lexicon.name(of: example.place))")
      }
    }
    for example in lexicon.pass {
      #expect(
        !Self.finds(lexicon, in: coder.code(example.text)), "\(lexicon.name(of: example.place))")
    }
  }

  @Test(arguments: names)
  func `leaves its passes alone when all languages are read together`(_ name: String) throws {
    let lexicon = try Self.load(name)
    let coder = try Self.together.get()
    for example in lexicon.pass {
      #expect(
        !Self.finds(lexicon, in: coder.code(example.text)),
        "\(lexicon.name(of: example.place))")
    }
  }

  @Test(arguments: names) func `says where it comes from and how far it can be trusted`(
    _ name: String
  )
    throws
  {
    let lexicon = try Self.load(name)
    #expect(lexicon.licence == "MIT")
    #expect(lexicon.source?.isEmpty == false)
    #expect(lexicon.version?.isEmpty == false)
    #expect(lexicon.status == "seed, unvalidated")
    // Tamazight is a handful of seeds.
    let seeds = lexicon.language == "zgh"
    #expect(lexicon.match.count >= (seeds ? 4 : 12) && lexicon.pass.count >= (seeds ? 4 : 10))
  }

  @Test(arguments: names) func `has subtopics that its topic has in Dutch`(_ name: String) throws {
    let lexicon = try Self.load(name)
    let known = Set(try Self.load("nl/\(lexicon.topic)").words.compactMap(\.subtopic))
    #expect(Set(lexicon.words.compactMap(\.subtopic)).subtracting(known).isEmpty)
    for case let subtopic? in lexicon.match.map(\.subtopic) { #expect(known.contains(subtopic)) }
  }

  @Test(arguments: names) func `has no entry twice`(_ name: String) throws {
    let lexicon = try Self.load(name)
    // A word stands in one subtopic, but may be kept out of several.
    let exclusions = Dictionary(grouping: lexicon.exclude) { $0.subtopic ?? "" }
    for list in [lexicon.words] + exclusions.values {
      var seen: [String: Lexicon.Entry] = [:]
      for entry in list {
        let key = Tokenisation.youth.entryKey(entry.text)
        if let first = seen[key] {
          Issue.record("\(lexicon.name(of: entry.place)): as \(lexicon.name(of: first.place))")
        }
        seen[key] = entry
      }
    }
  }

  @Test(arguments: names) func `has no entry that no text can satisfy`(_ name: String) throws {
    let coder = try Coder([try Self.load(name)])
    #expect(coder.unreachable.map(\.place).isEmpty)
  }

  @Test(arguments: ["tr", "ary"]) func `is long enough to be of use`(_ language: String) throws {
    let least = language == "tr" ? 60 : 35
    for lexicon in try Self.all.get() where lexicon.language == language {
      #expect(lexicon.words.count >= least, "\(lexicon.path)")
    }
  }

  @Test func `splits identity, belonging and tone as the study does`() throws {
    for lexicon in try Self.all.get() {
      let subtopics = Set(lexicon.words.compactMap(\.subtopic))
      switch lexicon.topic {
      case "identity":
        #expect(
          subtopics
            == [
              "culture-of-origin", "country-of-origin", "religion", "language", "self", "lifestyle",
            ])
      case "belonging":
        #expect(
          subtopics == ["at-home", "excluded", "discrimination", "community", "contact"])
      case "tone": #expect(subtopics == ["positive", "negative"])
      default: break
      }
    }
  }
}
