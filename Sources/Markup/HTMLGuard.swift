/// What is done to a page's bytes before libxml2 sees them, in one pass and without a tree.
///
/// - A file of several concatenated pages is cut into its pages: libxml2 stops at `</html>`.
/// - Any other `</html>` and `</body>` is blanked, so that what follows is not lost.
/// - Attributes of a tag past the ``attributeLimit``th are blanked: libxml2 compares each attribute
///   with all before it.
/// - NULs are dropped, and entity declarations in a document type blanked.
/// - Nesting past ``depthLimit``, and end tags whose search through the open tags would cost more
///   than ``searchLimit`` steps, refuse the page.
struct HTMLGuard {
  static let attributeLimit = 256
  static let depthLimit = 250_000
  static let searchLimit = 20_000_000

  private(set) var documents: [[UInt8]] = []
  private(set) var blankedAttributes = 0
  private(set) var droppedNULs = 0
  private(set) var isTooDeep = false

  private var bytes: [UInt8]
  private var at = 0
  private var start = 0
  private var hasRoot = false
  private var open: [UInt32] = []
  private var searched = 0

  init(_ utf8: [UInt8]) {
    bytes = utf8
    if bytes.contains(0) {
      bytes.removeAll { $0 == 0 }
      droppedNULs = utf8.count - bytes.count
    }
    scan()
    documents.append(Array(bytes[start...]))
    bytes = []
  }

  private mutating func scan() {
    while let tag = bytes[at...].firstIndex(of: 60), !isTooDeep {
      at = tag + 1
      guard at < bytes.count else { return }
      switch bytes[at] {
      case 33: passDeclaration(from: tag)
      case 63: at = bytes[at...].firstIndex(of: 62) ?? bytes.count
      case 47: passEndTag(from: tag)
      case 65...90, 97...122: passStartTag(from: tag)
      default: break
      }
    }
  }

  private mutating func passDeclaration(from tag: Int) {
    if matches("!--", at) {
      at = end(of: "-->", from: at + 3) ?? bytes.count
      return
    }
    let isDoctype = matches("!doctype", at)
    if hasRoot, isDoctype { cut(at: tag) }
    let stop = bytes[at...].firstIndex(of: 62) ?? bytes.count
    guard isDoctype, let subset = bytes[at..<stop].firstIndex(of: 91) else {
      at = stop
      return
    }
    at = end(of: "]>", from: subset) ?? stop
    for i in subset..<max(subset, at - 1) { bytes[i] = 32 }
  }

  private mutating func passEndTag(from tag: Int) {
    at += 1
    let name = takeName()
    let stop = bytes[at...].firstIndex(of: 62).map { $0 + 1 } ?? bytes.count
    if name == Self.html || name == Self.body {
      let next = nextDocument(after: stop)
      if name == Self.html, let next {
        at = next
        cut(at: next)
        return
      }
      for i in tag..<stop { bytes[i] = 32 }
    } else {
      close(name)
    }
    at = stop
  }

  private mutating func close(_ name: UInt32) {
    if open.last == name {
      open.removeLast()
      return
    }
    guard let found = open.lastIndex(of: name) else {
      searched += open.count
      isTooDeep = isTooDeep || searched > Self.searchLimit
      return
    }
    searched += open.count - found
    isTooDeep = isTooDeep || searched > Self.searchLimit
    open.removeSubrange(found...)
  }

  private mutating func passStartTag(from tag: Int) {
    let name = takeName()
    if name == Self.html {
      if hasRoot, tag > start, open.isEmpty { cut(at: tag) }
      hasRoot = true
    }
    var attributes = 0
    var isClosed = false
    while at < bytes.count, bytes[at] != 62, bytes[at] != 60 {
      let byte = bytes[at]
      if byte <= 32 || byte == 47 {
        isClosed = byte == 47
        at += 1
        continue
      }
      isClosed = false
      let first = at
      takeAttribute()
      attributes += 1
      if attributes > Self.attributeLimit {
        for i in first..<at { bytes[i] = 32 }
        blankedAttributes += 1
      }
    }
    if at < bytes.count, bytes[at] == 62 { at += 1 }
    if name == Self.script || name == Self.style {
      at = end(of: name == Self.script ? "</script" : "</style", from: at) ?? bytes.count
      return
    }
    if !isClosed, !Self.void.contains(name), name != Self.html, name != Self.body {
      open.append(name)
      isTooDeep = open.count > Self.depthLimit
    }
  }

  private mutating func takeAttribute() {
    while at < bytes.count, bytes[at] > 32, bytes[at] != 61, bytes[at] != 62, bytes[at] != 47 {
      at += 1
    }
    var p = at
    while p < bytes.count, bytes[p] <= 32 { p += 1 }
    guard p < bytes.count, bytes[p] == 61 else {
      // A lone slash or a name without a value: at least one byte is always passed.
      return
    }
    p += 1
    while p < bytes.count, bytes[p] <= 32 { p += 1 }
    if p < bytes.count, bytes[p] == 34 || bytes[p] == 39 {
      let quote = bytes[p]
      at = bytes[(p + 1)...].firstIndex(of: quote).map { $0 + 1 } ?? bytes.count
      return
    }
    while p < bytes.count, bytes[p] > 32, bytes[p] != 62 { p += 1 }
    at = p
  }

  /// Ends one document before `index` and begins the next there.
  private mutating func cut(at index: Int) {
    documents.append(Array(bytes[start..<index]))
    start = index
    hasRoot = false
    open.removeAll(keepingCapacity: true)
  }

  /// Where a new document begins behind `index`, past white space and comments.
  private func nextDocument(after index: Int) -> Int? {
    var p = index
    while p < bytes.count {
      if bytes[p] <= 32 {
        p += 1
      } else if matches("<!--", p) {
        guard let stop = end(of: "-->", from: p + 4) else { return nil }
        p = stop
      } else {
        return matches("<!doctype", p) || matches("<html", p) ? p : nil
      }
    }
    return nil
  }

  /// A hash of the lower-case tag name at ``at``, which moves behind it.
  private mutating func takeName() -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    while at < bytes.count {
      var byte = bytes[at]
      if byte >= 65, byte <= 90 { byte += 32 }
      guard (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte == 45 else { break }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    return hash
  }

  private static func hash(_ name: String) -> UInt32 {
    name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  private static let html = hash("html")
  private static let body = hash("body")
  private static let script = hash("script")
  private static let style = hash("style")
  private static let void = Set(
    ["br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "param", "wbr"]
      .map(hash))

  /// Whether `word` (lower case) stands at `index`, letters of either case.
  private func matches(_ word: StaticString, _ index: Int) -> Bool {
    guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
    for i in 0..<word.utf8CodeUnitCount {
      var byte = bytes[index + i]
      if byte >= 65, byte <= 90 { byte += 32 }
      guard byte == word.utf8Start[i] else { return false }
    }
    return true
  }

  /// The index behind the next `word`.
  private func end(of word: StaticString, from index: Int) -> Int? {
    var p = index
    while p < bytes.count, let found = bytes[p...].firstIndex(of: word.utf8Start[0]) {
      if matches(word, found) { return found + word.utf8CodeUnitCount }
      p = found + 1
    }
    return nil
  }
}
