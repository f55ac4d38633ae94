internal import Corpus

/// T13: the headline under other choices: a specification curve as a table.
///
/// One row a specification, the baseline first and then by share, from low to high. Estimates and
/// the class of their intervals only: no counts, no interval ends, from which counts could be worked
/// out. A specification in which fewer than `min-users` persons, but some, have another part than in
/// the baseline is not shown: the difference of both would be about these few.
/// Source of the idea: Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4:1208.
package struct Robustness: TableKind {
  package let number = "T13"
  package let name = "robustness"
  package let title = Phrase(
    "The share interethnic under other choices", nl: "Het aandeel interetnisch bij andere keuzes")
  package let needs: [Records] = [.ties]
  package let by: [String] = []
  package let settings = ["replicates", "interval", "seed", "vary"]
  package var figure: (any FigureForm)? { CurveFigure() }

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("specification", Phrase("No.", nl: "Nr.")),
        .init("choices", Phrase("Choices", nl: "Keuzes")),
      ],
      columns: [
        Key("share", "% interethnic", nl: "% interetnisch"),
        Key("share_class", "against baseline", nl: "tegenover uitgangspunt"),
        Key("user_mean", "Ego mean, %", nl: "Gemiddelde per ego, %"),
        Key("difference", "Observed − expected, points", nl: "Waargenomen − verwacht, punten"),
        Key("difference_class", "sign", nl: "teken"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    let all = material.specifications
    guard let baseline = all.first(where: \.specification.isBaseline) else {
      throw Complaint(
        "table \(name) needs vary: {…}: the choices to try", status: .configuration)
    }
    let others = all.filter { !$0.specification.isBaseline }.enumerated().sorted {
      ($0.element.share?.value ?? 2, $0.offset) < ($1.element.share?.value ?? 2, $1.offset)
    }
    for (place, result) in ([baseline] + others.map(\.element)).enumerated() {
      let few = result.difference(from: baseline)
      let reason: Suppression? =
        result.isHidden ? .minUsers : place > 0 ? rule.fewButSome(few) : nil
      table.rows.append(
        Table.Row(
          [Key.data("\(place)"), choices(result.specification, baseline.specification)],
          opensBlock: place < 2, cells: cells(result, baseline).map { $0.hidden(reason) }))
    }
    table.notes = try notes(all, baseline, settings, rule)
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  /// Of a variant only what differs from the baseline.
  private func choices(_ own: Specification, _ baseline: Specification) -> Key {
    func text(_ choices: [Specification.Choice]) -> String {
      choices.map { "\($0.dimension): \($0.word)" }.joined(separator: "; ")
    }
    if own.isBaseline {
      return Key(
        text(own.choices),
        Phrase("Baseline: \(text(own.choices))", nl: "Uitgangspunt: \(text(own.choices))"))
    }
    let other = zip(own.choices, baseline.choices).filter { $0 != $1 }.map(\.0)
    return Key(text(own.choices), Phrase(same: text(other)))
  }

  private func cells(_ own: SpecificationResult, _ baseline: SpecificationResult) -> [Cell] {
    func percent(_ found: SpecificationResult.Found?) -> Cell {
      .percent(found.map { .real($0.value) }, else: .noTies)
    }
    let against =
      own.specification.isBaseline
      ? Cell.notApplicable
      : position(own.share, of: baseline.share?.value, ["below", "covers", "above"])
    return [
      percent(own.share), against, percent(own.userMean), percent(own.difference),
      position(own.difference, of: 0, ["negative", "covers 0", "positive"]),
    ]
  }

  /// Where an interval lies against a value: below, around or above it.
  private func position(
    _ found: SpecificationResult.Found?, of value: Double?, _ words: [String]
  ) -> Cell {
    guard let found, let value else { return Cell(.missing(.noTies)) }
    guard let interval = found.interval else { return Cell(.missing(.fewClusters)) }
    if interval.upperBound < value { return Cell(.text(words[0])) }
    return Cell(.text(interval.lowerBound > value ? words[2] : words[1]))
  }

  private func method(_ settings: TableSettings) throws -> [Phrase] {
    switch try settings.method(.dyadic, of: name, not: .logit) {
    case .percentile: Notes.bootstrap(settings, undefined: 0) + [Notes.heldAlters]
    case .linearised: [Notes.linearised, Notes.heldAlters]
    default: [Notes.dyadic]
    }
  }

  private func notes(
    _ all: [SpecificationResult], _ baseline: SpecificationResult, _ settings: TableSettings,
    _ rule: Disclosure
  ) throws -> [Phrase] {
    let dimensions = baseline.specification.choices.map(\.dimension).joined(separator: ", ")
    let hidden = all.count {
      !$0.specification.isBaseline && rule.fewButSome($0.difference(from: baseline)) != nil
    }
    var notes = [
      Phrase(
        "\(all.count) specifications: every combination of the choices in \(dimensions). Rows say"
          + " what differs from the baseline.",
        nl: "\(all.count) specificaties: elke combinatie van de keuzes in \(dimensions). Rijen"
          + " zeggen wat van het uitgangspunt afwijkt."),
      Phrase(
        "Classes are of 95 % intervals: against the baseline's estimate, and against 0. The"
          + " specifications share their data: they are no independent tests.",
        nl: "Klassen zijn van 95 %-intervallen: tegenover de schatting van het uitgangspunt, en"
          + " tegenover 0. De specificaties delen hun gegevens: het zijn geen onafhankelijke"
          + " toetsen."),
    ]
    notes += try method(settings)
    if hidden > 0 {
      notes.append(
        Phrase(
          "\(hidden) specifications differ from the baseline in the ties of fewer than"
            + " \(rule.minUsers) persons, and are not shown.",
          nl: "\(hidden) specificaties verschillen van het uitgangspunt in de contacten van minder"
            + " dan \(rule.minUsers) personen, en worden niet getoond."))
    }
    return notes + [Notes.version()]
  }
}
