internal import Corpus
internal import Yams

/// Reads one lexicon file. Scalars are read by what is expected where they stand, so that `no` and
/// `on` are words; every mistake is noted with its line and column.
struct LexiconFile {
  /// The keys of a file, in the order in which they are usually written.
  static let keys = [
    "schakel-lexicon", "topic", "kind", "language", "version", "licence", "source", "status",
    "words", "exclude", "negated", "examples",
  ]
  static let required = [
    "schakel-lexicon", "topic", "language", "version", "licence", "source", "words",
  ]

  private(set) var lexicon: Lexicon
  private(set) var mistakes: [LexiconMistake] = []
  /// Subtopics that `negated` names.
  private var poles: [(subtopic: String, place: Lexicon.Place)] = []

  init(path: String, bytes: [UInt8]) {
    lexicon = Lexicon(path: path, bytes: bytes)
    guard bytes.withUnsafeBufferPointer(UTF8Check.isValid) else {
      note(nil, "the file is not UTF-8; save it as UTF-8")
      return
    }
    do {
      let parser = try Parser(yaml: String(decoding: bytes, as: UTF8.self), encoding: .utf8)
      if let root = try parser.singleRoot() {
        // A node holds its anchor weakly; the parser owns it.
        withExtendedLifetime(parser) { read(root) }
      } else {
        note(nil, "the file is empty; a lexicon has at least \(list(Self.required))")
      }
    } catch let error as YamlError {
      note(error)
    } catch {
      note(nil, "the file is no YAML")
    }
  }

  private mutating func read(_ root: Node) {
    guard let pairs = mapping(root, "the file") else { return }
    var found: Set<String> = []
    for (key, value) in pairs {
      found.insert(key.text)
      switch key.text {
      case "schakel-lexicon":
        if let form = text(value, key.text), form != "1" {
          note(value, "schakel-lexicon is 1, the only form there is")
        }
      case "topic": lexicon.topic = name(value, key.text) ?? ""
      case "kind": readKind(value)
      case "language": lexicon.language = name(value, key.text) ?? ""
      case "version": lexicon.version = text(value, key.text)
      case "licence": lexicon.licence = text(value, key.text)
      case "source": lexicon.source = text(value, key.text)
      case "status": lexicon.status = text(value, key.text)
      case "words": readWords(value)
      case "exclude": readExclusions(value)
      case "negated": readNegated(value)
      case "examples": readExamples(value)
      default: unknown(key, of: Self.keys)
      }
    }
    for key in Self.required where !found.contains(key) {
      note(root, "the key '\(key)' is missing")
    }
    checkSubtopics()
  }

  private mutating func readKind(_ node: Node) {
    guard let word = text(node, "kind") else { return }
    if let kind = Lexicon.Kind(rawValue: word) {
      lexicon.kind = kind
    } else {
      note(node, "kind is \(Lexicon.Kind.allCases.map(\.rawValue).joined(separator: " or "))")
    }
  }

  private mutating func readWords(_ node: Node) {
    if node.mapping != nil {
      for (key, value) in mapping(node, "words") ?? [] {
        checkName(key.text, at: key.node, "a subtopic")
        lexicon.words += entries(value, "words.\(key.text)", subtopic: key.text)
      }
    } else {
      lexicon.words = entries(node, "words", subtopic: nil)
    }
    if lexicon.words.isEmpty { note(node, "words is empty; a lexicon has at least one word") }
  }

  private mutating func readExclusions(_ node: Node) {
    if node.mapping != nil {
      for (key, value) in mapping(node, "exclude") ?? [] {
        checkName(key.text, at: key.node, "a subtopic")
        lexicon.exclude += entries(value, "exclude.\(key.text)", subtopic: key.text)
      }
    } else {
      lexicon.exclude = entries(node, "exclude", subtopic: nil)
    }
  }

  private mutating func readNegated(_ node: Node) {
    for (key, value) in mapping(node, "negated") ?? [] {
      guard let other = name(value, "negated.\(key.text)") else { continue }
      lexicon.negated[key.text] = other
      poles.append((key.text, place(key.node)))
      poles.append((other, place(value)))
    }
  }

  /// What can be told only when the whole file was read, in whatever order its keys stand.
  private mutating func checkSubtopics() {
    let known = Set(lexicon.words.compactMap(\.subtopic))
    for entry in lexicon.exclude {
      guard let subtopic = entry.subtopic, !known.contains(subtopic) else { continue }
      note(entry.place, "exclude.\(subtopic) blocks nothing: words has no '\(subtopic)'")
    }
    for (subtopic, place) in poles where !known.contains(subtopic) {
      note(place, "negated names '\(subtopic)', but words has no such subtopic")
    }
    if lexicon.kind == .aspect, let entry = lexicon.words.first(where: { $0.subtopic == nil }) {
      note(entry.place, "an aspect has its words by subtopic; it has no topic to set")
    }
  }

  private mutating func readExamples(_ node: Node) {
    for (key, value) in mapping(node, "examples") ?? [] {
      switch key.text {
      case "match": lexicon.match = examples(value, "examples.match")
      case "pass": lexicon.pass = examples(value, "examples.pass")
      default: unknown(key, of: ["match", "pass"])
      }
    }
  }

  private mutating func entries(_ node: Node, _ what: String, subtopic: String?) -> [Lexicon.Entry]
  {
    var list: [Lexicon.Entry] = []
    for item in sequence(node, what) {
      guard let text = text(item, "an entry of \(what)") else { continue }
      if text.allSatisfy({ $0 == "*" || $0 == "?" || $0 == " " }) {
        note(item, "an entry of wildcards only would match every post")
        continue
      }
      list.append(Lexicon.Entry(text: text, subtopic: subtopic, place: place(item)))
    }
    return list
  }

  private mutating func examples(_ node: Node, _ what: String) -> [Lexicon.Example] {
    var list: [Lexicon.Example] = []
    for item in sequence(node, what) {
      if item.scalar != nil {
        guard let text = text(item, "an example") else { continue }
        list.append(Lexicon.Example(text: text, subtopic: nil, place: place(item)))
        continue
      }
      var words: String?
      var subtopic: String?
      for (key, value) in mapping(item, "an example") ?? [] {
        switch key.text {
        case "text": words = text(value, "text")
        case "subtopic": subtopic = name(value, "subtopic")
        default: unknown(key, of: ["text", "subtopic"])
        }
      }
      guard let words else {
        note(item, "an example is a text, or {text: …, subtopic: …}")
        continue
      }
      list.append(Lexicon.Example(text: words, subtopic: subtopic, place: place(item)))
    }
    return list
  }
}

// Reading nodes by expected type.
extension LexiconFile {
  fileprivate struct Name {
    let text: String
    let node: Node
  }

  private mutating func text(_ node: Node, _ what: String) -> String? {
    refuseAnchor(node)
    guard let scalar = node.scalar else {
      note(node, "\(what) is a text, not a \(node.mapping == nil ? "list" : "mapping")")
      return nil
    }
    if scalar.string.allSatisfy(\.isWhitespace) {
      note(node, "\(what) is empty")
      return nil
    }
    return scalar.string
  }

  private mutating func name(_ node: Node, _ what: String) -> String? {
    guard let name = text(node, what) else { return nil }
    checkName(name, at: node, what)
    return name
  }

  private mutating func checkName(_ name: String, at node: Node, _ what: String) {
    let fine = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    if !fine || name.isEmpty { note(node, "\(what) is written in a–z, 0–9 and hyphens") }
  }

  private mutating func sequence(_ node: Node, _ what: String) -> [Node] {
    refuseAnchor(node)
    guard let sequence = node.sequence else {
      note(node, "\(what) is a list")
      return []
    }
    return Array(sequence)
  }

  private mutating func mapping(_ node: Node, _ what: String) -> [(Name, Node)]? {
    refuseAnchor(node)
    guard let mapping = node.mapping else {
      note(node, "\(what) is a mapping of keys to values")
      return nil
    }
    var pairs: [(Name, Node)] = []
    for (key, value) in mapping {
      guard let text = text(key, "a key") else { continue }
      pairs.append((Name(text: text, node: key), value))
    }
    return pairs
  }

  private mutating func unknown(_ key: Name, of known: [String]) {
    let remedy = nearest(to: key.text, of: known).map { "did you mean '\($0)'?" }
    note(key.node, "unknown key '\(key.text)'; \(remedy ?? "known: \(list(known))")")
  }

  private mutating func refuseAnchor(_ node: Node) {
    if node.anchor != nil { note(node, "anchors and aliases (& and *) have no place here") }
  }

  private func place(_ node: Node?) -> Lexicon.Place {
    Lexicon.Place(line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1)
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private mutating func note(_ node: Node?, _ message: String) { note(place(node), message) }

  private mutating func note(_ place: Lexicon.Place, _ message: String) {
    mistakes.append(LexiconMistake(path: lexicon.path, place: place, message: message))
  }

  /// A mistake against YAML itself; it comes alone, since nothing behind it was read.
  private mutating func note(_ error: YamlError) {
    let problem: String
    var mark: Mark?
    switch error {
    case .scanner(_, let text, let place, _), .parser(_, let text, let place, _),
      .composer(_, let text, let place, _):
      (problem, mark) = (text, place)
    case .duplicatedKeysInMapping(let keys, let context):
      (problem, mark) = (
        "the key '\(keys.sorted().joined(separator: "', '"))' is there twice", context.mark
      )
    case .reader(let text, _, _, _): problem = text
    default: problem = "the file is no YAML"
    }
    let isAlias = problem.contains("alias") || problem.contains("anchor")
    let hint = isAlias ? "; an entry that begins with * or & stands in quotes" : ""
    let place = Lexicon.Place(line: mark?.line ?? 1, column: mark?.column ?? 1)
    mistakes.append(
      LexiconMistake(path: lexicon.path, place: place, message: problem + hint))
  }
}
