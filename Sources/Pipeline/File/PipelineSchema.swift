/// `data-schema/pipeline.schema.json`, from the key table: completion and hover in editors, and an
/// outside check of the keys. Wiring and files are left to `schakel validate`.
package struct PipelineSchema {
  private let vocabulary: Vocabulary

  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// JSON Schema draft-07, over several lines.
  package var text: String {
    var pairs: [(String, JSONValue)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")),
      ("title", .text("schakel pipeline file")),
      (
        "description",
        .text("Generated from the program's key table; the tests say when it is stale.")
      ),
    ]
    pairs += keys(KeyTable.file)
    pairs.append(
      (
        "definitions",
        .object(
          [("name", .object([("type", .text("string")), ("pattern", .text(Self.name))]))]
            + StageUse.allCases.map { ($0.rawValue, definition($0)) })
      ))
    return JSONValue.object(pairs).page() + "\n"
  }

  private static let name = "^[A-Za-z][A-Za-z0-9_-]{0,39}$"

  /// type, required, properties of a section.
  private func keys(
    _ specs: [KeySpec], extra: [(String, JSONValue)] = [], require: [String] = []
  ) -> [(String, JSONValue)] {
    let required = require + specs.filter(\.isRequired).map(\.name)
    var pairs: [(String, JSONValue)] = [("type", .text("object"))]
    if !required.isEmpty { pairs.append(("required", .list(required.map { .text($0) }))) }
    pairs.append(("additionalProperties", .truth(false)))
    pairs.append(("properties", .object(extra + specs.map { ($0.name, property($0)) })))
    return pairs
  }

  private func definition(_ use: StageUse) -> JSONValue {
    let word = JSONValue.object([
      ("const", .text(use.rawValue)), ("description", .text(use.meaning)),
    ])
    return .object(keys(KeyTable.stage(use), extra: [("use", word)], require: ["use"]))
  }

  private func property(_ spec: KeySpec) -> JSONValue {
    var pairs = form(spec.form)
    var description = spec.meaning
    switch spec.absence {
    case .required: break
    case .means(let words): description += ". Without it: \(words)"
    case .value(let text):
      description += ". Default: \(text)"
      pairs.append(("default", json(text, spec.form)))
    }
    pairs.insert(("description", .text(description)), at: 0)
    if spec.inner == nil, !Self.isStages(spec.form) {
      pairs.append(("examples", .list([json(spec.example, spec.form)])))
    }
    return .object(pairs)
  }

  private static func isStages(_ form: KeySpec.Form) -> Bool {
    if case .stages = form { true } else { false }
  }

  private func words(_ words: [String]) -> [(String, JSONValue)] {
    [("enum", .list(words.map { .text($0) }))]
  }

  private func form(_ form: KeySpec.Form) -> [(String, JSONValue)] {
    let text: [(String, JSONValue)] = [("type", .text("string")), ("minLength", .whole(1))]
    func pattern(_ pattern: String) -> [(String, JSONValue)] {
      [("type", .text("string")), ("pattern", .text(pattern))]
    }
    switch form {
    case .text:
      // Other readers see a number where somebody typed 2015.
      return [
        ("type", .list([.text("string"), .text("number"), .text("boolean")])),
        ("minLength", .whole(1)),
      ]
    case .timezone, .path, .place, .pattern, .keyFile, .lexicon: return text
    case .reason: return [("type", .text("string")), ("minLength", .whole(10))]
    case .word(_, let list): return words(list)
    case .named(let names): return words(names.words(vocabulary))
    case .version: return [("const", .whole(KeyTable.version))]
    case .yesNo:
      return [("enum", .list([.text("yes"), .text("no"), .truth(true), .truth(false)]))]
    case .whole(let range):
      return [
        ("type", .text("integer")), ("minimum", .whole(range.lowerBound)),
        ("maximum", .whole(range.upperBound)),
      ]
    case .number(let range):
      return [
        ("type", .text("number")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ]
    case .day: return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .moment:
      return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+ ?(Z|[+-][0-9]{2}:?[0-9]{2})$")
    case .language: return pattern("^[a-z]{2,3}(-([A-Za-z]{2,8}|[0-9]{3}))*$")
    case .country: return pattern("^[A-Z]{3}$")
    case .stage: return [("$ref", .text("#/definitions/name"))]
    case .command:
      return either(
        text,
        [
          ("type", .text("array")), ("items", .object([("type", .text("string"))])),
          ("minItems", .whole(1)),
        ])
    case .list(let item, let mayBeEmpty):
      let one = self.form(item)
      var many: [(String, JSONValue)] = [
        ("type", .text("array")), ("items", .object(one)), ("uniqueItems", .truth(true)),
      ]
      if !mayBeEmpty { many.append(("minItems", .whole(1))) }
      return either(one, many)
    case .section(let specs): return keys(specs)
    case .sections(let specs):
      let one = keys(specs)
      return either(
        one, [("type", .text("array")), ("items", .object(one)), ("minItems", .whole(1))])
    case .stages: return stages
    }
  }

  private func either(
    _ one: [(String, JSONValue)], _ other: [(String, JSONValue)]
  ) -> [(String, JSONValue)] {
    [("anyOf", .list([.object(one), .object(other)]))]
  }

  private var stages: [(String, JSONValue)] {
    let cases = StageUse.allCases.map { use -> JSONValue in
      .object([
        (
          "if",
          .object([
            ("properties", .object([("use", .object([("const", .text(use.rawValue))]))])),
            ("required", .list([.text("use")])),
          ])
        ),
        ("then", .object([("$ref", .text("#/definitions/\(use.rawValue)"))])),
      ])
    }
    let stage: JSONValue = .object([
      ("type", .text("object")), ("required", .list([.text("use")])),
      ("properties", .object([("use", property(KeyTable.use))])), ("allOf", .list(cases)),
    ])
    return [
      ("type", .text("object")), ("minProperties", .whole(1)),
      ("propertyNames", .object([("$ref", .text("#/definitions/name"))])),
      ("additionalProperties", stage),
    ]
  }

  /// Text as in a file, as JSON of the key's type.
  private func json(_ text: String, _ form: KeySpec.Form) -> JSONValue {
    switch form {
    case .whole, .version: return Int(text).map { .whole($0) } ?? .text(text)
    case .number: return Double(text).map { .number($0) } ?? .text(text)
    case .list(let item, _) where text.hasPrefix("["):
      return .list(Self.entries(text).map { json($0, item) })
    case .command where text.hasPrefix("["): return .list(Self.entries(text).map { .text($0) })
    default: return .text(text)
    }
  }

  private static func entries(_ text: String) -> [String] {
    (Written.flag(text, at: .flag("example")).list ?? []).compactMap(\.word)
  }
}
