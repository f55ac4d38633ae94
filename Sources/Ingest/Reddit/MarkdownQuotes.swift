import Corpus

/// Parts a text in Reddit's Markdown into own and quoted lines.
enum MarkdownQuotes {
  /// Own words and quoted ones, each trimmed; quoted is missing where there is none. A line that
  /// opens with `>!` hides a spoiler and quotes nobody.
  static func split(_ field: Field, in batch: PostBatch) -> (own: Field, quoted: Field) {
    guard batch.holds(62, field), hasQuote(batch.bytes(field)) else { return (field, .missing) }
    batch.reserve(2 * Int(field.count) + 2)
    let own = copy(field, in: batch) { line, previous in
      if quoteStart(line) != nil { return nil }
      let isDouble = line.allSatisfy { $0 == 32 || $0 == 13 } && previous == .skipped
      return isDouble ? nil : 0
    }
    let quoted = copy(field, in: batch) { line, _ in quoteStart(line) }
    return (batch.trimmed(own), batch.trimmed(quoted))
  }

  private enum Previous { case none, kept, skipped }

  /// Copies the lines for which `from` says where to begin, joined by newlines.
  private static func copy(
    _ field: Field, in batch: PostBatch,
    _ from: (Slice<UnsafeBufferPointer<UInt8>>, Previous) -> Int?
  ) -> Field {
    let text = batch.bytes(field)
    let out = batch.base + batch.used
    let start = batch.used
    var count = 0
    var previous = Previous.none
    var at = 0
    while at <= text.count {
      let end = text[at...].firstIndex(of: 10) ?? text.count
      let line = text[at..<end]
      if let skip = from(line, previous) {
        if count > 0 {
          out[count] = 10
          count += 1
        }
        for byte in line.dropFirst(skip) {
          out[count] = byte
          count += 1
        }
        previous = .kept
      } else {
        previous = .skipped
      }
      at = end + 1
    }
    batch.advance(count)
    return Field(offset: start, count: count)
  }

  private static func hasQuote(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < text.count {
      let end = text[at...].firstIndex(of: 10) ?? text.count
      if quoteStart(text[at..<end]) != nil { return true }
      at = end + 1
    }
    return false
  }

  /// Bytes before a quoted line's words: up to three spaces, `>` signs, a space; nil for own lines.
  private static func quoteStart(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let spaces = line.prefix(4).prefix { $0 == 32 }.count
    let rest = line.dropFirst(spaces)
    guard spaces < 4, rest.first == 62, rest.dropFirst().first != 33 else { return nil }
    return spaces + rest.prefix { $0 == 62 || $0 == 32 }.count
  }
}
