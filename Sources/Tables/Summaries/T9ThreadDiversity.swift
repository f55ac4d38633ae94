internal import Corpus
internal import Interactions

/// T9: how mixed the participants of threads are, by venue type and topic of the opening post, and
/// how many users bridge groups there.
///
/// Participants are persons, not posts. Indices are means over threads with at least two
/// participants of known group; bounds are over all threads with two participants and say what the
/// unknown could make of the mean. Intervals: bootstrap over persons, each with the threads that
/// they began.
package struct ThreadDiversity: TableKind {
  package let number = "T9"
  package let name = "thread-diversity"
  package let title = Phrase("Diversity of threads", nl: "Verscheidenheid van draden")
  package let needs: [Records] = [.posts, .ties]
  package let by = ["venue-type", "topic"]
  package let settings = ["replicates", "seed", "bridging-ties", "bridging-share"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("by", Phrase("By", nl: "Naar")), .init("level", Phrase("Level", nl: "Waarde")),
      ],
      columns: [
        Key("threads", "Threads", nl: "Draden"),
        Key("users", "Participants", nl: "Deelnemers"),
        Key("participants_median", "Median participants", nl: "Mediaan deelnemers"),
        Key("conversations", "With two or more", nl: "Met twee of meer"),
        Key("known_share", "Groups known, %", nl: "Groepen bekend, %"),
        Key("blau", "Blau (95 % CI)", nl: "Blau (95 %-BI)"),
        Key("blau_bounds", "Bounds of Blau", nl: "Grenzen van Blau"),
        Key("simpson", "Simpson, unbiased (95 % CI)", nl: "Simpson, zuiver (95 %-BI)"),
        Key("shannon", "Shannon, nats (95 % CI)", nl: "Shannon, nats (95 %-BI)"),
        Key("hill2", "Hill number 2 (95 % CI)", nl: "Hill-getal 2 (95 %-BI)"),
        Key("mixed_share", "% with two groups (95 % CI)", nl: "% met twee groepen (95 %-BI)"),
        Key("mixed_bounds", "Bounds, %", nl: "Grenzen, %"),
        Key("bridging", "Bridging users", nl: "Bruggenbouwers"),
        Key("bridging_share", "% of users (95 % CI)", nl: "% van personen (95 %-BI)"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    try check(settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let ties = material.ties else { return table }
    let splits = settings.by.compactMap(ThreadCells.Split.init(rawValue:))
    let cells = ThreadCells(material, ties, by: splits)
    let sums = ThreadSums(cells, ties, settings)
    guard sums.counts[0].all.threads > 0 else { return table }
    var estimates = try Estimates(sums.contributions, settings, purpose: name)
    let hidden = ThreadSuppression(sums, cells, rule)

    func append(_ slot: Int, _ by: Key, opensBlock: Bool) {
      let row = self.cells(sums, &estimates, slot)
      let reasons: [Suppression?] =
        Array(repeating: hidden.counts[slot], count: 4)
        + [hidden.groups[slot], hidden.groups[slot], hidden.bounds[slot]]
        + Array(repeating: hidden.groups[slot], count: 4)
        + [hidden.bounds[slot], hidden.bridging[slot], hidden.bridging[slot]]
      table.rows.append(
        Table.Row(
          [by, cells.keys[slot]], opensBlock: opensBlock,
          cells: zip(row, reasons).map { $0.hidden($1) }))
    }
    append(0, .all, opensBlock: true)
    for (split, slots) in cells.ranges {
      let present = slots.filter { sums.counts[$0].all.threads > 0 }
      let heading =
        split == .topic
        ? Key("topic", "Topic", nl: "Onderwerp") : Key("venue-type", "Venue type", nl: "Soort plek")
      for slot in present { append(slot, heading, opensBlock: slot == present[0]) }
    }
    table.notes = notes(ties, settings, cells) + estimates.notes(settings) + [Notes.version()]
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  private func check(_ settings: TableSettings) throws {
    guard settings.bridgingTies >= 1 else {
      throw Complaint(
        "bridging-ties: \(settings.bridgingTies) is below 1", status: .configuration)
    }
    guard (0...1).contains(settings.bridgingShare) else {
      throw Complaint(
        "bridging-share: \(settings.bridgingShare) is not between 0 and 1",
        status: .configuration)
    }
  }

  private func cells(_ sums: ThreadSums, _ estimates: inout Estimates, _ slot: Int) -> [Cell] {
    let count = sums.counts[slot]
    let clusters = count.compared.starters
    let conversations = Double(count.conversations.threads)
    func mean(_ ratio: Ratio) -> Cell {
      estimates.number(ratio, .decimals(3), clusters: clusters, else: .noUnits)
    }
    func bounds(_ low: Double, _ high: Double, _ format: NumberFormat) -> Cell {
      guard let low = Number.share(low, of: conversations),
        let high = Number.share(high, of: conversations)
      else { return Cell(.missing(.noUnits), format) }
      return Cell(.bounds(low, high), format)
    }
    return [
      .count(count.all.threads), .count(count.users),
      .number(count.medianPersons, .decimals(1), else: .noThreads),
      .count(count.conversations.threads),
      .percent(.share(Double(count.known), of: Double(count.users))),
      mean(sums.blau(slot)),
      count.blauBounds.map { bounds($0.lower, $0.upper, .decimals(3)) } ?? .notApplicable,
      mean(sums.simpson(slot)), mean(sums.shannon(slot)), mean(sums.hill2(slot)),
      estimates.percent(sums.mixed(slot), clusters: clusters, else: .noUnits),
      bounds(Double(count.mixed), Double(count.mixed + count.open), .percent),
      count.tied > 0 ? .count(count.bridging) : Cell(.missing(.noTies)),
      estimates.percent(sums.bridging(slot), clusters: count.tied, else: .noTies),
    ]
  }

  private func notes(
    _ ties: TieTable, _ settings: TableSettings, _ cells: ThreadCells
  ) -> [Phrase] {
    let k = settings.bridgingTies
    let share = Number.real(settings.bridgingShare * 100).digits.significant(10)
    var notes = [
      Notes.scheme(ties.people.scheme),
      Phrase(
        "Threads of the source, or else trees of replies, with a post of the sample. Participants"
          + " are persons who wrote in them, whatever the number of their posts.",
        nl: "Draden van de bron, of anders bomen van reacties, met een bericht uit de steekproef."
          + " Deelnemers zijn personen die erin schreven, hoeveel berichten ook."),
      Phrase(
        "Indices and the share with two groups are means over threads with two or more"
          + " participants of known group; bounds are over all threads with two or more"
          + " participants.",
        nl: "Indices en het aandeel met twee groepen zijn gemiddelden over draden met twee of meer"
          + " deelnemers van bekende groep; grenzen gaan over alle draden met twee of meer"
          + " deelnemers."),
      Phrase(
        "Bridging users: at least \(k) interethnic ties in these threads, which are at least"
          + " \(share) % of their ties there with both groups known.",
        nl: "Bruggenbouwers: minstens \(k) interetnische contacten in deze draden, die minstens"
          + " \(share) % zijn van hun contacten daar met beide groepen bekend."),
      Phrase(
        "In the bootstrap a person brings the threads that they began; of bridging users, oneself.",
        nl: "In de bootstrap brengt een persoon de draden mee die hij of zij begon; bij"
          + " bruggenbouwers zichzelf."),
    ]
    if cells.ranges.contains(where: { $0.split == .topic }) {
      notes.append(
        Phrase(
          "Topics are of the opening post, which may have several; a thread has none where that"
            + " post is missing or was not coded.",
          nl: "Onderwerpen zijn van het openingsbericht, dat er meer kan hebben; een draad heeft er"
            + " geen als dat bericht ontbreekt of niet is gecodeerd."))
    }
    if !ties.isDirected { notes.append(Notes.undirected) }
    if cells.vectors.areMixed {
      notes.append(
        Phrase(
          "Persons of several groups count by weight in each; two participants of different"
            + " memberships make a thread mixed. Bounds of Blau exist for one group per person"
            + " only.",
          nl: "Personen met meer groepen tellen naar gewicht in elke mee; twee deelnemers met"
            + " verschillende lidmaatschappen maken een draad gemengd. Grenzen van Blau bestaan"
            + " alleen bij één groep per persoon."))
    }
    return notes
  }
}
