internal import Corpus

/// F1: from records read to ties analysed: what each step left, what it lost and why.
///
/// A table and a figure with the same numbers. Counts are of posts and then of edges; nothing is
/// weighted. Losses add up: what a step had = what is left + Σ reasons.
package struct Attrition: TableKind {
  package let number = "F1"
  package let name = "attrition"
  package let title = Phrase(
    "From records read to ties analysed", nl: "Van gelezen records naar geanalyseerde contacten")
  package let needs: [Records] = [.posts, .ties]
  package let by: [String] = []
  package let settings: [String] = []
  package var figure: (any FigureForm)? { FlowFigure() }

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("step", Phrase("Step", nl: "Stap")), .init("cause", Phrase("Reason", nl: "Reden")),
      ],
      columns: [
        Key("left", "Left", nl: "Over"), Key("lost", "Lost", nl: "Verloren"),
        Key("lost_share", "% of the step before", nl: "% van de vorige stap"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let ties = material.ties else { return table }
    let way = AttritionSteps(material, ties)
    for chain in way.chains { table.rows += rows(chain, AttritionSuppression(chain, rule)) }
    table.notes = [
      Phrase(
        "Edges: what posts say of whom they answer; a post may have several.",
        nl: "Verwijzingen: wat berichten zeggen over wie zij antwoorden; een bericht kan er meer"
          + " hebben.")
    ]
    if way.isPartlyCoded {
      table.notes.append(
        Phrase(
          "Ties are counted whether or not the post was coded; those of coded posts stand last.",
          nl: "Contacten tellen of het bericht nu gecodeerd is of niet; die van gecodeerde"
            + " berichten staan onderaan."))
    }
    table.notes += [Notes.version()] + marks(table, rule)
    return table
  }

  private func rows(
    _ steps: [AttritionSteps.Step], _ hidden: AttritionSuppression
  ) -> [Table.Row] {
    var rows: [Table.Row] = []
    for (index, step) in steps.enumerated() {
      let before = index > 0 ? Double(steps[index - 1].left) : 0
      func lost(_ count: Int, _ reason: Suppression?) -> [Cell] {
        [
          Cell.count(count).hidden(reason),
          Cell.percent(.share(Double(count), of: before)).hidden(reason),
        ]
      }
      let all = step.reasons.map { own in
        lost(own.reduce(0) { $0 + $1.count }, hidden.lost[index])
      }
      rows.append(
        Table.Row(
          [step.key, .blank], opensBlock: index == 0,
          cells: [Cell.count(step.left).hidden(hidden.left[index])]
            + (all ?? [.notApplicable, .notApplicable])))
      for (place, reason) in (step.reasons ?? []).enumerated() {
        rows.append(
          Table.Row(
            [step.key, reason.key],
            cells: [.notApplicable] + lost(reason.count, hidden.reasons[index][place])))
      }
    }
    return rows
  }

  private func marks(_ table: Table, _ rule: Disclosure) -> [Phrase] {
    var notes = Notes.marks(table, rule, unit: .users)
    guard !table.suppressed.isEmpty else { return notes }
    notes.insert(
      Phrase(
        "A loss of fewer than \(rule.minUsers) posts or edges is hidden, as are the numbers that"
          + " would tell it.",
        nl: "Een verlies van minder dan \(rule.minUsers) berichten of verwijzingen is verborgen,"
          + " net als de getallen die het zouden verraden."), at: 0)
    return notes
  }
}
