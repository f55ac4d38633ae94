/// JSON whose keys keep their order, for small documents: schemas, mistakes.
package indirect enum JSONValue: Sendable {
  case text(String)
  case whole(Int)
  case number(Double)
  case truth(Bool)
  case null
  case list([JSONValue])
  case object([(String, JSONValue)])

  /// On one line, without spaces.
  package var line: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .whole(let number): String(number)
    case .number(let number): Self.digits(number)
    case .truth(let truth): truth ? "true" : "false"
    case .null: "null"
    case .list(let items): "[" + items.map(\.line).joined(separator: ",") + "]"
    case .object(let pairs):
      "{" + pairs.map { Self.quoted($0.0) + ":" + $0.1.line }.joined(separator: ",") + "}"
    }
  }

  /// Over several lines, two spaces a level; what fits into 96 columns stays on one.
  package func page(indent: Int = 0) -> String {
    let flat = line
    let isFlatList = if case .list = self { true } else { false }
    if isFlatList, indent + flat.count <= 96 { return flat }
    let outer = String(repeating: " ", count: indent)
    let inner = outer + "  "
    switch self {
    case .list(let items) where !items.isEmpty:
      return "[\n" + items.map { inner + $0.page(indent: indent + 2) }.joined(separator: ",\n")
        + "\n\(outer)]"
    case .object(let pairs) where !pairs.isEmpty:
      return "{\n"
        + pairs.map { inner + Self.quoted($0.0) + ": " + $0.1.page(indent: indent + 2) }
        .joined(separator: ",\n") + "\n\(outer)}"
    default: return flat
    }
  }

  /// Whole numbers without a point.
  static func digits(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }

  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 32:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
