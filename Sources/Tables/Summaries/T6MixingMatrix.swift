internal import Corpus

/// T6: who answers whom: ties from ego's group to alter's group, the unknown included.
///
/// Always under *product*, the only semantics of sameness that has a matrix; the share interethnic
/// that it implies stands in the last row. Row percentages are of all ties of the ego's group.
/// Expected and adjusted residual are of ties between known groups.
package struct MixingMatrixTable: LinkedTable {
  package let number = "T6"
  package let name = "mixing-matrix"
  package let title = Phrase("Who answers whom", nl: "Wie antwoordt wie")
  package let needs: [Records] = [.ties]
  package let by = ["topic"]
  package let settings: [String] = []

  package init() {}

  package var empty: Table { table([.all], byTopic: false) }

  private func table(_ columns: [Key], byTopic: Bool) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("topic", Phrase("Topic", nl: "Onderwerp"), isPrinted: byTopic),
        .init("ego_group", Phrase("Ego", nl: "Ego")),
        .init("measure", Phrase("Measure", nl: "Maat")),
      ],
      columnKey: "alter_group", columns: columns)
  }

  private enum Measure: CaseIterable {
    case ties, rowShare, expected, residual
    var key: Key {
      switch self {
      case .ties: Key("ties", "ties", nl: "contacten")
      case .rowShare: Key("row_share", "row %", nl: "rij-%")
      case .expected: Key("expected", "expected", nl: "verwacht")
      case .residual: Key("residual", "adjusted residual", nl: "aangepast residu")
      }
    }
  }

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    let byTopic = !settings.by.isEmpty
    guard let ties = material.ties, ties.ties.count > 0 else {
      return EmptyDraft(empty: table([.all], byTopic: byTopic))
    }
    let cells = TieCells(
      ties, material.posts, by: byTopic ? [.topic] : [], hasStrata: false)
    let sums = MixingSums.all(
      cells, MembershipsByName(ties.people, cells.vectors), Units(material))
    let present = (0..<cells.vectors.groups.count + 1).filter {
      sums[0].rows[$0].ties > 0 || sums[0].columns[$0].ties > 0
    }
    let slots = (byTopic ? Array(1..<cells.slotCount) : [0]).filter { sums[$0].total > 0 }
    let topics =
      byTopic
      ? MixingSuppression.Joins.Topics(
        all: sums[0], slots: slots.map { (cells.label($0), sums[$0]) },
        none: cells.label(cells.slotCount - 1)) : nil
    let hidden = slots.map { slot in
      MixingSuppression(
        sums[slot], present, cells.vectors.keys, label: cells.label(slot), rule,
        isDirected: ties.isDirected,
        .init(
          hasSameDiagonal: !cells.vectors.areMixed, topics: slot == slots.first ? topics : nil))
    }
    return Draft(
      kind: self, ties: ties, rule: rule, tieCells: cells, sums: sums, present: present,
      slots: slots,
      hidden: hidden, byTopic: byTopic)
  }

  private struct Draft: TableDraft {
    let kind: MixingMatrixTable
    let ties: TieTable
    let rule: Disclosure
    let tieCells: TieCells
    let sums: [MixingSums]
    let present: [Int]
    let slots: [Int]
    /// One of each slot.
    let hidden: [MixingSuppression]
    let byTopic: Bool

    var cells: [ProtectedTable] { hidden.flatMap(\.tables) }
    func table(_ protection: Protection) throws -> Table { kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) -> Table {
    let keys = draft.tieCells.vectors.keys
    var table = table(draft.present.map { keys[$0] } + [.all], byTopic: draft.byTopic)
    for (slot, hidden) in zip(draft.slots, draft.hidden) {
      table.rows += rows(
        draft.sums[slot], draft.present, keys, topic: draft.tieCells.keys[slot], hidden, protection)
    }
    table.notes = notes(draft.ties, draft.tieCells)
    table.notes += Notes.marks(table, draft.rule, unit: .egosAndAlters)
    return table
  }

  private func rows(
    _ sums: MixingSums, _ present: [Int], _ keys: [Key], topic: Key, _ hidden: MixingSuppression,
    _ protection: Protection
  ) -> [Table.Row] {
    var rows: [Table.Row] = []
    for ego in present {
      // What is expected is of known groups alone.
      let measures = ego < sums.size - 1 ? Measure.allCases : [.ties, .rowShare]
      for measure in measures {
        let cells = present.map { alter in
          let reason =
            switch measure {
            case .ties: hidden.count(ego, alter, protection)
            case .rowShare: hidden.share(ego, alter, protection)
            case .expected, .residual: hidden.expected(ego, alter, protection)
            }
          return cell(sums, ego, alter, measure).hidden(reason)
        }
        let margin =
          measure == .ties
          ? Cell.count(sums.rows[ego].ties).hidden(hidden.count(ego, nil, protection))
          : .notApplicable
        rows.append(
          Table.Row(
            [topic, keys[ego], measure.key], opensBlock: measure == .ties, cells: cells + [margin]))
      }
    }
    let implied = hidden.impliedShare(protection)
    let totals = present.map { alter in
      Cell.count(sums.columns[alter].ties).hidden(hidden.count(nil, alter, protection))
    }
    let shares = present.map { alter in
      Cell.percent(.share(sums.columns[alter].ties, of: sums.total), else: .noTies)
        .hidden(hidden.share(nil, alter, protection))
    }
    let blanks = present.map { _ in Cell.notApplicable }
    rows.append(
      Table.Row(
        [topic, .all, Measure.ties.key], opensBlock: true,
        cells: totals + [Cell.count(sums.total).hidden(hidden.count(nil, nil, protection))]))
    rows.append(
      Table.Row([topic, .all, Measure.rowShare.key], cells: shares + [.notApplicable]))
    rows.append(
      Table.Row(
        [
          topic, .all,
          Key("implied_share", "% interethnic (product)", nl: "% interetnisch (product)"),
        ],
        cells: blanks + [Cell.percent(sums.impliedShare, else: .noTies).hidden(implied)]))
    return rows
  }

  private func cell(_ sums: MixingSums, _ ego: Int, _ alter: Int, _ measure: Measure) -> Cell {
    let isKnown = max(ego, alter) < sums.size - 1
    switch measure {
    case .ties: return .count(sums[ego, alter].ties)
    case .rowShare:
      return .percent(.share(sums[ego, alter].ties, of: sums.rows[ego].ties), else: .noTies)
    case .expected:
      guard isKnown else { return .notApplicable }
      return .number(sums.expected(ego, alter).map(Number.real), .decimals(1), else: .noTies)
    case .residual:
      guard isKnown else { return .notApplicable }
      return .number(sums.residual(ego, alter).map(Number.real), .decimals(2), else: .oneGroup)
    }
  }

  private func notes(_ ties: TieTable, _ cells: TieCells) -> [Phrase] {
    var notes = [
      Notes.scheme(ties.people.scheme),
      Phrase(
        "Rows: writer; columns: the person answered. The matrix uses product memberships whatever"
          + " the setting (\(ties.sameness.rawValue)); the share that it implies may differ from"
          + " table T5.",
        nl: "Rijen: schrijver; kolommen: wie antwoord krijgt. De matrix gebruikt"
          + " productlidmaatschappen, wat ook de instelling is (\(ties.sameness.rawValue)); het"
          + " aandeel dat zij inhoudt kan afwijken van tabel T5."),
      Phrase(
        "Expected and adjusted residual: independence of both groups among ties with both groups"
          + " known. Residuals describe; ties of one person are not independent.",
        nl: "Verwacht en aangepast residu: onafhankelijkheid van beide groepen onder contacten met"
          + " beide groepen bekend. Residuen beschrijven; contacten van één persoon zijn niet"
          + " onafhankelijk."),
    ]
    if !ties.isDirected {
      notes.append(Notes.undirected)
      notes.append(
        Phrase(
          "Each tie stands in the matrix from both ends.",
          nl: "Elk contact staat van beide kanten in de matrix."))
    }
    if cells.vectors.areMixed {
      notes.append(
        Phrase(
          "A tie of a person with several memberships is shared out over the cells by weight.",
          nl: "Een contact van een persoon met meer lidmaatschappen is naar gewicht over de cellen"
            + " verdeeld."))
    }
    return notes + [Notes.version()]
  }
}
