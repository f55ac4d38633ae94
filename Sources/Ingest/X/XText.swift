import Corpus

/// How X writes times, links and other people's words.
enum XText {
  static let entities: PostBatch.Replacements = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")]

  /// Milliseconds of `Wed Oct 10 20:19:24 +0000 2018` or of an ISO time with zone; nil for what is
  /// none, or lies before the platform began (March 2006; some archives of 2025 hold such times).
  static func time(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let value = english(bytes) ?? Moment.parse(bytes)?.milliseconds,
      value >= 1_142_899_200_000
    else { return nil }
    return value
  }

  private static func english(_ b: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard b.count == 30, b[3] == 32, b[7] == 32, b[10] == 32, b[13] == 58, b[16] == 58,
      b[19] == 32, b[20] == 43 || b[20] == 45, b[25] == 32,
      let month = months.firstIndex(where: { b[4..<7].elementsEqual($0.utf8) }),
      let day = number(b[8..<10]), let hour = number(b[11..<13]), let minute = number(b[14..<16]),
      let second = number(b[17..<19]), let offset = number(b[21..<25]),
      let year = number(b[26..<30])
    else { return nil }
    let civil = Moment.Civil(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    guard civil.isValid else { return nil }
    let shift = Int64(offset / 100 * 60 + offset % 100) * 60_000
    return civil.asUTC - (b[20] == 43 ? shift : -shift)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit >= 48, digit <= 57 else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }

  /// Length of `RT @name: ` at the beginning of a retweet, the only sign of one.
  static func repostLength(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard PostBatch.stands("RT @", 0, text) else { return nil }
    let length = handleLength(text, from: 4)
    guard length > 0, PostBatch.stands(": ", 4 + length, text) else { return nil }
    return 4 + length + 2
  }

  /// Bytes of a handle's letters from a place on.
  static func handleLength(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, isHandle(text[at]) { at += 1 }
    return at - start
  }

  private static func isHandle(_ c: UInt8) -> Bool {
    (c >= 48 && c <= 57) || (c | 32 >= 97 && c | 32 <= 122) || c == 95
  }

  /// Bytes of the run of `@name ` that a reply begins with.
  static func addressees(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var at = 0
    while at < text.count, text[at] == 64 {
      let length = handleLength(text, from: at + 1)
      guard length > 0 else { break }
      var next = at + 1 + length
      guard next == text.count || text[next] == 32 || text[next] == 10 else { break }
      while next < text.count, text[next] == 32 || text[next] == 10 { next += 1 }
      at = next
    }
    return at
  }

  /// Where the run of short links begins that a text ends with; the text's length without any.
  static func linksAtEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = text.count
    while true {
      var stop = end
      while stop > 0, text[stop - 1] <= 32 { stop -= 1 }
      var start = stop
      while start > 0, text[start - 1] > 32 { start -= 1 }
      guard stop - start > 13, PostBatch.stands("https://t.co/", start, text) else { return end }
      end = start
      while end > 0, text[end - 1] <= 32 { end -= 1 }
    }
  }

  /// Account name and post id of a link to a post; the name is empty in links that hide it.
  static func post(
    in link: UnsafeBufferPointer<UInt8>
  ) -> (handle: Range<Int>, id: Range<Int>)? {
    var at = 0
    if PostBatch.stands("https://", 0, link) {
      at = 8
    } else if PostBatch.stands("http://", 0, link) {
      at = 7
    }
    guard at > 0 else { return nil }
    for prefix in ["www.", "mobile."] as [StaticString] where PostBatch.stands(prefix, at, link) {
      at += prefix.utf8CodeUnitCount
    }
    if PostBatch.stands("twitter.com/", at, link) {
      at += 12
    } else if PostBatch.stands("x.com/", at, link) {
      at += 6
    } else {
      return nil
    }
    var handle = at..<at + handleLength(link, from: at)
    guard !handle.isEmpty else { return nil }
    at = handle.upperBound
    if PostBatch.stands("i", handle.lowerBound, link), handle.count == 1 {
      handle = at..<at
      if PostBatch.stands("/web", at, link) { at += 4 }
    }
    if PostBatch.stands("/status/", at, link) {
      at += 8
    } else if PostBatch.stands("/statuses/", at, link) {
      at += 10
    } else {
      return nil
    }
    let start = at
    while at < link.count, link[at] >= 48, link[at] <= 57 { at += 1 }
    guard at > start, at == link.count || link[at] == 63 || link[at] == 47 || link[at] == 35 else {
      return nil
    }
    return (handle, start..<at)
  }
}
