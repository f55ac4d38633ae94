internal import Corpus

/// Periods of local time: moments as numbers that follow each other without gaps.
package struct Period: Sendable, Equatable {
  /// How long a period is. Weeks are those of ISO 8601, Monday to Sunday.
  package enum Unit: String, Sendable, CaseIterable {
    case year, quarter, month, week

    var heading: Phrase {
      switch self {
      case .year: Phrase("Year", nl: "Jaar")
      case .quarter: Phrase("Quarter", nl: "Kwartaal")
      case .month: Phrase("Month", nl: "Maand")
      case .week: Phrase("Week", nl: "Week")
      }
    }
  }

  /// Whose clock the periods follow.
  package enum Zone: String, Sendable, CaseIterable {
    /// Central European time: an hour, in summer two hours, ahead of UTC.
    case amsterdam = "Europe/Amsterdam"
    case utc = "UTC"

    /// Milliseconds to add to UTC. Summer time runs from 01:00 UTC on the last Sunday of March to
    /// 01:00 UTC on the last Sunday of October (Directive 2000/84/EC), until 1995 of September.
    func offset(_ moment: Int64) -> Int64 {
      guard self == .amsterdam else { return 0 }
      let year = Moment.civil(moment).year
      let hour: Int64 = 3_600_000
      let from = Self.lastSunday(year: year, month: 3) + hour
      let to = Self.lastSunday(year: year, month: year < 1996 ? 9 : 10) + hour
      return moment >= from && moment < to ? 2 * hour : hour
    }

    /// Midnight UTC of the last Sunday of a month of 30 or 31 days.
    private static func lastSunday(year: Int, month: Int) -> Int64 {
      let last = Moment.days(year: year, month: month, day: month == 9 ? 30 : 31)
      // 1970-01-01 was a Thursday: Sundays are the days d with (d + 4) mod 7 = 0.
      let weekday = ((last + 4) % 7 + 7) % 7
      return Int64(last - weekday) * 86_400_000
    }
  }

  package let unit: Unit
  package let zone: Zone

  package init(_ unit: Unit, _ zone: Zone) {
    self.unit = unit
    self.zone = zone
  }

  /// Number of the period that holds a moment, in milliseconds since 1970 UTC.
  package func number(_ moment: Int64) -> Int {
    let local = moment + zone.offset(moment)
    if unit == .week {
      let dayLength: Int64 = 86_400_000
      let day = local >= 0 ? local / dayLength : (local + 1) / dayLength - 1
      return Self.floor(Int(day) + 3, 7)
    }
    let civil = Moment.civil(local)
    return switch unit {
    case .month: civil.year * 12 + civil.month - 1
    case .quarter: civil.year * 4 + (civil.month - 1) / 3
    default: civil.year
    }
  }

  /// "2015", "2015-Q2", "2015-04", "2015-W17".
  package func name(_ number: Int) -> String {
    func padded(_ n: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - "\(n)".count)) + "\(n)"
    }
    switch unit {
    case .year: return padded(number, 4)
    case .quarter:
      return "\(padded(Self.floor(number, 4), 4))-Q\(number - Self.floor(number, 4) * 4 + 1)"
    case .month:
      let year = Self.floor(number, 12)
      return "\(padded(year, 4))-\(padded(number - year * 12 + 1, 2))"
    case .week:
      // A week belongs to the year of its Thursday, which is day 7n of the era.
      let thursday = number * 7
      let year = Moment.civil(Int64(thursday) * 86_400_000).year
      let first = Moment.days(year: year, month: 1, day: 1)
      return "\(padded(year, 4))-W\(padded((thursday - first) / 7 + 1, 2))"
    }
  }

  private static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : (a + 1) / b - 1 }

  /// The note that says how time was cut.
  var note: Phrase {
    Phrase(
      "Periods: \(unit.rawValue)s of \(zone.rawValue) time.",
      nl: "Perioden: \(dutchUnit) volgens de tijd van \(zone.rawValue).")
  }

  private var dutchUnit: String {
    switch unit {
    case .year: "jaren"
    case .quarter: "kwartalen"
    case .month: "maanden"
    case .week: "weken"
    }
  }
}
