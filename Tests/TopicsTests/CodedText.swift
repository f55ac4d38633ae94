import Corpus
import Topics

/// Topics by name, as tests speak of them.
struct CodedText: Equatable {
  let topics: Set<String>
  let subtopics: Set<String>
  let tokens: Int
}

extension Coder {
  /// What a fresh worker finds in one text.
  func code(_ text: String) -> CodedText { named(worker().code(padded: text)) }

  func named(_ result: (topics: UInt32, subtopics: UInt64, tokens: Int32)) -> CodedText {
    CodedText(
      topics: Set(
        topicNames.indices.filter { result.topics >> $0 & 1 == 1 }.map { topicNames[$0] }),
      subtopics: Set(
        subtopicNames.indices.filter { result.subtopics >> $0 & 1 == 1 }.map { subtopicNames[$0] }),
      tokens: Int(result.tokens))
  }
}

extension CoderWorker {
  /// Codes a string with letters behind its end, which must not be heeded.
  func code(padded text: String) -> (topics: UInt32, subtopics: UInt64, tokens: Int32) {
    let bytes = Array(text.utf8) + [UInt8](repeating: UInt8(ascii: "s"), count: PostBatch.padding)
    return bytes.withUnsafeBufferPointer { padded in
      code(UnsafeBufferPointer(rebasing: padded[..<text.utf8.count]))
    }
  }
}

extension Lexicon {
  /// The same words, whose denial sets no other subtopic.
  var withoutPoles: Lexicon {
    Lexicon(topic: topic, language: language, words: words, exclude: exclude, kind: kind)
  }

  /// A lexicon of these entries, for the topic "school" unless said otherwise.
  static func of(
    _ words: [String], exclude: [String] = [], topic: String = "school", subtopic: String? = nil,
    kind: Kind = .topic
  ) -> Lexicon {
    let place = Place(line: 1, column: 1)
    return Lexicon(
      topic: topic, language: "nl",
      words: words.map { Entry(text: $0, subtopic: subtopic, place: place) },
      exclude: exclude.map { Entry(text: $0, place: place) }, kind: kind)
  }

  /// A lexicon of these entries by subtopic.
  static func of(
    bySubtopic words: KeyValuePairs<String, [String]>,
    exclude: KeyValuePairs<String, [String]>, topic: String = "tone", kind: Kind = .aspect
  ) -> Lexicon {
    let place = Place(line: 1, column: 1)
    func entries(_ lists: KeyValuePairs<String, [String]>) -> [Entry] {
      lists.flatMap { name, list in
        list.map { Entry(text: $0, subtopic: name.isEmpty ? nil : name, place: place) }
      }
    }
    return Lexicon(
      topic: topic, language: "nl", words: entries(words), exclude: entries(exclude), kind: kind)
  }
}

/// Whether a text has the topic of a lexicon of these entries.
func finds(
  _ words: [String], exclude: [String] = [], in text: String, _ tokenisation: Tokenisation = .youth
) throws -> Bool {
  let coder = try Coder([.of(words, exclude: exclude)], tokenisation: tokenisation)
  return !coder.code(text).topics.isEmpty
}

/// A fixed sequence of numbers (SplitMix64), so that random texts are the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
