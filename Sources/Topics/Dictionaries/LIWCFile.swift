internal import Corpus

/// LIWC `.dic` of 2007 and 2015: a legend of ids between two lines `%` (tabs before an id are its
/// depth), then `pattern<TAB>id<TAB>id…`.
enum LIWCFile {
  private struct Legend {
    let id: String
    let depth: Int
    var category: WordDictionary.Category
  }

  static func read(_ text: String, into dictionary: inout WordDictionary) throws {
    let lines = numberedLines(text)
    let bars = lines.filter { $0.text.trimmed == "%" }.map(\.number)
    guard bars.count >= 2,
      lines.prefix(bars[0] - 1).allSatisfy({ $0.text.trimmed.isEmpty })
    else {
      throw Complaint(
        "has no legend: the first line is %, and another % ends the list of categories",
        at: "line 1")
    }
    var legend: [Legend] = []
    for (number, line) in lines[bars[0]..<(bars[1] - 1)] where !line.trimmed.isEmpty {
      let depth = line.prefix { $0 == "\t" }.count
      let fields = line.split { $0.isWhitespace }
      let id = String(fields[0])
      guard fields.count > 1 else {
        dictionary.warn(number, "the category '\(id)' has no name and was left out")
        continue
      }
      if legend.contains(where: { $0.id == id }) {
        dictionary.warn(number, "the category id '\(id)' is there twice; the first one counts")
        continue
      }
      let name = fields.dropFirst().joined(separator: " ").lowercased()
      legend.append(Legend(id: id, depth: depth, category: .init(name: name, line: number)))
    }
    for (number, line) in lines[bars[1]...] where !line.trimmed.isEmpty && line.trimmed != "%" {
      entry(line, number, &legend, &dictionary)
    }
    dictionary.categories = tree(legend[...])
  }

  private static func entry(
    _ line: String, _ number: Int, _ legend: inout [Legend], _ dictionary: inout WordDictionary
  ) {
    if line.lowercased().contains("<of>") {
      dictionary.warn(number, "old conditional syntax (<of>): the line was left out")
      return
    }
    var fields = line.split(separator: "\t").map(\.trimmed).filter { !$0.isEmpty }
    if fields.count == 1 {
      // Blanks instead of tabs: the ids are the last words that the legend knows.
      var words = line.split { $0.isWhitespace }.map(String.init)
      var ids: [String] = []
      while words.count > 1, let last = words.last, legend.contains(where: { $0.id == last }) {
        ids.insert(last, at: 0)
        words.removeLast()
      }
      fields = [words.joined(separator: " ")] + ids
    }
    var pattern = fields[0]
    if let open = pattern.firstIndex(of: "("), let close = pattern.lastIndex(of: ")"),
      pattern.index(after: open) < close
    {
      pattern.removeSubrange(open...close)
      dictionary.warn(
        number, "old conditional syntax: what stands in brackets in the pattern was left out")
    }
    pattern = pattern.spaced.lowercased()
    var found = false
    for field in fields.dropFirst() {
      if field.contains(where: { "()/<>".contains($0) }) {
        dictionary.warn(number, "old conditional syntax in the ids: that condition was left out")
        continue
      }
      for id in field.split(separator: " ") {
        guard let place = legend.firstIndex(where: { $0.id == id }) else {
          dictionary.warn(number, "the category id '\(id)' is not in the legend and was left out")
          continue
        }
        found = true
        if !pattern.isEmpty {
          legend[place].category.patterns.append(.init(text: pattern, line: number))
        }
      }
    }
    if pattern.isEmpty || !found {
      dictionary.warn(
        number, pattern.isEmpty ? "no pattern is left" : "the entry is in no category")
    }
    if let star = pattern.firstIndex(of: "*"), star != pattern.index(before: pattern.endIndex) {
      dictionary.warn(number, "a * within the pattern: LIWC knows it at the end only")
    }
  }

  /// A legend whose depths jump is read as if each were one below the line above it at most.
  private static func tree(_ legend: ArraySlice<Legend>) -> [WordDictionary.Category] {
    guard let depth = legend.map(\.depth).min() else { return [] }
    var list: [WordDictionary.Category] = []
    var at = legend.startIndex
    while at < legend.endIndex {
      var category = legend[at].category
      var end = at + 1
      while end < legend.endIndex, legend[end].depth > max(depth, legend[at].depth) { end += 1 }
      category.children = tree(legend[(at + 1)..<end])
      list.append(category)
      at = end
    }
    return list
  }
}
