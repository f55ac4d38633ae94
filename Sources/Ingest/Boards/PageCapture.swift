internal import Corpus

/// When a page was made or saved, as the page or its wrapper says.
///
/// In order: the `rand=` of vBulletin's own cron picture, which is the server's clock; SingleFile's
/// and HTTrack's comments; the Wayback Machine's; a time stamp of 14 digits in the path that a
/// mirror of the Wayback Machine leaves. A file's own date is not asked: copying changes it.
package enum PageCapture {
  /// UTC milliseconds, or nil.
  package static func time(in page: [UInt8], path: String) -> Int64? {
    cron(page) ?? singleFile(page) ?? httrack(page) ?? wayback(page) ?? stamp(Array(path.utf8))
  }

  /// The distance from GMT in seconds that vBulletin's foot line states ("Alle tijden zijn GMT +1.").
  package static func statedOffset(in page: [UInt8]) -> Int? {
    let phrases: [StaticString] = [
      "tijden zijn GMT", "times are GMT", "saatler GMT", "Zeitangaben in GMT", "heure est GMT",
    ]
    let foot = page.suffix(footSize)
    for phrase in phrases {
      guard let found = foot.last(phrase) else { continue }
      return offset(foot[(found + phrase.utf8CodeUnitCount)...].prefix(16))
    }
    return nil
  }

  /// Foot lines, and the comments that archives append, stand in a page's last bytes.
  private static let footSize = 1 << 14

  private static func cron(_ page: [UInt8]) -> Int64? {
    guard let found = page.suffix(footSize).last("cron.php?"),
      let key = page.first("rand=", from: found, limit: 160),
      let seconds = page.number(at: key + 5, digits: 9...10)
    else { return nil }
    return Int64(seconds) * 1000
  }

  private static func singleFile(_ page: [UInt8]) -> Int64? {
    guard page.first("Page saved with SingleFile", limit: 4096) != nil,
      let key = page.first("saved date:", limit: 8192)
    else { return nil }
    let line = Array(page.text(from: key + 11, until: 10, limit: 100).utf8)
    guard let zone = line.first("GMT") else { return nil }
    let shift = offset(line[(zone + 3)...]) ?? 0
    return moment(line[..<zone]).map { $0 - Int64(shift) * 1000 }
  }

  private static func httrack(_ page: [UInt8]) -> Int64? {
    guard let key = page.first("by HTTrack Website Copier", limit: 1 << 14),
      let bracket = page.first("],", from: key, limit: 100)
    else { return nil }
    let line = Array(page.text(from: bracket + 2, until: 62, limit: 60).utf8)
    return line.first("GMT").flatMap { moment(line[..<$0]) }
  }

  private static func wayback(_ page: [UInt8]) -> Int64? {
    let key =
      page.suffix(footSize).last("FILE ARCHIVED ON ")
      ?? page.first("FILE ARCHIVED ON ", limit: 1 << 14)
    if let key {
      // 19:30:13 Jan 01, 2006 AND RETRIEVED FROM …
      let line = Array(page.text(from: key + 17, until: 10, limit: 60).utf8)
      if let stop = line.first("AND"), let time = moment(line[..<stop]) { return time }
    }
    guard let toolbar = page.first("BEGIN WAYBACK TOOLBAR INSERT", limit: 1 << 16),
      let key = page.first("/web/", from: toolbar, limit: 1 << 15)
    else { return nil }
    return stamp(Array(page[(key + 5)...].prefix(15)))
  }

  /// A run of exactly 14 digits that is a date and time: `20060101193013`.
  static func stamp(_ bytes: [UInt8]) -> Int64? {
    var at = 0
    while at < bytes.count {
      let run = bytes[at...].prefix { $0 >= 48 && $0 <= 57 }
      guard !run.isEmpty else {
        at += 1
        continue
      }
      if run.count == 14 {
        let d = run.map { Int($0) - 48 }
        func two(_ i: Int) -> Int { d[i] * 10 + d[i + 1] }
        let civil = Moment.Civil(
          year: two(0) * 100 + two(2), month: two(4), day: two(6), hour: two(8), minute: two(10),
          second: two(12))
        if civil.isValid, civil.year >= 1990 { return civil.asUTC }
      }
      at = run.endIndex
    }
    return nil
  }

  /// A date with a named month and a time, read as UTC.
  private static func moment(_ text: ArraySlice<UInt8>) -> Int64? {
    guard let date = WrittenDate(String(decoding: text, as: UTF8.self)),
      case .known(let year, let month, let day) = date.day, let hour = date.hour
    else { return nil }
    let civil = Moment.Civil(
      year: year, month: month, day: day, hour: hour, minute: date.minute,
      second: date.second ?? 0)
    return civil.isValid ? civil.asUTC : nil
  }

  /// ` +1`, `-3.5`, `+05:30`, `+0200`; nothing but a full stop is GMT itself.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    var at = bytes.startIndex
    func skip(_ skipped: [UInt8]) {
      while at < bytes.endIndex, skipped.contains(bytes[at]) { at += 1 }
    }
    skip([32, 0xC2, 0xA0])
    guard at < bytes.endIndex, bytes[at] == 43 || bytes[at] == 45 else { return 0 }
    let sign = bytes[at] == 43 ? 1 : -1
    at += 1
    skip([32])
    if let packed = bytes.number(at: at, digits: 4...4) {
      return sign * (packed / 100 * 3600 + packed % 100 * 60)
    }
    guard let hours = bytes.number(at: at, digits: 1...2), hours <= 14 else { return nil }
    skip(Array(48...57))
    var minutes = 0
    if at < bytes.endIndex, bytes[at] == 58 {
      minutes = bytes.number(at: at + 1, digits: 2...2) ?? 0
    } else if bytes.holds(".5", at: at) {
      minutes = 30
    }
    return sign * (hours * 3600 + minutes * 60)
  }
}
