internal import Corpus
internal import Interactions

/// T2: who is in the sample: persons with a kept post by group and generation, with their posts, what
/// the knowledge of their group rests on, their age and their gender.
///
/// Unweighted. Rows partition the persons, and the parts of a row its users. Ages are those that
/// persons complete in the year of the median post. Counts: ``SampleByOrigin``.
package struct SampleByOriginTable: TableKind {
  package let number = "T2"
  package let name = "sample-by-origin"
  package let title = Phrase("The sample by origin", nl: "De steekproef naar herkomst")
  package let needs: [Records] = [.posts]
  package let by: [String] = []
  package let settings: [String] = []

  package init() {}

  package var empty: Table { table(Self.first) }

  private static let first = [
    Key("users", "Users", nl: "Personen"), Key("users_share", "% of users", nl: "% van personen"),
    Key("posts", "Posts", nl: "Berichten"),
  ]

  private func table(_ columns: [Key]) -> Table {
    Table(
      number: number, name: name, title: title,
      stubs: [
        .init("group", Phrase("Group", nl: "Groep")),
        .init("generation", Phrase("Generation", nl: "Generatie")),
      ], columns: columns)
  }

  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try check(material, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    let people = material.people
    let facts =
      material.facts.count == people.all.count
      ? material.facts : Array(repeating: SampleFacts(), count: people.all.count)
    let year = Self.year(of: material.posts)
    let sample = SampleByOrigin(
      people, facts, groups: Self.order(of: people.scheme), population: .authors, year: year ?? 0)
    let columns = SampleColumns(sample.total, genders: sample.genders, rule)
    var table = table(Self.first + columns.keys)
    guard sample.total.users > 0 else { return table }
    let hidden = SampleSuppression(
      sample.rows.map { SampleRow($0.counts, columns) }, rule)
    for block in blocks(sample) {
      for (index, line) in block.enumerated() {
        let row = SampleRow(line.counts, columns)
        table.rows.append(
          Table.Row(
            [key(line.group), key(line.generation)], opensBlock: index == 0,
            cells: cells(row, of: sample.total.users, hidden.reasons(row, line.rows))))
      }
    }
    table.notes = notes(people, year, columns)
    table.notes += Notes.marks(table, rule, unit: .users)
    return table
  }

  /// A line of the table, and which rows of the sample it adds up.
  private struct Line {
    /// nil: every one.
    var group: SampleByOrigin.Group?
    /// nil: every one; otherwise a generation, or nil where it is unknown.
    var generation: Int??
    var counts: SampleByOrigin.Counts
    var rows: [Int]
  }

  /// A block for each group, one for the generations, one for all. A margin of one row is left out.
  private func blocks(_ sample: SampleByOrigin) -> [[Line]] {
    let rows = sample.rows
    var blocks: [[Line]] = sample.byGroup.map { group, counts in
      let own = rows.indices.filter { rows[$0].group == group }
      let lines = own.map {
        Line(
          group: group, generation: .some(rows[$0].generation), counts: rows[$0].counts, rows: [$0])
      }
      return own.count == 1
        ? lines : lines + [Line(group: group, generation: nil, counts: counts, rows: own)]
    }
    if sample.byGeneration.count > 1, sample.byGroup.count > 1 {
      blocks.append(
        sample.byGeneration.map { generation, counts in
          Line(
            group: nil, generation: .some(generation), counts: counts,
            rows: rows.indices.filter { rows[$0].generation == generation })
        })
    }
    if rows.count > 1 {
      blocks.append(
        [Line(group: nil, generation: nil, counts: sample.total, rows: Array(rows.indices))])
    }
    return blocks
  }

  private func cells(
    _ row: SampleRow, of total: Int, _ hidden: SampleSuppression.Reasons
  ) -> [Cell] {
    [
      Cell.count(row.users).hidden(hidden.users),
      Cell.percent(.share(Double(row.users), of: Double(total)))
        .hidden(hidden.users ?? hidden.shares),
      Cell.count(row.posts).hidden(hidden.posts),
    ]
      + zip(row.parts, hidden.parts).flatMap { counts, reasons in
        zip(counts, reasons).map { Cell.count($0).hidden($1) }
      }
  }

  private func key(_ group: SampleByOrigin.Group?) -> Key {
    switch group {
    case .one(let name): .data(name)
    case .several: Key("(several)", "Several groups", nl: "Meer groepen")
    case .unknown: .unknown
    case nil: .all
    }
  }

  private func key(_ generation: Int??) -> Key {
    switch generation {
    case .some(.some(let number)): .data("\(number)")
    case .some(nil): .unknown
    case nil: .all
    }
  }

  /// Groups in the order of the scheme that a setting names.
  private static func order(of setting: String) -> [String] {
    let scheme = setting.prefix { $0 != "," && $0 != " " }
    return OriginSchemes.named(String(scheme))?.allGroups.map(\.name) ?? []
  }

  /// Year (UTC) of the median post of the sample; nil when no post has a time.
  private static func year(of posts: PostTable) -> Int? {
    var counts: [Int: Int] = [:]
    posts.rows.walk { _, row in
      guard row.role == .sample, row.createdAt != PostRow.noTime else { return }
      counts[Moment.civil(row.createdAt).year, default: 0] += 1
    }
    var left = (counts.values.reduce(0, +) + 1) / 2
    for (year, count) in counts.sorted(by: { $0.key < $1.key }) {
      left -= count
      if left <= 0 { return year }
    }
    return nil
  }

  private func notes(_ people: People, _ year: Int?, _ columns: SampleColumns) -> [Phrase] {
    var notes = [
      Notes.scheme(people.scheme),
      Phrase(
        "Users: persons with a kept post, unweighted. Who is of several groups stands in a row of"
          + " their own. Generation 0: without migration background; 1: immigrated; 2: children of"
          + " immigrants.",
        nl:
          "Personen: wie een bericht in de steekproef heeft, ongewogen. Wie bij meer groepen hoort,"
          + " staat in een eigen rij. Generatie 0: zonder migratieachtergrond; 1: zelf"
          + " geïmmigreerd; 2: kinderen van immigranten."),
      Phrase(
        "Source: what the knowledge of the group rests on.",
        nl: "Bron: waar de kennis van de groep op berust."),
    ]
    if let year {
      notes.append(
        Phrase(
          "Age: completed in \(year), the year of the median post.",
          nl: "Leeftijd: bereikt in \(year), het jaar van het mediane bericht."))
    }
    if columns.hasOtherGenders {
      notes.append(
        Phrase(
          "Other gender: words given by few persons.",
          nl: "Ander geslacht: woorden van weinig personen."))
    }
    return notes + [Notes.version()]
  }
}
