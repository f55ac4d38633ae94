import Corpus
import Foundation

extension SettingCheck {
  mutating func whole(_ word: String, _ range: ClosedRange<Int>, _ spot: Spot) -> SettingValue? {
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return wrong("'\(Self.short(word))' is no whole number", .badValue, spot)
    }
    guard let number = Int(word), range.contains(number) else {
      return wrong(
        "\(Self.short(word)) is outside \(range.lowerBound)–\(range.upperBound)", .outOfRange, spot)
    }
    return .whole(number)
  }

  mutating func number(
    _ word: String, _ range: ClosedRange<Double>, _ spot: Spot
  ) -> SettingValue? {
    let signs = Set("0123456789.-".utf8)
    guard word.utf8.allSatisfy(signs.contains), let number = Double(word) else {
      let point = word.replacing(",", with: ".")
      let isComma = point != word && Double(point) != nil
      return wrong(
        "'\(Self.short(word))' is no number" + (isComma ? "; decimals have a point" : ""),
        .badValue, spot, suggestion: isComma ? point : nil)
    }
    guard range.contains(number) else {
      return wrong(
        "\(word) is outside \(JSONValue.digits(range.lowerBound))–"
          + JSONValue.digits(range.upperBound), .outOfRange, spot)
    }
    return .number(number)
  }

  mutating func day(_ word: String, _ spot: Spot) -> SettingValue? {
    guard let day = Day(word) else {
      return wrong(
        "'\(Self.short(word))' is no day of the calendar; write it like 2012-01-31", .badValue,
        spot)
    }
    return .day(day)
  }

  mutating func timezone(_ word: String, _ spot: Spot) -> SettingValue? {
    // Names of places only: an abbreviation like CET means different offsets in different lists.
    if word == "UTC" || (word.contains("/") && TimeZone(identifier: word) != nil) {
      return .text(word)
    }
    let known = TimeZone.knownTimeZoneIdentifiers.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return wrong(
      "no time zone named '\(Self.short(word))'; write a place, like Europe/Amsterdam, or UTC",
      .unknownTimezone, spot, suggestion: Nearest.word(word, among: known))
  }

  mutating func language(_ word: String, _ spot: Spot) -> SettingValue? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    let isCode =
      (2...3).contains(parts[0].utf8.count)
      && parts[0].utf8.allSatisfy { (97...122).contains($0) }
      && parts.dropFirst().allSatisfy { part in
        (2...8).contains(part.utf8.count)
          && part.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
          || (part.utf8.count == 3 && Int(part) != nil)
      }
    guard isCode else {
      return wrong(
        "'\(Self.short(word))' is no language code; write nl, tr or ary-Latn", .badValue, spot)
    }
    return .text(word)
  }

  private mutating func wrong(
    _ message: String, _ code: MistakeCode, _ spot: Spot, suggestion: String? = nil
  ) -> SettingValue? {
    add(code, spot.place, spot.path, message, suggestion: suggestion)
    return nil
  }
}

extension Day {
  /// 2012-01-31; nil when the calendar has no such day.
  init?(_ text: String) {
    guard text.utf8.count == 10, let (start, _) = Moment.parse(text) else { return nil }
    let civil = Moment.civil(start)
    self.init(
      year: civil.year, month: civil.month, day: civil.day, text: text, start: start,
      end: start + 86_400_000)
  }
}
