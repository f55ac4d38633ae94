import Corpus

extension Codebook {
  /// Reads a codebook in one language.
  /// - Parameter language: `en` or `nl`; every wording must be there in it.
  /// - Throws: `Complaint` (78) with every mistake, each with line and column.
  package static func read(_ bytes: [UInt8], shown: String, language: String) throws -> Codebook {
    let text: YAMLText
    let root: Written
    switch YAMLText.decode(bytes, file: shown, kind: "codebook") {
    case .failure(let refusal): throw complaint(refusal.mistakes, [])
    case .success(let decoded): text = decoded
    }
    switch text.read() {
    case .failure(let refusal): throw complaint(refusal.mistakes, text.lines)
    case .success(let written): root = written
    }
    var reader = CodebookReader(language: language)
    let book = reader.book(root)
    if !reader.mistakes.isEmpty { throw complaint(reader.mistakes, text.lines) }
    return book
  }

  private static func complaint(_ mistakes: [Mistake], _ lines: [String]) -> Complaint {
    let told = mistakes.sorted(by: Mistake.comesFirst).map { mistake in
      var mistake = mistake
      if lines.indices.contains(mistake.line - 1) { mistake.excerpt = lines[mistake.line - 1] }
      return mistake.text
    }
    return Complaint(told.joined(separator: "\n"), status: .configuration)
  }
}

/// Walks a codebook and collects what is wrong with it.
struct CodebookReader {
  let language: String
  private(set) var mistakes: [Mistake] = []
  private var ids: [String: Place] = [:]
  /// Codes that something names, looked up when all are known.
  private var named: [(code: String, place: Place, path: String)] = []

  init(language: String) { self.language = language }

  mutating func book(_ root: Written) -> Codebook {
    let keys = section(
      root, "", ["schakel-codebook", "version", "licence", "source", "rules", "labels", "none"],
      optional: ["licence", "source"])
    if let version = keys["schakel-codebook"], version.word != "1" {
      tell(.unknownVersion, version.place, "schakel-codebook", "the form of the file is 1")
    }
    var book = Codebook(
      version: word(keys["version"], "version"),
      rules: items(keys["rules"], "rules").map { rule, path in
        let keys = section(rule, path, ["id", "name", "text"])
        id(keys["id"], path, below: "rule ")
        return Codebook.Rule(
          name: phrase(keys["name"], "\(path).name"), text: phrase(keys["text"], "\(path).text"))
      },
      topics: items(keys["labels"], "labels").map { label($0.0, $0.1) },
      none: none(keys["none"], root.place))
    if book.topics.count > 9, let labels = keys["labels"] {
      tell(.outOfRange, labels.place, "labels", "more than nine topics have no number key each")
    }
    for (code, place, path) in named where ids[code] == nil {
      tell(
        .unknownWord, place, path, "no label has the code '\(code)'",
        suggestion: Nearest.word(code, among: ids.keys.filter { !$0.contains(" ") }.sorted()))
    }
    // A codebook of another making may name none first; the page shows it last.
    book.topics.removeAll { $0.id == "none" }
    return book
  }

  private mutating func none(_ written: Written?, _ place: Place) -> Codebook.Label {
    guard let written else { return empty }
    let label = label(written, "none", hasSubtopics: false)
    if label.id != "none", !label.id.isEmpty {
      tell(.badName, written["id"]?.value.place ?? written.place, "none.id", "its id is none")
    }
    return label
  }

  private mutating func label(
    _ written: Written, _ path: String, hasSubtopics: Bool = true
  ) -> Codebook.Label {
    let keys = section(
      written, path,
      ["id", "name", "definition", "include", "exclude", "clear", "borderline"]
        + (hasSubtopics ? ["subtopics"] : []))
    var label = common(keys, path, below: "")
    if hasSubtopics, label.id == "none", let id = keys["id"] {
      tell(.badName, id.place, "\(path).id", "'none' stands in a section of its own")
    }
    label.examples = examples(keys["clear"], "\(path).clear")
    label.borderline = examples(keys["borderline"], "\(path).borderline")
    if let subtopics = keys["subtopics"] {
      let topic = label.id
      label.subtopics = items(subtopics, "\(path).subtopics", mayBeEmpty: true).map { item, path in
        let keys = section(
          item, path, ["id", "name", "definition", "include", "exclude", "examples"])
        var subtopic = common(keys, path, below: "\(topic)/")
        subtopic.examples = examples(keys["examples"], "\(path).examples")
        return subtopic
      }
    }
    return label
  }

  private mutating func common(
    _ keys: [String: Written], _ path: String, below: String
  ) -> Codebook.Label {
    var label = empty
    label.id = id(keys["id"], path, below: below)
    label.name = phrase(keys["name"], "\(path).name")
    label.definition = phrase(keys["definition"], "\(path).definition")
    label.include = items(keys["include"], "\(path).include").map { phrase($0.0, $0.1) }
    label.exclude = items(keys["exclude"], "\(path).exclude").map { item, path in
      Codebook.Exclusion(
        text: phrase(item, path, also: ["codes"]),
        codes: codes(item["codes"]?.value, "\(path).codes", mayBeEmpty: true))
    }
    return label
  }

  private var empty: Codebook.Label {
    Codebook.Label(
      id: "", name: "", definition: "", include: [], exclude: [], examples: [], borderline: [])
  }

  private mutating func examples(_ written: Written?, _ path: String) -> [Codebook.Example] {
    items(written, path).map { item, path in
      let keys = section(
        item, path, ["text", "lang", "gloss", "codes", "why"], optional: ["gloss"])
      return Codebook.Example(
        text: word(keys["text"], "\(path).text"), lang: word(keys["lang"], "\(path).lang"),
        gloss: keys["gloss"]?.word ?? "", codes: codes(keys["codes"], "\(path).codes"),
        why: phrase(keys["why"], "\(path).why"))
    }
  }

  // MARK: - Parts

  private mutating func tell(
    _ code: MistakeCode, _ place: Place, _ path: String, _ message: String,
    suggestion: String? = nil
  ) {
    mistakes.append(Mistake(code, at: place, path: path, message, suggestion: suggestion))
  }

  /// The values of a section by key; says which keys are missing or not known.
  private mutating func section(
    _ written: Written, _ path: String, _ known: [String], optional: [String] = []
  ) -> [String: Written] {
    guard let pairs = written.pairs else {
      tell(.wrongForm, written.place, path, "needs a section of keys, not \(written.form)")
      return [:]
    }
    var found: [String: Written] = [:]
    for pair in pairs {
      if known.contains(pair.key) {
        found[pair.key] = pair.value
      } else {
        tell(
          .unknownKey, pair.keyPlace, path, "no key '\(pair.key)' is known here",
          suggestion: Nearest.word(pair.key, among: known))
      }
    }
    for key in known where found[key] == nil && !optional.contains(key) {
      tell(.missingSetting, written.place, path, "needs '\(key)'")
    }
    return found
  }

  private mutating func items(
    _ written: Written?, _ path: String, mayBeEmpty: Bool = false
  ) -> [(Written, String)] {
    guard let written else { return [] }
    guard let list = written.list else {
      tell(.wrongForm, written.place, path, "needs a list, not \(written.form)")
      return []
    }
    if list.isEmpty, !mayBeEmpty { tell(.noValue, written.place, path, "the list is empty") }
    return list.enumerated().map { ($0.element, "\(path)[\($0.offset)]") }
  }

  private mutating func word(_ written: Written?, _ path: String) -> String {
    guard let written else { return "" }
    guard let word = written.word else {
      tell(.wrongForm, written.place, path, "needs a text, not \(written.form)")
      return ""
    }
    if word.trimming().isEmpty { tell(.noValue, written.place, path, "the text is empty") }
    return word
  }

  /// A wording in the language asked for.
  private mutating func phrase(
    _ written: Written?, _ path: String, also: [String] = []
  ) -> String {
    guard let written else { return "" }
    let languages = ["en", "nl"]
    let keys = section(
      written, path, languages + also, optional: languages.filter { $0 != language } + also)
    return word(keys[language], "\(path).\(language)")
  }

  @discardableResult
  private mutating func id(_ written: Written?, _ path: String, below: String) -> String {
    guard let written else { return "" }
    let word = word(written, "\(path).id")
    let isFine = word.utf8.allSatisfy {
      $0 == 45 || (48...57).contains($0) || (97...122).contains($0)
    }
    if !isFine {
      tell(.badName, written.place, "\(path).id", "an id has a–z, 0–9 and - only")
    }
    let full = below + word
    if let first = ids[full] {
      tell(
        .duplicateValue, written.place, "\(path).id",
        "'\(word)' is there already, on line \(first.line)")
    }
    ids[full] = written.place
    return full
  }

  private mutating func codes(
    _ written: Written?, _ path: String, mayBeEmpty: Bool = false
  ) -> [String] {
    items(written, path, mayBeEmpty: mayBeEmpty).map { item, path in
      let code = word(item, path)
      named.append((code, item.place, path))
      return code
    }
  }
}
