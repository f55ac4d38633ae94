/// Sentences that stand under several tables.
enum Notes {
  /// Raised when a measure's definition changes, so that two tables can be told apart.
  static let measureVersion = 1

  static func version() -> Phrase {
    Phrase("Measures version \(measureVersion).", nl: "Maten versie \(measureVersion).")
  }

  static func scheme(_ name: String) -> Phrase {
    Phrase("Groups by scheme \(name).", nl: "Groepen volgens schema \(name).")
  }

  static let severalMemberships = Phrase(
    "A person with several memberships counts by weight in each group, so that counts may be"
      + " broken numbers.",
    nl: "Een persoon met meer lidmaatschappen telt naar gewicht mee in elke groep; aantallen"
      + " kunnen dus gebroken zijn.")

  static let designWeights = Phrase(
    "Shares and means use the design weights of the roster; counts do not.",
    nl: "Aandelen en gemiddelden gebruiken de steekproefgewichten van het register; aantallen"
      + " niet.")

  /// Of a table with bounds beside its shares.
  static let designWeightsAndBounds = Phrase(
    "Shares, means and expectation use the design weights of the roster; counts and bounds do not,"
      + " so that a share may lie outside its bounds.",
    nl: "Aandelen, gemiddelden en verwachting gebruiken de steekproefgewichten van het register;"
      + " aantallen en grenzen niet, zodat een aandeel buiten zijn grenzen kan liggen.")

  static let undirected = Phrase(
    "Ties have no direction: both persons are ego and alter.",
    nl: "Contacten hebben geen richting: beide personen zijn ego en alter.")

  /// How the intervals were made.
  static func bootstrap(_ settings: TableSettings, undefined: Int) -> [Phrase] {
    guard settings.replicates > 0 else {
      return [
        Phrase(
          "No intervals: the number of replicates is 0.",
          nl: "Geen intervallen: het aantal herhalingen is 0.")
      ]
    }
    var notes = [
      Phrase(
        "Intervals: 2.5 and 97.5 percentiles of \(settings.replicates) Poisson bootstrap"
          + " replicates over persons, seed \(settings.seed).",
        nl: "Intervallen: percentielen 2,5 en 97,5 van \(settings.replicates)"
          + " Poisson-bootstrapherhalingen over personen, seed \(settings.seed).")
    ]
    if undefined > 0 {
      notes.append(
        Phrase(
          "At most \(undefined) replicates of one estimate were undefined and left out.",
          nl: "Hoogstens \(undefined) herhalingen van één schatting waren ongedefinieerd en zijn"
            + " weggelaten."))
    }
    return notes
  }

  static let fewClusters = Phrase(
    "Some intervals rest on fewer than 40 persons and may be too narrow.",
    nl: "Sommige intervallen berusten op minder dan 40 personen en kunnen te smal zijn.")

  static let dyadic = Phrase(
    "Intervals: dyadic, jackknifed (ties with a person in common, at either end, may go together),"
      + " t of the fewer of egos and alters less 1; of shares on the logit scale.",
    nl: "Intervallen: dyadisch, jackknife (contacten met een persoon gemeen, aan welk einde ook,"
      + " kunnen samenhangen), t van het kleinste van ego's en alters min 1; van aandelen op"
      + " de logitschaal.")

  static let linearised = Phrase(
    "Intervals: linearised, by person, t of the persons less 1.",
    nl: "Intervallen: gelineariseerd, per persoon, t van de personen min 1.")

  static let logit = Phrase(
    "Intervals: linearised and jackknifed by person, on the logit scale, t of the persons less 1.",
    nl: "Intervallen: gelineariseerd en jackknife per persoon, op de logitschaal, t van de personen"
      + " min 1.")

  /// Of intervals of ties by ego.
  static let heldAlters = Phrase(
    "They are by ego and hold the persons answered fixed: where few get many of the ties they are"
      + " too narrow (interval: dyadic is not).",
    nl: "Zij zijn per ego en houden wie antwoord kreeg vast: waar weinigen veel contacten krijgen"
      + " zijn zij te smal (interval: dyadic niet).")

  /// Names the rows whose intervals rest on few persons.
  static func few(_ rows: [Key]) -> [Phrase] {
    if rows.isEmpty { return [] }
    let (en, nl) = (
      rows.map(\.shown.en).joined(separator: ", "), rows.map(\.shown.nl).joined(separator: ", ")
    )
    return [
      Phrase(
        "These intervals rest on fewer than 40 persons, or fewer than 20 effective ones (Kish), and"
          + " may be too narrow: \(en).",
        nl: "Deze intervallen berusten op minder dan 40 personen, of minder dan 20 effectieve"
          + " (Kish), en kunnen te smal zijn: \(nl).")
    ]
  }

  /// What the marks in this table mean, and the rule that hid cells.
  /// - Parameter secondary: how secondary cells were chosen, where the table has a way of its own.
  static func marks(
    _ table: Table, _ rule: Disclosure, unit: Unit, secondary: Phrase? = nil
  ) -> [Phrase] {
    var notes: [Phrase] = []
    let cells = table.rows.flatMap(\.cells)
    let isMissing = cells.contains { if case .missing = $0.state { true } else { false } }
    if isMissing { notes.append(Phrase("– not defined.", nl: "– niet gedefinieerd.")) }
    if rule.isOff {
      notes.append(Phrase("No cell is hidden.", nl: "Geen cel is verborgen."))
    } else if table.suppressed.isEmpty {
      notes.append(
        Phrase(
          "No cell had to be hidden (min-users \(rule.minUsers)).",
          nl: "Geen cel hoefde verborgen te worden (min-users \(rule.minUsers))."))
    } else {
      notes.append(
        Phrase(
          "· hidden: fewer than \(rule.minUsers) distinct \(unit.en) in the cell or its complement"
            + " (min-users), one user with more than half of the count (dominance), more than 90 %"
            + " of the users alike (class), or needed to protect another cell (secondary).",
          nl: "· verborgen: minder dan \(rule.minUsers) verschillende \(unit.nl) in de cel of haar"
            + " complement (min-users), één gebruiker met meer dan de helft van het aantal"
            + " (dominance), meer dan 90 % van de gebruikers gelijk (class), of nodig om een andere"
            + " cel te beschermen (secondary)."))
      if table.suppressed.contains(where: { $0.reason == .secondary }) {
        notes.append(
          secondary
            ?? Phrase(
              "Secondary cells are chosen so that no hidden count follows from what is shown to within"
                + " \(rule.minUsers); what is computed from a hidden count is hidden with it.",
              nl: "Secundaire cellen zijn zo gekozen dat geen verborgen aantal op minder dan"
                + " \(rule.minUsers) na uit het getoonde volgt; wat uit een verborgen aantal is"
                + " berekend, is mee verborgen."))
      }
      let list = table.suppressed.map { "\($0.count) \($0.reason.rawValue)" }
        .joined(separator: ", ")
      notes.append(Phrase("Hidden cells: \(list).", nl: "Verborgen cellen: \(list)."))
    }
    if let reason = rule.reason {
      notes.append(
        Phrase(
          "min-users is \(rule.minUsers), below 10, because: \(reason)",
          nl: "min-users is \(rule.minUsers), onder 10, omdat: \(reason)"))
    }
    return notes
  }

  /// Whose number the disclosure rule counts.
  enum Unit {
    case users, egosAndAlters
    var en: String { self == .users ? "users" : "egos or alters" }
    var nl: String { self == .users ? "gebruikers" : "ego's of alters" }
  }
}
