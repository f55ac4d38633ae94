internal import Corpus
internal import Foundation

/// The time zone in which a source writes its dates.
package struct CivilZone: Sendable {
  private enum Kind: Sendable {
    case fixed(seconds: Int)
    case rules(TimeZone)
  }

  private let kind: Kind
  /// As in a post's `created_zone`: `explicit`, or `assumed:` with the IANA name.
  package let label: String

  /// A zone that the source itself states, by its distance from GMT.
  package init(statedSeconds: Int) {
    kind = .fixed(seconds: statedSeconds)
    label = "explicit"
  }

  /// A zone that the pipeline file assumes, by its IANA name.
  /// - Throws: `Complaint` (78) for a name that the time zone database does not have.
  package init(name: String) throws {
    if ["UTC", "GMT", "Etc/UTC", "Etc/GMT"].contains(name) {
      kind = .fixed(seconds: 0)
    } else if name.contains("/"), let zone = TimeZone(identifier: name) {
      kind = .rules(zone)
    } else {
      throw Complaint(
        "timezone is no name of the IANA time zone database, such as Europe/Amsterdam or UTC",
        status: .configuration)
    }
    label = "assumed:" + name
  }

  private func offset(at utc: Int64) -> Int64 {
    switch kind {
    case .fixed(let seconds): Int64(seconds) * 1000
    case .rules(let zone):
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc) / 1000))) * 1000
    }
  }

  /// What the clock on the wall shows, in milliseconds as if it were UTC.
  package func local(of utc: Int64) -> Int64 { utc + offset(at: utc) }

  /// The moment at which the clock on the wall shows `local`.
  ///
  /// In the hour that comes twice in autumn the first one is taken; a time in the hour that is
  /// skipped in spring is read as if the clock had not been put forward. Both are ambiguous.
  package func utc(of local: Int64) -> (milliseconds: Int64, isAmbiguous: Bool) {
    let day: Int64 = 86_400_000
    let before = local - offset(at: local - day)
    let after = local - offset(at: local + day)
    let isBefore = before + offset(at: before) == local
    let isAfter = after + offset(at: after) == local
    if before == after { return (before, false) }
    if isBefore, isAfter { return (min(before, after), true) }
    if isBefore || isAfter { return (isBefore ? before : after, false) }
    return (before, true)
  }

  /// Whether the zone is ever `seconds` from GMT in the year of `utc`.
  package func has(seconds: Int, near utc: Int64) -> Bool {
    let year = Moment.civil(utc).year
    return [1, 7].contains {
      let month = Moment.Civil(year: year, month: $0, day: 1)
      return offset(at: month.asUTC) == Int64(seconds) * 1000
    }
  }
}
