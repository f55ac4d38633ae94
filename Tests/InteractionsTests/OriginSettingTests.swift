import Corpus
import Interactions
import Testing

@Suite struct `The choices that a scheme leaves` {
  private func parts(_ setting: OriginSetting, _ declared: Declared) -> [String] {
    setting.origin(of: declared).membership.parts.map { "\($0.group)=\($0.weight)" }
  }

  private func born(_ own: String, _ mother: String, _ father: String) -> Declared {
    Declared(own: Country(own), mother: Country(mother), father: Country(father))
  }

  @Test func `give one group, or half each parent's`() throws {
    let official = OriginSetting(CBS2022.self)
    let parents = try OriginSetting(CBS2022.self, builder: .parents)
    let mixed = born("NLD", "MAR", "TUR")
    #expect(parts(official, mixed) == ["morocco=1.0"])
    #expect(parts(parents, mixed) == ["morocco=0.5", "turkey=0.5"])
    #expect(parts(parents, born("NLD", "NLD", "SUR")) == ["netherlands=0.5", "suriname=0.5"])
    // Two parents of one group: that group, whole.
    #expect(parts(parents, born("NLD", "DEU", "FRA")) == ["europe=1.0"])
    #expect(parts(parents, born("TUR", "NLD", "NLD")) == ["netherlands=1.0"])
    // Half an answer is no answer; the own birth country is not needed.
    #expect(parts(parents, born("NLD", "?", "SUR")) == [])
    #expect(parts(parents, born("?", "TUR", "SUR")) == ["suriname=0.5", "turkey=0.5"])
    #expect(
      parents.origin(of: mixed).decidedBy == [.motherBirthCountry, .fatherBirthCountry])
    #expect(parents.origin(of: born("NLD", "?", "SUR")).decidedBy == [])
    // Status and rule stay the scheme's.
    #expect(parents.origin(of: mixed).rule == "mother")
  }

  @Test func `weigh own labels as given, or equally`() throws {
    var declared = Declared()
    declared.selfDescribed = [.init(group: "a", weight: 0.7), .init(group: "b", weight: 0.3)]
    #expect(parts(OriginSetting(SelfDescribed.self), declared) == ["a=0.7", "b=0.3"])
    let equal = try OriginSetting(SelfDescribed.self, builder: .selfEqual)
    #expect(parts(equal, declared) == ["a=0.5", "b=0.5"])
    #expect(parts(equal, Declared()) == [])
    #expect(equal.origin(of: declared).decidedBy == [.selfDescribed])
  }

  @Test func `group by level, country and generation`() throws {
    func group(_ grouping: OriginGrouping, _ declared: Declared) throws -> [String] {
      try OriginSetting(CBS2022.self, grouping: grouping).origin(of: declared)
        .membership.parts.map(\.group)
    }
    let child = born("NLD", "GHA", "NLD")
    #expect(try group(.wider, child) == ["outside-europe"])
    #expect(try group(.main, child) == ["outside-europe-other"])
    #expect(try group(.detail, child) == ["africa-other"])
    #expect(try group(.country, child) == ["GHA"])
    #expect(try group(.generation, child) == ["generation-2"])
    #expect(try group(.mainByGeneration, child) == ["outside-europe-other/generation-2"])
    #expect(try group(.generation, born("NLD", "NLD", "NLD")) == ["generation-0"])
    #expect(try group(.generation, born("GHA", "?", "?")) == ["generation-1"])
    // Of the Netherlands by the letter, but of unknown generation.
    #expect(try group(.main, born("NLD", "?", "NLD")) == ["netherlands"])
    #expect(try group(.generation, born("NLD", "?", "NLD")) == [])
    #expect(try group(.mainByGeneration, born("NLD", "?", "NLD")) == [])
    let german = try OriginSetting(Destatis.self, grouping: .generation)
    #expect(parts(german, born("DEU", "DEU", "TUR")) == ["one-sided=1.0"])
  }

  @Test func `are named in tables, all but the usual ones`() throws {
    #expect(OriginSetting(CBS2022.self).name == "cbs-2022")
    #expect(OriginSetting(SelfDescribed.self).name == "self")
    #expect(
      try OriginSetting(CBS2022.self, builder: .parents, grouping: .detail).name
        == "cbs-2022, parents, by detail")
    #expect(try OriginSetting(SelfDescribed.self, builder: .selfWeighted).name == "self")
  }

  @Test func `must go together`() {
    func complaint(_ make: () throws -> OriginSetting) -> String {
      do {
        return "no complaint: \(try make().name)"
      } catch { return (error as? Complaint)?.description ?? "\(error)" }
    }
    #expect(
      complaint { try OriginSetting(SelfDescribed.self, builder: .parents) }
        == "scheme self takes memberships self-equal or self-weighted, not parents")
    #expect(
      complaint { try OriginSetting(CBS2022.self, builder: .selfEqual) }
        == "scheme cbs-2022 takes memberships official or parents, not self-equal")
    #expect(
      complaint { try OriginSetting(SelfDescribed.self, grouping: .generation) }
        == "scheme self has people's own labels for groups: no grouping and no crosswalk apply")
    #expect(
      complaint { try OriginSetting(CBSOld.self, builder: .parents, grouping: .generation) }
        == "scheme cbs-old with memberships parents has no generation to group by: parents have none"
    )
    #expect(
      complaint { try OriginSetting(Destatis.self, home: Country("AUT")) }
        == "scheme destatis is of DEU; it cannot be used with another country")
  }

  @Test func `say which columns the roster needs`() throws {
    let setting = try OriginSetting(DestatisCitizenship.self, builder: .parents)
    #expect(
      setting.columns.map(\.rawValue) == [
        "birth_citizenship", "mother_birth_citizenship", "father_birth_citizenship",
        "mother_birth_country", "father_birth_country",
      ])
    let roster = try Roster(
      csv: Array(
        """
        person,birth_citizenship,mother_birth_citizenship,father_birth_citizenship
        p1,DEU,DEU,TUR
        """.utf8))
    #expect(
      throws: Complaint(
        "scheme destatis-citizenship needs the columns mother_birth_country, father_birth_country, "
          + "which the roster has not")
    ) { try roster.require(setting) }
  }
}
