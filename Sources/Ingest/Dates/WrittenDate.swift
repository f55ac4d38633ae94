/// A date as people read it, taken apart but not yet placed in time: `06-15-2016, 03:02 PM`,
/// `za 12 mei 2009 om 21:04`, `Gisteren 14:32`, `3 uur geleden`.
package struct WrittenDate: Sendable, Equatable {
  /// Which day is meant, as far as the text alone says.
  package enum Day: Sendable, Equatable {
    /// Three numbers whose order is still open; `isDotted` is the order of day, month, year.
    case numbers(Int, Int, Int, isDotted: Bool)
    case known(year: Int, month: Int, day: Int)
    /// Today is 0.
    case daysAgo(Int)
    case minutesAgo(Int)
  }

  package var day: Day
  /// nil when only a day is written.
  package var hour: Int?
  package var minute = 0
  package var second: Int?

  private enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case sign(Unicode.Scalar)
  }

  /// Takes a text apart; nil when it holds no date. White space of any kind separates.
  package init?(_ text: String) {
    var tokens = WrittenDate.tokens(text)
    day = .daysAgo(0)
    guard takeTime(&tokens) else { return nil }
    guard let found = WrittenDate.day(tokens) else { return nil }
    day = found
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var digits = 0
    var value = 0
    var word = ""
    func close() {
      if digits > 0 { tokens.append(.number(value, digits: digits)) }
      if !word.isEmpty { tokens.append(.word(word)) }
      digits = 0
      value = 0
      word = ""
    }
    // Lower case of the Turkish capital İ is i with a dot above, which says nothing here.
    for scalar in text.lowercased().unicodeScalars.prefix(200) where scalar.value != 0x307 {
      if scalar.value >= 48, scalar.value <= 57 {
        if !word.isEmpty { close() }
        digits += 1
        value = digits > 9 ? value : value * 10 + Int(scalar.value - 48)
      } else if scalar.properties.isAlphabetic {
        if digits > 0 { close() }
        word.unicodeScalars.append(scalar)
      } else {
        close()
        if !scalar.properties.isWhitespace { tokens.append(.sign(scalar)) }
      }
    }
    close()
    return tokens
  }

  /// Takes `14:32`, `14:32:10`, `2:32 pm` or `2:32 p.m.` out; false when it is no time of day.
  private mutating func takeTime(_ tokens: inout [Token]) -> Bool {
    guard let colon = tokens.firstIndex(of: .sign(":")), colon > 0, colon + 1 < tokens.count,
      case .number(var hour, let hourDigits) = tokens[colon - 1], hourDigits <= 2,
      case .number(let minute, 2) = tokens[colon + 1]
    else { return true }
    var stop = colon + 2
    if stop + 1 < tokens.count, tokens[stop] == .sign(":"),
      case .number(let second, 2) = tokens[stop + 1]
    {
      self.second = second
      stop += 2
    }
    if stop < tokens.count, case .word(let half) = tokens[stop],
      ["am", "pm", "a", "p"].contains(half)
    {
      guard (0...12).contains(hour) else { return false }
      hour = hour % 12 + (half.hasPrefix("p") ? 12 : 0)
      stop += 1
    }
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second ?? 0)
    else { return false }
    self.hour = hour
    self.minute = minute
    tokens.removeSubrange((colon - 1)..<stop)
    return true
  }

  private static func day(_ tokens: [Token]) -> Day? {
    var words: [String] = []
    var numbers: [(value: Int, digits: Int)] = []
    for token in tokens {
      switch token {
      case .word(let word): words.append(word)
      case .number(let value, let digits): numbers.append((value, digits))
      case .sign: break
      }
    }
    if let ago = words.lazy.compactMap({ DateWords.daysAgo[$0] }).first, numbers.isEmpty {
      return .daysAgo(ago)
    }
    if numbers.isEmpty, words.contains(where: DateWords.now.contains) { return .minutesAgo(0) }
    if words.contains(where: DateWords.ago.contains),
      let unit = words.lazy.compactMap({ DateWords.unitMinutes[$0] }).first
    {
      if let count = numbers.first?.value, count < 10_000 { return .minutesAgo(count * unit) }
      return words.contains(where: DateWords.one.contains) ? .minutesAgo(unit) : nil
    }
    if let month = words.lazy.compactMap({ DateWords.months[$0] }).first {
      return named(month, numbers)
    }
    guard numbers.count == 3 else { return nil }
    let signs = tokens.compactMap { if case .sign(let sign) = $0 { sign } else { nil } }
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    if a.digits == 4 { return known(a.value, b.value, c.value) }
    guard a.digits <= 2, b.digits <= 2, c.digits == 4 || c.digits == 2 else { return nil }
    return .numbers(
      a.value, b.value, c.digits == 2 ? century(c.value) : c.value, isDotted: signs.first == ".")
  }

  private static func named(_ month: Int, _ numbers: [(value: Int, digits: Int)]) -> Day? {
    guard numbers.count == 2 else { return nil }
    let (a, b) = (numbers[0], numbers[1])
    if a.digits == 4 { return known(a.value, month, b.value) }
    return known(b.digits == 2 ? century(b.value) : b.value, month, a.value)
  }

  private static func known(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    (1...12).contains(month) && (1...31).contains(day) && (1900...2200).contains(year)
      ? .known(year: year, month: month, day: day) : nil
  }

  /// Two digits of a year: 70–99 are of the last century.
  private static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}
