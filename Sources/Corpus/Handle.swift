/// The one form in which handles are compared and keyed, wherever they come from.
package enum Handle {
  /// Without a leading `@`, in lower case by Unicode's rules (no locale).
  ///
  /// Cost: one pass for ASCII; a string for anything else.
  package static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let name = bytes.first == 64 ? UnsafeBufferPointer(rebasing: bytes.dropFirst()) : bytes
    var isASCII = true
    let lower = name.map { byte -> UInt8 in
      if byte >= 0x80 { isASCII = false }
      return byte >= 65 && byte <= 90 ? byte | 32 : byte
    }
    return isASCII ? lower : Array(String(decoding: name, as: UTF8.self).lowercased().utf8)
  }

  package static func folded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { folded($0) }
  }
}
