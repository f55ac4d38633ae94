internal import CLibXML2

/// A character reference: `&amp;`, `&#8217;`, `&#x1F600;`.
enum HTMLReference {
  /// The character at the front of `bytes`, and how many bytes spell it; nil when there is none.
  /// Numbers 128–159 mean windows-1252, as browsers read them.
  static func read(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
    let body = bytes.dropFirst().prefix(32)
    guard bytes.first == 38, let end = body.firstIndex(of: 59) else { return nil }
    let name = body[..<end]
    let length = name.count + 2
    guard name.first == 35 else {
      guard name.allSatisfy({ ($0 | 32 >= 97 && $0 | 32 <= 122) || ($0 >= 48 && $0 <= 57) })
      else { return nil }
      let text = String(decoding: name, as: UTF8.self)
      if text == "apos" { return ("'", length) }
      guard let entity = htmlEntityLookup(text),
        let scalar = Unicode.Scalar(UInt32(entity.pointee.value))
      else { return nil }
      return (scalar, length)
    }
    let digits = name.dropFirst()
    let isHex = digits.first.map { $0 | 32 == 120 } ?? false
    let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
    guard !text.isEmpty, text.utf8.first != 43, text.utf8.first != 45,
      var value = UInt32(text, radix: isHex ? 16 : 10)
    else { return nil }
    if (128...159).contains(value) { value = UInt32(CharsetTable.windows1252[Int(value) - 128]) }
    return Unicode.Scalar(value).flatMap { $0.value == 0 ? nil : ($0, length) }
  }
}
