import Corpus
import Interactions
import Tables
import Testing

@Suite struct `The table of the sample by origin` {
  /// People of one cell, alike but for what varies by number.
  private struct Cell {
    var group: String?
    var generation: Int?
    var users: Int
    var posts = 2
    var gender: (Int) -> String? = { $0 % 2 == 0 ? "v" : "m" }
    var birthYear: (Int) -> Int? = { _ in 1990 }
    var information = Provenance.Information.survey
  }

  /// One post of 2012 beside the people's, which are counted in their records.
  private func material(_ cells: [Cell]) -> Material {
    var material = Material()
    material.people.scheme = "cbs-2022"
    for (place, cell) in cells.enumerated() {
      let membership = People.Membership(cell.group.map { [.init(group: $0, weight: 1)] } ?? [])
      let known = material.people.memberships.firstIndex(of: membership)
      let number = known ?? material.people.memberships.count
      if known == nil { material.people.memberships.append(membership) }
      for i in 0..<cell.users {
        material.people.all.append(
          People.Person(
            name: "p\(place)-\(i + 100)", membership: Int32(number), posts: Int32(cell.posts)))
        material.facts.append(
          SampleFacts(
            generation: cell.generation, information: cell.information,
            birthYear: cell.birthYear(i),
            gender: cell.gender(i)))
      }
    }
    material.posts.rows.append(
      PostTable.Row(
        key: .none, createdAt: Moment.Civil(year: 2012, month: 5, day: 1).asUTC, account: -1,
        venue: -1, thread: -1, edgeStart: 0, edgeCount: 0, platform: -1, lang: -1, kind: .post,
        authorStatus: .ok, isCoded: false))
    return material
  }

  private func build(_ cells: [Cell], _ settings: TableSettings = TableSettings()) throws -> Table {
    try SampleByOriginTable().build(material(cells), settings)
  }

  @Test func `counts users, sources, ages and genders, with margins`() throws {
    let table = try build(
      [
        Cell(group: "turkey", generation: 2, users: 3, posts: 1, birthYear: { 1990 + 5 * $0 }),
        Cell(group: "netherlands", generation: 0, users: 4, information: .selfDescription),
        Cell(group: "turkey", generation: 1, users: 1, posts: 5, gender: { _ in nil }),
        Cell(group: nil, generation: nil, users: 2, information: .none),
      ], .open())
    // The scheme's order: the Netherlands, Turkey, then who is unknown; then margins.
    #expect(
      table.rows.map { $0.keys.map(\.id).joined(separator: " ") } == [
        "netherlands 0", "turkey 1", "turkey 2", "turkey (all)", "(unknown) (unknown)", "(all) 0",
        "(all) 1", "(all) 2", "(all) (unknown)", "(all) (all)",
      ])
    #expect(table.value(["turkey", "(all)"], "users") == 4)
    #expect(table.value(["turkey", "(all)"], "posts") == 8)
    #expect(table.value(["turkey", "2"], "users_share") == 0.3)
    // In 2012 those born in 1990, 1995 and 2000 were 22, 17 and 12.
    #expect(table.value(["turkey", "2"], "age:18-24") == 1)
    #expect(table.value(["turkey", "2"], "age:0-17") == 2)
    #expect(table.value(["turkey", "2"], "gender:v") == 2)
    #expect(table.value(["turkey", "1"], "gender:(unknown)") == 1)
    #expect(table.value(["(all)", "(all)"], "information:survey") == 4)
    #expect(table.value(["(all)", "(all)"], "information:self-description") == 4)
    #expect(table.value(["(all)", "(all)"], "information:none") == 2)
    #expect(table.value(["(all)", "(all)"], "posts") == 20)
    #expect(table.cell(["(all)", "(all)"], "information:mixed") == nil)
    #expect(table.notes.contains { $0.en.contains("2012") })
  }

  @Test func `hides a row of few persons, and a partner that keeps the sum open`() throws {
    let table = try build([
      Cell(group: "netherlands", generation: 0, users: 60),
      Cell(group: "turkey", generation: 2, users: 12),
      Cell(group: "turkey", generation: 1, users: 4),
      Cell(group: "morocco", generation: 2, users: 30),
      Cell(group: "suriname", generation: 2, users: 20),
    ])
    #expect(table.reason(["turkey", "1"], "users") == .minUsers)
    // 4 + 12 is less than 19; 4 + 20 is not.
    #expect(table.value(["turkey", "2"], "users") == 12)
    #expect(table.reason(["suriname", "2"], "users") == .secondary)
    #expect(table.reason(["suriname", "2"], "users_share") == .secondary)
    #expect(table.reason(["suriname", "2"], "gender:v") == .secondary)
    #expect(table.reason(["turkey", "(all)"], "users") == .secondary)
    #expect(table.reason(["(all)", "2"], "users") == .secondary)
    #expect(table.value(["(all)", "0"], "users") == 60)
    #expect(table.value(["(all)", "(all)"], "users") == 126)
    #expect(table.reason(["(all)", "(all)"], "gender:v") == .secondary)
  }

  /// 36 of 40 of an age: the other 4 are few, and so is the complement of the 36.
  @Test func `hides an age that few have, or nearly all`() throws {
    let table = try build([
      Cell(group: "netherlands", generation: 0, users: 40, birthYear: { $0 < 36 ? 1990 : 1960 }),
      Cell(group: "turkey", generation: 1, users: 40, birthYear: { $0 < 20 ? 1990 : 1960 }),
    ])
    #expect(table.reason(["netherlands", "0"], "age:18-24") == .minUsers)
    #expect(table.reason(["netherlands", "0"], "age:45-54") == .minUsers)
    #expect(table.value(["turkey", "1"], "age:18-24") == 20)
    #expect(table.reason(["(all)", "(all)"], "age:18-24") == .secondary)
    #expect(table.value(["netherlands", "0"], "gender:v") == 20)
    // All answered the same survey: that says nothing of a person.
    #expect(table.value(["netherlands", "0"], "information:survey") == 40)
  }

  @Test func `counts a gender that few wrote as other, and names it nowhere`() throws {
    let table = try build([
      Cell(group: "turkey", generation: 1, users: 60) { number in
        number < 25 ? "v" : number < 45 ? "m" : number < 50 ? "canaryname7q" : "x\(number)"
      }
    ])
    #expect(
      table.columns.map(\.id).filter { $0.hasPrefix("gender") } == [
        "gender:m", "gender:v", "gender:(other)",
      ])
    #expect(table.value(["turkey", "1"], "gender:(other)") == 15)
    for form in TableForms.all {
      let text = String(decoding: form.write(table, context: TableContext()), as: UTF8.self)
      #expect(!text.contains("canaryname7q"))
    }
  }

  @Test func `hides posts that one person made, with every sum of them`() throws {
    var material = material([
      Cell(group: "turkey", generation: 1, users: 20),
      Cell(group: "morocco", generation: 2, users: 20),
    ])
    material.people.all[0].posts = 500
    let table = try SampleByOriginTable().build(material, TableSettings())
    #expect(table.reason(["turkey", "1"], "posts") == .dominance)
    #expect(table.value(["turkey", "1"], "users") == 20)
    #expect(table.reason(["(all)", "(all)"], "posts") == .secondary)
    #expect(table.value(["morocco", "2"], "posts") == 40)
  }
}
