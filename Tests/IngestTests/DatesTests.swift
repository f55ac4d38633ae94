import Corpus
import Ingest
import Testing

@Suite struct `Every written date` {
  @Test(
    arguments: [
      // Marokko.nl, Maroc.nl and vBulletin's other defaults
      ("17-06-2013 14:32", WrittenDate.Day.numbers(17, 6, 2013, isDotted: false), 14, 32),
      ("17-06-13, 14:32", .numbers(17, 6, 2013, isDotted: false), 14, 32),
      ("06-15-2016,\u{A0}03:02 PM", .numbers(6, 15, 2016, isDotted: false), 15, 2),
      ("06-15-2016, 12:02 AM", .numbers(6, 15, 2016, isDotted: false), 0, 2),
      ("6/15/16 9:05 p.m.", .numbers(6, 15, 2016, isDotted: false), 21, 5),
      ("29.01.2018, 23:59", .numbers(29, 1, 2018, isDotted: true), 23, 59),
      ("05-05-99 10:00", .numbers(5, 5, 1999, isDotted: false), 10, 0),
      ("2009-05-12 08:00", .known(year: 2009, month: 5, day: 12), 8, 0),
      ("Vandaag, 14:32", .daysAgo(0), 14, 32), ("GISTEREN om 00:10", .daysAgo(1), 0, 10),
      ("Eergisteren 7:05", .daysAgo(2), 7, 5), ("Today 1:00 pm", .daysAgo(0), 13, 0),
      ("Yesterday at 11:00 AM", .daysAgo(1), 11, 0), ("Bugün 09:00", .daysAgo(0), 9, 0),
      ("Dün, 09:00", .daysAgo(1), 9, 0), ("Gestern 09:00", .daysAgo(1), 9, 0),
      ("Heute, 09:00", .daysAgo(0), 9, 0), ("Aujourd'hui 09:00", .daysAgo(0), 9, 0),
      ("Hier, 09:00", .daysAgo(1), 9, 0),
      ("za 12 mei 2009 om 21:04", .known(year: 2009, month: 5, day: 12), 21, 4),
      ("12 mrt. 2009 @ 21:04", .known(year: 2009, month: 3, day: 12), 21, 4),
      ("December 25th, 2009 01:51 PM", .known(year: 2009, month: 12, day: 25), 13, 51),
      ("Sun May 26, 2019 4:34 pm", .known(year: 2019, month: 5, day: 26), 16, 34),
      ("3 Şubat 2012, 10:00", .known(year: 2012, month: 2, day: 3), 10, 0),
      ("7 Ağustos 2012 10:00", .known(year: 2012, month: 8, day: 7), 10, 0),
      ("5. März 2012, 10:00", .known(year: 2012, month: 3, day: 5), 10, 0),
      ("14 août 2012 10:00", .known(year: 2012, month: 8, day: 14), 10, 0),
    ] as [(String, WrittenDate.Day, Int, Int)])
  func `is taken apart, whatever the language`(
    text: String, day: WrittenDate.Day, hour: Int, minute: Int
  ) throws {
    let date = try #require(WrittenDate(text))
    #expect(date.day == day)
    #expect(date.hour == hour)
    #expect(date.minute == minute)
  }

  @Test(arguments: [
    ("3 minuten geleden", 3), ("een uur geleden", 60), ("2 dagen geleden", 2880),
    ("zo'n 2 uur geleden", 120), ("Zojuist", 0), ("3 Weeks Ago", 30_240), ("5 dakika önce", 5),
    ("vor 2 Tagen", 2880), ("1 jaar geleden", 525_960),
  ])
  func `can be so long ago`(text: String, minutes: Int) throws {
    #expect(try #require(WrittenDate(text)).day == .minutesAgo(minutes))
  }

  @Test(arguments: [
    "", "ooit", "14:32", "25:00 12-05-2009", "12-05", "12 mei", "99-99", "1-2-3-4-5-6",
    "13:00 PM 01-02-2003", "geleden", "\u{0}", "12-13-14-2015",
  ])
  func `is none when it lacks a part or is no time of day`(text: String) {
    #expect(WrittenDate(text) == nil)
  }

  @Test func `may be a day without a time`() throws {
    let date = try #require(WrittenDate("December 25th, 2009"))
    #expect(date.hour == nil)
    let placed = PlacedDate(
      date, order: .dmy, zone: try CivilZone(name: "Europe/Amsterdam"), captured: nil)
    // The day as written, not the UTC moment of its local midnight.
    #expect(Moment.text(placed.milliseconds) == "2009-12-25T00:00:00Z")
    #expect(placed.precision == .day)
    #expect(!placed.isZoned)
  }
}

@Suite struct `Every source's order of day and month` {
  private func evidence(_ texts: [String]) -> DateOrderEvidence {
    var evidence = DateOrderEvidence()
    for text in texts { if let date = WrittenDate(text) { evidence.add(date) } }
    return evidence
  }

  @Test func `is shown by one day above twelve`() throws {
    #expect(try evidence(["05-06-2012", "13-06-2012"]).settle() == .dmy)
    #expect(try evidence(["05-06-2012", "06-13-2012"]).settle() == .mdy)
    #expect(try evidence(["01.02.2012"]).settle() == .dmy)
  }

  @Test func `does not matter where no date leaves it open`() throws {
    #expect(try evidence([]).settle() == .dmy)
    #expect(try evidence(["2012-06-05", "Vandaag 10:00", "05-05-2012"]).settle() == .dmy)
  }

  @Test func `is a complaint when nothing shows it, with the counts`() {
    #expect {
      try evidence(["05-06-2012", "06-07-2012"]).settle()
    } throws: { error in
      let text = "\(error)"
      return text.contains("0 dates show the day first, 0 the month first, 2 could be either")
        && text.contains("dates: dmy, mdy or ymd")
    }
  }

  @Test func `is a complaint when the dates disagree, with the counts`() {
    #expect {
      try evidence(["13-06-2012", "14-06-2012", "06-15-2012"]).settle()
    } throws: { "\($0)".contains("2 dates show the day first, 1 the month first") }
  }

  @Test func `places the numbers, and refuses a day that the calendar lacks`() {
    #expect(DateOrder.dmy.place(29, 2, 2012)! == (2012, 2, 29))
    #expect(DateOrder.mdy.place(2, 29, 2012)! == (2012, 2, 29))
    #expect(DateOrder.ymd.place(12, 2, 2029)! == (2012, 2, 29))
    #expect(DateOrder.dmy.place(29, 2, 2013) == nil)
    #expect(DateOrder.dmy.place(1, 13, 2013) == nil)
  }

  @Test func `is one of three words when it is set`() {
    #expect(throws: Complaint.self) { try DateOrder(setting: "d-m-y") }
  }
}

@Suite struct `Every civil zone` {
  private func utc(_ zone: CivilZone, _ local: String) throws -> (String, Bool) {
    let found = zone.utc(of: try #require(Moment.parse(local)).milliseconds)
    return (Moment.text(found.milliseconds), found.isAmbiguous)
  }

  /// Amsterdam: CET is UTC+1, CEST UTC+2; clocks went forward on 25 March 2012 at 01:00 UTC and
  /// back on 28 October 2012 at 01:00 UTC.
  @Test(arguments: [
    ("2012-01-15T12:00:00", "2012-01-15T11:00:00Z", false),
    ("2012-07-15T12:00:00", "2012-07-15T10:00:00Z", false),
    ("2012-10-28T01:59:00", "2012-10-27T23:59:00Z", false),
    ("2012-10-28T02:00:00", "2012-10-28T00:00:00Z", true),
    ("2012-10-28T02:59:00", "2012-10-28T00:59:00Z", true),
    ("2012-10-28T03:00:00", "2012-10-28T02:00:00Z", false),
    ("2012-03-25T01:59:00", "2012-03-25T00:59:00Z", false),
    ("2012-03-25T02:30:00", "2012-03-25T01:30:00Z", true),
    ("2012-03-25T03:00:00", "2012-03-25T01:00:00Z", false),
  ])
  func `knows the hour that comes twice and the hour that is skipped`(
    local: String, moment: String, isAmbiguous: Bool
  ) throws {
    #expect(try utc(CivilZone(name: "Europe/Amsterdam"), local) == (moment, isAmbiguous))
  }

  @Test func `may be a fixed distance`() throws {
    #expect(
      try utc(CivilZone(statedSeconds: 19_800), "2012-01-01T00:00:00")
        == ("2011-12-31T18:30:00Z", false))
    #expect(CivilZone(statedSeconds: 3600).label == "explicit")
    #expect(try CivilZone(name: "Africa/Casablanca").label == "assumed:Africa/Casablanca")
  }

  @Test func `knows its distances in a year`() throws {
    let zone = try CivilZone(name: "Europe/Amsterdam")
    let near = try #require(Moment.parse("2012-05-05T00:00:00Z")).milliseconds
    #expect(zone.has(seconds: 3600, near: near))
    #expect(zone.has(seconds: 7200, near: near))
    #expect(!zone.has(seconds: 0, near: near))
  }

  @Test(arguments: ["", "Amsterdam", "CET+1", "Europe/Nowhere", "GMT+2", "../etc/passwd"])
  func `is a complaint when the database does not have it`(name: String) {
    #expect { try CivilZone(name: name) } throws: {
      ($0 as? Complaint)?.status == .configuration
    }
  }
}
