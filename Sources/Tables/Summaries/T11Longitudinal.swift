internal import Corpus

/// T11: each topic's share of posts by period and group, and what its changes are made of.
///
/// Prevalence as in T3, pooled over posts, with a linearised cluster interval (``ClusterRatio``). The
/// change from the period before is taken apart twice: by strata platform × group (``Kitagawa``), and
/// by who wrote in both periods (``Turnover``).
package struct Longitudinal: TableKind {
  package let number = "T11"
  package let name = "longitudinal"
  package let title = Phrase("Topics over time", nl: "Onderwerpen door de tijd")
  package let needs: [Records] = [.posts]
  package let by: [String] = []
  package let settings = ["period", "zone"]

  package init() {}

  package var empty: Table { table(.year) }

  private func table(_ unit: Period.Unit) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("topic", Phrase("Topic", nl: "Onderwerp")),
        .init("group", Phrase("Group", nl: "Groep")), .init("period", unit.heading),
      ],
      columns: [
        Key("posts", "Posts", nl: "Berichten"),
        Key("of_posts", "of posts", nl: "van berichten"),
        Key("post_share", "% of posts (95 % CI)", nl: "% van berichten (95 %-BI)"),
        Key("users", "Users", nl: "Personen"),
        Key("change", "Change, points (95 % CI)", nl: "Verandering, punten (95 %-BI)"),
        Key("rate_part", "rates", nl: "aandelen"),
        Key("composition_part", "composition", nl: "samenstelling"),
        Key("stayers", "Stayers", nl: "Blijvers"),
        Key("panel_before", "Panel before, %", nl: "Panel ervoor, %"),
        Key("panel_after", "Panel now, %", nl: "Panel nu, %"),
        Key("own_change", "own change", nl: "eigen verandering"),
        Key("activity_shift", "activity", nl: "activiteit"),
        Key("turnover", "turnover", nl: "verloop"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    if material.posts.topicNames.isEmpty && material.posts.rows.count > 0 {
      throw Complaint(
        "table \(name) needs coded posts; put a classify stage before it", status: .configuration)
    }
    let period = Period(settings.period, settings.zone)
    var table = table(settings.period)
    let sums = LongitudinalSums(material, period)
    guard !sums.periods.isEmpty else { return table }
    let changes = try changes(sums, jobs: settings.jobs)
    let hidden = LongitudinalSuppression(sums, changes, rule)
    for place in 0..<sums.places.count {
      for level in 0...sums.all {
        var opens = true
        for index in sums.periods.indices where sums.users(level, index) > 0 {
          let own = cells(sums, level, index, place).map {
            $0.hidden(hidden.share(place, level, index))
          }
          let change = cells(changes[place][level][index], isFirst: index == 0)
          table.rows.append(
            Table.Row(
              [
                sums.places.keys[place], level == sums.all ? .all : sums.levels[level],
                .data(period.name(sums.periods[index])),
              ],
              opensBlock: opens,
              cells: own
                + change.prefix(3).map { $0.hidden(hidden.change(place, level, index)) }
                + change.dropFirst(3).map { $0.hidden(hidden.panel(place, level, index)) }))
          opens = false
        }
      }
    }
    table.notes = notes(material, period, sums, rule)
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  /// By place, level and period: the change from the period before, where both have posts.
  private func changes(_ sums: LongitudinalSums, jobs: Int) throws -> [[[LongitudinalChange?]]] {
    try Crew.map(sums.places.count, jobs: jobs) { place in
      (0...sums.all).map { level in
        sums.periods.indices.map { index in
          guard index > 0, sums.periods[index] == sums.periods[index - 1] + 1 else { return nil }
          return LongitudinalChange(sums, level, index - 1, index, place)
        }
      }
    }
  }

  private func cells(
    _ sums: LongitudinalSums, _ level: Int, _ index: Int, _ place: Int
  ) -> [Cell] {
    let count = sums.count(level, index, place)
    let share = sums.share(level, index, place)
    return [
      .count(count.posts), .count(sums.count(level, index, nil).posts),
      .percent(
        .share(share.numerator, of: share.denominator), spread: Spread(share.limits())),
      .count(count.usersByWeight),
    ]
  }

  private func cells(_ change: LongitudinalChange?, isFirst: Bool) -> [Cell] {
    guard let change else {
      let cell = isFirst ? Cell.notApplicable : Cell(.missing(.noUnits), .percent)
      return Array(repeating: cell, count: 9)
    }
    func part(_ value: Estimated<Double>) -> Cell { ContactResult.cell(value, .percent) }
    let turnover = change.turnover
    return [
      Cell(.number(.real(change.difference), Spread(change.limits)), .percent),
      part(change.kitagawa.map(\.rateEffect)), part(change.kitagawa.map(\.compositionEffect)),
      .count(change.stayers), part(turnover.map(\.panelBefore)), part(turnover.map(\.panelAfter)),
      part(turnover.map(\.ownChange)), part(turnover.map(\.activityShift)),
      part(turnover.map(\.turnover)),
    ]
  }

  private func notes(
    _ material: Material, _ period: Period, _ sums: LongitudinalSums, _ rule: Disclosure
  ) -> [Phrase] {
    var notes = [
      period.note, Notes.scheme(material.people.scheme),
      Phrase(
        "Intervals: linearised over persons, t distribution (G − 1). Change: from the period just"
          + " before, = rates + composition over strata platform × group (Kitagawa) = own change +"
          + " activity + turnover. Panel: posts of those who wrote in both periods.",
        nl: "Intervallen: gelineariseerd over personen, t-verdeling (G − 1). Verandering: sinds de"
          + " periode ervoor, = aandelen + samenstelling over strata platform × groep (Kitagawa) ="
          + " eigen verandering + activiteit + verloop. Panel: berichten van wie in beide perioden"
          + " schreef."),
    ]
    if Vectors(material.people).areMixed { notes.append(Notes.severalMemberships) }
    if sums.hasDesignWeights { notes.append(Notes.designWeights) }
    if sums.undated.posts > 0 {
      let number = rule.fewButSome(sums.undated.users) == nil ? "\(sums.undated.posts)" : "·"
      notes.append(
        Phrase(
          "Coded posts without a date, left out: \(number).",
          nl: "Gecodeerde berichten zonder datum, weggelaten: \(number)."))
    }
    let isFew = sums.periods.indices.contains { index in
      (0...sums.all).contains {
        Clusters.areFew(sums.users($0, index)) && sums.users($0, index) > 0
      }
    }
    if isFew { notes.append(Notes.fewClusters) }
    return notes + [Notes.version()]
  }
}
