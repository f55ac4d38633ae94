import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

/// Rows by hand from the definitions that the schemes' sources give.
private func check(
  _ origin: Origin, _ status: String, _ generation: Int?, _ country: String?, _ group: String?,
  _ rule: String, _ row: String
) {
  let row = Comment(rawValue: row)
  #expect(origin.status.rawValue == status, row)
  #expect(origin.generation == generation, row)
  #expect(origin.country?.code == country, row)
  #expect(origin.membership.parts.map(\.group) == (group.map { [$0] } ?? []), row)
  #expect(origin.rule == rule, row)
}

private func countries(_ text: String) -> [Country?] {
  text.split(separator: " ").map { Country($0) }
}

@Suite struct `The scheme destatis` {
  @Test func `agrees with the notes on immigration history`() throws {
    let notes = try #require(
      try Repository.json("Tests/oracles/cbs_origin_notes.json") as? [String: Any])
    let cases = try #require(notes["germany"] as? [[String: Any]])
    #expect(cases.count == 3)
    let words: [String: Origin.Status] = [
      "immigrated": .firstGeneration, "direct descendant": .secondGeneration,
      "no (one-sided, separate category)": .oneSided,
    ]
    for note in cases {
      let own = try #require(note["own_immigrated"] as? Bool)
      let parents = try #require(note["parents_immigrated"] as? Int)
      let word = try #require(note["einwanderungsgeschichte"] as? String)
      for mother in [true, false] where parents == 1 || mother {
        let origin = Destatis.origin(
          of: Declared(
            own: Country(own ? "TUR" : "DEU"),
            mother: Country(parents == 2 || parents == 1 && mother ? "TUR" : "DEU"),
            father: Country(parents == 2 || parents == 1 && !mother ? "TUR" : "DEU")))
        #expect(origin.status == words[word])
      }
    }
  }

  @Test(arguments: [
    ("TUR DEU DEU", "first-generation", 1, "TUR", "turkey", "immigrated"),
    ("POL ? ?", "first-generation", 1, "POL", "eu-27", "immigrated"),
    ("DEU SYR TUR", "second-generation", 2, "SYR", "asia", "both-parents-immigrated"),
    ("DDR VNM VNM", "second-generation", 2, "VNM", "asia", "both-parents-immigrated"),
    ("DEU DEU GHA", "one-sided", nil, "GHA", "one-sided", "one-parent-immigrated"),
    ("DEU RUS DDR", "one-sided", nil, "RUS", "one-sided", "one-parent-immigrated"),
    ("DEU DDR DEU", "no-background", 0, "DEU", "germany", "nobody-immigrated"),
    ("DEU TUR ?", "unknown", nil, nil, nil, "parent-unknown"),
    ("DEU ? DEU", "unknown", nil, nil, nil, "parent-unknown"),
    ("DEU ? ?", "unknown", nil, nil, nil, "parents-unknown"),
    ("? TUR TUR", "with-background", nil, nil, nil, "own-unknown"),
    ("? TUR DEU", "unknown", nil, nil, nil, "own-unknown"),
  ])
  func `counts who immigrated and whose parents both did`(
    _ row: (String, String, Int?, String?, String?, String)
  ) {
    let said = countries(row.0)
    let origin = Destatis.origin(of: Declared(own: said[0], mother: said[1], father: said[2]))
    check(origin, row.1, row.2, row.3, row.4, row.5, row.0)
  }

  @Test func `leaves out who came before 1950`() {
    var declared = Declared(own: Country("POL"), mother: Country("POL"), father: Country("DEU"))
    declared.immigrationYear = 1949
    declared.motherImmigrationYear = 1949
    #expect(Destatis.origin(of: declared).rule == "nobody-immigrated")
    declared.motherImmigrationYear = 1950
    #expect(Destatis.origin(of: declared).status == .oneSided)
    declared.immigrationYear = 1950
    #expect(Destatis.origin(of: declared).status == .firstGeneration)
  }
}

@Suite struct `The scheme destatis-citizenship` {
  @Test(arguments: [
    ("TUR TUR TUR", "DEU", "second-generation", 2, "TUR", "turkey", "own-citizenship"),
    ("TUR ? ?", "TUR", "first-generation", 1, "TUR", "turkey", "own-citizenship"),
    ("DEU DEU ITA", "DEU", "second-generation", 2, "ITA", "eu-27", "father-citizenship"),
    ("DEU ? ITA", "DEU", "second-generation", 2, "ITA", "eu-27", "father-citizenship"),
    ("DEU MAR ITA", "?", "with-background", nil, "MAR", "africa", "mother-citizenship"),
    // Born abroad with German citizenship of German parents: no background.
    ("DEU DEU DEU", "ESP", "no-background", 0, "DEU", "germany", "all-german"),
    ("DDR DEU DDR", "DDR", "no-background", 0, "DEU", "germany", "all-german"),
    ("DEU DEU ?", "DEU", "unknown", nil, nil, nil, "parent-citizenship-unknown"),
    ("? TUR DEU", "DEU", "with-background", nil, nil, nil, "own-citizenship-unknown"),
    ("? DEU DEU", "TUR", "unknown", nil, nil, nil, "own-citizenship-unknown"),
  ])
  func `counts who, or a parent of whom, was not born German`(
    _ row: (String, String, String, Int?, String?, String?, String)
  ) {
    let said = countries(row.0)
    var declared = Declared(own: Country(row.1), mother: nil, father: nil)
    declared.birthCitizenship = said[0].map { [$0] } ?? []
    declared.motherBirthCitizenship = said[1].map { [$0] } ?? []
    declared.fatherBirthCitizenship = said[2].map { [$0] } ?? []
    let origin = DestatisCitizenship.origin(of: declared)
    check(origin, row.2, row.3, row.4, row.5, row.6, row.0)
  }

  @Test func `takes German together with another citizenship for German`() throws {
    let roster = try Roster(
      csv: Array(
        """
        person,birth_citizenship,mother_birth_citizenship,father_birth_citizenship
        p1,DEU;TUR,DEU,DEU
        p2,"SYR; TUR",DEU,DEU
        """.utf8))
    let origins = roster.persons.map { $0.origin(DestatisCitizenship.self) }
    #expect(origins.map(\.rule) == ["all-german", "own-citizenship"])
    #expect(origins[1].country?.code == "SYR")
  }
}

@Suite struct `The scheme unece` {
  @Test(arguments: [
    ("AUT AUT AUT", "no-background", 0, "AUT", "home-country", "parents-home"),
    ("TUR AUT AUT", "no-background", 0, "AUT", "home-country", "parents-home"),
    ("AUT TUR AUT", "no-background", 0, "AUT", "home-country", "one-parent-home"),
    ("TUR ? AUT", "no-background", 0, "AUT", "home-country", "parent-home-other-unknown"),
    ("TUR TUR SYR", "first-generation", 1, "TUR", "asia", "own-birth-country"),
    ("AUT SRB TUR", "second-generation", 2, "SRB", "europe", "mother"),
    ("AUT NLD NLD", "second-generation", 2, "NLD", "europe", "mother"),
    ("? TUR TUR", "with-background", nil, nil, nil, "own-unknown"),
    ("AUT TUR ?", "unknown", nil, nil, nil, "parent-unknown"),
    ("AUT ? ?", "unknown", nil, nil, nil, "parents-unknown"),
  ])
  func `asks whether both parents were born abroad`(
    _ row: (String, String, Int?, String?, String?, String)
  ) throws {
    let said = countries(row.0)
    let setting = try OriginSetting(UNECE.self, home: Country("AUT"))
    let origin = setting.origin(of: Declared(own: said[0], mother: said[1], father: said[2]))
    check(origin, row.1, row.2, row.3, row.4, row.5, row.0)
  }

  @Test func `is of the Netherlands unless the setting says another country`() throws {
    let dutch = Declared(own: Country("NLD"), mother: Country("NLD"), father: Country("NLD"))
    #expect(UNECE.origin(of: dutch).membership.parts.map(\.group) == ["home-country"])
    let belgian = try OriginSetting(UNECE.self, home: Country("BEL"))
    #expect(belgian.origin(of: dutch).membership.parts.map(\.group) == ["europe"])
    #expect(OriginSetting(UNECE.self).name == "unece (NLD)" && belgian.name == "unece (BEL)")
  }
}
