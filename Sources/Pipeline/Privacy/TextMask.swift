import Corpus

/// Takes people out of texts: `@handles` become pseudonyms, links `[url]`, e-mail addresses
/// `[email]`, telephone numbers `[phone]`. One per thread.
///
/// Without a key only handles of people who withdrew are taken out.
///
/// - A handle is `@` (not behind a letter, digit or underscore) and up to 64 letters, digits,
///   underscores, dots or hyphens; a forum's names with spaces cannot be told from other words.
///   `/u/name` and `u/name` (Reddit), too. Of somebody who withdrew it becomes `[withdrawn]`.
/// - A link (`http://`, `https://`, `www.`) up to the next white space, quote or angle bracket
///   becomes `[url]`: links to posts and profiles name people.
/// - An e-mail address is a word with one `@` inside and a dot behind it.
/// - A telephone number is 8–15 digits, perhaps with `+`, spaces, dots, hyphens, slashes and
///   brackets between them, that starts with `+`, `00`, `0` or `(0`, and no date.
final class TextMask {
  private let ids: KeyedIDs
  private let withdrawn: Withdrawn
  private var out: [UInt8] = []

  init(_ ids: KeyedIDs, withdrawn: Withdrawn = Withdrawn()) {
    self.ids = ids
    self.withdrawn = withdrawn
  }

  /// Masks title, text and quoted text of every row that is not keyed yet.
  func apply(to batch: PostBatch) {
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
    out.removeAll(keepingCapacity: true)
    var at = 0
    var isChanged = false
    while at < bytes.count {
      let c = bytes[at]
      if c == 64, let end = handle(bytes, at) {
        out.append(64)
        append(bytes, at + 1, end, batch.bytes(platform))
        isChanged = true
        at = end
      } else if ids.isOn, c == 64, let (start, end) = address(bytes, at) {
        out.removeLast(at - start)
        out.append(contentsOf: "[email]".utf8)
        isChanged = true
        at = end
      } else if ids.isOn, let end = link(bytes, at) {
        out.append(contentsOf: "[url]".utf8)
        isChanged = true
        at = end
      } else if c == 117 || c == 85, let start = redditName(bytes, at),
        let end = nameEnd(bytes, start)
      {
        out.append(contentsOf: bytes[at..<start])
        append(bytes, start, end, batch.bytes(platform))
        isChanged = true
        at = end
      } else if ids.isOn, isPhoneStart(bytes, at), let end = phone(bytes, at) {
        out.append(contentsOf: "[phone]".utf8)
        isChanged = true
        at = end
      } else {
        out.append(c)
        at += 1
      }
    }
    return isChanged ? batch.put(out) : field
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int,
    _ platform: UnsafeBufferPointer<UInt8>
  ) {
    Handle.folded(UnsafeBufferPointer(rebasing: bytes[start..<end])).withUnsafeBufferPointer {
      let space = KeyedIDs.platformSpace(platform)
      let key = KeyedIDs.accountKey($0, platform: space, isHandle: true)
      if withdrawn.contains(key) {
        out.append(contentsOf: "[withdrawn]".utf8)
        return
      }
      guard ids.isOn else {
        out.append(contentsOf: bytes[start..<end])
        return
      }
      out.append(contentsOf: ids.pseudonym($0, key, platform, true))
    }
  }

  /// End of the link that starts at `at`.
  private func link(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let c = bytes[at] | 32
    guard c == 104 || c == 119, at == 0 || !Self.isWord(bytes[at - 1]) else { return nil }
    func starts(_ word: StaticString) -> Bool {
      let n = word.utf8CodeUnitCount
      guard at + n < bytes.count else { return false }
      return (0..<n).allSatisfy {
        let b = bytes[at + $0]
        return (b >= 65 && b <= 90 ? b | 32 : b) == word.utf8Start[$0]
      }
    }
    guard starts("http://") || starts("https://") || starts("www.") else { return nil }
    var end = at
    while end < bytes.count, bytes[end] > 32, bytes[end] != 34, bytes[end] != 60,
      bytes[end] != 62
    {
      end += 1
    }
    return end
  }

  /// Whether the text has an at sign, a link, a `u/`, or enough digits for a telephone number.
  private func needsWork(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    var previous: UInt8 = 0
    for c in bytes {
      if c == 64 { return true }
      if c >= 48, c <= 57 { digits += 1 }
      if c == 47, previous | 32 == 117 || previous == 47 { return true }
      if c == 46, previous | 32 == 119 { return true }
      previous = c
    }
    return digits >= 8
  }

  private static func isWord(_ c: UInt8) -> Bool {
    (c >= 48 && c <= 57) || (c | 32 >= 97 && c | 32 <= 122) || c == 95 || c >= 0x80
  }

  /// End of the handle that starts with the at sign at `at`; nil when there is none.
  private func handle(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    if at > 0, Self.isWord(bytes[at - 1]) || bytes[at - 1] == 46 { return nil }
    return nameEnd(bytes, at + 1)
  }

  private func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var end = start
    while end < bytes.count, end - start < 64,
      Self.isWord(bytes[end]) || bytes[end] == 46 || bytes[end] == 45
    {
      end += 1
    }
    // A full stop or hyphen behind a name belongs to the sentence.
    while end > start, bytes[end - 1] == 46 || bytes[end - 1] == 45 { end -= 1 }
    return end > start ? end : nil
  }

  /// Start of the name in `u/name` at `at`, where that is a word of its own.
  private func redditName(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at + 2 < bytes.count, bytes[at + 1] == 47 else { return nil }
    if at > 0, Self.isWord(bytes[at - 1]) { return nil }
    return at + 2
  }

  /// The address around the at sign at `at`.
  private func address(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (start: Int, end: Int)? {
    func isPart(_ c: UInt8) -> Bool {
      Self.isWord(c) || c == 46 || c == 45 || c == 43 || c == 37
    }
    var start = at
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    var end = at + 1
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    while end > at + 1, bytes[end - 1] == 46 || bytes[end - 1] == 45 { end -= 1 }
    guard start < at, bytes[(at + 1)..<end].contains(46) else { return nil }
    // What was put out so far must still be the start of the address, unchanged.
    guard out.count >= at - start, out.suffix(at - start).elementsEqual(bytes[start..<at]) else {
      return nil
    }
    return (start, end)
  }

  private func isPhoneStart(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let c = bytes[at]
    guard c == 43 || c == 48 || c == 40 else { return false }
    return at == 0 || !(Self.isWord(bytes[at - 1]) || bytes[at - 1] == 46 || bytes[at - 1] == 44)
  }

  private func phone(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var at = start
    if bytes[at] == 40 {
      guard at + 1 < bytes.count, bytes[at + 1] == 48 || bytes[at + 1] == 43 else { return nil }
      at += 1
    }
    if bytes[at] == 43 { at += 1 }
    var digits = 0
    var end = at
    var gap = 0
    while at < bytes.count, digits <= 15 {
      let c = bytes[at]
      if c >= 48, c <= 57 {
        digits += 1
        gap = 0
        end = at + 1
      } else if c == 32 || c == 45 || c == 46 || c == 47 || c == 40 || c == 41, gap < 2 {
        gap += 1
      } else {
        break
      }
      at += 1
    }
    guard (8...15).contains(digits) else { return nil }
    if end < bytes.count, Self.isWord(bytes[end]) { return nil }
    return isDate(bytes, start, end) ? nil : end
  }

  /// `03-04-2015`, `03.04.2015`, `03/04/2015`: a date and not a number to call.
  private func isDate(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let parts = bytes[start..<end].split { $0 == 45 || $0 == 46 || $0 == 47 }
    let lengths = parts.map(\.count)
    return lengths == [2, 2, 4] || lengths == [2, 1, 4]
  }
}
