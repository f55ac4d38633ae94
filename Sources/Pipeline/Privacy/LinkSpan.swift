/// Where a link in a text begins and ends.
///
/// A link starts with `http://`, `https://` or `www.`, or is a host with a dot and a path
/// (`instagram.com/name`); it goes on to the next white space, quotation mark or angle bracket.
enum LinkSpan {
  /// End of the link with a scheme or `www.` that starts at `at`.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    func starts(_ word: StaticString) -> Bool {
      let n = word.utf8CodeUnitCount
      guard at + n < bytes.count else { return false }
      return (0..<n).allSatisfy {
        let b = bytes[at + $0]
        return (b >= 65 && b <= 90 ? b | 32 : b) == word.utf8Start[$0]
      }
    }
    if starts("http://") || starts("https://") { return tail(bytes, at) }
    guard starts("www."), at == 0 || !isASCIIWord(bytes[at - 1]) else { return nil }
    return tail(bytes, at)
  }

  /// The link whose host ends before the slash at `slash`.
  static func around(
    slash: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (start: Int, end: Int)? {
    guard slash + 1 < bytes.count, bytes[slash + 1] > 32, bytes[slash + 1] != 47 else { return nil }
    var start = slash
    while start > 0,
      isASCIIWord(bytes[start - 1]) || bytes[start - 1] == 45 || bytes[start - 1] == 46
    {
      start -= 1
    }
    let labels = bytes[start..<slash].split(separator: 46, omittingEmptySubsequences: false)
    guard labels.count > 1, !labels.contains(where: \.isEmpty), let last = labels.last,
      (2...24).contains(last.count), last.allSatisfy({ $0 | 32 >= 97 && $0 | 32 <= 122 })
    else { return nil }
    return (start, tail(bytes, slash))
  }

  private static func tail(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    var end = at
    while end < bytes.count, bytes[end] > 32, bytes[end] != 34, bytes[end] != 60, bytes[end] != 62 {
      end += 1
    }
    return end
  }
}
