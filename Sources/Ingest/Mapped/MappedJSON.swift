internal import Corpus

/// Reads the records of JSON documents and of NDJSON lines.
struct MappedJSON {
  /// Longer lines are set aside.
  static let lineLimit = 64 << 20
  /// Larger documents are refused: they are read whole.
  static let documentLimit = 1 << 30 - 1

  let mapping: Mapping

  /// One record as a tree over its bytes.
  struct Record: MappedRecord {
    var tree = JSONTree()
    var decoder = JSONText()

    mutating func value(at place: MappedPlaces.Place, join: [UInt8]) -> [UInt8]? {
      switch place {
      case .fixed(let value): return value
      case .column: return nil
      case .path(let path):
        var parts: [[UInt8]] = []
        for node in tree.find(path, &decoder) {
          if let part = tree.text(node, &decoder, join: join) { parts.append(part) }
        }
        return parts.isEmpty ? nil : Array(parts.joined(separator: join))
      }
    }
  }

  /// Where the mapping's fields stand, given the document that holds the records.
  func places(document: UnsafeBufferPointer<UInt8>) -> MappedPlaces {
    var decoder = JSONText()
    func place(_ locator: Mapping.Locator) -> MappedPlaces.Place? {
      guard let path = locator.path else { return nil }
      guard path.isAbsolute else { return .path(path) }
      guard let base = document.baseAddress else { return .fixed(nil) }
      var scanner = JSONScanner(base: base, at: 0, end: document.count)
      var value: [UInt8]?
      Self.walk(&scanner, path.steps[...], elements: false) { scanner in
        var tree = JSONTree()
        if value == nil, tree.read(&scanner) { value = tree.text(0, &decoder) }
        return !scanner.failed
      }
      return .fixed(value)
    }
    var places = MappedPlaces()
    for (name, rule) in mapping.rules { places[name] = rule.at.compactMap { place($0) } }
    places.skips = mapping.skips.compactMap { place($0.at) }
    return places
  }

  /// Goes down `steps` and hands over the scanner at every value there; where that value is a list
  /// and `elements` is set, at every element. Depth of calls is the number of steps.
  @discardableResult
  static func walk(
    _ scanner: inout JSONScanner, _ steps: ArraySlice<JSONPath.Step>, elements: Bool = true,
    _ visit: (inout JSONScanner) throws -> Bool
  ) rethrows -> Bool {
    guard let step = steps.first else {
      guard elements, scanner.peek() == 91 else { return try visit(&scanner) }
      return try each(&scanner) { scanner, _ in try visit(&scanner) }
    }
    let rest = steps.dropFirst()
    let first = scanner.peek()
    switch step {
    case .key(let name):
      guard first == 123 else { break }
      _ = scanner.enterObject()
      var isFirst = true
      while let key = scanner.nextKey(&isFirst) {
        let isSame =
          !key.isEscaped && key.count == name.count
          && UnsafeBufferPointer(start: scanner.base + key.offset, count: key.count)
            .elementsEqual(name)
        if isSame {
          if try !walk(&scanner, rest, elements: elements, visit) { return false }
        } else {
          scanner.skipValue()
        }
      }
      return !scanner.failed
    case .all:
      guard first == 91 else { break }
      return try each(&scanner) { scanner, _ in
        try walk(&scanner, rest, elements: elements, visit)
      }
    case .index(let index):
      guard first == 91 else { break }
      return try each(&scanner) { scanner, number in
        if number == index { return try walk(&scanner, rest, elements: elements, visit) }
        scanner.skipValue()
        return !scanner.failed
      }
    case .filter: break
    }
    scanner.skipValue()
    return !scanner.failed
  }

  private static func each(
    _ scanner: inout JSONScanner, _ body: (inout JSONScanner, Int) throws -> Bool
  ) rethrows -> Bool {
    guard scanner.enterArray() else { return false }
    var isFirst = true
    var number = 0
    while scanner.nextElement(&isFirst) {
      if try !body(&scanner, number) { return false }
      number += 1
    }
    return !scanner.failed
  }

  /// Hands over every record of a document.
  /// - Throws: `Complaint` when the document is no JSON.
  func readDocument(
    _ bytes: [UInt8], _ body: (inout Record?, MappedPlaces) throws -> Void
  ) throws {
    var text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.replaceSubrange(..<3, with: [32, 32, 32]) }
    // `window.YTD.tweets.part0 = [`: a script that assigns the document.
    if let first = text.first(where: { $0 > 32 }), first != 91, first != 123,
      let start = text.firstIndex(where: { $0 == 91 || $0 == 123 }),
      text[..<start].contains(61)
    {
      for i in 0..<start { text[i] = 32 }
    }
    guard text.contains(where: { $0 > 32 }) else { throw Complaint("is empty") }
    let end = text.count
    text.append(contentsOf: [UInt8](repeating: 0, count: PostBatch.padding))
    try text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let places = places(document: UnsafeBufferPointer(start: base, count: end))
      var scanner = JSONScanner(base: base, at: 0, end: end)
      var record: Record? = Record()
      let isWhole = try Self.walk(&scanner, mapping.records.steps[...]) { scanner in
        try visit(&scanner, &record, places, body)
      }
      guard isWhole, scanner.isAtEnd() else {
        throw Complaint("is not JSON from byte \(scanner.at + 1) on")
      }
    }
  }

  /// Hands over every record of one line; false when the line is no JSON. The line must be
  /// readable for ``PostBatch/padding`` bytes past its end.
  func readLine(
    _ line: UnsafeBufferPointer<UInt8>, _ record: inout Record?, _ places: MappedPlaces,
    _ body: (inout Record?, MappedPlaces) throws -> Void
  ) throws -> Bool {
    guard let base = line.baseAddress else { return true }
    var scanner = JSONScanner(base: base, at: 0, end: line.count)
    // A line that is no JSON gives no record at all.
    scanner.skipValue()
    guard !scanner.failed, scanner.isAtEnd() else { return false }
    scanner = JSONScanner(base: base, at: 0, end: line.count)
    let local = mapping.rules.values.contains { $0.at.contains { $0.path?.isAbsolute == true } }
    let here = local ? self.places(document: line) : places
    return try Self.walk(&scanner, mapping.records.steps[...]) { scanner in
      try visit(&scanner, &record, here, body)
    }
  }

  private func visit(
    _ scanner: inout JSONScanner, _ record: inout Record?, _ places: MappedPlaces,
    _ body: (inout Record?, MappedPlaces) throws -> Void
  ) throws -> Bool {
    if scanner.peek() != 123 {
      // A record is an object; another value is handed over as none.
      scanner.skipValue()
      guard !scanner.failed else { return false }
      var none: Record?
      try body(&none, places)
      return true
    }
    guard record?.tree.read(&scanner) == true else { return false }
    try body(&record, places)
    return true
  }
}
