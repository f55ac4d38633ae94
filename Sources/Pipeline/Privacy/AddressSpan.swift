/// Where an e-mail address in a text begins and ends.
enum AddressSpan {
  /// Hosts that people leave the dot off: `jan_91@hotmail`.
  private static let hosts = ["gmail", "hotmail", "icloud", "live", "msn", "outlook", "yahoo"]

  /// The address around the at sign at `at`: letters, digits and `. _ - + %` before it, and behind it
  /// a host with a dot, or one of the large mail hosts without.
  static func around(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (start: Int, end: Int)? {
    var start = at
    while start > 0, isPart(bytes, start - 1) { start -= 1 }
    while start < at, bytes[start] == 46 || bytes[start] == 45 { start += 1 }
    guard start < at, bytes[at - 1] != 46 else { return nil }
    var end = at + 1
    while end < bytes.count, isASCIIWord(bytes[end]) || bytes[end] == 46 || bytes[end] == 45 {
      end += 1
    }
    while end > at + 1, bytes[end - 1] == 46 || bytes[end - 1] == 45 { end -= 1 }
    let host = bytes[(at + 1)..<end]
    guard let first = host.first, first != 46 else { return nil }
    let isAddress =
      host.contains(46)
      || hosts.contains {
        $0.utf8.elementsEqual(host.lazy.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 })
      }
    return isAddress ? (start, end) : nil
  }

  private static func isPart(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let c = bytes[at]
    return isASCIIWord(c) || c == 46 || c == 45 || c == 43 || c == 37
  }
}
