/// Makes plain text of HTML nodes, as a reader sees it.
///
/// - White space, no-break spaces and control bytes become one space.
/// - Blocks and `br` end a line; two line ends in a row stay one empty line, more do not.
/// - Scripts, styles and comments say nothing. Of images, a smiley's `alt` is kept when it has no
///   letter or digit (":)", an emoji).
/// - C1 controls, which browsers read as windows-1252 (`&#146;`), become those characters.
package struct HTMLText {
  private var out: [UInt8] = []
  private var breaks = 0
  private var isSpaced = false

  package init() {}

  /// The text of everything below `node`, without what `skip` says to leave out.
  package static func of(
    _ node: HTMLNode, skip: (HTMLNode) -> Bool = { _ in false }
  ) -> [UInt8] {
    var text = HTMLText()
    text.add(node, skip: skip)
    return text.bytes
  }

  /// The text so far.
  package var bytes: [UInt8] { out }

  /// Begins a new line, if anything has been written; `2` leaves an empty line.
  package mutating func endLine(_ count: Int = 1) { breaks = max(breaks, count) }

  /// Adds what is below `node`. Iterative: depth costs no stack.
  package mutating func add(_ top: HTMLNode, skip: (HTMLNode) -> Bool = { _ in false }) {
    var open: [(node: HTMLNode, isBlock: Int, isPre: Bool)] = []
    var next = top.firstChild
    var pre = 0
    while true {
      if let node = next {
        if node.isText {
          add(node.content, keepLines: pre > 0)
        } else if node.isElement, !node.isSilent, !skip(node) {
          if node.isNamed("br") {
            breaks = min(breaks + 1, 2)
          } else if node.isNamed("img") {
            addSmiley(node)
          } else if let child = node.firstChild {
            let block = node.lineEnds
            let isPre = node.isNamed("pre")
            endLine(block)
            open.append((node, block, isPre))
            pre += isPre ? 1 : 0
            next = child
            continue
          } else {
            endLine(node.lineEnds)
          }
        }
        next = node.next
      } else {
        guard let closed = open.popLast() else { return }
        endLine(closed.isBlock)
        pre -= closed.isPre ? 1 : 0
        next = closed.node.next
      }
    }
  }

  private mutating func addSmiley(_ image: HTMLNode) {
    guard let alt = image["alt"], !alt.isEmpty, alt.utf8.count <= 32 else { return }
    let hasWord = alt.unicodeScalars.contains {
      $0.properties.isAlphabetic || ($0.value >= 48 && $0.value <= 57)
    }
    if hasWord { return }
    var copy = alt
    copy.withUTF8 { add($0, keepLines: false) }
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, keepLines: Bool) {
    var i = 0
    let count = bytes.count
    while i < count {
      let byte = bytes[i]
      if byte <= 32 || byte == 127 {
        if keepLines, byte == 10 { breaks = min(breaks + 1, 2) }
        isSpaced = true
        i += 1
        continue
      }
      if byte == 0xC2, i + 1 < count {
        let low = bytes[i + 1]
        if low == 0xA0 {
          isSpaced = true
          i += 2
          continue
        }
        if low < 0xA0 {
          gap()
          append(scalar: CharsetTable.windows1252[Int(low) - 128])
          i += 2
          continue
        }
      }
      gap()
      out.append(byte)
      i += 1
      while i < count, bytes[i] > 32, bytes[i] != 127, bytes[i] != 0xC2 {
        out.append(bytes[i])
        i += 1
      }
    }
  }

  private mutating func gap() {
    if breaks > 0 {
      if !out.isEmpty { for _ in 0..<breaks { out.append(10) } }
    } else if isSpaced, !out.isEmpty {
      out.append(32)
    }
    breaks = 0
    isSpaced = false
  }

  private mutating func append(scalar: UInt16) {
    out.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
  }
}

extension HTMLNode {
  /// The text below, without what `skip` leaves out; see ``HTMLText``.
  package func text(skip: (HTMLNode) -> Bool = { _ in false }) -> String {
    String(decoding: HTMLText.of(self, skip: skip), as: UTF8.self)
  }

  fileprivate var isSilent: Bool {
    isNamed("script") || isNamed("style") || isNamed("noscript") || isNamed("template")
      || isNamed("head") || isNamed("select") || isNamed("textarea")
  }

  /// How many line ends stand around an element of this name.
  fileprivate var lineEnds: Int {
    switch name {
    case "p": 2
    case "div", "blockquote", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6",
      "pre", "hr", "dl", "dt", "dd", "fieldset", "form", "center", "article", "section", "header",
      "footer", "aside", "figure", "figcaption", "details", "summary", "address", "body":
      1
    case "td", "th": 0
    default: 0
    }
  }
}

extension HTMLText {
  /// The text of a piece of HTML that is no page; nil when it cannot be parsed.
  package static func of(fragment: [UInt8]) -> [UInt8]? {
    guard fragment.contains(where: { $0 == 60 || $0 == 38 }) else {
      // Nothing to parse, but white space counts as in HTML.
      var text = HTMLText()
      fragment.withUnsafeBufferPointer { text.add($0, keepLines: false) }
      return text.bytes
    }
    do throws(HTMLPage.Refusal) {
      let page = try HTMLPage.parse(Array("<div>".utf8) + fragment + Array("</div>".utf8))
      return page.root.map { of($0) } ?? []
    } catch {
      return nil
    }
  }

  /// Plain text in which `&amp;` and other references stand for their characters, once.
  package static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(38) else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == 38, let (scalar, length) = HTMLReference.read(bytes[at...]) {
        out.append(contentsOf: String(scalar).utf8)
        at += length
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }
}
