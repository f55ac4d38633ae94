import Foundation
import SchakelTesting
import Testing

/// Table T13 of worlds, against runs with the same choice written into the pipeline file.
@Suite struct `The study under other choices` {
  /// A world whose file has T5 of all ties and T13 with these choices.
  private func world(_ vary: String, minUsers: String = "{min-users: 10}") throws -> World {
    let world = try World.large()
    let study = try world.folder.text("study.yaml")
    let head = study.components(separatedBy: "  people:")[0]
    try world.folder.write(
      "study.yaml",
      head + """
          T5: {use: tabulate, from: ties, table: interethnic-share, by: [], replicates: 50}
          T13: {use: tabulate, from: ties, table: robustness, replicates: 50, vary: \(vary)}
        disclosure: \(minUsers)
        outputs: {dir: out}
        seed: 7

        """)
    return world
  }

  /// Value of a measure by what stands in `choices`.
  private func values(_ world: World, _ measure: String) throws -> [String: String] {
    var found: [String: String] = [:]
    let rows = try world.folder.text("out/release/T13.csv").split(separator: "\n").dropFirst()
    for row in rows {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if cells[2] == measure { found[cells[1]] = cells[3].isEmpty ? cells[6] : cells[3] }
    }
    return found
  }

  private func share(_ world: World) throws -> String {
    let rows = try world.folder.text("out/release/T5.csv").split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("(all),(all),share,") })
    return row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)[3]
  }

  @Test func `gives for each choice what a run with that choice gives`() throws {
    let world = try world("{edges: [native_parent], null: [relabel-within-venue]}")
    #expect(try world.run("-q").status == 0)
    let found = try values(world, "share")
    // Two sets of edges (that of the file, and one) by two nulls.
    #expect(found.count == 4)
    let study = try world.folder.text("study.yaml")
    let usual = "native_parent, quote_link, addressed"
    for edges in [usual, "native_parent"] {
      try world.folder.write(
        "study.yaml", study.replacing("edges: [\(usual)]", with: "edges: [\(edges)]"))
      #expect(try world.run("-q").status == 0)
      let joined = edges.replacing(", ", with: "+")
      #expect(
        found["edges: \(joined); null: relabel-within-platform"] == (try share(world)), "\(edges)")
    }
  }

  @Test func `hides a choice that differs by one to nine persons, and no other`() throws {
    // 1 % of sixty writers is one person, 20 % are twelve.
    let world = try world("{without-loudest: [1, 20]}")
    #expect(try world.run("-q").status == 0)
    let found = try values(world, "share")
    #expect(found.count == 3)
    #expect(found["without-loudest: 0 %"] == (try share(world)))
    #expect(found["without-loudest: 1 %"] == "·")
    #expect(try values(world, "share_class")["without-loudest: 1 %"] == "·")
    #expect(found["without-loudest: 20 %"]?.hasPrefix("0.") == true)
    let table = try world.folder.text("out/release/T13.csv")
    #expect(table.split(separator: "\n").allSatisfy { !$0.contains(",ties,") })
  }

  @Test func `is the same for one, two and seven threads, and in a pipe`() throws {
    let world = try world("{same: [product, strict], without-loudest: [20], schemes: [self]}")
    // Scheme self needs a column that this roster lacks.
    let refused = try world.run("-q")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("self_described"))
    let study = try world.folder.text("study.yaml")
    try world.folder.write("study.yaml", study.replacing(", schemes: [self]", with: ""))
    var tables: Set<String> = []
    for jobs in ["1", "2", "7"] {
      #expect(try world.run("-q", "--jobs", jobs).status == 0)
      tables.insert(try world.folder.text("out/release/T13.csv"))
    }
    let piped = try Program.script(
      """
      p="--pipeline study.yaml -q"
      $schakel ingest $p --stage posts | $schakel filter $p --stage own - |
      $schakel classify $p --stage coded - | $schakel interact $p --stage ties - |
      $schakel tabulate $p --stage T13 -
      """, in: world.folder)
    #expect(piped.errors == "")
    tables.insert(piped.text)
    #expect(tables.count == 1)
    // One group a person: the four semantics agree.
    #expect(Set(try values(world, "share").values).count == 2)
  }

  @Test func `is drawn with one mark for each estimate that the table shows`() throws {
    let world = try world("{same: [product, strict], without-loudest: [1, 20]}")
    #expect(try world.run("-q").status == 0)
    let figure = try world.folder.text("out/release/T13.svg")
    let shown = try world.folder.text("out/release/T13.csv").split(separator: "\n").filter {
      $0.contains(",share,0.")
    }
    // Three semantics (that of the file, and two) by three: the row of 1 % is hidden in each.
    #expect(shown.count == 6)
    // The baseline's mark is larger; each estimate has a mark in one line of every dimension.
    #expect(figure.components(separatedBy: "width=\"4\" height=\"4\"").count - 1 == 5)
    #expect(
      figure.components(separatedBy: "width=\"8\" height=\"8\" fill=\"#1a1a1a\"").count - 1 == 1)
    #expect(figure.components(separatedBy: "width=\"2\" height=\"9\"").count - 1 == 12)
    #expect(figure.contains("Not shown: 3 specifications."))
  }

  @Test func `needs choices, and words that it knows`() throws {
    let world = try world("{edges: [native_parnt], venue-types: [etnic], same: [some]}")
    let refused = try world.run()
    #expect(refused.status == 78)
    for word in ["native_parent", "ethnic", "overlap"] { #expect(refused.errors.contains(word)) }
    let study = try world.folder.text("study.yaml")
    let line = try #require(study.split(separator: "\n").first { $0.contains("robustness") })
    try world.folder.write(
      "study.yaml",
      study.replacing(line, with: "  T13: {use: tabulate, from: ties, table: robustness}"))
    #expect(try world.run().errors.contains("needs vary"))
  }
}
