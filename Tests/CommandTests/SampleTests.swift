import Foundation
import SchakelTesting
import Testing

@Suite struct `The sample by origin, as a command` {
  /// Thirty people who write to each other, with generation, age and gender from a roster.
  private func world() throws -> Workdir {
    let folder = try Workdir()
    var edges = "ego,alter,count,date\n"
    var roster =
      "person,birth_country,mother_birth_country,father_birth_country,source,birth_year,gender\n"
    for number in 0..<30 {
      edges += "p\(number),p\((number + 7) % 30),\(1 + number % 3),2012-05-0\(1 + number % 9)\n"
      let country = number < 12 ? "NLD" : number < 24 ? "MAR" : "TUR"
      let own = number < 12 || number % 2 == 0 ? "NLD" : country
      roster +=
        "p\(number),\(own),\(country),\(country),\(number % 4 == 0 ? "survey" : "self-description"),"
        + "\(1970 + number),\(number % 2 == 0 ? "v" : number == 29 ? "canaryname7q" : "m")\n"
    }
    try folder.write("edges.csv", edges)
    try folder.write("roster.csv", roster)
    try folder.write("k", World.key)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("k"))
    return folder
  }

  @Test(arguments: ["min-users: 1, reason: invented data", "min-users: 3, reason: invented data"])
  func `is the same from posts, from ties and from a pipe`(_ disclosure: String) throws {
    let folder = try world()
    try folder.write(
      "study.yaml",
      """
      schakel: 1
      privacy: {key: k}
      groups: {roster: roster.csv, scheme: cbs-2022}
      disclosure: {\(disclosure)}
      stages:
        posts: {use: ingest, sources: [{format: edge-list, files: edges.csv}]}
        ties: {use: interact}
        T2: {use: tabulate, table: sample-by-origin, from: posts}
        T2t: {use: tabulate, table: sample-by-origin, from: ties}

      """)
    let run = try Program.run(["run", "study.yaml"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let made = try folder.text("out/release/T2.csv")
    #expect(try folder.text("out/release/T2t.csv") == made)
    let piped = try Program.script(
      """
      $schakel interact -q --edge-list edges.csv --roster roster.csv --scheme cbs-2022 --key k |
        tee ties.ndjson | $schakel tabulate -q --pipeline study.yaml --stage T2 -
      """, in: folder)
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(piped.text == made)
    let participants = try folder.text("ties.ndjson").split(separator: "\n").filter {
      $0.hasPrefix("{\"record\":\"participant\"")
    }
    #expect(participants.count == 30)
    #expect(
      participants.allSatisfy { $0.contains("\"generation\":") && $0.contains("\"gender\":") })
    // Twelve were born in the Netherlands of parents born there; they wrote 4 × (1 + 2 + 3) posts.
    #expect(made.contains("\nnetherlands,0,users,12,"))
    #expect(made.contains("\nnetherlands,0,posts,24,"))
    // Of the other eighteen half were born abroad: six of Morocco and three of Turkey.
    #expect(made.contains("\nmorocco,1,users,6,"))
    #expect(made.contains("\n(all),1,users,9,"))
    #expect(made.contains("\n(all),(all),users,30,"))
    #expect(made.contains("canaryname7q") == disclosure.hasPrefix("min-users: 1,"))
  }

  @Test func `goes by a crosswalk of one's own, whose path stays in restricted`() throws {
    let folder = try world()
    try folder.write("canarypath7q.csv", "country,main_group\nNLD,here\nMAR,there\nTUR,there\n")
    try folder.write(
      "study.yaml",
      """
      schakel: 1
      privacy: {key: k}
      groups: {roster: roster.csv, scheme: cbs-2022, crosswalk: canarypath7q.csv, group-by: main}
      disclosure: {min-users: 1, reason: invented data}
      stages:
        posts: {use: ingest, sources: [{format: edge-list, files: edges.csv}]}
        T2: {use: tabulate, table: sample-by-origin}

      """)
    let run = try Program.run(["run", "study.yaml"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("out/release/T2.csv").contains("\nthere,(all),users,18,"))
    #expect(try folder.text("out/release/T2.md").contains("cbs-2022, own crosswalk"))
    for name in ["run.json", "T2.csv", "T2.md", "T2.tex"] {
      #expect(!(try folder.text("out/release/\(name)").contains("canarypath7q")), "\(name)")
    }
    #expect(try folder.text("out/release/run.json").contains("crosswalk"))
    #expect(try folder.text("out/restricted/run.json").contains("canarypath7q"))
  }
}
