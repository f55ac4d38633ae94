import Corpus

/// What coders read and choose from: topics with subtopics, `none`, and general rules, in one
/// language. The form is `data-schema/codebook.schema.json`.
package struct Codebook: Sendable {
  package struct Rule: Sendable {
    package var name: String
    package var text: String
  }

  package struct Exclusion: Sendable {
    package var text: String
    package var codes: [String]
  }

  package struct Example: Sendable {
    package var text: String
    package var lang: String
    package var gloss: String
    package var codes: [String]
    package var why: String
  }

  /// A topic, a subtopic or `none`.
  package struct Label: Sendable {
    /// "identity", "identity/religion" or "none".
    package var id: String
    package var name: String
    package var definition: String
    package var include: [String]
    package var exclude: [Exclusion]
    package var examples: [Example]
    package var borderline: [Example]
    package var subtopics: [Label] = []
  }

  package var version: String
  package var rules: [Rule]
  package var topics: [Label]
  package var none: Label

  /// Every code that a post may get, in the order of the page.
  package var codes: [String] {
    topics.flatMap { [$0.id] + $0.subtopics.map(\.id) } + [none.id]
  }

  /// As the page reads it.
  var json: JSONValue {
    .object([
      ("version", .text(version)),
      (
        "rules", .list(rules.map { .object([("name", .text($0.name)), ("text", .text($0.text))]) })
      ),
      ("topics", .list(topics.map(\.json))), ("none", none.json),
    ])
  }
}

extension Codebook.Label {
  var json: JSONValue {
    .object([
      ("id", .text(id)), ("name", .text(name)), ("definition", .text(definition)),
      ("include", .list(include.map { .text($0) })),
      (
        "exclude",
        .list(
          exclude.map {
            .object([("text", .text($0.text)), ("codes", .list($0.codes.map { .text($0) }))])
          })
      ),
      ("examples", .list(examples.map(\.json))), ("borderline", .list(borderline.map(\.json))),
      ("subtopics", .list(subtopics.map(\.json))),
    ])
  }
}

extension Codebook.Example {
  var json: JSONValue {
    .object([
      ("text", .text(text)), ("lang", .text(lang)), ("gloss", .text(gloss)),
      ("codes", .list(codes.map { .text($0) })), ("why", .text(why)),
    ])
  }
}
