import Foundation
import SchakelTesting
import Testing

@Suite struct `Every small command` {
  @Test func `groups gives each person of a roster the group of the official table`() throws {
    let folder = try Workdir()
    try folder.write(
      "roster.csv",
      """
      person,birth_country,mother_birth_country,father_birth_country
      a,TUR,NLD,NLD
      b,NLD,MAR,TUR
      c,NLD,NLD,SUR
      d,NLD,NLD,NLD
      e,?,MAR,MAR
      f,NLD,,MAR
      g,NLD,NLD,?
      h,NLD,DEU,NLD
      i,NLD,CUW,IDN

      """)
    let ended = try Program.run(["groups", "roster.csv", "--scheme", "cbs-2022"], in: folder)
    #expect(ended.status == 0)
    // By the rules of docs/groups.md: own birth country, then the mother's, then the father's.
    #expect(
      ended.text == """
        person,status,origin_country,main_group,generation,parents_born_abroad,rule
        a,migrant,TUR,turkey,1,0,own-birth-country
        b,child-of-migrants,MAR,morocco,2,2,mother
        c,child-of-migrants,SUR,suriname,2,1,father
        d,dutch-origin,NLD,netherlands,0,0,parents-netherlands
        e,unknown,,,,2,own-unknown
        f,child-of-migrants,MAR,morocco,2,,father
        g,unknown,,,,,father-unknown
        h,child-of-migrants,DEU,europe,2,1,mother
        i,child-of-migrants,CUW,dutch-caribbean,2,2,mother

        """)
    let wrong = try Program.run(["groups", "roster.csv", "--scheme", "cbs-1999"], in: folder)
    #expect(wrong.status == 78)
    #expect(wrong.errors.contains("--scheme: no origin scheme named 'cbs-1999'"))
    #expect(wrong.errors.contains("(have: cbs-2022, cbs-old, "))
  }

  /// Mother from Morocco, father from Turkey: a half of each, and who has one parent unknown is
  /// unknown.
  @Test func `groups takes the choices that a scheme leaves`() throws {
    let folder = try Workdir()
    try folder.write(
      "roster.csv",
      """
      person,birth_country,mother_birth_country,father_birth_country
      a,NLD,MAR,TUR
      b,NLD,NLD,?
      c,AUT,AUT,AUT

      """)
    func groups(_ flags: String...) throws -> [String] {
      let ended = try Program.run(["groups", "roster.csv"] + flags, in: folder)
      #expect(ended.status == 0, "\(ended.errors)")
      return ended.lines.dropFirst().filter { !$0.isEmpty }.map {
        String($0.split(separator: ",", omittingEmptySubsequences: false)[3])
      }
    }
    #expect(
      try groups("--scheme", "cbs-2022", "--memberships", "parents")
        == ["morocco:0.5;turkey:0.5", "", "europe"])
    #expect(
      try groups("--scheme", "cbs-2022", "--group-by", "main-by-generation")
        == ["morocco/generation-2", "", "europe/generation-1"])
    #expect(
      try groups("--scheme", "unece", "--home", "AUT") == ["europe", "", "home-country"])
    try folder.write("own.csv", "country,main_group\nMAR,maghreb\nAUT,alps\n")
    #expect(
      try groups("--scheme", "cbs-2022", "--crosswalk", "own.csv") == ["maghreb", "", "alps"])

    let wrong = try Program.run(
      ["groups", "roster.csv", "--scheme", "cbs-2022", "--memberships", "self-equal"], in: folder)
    #expect(wrong.status == 78)
    #expect(wrong.errors.contains("takes memberships official or parents, not self-equal"))
    let nowhere = try Program.run(
      ["groups", "roster.csv", "--scheme", "unece", "--home", "Oostenrijk"], in: folder)
    #expect(nowhere.status == 78)
    #expect(nowhere.errors.contains("--home"))
  }

  @Test func `list prints the crosswalk of a scheme, which can be given back`() throws {
    let folder = try Workdir()
    let printed = try Program.run(["list", "crosswalk", "cbs-2022"], in: folder)
    #expect(printed.status == 0)
    #expect(printed.text == (try Repository.text("data-schema/origins/cbs-2022.csv")))
    let none = try Program.run(["list", "crosswalk", "self"], in: folder)
    #expect(none.status == 64)
    #expect(none.errors.contains("have: cbs-2022, cbs-old"))
    #expect(try Program.run(["list", "crosswalk"], in: folder).status == 64)
    #expect(try Program.run(["list", "tables", "cbs-2022"], in: folder).status == 64)
  }

  @Test func `groups tells every mistake of a roster at once, and shows no cell`() throws {
    let folder = try Workdir()
    try folder.write(
      "roster.csv",
      """
      person,birth_country,mother_birth_country,father_birth_country
      canaryname7q,Turkije,NLD,NLD
      b,NLD,MAR
      c,NLD,NL,SUR

      """)
    let ended = try Program.run(["groups", "roster.csv", "--scheme", "cbs-2022"], in: folder)
    #expect(ended.status == 65)
    for line in ["line 2", "line 3", "line 4"] { #expect(ended.errors.contains(line)) }
    #expect(Canary.found(in: ended.errors) == [])
    #expect(!ended.errors.contains("Turkije"))
  }

  @Test func `list names the formats, tables and schemes that there are`() throws {
    let folder = try Workdir()
    func names(_ kind: String) throws -> [String] {
      try Program.run(["list", kind], in: folder).lines.filter { !$0.isEmpty }
        .map { String($0.split(separator: " ")[0]) }.sorted()
    }
    #expect(
      try names("formats") == [
        "edge-list", "mapped", "reddit-dump", "twitter-v2", "vbulletin4-html", "x-archive",
      ])
    #expect(
      try names("tables")
        == [
          "attrition", "coder-quality", "contact-conditions", "corpus", "interethnic-share",
          "keyness",
          "longitudinal",
          "mixing-matrix", "profiles", "propositions", "robustness", "sample-by-origin",
          "segregation-summary", "thread-diversity", "topic-cooccurrence", "topic-prevalence",
        ])
    #expect(
      try names("schemes")
        == ["cbs-2022", "cbs-old", "destatis", "destatis-citizenship", "self", "unece"])
  }

  @Test func `explain prints the flow with every setting and where it came from`() throws {
    let world = try World.small()
    let ended = try Program.run(
      ["explain", "study.yaml", "--set", "stages.ties.min-confidence=0.8"], in: world.folder)
    #expect(ended.status == 0)
    #expect(ended.errors == "")
    func line(_ key: String) -> String? {
      ended.lines.first { $0.trimmingCharacters(in: .whitespaces).hasPrefix(key) }
    }
    #expect(line("min-confidence")?.contains("0.8") == true)
    #expect(line("min-confidence")?.contains("--set") == true)
    #expect(line("parent")?.contains("default") == true)
    #expect(line("null")?.contains("study.yaml:9") == true)
    for stage in ["posts", "own", "coded", "ties", "people", "T1", "T10"] {
      #expect(ended.text.contains(stage))
    }
    let one = try Program.run(["explain", "study.yaml", "ties"], in: world.folder)
    #expect(one.status == 0)
    #expect(one.text.contains("min-confidence"))
    #expect(!one.text.contains("tokenisation"))
    #expect(try Program.run(["explain", "study.yaml", "tied"], in: world.folder).status == 64)
  }

  @Test func `validate says that a file is fine, or gives its mistakes as JSON`() throws {
    let world = try World.small()
    let fine = try Program.run(["validate", "study.yaml"], in: world.folder)
    #expect(fine.status == 0)
    #expect(fine.errors == "")
    let empty = try Program.run(["validate", "study.yaml", "--json"], in: world.folder)
    #expect(empty.status == 0)
    let none = try #require(
      try JSONSerialization.jsonObject(with: Data(empty.output)) as? [String: [Any]])
    #expect(none["mistakes"]?.count == 0)
    try world.folder.write(
      "study.yaml",
      try world.folder.text("study.yaml").replacing("table: corpus", with: "table: corpsu"))
    let wrong = try Program.run(["validate", "study.yaml", "--json"], in: world.folder)
    #expect(wrong.status == 78)
    #expect(wrong.errors == "")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(wrong.output)) as? [String: [[String: Any]]])
    let mistakes = try #require(object["mistakes"])
    #expect(mistakes.count == 1)
    #expect(mistakes[0]["line"] as? Int == 11)
    // `  T1: {use: tabulate, from: coded, table: corpsu}`: the word begins at column 43.
    #expect(mistakes[0]["column"] as? Int == 43)
    #expect(mistakes[0]["code"] as? String == "unknown-table")
    #expect(mistakes[0]["suggestion"] as? String == "corpus")
    #expect((mistakes[0]["file"] as? String)?.hasSuffix("study.yaml") == true)
  }

  @Test func `run tells programs what it did as JSON`() throws {
    let world = try World.small()
    let ran = try world.run("--json")
    #expect(ran.status == 0)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(ran.output)) as? [String: Any])
    #expect(report["posts"] as? Int == 29)
    #expect(report["set_aside"] as? Int == 9)
    for line in ran.errors.split(separator: "\n") {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(event?["event"] as? String != nil)
    }
  }

  @Test func `asks for the file beside a stage, and the stage beside a file`() throws {
    let world = try World.small()
    let noStage = try Program.run(["classify", "--pipeline", "study.yaml", "-"], in: world.folder)
    #expect(noStage.status == 64)
    #expect(noStage.errors.contains("--stage"))
    let noFile = try Program.run(["classify", "--stage", "coded", "-"], in: world.folder)
    #expect(noFile.status == 64)
    let other = try Program.run(
      ["classify", "--pipeline", "study.yaml", "--stage", "ties", "-"], in: world.folder)
    #expect(other.status == 64)
    #expect(other.errors.contains("stage 'ties' does interact, not classify"))
    let none = try Program.run(
      ["classify", "--pipeline", "study.yaml", "--stage", "cded", "-"], in: world.folder)
    #expect(none.status == 64)
    #expect(none.errors.contains("has no stage named 'cded' (have: posts, own, coded, "))
  }
}
