/// Lexicons as a dictionary of another program, and what it cannot carry.
///
/// Topics are categories and subtopics their children; all languages of a topic are in one, since no
/// other program tells them apart.
package struct LexiconExport: Sendable {
  /// What an entry needs that a format may not have.
  package enum Need: String, Sendable, CaseIterable {
    case exclusion
    /// A lone `*` within a phrase: any one word.
    case gap
    /// A `*` that is not the last sign of the entry.
    case innerStar
    /// `?`: exactly one letter.
    case question
    /// An emoji.
    case emoji
    /// A hashtag that is not also the word.
    case hashtag
  }

  /// Something that was left out, with the place of each entry.
  package struct Loss: Sendable {
    package let need: Need
    package let places: [String]
  }

  package private(set) var text = ""
  package private(set) var count = 0
  package private(set) var losses: [Loss] = []

  private struct Category {
    let name: String
    var entries: [String] = []
    var children: [Category] = []
  }

  /// - Parameter lexicons: in the order of their topics.
  package init(_ lexicons: [Lexicon], as format: DictionaryFormat) {
    var lost: [Need: [String]] = [:]
    var categories: [Category] = []
    for lexicon in lexicons {
      var topic = categories.first { $0.name == lexicon.topic } ?? Category(name: lexicon.topic)
      for entry in lexicon.words {
        let entryText = entry.text.spaced
        if let need = Self.needs(entryText).first(where: { !format.carries($0) }) {
          lost[need, default: []].append(lexicon.name(of: entry.place))
          continue
        }
        if let subtopic = entry.subtopic {
          var place = topic.children.firstIndex { $0.name == subtopic }
          if place == nil {
            topic.children.append(Category(name: subtopic))
            place = topic.children.count - 1
          }
          if let place { add(entryText, to: &topic.children[place]) }
        } else {
          add(entryText, to: &topic)
        }
      }
      lost[.exclusion, default: []] += lexicon.exclude.map { lexicon.name(of: $0.place) }
      if let place = categories.firstIndex(where: { $0.name == lexicon.topic }) {
        categories[place] = topic
      } else {
        categories.append(topic)
      }
    }
    losses = Need.allCases.compactMap { need in
      lost[need].flatMap { $0.isEmpty ? nil : Loss(need: need, places: $0) }
    }
    switch format {
    case .liwc: liwc(categories)
    case .quanteda: for category in categories { quanteda(category, "") }
    case .lexicoder: for category in categories { lexicoder(category, []) }
    case .wordstat: for category in categories { wordstat(category, "") }
    case .yoshikoder: yoshikoder(categories)
    }
  }

  private mutating func add(_ entry: String, to category: inout Category) {
    if category.entries.contains(entry) { return }
    category.entries.append(entry)
    count += 1
  }

  private static func needs(_ entry: String) -> [Need] {
    var needs: [Need] = []
    let words = entry.split(separator: " ")
    if words.count > 1, words.contains(where: { $0.allSatisfy { $0 == "*" } }) {
      needs.append(.gap)
    }
    let stars = words.filter { $0.contains(where: { $0 != "*" }) }
    if stars.contains(where: { $0.dropLast().contains("*") })
      || stars.dropLast().contains(where: { $0.contains("*") })
    {
      needs.append(.innerStar)
    }
    if entry.contains("?") { needs.append(.question) }
    if entry.hasPrefix("#") { needs.append(.hashtag) }
    if entry.unicodeScalars.contains(where: { $0.value >= 0x80 && $0.properties.isEmoji }) {
      needs.append(.emoji)
    }
    return needs
  }
}

extension DictionaryFormat {
  /// Whether entries with this need can be written.
  func carries(_ need: LexiconExport.Need) -> Bool {
    switch (self, need) {
    case (_, .exclusion): false
    case (.quanteda, _): true
    case (.wordstat, .innerStar), (.yoshikoder, .innerStar): true
    default: false
    }
  }
}

extension LexiconExport.Need {
  /// For a message: what was left out.
  package var shown: String {
    switch self {
    case .exclusion: "exclusions"
    case .gap: "phrases with a gap (a lone *)"
    case .innerStar: "entries with a * before their end"
    case .question: "entries with ?"
    case .emoji: "emoji"
    case .hashtag: "hashtags"
    }
  }
}

// One writer a format.
extension LexiconExport {
  private mutating func liwc(_ categories: [Category]) {
    var legend = ""
    /// Ids of each entry, in the order of first appearance.
    var order: [String] = []
    var ids: [String: [Int]] = [:]
    var next = 1
    func walk(_ category: Category, _ depth: Int) {
      let id = next
      next += 1
      legend += String(repeating: "\t", count: depth) + "\(id)\t\(category.name)\n"
      for entry in category.entries {
        if ids[entry] == nil { order.append(entry) }
        ids[entry, default: []].append(id)
      }
      for child in category.children { walk(child, depth + 1) }
    }
    for category in categories { walk(category, 0) }
    text = "%\n\(legend)%\n"
    for entry in order {
      text += ([entry] + (ids[entry] ?? []).map(String.init)).joined(separator: "\t") + "\n"
    }
  }

  /// Entries beside child categories stand in one list with them, as quanteda reads it.
  private mutating func quanteda(_ category: Category, _ indent: String) {
    text += "\(indent)\(LexiconImport.quoted(category.name)):\n"
    for entry in category.entries { text += "\(indent)  - \(LexiconImport.quoted(entry))\n" }
    let mixed = !category.entries.isEmpty
    for child in category.children {
      if mixed {
        text += "\(indent)  - \(LexiconImport.quoted(child.name)):\n"
        for entry in child.entries {
          text += "\(indent)      - \(LexiconImport.quoted(entry))\n"
        }
      } else {
        quanteda(child, indent + "  ")
      }
    }
  }

  private mutating func lexicoder(_ category: Category, _ above: [String]) {
    let path = above + [category.name]
    if !category.entries.isEmpty {
      text += "+\(path.joined(separator: "."))\n"
      for entry in category.entries { text += entry + "\n" }
    }
    for child in category.children { lexicoder(child, path) }
  }

  private mutating func wordstat(_ category: Category, _ indent: String) {
    text += indent + category.name.uppercased() + "\n"
    for entry in category.entries {
      let upper = entry.uppercased()
      // A letter that does not come back from upper case (ß, ı) stays as it is.
      let word = upper.lowercased() == entry.lowercased() ? upper : entry
      text += "\(indent)\t\(word.replacing(" ", with: "_")) (1)\n"
    }
    for child in category.children { wordstat(child, indent + "\t") }
  }

  private mutating func yoshikoder(_ categories: [Category]) {
    text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dictionary style=\"050805\">\n"
    func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
        "\"", with: "&quot;")
    }
    func walk(_ category: Category, _ indent: String) -> String {
      var lines = "\(indent)<cnode name=\"\(escaped(category.name))\">\n"
      for entry in category.entries {
        lines += "\(indent)  <pnode name=\"\(escaped(entry))\"/>\n"
      }
      for child in category.children { lines += walk(child, indent + "  ") }
      return lines + "\(indent)</cnode>\n"
    }
    for category in categories { text += walk(category, "  ") }
    text += "</dictionary>\n"
  }
}
