internal import Corpus

/// A dictionary of another program as a lexicon file: its categories are subtopics.
package struct LexiconImport: Sendable {
  /// What the file says of itself.
  package struct Heading: Sendable {
    package var topic: String
    package var kind = Lexicon.Kind.topic
    package var language = "und"
    package var version = "0.1.0"
    package var licence = "unknown; find out before you hand it on"
    package var source = "imported"
    package init(topic: String) { self.topic = topic }
  }

  /// The lexicon file: YAML.
  package private(set) var yaml = ""
  /// Entries written.
  package private(set) var count = 0
  /// Those of the reader, and what of its entries a text cannot have; in the order of lines.
  package private(set) var warnings: [WordDictionary.Warning]

  /// - Parameter categories: paths (`identity.belonging`) that are taken, with all below them; nil
  ///   takes all.
  /// - Throws: `Complaint` (64, 65).
  package init(
    _ dictionary: WordDictionary, _ heading: Heading, categories: [String]? = nil,
    tokenisation: Tokenisation = .youth
  ) throws {
    warnings = dictionary.warnings
    let all = dictionary.flat.map { (path: $0.path.joined(separator: "."), $0.path, $0.patterns) }
    for category in categories ?? [] where !all.contains(where: { $0.path == category }) {
      let known = all.map(\.path).joined(separator: ", ")
      throw Complaint("has no category '\(category)' (has: \(known))", status: .usage)
    }
    let chosen = all.filter { entry in
      categories?.contains { entry.path == $0 || entry.path.hasPrefix($0 + ".") } ?? true
    }
    let names = Self.subtopics(chosen.map(\.1))
    let reader = TokenReader(tokenisation, forEntries: true)
    var groups: [(subtopic: String, entries: [String])] = []
    for (name, category) in zip(names, chosen) {
      var seen: Set<String> = []
      var entries: [String] = []
      for pattern in category.2 {
        let (words, isReachable) = EntryWords.read(pattern.text, reader)
        guard isReachable, !words.isEmpty else {
          warn(pattern.line, words, pattern.text)
          continue
        }
        let key = words.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
        if seen.insert(key).inserted { entries.append(pattern.text) }
      }
      if !entries.isEmpty { groups.append((name, entries)) }
    }
    count = groups.reduce(0) { $0 + $1.entries.count }
    guard count > 0 else {
      throw Complaint("no entry is left that a text could have")
    }
    warnings.sort { $0.line < $1.line }
    yaml = Self.write(heading, groups, isList: chosen.count == 1 && heading.kind == .topic)
    let mistakes = LexiconSet.mistakes(in: Array(yaml.utf8), path: "the lexicon")
    if let first = mistakes.first {
      throw Complaint("cannot be written as a lexicon: \(first.message)", status: .usage)
    }
  }

  private mutating func warn(_ line: Int, _ words: [WordPattern], _ text: String) {
    let reason =
      words.isEmpty
      ? "holds no letter, digit or emoji"
      : words.allSatisfy { $0.kind == .any }
        ? "consists of wildcards only" : "has a sentence end or a letter three times in a row"
    warnings.append(
      .init(line: line, message: "the pattern \(reason): no text can have it; it was left out"))
  }

  /// The last part of a category's path if it is the only one so, or else the whole path; in a–z,
  /// 0–9 and hyphens.
  private static func subtopics(_ paths: [[String]]) -> [String] {
    let short = paths.map { slug($0.last ?? "") }
    var taken: Set<String> = []
    return paths.indices.map { index in
      let isAlone = short.count { $0 == short[index] } == 1 && !short[index].isEmpty
      let wanted = isAlone ? short[index] : slug(paths[index].joined(separator: "-"))
      let base = wanted.isEmpty ? "category" : wanted
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      return name
    }
  }

  private static func slug(_ name: String) -> String {
    var kept = ""
    for character in Tokenisation.youth.entryKey(name.replacing("*", with: " ")) {
      if character.isASCII, character.isLetter || character.isNumber {
        kept.append(character)
      } else if !kept.isEmpty, kept.last != "-" {
        kept.append("-")
      }
    }
    if kept.last == "-" { kept.removeLast() }
    return kept
  }

  private static func write(
    _ heading: Heading, _ groups: [(subtopic: String, entries: [String])], isList: Bool
  ) -> String {
    var text = """
      schakel-lexicon: 1
      topic: \(heading.topic)
      kind: \(heading.kind.rawValue)
      language: \(heading.language)
      version: \(quoted(heading.version))
      licence: \(quoted(heading.licence))
      source: \(quoted(heading.source))
      status: "imported, unvalidated"
      words:

      """
    for group in groups {
      if !isList { text += "  \(quoted(group.subtopic)):\n" }
      for entry in group.entries { text += "\(isList ? "" : "  ")  - \(quoted(entry))\n" }
    }
    return text
  }

  /// In double quotes, as YAML reads them.
  static func quoted(_ text: String) -> String {
    var inside = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": inside += "\\\""
      case "\\": inside += "\\\\"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}": inside += " "
      default: inside.unicodeScalars.append(scalar)
      }
    }
    return "\"\(inside)\""
  }
}
