extension KeyTable {
  /// The tables of `docs/pipeline-file.md`: every key with its form, default and meaning.
  package static func markdown(_ vocabulary: Vocabulary) -> String {
    var text = section("The file", file, vocabulary)
    text += section("privacy", privacy, vocabulary)
    text += section("groups", groups, vocabulary)
    text += section("outputs", outputs, vocabulary)
    text += section("disclosure", disclosure, vocabulary)
    for use in StageUse.allCases {
      text += section(
        "use: \(use.rawValue)", stage(use), vocabulary, intro: sentence(use.meaning))
      if use == .ingest {
        text += section("an entry of sources", source, vocabulary)
      }
      if use == .tabulate { text += tables(vocabulary) }
    }
    return text + codes
  }

  private static func sentence(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst() + ".\n\n"
  }

  private static func section(
    _ title: String, _ specs: [KeySpec], _ vocabulary: Vocabulary, intro: String = ""
  ) -> String {
    let rows = specs.map { spec in
      "| `\(spec.name)` | \(form(spec.form, vocabulary)) | \(absence(spec)) | "
        + "\(cell(spec.meaning)) |\n"
    }
    return "### \(title)\n\n\(intro)| key | value | default | meaning |\n|---|---|---|---|\n"
      + rows.joined() + "\n"
  }

  private static func absence(_ spec: KeySpec) -> String {
    switch spec.absence {
    case .required: "**required**"
    case .value(let text): "`\(text)`"
    case .means(let words): cell(words)
    }
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static func words(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func form(_ form: KeySpec.Form, _ vocabulary: Vocabulary) -> String {
    switch form {
    case .text: "text"
    case .reason: "a written reason"
    case .word(_, let list): words(list)
    case .named(let names): words(names.words(vocabulary))
    case .version: "`\(version)`"
    case .yesNo: "`yes`, `no`"
    case .whole(let range): "whole number, \(range.lowerBound)–\(range.upperBound)"
    case .number(let range):
      "number, \(JSONValue.digits(range.lowerBound))–\(JSONValue.digits(range.upperBound))"
    case .day: "day, `2012-01-31`"
    case .moment: "moment, `2014-03-01T12:00:00Z`"
    case .timezone: "time zone, `Europe/Amsterdam`"
    case .country: "country, `NLD`"
    case .language: "language code"
    case .path(let sort): sort == .file ? "file" : "folder"
    case .place: "folder; need not exist"
    case .pattern: "path or pattern"
    case .keyFile: "file, or `off`"
    case .lexicon: "topic or path"
    case .stage: "name of a stage above"
    case .command: "list of words, or a line"
    case .list(let item, _): "one or a list of: " + self.form(item, vocabulary)
    case .section: "section"
    case .sections: "list of sections"
    case .stages: "named stages"
    }
  }

  private static func tables(_ vocabulary: Vocabulary) -> String {
    func some(_ list: [String]) -> String { list.isEmpty ? "–" : words(list) }
    let rows = vocabulary.tables.map { table in
      [
        "`\(table.name)`", cell(table.meaning), table.needs.rawValue,
        some(table.by) + (table.takes == 1...1 ? " (one)" : ""), some(table.usualBy),
        some(table.settings), table.needsGroups ? "yes" : "by group only",
      ].joined(separator: " | ")
    }
    return "### Tables\n\n| table | what | needs | `by` takes | usual `by` | also takes | needs a "
      + "roster |\n|---|---|---|---|---|---|---|\n"
      + rows.map { "| \($0) |\n" }.joined() + "\n"
  }

  private static var codes: String {
    "### Codes of mistakes\n\n| code | told with | meaning |\n|---|---|---|\n"
      + MistakeCode.allCases.map {
        "| `\($0.rawValue)` | \($0.phase) | \(cell($0.meaning)) |\n"
      }.joined()
  }
}
