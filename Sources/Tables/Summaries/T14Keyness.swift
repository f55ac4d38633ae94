internal import Corpus

/// T14: words that the target uses more, or less, often than the reference.
///
/// Words are ``TermColumn``'s, of posts of the sample that are their author's own; persons count,
/// with their posts in either choice. G² as in Rayson & Garside (two cells) and Dunning (four cells)
/// ranks terms; it takes words as independent, so no p is printed. The interval of the log ratio is
/// that by user (``Keyness/logRatioByUser(_:)``), dispersion (``Dispersion``) that within the choice
/// which uses the term more.
package struct KeynessTable: TableKind {
  package let number = "T14"
  package let name = "keyness"
  package let title = Phrase("Key words", nl: "Sleutelwoorden")
  package let needs: [Records] = [.posts]
  package let by: [String] = []
  package let settings = ["target", "reference", "top", "period", "zone"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("more_in", Phrase("More in", nl: "Meer in")),
        .init("term", Phrase("Term", nl: "Woord")),
      ],
      columns: [
        Key("target_uses", "Uses, target", nl: "Keren, doel"),
        Key("reference_uses", "Uses, reference", nl: "Keren, referentie"),
        Key("target_per_10k", "Per 10,000, target", nl: "Per 10.000, doel"),
        Key("reference_per_10k", "Per 10,000, reference", nl: "Per 10.000, referentie"),
        Key("g2", "G² (two cells)", nl: "G² (twee cellen)"),
        Key("g2_four", "G² (four cells)", nl: "G² (vier cellen)"),
        Key("log_ratio", "Log ratio (CI)", nl: "Log-ratio (BI)"),
        Key("target_users", "Users, target", nl: "Gebruikers, doel"),
        Key("reference_users", "Users, reference", nl: "Gebruikers, referentie"),
        Key("dp_norm", "DP normalised", nl: "DP genormaliseerd"),
        Key("juilland", "Juilland's D", nl: "D van Juilland"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard !settings.target.isEmpty else {
      throw Complaint(
        "table \(name) needs target: the posts whose words are compared, such as [topic=belonging]",
        status: .configuration)
    }
    guard material.posts.rows.count > 0 else { return empty }
    guard material.posts.terms != nil else {
      throw Complaint(
        "table \(name) needs posts with their texts, and was handed none", status: .software)
    }
    let period = Period(settings.period, settings.zone)
    let target = try PostConditions(settings.target, "target", material, period)
    let reference =
      settings.reference.isEmpty
      ? nil : try PostConditions(settings.reference, "reference", material, period)
    let sums = KeynessSums(material, target, reference)
    let choice = KeynessChoice(sums, rule, top: settings.top, AccountNames(material))
    var table = empty
    table.rows = [all(sums, rule)] + (try rows(sums, choice, rule, jobs: settings.jobs))
    table.notes = notes(material, settings, sums, choice, rule)
    table.notes += [Notes.version()] + Notes.marks(table, rule, unit: .users)
    return table
  }

  /// Words and users in all.
  private func all(_ sums: KeynessSums, _ rule: Disclosure) -> Table.Row {
    let (target, reference) = (sums.target, sums.reference)
    // The one side may be all users of T1 less the other: they are hidden together.
    let few = rule.few(target.users, reference.users)
    func reason(_ count: KeynessSums.Count) -> Suppression? {
      few ?? rule.dominated(count)
    }
    let users = few ?? Disclosure.secondary(rule.fewButSome(sums.leftOut.users) != nil)
    let no = Cell.notApplicable
    return Table.Row(
      [Key.all, Key("", "all words", nl: "alle woorden")],
      cells: [
        Cell.count(target.uses).hidden(reason(target)),
        Cell.count(reference.uses).hidden(reason(reference)), no, no, no, no, no,
        Cell.count(target.users).hidden(users), Cell.count(reference.users).hidden(users), no, no,
      ])
  }

  private func rows(
    _ sums: KeynessSums, _ choice: KeynessChoice, _ rule: Disclosure, jobs: Int
  ) throws -> [Table.Row] {
    let terms = choice.over + choice.under
    let uses = choice.uses
    return try Crew.map(terms.count, jobs: jobs) { number in
      let isOver = number < choice.over.count
      return Table.Row(
        [isOver ? Self.target : Self.reference, Key.data(sums.spelling(terms[number]))],
        opensBlock: number == 0 || number == choice.over.count,
        cells: Self.cells(sums, terms[number], uses[number], isOver: isOver, rule))
    }
  }

  private static let target = Key("target", "target", nl: "doel")
  private static let reference = Key("reference", "reference", nl: "referentie")

  private static func cells(
    _ sums: KeynessSums, _ term: Int, _ uses: [(person: Int, uses: KeynessSums.Pair)], isOver: Bool,
    _ rule: Disclosure
  ) -> [Cell] {
    let keyness = sums.keyness(term)
    let (target, reference) = sums.count(term)
    var parts = sums.persons.map {
      (target: (uses: 0, tokens: $0.target), reference: (uses: 0, tokens: $0.reference))
    }
    for (person, own) in uses {
      parts[person].target.uses = own.target
      parts[person].reference.uses = own.reference
    }
    let spread: Spread =
      switch Keyness.logRatioByUser(parts) {
      case .value(let estimate):
        .interval(low: .real(estimate.limits().low), high: .real(estimate.limits().high))
      case .undefined(let reason): .none(NoValue(reason))
      }
    let ratio = keyness.logRatioHalf
    let dispersion = Dispersion(parts.map { isOver ? $0.target : $0.reference })
    return [
      .count(target.uses), .count(reference.uses),
      rate(target.uses, sums.target.uses), rate(reference.uses, sums.reference.uses),
      estimated(keyness.likelihoodTwoCells, 2), estimated(keyness.likelihoodFourCells, 2),
      .number(
        ratio.value.map { .real($0) }, .decimals(2), spread: spread,
        else: ratio.reason.map { NoValue($0) } ?? .noUnits),
      users(target, of: sums.target, rule), users(reference, of: sums.reference, rule),
      estimated(dispersion.griesNormal, 3), estimated(dispersion.juilland, 3),
    ]
  }

  private static func rate(_ uses: Int, _ words: Int) -> Cell {
    .number(words > 0 ? .ratio(uses * 10_000, words) : nil, .decimals(2), else: .noUnits)
  }

  private static func estimated(_ value: Estimated<Double>, _ places: Int) -> Cell {
    .number(
      value.value.map { .real($0) }, .decimals(places),
      else: value.reason.map { NoValue($0) } ?? .noUnits)
  }

  /// Distinct users of a term, hidden where nearly all of the choice use it.
  private static func users(
    _ count: KeynessSums.Count, of all: KeynessSums.Count, _ rule: Disclosure
  ) -> Cell {
    Cell.count(count.users).hidden(
      rule.few(count.users, all.users - count.users) ?? rule.uniform(count.users, of: all.users))
  }
}

// What stands under the table.
extension KeynessTable {
  private func notes(
    _ material: Material, _ settings: TableSettings, _ sums: KeynessSums, _ choice: KeynessChoice,
    _ rule: Disclosure
  ) -> [Phrase] {
    let words = settings.target + settings.reference
    let asked = words.compactMap { PostFactor.read($0)?.factor }
    var notes: [Phrase] = []
    if asked.contains(.group) {
      notes.append(Notes.scheme(material.people.scheme))
      notes.append(
        Phrase(
          "A person with several memberships is of each of these groups.",
          nl: "Een persoon met meer lidmaatschappen hoort bij elk van die groepen."))
    }
    let target = settings.target.joined(separator: ", ")
    let reference = settings.reference.joined(separator: ", ")
    notes.append(
      reference.isEmpty
        ? Phrase(
          "Target: \(target); reference: all other posts.",
          nl: "Doel: \(target); referentie: alle andere berichten.")
        : Phrase(
          "Target: \(target); reference: \(reference).",
          nl: "Doel: \(target); referentie: \(reference)."))
    if asked.contains(.period) { notes.append(Period(settings.period, settings.zone).note) }
    notes += leftOut(sums, rule)
    notes.append(
      Phrase(
        "Own words of posts of the sample by persons, \(settings.top) terms at most in each"
          + " direction by G². G² takes words as independent: it ranks, and is no test. Log ratio in"
          + " doublings, with a 95 % interval by user. DP (0 even, 1 one user) and Juilland's D (1"
          + " even) are over the users of the side that has more. Nothing is weighted.",
        nl: "Eigen woorden van berichten van de steekproef door personen, hoogstens \(settings.top)"
          + " woorden per richting naar G². G² neemt woorden als onafhankelijk: het rangschikt en is"
          + " geen toets. Log-ratio in verdubbelingen, met een 95 %-interval over gebruikers. DP (0"
          + " gelijkmatig, 1 één gebruiker) en D van Juilland (1 gelijkmatig) gaan over de gebruikers"
          + " van de kant die er meer heeft. Er is niet gewogen."))
    return notes + termsLeftOut(choice, rule)
  }

  private func leftOut(_ sums: KeynessSums, _ rule: Disclosure) -> [Phrase] {
    let (posts, users) = sums.leftOut
    guard posts > 0 else { return [] }
    guard rule.few(users) == nil else {
      return [
        Phrase(
          "Posts that fit both, or of which that is not known, are left out; they are of too few"
            + " users to be counted here.",
          nl:
            "Berichten die in beide passen, of waarvan dat niet bekend is, zijn weggelaten; ze zijn"
            + " van te weinig gebruikers om hier te tellen.")
      ]
    }
    return [
      Phrase(
        "Left out are \(posts) posts of \(users) users that fit both, or of which that is not known.",
        nl: "Weggelaten zijn \(posts) berichten van \(users) gebruikers die in beide passen, of"
          + " waarvan dat niet bekend is.")
    ]
  }

  private func termsLeftOut(_ choice: KeynessChoice, _ rule: Disclosure) -> [Phrase] {
    switch choice.refusal {
    case .minUsers:
      return [
        Phrase(
          "No term is shown: target or reference has words of fewer than \(rule.minUsers) users.",
          nl: "Geen woord is getoond: doel of referentie heeft woorden van minder dan"
            + " \(rule.minUsers) gebruikers.")
      ]
    case .some:
      return [
        Phrase(
          "No term is shown: one user writes more than half of the words of target or reference.",
          nl:
            "Geen woord is getoond: één gebruiker schrijft meer dan de helft van de woorden van doel"
            + " of referentie.")
      ]
    case nil: break
    }
    var notes: [Phrase] = []
    if !rule.isOff {
      notes.append(
        Phrase(
          "Only terms of at least \(rule.minUsers) users in target and in reference. Not shown of"
            + " those with so many in both together: \(choice.few) with fewer in either,"
            + " \(choice.dominated) with one user who makes more than half of the uses.",
          nl:
            "Alleen woorden van minstens \(rule.minUsers) gebruikers in doel en in referentie. Van"
            + " die met zoveel in beide samen zijn niet getoond: \(choice.few) met minder in een van"
            + " beide, \(choice.dominated) met één gebruiker die meer dan de helft ervan schrijft.")
      )
    }
    if choice.names > 0 {
      notes.append(
        Phrase(
          "Not shown because they are also the name of an account: \(choice.names).",
          nl: "Niet getoond omdat ze ook de naam van een account zijn: \(choice.names)."))
    }
    if choice.spared > 0 {
      notes.append(
        Phrase(
          "Not shown so that the words left over are those of enough users: \(choice.spared).",
          nl: "Niet getoond opdat de overige woorden van genoeg gebruikers zijn: \(choice.spared).")
      )
    }
    return notes
  }
}
