internal import Corpus

/// Finds out what encoding a saved page is in, and makes it UTF-8.
///
/// Order: byte order mark, what the caller knows, the page's own `meta` in its first 4096 bytes,
/// then the bytes themselves (``Charset/settle(declared:look:)``).
package enum PageCharset {
  /// - Returns: nil when the page names an encoding that is not one of ``Charset`` and the bytes
  ///   are not UTF-8 either.
  package static func decode(_ bytes: [UInt8], known: Charset? = nil) -> DecodedText? {
    if let (charset, length) = Charset.byteOrderMark(bytes) {
      return charset.decode(bytes[length...])
    }
    if let known { return known.decode(bytes[...]) }
    let look = UTF8Look(bytes)
    var declared: Charset?
    if let label = declaration(in: bytes) {
      declared = Charset(label: label)
      // A page whose `meta` can be read as ASCII is not in UTF-16, whatever it says.
      if declared == .utf16le || declared == .utf16be { declared = .utf8 }
      if declared == nil, look.errors > 0 { return nil }
    }
    return Charset.settle(declared: declared, look: look).decode(bytes[...])
  }

  /// The label in the first `charset=` of a `meta` tag.
  static func declaration(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
    let key = Array("charset".utf8)
    let meta = Array("<meta".utf8)
    var at = 0
    while let tag = find(meta, in: head, from: at) {
      let end = head[tag...].firstIndex(of: 62) ?? head.endIndex
      at = tag + meta.count
      guard let found = find(key, in: head, from: at), found < end else { continue }
      var p = found + key.count
      while p < end, head[p] == 32 { p += 1 }
      guard p < end, head[p] == 61 else { continue }
      p += 1
      while p < end, head[p] == 32 || head[p] == 34 || head[p] == 39 { p += 1 }
      let start = p
      while p < end, head[p] > 32, head[p] != 34, head[p] != 39, head[p] != 59, head[p] != 47 {
        p += 1
      }
      if p > start { return String(decoding: head[start..<p], as: UTF8.self) }
    }
    return nil
  }

  private static func find(_ needle: [UInt8], in head: [UInt8], from start: Int) -> Int? {
    guard head.count >= needle.count, start <= head.count - needle.count else { return nil }
    for i in start...(head.count - needle.count)
    where head[i] == needle[0] && head[i..<(i + needle.count)].elementsEqual(needle) {
      return i
    }
    return nil
  }
}
