/// Reads numbers out of a board's addresses: `showthread.php?t=9687&page=2`,
/// `threads/9687-slug/page2`, `member.php/13985-Naam`, `slug-9687-2.html`; also behind a Wayback
/// prefix, and as file names in which a mirror wrote `@` for `?`.
package enum BoardLink {
  /// The thread that an address leads to.
  package static func thread(_ address: String) -> String? {
    let text = Array(address.utf8)
    if text.first("showthread") != nil {
      return parameter("t=", text) ?? digits(after: "showthread.php/", text)
    }
    if let number = digits(after: "threads/", text) { return number }
    return text.first(".html") != nil && text.first(".php") == nil ? slug(text) : nil
  }

  /// The post that an address leads to: `…#post553` or `…?p=553`.
  package static func post(_ address: String) -> String? {
    let text = Array(address.utf8)
    return digits(after: "#post", text) ?? parameter("p=", text)
  }

  /// The board (forum) that an address leads to.
  package static func board(_ address: String) -> String? {
    let text = Array(address.utf8)
    if text.first("forumdisplay") != nil {
      return parameter("f=", text) ?? digits(after: "forumdisplay.php/", text)
    }
    return digits(after: "forums/", text) ?? parameter("forumids=", text)
  }

  /// The member that an address leads to.
  package static func member(_ address: String) -> String? {
    let text = Array(address.utf8)
    if let number = parameter("userid=", text) { return number }
    if text.first("member.php") != nil {
      return nonZero(parameter("u=", text) ?? digits(after: "member.php/", text))
    }
    if let number = digits(after: "members/", text) { return number }
    return text.first(".php") != nil ? nonZero(parameter("u=", text)) : nil
  }

  /// The host of an address, in lower case and without `www.`; of an address inside a Wayback
  /// prefix, the inner one.
  package static func host(_ address: String) -> String? {
    let text = Array(address.lowercased().utf8)
    guard let scheme = text.last("://") else { return nil }
    var host = text[(scheme + 3)...].prefix { $0 != 47 && $0 != 63 && $0 != 35 && $0 != 58 }
    if host.starts(with: Array("www.".utf8)) { host = host.dropFirst(4) }
    let name = String(decoding: host, as: UTF8.self)
    let isLocal = name.isEmpty || name == "localhost" || !name.utf8.contains(46)
    return isLocal || name == "web.archive.org" ? nil : name
  }

  private static func nonZero(_ number: String?) -> String? { number == "0" ? nil : number }

  /// `slug-9687.html`, `slug-9687-2.html`, `9687-slug.html`: addresses that rewriters make.
  private static func slug(_ text: [UInt8]) -> String? {
    let end = text.last(".html") ?? text.count
    let start = text[..<end].lastIndex(of: 47).map { $0 + 1 } ?? 0
    let parts = text[start..<end].split(separator: 45)
    func number(_ part: ArraySlice<UInt8>?) -> String? {
      guard let part, part.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      return String(decoding: part, as: UTF8.self)
    }
    guard parts.count > 1 else { return nil }
    if let first = number(parts.first) { return first }
    guard let last = number(parts.last) else { return nil }
    if parts.count > 2, last.utf8.count <= 3, let before = number(parts[parts.count - 2]),
      before.utf8.count >= 4
    {
      return before
    }
    return last
  }

  /// Digits of the query parameter `name`, which is one with its `=`.
  private static func parameter(_ name: StaticString, _ text: [UInt8]) -> String? {
    var at = 0
    while let found = text.first(name, from: at) {
      at = found + 1
      guard found > 0, [63, 38, 59, 64, 95, 70].contains(text[found - 1]) else { continue }
      if let number = digits(text, from: found + name.utf8CodeUnitCount) { return number }
    }
    return nil
  }

  private static func digits(after word: StaticString, _ text: [UInt8]) -> String? {
    text.first(word).flatMap { digits(text, from: $0 + word.utf8CodeUnitCount) }
  }

  private static func digits(_ text: [UInt8], from start: Int) -> String? {
    let run = text[min(start, text.count)...].prefix { $0 >= 48 && $0 <= 57 }
    return run.isEmpty || run.count > 18 ? nil : String(decoding: run, as: UTF8.self)
  }
}
