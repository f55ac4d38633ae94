internal import Corpus

/// T10: profiles of users, summarised by group: mean, standard deviation and three quantiles.
///
/// A person without the measure's denominator (no tie of known group) is not in its n. With several
/// memberships a person counts by weight in each group; design weights enter mean, deviation and
/// quantiles. Quantile: the least value with at least so much of the weight at or below it, and the
/// mean with the next value where that is exact (type 2 of Hyndman & Fan 1996; SAS).
package struct ProfileSummary: LinkedTable {
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

  package func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    guard let profiles = material.profiles, !profiles.rows.isEmpty else {
      return EmptyDraft(empty: empty)
    }
    let people = material.ties?.people ?? material.people
    let vectors = Vectors(people)
    let rows = profiles.rows.sorted { $0.person < $1.person }
    let units = Units(material)
    let parts = units.parts(vectors)
    let samples = ProfileMeasure.all(topics: material.posts.topicNames).map { measure in
      var groups = Array(repeating: Sample(), count: vectors.groups.count + 2)
      for row in rows {
        guard let value = measure.value(row) else { continue }
        let person = people.all[Int(row.person)]
        let place = vectors.rank[Int(person.membership)]
        for (part, own) in zip(vectors.groupParts(place), parts[place]) {
          groups[part.group].add(
            value, weight: part.weight, design: person.weight, units: own * units.person)
        }
        groups[groups.count - 1].add(
          value, weight: 1, design: person.weight, units: units.scale)
      }
      for group in groups.indices { groups[group].seal() }
      return ProfileSuppression.Measured(measure: measure, groups: groups)
    }
    return Draft(
      kind: self, profiles: profiles, people: people, vectors: vectors, rows: rows, rule: rule,
      samples: samples,
      hidden: ProfileSuppression(
        samples, vectors.keys + [.all], rule, isPartition: !vectors.areMixed))
  }

  private struct Draft: TableDraft {
    let kind: ProfileSummary
    let profiles: ProfileTable
    let people: People
    let vectors: Vectors
    let rows: [ProfileTable.Row]
    let rule: Disclosure
    let samples: [ProfileSuppression.Measured]
    let hidden: ProfileSuppression

    var cells: [ProtectedTable] { hidden.tables }
    func table(_ protection: Protection) throws -> Table { kind.table(self, protection) }
  }

  private func table(_ draft: Draft, _ protection: Protection) -> Table {
    var table = empty
    let keys = draft.vectors.keys + [.all]
    for (number, sample) in draft.samples.enumerated() {
      for group in sample.present {
        table.rows.append(
          Table.Row(
            [sample.measure.key, keys[group]], opensBlock: group == sample.present[0],
            cells: statistics(
              sample.groups[group], sample.measure, draft.rule,
              draft.hidden.reasons(number, group, protection))))
      }
    }
    table.notes = notes(draft.profiles, draft.people, draft.vectors, draft.rows)
    table.notes += Notes.marks(table, draft.rule, unit: .users)
    return table
  }

  /// n, mean, SD, three quantiles.
  private func statistics(
    _ sample: Sample, _ measure: ProfileMeasure, _ rule: Disclosure,
    _ hidden: (users: Suppression?, mean: Suppression?)
  ) -> [Cell] {
    let alike = rule.uniform(sample.mostAlike, of: sample.users)
    let format: NumberFormat = measure.isShare ? .percent : .decimals(1)
    let quantiles = [10, 50, 90].map { percent in
      Cell.number(sample.quantile(percent), format, else: .noUnits)
        .hidden(alike ?? rule.quantile(percent, of: sample.users))
    }
    return
      ([
        Cell.count(sample.usersByWeight),
        Cell.number(sample.mean, format, else: .noUnits).hidden(hidden.mean),
        Cell.number(sample.deviation, format, else: .noVariation).hidden(hidden.mean),
      ] + quantiles).map { $0.hidden(hidden.users) }
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
