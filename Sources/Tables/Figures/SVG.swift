/// Builds a picture that needs nothing else: no scripts, no styles from elsewhere, no fonts but the
/// reader's own.
///
/// Coordinates are whole pixels. Text is not measured: whoever writes wraps it by characters
/// (``wrap(_:_:)``), for the widest of the usual sans-serif fonts.
struct SVG {
  let width: Int
  private var body = ""

  init(width: Int) { self.width = width }

  /// What a line of text looks like.
  struct Style {
    var size = 13
    var isBold = false
    var anchor = "start"
    var fill = "#1a1a1a"
  }

  mutating func rect(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, fill: String, stroke: String? = nil
  ) {
    let edge = stroke.map { " stroke=\"\($0)\"" } ?? ""
    body +=
      "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(fill)\"\(edge)/>\n"
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, isDashed: Bool = false) {
    let dash = isDashed ? " stroke-dasharray=\"4 3\"" : ""
    body +=
      "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\" stroke=\"#555555\"\(dash)/>\n"
  }

  /// A filled triangle with its point at (x, y), pointing down or to the right.
  mutating func arrowhead(_ x: Int, _ y: Int, down: Bool) {
    let points =
      down
      ? "\(x - 4),\(y - 8) \(x + 4),\(y - 8) \(x),\(y)"
      : "\(x - 8),\(y - 4) \(x - 8),\(y + 4) \(x),\(y)"
    body += "<polygon points=\"\(points)\" fill=\"#555555\"/>\n"
  }

  mutating func text(_ x: Int, _ y: Int, _ text: String, _ style: Style = Style()) {
    let weight = style.isBold ? " font-weight=\"bold\"" : ""
    let anchor = style.anchor == "start" ? "" : " text-anchor=\"\(style.anchor)\""
    body +=
      "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(style.size)\" fill=\"\(style.fill)\"\(weight)\(anchor)>"
      + "\(Self.escape(text))</text>\n"
  }

  /// A title over the picture.
  /// - Returns: where the picture may begin.
  mutating func heading(_ title: String, margin: Int) -> Int {
    var y = margin + 12
    for line in Self.wrap(title, 74) {
      text(margin, y, line, Style(size: 15, isBold: true))
      y += 20
    }
    return y
  }

  /// Sentences under the picture, from `top` down.
  /// - Returns: where they end.
  mutating func notes(_ notes: [String], margin: Int, top: Int) -> Int {
    var y = top
    for note in notes {
      for line in Self.wrap(note, 104) {
        text(margin, y, line, Style(size: 11, fill: "#444444"))
        y += 15
      }
    }
    return y
  }

  /// The file. Readers of screens hear title and description.
  func file(
    height: Int, id: String, language: Language, title: String, description: String
  ) -> [UInt8] {
    let id = Self.name(id)
    var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
    text += " viewBox=\"0 0 \(width) \(height)\" role=\"img\" lang=\"\(language.rawValue)\""
    text += " aria-labelledby=\"\(id)-title \(id)-desc\" font-family=\"sans-serif\">\n"
    text += "<title id=\"\(id)-title\">\(Self.escape(title))</title>\n"
    text += "<desc id=\"\(id)-desc\">\(Self.escape(description))</desc>\n"
    text += "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>\n"
    return [UInt8]((text + body + "</svg>\n").utf8)
  }

  /// Letters, digits and hyphens of a label, for an id.
  private static func name(_ label: String) -> String {
    String(
      label.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": Character(scalar)
        default: "-"
        }
      })
  }

  /// Markup characters become entities; line breaks become spaces; what XML 1.0 does not allow at
  /// all goes.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: out += "&amp;"
      case 0x3C: out += "&lt;"
      case 0x3E: out += "&gt;"
      case 0x22: out += "&quot;"
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out += " "
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Lines of at most `limit` characters, broken at spaces, and within words that are longer.
  static func wrap(_ text: String, _ limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, line.count + 1 + word.count <= limit {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while word.count > limit {
        lines.append(String(word.prefix(limit)))
        word = String(word.dropFirst(limit))
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
