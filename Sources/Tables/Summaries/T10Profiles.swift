internal import Corpus

/// T10: profiles of users, summarised by group: mean, standard deviation and three quantiles.
///
/// A person without the measure's denominator (no tie of known group) is not in its n. With several
/// memberships a person counts by weight in each group; design weights enter mean, deviation and
/// quantiles. Quantile: the least value with at least so much of the weight at or below it, and the
/// mean with the next value where that is exact (type 2 of Hyndman & Fan 1996; SAS).
package struct ProfileSummary: TableKind {
  package let number = "T10"
  package let name = "profiles"
  package let title = Phrase("Profiles of users", nl: "Profielen van personen")
  package let needs: [Records] = [.profiles]
  package let by: [String] = []
  package let settings: [String] = []

  package init() {}

  package var empty: Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("measure", Phrase("Measure", nl: "Maat")),
        .init("group", Phrase("Group", nl: "Groep")),
      ],
      columnKey: "statistic",
      columns: [
        Key("users", "Users", nl: "Personen"), Key("mean", "Mean", nl: "Gemiddelde"),
        Key("sd", "SD", nl: "SD"), Key("p10", "P10", nl: "P10"), Key("p50", "P50", nl: "P50"),
        Key("p90", "P90", nl: "P90"),
      ])
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    var table = empty
    guard let profiles = material.profiles, !profiles.rows.isEmpty else { return table }
    let people = material.ties?.people ?? material.people
    let vectors = Vectors(people)
    let rows = profiles.rows.sorted { $0.person < $1.person }
    for measure in ProfileMeasure.all(topics: material.posts.topicNames) {
      var groups = Array(repeating: Sample(), count: vectors.groups.count + 2)
      for row in rows {
        guard let value = measure.value(row) else { continue }
        let person = people.all[Int(row.person)]
        for part in vectors.groupParts(vectors.rank[Int(person.membership)]) {
          groups[part.group].add(value, weight: part.weight, design: person.weight)
        }
        groups[groups.count - 1].add(value, weight: 1, design: person.weight)
      }
      for group in groups.indices { groups[group].seal() }
      append(measure, groups, vectors.keys + [.all], rule, to: &table)
    }
    table.notes = notes(profiles, people, vectors, rows)
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  private func append(
    _ measure: ProfileMeasure, _ groups: [Sample], _ keys: [Key], _ rule: Disclosure,
    to table: inout Table
  ) {
    let present = groups.indices.filter { groups[$0].users > 0 }
    var cells = present.map { statistics(groups[$0], measure, rule) }
    if let all = cells.indices.last, !rule.isOff {
      let levels = cells[..<all]
      let hidesUsers = levels.contains { $0[0].isSuppressed }
      let hidesMean = levels.contains { $0[1].isSuppressed }
      for column in cells[all].indices {
        let isSum = column == 1 || column == 2
        cells[all][column] = cells[all][column]
          .hidden(Disclosure.secondary(hidesUsers || isSum && hidesMean))
      }
    }
    for (index, group) in present.enumerated() {
      table.rows.append(
        Table.Row([measure.key, keys[group]], opensBlock: index == 0, cells: cells[index]))
    }
  }

  /// n, mean, SD, three quantiles.
  private func statistics(
    _ sample: Sample, _ measure: ProfileMeasure, _ rule: Disclosure
  ) -> [Cell] {
    let whole = rule.few(sample.users)
    let alike = rule.uniform(sample.mostAlike, of: sample.users)
    let magnitude =
      measure.isShare ? nil : rule.dominated(largest: sample.largest, of: sample.total)
    let format: NumberFormat = measure.isShare ? .percent : .decimals(1)
    let quantiles = [10, 50, 90].map { percent in
      Cell.number(sample.quantile(percent), format, else: .noUnits)
        .hidden(alike ?? rule.quantile(percent, of: sample.users))
    }
    return
      ([
        Cell.count(sample.usersByWeight),
        Cell.number(sample.mean, format, else: .noUnits).hidden(alike ?? magnitude),
        Cell.number(sample.deviation, format, else: .noVariation).hidden(alike ?? magnitude),
      ] + quantiles).map { $0.hidden(whole) }
  }

  private func notes(
    _ profiles: ProfileTable, _ people: People, _ vectors: Vectors, _ rows: [ProfileTable.Row]
  ) -> [Phrase] {
    var notes = [
      Notes.scheme(people.scheme),
      Phrase(
        "Shares in per cent of the person's own posts or ties; a person without any is not counted.",
        nl:
          "Aandelen in procenten van iemands eigen berichten of contacten; wie er geen heeft, telt"
          + " niet mee."),
      Phrase(
        "A quantile is shown with enough users on either side of it.",
        nl: "Een kwantiel staat er als er aan beide kanten genoeg personen zijn."),
    ]
    if let reason = profiles.reason {
      notes.append(
        Phrase(
          "Profiles of others than donors, because: \(reason)",
          nl: "Profielen van anderen dan donateurs, omdat: \(reason)"))
    }
    if vectors.areMixed { notes.append(Notes.severalMemberships) }
    if rows.contains(where: { people.all[Int($0.person)].weight != 1 }) {
      notes.append(Notes.designWeights)
    }
    return notes + [Notes.version()]
  }
}
