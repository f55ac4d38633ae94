/// A path into a JSON value: `user.id`, `replies[0].text`, `tags[*].name`,
/// `referenced_tweets[type=replied_to].id`, `['a.b']`; a leading `/` starts at the document.
struct JSONPath: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    case key([UInt8])
    case index(Int)
    case all
    /// Elements whose member `key` is the text `value`.
    case filter(key: [UInt8], value: [UInt8])
  }

  var steps: [Step] = []
  /// Starts at the document, not at the record.
  var isAbsolute = false

  init() {}

  /// - Returns: nil when the text is no path.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    if bytes.first == 47 {
      isAbsolute = true
      bytes.removeFirst()
      // /a/b is the same as /a.b
      bytes = ArraySlice(bytes.map { $0 == 47 ? 46 : $0 })
    }
    var needsKey = false
    while let byte = bytes.first {
      if byte == 91 {
        guard !needsKey, let step = Self.bracket(&bytes) else { return nil }
        steps.append(step)
      } else {
        if byte == 46 {
          guard !steps.isEmpty, !needsKey else { return nil }
          bytes.removeFirst()
          needsKey = true
          continue
        }
        guard steps.isEmpty || needsKey else { return nil }
        let key = bytes.prefix { $0 != 46 && $0 != 91 }
        guard !key.contains(93) else { return nil }
        steps.append(.key(Array(key)))
        bytes = bytes.dropFirst(key.count)
        needsKey = false
      }
    }
    if needsKey { return nil }
  }

  private static func bracket(_ bytes: inout ArraySlice<UInt8>) -> Step? {
    if bytes.dropFirst().first == 39 {
      let key = bytes.dropFirst(2).prefix { $0 != 39 }
      let rest = bytes.dropFirst(2 + key.count)
      guard rest.starts(with: [39, 93]), !key.isEmpty else { return nil }
      bytes = rest.dropFirst(2)
      return .key(Array(key))
    }
    guard let close = bytes.firstIndex(of: 93) else { return nil }
    let inside = bytes[bytes.startIndex..<close].dropFirst()
    bytes = bytes[(close + 1)...]
    if inside.elementsEqual([42]) { return .all }
    if let equals = inside.firstIndex(of: 61) {
      let (key, value) = (Array(inside[..<equals]), Array(inside[(equals + 1)...]))
      return key.isEmpty || value.isEmpty ? nil : .filter(key: key, value: value)
    }
    return Int(String(decoding: inside, as: UTF8.self)).flatMap { $0 >= 0 ? .index($0) : nil }
  }

  /// Whether the path can be followed without knowing what stands beside it.
  var isPlain: Bool {
    steps.allSatisfy { if case .filter = $0 { false } else { true } }
  }
}
