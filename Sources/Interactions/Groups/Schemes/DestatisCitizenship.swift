/// Germany's migration background (Migrationshintergrund): the person or at least one parent was
/// not born with German citizenship. Birthplace decides nothing but the generation.
///
/// Origin: the own citizenship at birth where that is not German, else the mother's, else the
/// father's; of several foreign ones the first. A citizenship of the GDR is German. First
/// generation: born outside today's Germany; second: born in it; birthplace unknown: neither.
package enum DestatisCitizenship: OriginScheme {
  package static let name = "destatis-citizenship"
  package static let source =
    "https://www.destatis.de/DE/Themen/Gesellschaft-Umwelt/Bevoelkerung/Migration-Integration/"
    + "Methoden/Erlauterungen/migrationshintergrund.html"
  package static let columns: [Roster.Column] = [
    .birthCitizenship, .motherBirthCitizenship, .fatherBirthCitizenship,
  ]
  package static let optionalColumns: [Roster.Column] = [
    .birthCountry, .motherBirthCountry, .fatherBirthCountry,
  ]
  package static let allGroups = Destatis.allGroups.filter {
    $0.name != Destatis.oneSided
  }
  package static var crosswalk: Crosswalk? { Crosswalks.destatis }
  package static let home = Country("DEU")
  package static let rules = [
    "own-citizenship", "mother-citizenship", "father-citizenship", "all-german",
    "own-citizenship-unknown", "parent-citizenship-unknown",
  ]

  /// nil: unknown.
  private static func isGerman(_ citizenship: [Country]) -> Bool? {
    citizenship.isEmpty ? nil : citizenship.contains(where: Destatis.isGermany)
  }

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    let own = isGerman(declared.birthCitizenship)
    let mother = isGerman(declared.motherBirthCitizenship)
    let father = isGerman(declared.fatherBirthCitizenship)
    let abroad = declared.parentsBornAbroad(Destatis.isGermany)
    let isHere = declared.birthCountry.map(Destatis.isGermany)
    func background(
      _ citizenship: [Country], _ rule: String, _ by: [Roster.Column]
    ) -> Origin {
      Origin(
        isHere.map { $0 ? .secondGeneration : .firstGeneration } ?? .withBackground,
        country: citizenship.first, generation: isHere.map { $0 ? 2 : 1 },
        parentsBornAbroad: abroad, rule: rule,
        decidedBy: isHere == nil ? by : by + [.birthCountry])
    }
    if own == false {
      return background(declared.birthCitizenship, "own-citizenship", [.birthCitizenship])
    }
    let isForeign = mother == false || father == false
    if own == nil {
      // A parent's foreign citizenship makes the background, but not of which country.
      return Origin(
        isForeign ? .withBackground : .unknown, parentsBornAbroad: abroad,
        rule: "own-citizenship-unknown")
    }
    if mother == false {
      return background(
        declared.motherBirthCitizenship, "mother-citizenship",
        [.birthCitizenship, .motherBirthCitizenship])
    }
    if father == false {
      let by = columns.filter { mother != nil || $0 != .motherBirthCitizenship }
      return background(declared.fatherBirthCitizenship, "father-citizenship", by)
    }
    if mother == nil || father == nil {
      return Origin(
        .unknown, parentsBornAbroad: abroad, rule: "parent-citizenship-unknown")
    }
    return Origin(
      .noBackground, country: home, generation: 0, parentsBornAbroad: abroad,
      rule: "all-german", decidedBy: columns)
  }
}
