/// The words of one topic in one language, as one file gives them: `lexicons/<language>/<topic>.yaml`.
///
/// Form of the file: `data-schema/lexicon.schema.json`; what an entry means: `docs/lexicons.md`.
package struct Lexicon: Sendable {
  /// Where something stands in its file. Lines and columns count from 1, columns in characters.
  package struct Place: Sendable, Equatable {
    package let line: Int
    package let column: Int
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// What the words of a lexicon tell of a post.
  package enum Kind: String, Sendable, CaseIterable {
    /// What it is about. Found words set the topic, and a subtopic where they stand in one.
    case topic
    /// How something is said, such as its tone, whatever it is about. Found words set a subtopic
    /// only, so that a post with nothing else has no topic.
    case aspect
  }

  /// A word, a glob, a phrase, an emoji or a hashtag, as written.
  package struct Entry: Sendable {
    package let text: String
    /// Missing when the file has a list of words, or of exclusions, without subtopics.
    package let subtopic: String?
    package let place: Place
    package init(text: String, subtopic: String? = nil, place: Place) {
      self.text = text
      self.subtopic = subtopic
      self.place = place
    }
  }

  /// A text that the lexicon must find, or must leave alone.
  package struct Example: Sendable {
    package let text: String
    /// The subtopic that must be found; missing when only the topic is asked for.
    package let subtopic: String?
    package let place: Place
  }

  /// The path by which the file was opened; for complaints.
  package let path: String
  /// The file's own bytes, for a digest.
  package let bytes: [UInt8]
  package internal(set) var topic = ""
  package internal(set) var kind = Kind.topic
  /// ISO 639 code; `und` when a file does not say.
  package internal(set) var language = "und"
  package internal(set) var version: String?
  package internal(set) var licence: String?
  package internal(set) var source: String?
  /// How far the lexicon was validated, in words.
  package internal(set) var status: String?
  /// In the order of the file.
  package internal(set) var words: [Entry] = []
  /// Entries that block what they overlap: every hit of the lexicon, or those of one subtopic.
  package internal(set) var exclude: [Entry] = []
  /// Which subtopic a denied hit of another sets instead: *niet thuis* is not at home. A denial never
  /// cancels the topic.
  package internal(set) var negated: [String: String] = [:]
  package internal(set) var match: [Example] = []
  package internal(set) var pass: [Example] = []

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A lexicon made in memory, without file.
  package init(
    topic: String, language: String, words: [Entry], exclude: [Entry] = [], path: String = "memory",
    kind: Kind = .topic, negated: [String: String] = [:]
  ) {
    self.path = path
    bytes = []
    self.topic = topic
    self.kind = kind
    self.language = language
    self.words = words
    self.exclude = exclude
    self.negated = negated
  }

  /// `path:line:column`, as a complaint writes it.
  package func name(of place: Place) -> String { "\(path):\(place.line):\(place.column)" }
}
