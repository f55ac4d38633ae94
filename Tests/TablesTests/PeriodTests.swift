import Corpus
import Tables
import Testing

@Suite struct `A period` {
  private func name(_ unit: Period.Unit, _ time: String, _ zone: Period.Zone = .amsterdam) throws
    -> String
  {
    let moment = try #require(Moment.parse(time)).milliseconds
    let period = Period(unit, zone)
    return period.name(period.number(moment))
  }

  /// Python: `datetime(…).isocalendar()` for weeks.
  @Test func `has its name in the calendar`() throws {
    #expect(try name(.year, "2015-04-08T12:00:00Z") == "2015")
    #expect(try name(.quarter, "2015-04-08T12:00:00Z") == "2015-Q2")
    #expect(try name(.month, "2015-12-08T12:00:00Z") == "2015-12")
    #expect(try name(.week, "2015-04-08T12:00:00Z") == "2015-W15")
    #expect(try name(.week, "2016-01-03T12:00:00Z") == "2015-W53")
    #expect(try name(.week, "2014-12-29T12:00:00Z") == "2015-W01")
    #expect(try name(.week, "1969-12-31T12:00:00Z") == "1970-W01")
    #expect(try name(.month, "1969-12-31T12:00:00Z") == "1969-12")
  }

  /// Python: `datetime(…, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))`.
  @Test func `follows the clock of Amsterdam, in summer too`() throws {
    #expect(try name(.year, "2012-12-31T23:00:00Z") == "2013")
    #expect(try name(.year, "2012-12-31T22:59:59Z") == "2012")
    #expect(try name(.year, "2012-12-31T23:00:00Z", .utc) == "2012")
    #expect(try name(.month, "2015-07-31T22:00:00Z") == "2015-08")
    #expect(try name(.month, "2015-07-31T21:59:59Z") == "2015-07")
    // Summer time of 2015: 29 March to 25 October; 31 March 22:00 UTC is midnight, 31 October not.
    #expect(try name(.month, "2015-03-31T22:00:00Z") == "2015-04")
    #expect(try name(.month, "2015-10-31T22:30:00Z") == "2015-10")
    #expect(try name(.month, "2015-10-31T23:00:00Z") == "2015-11")
    // The night of the change, Sunday to Monday: 29 March 22:00 UTC, 25 October 23:00 UTC.
    #expect(try name(.week, "2015-03-29T21:59:59Z") == "2015-W13")
    #expect(try name(.week, "2015-03-29T22:00:00Z") == "2015-W14")
    #expect(try name(.week, "2015-10-25T22:59:59Z") == "2015-W43")
    #expect(try name(.week, "2015-10-25T23:00:00Z") == "2015-W44")
  }

  @Test func `follows the one before without a gap`() {
    for unit in Period.Unit.allCases {
      let period = Period(unit, .utc)
      var last: Int?
      var names: Set<String> = []
      for day in 10_000..<20_000 {
        let number = period.number(Int64(day) * 86_400_000)
        if let last { #expect(number == last || number == last + 1) }
        last = number
        names.insert(period.name(number))
      }
      let first = period.number(10_000 * 86_400_000)
      #expect(names.count == (last ?? 0) - first + 1)
    }
  }
}
