internal import Corpus
internal import Markup
internal import Yams

extension MappingFile {
  private static let keys = [
    "mapping", "title", "source", "platform", "format", "encoding", "delimiter", "escape",
    "skip_lines", "records", "skip_if", "const", "fields", "values", "text_mode", "unescape_html",
  ]

  private enum Escape: String, CaseIterable { case double, backslash }
  private enum TextMode: String, CaseIterable { case plain, html }

  mutating func readRoot(_ root: Node) {
    let pairs = pairs(root, "a mapping file")
    var nodes: [String: Node] = [:]
    for (key, mark, value) in pairs {
      if Self.keys.contains(key) {
        nodes[key] = value
      } else {
        unknown(key, mark, Self.keys, "key of a mapping file")
      }
    }
    if let node = nodes["mapping"] {
      if text(node, "mapping") != "1" {
        complain("mapping is the version of this language, 1", Self.mark(node))
      }
    } else {
      complain("mapping: 1 is missing", Self.mark(root))
    }
    for key in ["title", "source"] { if let node = nodes[key] { _ = text(node, key) } }
    if let node = nodes["platform"], let name = text(node, "platform") {
      if name.isEmpty { complain("platform is a name", Self.mark(node)) }
      change { $0.platform = name }
    }
    if let node = nodes["format"] {
      if let form = choice(node, "format", Mapping.Form.self) { change { $0.form = form } }
    } else {
      complain("format is missing: csv, tsv, json or ndjson", Self.mark(root))
    }
    readTable(nodes)
    readJSON(nodes)
    if let node = nodes["text_mode"], let mode = choice(node, "text_mode", TextMode.self) {
      change { $0.isHTML = mode == .html }
    }
    if let node = nodes["unescape_html"] {
      let flag = flag(node, "unescape_html")
      change { $0.unescapes = flag }
    }
    if let node = nodes["fields"] {
      readFields(node)
    } else {
      complain("fields is missing", Self.mark(root))
    }
    if let node = nodes["const"] { readConstants(node) }
    if let node = nodes["values"] { readValues(node) }
    if let node = nodes["skip_if"] { readSkips(node) }
    require(nodes["fields"].map { Self.mark($0) } ?? Self.mark(root))
  }

  private mutating func readTable(_ nodes: [String: Node]) {
    for key in ["encoding", "delimiter", "escape", "skip_lines"] {
      guard let node = nodes[key], !mapping.form.isTable else { continue }
      complain("\(key) is for csv and tsv", Self.mark(node))
    }
    if let node = nodes["encoding"], let label = text(node, "encoding") {
      if let charset = Charset(label: label) {
        change { $0.charset = charset }
      } else {
        complain(
          "encoding is one of \(Charset.allCases.map(\.rawValue).joined(separator: ", "))",
          Self.mark(node))
      }
    }
    if mapping.form == .tsv { change { $0.delimiter = 9 } }
    if let node = nodes["delimiter"], let sign = text(node, "delimiter") {
      switch sign {
      case "tab", "\t": change { $0.delimiter = 9 }
      case "comma": change { $0.delimiter = 44 }
      case "semicolon": change { $0.delimiter = 59 }
      default:
        if let byte = sign.utf8.first, sign.utf8.count == 1, byte > 32, byte < 127, byte != 34 {
          change { $0.delimiter = byte }
        } else {
          complain("delimiter is one sign, or tab, comma, semicolon", Self.mark(node))
        }
      }
    }
    if let node = nodes["escape"], let escape = choice(node, "escape", Escape.self) {
      change { $0.backslashEscapes = escape == .backslash }
    }
    if let node = nodes["skip_lines"], let count = text(node, "skip_lines") {
      if let lines = Int(count), (0...1000).contains(lines) {
        change { $0.skippedLines = lines }
      } else {
        complain("skip_lines is a number of lines, 0 to 1000", Self.mark(node))
      }
    }
  }

  private mutating func readJSON(_ nodes: [String: Node]) {
    guard let node = nodes["records"], let path = text(node, "records") else { return }
    if mapping.form.isTable {
      complain("records is for json and ndjson", Self.mark(node))
    } else if let steps = JSONPath(path), steps.isPlain {
      change { $0.records = steps }
    } else {
      complain("records is a path such as messages or data.children[*].data", Self.mark(node))
    }
  }

  private mutating func readConstants(_ node: Node) {
    for (key, mark, value) in pairs(node, "const") {
      guard let name = field(key, mark), let text = text(value, key) else { continue }
      if mapping.rules[name] != nil {
        complain("\(key) stands in fields and in const", mark)
        continue
      }
      check([text], of: name, Self.mark(value))
      change { $0.rules[name] = Mapping.Rule(defaultValue: text, mark: mark) }
    }
  }

  private mutating func readValues(_ node: Node) {
    for (key, mark, value) in pairs(node, "values") {
      guard let name = field(key, mark) else { continue }
      let map = readMap(value, "values of \(key)", of: name)
      guard mapping.rules[name] != nil else {
        complain("values of \(key) are given, but no field \(key)", mark)
        continue
      }
      change { $0.rules[name]?.map.merge(map) { $1 } }
    }
  }

  mutating func readMap(
    _ node: Node, _ what: String, of name: Mapping.FieldName
  ) -> [String: String] {
    var map: [String: String] = [:]
    for (key, _, value) in pairs(node, what) {
      guard let text = text(value, what) else { continue }
      check([text], of: name, Self.mark(value))
      map[key] = text
    }
    return map
  }

  mutating func field(_ key: String, _ mark: Mapping.Mark) -> Mapping.FieldName? {
    if let name = Mapping.FieldName(name: key) { return name }
    unknown(key, mark, Mapping.FieldName.names, "field of a post")
    return nil
  }

  /// Whether values that the mapping itself gives are ones that the field may have.
  mutating func check(_ values: [String], of name: Mapping.FieldName, _ mark: Mapping.Mark) {
    let allowed: [String]
    switch name {
    case .kind: allowed = PostKind.allCases.map(\.name)
    case .authorStatus: allowed = AuthorStatus.allCases.map(\.name)
    case .textStatus: allowed = TextStatus.allCases.map(\.name)
    case .how: allowed = ReplyHow.ofPosts.map(\.name)
    default: return
    }
    for value in values where !allowed.contains(value) {
      complain("\(name.name) is one of \(allowed.joined(separator: ", "))", mark)
    }
  }

  private mutating func require(_ mark: Mapping.Mark) {
    if mapping.rules[.text] == nil { complain("no field gives text", mark) }
    if mapping.rules[.authorID] == nil, mapping.rules[.authorHandle] == nil {
      complain("no field gives author_id or author_handle", mark)
    }
    if mapping.rules[.how] != nil, mapping.rules[.parentID] == nil,
      mapping.rules[.replyToAuthor] == nil, mapping.rules[.replyToHandle] == nil
    {
      complain("how is given, but no parent_id, reply_to_author or reply_to_handle", mark)
    }
  }
}
