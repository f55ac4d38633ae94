/// Words in which boards write days and months: Dutch, English, Turkish, German and French.
///
/// Keys are lower case without a closing dot. A month's three-letter form means the same month in
/// all five languages, so no language needs to be known.
enum DateWords {
  static let months: [String: Int] = {
    let names: [[String]] = [
      [
        "jan", "januari", "january", "januar", "jänner", "janvier", "janv", "oca", "ocak",
      ],
      ["feb", "febr", "februari", "february", "februar", "février", "févr", "şub", "şubat"],
      ["mrt", "maart", "mar", "march", "mär", "märz", "mars", "mart"],
      ["apr", "april", "avr", "avril", "nis", "nisan"],
      ["mei", "may", "mai", "mayıs"],
      ["jun", "juni", "june", "juin", "haz", "haziran"],
      ["jul", "juli", "july", "juil", "juillet", "tem", "temmuz"],
      ["aug", "augustus", "august", "août", "ağu", "ağustos"],
      ["sep", "sept", "september", "septembre", "eyl", "eylül"],
      ["okt", "oktober", "oct", "october", "octobre", "eki", "ekim"],
      ["nov", "november", "novembre", "kas", "kasım"],
      ["dec", "december", "dez", "dezember", "déc", "décembre", "ara", "aralık"],
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() { for name in list { months[name] = index + 1 } }
    return months
  }()

  /// How many days ago a word says it was.
  static let daysAgo: [String: Int] = [
    "vandaag": 0, "today": 0, "heute": 0, "bugün": 0, "aujourd": 0,
    "gisteren": 1, "yesterday": 1, "gestern": 1, "dün": 1, "hier": 1,
    "eergisteren": 2, "vorgestern": 2,
  ]

  static let now: Set<String> = ["zojuist", "zonet", "now", "şimdi"]
  static let ago: Set<String> = ["geleden", "ago", "önce", "vor"]
  static let one: Set<String> = ["een", "één", "a", "an", "one", "bir", "ein", "eine", "einer"]

  /// Minutes in a unit of time; months and years are means.
  static let unitMinutes: [String: Int] = {
    let units: [(Int, [String])] = [
      (1, ["minuut", "minuten", "min", "minute", "minutes", "dakika", "minuten"]),
      (60, ["uur", "uren", "hour", "hours", "saat", "stunde", "stunden"]),
      (1440, ["dag", "dagen", "day", "days", "gün", "tag", "tage", "tagen"]),
      (10_080, ["week", "weken", "weeks", "hafta", "woche", "wochen"]),
      (43_830, ["maand", "maanden", "month", "months", "ay", "monat", "monate", "monaten"]),
      (525_960, ["jaar", "jaren", "year", "years", "yıl", "jahr", "jahre", "jahren"]),
    ]
    var minutes: [String: Int] = [:]
    for (value, list) in units { for name in list { minutes[name] = value } }
    return minutes
  }()
}
