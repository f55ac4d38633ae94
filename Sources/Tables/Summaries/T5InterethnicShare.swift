internal import Corpus

/// T5: the share of ties between people of different groups, by topic, venue type or platform,
/// beside what unknown groups could change and what chance would give.
///
/// Complete case: ties with both groups known. Pooled over ties, and as the mean over egos of
/// their own share. Chance: relabelling of persons within strata (`docs/tables.md`).
package struct InterethnicShare: LinkedTable {
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

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard let ties = material.ties else { return EmptyDraft(empty: empty) }
    let splits = settings.by.compactMap(TieCells.Split.init(rawValue:))
    try Tones.check(splits, material.posts)
    let cells = TieCells(ties, material.posts, by: splits, hasStrata: true)
    let contrast = Contrast(ties)
    let units = Units(material)
    let sums = TieSums(cells, ties, contrast, units)
    let sharp = contrast.sharpBounds(ties, cells).map { bounds in
      bounds.map { Cell(.bounds($0.low, $0.high), .percent) }
    }
    return Draft(
      kind: self, ties: ties, settings: settings, rule: rule, contrast: contrast, sums: sums,
      sharp: sharp,
      hidden: TieFamily(cells, sums.counts, rule, units, isDirected: ties.isDirected))
  }

  private struct Draft: TableDraft {
    let kind: InterethnicShare
    let ties: TieTable
    let settings: TableSettings
    let rule: Disclosure
    let contrast: Contrast
    let sums: TieSums
    let sharp: [Cell?]
    let hidden: TieFamily

    var cells: [ProtectedTable] { [hidden.table] }
    func table(_ protection: Protection) throws -> Table { try kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) throws -> Table {
    let (sums, cells) = (draft.sums, draft.sums.cells)
    var estimates = try TieEstimates(draft.ties, cells, draft.contrast, sums, draft.settings)
    var table = empty

    func append(_ slot: Int, _ by: Key, opensBlock: Bool) {
      let row = self.cells(sums, &estimates, slot, draft.sharp[slot])
      let reasons = reasons(draft.hidden, slot, protection)
      table.rows.append(
        Table.Row(
          [by, cells.keys[slot]], opensBlock: opensBlock,
          cells: zip(row, reasons).map { $0.hidden($1) }))
    }
    append(0, .all, opensBlock: true)
    for (split, slots) in cells.ranges {
      let present = cells.present(split, slots) { sums.counts[$0].ties }
      for slot in present { append(slot, split.key, opensBlock: slot == present[0]) }
    }
    let shown = cells.keys.enumerated().filter {
      draft.hidden.share($0.offset, protection) == nil
    }
    table.notes = notes(
      draft.ties, draft.settings, sums, estimates,
      shown: Dictionary(uniqueKeysWithValues: shown.map { ($0.offset, $0.element) }))
    table.notes += Notes.marks(table, draft.rule, unit: .egosAndAlters)
    return table
  }

  /// Of the columns, in their order. A count and its percentage give the base; bounds rest on the ties
  /// of unknown groups too.
  private func reasons(
    _ hidden: TieFamily, _ slot: Int, _ protection: Protection
  ) -> [Suppression?] {
    let share = hidden.share(slot, protection)
    let bounds = hidden.bounds(slot, protection)
    return [TieFamily.Measure.ties, .egos, .alters, .known, .inter].map {
      hidden.count($0, slot, protection)
    } + [share, share, bounds, bounds, share, share]
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
