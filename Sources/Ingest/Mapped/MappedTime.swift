internal import Corpus

/// Reads `created_at` as a mapping says it is written.
struct MappedTime {
  let form: Mapping.TimeForm
  /// The mapping's zone, or else the source's.
  let zone: CivilZone?
  /// nil: no date of the source leaves it open.
  let order: DateOrder?

  struct Reading {
    var milliseconds = PostRow.noTime
    var precision = TimePrecision.none
    var isAmbiguous = false
    /// `explicit`, or `assumed:` and a zone.
    var zone: String?
    /// The value says all there is to say, so that it need not be kept beside the time.
    var isExact = false
  }

  private static let twitter = DatePattern("EEE MMM dd HH:mm:ss Z yyyy")
  private static let mail = DatePattern("EEE, d MMM yyyy HH:mm:ss Z")

  /// - Throws: `Complaint` (78) when a time has no zone and nobody says which.
  func read(_ bytes: [UInt8]) throws -> Reading {
    let text = String(decoding: bytes, as: UTF8.self)
    switch form {
    case .epoch: return epoch(bytes, unit: 1000) ?? Reading()
    case .epochMilliseconds: return epoch(bytes, unit: 1) ?? Reading()
    case .iso: return try iso(text) ?? Reading()
    case .pattern(let pattern): return try pattern.read(text).map { try placed($0) } ?? Reading()
    case .auto: break
    }
    if let reading = compactDay(bytes) ?? epoch(bytes, unit: nil) { return reading }
    if let reading = try iso(text) { return reading }
    for pattern in [Self.twitter, Self.mail] {
      if let reading = pattern?.read(text) { return try placed(reading) }
    }
    if let reading = try abbreviated(text) { return reading }
    guard let date = WrittenDate(text) else { return Reading() }
    return try written(date)
  }

  /// Seconds, milliseconds or microseconds, by size where `unit` is nil: a count above 10^11 is no
  /// time in seconds before the year 5138, one above 10^14 none in milliseconds.
  private func epoch(_ bytes: [UInt8], unit: Int64?) -> Reading? {
    let digits = bytes.prefix { $0 >= 48 && $0 <= 57 }
    guard (1...17).contains(digits.count),
      let whole = Int64(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let rest = bytes[digits.count...]
    guard rest.isEmpty || (rest.first == 46 && rest.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 })
    else { return nil }
    var reading = Reading()
    switch unit {
    case .some(let unit): reading.milliseconds = whole * unit
    case nil where whole > 100_000_000_000_000: reading.milliseconds = whole / 1000
    case nil where whole > 100_000_000_000: reading.milliseconds = whole
    default: reading.milliseconds = whole * 1000
    }
    guard reading.milliseconds < 253_402_300_800_000 else { return nil }
    reading.precision = .second
    reading.zone = "explicit"
    reading.isExact = true
    return reading
  }

  /// `20120301`, which as seconds would be a day in 1970.
  private func compactDay(_ bytes: [UInt8]) -> Reading? {
    guard bytes.count == 8, bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    let n = bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
    let civil = Moment.Civil(year: n / 10_000, month: n / 100 % 100, day: n % 100)
    guard (1990...2100).contains(civil.year), civil.isValid else { return nil }
    var reading = Reading()
    reading.milliseconds = civil.asUTC
    reading.precision = .day
    return reading
  }

  private func iso(_ text: String) throws -> Reading? {
    guard let found = Moment.parse(text) else { return nil }
    let precision: TimePrecision =
      text.utf8.count == 10 ? .day : text.utf8.count == 16 ? .minute : .second
    var reading = try placed(
      DatePattern.Reading(
        milliseconds: found.milliseconds, isZoned: found.zoned, precision: precision))
    reading.isExact = found.zoned
    return reading
  }

  /// `2021-03-01 12:00:00 CET`.
  private func abbreviated(_ text: String) throws -> Reading? {
    guard let space = text.unicodeScalars.lastIndex(of: " ") else { return nil }
    var tail = text.unicodeScalars[text.unicodeScalars.index(after: space)...]
    guard let shift = ZoneWords.offset(&tail), tail.isEmpty,
      let found = Moment.parse(String(text.unicodeScalars[..<space])), !found.zoned
    else { return nil }
    return try placed(
      DatePattern.Reading(
        milliseconds: found.milliseconds - Int64(shift) * 1000, isZoned: true, precision: .second))
  }

  private func placed(_ found: DatePattern.Reading) throws -> Reading {
    var reading = Reading()
    reading.precision = found.precision
    reading.milliseconds = found.milliseconds
    if found.isZoned {
      reading.zone = "explicit"
    } else if found.precision != .day {
      let zone = try needZone()
      (reading.milliseconds, reading.isAmbiguous) = zone.utc(of: found.milliseconds)
      reading.zone = zone.label
    }
    return reading
  }

  private func written(_ date: WrittenDate) throws -> Reading {
    var zone = CivilZone(statedSeconds: 0)
    switch date.day {
    case .daysAgo, .minutesAgo: return Reading()
    case .numbers, .known: if date.hour != nil { zone = try needZone() }
    }
    if case .numbers = date.day, order == nil { return Reading() }
    let found = PlacedDate(date, order: order ?? .dmy, zone: zone, captured: nil)
    var reading = Reading()
    reading.milliseconds = found.milliseconds
    reading.precision = found.precision
    reading.isAmbiguous = found.isAmbiguous
    if found.isZoned { reading.zone = zone.label }
    return reading
  }

  private func needZone() throws -> CivilZone {
    guard let zone else {
      throw Complaint(
        "its times carry no zone; say zone: in the mapping file or timezone: in this source, such "
          + "as Europe/Amsterdam or UTC", status: .configuration)
    }
    return zone
  }
}
