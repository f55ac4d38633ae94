/// Civil time and milliseconds since 1970 UTC, without locale, clock or calendar objects.
public enum Moment {
  /// Days since 1970-01-01 of a proleptic Gregorian date (Hinnant's algorithm, public domain).
  @inlinable
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public struct Civil: Equatable, Sendable {
    public var year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    public var millisecond: Int

    public init(
      year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
      millisecond: Int = 0
    ) {
      self.year = year
      self.month = month
      self.day = day
      self.hour = hour
      self.minute = minute
      self.second = second
      self.millisecond = millisecond
    }

    /// Whether the calendar has such a day and the clock such a time (leap seconds are refused).
    public var isValid: Bool {
      guard (1...12).contains(month), (1...9999).contains(year) else { return false }
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return (1...lengths[month - 1]).contains(day) && (0...23).contains(hour)
        && (0...59).contains(minute) && (0...59).contains(second)
    }

    private var isLeap: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// Milliseconds since 1970, as if this civil time were UTC.
    public var asUTC: Int64 {
      let day = Int64(Moment.days(year: year, month: month, day: day))
      return ((day * 24 + Int64(hour)) * 60 + Int64(minute)) * 60_000 + Int64(second) * 1000
        + Int64(millisecond)
    }
  }

  /// The UTC civil time of a moment.
  public static func civil(_ milliseconds: Int64) -> Civil {
    let dayLength: Int64 = 86_400_000
    let day = milliseconds >= 0 ? milliseconds / dayLength : (milliseconds + 1) / dayLength - 1
    let rest = Int(milliseconds - day * dayLength)
    let z = Int(day) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return Civil(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * mp + 2) / 5 + 1, hour: rest / 3_600_000,
      minute: rest / 60_000 % 60, second: rest / 1000 % 60, millisecond: rest % 1000)
  }

  /// RFC 3339 in UTC: seconds, and milliseconds only where there are any.
  public static func text(_ milliseconds: Int64) -> String {
    let c = civil(milliseconds)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    let year = String(repeating: "0", count: max(0, 4 - "\(c.year)".count)) + "\(c.year)"
    var text =
      "\(year)-\(two(c.month))-\(two(c.day))T\(two(c.hour)):\(two(c.minute)):\(two(c.second))"
    if c.millisecond != 0 {
      text += "." + String(repeating: "0", count: 3 - "\(c.millisecond)".count) + "\(c.millisecond)"
    }
    return text + "Z"
  }

  /// Reads RFC 3339 / ISO 8601: `2021-04-08T19:34:16.000Z`, a space for the T, an offset with or
  /// without colon, or no zone at all.
  ///
  /// - Returns: milliseconds since 1970 as if UTC where there is no zone, and whether a zone was
  ///   given; nil when the bytes are no such time.
  public static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (milliseconds: Int64, zoned: Bool)? {
    var at = 0
    let end = bytes.count
    func digits(_ n: Int) -> Int? {
      guard at + n <= end else { return nil }
      var value = 0
      for i in at..<at + n {
        let d = Int(bytes[i]) - 48
        guard d >= 0, d <= 9 else { return nil }
        value = value * 10 + d
      }
      at += n
      return value
    }
    func take(_ byte: UInt8) -> Bool {
      guard at < end, bytes[at] == byte else { return false }
      at += 1
      return true
    }
    guard let year = digits(4), take(45), let month = digits(2), take(45), let day = digits(2)
    else { return nil }
    var civil = Civil(year: year, month: month, day: day)
    if at == end { return civil.isValid ? (civil.asUTC, false) : nil }
    guard take(84) || take(32) || take(116), let hour = digits(2), take(58),
      let minute = digits(2)
    else { return nil }
    civil.hour = hour
    civil.minute = minute
    if take(58) {
      guard let second = digits(2) else { return nil }
      civil.second = second
      if take(46) || take(44) {
        var scale = 100
        var any = false
        while at < end, bytes[at] >= 48, bytes[at] <= 57 {
          civil.millisecond += Int(bytes[at] - 48) * scale
          scale /= 10
          any = true
          at += 1
        }
        guard any else { return nil }
      }
    }
    guard civil.isValid else { return nil }
    if at == end { return (civil.asUTC, false) }
    if take(90) || take(122) { return at == end ? (civil.asUTC, true) : nil }
    _ = take(32)
    if end - at == 3, bytes[at] == 85, bytes[at + 1] == 84, bytes[at + 2] == 67 {
      return (civil.asUTC, true)
    }
    guard at < end, bytes[at] == 43 || bytes[at] == 45 else { return nil }
    let sign: Int64 = bytes[at] == 43 ? 1 : -1
    at += 1
    guard let offsetHour = digits(2) else { return nil }
    _ = take(58)
    let offsetMinute = at < end ? digits(2) : 0
    guard let offsetMinute, at == end, offsetHour <= 18, offsetMinute < 60 else { return nil }
    let shift = Int64(offsetHour * 60 + offsetMinute) * 60_000 * sign
    return (civil.asUTC - shift, true)
  }

  public static func parse(_ text: String) -> (milliseconds: Int64, zoned: Bool)? {
    var copy = text
    return copy.withUTF8 { parse($0) }
  }
}
