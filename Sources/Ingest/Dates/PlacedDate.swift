package import Corpus

/// A written date put on the time line.
package struct PlacedDate: Sendable, Equatable {
  /// UTC milliseconds; ``PostRow/noTime`` when it could not be placed.
  package var milliseconds = PostRow.noTime
  package var precision = TimePrecision.none
  package var isAmbiguous = false
  /// Whether a zone was used: a day alone has none.
  package var isZoned = false

  /// - Parameter captured: UTC time at which "vandaag" was today; nil where nobody says.
  ///
  /// A day without a time is that day's midnight in UTC, so that the date stays what was written.
  package init(_ date: WrittenDate, order: DateOrder, zone: CivilZone, captured: Int64?) {
    switch date.day {
    case .known(let year, let month, let day):
      place(Moment.Civil(year: year, month: month, day: day), date, zone)
    case .numbers(let a, let b, let c, let isDotted):
      let order = isDotted && order != .ymd ? .dmy : order
      guard let (year, month, day) = order.place(a, b, c) else { return }
      place(Moment.Civil(year: year, month: month, day: day), date, zone)
    case .daysAgo(let days):
      guard let captured else { return }
      let civil = Moment.civil(zone.local(of: captured) - Int64(days) * 86_400_000)
      place(Moment.Civil(year: civil.year, month: civil.month, day: civil.day), date, zone)
    case .minutesAgo(let minutes):
      guard let captured else { return }
      milliseconds = captured - Int64(minutes) * 60_000
      precision = .approx
      isZoned = true
    }
  }

  private mutating func place(_ day: Moment.Civil, _ date: WrittenDate, _ zone: CivilZone) {
    var civil = day
    guard let hour = date.hour else {
      guard civil.isValid else { return }
      milliseconds = civil.asUTC
      precision = .day
      return
    }
    civil.hour = hour
    civil.minute = date.minute
    civil.second = date.second ?? 0
    guard civil.isValid else { return }
    (milliseconds, isAmbiguous) = zone.utc(of: civil.asUTC)
    precision = date.second == nil ? .minute : .second
    isZoned = true
  }
}
