import Corpus
import Yams

/// YAML as this program reads it: one document, no anchors, aliases or tags, no key twice.
struct YAMLText {
  let file: String
  /// What the file holds, as messages call it.
  let kind: String
  private let text: String
  /// Lines without their ends.
  let lines: [String]

  init(_ text: String, file: String, kind: String = "pipeline") {
    self.file = file
    self.kind = kind
    self.text = text
    lines = Self.lines(of: text)
  }

  /// Cut where libyaml counts a line: LF, CR, CR LF, NEL and the two Unicode separators.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if afterReturn, scalar == "\n" {
        afterReturn = false
        continue
      }
      afterReturn = scalar == "\r"
      switch scalar {
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String(line))
        line = .init()
      default: line.append(scalar)
      }
    }
    return lines + [String(line)]
  }

  /// Bytes of a file; a byte-order mark is passed over.
  static func decode(
    _ bytes: [UInt8], file: String, kind: String = "pipeline"
  ) -> Result<YAMLText, Refusal> {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    var line = 1
    var column = 1
    var at = body.startIndex
    while at < body.endIndex {
      let byte = body[at]
      var length = 1
      var sentence: String?
      if byte == 127 || (byte < 32 && ![9, 10, 13].contains(byte)) {
        sentence = "a control character (byte \(byte)); save the file as UTF-8 text"
      } else if byte >= 0x80 {
        length = body.withUnsafeBufferPointer { buffer in
          guard let start = buffer.baseAddress else { return 0 }
          return UTF8Check.sequence(
            at: start + (at - body.startIndex), before: start + buffer.count)
        }
        if length == 0 { sentence = "not UTF-8 text; save the file as UTF-8" }
      }
      if let sentence {
        let place = Place(file: file, line: line, column: column)
        return .failure(Refusal(mistakes: [Mistake(.notText, at: place, path: "", sentence)]))
      }
      at += length
      column += 1
      if byte == 10 {
        line += 1
        column = 1
      }
    }
    return .success(YAMLText(String(decoding: body, as: UTF8.self), file: file, kind: kind))
  }

  /// Mistakes of the YAML itself, which are told alone.
  struct Refusal: Error { let mistakes: [Mistake] }

  /// The one document; an empty file is an empty map.
  func read() -> Result<Written, Refusal> {
    do {
      // Yams' default encoding reads the environment and may print to stdout; its basic resolver
      // leaves every scalar a text. Nodes hold anchors weakly: the parser must outlive the walk.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          return .success(
            Written(content: .map([]), place: Place(file: file, line: 1, column: 1)))
        }
        return .success(try written(root))
      }
    } catch let refusal as Refusal {
      return .failure(refusal)
    } catch {
      return .failure(Refusal(mistakes: [syntaxMistake(error)]))
    }
  }

  private func written(_ node: Node) throws -> Written {
    let place = place(of: node)
    if let anchor = node.anchor {
      throw refusal(
        .yamlAnchor, at: place,
        "anchor '&\(anchor.rawValue)': \(kind) files have no anchors and aliases; "
          + "write the value out")
    }
    switch node {
    case .scalar(let scalar):
      try refuseTag(scalar.tag, at: place)
      let isQuoted = ![.plain, .any].contains(scalar.style)
      return Written(content: .word(scalar.string), place: place, isQuoted: isQuoted)
    case .sequence(let sequence):
      try refuseTag(sequence.tag, at: place)
      return Written(content: .list(try sequence.map { try written($0) }), place: place)
    case .mapping(let mapping):
      try refuseTag(mapping.tag, at: place)
      var pairs: [Written.Pair] = []
      for (keyNode, value) in mapping {
        let key = try written(keyNode)
        guard let word = key.word else {
          throw refusal(.yamlSyntax, at: key.place, "a key must be a word, not \(key.form)")
        }
        if let first = pairs.first(where: { $0.key == word }) {
          throw refusal(
            .duplicateKey, at: key.place,
            "'\(word)' is given twice, also on line \(first.keyPlace.line); keep one")
        }
        pairs.append(.init(key: word, keyPlace: key.place, value: try written(value)))
      }
      return Written(content: .map(pairs), place: place)
    case .alias:
      throw refusal(.yamlAnchor, at: place, "an alias; write the value out")
    }
  }

  private func refuseTag(_ tag: Tag, at place: Place) throws {
    let plain = ["", "!", "str", "seq", "map"]
    let name = tag.description.replacing("tag:yaml.org,2002:", with: "")
    guard !plain.contains(name) else { return }
    throw refusal(.yamlAnchor, at: place, "tag '\(name)': \(kind) files have no tags; remove it")
  }

  private func refusal(_ code: MistakeCode, at place: Place, _ message: String) -> Refusal {
    Refusal(mistakes: [Mistake(code, at: place, path: "", message)])
  }

  private func place(of node: Node) -> Place {
    guard let mark = node.mark else { return Place(file: file, line: 1, column: 1) }
    var width = 1
    if case .scalar(let scalar) = node {
      width = self.width(of: scalar.string, line: mark.line, column: mark.column)
    }
    return Place(file: file, line: mark.line, column: mark.column, width: width)
  }

  /// How many scalars of the line a word takes up, with its quotes.
  private func width(of word: String, line: Int, column: Int) -> Int {
    guard lines.indices.contains(line - 1) else { return 1 }
    let rest = Array(lines[line - 1].unicodeScalars.dropFirst(column - 1))
    let scalars = Array(word.unicodeScalars)
    if rest.starts(with: scalars) { return scalars.count }
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return 1 }
    var at = 1
    while at < rest.count {
      if rest[at] == quote {
        guard quote == "'", at + 1 < rest.count, rest[at + 1] == quote else { return at + 1 }
        at += 1
      } else if rest[at] == "\\", quote == "\"" {
        at += 1
      }
      at += 1
    }
    return rest.count
  }
}
