internal import Corpus
internal import Markup
internal import Yams

/// quanteda's YAML: nested mappings whose leaves are lists of patterns; a list may hold mappings.
enum QuantedaFile {
  private static let deepest = 32

  static func read(_ text: String, into dictionary: inout WordDictionary) throws {
    let root: Node
    let parser: Parser
    do {
      parser = try Parser(yaml: text, encoding: .utf8)
      guard let found = try parser.singleRoot() else { throw Complaint("the file is empty") }
      root = found
    } catch let complaint as Complaint {
      throw complaint
    } catch {
      throw Complaint("the file is no YAML")
    }
    try withExtendedLifetime(parser) {
      guard root.mapping != nil else {
        throw Complaint("is no mapping of categories to lists of words", at: "line 1")
      }
      dictionary.categories = try children(of: root, 0, &dictionary)
    }
  }

  private static func children(
    of node: Node, _ depth: Int, _ dictionary: inout WordDictionary
  ) throws -> [WordDictionary.Category] {
    var list: [WordDictionary.Category] = []
    for (key, value) in node.mapping ?? [:] {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string.trimmed.lowercased(), !name.isEmpty else {
        dictionary.warn(line, "a category without a name was left out")
        continue
      }
      var category = WordDictionary.Category(name: name, line: line)
      try fill(&category, from: value, depth + 1, &dictionary)
      list.append(category)
    }
    return list
  }

  private static func fill(
    _ category: inout WordDictionary.Category, from node: Node, _ depth: Int,
    _ dictionary: inout WordDictionary
  ) throws {
    let line = node.mark?.line ?? category.line
    if node.anchor != nil {
      throw Complaint("anchors and aliases (& and *) are not read", at: "line \(line)")
    }
    if depth > deepest { throw Complaint("is nested too deep", at: "line \(line)") }
    if let scalar = node.scalar {
      let text = scalar.string.spaced.lowercased()
      if text.isEmpty {
        dictionary.warn(line, "an empty pattern was left out")
      } else {
        category.patterns.append(.init(text: text, line: line))
      }
    } else if let sequence = node.sequence {
      for item in sequence { try fill(&category, from: item, depth + 1, &dictionary) }
    } else {
      category.children += try children(of: node, depth, &dictionary)
    }
  }
}

/// Yoshikoder's XML: `cnode` is a category, `pnode` a pattern. Patterns beside child categories stay.
enum YoshikoderFile {
  static func read(_ text: String, into dictionary: inout WordDictionary) throws {
    let root: XMLTree
    do throws(XMLTree.Refusal) {
      root = try XMLTree.parse(Array(text.utf8))
    } catch {
      switch error {
      case .tooLarge: throw Complaint("is larger than 16 MiB")
      case .documentType: throw Complaint("has a document type (<!DOCTYPE …>); take that line out")
      case .broken(let line): throw Complaint("is no well-formed XML", at: "line \(line)")
      }
    }
    guard root.name == "dictionary" else {
      throw Complaint("is no Yoshikoder dictionary: the outermost element is not <dictionary>")
    }
    dictionary.categories = root.children.compactMap { category($0, &dictionary) }
  }

  private static func category(
    _ node: XMLTree, _ dictionary: inout WordDictionary
  ) -> WordDictionary.Category? {
    guard node.name == "cnode", let name = node.attributes["name"]?.spaced.lowercased(),
      !name.isEmpty
    else {
      dictionary.warn(node.line, "an element that is no category with a name was left out")
      return nil
    }
    var category = WordDictionary.Category(name: name, line: node.line)
    for child in node.children {
      if child.name == "pnode" {
        let text = child.attributes["name"]?.spaced.lowercased() ?? ""
        if text.isEmpty {
          dictionary.warn(child.line, "a pattern without a name was left out")
        } else {
          category.patterns.append(.init(text: text, line: child.line))
        }
      } else if let inner = self.category(child, &dictionary) {
        category.children.append(inner)
      }
    }
    return category
  }
}
