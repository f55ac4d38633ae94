internal import Corpus

/// T1: the corpus: what the sample holds by platform and venue type, and what was set aside on the
/// way, by stage and reason.
///
/// Unweighted. Users are persons; posts of nobody (deleted accounts, guests) count as posts only.
/// Gini, median and the share of the most active hundredth are over users with a post.
package struct CorpusTable: LinkedTable {
  package let number = "T1"
  package let name = "corpus"
  package let title = Phrase("The corpus", nl: "Het corpus")
  package let needs: [Records] = [.posts]
  package let by: [String] = []
  package let settings: [String] = []

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("platform", Phrase("Platform", nl: "Platform")),
        .init("venue_type", Phrase("Venue type", nl: "Soort plek")),
        .init("stage", Phrase("Stage", nl: "Stap"), isPrinted: false),
        .init("set_aside", Phrase("Set aside", nl: "Terzijde"), isPrinted: false),
      ],
      columns: [
        Key("posts", "Posts", nl: "Berichten"), Key("threads", "Threads", nl: "Draden"),
        Key("users", "Users", nl: "Personen"),
        Key("users_known", "Group known", nl: "Groep bekend"),
        Key("first_month", "From", nl: "Van"), Key("last_month", "To", nl: "Tot"),
        Key("posts_per_user_median", "Median posts", nl: "Mediaan berichten"),
        Key("gini", "Gini", nl: "Gini"), Key("top_share", "% by top 1 %", nl: "% van top 1 %"),
        Key("languages", "Languages", nl: "Talen"),
        Key("set_aside_share", "Set aside, %", nl: "Terzijde, %"),
      ])
  }

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    let sums = CorpusSums(material)
    return Draft(
      kind: self, material: material, rule: rule, sums: sums,
      hidden: CorpusSuppression(sums, material.posts.platforms, rule, Units(material)))
  }

  private struct Draft: TableDraft {
    let kind: CorpusTable
    let material: Material
    let rule: Disclosure
    let sums: CorpusSums
    let hidden: CorpusSuppression

    var cells: [ProtectedTable] { sums.rows.isEmpty ? [] : [hidden.table] }
    func table(_ protection: Protection) throws -> Table { kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) -> Table {
    let (material, sums, rule) = (draft.material, draft.sums, draft.rule)
    var table = empty
    for (index, row) in sums.rows.enumerated() {
      let own = cells(sums.counts[index], rule, draft.hidden.reasons(index, protection))
      table.rows.append(
        Table.Row(
          [
            .data(material.posts.platforms[row.platform]), Words.key(VenueType.all[row.venueType]),
            .blank, .blank,
          ], cells: own + [.notApplicable]))
    }
    if !sums.rows.isEmpty {
      let margin = cells(sums.all, rule, draft.hidden.reasons(sums.rows.count, protection))
      let isHidden = margin[0].isSuppressed
      table.rows.append(
        Table.Row(
          [.all, .all, .blank, .blank], printed: [.all, .blank], opensBlock: true,
          cells: margin + [.notApplicable]))
      table.rows += setAside(material.stages, Disclosure.secondary(isHidden))
    }
    table.notes = notes(table, rule)
    return table
  }

  /// All cells but the last; posts, threads and users are hidden together, and all else with them.
  private func cells(
    _ count: CorpusSums.Count, _ rule: Disclosure,
    _ hidden: (whole: Suppression?, known: Suppression?)
  ) -> [Cell] {
    let top = count.top
    let languages = count.languages.filter { rule.few($0.users) == nil }.map(\.name)
    let language: Cell =
      count.languages.isEmpty
      ? Cell(.missing(.noLanguage))
      : languages.isEmpty
        ? Cell(.suppressed(.minUsers)) : Cell(.text(languages.joined(separator: ", ")))
    let cells: [Cell] = [
      .count(count.posts),
      // An archive that does not say which thread a post stands in has none to count.
      count.threads == 0 && count.posts > 0 ? Cell(.missing(.noThreads)) : .count(count.threads),
      .count(count.users),
      Cell.count(count.known)
        .hidden(hidden.known),
      month(count.firstMonths.sorted(), rule),
      month(count.lastMonths.sorted { $0 > $1 }, rule),
      Cell.number(count.median, .decimals(1), else: .noUnits)
        .hidden(rule.quantile(50, of: count.users)),
      .number(count.gini, .decimals(2), else: .noUnits),
      Cell.percent(.share(Double(top.posts), of: Double(count.postsOfUsers)))
        .hidden(rule.few(top.users)),
      language,
    ]
    return cells.map { $0.hidden(hidden.whole) }
  }

  /// The month by which so many users had written that it is no single person's.
  private func month(_ sorted: [Int], _ rule: Disclosure) -> Cell {
    guard !sorted.isEmpty else { return Cell(.missing(.noTime)) }
    let place = rule.isOff ? 0 : rule.minUsers - 1
    guard place < sorted.count else { return Cell(.suppressed(.minUsers)) }
    let (year, month) = (sorted[place] / 12, sorted[place] % 12 + 1)
    let digits = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    return Cell(.text("\(digits)-\(month < 10 ? "0" : "")\(month)"))
  }

  private func setAside(_ stages: [StageTally], _ hidden: Suppression?) -> [Table.Row] {
    var rows: [Table.Row] = []
    for stage in stages where stage.tally.read > 0 {
      for (index, entry) in stage.tally.sorted.enumerated() {
        let share = Cell.percent(.ratio(entry.count, stage.tally.read)).hidden(hidden)
        rows.append(
          Table.Row(
            [.all, .all, .data(stage.stage), .data(entry.reason)],
            printed: [
              Key(stage.stage, Phrase(same: "\(stage.stage) (\(stage.use))")), .data(entry.reason),
            ], opensBlock: index == 0,
            cells: Array(repeating: Cell.notApplicable, count: 10) + [share]))
      }
    }
    return rows
  }

  private func notes(_ table: Table, _ rule: Disclosure) -> [Phrase] {
    var notes = [
      Phrase(
        "Set aside: records of the stage that could not be used, as a share of those read.",
        nl: "Terzijde: records van de stap die onbruikbaar waren, als aandeel van de gelezen.")
    ]
    if !rule.isOff {
      notes.append(
        Phrase(
          "From and To: months (UTC) by which, and from which back, \(rule.minUsers) users had"
            + " posted. Languages: those of at least \(rule.minUsers) users.",
          nl: "Van en Tot: maanden (UTC) waarin, van voren en van achteren geteld,"
            + " \(rule.minUsers) personen hadden geschreven. Talen: die van minstens"
            + " \(rule.minUsers) personen."))
    }
    return notes + [Notes.version()] + Notes.marks(table, rule, unit: .users)
  }
}
