internal import Corpus

/// T5: the share of ties between people of different groups, by topic, venue type or platform,
/// beside what unknown groups could change and what chance would give.
///
/// Complete case: ties with both groups known. Pooled over ties, and as the mean over egos of
/// their own share. Chance: relabelling of persons within strata (`docs/tables.md`).
package struct InterethnicShare: TableKind {
  package let number = "T5"
  package let name = "interethnic-share"
  package let title = Phrase("Interethnic ties", nl: "Interetnische contacten")
  package let needs: [Records] = [.ties]
  package let by = TieCells.Split.allCases.map(\.rawValue)
  package let settings = ["replicates", "interval", "seed"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("by", Phrase("By", nl: "Naar")), .init("level", Phrase("Level", nl: "Waarde")),
      ],
      columns: [
        Key("ties", "Ties", nl: "Contacten"), Key("egos", "Egos", nl: "Ego's"),
        Key("alters", "Alters", nl: "Alters"),
        Key("known_share", "Groups known, %", nl: "Groepen bekend, %"),
        Key("interethnic", "Interethnic", nl: "Interetnisch"),
        Key("share", "% interethnic (95 % CI)", nl: "% interetnisch (95 %-BI)"),
        Key("user_mean", "Ego mean, % (95 % CI)", nl: "Gemiddelde per ego, % (95 %-BI)"),
        Key("naive_bounds", "Naive bounds, %", nl: "Naïeve grenzen, %"),
        Key("sharp_bounds", "Sharp bounds, %", nl: "Scherpe grenzen, %"),
        Key("expected", "Expected, %", nl: "Verwacht, %"),
        Key(
          "difference", "Observed − expected, points (95 % CI)",
          nl: "Waargenomen − verwacht, punten (95 %-BI)"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let ties = material.ties, ties.ties.count > 0 else { return table }
    let splits = settings.by.compactMap(TieCells.Split.init(rawValue:))
    try Tones.check(splits, material.posts)
    let cells = TieCells(ties, material.posts, by: splits, hasStrata: true)
    let contrast = Contrast(ties)
    let sums = TieSums(cells, ties, contrast)
    let sharp = contrast.sharpBounds(ties, cells).map { bounds in
      bounds.map { Cell(.bounds($0.low, $0.high), .percent) }
    }
    var estimates = try TieEstimates(ties, cells, contrast, sums, settings)
    let hidden = TieSuppression(sums, rule)

    func append(_ slot: Int, _ by: Key, opensBlock: Bool) {
      let row = self.cells(sums, &estimates, slot, sharp[slot])
      table.rows.append(
        Table.Row(
          [by, cells.keys[slot]], opensBlock: opensBlock,
          cells: row.prefix(4).map { $0.hidden(hidden.counts[slot]) }
            + row.dropFirst(4).map { $0.hidden(hidden.shares[slot]) }))
    }
    append(0, .all, opensBlock: true)
    for (split, slots) in cells.ranges {
      let present = cells.present(split, slots) { sums.counts[$0].ties }
      for slot in present { append(slot, split.key, opensBlock: slot == present[0]) }
    }
    let shown = cells.keys.enumerated().filter { hidden.shares[$0.offset] == nil }
    table.notes = notes(
      ties, settings, sums, estimates,
      shown: Dictionary(uniqueKeysWithValues: shown.map { ($0.offset, $0.element) }))
    table.notes += Notes.marks(table, rule, unit: .egosAndAlters)
    return table
  }

  private func cells(
    _ sums: TieSums, _ estimates: inout TieEstimates, _ slot: Int, _ sharp: Cell?
  ) -> [Cell] {
    let count = sums.counts[slot]
    let all = Double(count.ties)
    let unknown = Double(count.ties - count.known)
    var naive = Cell(.missing(.noTies), .percent)
    if let low = Number.share(count.inter, of: all),
      let high = Number.share(count.inter + unknown, of: all)
    {
      naive = Cell(.bounds(low, high), .percent)
    }
    return [
      .count(count.ties), .count(count.egos.persons), .count(count.alters.persons),
      .percent(.share(Double(count.known), of: all), else: .noTies),
      count.known > 0 ? .count(count.inter) : Cell(.missing(.noTies)),
      estimates.cell(.share, slot), estimates.cell(.userMean, slot),
      naive, sharp ?? .notApplicable,
      .percent(estimates.expected(slot), else: .noTies), estimates.cell(.difference, slot),
    ]
  }

  private func notes(
    _ ties: TieTable, _ settings: TableSettings, _ sums: TieSums, _ estimates: TieEstimates,
    shown: [Int: Key]
  ) -> [Phrase] {
    let same = ties.sameness.rawValue
    let strata = ties.strata.count
    var notes = [
      Notes.scheme(ties.people.scheme),
      Phrase(
        "Sameness of two people with several memberships: \(same). A tie may have several topics.",
        nl: "Gelijkheid van twee mensen met meer lidmaatschappen: \(same). Een contact kan meer"
          + " onderwerpen hebben."),
      Phrase(
        "Shares and expectation are of ties with both groups known; bounds are of all ties and"
          + " say what unknown groups could make of the share.",
        nl: "Aandelen en verwachting gaan over contacten waarvan beide groepen bekend zijn; grenzen"
          + " gaan over alle contacten en zeggen wat onbekende groepen van het aandeel kunnen"
          + " maken."),
      Phrase(
        "Expected: groups relabelled among the persons of a stratum (strata: \(strata)); its"
          + " interval holds the participants fixed.",
        nl: "Verwacht: groepen herverdeeld onder de personen van een stratum (strata: \(strata));"
          + " het interval houdt de deelnemers vast."),
    ]
    if !ties.isDirected { notes.append(Notes.undirected) }
    if sums.cells.vectors.areMixed {
      notes.append(
        Phrase(
          "Sharp bounds exist for one group per person only.",
          nl: "Scherpe grenzen bestaan alleen bij één groep per persoon."))
    }
    if sums.hasDesignWeights { notes.append(Notes.designWeightsAndBounds) }
    return notes + estimates.notes(settings, shown: shown) + [Notes.version()]
  }
}
