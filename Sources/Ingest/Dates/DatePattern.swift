package import Corpus

/// A date form spelled in letters, as in Unicode's tables: `dd-MM-yyyy HH:mm`,
/// `EEE MMM dd HH:mm:ss Z yyyy`, `yyyy-MM-dd'T'HH:mm`.
///
/// `y M d H h m s S a E Z` mean what they mean there; one letter takes one or two digits, two take
/// two. Month names may be in any language of ``DateWords``. A space takes any white space. Letters
/// in single quotes stand for themselves.
package struct DatePattern: Sendable {
  private enum Part: Sendable {
    case field(Character, Int)
    case literal(Unicode.Scalar)
    case space
  }

  private var parts: [Part] = []
  /// Whether the pattern reads a zone.
  package private(set) var isZoned = false
  private var hasTime = false
  private var hasSeconds = false

  /// - Returns: nil when a letter means nothing, or year, month or day is lacking.
  package init?(_ text: String) {
    var isQuoted = false
    var fields: Set<Character> = []
    for scalar in text.unicodeScalars {
      if scalar == "'" {
        isQuoted.toggle()
      } else if isQuoted {
        parts.append(.literal(scalar))
      } else if scalar.properties.isWhitespace {
        if case .space? = parts.last { continue }
        parts.append(.space)
      } else if scalar.properties.isAlphabetic {
        let letter = Character(scalar)
        guard "yMdHhmsSaEZzXx".contains(letter) else { return nil }
        fields.insert(letter)
        if case .field(letter, let count)? = parts.last {
          parts[parts.count - 1] = .field(letter, count + 1)
        } else {
          parts.append(.field(letter, 1))
        }
      } else {
        parts.append(.literal(scalar))
      }
    }
    guard !isQuoted, fields.isSuperset(of: ["y", "M", "d"]) else { return nil }
    guard !fields.contains("h") || fields.contains("a") else { return nil }
    isZoned = !fields.isDisjoint(with: ["Z", "z", "X", "x"])
    hasTime = fields.contains("H") || fields.contains("h")
    hasSeconds = fields.contains("s")
  }

  /// A text read by the pattern.
  package struct Reading: Sendable, Equatable {
    /// Milliseconds as if the civil time were UTC; UTC itself when ``isZoned``.
    package var milliseconds: Int64
    package var isZoned: Bool
    package var precision: TimePrecision
  }

  /// - Returns: nil when the text is not of this form, or no day or time of day.
  package func read(_ text: String) -> Reading? {
    var rest = text.unicodeScalars[...]
    var civil = Moment.Civil(year: 0, month: 0, day: 0)
    var half: Int?
    var shift: Int64?
    for part in parts {
      switch part {
      case .space:
        guard let first = rest.first, first.properties.isWhitespace else { return nil }
        rest = rest.drop { $0.properties.isWhitespace }
      case .literal(let scalar):
        guard rest.popFirst() == scalar else { return nil }
      case .field(let letter, let count):
        switch letter {
        case "E": rest = rest.drop { $0.properties.isAlphabetic || $0 == "." }
        case "a":
          let word = Self.word(&rest).lowercased()
          guard word.hasPrefix("a") || word.hasPrefix("p") else { return nil }
          half = word.hasPrefix("p") ? 12 : 0
        case "M" where count > 2:
          guard let month = DateWords.months[Self.word(&rest).lowercased()] else { return nil }
          civil.month = month
        case "Z", "z", "X", "x":
          guard let found = ZoneWords.offset(&rest) else { return nil }
          shift = Int64(found) * 1000
        default:
          guard let value = Self.digits(&rest, letter, count) else { return nil }
          civil.set(letter, value, isTwoDigitYear: letter == "y" && count == 2)
        }
      }
    }
    if let half { civil.hour = civil.hour % 12 + half }
    guard rest.isEmpty, civil.isValid else { return nil }
    return Reading(
      milliseconds: civil.asUTC - (shift ?? 0), isZoned: shift != nil,
      precision: !hasTime ? .day : hasSeconds ? .second : .minute)
  }

  private static func word(_ rest: inout Substring.UnicodeScalarView) -> String {
    let word = rest.prefix { $0.properties.isAlphabetic }
    rest = rest.dropFirst(word.count)
    if rest.first == "." { rest.removeFirst() }
    return String(word)
  }

  private static func digits(
    _ rest: inout Substring.UnicodeScalarView, _ letter: Character, _ count: Int
  ) -> Int? {
    // Fractions are scaled to milliseconds below; a year of one letter takes all its digits.
    let limit = letter == "S" ? 9 : letter == "y" && count != 2 ? 4 : max(2, count)
    let run = rest.prefix { $0.value >= 48 && $0.value <= 57 }.prefix(limit)
    guard !run.isEmpty, count == 1 || letter == "S" || run.count >= min(count, limit) else {
      return nil
    }
    rest = rest.dropFirst(run.count)
    let value = run.reduce(0) { $0 * 10 + Int($1.value - 48) }
    guard letter == "S" else { return value }
    var scaled = value
    for _ in run.count..<max(3, run.count) { scaled *= 10 }
    for _ in 3..<max(3, run.count) { scaled /= 10 }
    return scaled
  }
}

extension Moment.Civil {
  fileprivate mutating func set(_ letter: Character, _ value: Int, isTwoDigitYear: Bool) {
    switch letter {
    case "y": year = isTwoDigitYear ? (value < 70 ? 2000 + value : 1900 + value) : value
    case "M": month = value
    case "d": day = value
    case "H", "h": hour = value
    case "m": minute = value
    case "s": second = value
    default: millisecond = value
    }
  }
}

/// Zones as they stand behind a time: `Z`, `+02:00`, `+0200`, `UTC`, `CET`.
enum ZoneWords {
  /// Seconds from GMT of the abbreviations that exports use; those with two meanings are left out.
  private static let known: [String: Int] = [
    "z": 0, "utc": 0, "gmt": 0, "cet": 3600, "cest": 7200, "wet": 0, "west": 3600, "eet": 7200,
    "eest": 10_800, "edt": -14_400, "est": -18_000, "pst": -28_800, "pdt": -25_200, "trt": 10_800,
  ]

  static func offset(_ rest: inout Substring.UnicodeScalarView) -> Int? {
    let word = rest.prefix { $0.properties.isAlphabetic }
    if !word.isEmpty {
      guard let seconds = known[String(word).lowercased()] else { return nil }
      rest = rest.dropFirst(word.count)
      guard rest.first == "+" || rest.first == "-", seconds == 0 else { return seconds }
    }
    guard let sign = rest.popFirst(), sign == "+" || sign == "-" else { return nil }
    let text = rest.prefix { ($0.value >= 48 && $0.value <= 57) || $0 == ":" }
    rest = rest.dropFirst(text.count)
    let digits = text.filter { $0 != ":" }.map { Int($0.value) - 48 }
    guard digits.count == 4 || digits.count == 2 else { return nil }
    let hours = digits[0] * 10 + digits[1]
    let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
    guard hours <= 18, minutes < 60 else { return nil }
    return (sign == "+" ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}
