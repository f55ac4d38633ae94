package import Corpus
import Foundation

extension PostBatch {
  /// What stands for what in a text; nothing may grow.
  package typealias Replacements = [(find: StaticString, put: StaticString)]

  /// `field` with every `&…` of the list replaced, once and from left to right. Where it holds no
  /// ampersand, it comes back as it is. The slab may grow.
  package func replacing(_ list: Replacements, in field: Field) -> Field {
    guard holds(38, field) else { return field }
    reserve(Int(field.count))
    let text = bytes(field)
    let start = used
    let out = base + used
    var count = 0
    var at = 0
    next: while at < text.count {
      if text[at] == 38 {
        for pair in list where Self.stands(pair.find, at, text) {
          for i in 0..<pair.put.utf8CodeUnitCount { out[count + i] = pair.put.utf8Start[i] }
          count += pair.put.utf8CodeUnitCount
          at += pair.find.utf8CodeUnitCount
          continue next
        }
      }
      out[count] = text[at]
      count += 1
      at += 1
    }
    advance(count)
    return Field(offset: start, count: count)
  }

  /// Whether a byte stands anywhere in a field.
  package func holds(_ byte: UInt8, _ field: Field) -> Bool {
    field.count > 0 && memchr(base + Int(field.offset), Int32(byte), Int(field.count)) != nil
  }

  /// Whether `word` stands in `text` at a place.
  static func stands(_ word: StaticString, _ at: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at >= 0, at + count <= text.count else { return false }
    for i in 0..<count where text[at + i] != word.utf8Start[i] { return false }
    return true
  }

  /// `prefix` and `field` as one field behind ``used``. The slab may grow.
  package func put(_ prefix: StaticString, then field: Field) -> Field {
    reserve(prefix.utf8CodeUnitCount + max(0, Int(field.count)))
    let start = used
    var out = base + used
    out.update(from: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    out += prefix.utf8CodeUnitCount
    let text = bytes(field)
    if let from = text.baseAddress { out.update(from: from, count: text.count) }
    let count = prefix.utf8CodeUnitCount + text.count
    advance(count)
    return Field(offset: start, count: count)
  }

  /// `field` without ASCII white space at its ends.
  package func trimmed(_ field: Field) -> Field {
    guard field.count > 0 else { return field }
    let text = bytes(field)
    var (from, to) = (0, text.count)
    func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }
    while from < to, isSpace(text[from]) { from += 1 }
    while to > from, isSpace(text[to - 1]) { to -= 1 }
    return Field(offset: Int(field.offset) + from, count: to - from)
  }

  /// Whether a field is exactly `word`.
  package func isField(_ field: Field, _ word: StaticString) -> Bool {
    let text = bytes(field)
    return text.count == word.utf8CodeUnitCount && Self.stands(word, 0, text)
  }

  /// Whether a field begins with `word`.
  package func field(_ field: Field, startsWith word: StaticString) -> Bool {
    Self.stands(word, 0, bytes(field))
  }

  /// ``field(_:)`` that makes its own room, so that the slab may grow: no scanner may be under way.
  package func decoded(_ text: JSONScanner.Text) -> Field {
    let inPlace = Field(offset: text.offset, count: text.count)
    if !text.isEscaped, text.isASCII || UTF8Check.isValid(bytes(inPlace)) { return inPlace }
    // A broken byte of one becomes a U+FFFD of three.
    reserve(3 * text.count)
    return field(text)
  }
}
