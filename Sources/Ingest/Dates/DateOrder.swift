internal import Corpus

/// In which order a board or file writes day, month and year.
package enum DateOrder: String, Sendable, CaseIterable {
  case dmy, mdy, ymd

  /// - Throws: `Complaint` (78) for any other word.
  package init(setting: String) throws {
    guard let order = DateOrder(rawValue: setting) else {
      throw Complaint("dates is dmy, mdy or ymd", status: .configuration)
    }
    self = order
  }

  /// The three numbers in their places; nil when the calendar has no such day.
  package func place(_ a: Int, _ b: Int, _ c: Int) -> (year: Int, month: Int, day: Int)? {
    let (year, month, day) =
      switch self {
      case .dmy: (c, b, a)
      case .mdy: (c, a, b)
      // A four-digit year in front is no open question; here it has two digits.
      case .ymd: (a < 70 ? 2000 + a : 1900 + a, b, c % 100)
      }
    let civil = Moment.Civil(year: year, month: month, day: day)
    return civil.isValid ? (year, month, day) : nil
  }
}

/// What the dates of a source show of their order: counted over all of it, for one date cannot
/// tell and a source is written in one order.
package struct DateOrderEvidence: Sendable, Equatable {
  /// The first number is above 12, or the numbers are parted by dots.
  package private(set) var dayFirst = 0
  /// The second number is above 12.
  package private(set) var monthFirst = 0
  /// Could be either.
  package private(set) var open = 0

  /// Counts one date; only those of three numbers say anything.
  package mutating func add(_ date: WrittenDate) {
    guard case .numbers(let a, let b, _, let isDotted) = date.day else { return }
    if isDotted || (a > 12 && b <= 12) {
      dayFirst += 1
    } else if b > 12, a <= 12 {
      monthFirst += 1
    } else if a != b {
      open += 1
    }
  }

  /// Nothing seen yet.
  package init() {}

  /// Adds what another part of the source showed.
  package mutating func add(_ other: DateOrderEvidence) {
    dayFirst += other.dayFirst
    monthFirst += other.monthFirst
    open += other.open
  }

  /// The order; any will do where no date leaves it open.
  /// - Throws: `Complaint` when the dates show no order, or both.
  package func settle() throws -> DateOrder {
    if dayFirst > 0, monthFirst == 0 { return .dmy }
    if monthFirst > 0, dayFirst == 0 { return .mdy }
    if dayFirst == 0, open == 0 { return .dmy }
    throw Complaint(
      "day and month cannot be told apart: \(dayFirst) dates show the day first, \(monthFirst) the "
        + "month first, \(open) could be either; say dates: dmy, mdy or ymd in this source")
  }
}
