/// Which digits in a text are a number to call.
///
/// A telephone number is 9–15 digits that start with `0` or `(0` (8–15 with `+` or `(+`), in groups
/// with up to three signs between them (space, dot, hyphen or dash, slash, brackets); or 9–15 digits in
/// one; or groups of 3, 3 and 4 or of 3, 3, 2 and 2. Letters and emoji may touch it; a digit may not,
/// nor a digit with `. , : / -` between. A date, with or without a time behind it, is none.
enum TelephoneNumber {
  /// A text with fewer digits has no number.
  static let fewestDigits = 8

  /// A group of digits and the sign right behind it.
  private struct Group {
    var start: Int
    var end: Int
    var count: Int { end - start }
  }

  /// End of the number that starts at `start`; nil when none does.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    if start > 0, touches(bytes, start) { return nil }
    var at = start
    if bytes[at] == 40 { at += 1 }
    let isInternational = at < bytes.count && bytes[at] == 43
    if isInternational { at += 1 }
    guard at < bytes.count, isDigit(bytes[at]) else { return nil }
    let isTrunk = bytes[at] == 48
    if bytes[start] == 40, !isInternational, !isTrunk { return nil }
    var groups = self.groups(bytes, from: at)
    if isTrunk, let date = dateEnd(bytes, groups), date > 0 { return nil }
    // A number has no more than 15 digits; what follows is something else.
    if groups[0].count > 15 { return nil }
    while groups.reduce(0, { $0 + $1.count }) > 15 { groups.removeLast() }
    let digits = groups.reduce(0) { $0 + $1.count }
    if isInternational { return digits >= 8 ? groups.last?.end : nil }
    if isTrunk { return digits >= 9 ? groups.last?.end : nil }
    if groups[0].count >= 9 { return groups[0].end }
    let counts = groups.map(\.count)
    for shape in [[3, 3, 4], [3, 3, 2, 2]] where counts.starts(with: shape) {
      return groups[shape.count - 1].end
    }
    return nil
  }

  /// Whether a longer number, a date or a time goes on at `start`.
  private static func touches(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let before = bytes[start - 1]
    if isDigit(before) { return true }
    let isSign = before == 44 || before == 45 || before == 46 || before == 47 || before == 58
    return isSign && start > 1 && isDigit(bytes[start - 2])
  }

  private static func isDigit(_ c: UInt8) -> Bool { c >= 48 && c <= 57 }

  /// Groups of digits with at most three separating signs between two of them.
  private static func groups(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [Group] {
    var groups: [Group] = []
    var at = start
    var digits = 0
    while at < bytes.count, digits <= 15 {
      let first = at
      while at < bytes.count, isDigit(bytes[at]) { at += 1 }
      groups.append(Group(start: first, end: at))
      digits += at - first
      var signs = 0
      while signs < 3, let length = separator(bytes, at) {
        at += length
        signs += 1
      }
      guard signs > 0, at < bytes.count, isDigit(bytes[at]) else { break }
    }
    return groups
  }

  /// Length of the sign that may stand between two groups.
  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at < bytes.count else { return nil }
    switch bytes[at] {
    case 32, 40, 41, 45, 46, 47: return 1
    case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0xA0: return 2  // no-break space
    case 0xE2 where at + 2 < bytes.count:
      // Hyphens and dashes (U+2010–2015), thin spaces (U+2007–200A, U+202F).
      let (b, c) = (bytes[at + 1], bytes[at + 2])
      return b == 0x80 && (0x87...0x8A ~= c || 0x90...0x95 ~= c || c == 0xAF) ? 3 : nil
    default: return nil
    }
  }

  /// End of the date that the groups begin with: `03-04-2015`, `3.4.2015`, `03 04 2015`, or `03-04-15`
  /// with a time behind it or nothing.
  private static func dateEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ groups: [Group]) -> Int? {
    guard groups.count >= 3, groups[0].count <= 2, groups[1].count <= 2 else { return nil }
    let sign = bytes[groups[0].end]
    guard sign == 45 || sign == 46 || sign == 47 || sign == 32,
      groups[1].start == groups[0].end + 1,
      bytes[groups[1].end] == sign, groups[2].start == groups[1].end + 1
    else { return nil }
    func value(_ group: Group) -> Int {
      bytes[group.start..<group.end].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    let (a, b) = (value(groups[0]), value(groups[1]))
    guard (1...31).contains(a), (1...31).contains(b), a <= 12 || b <= 12 else { return nil }
    if groups[2].count == 4 {
      return (1900...2099).contains(value(groups[2])) ? groups[2].end : nil
    }
    guard groups[2].count == 2, sign != 32 else { return nil }
    if groups.count == 3 { return groups[2].end }
    // `06-12-34-56-78` is a number, `06-12-14 10.15` a date and a time.
    guard bytes[groups[2].end] != sign, groups[3].count == 2, value(groups[3]) < 24 else {
      return nil
    }
    return groups[2].end
  }
}
