internal import Corpus
internal import Interactions

/// T7: how far contact keeps within groups, by every measure: all ties, and each topic, subtopic,
/// venue type, platform or year.
///
/// One row a measure and level; a column for all ties and one for the ties that each group's members
/// send. Definitions: `docs/tables.md`. The machine form has every digit.
package struct SegregationSummary: LinkedTable {
  package let number = "T7"
  package let name = "segregation-summary"
  package let title = Phrase("Segregation of contact", nl: "Segregatie van contact")
  package let needs: [Records] = [.ties]
  package let by = TieCells.Split.allCases.map(\.rawValue)
  package let settings = ["replicates", "seed", "draws", "bridging-ties", "bridging-share"]

  package init() {}

  package var empty: Table { table([.all], hasLevels: false) }

  private func table(_ columns: [Key], hasLevels: Bool) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("measure", Phrase("Measure", nl: "Maat")),
        .init("by", Phrase("By", nl: "Naar"), isPrinted: hasLevels),
        .init("level", Phrase("Level", nl: "Waarde"), isPrinted: hasLevels),
      ],
      columnKey: "group", columns: columns)
  }

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    try check(settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard let given = material.ties else {
      return EmptyDraft(empty: table([.all], hasLevels: !settings.by.isEmpty))
    }
    let ties = SegregationWorld.canonical(given)
    let splits = settings.by.compactMap(TieCells.Split.init(rawValue:))
    try Tones.check(splits, material.posts)
    let cells = TieCells(ties, material.posts, by: splits, hasStrata: true)
    return Draft(
      kind: self, hasLevels: !splits.isEmpty, rule: rule,
      content: try SegregationCells(material, ties, cells, settings, rule))
  }

  private struct Draft: TableDraft {
    let kind: SegregationSummary
    let hasLevels: Bool
    let rule: Disclosure
    let content: SegregationCells

    var cells: [ProtectedTable] { content.hidden.tables }
    func table(_ protection: Protection) -> Table { kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) -> Table {
    var content = draft.content
    let cells = content.cells
    let hasLevels = draft.hasLevels
    var table = table([.all] + cells.vectors.groups.map(Key.data), hasLevels: hasLevels)
    let rows = content.rows
    func append(_ key: Key, opensBlock: Bool, _ cell: (Int, Int?) -> Cell) {
      for (place, slot) in rows.enumerated() {
        let by = cells.split(of: slot)?.key ?? .all
        table.rows.append(
          Table.Row(
            [key, by, cells.keys[slot]],
            printed: hasLevels ? nil : [key],
            opensBlock: opensBlock && place == 0 || place == 0 && hasLevels,
            cells: [cell(slot, nil)] + cells.vectors.groups.indices.map { cell(slot, $0) }))
      }
    }
    for measure in SegregationMeasure.allCases {
      append(Key(measure.rawValue, measure.label), opensBlock: measure.opensBlock) {
        content.cell(measure, $0, $1, protection)
      }
    }
    for (place, measure) in SemanticsMeasure.all.enumerated() {
      append(measure.key, opensBlock: place == 0) { slot, group in
        group == nil ? content.cell(measure, slot, protection) : .notApplicable
      }
    }
    table.notes = content.notes(protection)
    table.notes += Notes.marks(table, draft.rule, unit: .egosAndAlters)
    return table
  }

  private func check(_ settings: TableSettings) throws {
    guard settings.draws == 0 || (999...1_000_000).contains(settings.draws) else {
      throw Complaint(
        "draws: \(settings.draws) is neither 0 nor between 999 and 1000000",
        status: .configuration)
    }
    guard settings.bridgingTies >= 1 else {
      throw Complaint(
        "bridging-ties: \(settings.bridgingTies) is below 1", status: .configuration)
    }
    guard settings.bridgingShare >= 0, settings.bridgingShare <= 1 else {
      throw Complaint(
        "bridging-share: \(settings.bridgingShare) is not between 0 and 1",
        status: .configuration)
    }
  }
}
