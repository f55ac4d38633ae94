internal import Corpus
internal import Markup

/// A word list of another program: categories in a tree, each with patterns.
///
/// Names and patterns are in lower case. What could not be read is a warning with its line.
package struct WordDictionary: Sendable {
  package struct Pattern: Sendable, Equatable {
    package let text: String
    /// In the file, from 1.
    package let line: Int
  }

  package struct Category: Sendable {
    package let name: String
    package let line: Int
    package internal(set) var patterns: [Pattern] = []
    package internal(set) var children: [Category] = []
  }

  /// What was left out or is to be checked, and where.
  package struct Warning: Sendable, Equatable {
    package let line: Int
    package let message: String
  }

  package internal(set) var categories: [Category] = []
  /// In the order of lines.
  package internal(set) var warnings: [Warning] = []

  /// Every category, parents first, under its path: `identity.belonging`.
  package var flat: [(path: [String], patterns: [Pattern])] {
    var list: [(path: [String], patterns: [Pattern])] = []
    func walk(_ category: Category, _ above: [String]) {
      let path = above + [category.name]
      list.append((path, category.patterns))
      for child in category.children { walk(child, path) }
    }
    for category in categories { walk(category, []) }
    return list
  }

  mutating func warn(_ line: Int, _ message: String) {
    warnings.append(Warning(line: line, message: message))
  }
}

/// The programs whose word lists can be read and written.
package enum DictionaryFormat: String, Sendable, CaseIterable {
  case liwc, quanteda, lexicoder, wordstat, yoshikoder

  /// The format that a file's name says.
  package init?(fileName: String) {
    switch fileName.split(separator: ".").last?.lowercased() {
    case "dic": self = .liwc
    case "yml", "yaml": self = .quanteda
    case "lc3": self = .lexicoder
    case "cat": self = .wordstat
    case "ykd", "lcd": self = .yoshikoder
    default: return nil
    }
  }

  /// Reads a file's bytes: UTF-8 or UTF-16 by its mark, UTF-8, or else windows-1252.
  /// - Throws: `Complaint` (65) for what is no such file.
  package func read(_ bytes: [UInt8]) throws -> WordDictionary {
    var dictionary = WordDictionary()
    let text = Self.decode(bytes, &dictionary)
    switch self {
    case .liwc: try LIWCFile.read(text, into: &dictionary)
    case .quanteda: try QuantedaFile.read(text, into: &dictionary)
    case .lexicoder: LexicoderFile.read(text, into: &dictionary)
    case .wordstat: WordStatFile.read(text, into: &dictionary)
    case .yoshikoder: try YoshikoderFile.read(text, into: &dictionary)
    }
    if dictionary.flat.allSatisfy({ $0.patterns.isEmpty }) {
      throw Complaint("holds no category with a word; is it a \(rawValue) dictionary?")
    }
    dictionary.warnings.sort { $0.line < $1.line }
    return dictionary
  }

  private static func decode(_ bytes: [UInt8], _ dictionary: inout WordDictionary) -> String {
    var charset = Charset.utf8
    var body = bytes[...]
    if let (marked, length) = Charset.byteOrderMark(bytes) {
      charset = marked
      body = bytes.dropFirst(length)
    } else if !bytes.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) {
      charset = .windows1252
      let before = bytes.prefix { $0 < 0x80 }
      dictionary.warn(
        before.count { $0 == 10 } + 1,
        "the file is not UTF-8 and was read as windows-1252; check the letters with accents")
    }
    return String(decoding: charset.decode(body).utf8, as: UTF8.self)
  }
}

/// Lines of a text with their numbers; LF, CRLF or CR ends one.
func numberedLines(_ text: String) -> [(number: Int, text: String)] {
  text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    .map { ($0.offset + 1, String($0.element)) }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// White space within is one space.
  var spaced: String {
    split { $0.isWhitespace }.joined(separator: " ")
  }
}
