package import Corpus

/// Takes people out of texts: `@handles` become pseudonyms, links `[url]`, e-mail addresses
/// `[email]`, telephone numbers `[phone]`. One per thread.
///
/// Without a key only people who withdrew are taken out: their handles, and links with one in them.
///
/// - A handle is every `@` with a name behind it (``NameSpan``), whatever stands before it; a forum's
///   names with spaces cannot be told from other words. `/u/name`, and on Reddit `u/name`, too. Of
///   somebody who withdrew it becomes `[withdrawn]`.
/// - A link (``LinkSpan``) becomes `[url]`: links to posts and profiles name people.
/// - For e-mail addresses see ``AddressSpan``, for telephone numbers ``TelephoneNumber``.
package final class TextMask {
  private let ids: KeyedIDs
  private let withdrawn: Withdrawn
  private var out: [UInt8] = []
  private var isReddit = false
  private var space: UInt64 = 0

  package init(_ ids: KeyedIDs, withdrawn: Withdrawn = Withdrawn()) {
    self.ids = ids
    self.withdrawn = withdrawn
  }

  /// Masks title, text and quoted text of every row that is not keyed yet.
  package func apply(to batch: PostBatch) {
    guard ids.isOn || !withdrawn.isEmpty else { return }
    for index in batch.rows.indices where !batch.rows[index].isKeyed {
      let row = batch.rows[index]
      batch.rows[index].text = masked(row.text, row.platform, batch)
      if !row.title.isBlank { batch.rows[index].title = masked(row.title, row.platform, batch) }
      if !row.quoted.isBlank { batch.rows[index].quoted = masked(row.quoted, row.platform, batch) }
    }
  }

  private func masked(_ field: Field, _ platform: Field, _ batch: PostBatch) -> Field {
    if field.isBlank { return field }
    let bytes = batch.bytes(field)
    guard needsWork(bytes) else { return field }
    let platform = batch.bytes(platform)
    isReddit = platform.elementsEqual("reddit".utf8)
    space = KeyedIDs.platformSpace(platform)
    out.removeAll(keepingCapacity: true)
    var at = 0
    var isChanged = false
    while at < bytes.count {
      if let end = mask(bytes, at, platform) {
        isChanged = true
        at = end
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return isChanged ? batch.put(out) : field
  }

  /// Puts out what stands instead of the name, link, address or number at `at`; its end, or nil.
  private func mask(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ platform: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    switch bytes[at] {
    case UInt8(ascii: "@"):
      if ids.isOn, let (start, end) = AddressSpan.around(bytes, at), take(bytes, start, at) {
        out.append(contentsOf: "[email]".utf8)
        return end
      }
      return name(bytes, from: at, to: at + 1, platform)
    case 0xEF:
      // The full-width at sign.
      guard at + 2 < bytes.count, bytes[at + 1] == 0xBC, bytes[at + 2] == 0xA0 else { return nil }
      return name(bytes, from: at, to: at + 3, platform)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      guard let start = redditName(bytes, at) else { return nil }
      return name(bytes, from: at, to: start, platform)
    case UInt8(ascii: "/"):
      guard let (start, end) = LinkSpan.around(slash: at, bytes), hides(bytes, start, end),
        take(bytes, start, at)
      else { return nil }
      out.append(contentsOf: "[url]".utf8)
      return end
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "w"), UInt8(ascii: "W"):
      guard let end = LinkSpan.end(bytes, at), hides(bytes, at, end) else { return nil }
      out.append(contentsOf: "[url]".utf8)
      return end
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "("):
      guard ids.isOn, let end = TelephoneNumber.end(bytes, at) else { return nil }
      out.append(contentsOf: "[phone]".utf8)
      return end
    default:
      return nil
    }
  }

  /// Takes back what was put out of the bytes from `start` to `at`. False when it was changed on
  /// the way and is no longer there.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ at: Int) -> Bool {
    guard out.count >= at - start, out.suffix(at - start).elementsEqual(bytes[start..<at]) else {
      return false
    }
    out.removeLast(at - start)
    return true
  }

  /// Whether a link is masked: every one with a key, else those with a withdrawn name in them.
  private func hides(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if ids.isOn { return true }
    var at = start
    while at < end {
      if let name = NameSpan.end(bytes, at), name <= end {
        if withdrawnEnd(bytes, at, name) != nil { return true }
        at = name
      } else {
        at += 1
      }
    }
    return false
  }

  /// The name behind a sign: the sign is put out, and then a pseudonym or `[withdrawn]`.
  private func name(
    _ bytes: UnsafeBufferPointer<UInt8>, from at: Int, to start: Int,
    _ platform: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let end = NameSpan.end(bytes, start) else { return nil }
    if let end = withdrawnEnd(bytes, start, end) {
      out.append(contentsOf: bytes[at..<start])
      out.append(contentsOf: "[withdrawn]".utf8)
      return end
    }
    guard ids.isOn else { return nil }
    out.append(contentsOf: bytes[at..<start])
    let folded = Handle.folded(NameSpan.bare(bytes, start, end))
    folded.withUnsafeBufferPointer {
      let key = KeyedIDs.accountKey($0, platform: space, isHandle: true)
      out.append(contentsOf: ids.pseudonym($0, key, platform, true))
    }
    return end
  }

  /// End of the withdrawn name that the span is, or begins with: `@jan.Daarom` may be `jan`.
  private func withdrawnEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    if withdrawn.isEmpty { return nil }
    var end = end
    while end > start {
      let folded = Handle.folded(NameSpan.bare(bytes, start, end))
      let key = folded.withUnsafeBufferPointer {
        KeyedIDs.accountKey($0, platform: space, isHandle: true)
      }
      if withdrawn.contains(key) { return end }
      guard let shorter = NameSpan.shorter(bytes, start, end) else { return nil }
      end = shorter
    }
    return nil
  }

  /// Whether the text has a sign of a name or a link, or enough digits for a telephone number.
  private func needsWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    var previous: UInt8 = 0
    for c in bytes {
      if c == 64 || c == 47 { return true }
      if c >= 48, c <= 57 { digits += 1 }
      if c == 46, previous | 32 == 119 { return true }
      if c == 0xBC, previous == 0xEF { return true }
      previous = c
    }
    return digits >= TelephoneNumber.fewestDigits
  }

  /// Start of the name in `/u/name` where `at` is the `u`; on Reddit also of a bare `u/name`.
  private func redditName(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at + 2 < bytes.count, bytes[at + 1] == 47 else { return nil }
    guard at > 0 else { return isReddit ? at + 2 : nil }
    let before = bytes[at - 1]
    if before == 47 { return at + 2 }
    return isReddit && !isASCIIWord(before) ? at + 2 : nil
  }
}

/// Letters, digits and underscore of ASCII.
@inline(__always)
func isASCIIWord(_ c: UInt8) -> Bool {
  (c >= 48 && c <= 57) || (c | 32 >= 97 && c | 32 <= 122) || c == 95
}
