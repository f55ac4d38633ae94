internal import Corpus
internal import Yams

/// Reads a mapping file and finds every mistake in it before saying any.
///
/// Scalars are read as they are written, whatever YAML takes them for: `no` is a language and `0`
/// a text. Anchors and aliases are refused. A mistake of YAML itself comes alone.
struct MappingFile {
  private(set) var mapping = Mapping()
  private(set) var mistakes: [(mark: Mapping.Mark, message: String)] = []

  /// - Throws: `Complaint` (78) with all mistakes, each with file, line and column.
  static func read(_ bytes: [UInt8], shown: String) throws -> Mapping {
    guard bytes.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) else {
      throw Complaint("is not UTF-8", at: shown, status: .configuration)
    }
    var file = MappingFile()
    file.mapping.shown = shown
    do {
      // The encoding is said, because Yams would ask the environment for it. Nodes hold their
      // anchors weakly: the parser must outlive the walk.
      let parser = try Yams.Parser(
        yaml: String(decoding: bytes, as: UTF8.self), encoding: .utf8)
      let root = try parser.singleRoot()
      try withExtendedLifetime(parser) {
        guard let root else { throw Complaint("is empty", at: shown, status: .configuration) }
        file.readRoot(root)
      }
    } catch let complaint as Complaint {
      throw complaint
    } catch {
      throw yamlComplaint(error, shown)
    }
    guard !file.mistakes.isEmpty else { return file.mapping }
    let sorted = file.mistakes.enumerated()
      .sorted { ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset) }
      .map { "\(file.mapping.place($0.element.mark)): \($0.element.message)" }
    throw Complaint(sorted.joined(separator: "\n"), status: .configuration)
  }

  /// YAML's own mistakes, without the text of the file around them.
  private static func yamlComplaint(_ error: any Error, _ shown: String) -> Complaint {
    func complaint(_ problem: String, _ mark: Yams.Mark? = nil) -> Complaint {
      let place = mark.map { "\(shown):\($0.line):\($0.column)" } ?? shown
      return Complaint("is no YAML: \(problem)", at: place, status: .configuration)
    }
    guard let error = error as? YamlError else { return complaint("it cannot be read") }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return complaint(problem, mark)
    case .composer(_, let problem, let mark, _): return complaint(problem, mark)
    case .duplicatedKeysInMapping(let keys, let context):
      return complaint(
        "this block has a key twice: \(keys.sorted().joined(separator: ", "))", context.mark)
    default: return complaint("it cannot be read")
    }
  }

  mutating func complain(_ message: String, _ mark: Mapping.Mark) {
    mistakes.append((mark, message))
  }

  static func mark(_ node: Node) -> Mapping.Mark {
    Mapping.Mark(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  mutating func text(_ node: Node, _ what: String) -> String? {
    guard case .scalar(let scalar) = node else {
      complain("\(what) is one value, not a list or a block", Self.mark(node))
      return nil
    }
    refuseAnchor(scalar.anchor, node)
    return scalar.string
  }

  mutating func texts(_ node: Node, _ what: String) -> [String] {
    if case .sequence(let list) = node {
      refuseAnchor(list.anchor, node)
      return list.compactMap { text($0, what) }
    }
    return text(node, what).map { [$0] } ?? []
  }

  mutating func pairs(
    _ node: Node, _ what: String
  ) -> [(key: String, mark: Mapping.Mark, value: Node)] {
    guard case .mapping(let block) = node else {
      complain("\(what) is a block of keys and values", Self.mark(node))
      return []
    }
    refuseAnchor(block.anchor, node)
    return block.compactMap { key, value in
      text(key, "a key").map { ($0, Self.mark(key), value) }
    }
  }

  mutating func flag(_ node: Node, _ what: String) -> Bool {
    switch text(node, what) {
    case "true", "yes": return true
    case "false", "no", nil: return false
    default:
      complain("\(what) is true or false", Self.mark(node))
      return false
    }
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node, _ what: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let word = text(node, what) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    complain(
      "\(what) is one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))",
      Self.mark(node))
    return nil
  }

  mutating func unknown(_ key: String, _ mark: Mapping.Mark, _ known: [String], _ what: String) {
    var message = "no \(what) is called '\(key)'"
    if let nearest = NearestWord.to(key, in: known) {
      message += "; '\(nearest)' is"
    } else if known.count <= 12 {
      message += " (have: \(known.joined(separator: ", ")))"
    }
    complain(message, mark)
  }

  private mutating func refuseAnchor(_ anchor: Anchor?, _ node: Node) {
    if anchor != nil { complain("anchors and aliases are not used here", Self.mark(node)) }
  }

  mutating func change(_ body: (inout Mapping) -> Void) { body(&mapping) }
}
