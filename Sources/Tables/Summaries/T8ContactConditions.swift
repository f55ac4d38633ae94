internal import Corpus

/// T8: under which conditions a tie is interethnic: a logistic regression over ties.
///
/// ln(p / (1 − p)) on topic (one mark a topic, because a tie may have several), venue type, platform,
/// persons in the thread, period and the initiator's group. Complete cases: both groups known, topics
/// looked for. Intervals and tests rest on clusters of ties (Wald, normal distribution).
package struct ContactConditions: TableKind {
  package let number = "T8"
  package let name = "contact-conditions"
  package let title = Phrase(
    "Conditions of interethnic ties", nl: "Omstandigheden van interetnische contacten")
  package let needs: [Records] = [.ties]
  package var by: [String] { ContactFactor.allCases.map(\.rawValue) }
  package let settings = ["period", "zone", "clusters", "correction", "reference"]

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("factor", Phrase("Condition", nl: "Omstandigheid")),
        .init("level", Phrase("Level", nl: "Waarde")),
      ],
      columns: [
        Key("ties", "Ties", nl: "Contacten"),
        Key("share", "% interethnic", nl: "% interetnisch"),
        Key("odds_ratio", "Odds ratio (95 % CI)", nl: "Odds ratio (95 %-BI)"),
        Key(
          "marginal_effect", "Marginal effect, points (95 % CI)",
          nl: "Marginaal effect, punten (95 %-BI)"),
        Key("p", "p", nl: "p"), Key("p_holm", "p, Holm", nl: "p, Holm"),
        Key("p_bh", "p, BH", nl: "p, BH"), Key("value", "Value", nl: "Waarde"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let ties = material.ties, ties.ties.count > 0 else { return table }
    guard ties.isDirected else {
      throw Complaint(
        "table \(name) asks who began a tie, and these ties have no direction; leave the table out",
        status: .configuration)
    }
    let chosen = settings.by.compactMap(ContactFactor.init(rawValue:))
    if chosen.contains(.topic), material.posts.topicNames.isEmpty {
      throw Complaint(
        "by: topic needs coded posts; put a classify stage before table \(name), or leave the word"
          + " out", status: .configuration)
    }
    let model = try ContactModel(
      material, ties, chosen.isEmpty ? ContactFactor.allCases : chosen, settings)
    let result = ContactResult(model, settings.clusters, settings.correction)
    let sums = ContactSums(model)
    let hidden = ContactSuppression(model, sums, rule)
    table.rows.append(intercept(result, hidden))
    for column in model.columns.indices {
      table.rows += rows(model, result, sums, hidden, column)
    }
    table.rows += footer(model, result, sums, hidden, rule)
    table.notes = notes(ties, settings, model, result)
    table.notes += Notes.marks(table, rule, unit: .egosAndAlters)
    return table
  }

  private func rows(
    _ model: ContactModel, _ result: ContactResult, _ sums: ContactSums,
    _ hidden: ContactSuppression, _ index: Int
  ) -> [Table.Row] {
    let column = model.columns[index]
    let factor = Key(column.factor.rawValue, column.factor.heading)
    var rows: [Table.Row] = []
    for (level, key) in column.keys.enumerated() {
      if column.isTopic, key == ContactFactors.absent { continue }
      let count = sums.levels[index][level]
      let term = column.keys.count > 1 ? model.term(index, level) : nil
      let isReference = column.keys.count > 1 && term == nil
      let estimates =
        isReference
        ? Array(repeating: Cell.notApplicable, count: 5)
        : term.map { result.cells($0) }
          ?? ContactResult.formats.map { Cell(.missing(.noVariation), $0) }
      let cells =
        [.count(count.ties), .percent(.share(count.inter, of: count.ties), else: .noTies)]
        + estimates
      let printed =
        isReference
        ? [
          factor,
          Key(key.id, Phrase("\(key.shown.en) (reference)", nl: "\(key.shown.nl) (referentie)")),
        ] : nil
      let opens = rows.isEmpty && !(column.isTopic && index > 0)
      rows.append(
        Table.Row(
          [factor, key], printed: printed, opensBlock: opens,
          cells: cells.map { $0.hidden(hidden.levels[index][level]) } + [.notApplicable]))
    }
    return rows
  }

  /// e^β of the intercept: the odds of a tie that has the reference level of every factor.
  private func intercept(_ result: ContactResult, _ hidden: ContactSuppression) -> Table.Row {
    let odds = result.cells(0)[0].hidden(hidden.all ?? Disclosure.secondary(hidden.isAny))
    return Table.Row(
      [Key("(intercept)", "Intercept: odds", nl: "Constante: odds"), .blank], opensBlock: true,
      cells: [.notApplicable, .notApplicable, odds]
        + Array(repeating: .notApplicable, count: 5))
  }

  private func footer(
    _ model: ContactModel, _ result: ContactResult, _ sums: ContactSums,
    _ hidden: ContactSuppression, _ rule: Disclosure
  ) -> [Table.Row] {
    let factor = Key("(model)", "Model", nl: "Model")
    func real(_ value: Estimated<Double>, _ places: Int) -> Cell {
      ContactResult.cell(value, .decimals(places)).hidden(hidden.all)
    }
    let fit = result.fit
    let lines: [(Key, Cell)] = [
      (Key("ties", "ties", nl: "contacten"), .count(sums.all.ties).hidden(hidden.all)),
      (Key("egos", "egos", nl: "ego's"), .count(sums.all.egos.persons).hidden(hidden.all)),
      (Key("alters", "alters", nl: "alters"), .count(sums.all.alters.persons).hidden(hidden.all)),
      (
        Key("unknown_group", "left out: a group unknown", nl: "weggelaten: een groep onbekend"),
        .count(model.unknown.ties).hidden(rule.fewButSome(model.unknown.egos))
      ),
      (
        Key("not_coded", "left out: not coded", nl: "weggelaten: niet gecodeerd"),
        .count(model.uncoded.ties).hidden(rule.fewButSome(model.uncoded.egos))
      ),
      (
        Key("parameters", "estimated terms", nl: "geschatte termen"),
        ContactResult.cell(fit.map { Double($0.parameters) }, .decimals(0)).hidden(hidden.all)
      ),
      (
        Key("log_likelihood", "log-likelihood", nl: "log-likelihood"),
        real(fit.map(\.logLikelihood), 2)
      ),
      (
        Key(
          "log_likelihood_null", "log-likelihood, intercept only", nl: "log-likelihood, constante"),
        real(fit.map(\.nullLogLikelihood), 2)
      ),
      (Key("mcfadden_r2", "McFadden R²", nl: "McFadden-R²"), real(fit.map(\.mcFadden), 3)),
    ]
    return lines.enumerated().map { number, line in
      Table.Row(
        [factor, line.0], opensBlock: number == 0,
        cells: Array(repeating: .notApplicable, count: 7) + [line.1])
    }
  }

  private func notes(
    _ ties: TieTable, _ settings: TableSettings, _ model: ContactModel, _ result: ContactResult
  ) -> [Phrase] {
    let same = ties.sameness.rawValue
    let twoWay = settings.clusters == .egoAndAlter
    let (name, factor) = (settings.correction.word, settings.correction.text)
    let period = Period(settings.period, settings.zone)
    var notes = [
      Notes.scheme(ties.people.scheme),
      Phrase(
        "Logistic regression of ties with both groups known; a tie counts as interethnic by"
          + " 1 − sameness (\(same)). A topic is compared with ties without it, a level with the"
          + " reference. The odds ratio of a level supposes the other conditions equal.",
        nl: "Logistische regressie van contacten waarvan beide groepen bekend zijn; een contact"
          + " telt als interetnisch voor 1 − gelijkheid (\(same)). Een onderwerp wordt vergeleken"
          + " met contacten zonder dat onderwerp, een waarde met de referentie. De odds ratio van"
          + " een waarde veronderstelt de andere omstandigheden gelijk."),
      Phrase(
        "Marginal effect: mean difference in the share interethnic if all ties had the level and"
          + " if all had the reference, over the ties without another condition that has no estimate."
          + " Null of p: odds ratio 1. Holm and BH over the"
          + " \(result.family) tested terms.",
        nl: "Marginaal effect: gemiddeld verschil in het aandeel interetnisch als alle contacten"
          + " de waarde en als alle de referentie hadden, over de contacten zonder een andere"
          + " omstandigheid die geen schatting heeft. Nulhypothese van p: odds ratio 1. Holm"
          + " en BH over de \(result.family) getoetste termen."),
      twoWay
        ? Phrase(
          "Intervals and p: clusters of egos and of alters (V ego + V alter − V pair, each times"
            + " \(factor): \(name)), normal distribution.",
          nl: "Intervallen en p: clusters van ego's en van alters (V ego + V alter − V paar, elk"
            + " maal \(factor): \(name)), normale verdeling.")
        : Phrase(
          "Intervals and p: clusters of egos, correction \(factor) (\(name)), normal"
            + " distribution.",
          nl: "Intervallen en p: clusters van ego's, correctie \(factor) (\(name)), normale"
            + " verdeling."),
    ]
    if model.columns.contains(where: { $0.factor == .period }) { notes.append(period.note) }
    if Vectors(ties.people).areMixed, model.columns.contains(where: { $0.factor == .group }) {
      notes.append(
        Phrase(
          "A tie of an initiator with several memberships is shared out over the groups by weight.",
          nl: "Een contact van een schrijver met meer lidmaatschappen is naar gewicht over de"
            + " groepen verdeeld."))
    }
    if ties.people.all.contains(where: { $0.weight != 1 }) {
      notes.append(
        Phrase(
          "Design weights are not used.", nl: "Steekproefgewichten worden niet gebruikt."))
    }
    if result.hasFewClusters { notes.append(Notes.fewClusters) }
    return notes + [Notes.version()]
  }
}
