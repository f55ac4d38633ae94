package import Corpus

extension JSONScanner {
  /// The string that comes next; nil for any other value, which is passed over.
  package mutating func textOrSkip() -> Text? {
    if peek() == 34 { return text() }
    skipValue()
    return nil
  }

  /// The bytes of the string or number that comes next, and whether it was a number; nil for any
  /// other value, which is passed over.
  package mutating func scalarOrSkip() -> (text: Text, isNumber: Bool)? {
    let c = peek()
    if c == 34 { return text().map { ($0, false) } }
    if c == 45 || (c >= 48 && c <= 57) { return number().map { ($0, true) } }
    skipValue()
    return nil
  }

  /// Walks the object that comes next; any other value is passed over. `body` must take the value.
  package mutating func forEachKey(_ body: (inout JSONScanner, Text) -> Void) {
    guard peek() == 123 else { return skipValue() }
    _ = enterObject()
    var first = true
    while let key = nextKey(&first) { body(&self, key) }
  }

  /// Walks the array that comes next; any other value is passed over. `body` must take the element.
  package mutating func forEachElement(_ body: (inout JSONScanner) -> Void) {
    guard peek() == 91 else { return skipValue() }
    _ = enterArray()
    var first = true
    while nextElement(&first) {
      body(&self)
      if failed { return }
    }
  }
}
