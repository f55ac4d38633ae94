import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `Every origin scheme` {
  @Test func `stands in the list under its own name, once`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("Sources/Interactions/Groups/Schemes").path)
    #expect(files.count == OriginSchemes.all.count, "add the new scheme to OriginSchemes.all")
    let names = OriginSchemes.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for scheme in OriginSchemes.all {
      #expect(OriginSchemes.named(scheme.name)?.name == scheme.name)
      #expect(!scheme.source.isEmpty)
    }
    #expect(OriginSchemes.named("guess-from-name") == nil)
  }

  @Test func `is described in the docs, with every rule name`() throws {
    let page = try Repository.text("docs/groups.md")
    for scheme in OriginSchemes.all {
      #expect(page.contains("`\(scheme.name)`"))
      for group in scheme.groups { #expect(page.contains("`\(group.name)`")) }
    }
    for status in Origin.Status.allCases { #expect(page.contains("`\(status.rawValue)`")) }
    for rule in OriginSchemes.all.flatMap({ $0.rules }) + [Origin.conflicting.rule] {
      #expect(page.contains("`\(rule)`"), Comment(rawValue: rule))
    }
    for builder in MembershipBuilder.allCases { #expect(page.contains("`\(builder.rawValue)`")) }
    for grouping in OriginGrouping.allCases { #expect(page.contains("`\(grouping.rawValue)`")) }
    for level in OriginSchemes.all.flatMap({ $0.allGroups }) {
      #expect(page.contains("`\(level.name)`"), Comment(rawValue: level.name))
    }
  }

  /// Every combination of seven countries and unknown, and of four citizenships and unknown.
  @Test func `decides everything that can be said, by a rule of its list`() throws {
    let countries = ["NLD", "DEU", "DDR", "AUT", "TUR", "SUR", "JPN"].map { Country($0) } + [nil]
    for scheme in OriginSchemes.all where scheme.crosswalk != nil {
      let setting = OriginSetting(scheme)
      let names = Set(scheme.groups.map(\.name))
      var seen: Set<String> = []
      for own in countries {
        for mother in countries {
          for father in countries {
            var declared = Declared(own: own, mother: mother, father: father)
            if scheme.name == DestatisCitizenship.name {
              declared.birthCitizenship = own.map { [$0] } ?? []
              declared.motherBirthCitizenship = mother.map { [$0] } ?? []
              declared.fatherBirthCitizenship = father.map { [$0] } ?? []
            }
            declared.grandparents[2] = Country("TUR")
            let origin = setting.origin(of: declared)
            seen.insert(origin.rule)
            let parts = origin.membership.parts
            #expect(parts.isEmpty == (origin.country == nil))
            #expect(parts.allSatisfy { $0.weight == 1 && names.contains($0.group) })
            #expect(parts.isEmpty == origin.decidedBy.isEmpty)
            #expect(
              origin.decidedBy.allSatisfy {
                scheme.columns.contains($0) || scheme.optionalColumns.contains($0)
              })
          }
        }
      }
      #expect(seen == Set(scheme.rules), Comment(rawValue: scheme.name))
    }
  }
}

@Suite struct `The scheme cbs-2022` {
  /// The oracle's words for the main groups.
  private static let mainGroups = [
    "Nederland": "netherlands", "Europa (excl. NL)": "europe", "Turkije": "turkey",
    "Marokko": "morocco", "Suriname": "suriname", "Nederlandse Cariben": "dutch-caribbean",
    "Indonesie": "indonesia", "Buiten-Europa overig": "outside-europe-other",
  ]
  private static let rules = [
    "own birth country": ["own-birth-country"], "own birth country unknown": ["own-unknown"],
    "mother": ["mother"], "father (mother NL or unknown)": ["father"],
    "mother unknown -> father (NL); POLICY: status unknown": ["father-mother-unknown"],
    "father unknown / both unknown; POLICY: unknown": ["father-unknown", "parents-unknown"],
  ]

  @Test func `agrees with every row of the truth table`() throws {
    let lines = try Repository.text("Tests/oracles/cbs_origin_truth_table.csv")
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines[0].prefix(9) == [
        "own", "mother", "father", "cbs2022_born", "cbs2022_status", "cbs2022_origin_country",
        "cbs2022_main_group", "cbs2022_parents_born_abroad", "cbs2022_rule",
      ])
    #expect(lines.count == 601)
    for cells in lines.dropFirst() {
      let declared = Declared(
        own: Country(cells[0]), mother: Country(cells[1]), father: Country(cells[2]))
      let origin = CBS2022.origin(of: declared)
      let row = Comment(rawValue: cells.joined(separator: ","))
      let status: Origin.Status =
        switch cells[4] {
        case "migrant": .migrant
        case "child of migrant(s)": .childOfMigrants
        default: .unknown
        }
      #expect(origin.status == status, row)
      #expect(origin.country?.code ?? "?" == cells[5], row)
      #expect(
        origin.membership.parts.map(\.group) == Self.mainGroups[cells[6]].map { [$0] } ?? [], row)
      #expect(origin.membership.parts.allSatisfy { $0.weight == 1 }, row)
      #expect(origin.parentsBornAbroad.map(String.init) ?? "?" == cells[7], row)
      #expect(Self.rules[cells[8]]?.contains(origin.rule) == true, row)
      let generation: Int? = status == .migrant ? 1 : status == .childOfMigrants ? 2 : nil
      #expect(origin.generation == generation, row)
    }
  }

  @Test func `calls a person of Dutch origin who and whose parents were born in the Netherlands`() {
    let origin = CBS2022.origin(
      of: Declared(own: Country("NLD"), mother: Country("NLD"), father: Country("NLD")))
    #expect(origin.status == .dutchOrigin)
    #expect(origin.generation == 0 && origin.parentsBornAbroad == 0)
    #expect(origin.membership.parts.map(\.group) == ["netherlands"])
  }

  @Test func `keeps the islands and the former Antilles together`() throws {
    for code in ["ABW", "ANT", "BES", "CUW", "SXM"] {
      #expect(CBS2022.group(of: try #require(Country(code)))?.name == "dutch-caribbean")
    }
    #expect(CBS2022.group(of: try #require(Country("CYP")))?.name == "europe")
    #expect(CBS2022.group(of: try #require(Country("GBR")))?.name == "europe")
    #expect(CBS2022.group(of: try #require(Country("EGY")))?.name == "outside-europe-other")
  }
}

@Suite struct `The country table` {
  @Test func `holds each of the 249 codes of ISO 3166-1 once, and former countries`() {
    #expect(Set(Countries.codes).count == Countries.codes.count)
    // 249 current codes, XKX, and 22 withdrawn ones (ISO 3166-3).
    #expect(Countries.codes.count == 249 + 1 + 22)
    for code in Countries.codes {
      #expect(code.utf8.count == 3 && code.utf8.allSatisfy { $0 >= 65 && $0 <= 90 })
      #expect(Country(code)?.code == code)
    }
    #expect(Country("nld") == nil && Country("NL") == nil && Country("?") == nil)
  }
}
