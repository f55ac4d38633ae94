/// Lexicoder `.lc3`: a line `+category`, then a term a line.
enum LexicoderFile {
  static func read(_ text: String, into dictionary: inout WordDictionary) {
    for (number, line) in numberedLines(text) {
      let term = line.spaced.lowercased()
      if term.isEmpty { continue }
      if term.hasPrefix("+") {
        let name = term.dropFirst().trimmed
        if name.isEmpty { dictionary.warn(number, "a category without a name") }
        dictionary.categories.append(.init(name: name, line: number))
      } else if dictionary.categories.isEmpty {
        dictionary.warn(number, "a term before the first +category was left out")
      } else {
        dictionary.categories[dictionary.categories.count - 1].patterns.append(
          .init(text: term, line: number))
      }
    }
  }
}

/// WordStat `.cat`: a tree by tabs; `NAME` is a category, `TERM (1)` a term with a weight of one
/// digit, which is dropped. `_` is a space.
enum WordStatFile {
  static func read(_ text: String, into dictionary: inout WordDictionary) {
    /// The categories above the line, outermost first.
    var open: [WordDictionary.Category] = []
    var list: [WordDictionary.Category] = []
    func close(to depth: Int) {
      while open.count > depth {
        let done = open.removeLast()
        if open.isEmpty {
          list.append(done)
        } else {
          open[open.count - 1].children.append(done)
        }
      }
    }
    for (number, line) in numberedLines(text) {
      let word = line.trimmed
      if word.isEmpty { continue }
      let depth = line.prefix { $0 == "\t" }.count
      if word.hasPrefix("@") {
        dictionary.warn(number, "a rule of WordStat (@…) was left out")
        continue
      }
      if let (term, digits) = weighted(word) {
        if digits > 1 {
          dictionary.warn(number, "a weight of more than one digit; weights are not used")
        }
        if depth == 0 || open.isEmpty {
          dictionary.warn(number, "a term outside of a category was left out")
          continue
        }
        close(to: min(depth, open.count))
        let text = term.replacing("_", with: " ").spaced.lowercased()
        open[open.count - 1].patterns.append(.init(text: text, line: number))
      } else {
        close(to: min(depth, open.count))
        let name = word.replacing("_", with: " ").lowercased()
        open.append(.init(name: name, line: number))
      }
    }
    close(to: 0)
    dictionary.categories = list
    func check(_ category: WordDictionary.Category) {
      if category.patterns.isEmpty, category.children.isEmpty {
        dictionary.warn(
          category.line, "'\(category.name)' has no weight and nothing below it: an empty category")
      }
      category.children.forEach(check)
    }
    list.forEach(check)
  }

  /// The term before ` (n)`, and the number of digits.
  private static func weighted(_ line: String) -> (String, Int)? {
    guard line.hasSuffix(")"), let open = line.lastIndex(of: "("), open > line.startIndex else {
      return nil
    }
    let digits = line[line.index(after: open)..<line.index(before: line.endIndex)]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let term = line[..<open].trimmed
    return term.isEmpty ? nil : (term, digits.count)
  }
}
