package import Corpus

/// What became of a line that was offered to a reader of records.
package enum RecordOutcome: Sendable, Equatable {
  case taken
  /// A record of another kind: pass it on.
  case otherKind
  /// A record of this reader's kind with this field missing or wrong (a field name, never a value):
  /// to be set aside.
  case wrong(String)
}

/// One NDJSON line as its top-level values, for records that are not on the hot path of posts.
///
/// The bytes must be readable for ``PostBatch/padding`` bytes past the line and hold no byte that
/// matters there.
package struct RecordLine {
  /// A value, in place.
  private enum Value {
    case text(JSONScanner.Text)
    case number(JSONScanner.Text)
    case bool(Bool)
    case null
    /// An object or array: where it begins and ends.
    case nested(Range<Int>)
  }
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var keys: [JSONScanner.Text] = []
  private var values: [Value] = []

  /// nil when the line is no JSON object.
  package init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard let start = line.baseAddress else { return nil }
    self.init(base: start, range: 0..<line.count)
  }

  private init?(base: UnsafePointer<UInt8>, range: Range<Int>) {
    self.base = base
    end = range.upperBound
    var scanner = JSONScanner(base: base, at: range.lowerBound, end: range.upperBound)
    guard scanner.enterObject() else { return nil }
    var first = true
    while let key = scanner.nextKey(&first) {
      keys.append(key)
      values.append(Self.value(&scanner))
      if scanner.failed { return nil }
    }
    guard !scanner.failed, scanner.isAtEnd() else { return nil }
  }

  private static func value(_ scanner: inout JSONScanner) -> Value {
    switch scanner.peek() {
    case 34: return scanner.text().map { .text($0) } ?? .null
    case 123, 91:
      let start = scanner.at
      scanner.skipValue()
      return .nested(start..<scanner.at)
    case 116, 102: return scanner.bool().map { .bool($0) } ?? .null
    case 110:
      _ = scanner.takeNull()
      return .null
    default: return scanner.number().map { .number($0) } ?? .null
    }
  }

  /// The last of equal keys counts.
  private func find(_ key: StaticString) -> Value? {
    let scanner = JSONScanner(base: base, at: 0, end: end)
    for (place, text) in keys.enumerated().reversed() where scanner.matches(text, key) {
      return values[place]
    }
    return nil
  }

  /// A string; nil when it is absent, null or something else.
  package func string(_ key: StaticString) -> String? {
    guard case .text(let text)? = find(key) else { return nil }
    return Self.decoded(base, text)
  }

  package func `is`(_ key: StaticString, _ word: StaticString) -> Bool {
    guard case .text(let text)? = find(key) else { return false }
    return JSONScanner(base: base, at: 0, end: end).matches(text, word)
  }

  /// The raw bytes of a string that has no escapes.
  func plainBytes(_ key: StaticString) -> UnsafeBufferPointer<UInt8>? {
    guard case .text(let text)? = find(key), !text.isEscaped else { return nil }
    return UnsafeBufferPointer(start: base + text.offset, count: text.count)
  }

  package func double(_ key: StaticString) -> Double? {
    guard case .number(let text)? = find(key) else { return nil }
    return Double(Self.raw(base, text))
  }

  package func int(_ key: StaticString) -> Int? {
    guard case .number(let text)? = find(key) else { return nil }
    return Int(Self.raw(base, text))
  }

  package func bool(_ key: StaticString) -> Bool? {
    guard case .bool(let value)? = find(key) else { return nil }
    return value
  }

  package func isNull(_ key: StaticString) -> Bool {
    if case .null? = find(key) { true } else { false }
  }

  /// The members of an array of strings; nil when it is absent or something else.
  package func strings(_ key: StaticString) -> [String]? {
    guard case .nested(let range)? = find(key), base[range.lowerBound] == 91 else { return nil }
    var scanner = JSONScanner(base: base, at: range.lowerBound, end: range.upperBound)
    _ = scanner.enterArray()
    var all: [String] = []
    var first = true
    while scanner.nextElement(&first) {
      guard let text = scanner.text() else { return nil }
      all.append(Self.decoded(base, text))
    }
    return scanner.failed ? nil : all
  }

  /// An object within the line.
  package func object(_ key: StaticString) -> RecordLine? {
    guard case .nested(let range)? = find(key), base[range.lowerBound] == 123 else { return nil }
    return RecordLine(base: base, range: range)
  }

  /// Keys and numbers of this object, in its order; nil when another value is among them.
  package func numbers() -> [(key: String, value: Double)]? {
    var all: [(String, Double)] = []
    for (key, value) in zip(keys, values) {
      guard case .number(let text) = value, let number = Double(Self.raw(base, text)) else {
        return nil
      }
      all.append((Self.decoded(base, key), number))
    }
    return all
  }

  /// Keys and objects of this object, in its order; other values are passed over.
  package func objects() -> [(key: String, value: RecordLine)] {
    zip(keys, values).compactMap { key, value in
      guard case .nested(let range) = value, let object = RecordLine(base: base, range: range)
      else { return nil }
      return (Self.decoded(base, key), object)
    }
  }

  /// A membership vector: an object of weights that sum to 1, or null for unknown; nil when it is
  /// neither.
  package func membership(_ key: StaticString) -> People.Membership? {
    if isNull(key) { return .unknown }
    guard let parts = object(key)?.numbers(), !parts.isEmpty,
      parts.allSatisfy({ $0.value > 0 && $0.value <= 1 }),
      abs(parts.reduce(0) { $0 + $1.value } - 1) < 1e-9,
      Set(parts.map(\.key)).count == parts.count
    else { return nil }
    return People.Membership(parts.map { .init(group: $0.key, weight: $0.value) })
  }

  private static func raw(_ base: UnsafePointer<UInt8>, _ text: JSONScanner.Text) -> String {
    String(
      decoding: UnsafeBufferPointer(start: base + text.offset, count: text.count), as: UTF8.self)
  }

  private static func decoded(_ base: UnsafePointer<UInt8>, _ text: JSONScanner.Text) -> String {
    if !text.isEscaped { return raw(base, text) }
    let batch = PostBatch(capacity: text.count * 4 + 64)
    let literal = batch.put(UnsafeRawBufferPointer(start: base + text.offset, count: text.count))
    batch.reserve(text.count * 3)
    batch.pad()
    let field = batch.field(
      JSONScanner.Text(
        offset: Int(literal.offset), count: text.count, isEscaped: true, isASCII: text.isASCII))
    return batch.string(field) ?? ""
  }
}
