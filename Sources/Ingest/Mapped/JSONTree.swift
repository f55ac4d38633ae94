internal import Corpus

/// One JSON value as a flat list of nodes over its bytes, used again for every record.
struct JSONTree {
  enum Kind: UInt8 { case object, array, string, number, word, null }

  struct Node {
    var kind: Kind
    /// The inside of a string, or the bytes of a number or word.
    var text: JSONScanner.Text
    var key: JSONScanner.Text?
    var child: Int32 = -1
    var next: Int32 = -1
  }

  /// Deeper values fail, as in ``JSONScanner``.
  static let depthLimit = 512

  private(set) var nodes: [Node] = []
  private(set) var base: UnsafePointer<UInt8>?

  private struct Frame {
    var node: Int32
    var last: Int32 = -1
    var isObject: Bool
    var first = true
  }

  /// Reads the value at the scanner; false when it is no JSON, or too deep.
  mutating func read(_ scanner: inout JSONScanner) -> Bool {
    nodes.removeAll(keepingCapacity: true)
    base = scanner.base
    var stack: [Frame] = []
    var key: JSONScanner.Text?
    while true {
      let c = scanner.peek()
      let here = Int32(nodes.count)
      if c == 123 || c == 91 {
        guard c == 123 ? scanner.enterObject() : scanner.enterArray(),
          stack.count < Self.depthLimit
        else { return false }
        append(Node(kind: c == 123 ? .object : .array, text: Self.none, key: key), &stack)
        stack.append(Frame(node: here, isObject: c == 123))
      } else {
        guard let node = Self.scalar(c, key, &scanner) else { return false }
        append(node, &stack)
      }
      // On to the next value, closing what ends here.
      var isDue = false
      while !isDue {
        guard let top = stack.indices.last else { return !scanner.failed }
        if stack[top].isObject {
          key = scanner.nextKey(&stack[top].first)
          isDue = key != nil
        } else {
          key = nil
          isDue = scanner.nextElement(&stack[top].first)
        }
        if scanner.failed { return false }
        if !isDue { stack.removeLast() }
      }
    }
  }

  private static let none = JSONScanner.Text(offset: 0, count: 0, isEscaped: false, isASCII: true)

  private static func scalar(
    _ first: UInt8, _ key: JSONScanner.Text?, _ scanner: inout JSONScanner
  ) -> Node? {
    switch first {
    case 34: return scanner.text().map { Node(kind: .string, text: $0, key: key) }
    case 110: return scanner.takeNull() ? Node(kind: .null, text: none, key: key) : nil
    case 116, 102:
      let start = scanner.at
      guard let value = scanner.bool() else { return nil }
      let text = JSONScanner.Text(
        offset: start, count: value ? 4 : 5, isEscaped: false, isASCII: true)
      return Node(kind: .word, text: text, key: key)
    default: return scanner.number().map { Node(kind: .number, text: $0, key: key) }
    }
  }

  private mutating func append(_ node: Node, _ stack: inout [Frame]) {
    let here = Int32(nodes.count)
    nodes.append(node)
    guard let top = stack.indices.last else { return }
    if stack[top].last < 0 {
      nodes[Int(stack[top].node)].child = here
    } else {
      nodes[Int(stack[top].last)].next = here
    }
    stack[top].last = here
  }

  /// The nodes that a path finds, in order.
  func find(_ path: JSONPath, _ decoder: inout JSONText) -> [Int] {
    var found = nodes.isEmpty ? [] : [0]
    for step in path.steps {
      var next: [Int] = []
      for node in found {
        switch step {
        case .key(let name):
          if let member = member(node, name, &decoder) { next.append(member) }
        case .index(let index):
          if nodes[node].kind == .array, let element = children(node).dropFirst(index).first {
            next.append(element)
          }
        case .all:
          if nodes[node].kind == .array { next += children(node) }
        case .filter(let name, let value):
          guard nodes[node].kind == .array else { continue }
          next += children(node).filter {
            guard let member = member($0, name, &decoder) else { return false }
            return text(member, &decoder) == value
          }
        }
      }
      found = next
    }
    return found
  }

  private func children(_ node: Int) -> [Int] {
    var list: [Int] = []
    var child = nodes[node].child
    while child >= 0 {
      list.append(Int(child))
      child = nodes[Int(child)].next
    }
    return list
  }

  /// The member of an object; of equal keys the last, as most readers of JSON do.
  private func member(_ node: Int, _ name: [UInt8], _ decoder: inout JSONText) -> Int? {
    guard nodes[node].kind == .object, let base else { return nil }
    var found: Int?
    var child = nodes[node].child
    while child >= 0 {
      if let key = nodes[Int(child)].key {
        let isSame =
          key.isEscaped
          ? decoder.decode(key, base) == name
          : key.count == name.count
            && UnsafeBufferPointer(start: base + key.offset, count: key.count).elementsEqual(name)
        if isSame { found = Int(child) }
      }
      child = nodes[Int(child)].next
    }
    return found
  }

  /// A scalar's bytes; of a list, its scalars joined; nil for null, objects and empty lists.
  func text(_ node: Int, _ decoder: inout JSONText, join: [UInt8] = []) -> [UInt8]? {
    guard let base else { return nil }
    switch nodes[node].kind {
    case .string: return decoder.decode(nodes[node].text, base)
    case .number, .word:
      let text = nodes[node].text
      return Array(UnsafeBufferPointer(start: base + text.offset, count: text.count))
    case .array:
      var parts: [[UInt8]] = []
      for child in children(node)
      where nodes[child].kind != .array && nodes[child].kind != .object {
        if let part = text(child, &decoder) { parts.append(part) }
      }
      return parts.isEmpty ? nil : Array(parts.joined(separator: join))
    case .null, .object: return nil
    }
  }
}

/// Decodes string literals into bytes of their own, repairing what is no character.
struct JSONText {
  private let scratch = PostBatch(capacity: 1 << 12)
  /// Texts in which something read U+FFFD.
  private(set) var repairs = 0

  mutating func decode(_ text: JSONScanner.Text, _ base: UnsafePointer<UInt8>) -> [UInt8] {
    let raw = UnsafeRawBufferPointer(start: base + text.offset, count: text.count)
    if !text.isEscaped, text.isASCII { return Array(raw) }
    scratch.removeAll()
    let copy = scratch.put(raw)
    scratch.reserve(3 * text.count)
    let field = scratch.field(
      JSONScanner.Text(
        offset: Int(copy.offset), count: Int(copy.count), isEscaped: text.isEscaped,
        isASCII: text.isASCII))
    repairs += scratch.repairedTexts
    return Array(scratch.bytes(field))
  }
}
