/// Statistics Netherlands' classification until 2021, by migration background; retired, for
/// comparison with older work.
///
/// Both parents born in the Netherlands: no background, wherever the person was born. One or both
/// born abroad: background; born abroad: first generation, own birth country; born in the
/// Netherlands: second generation, the mother's birth country unless that is the Netherlands or
/// unknown, then the father's. Unknowns as in `docs/groups.md`: an answer that the unknown parent
/// could change is unknown.
package enum CBSOld: OriginScheme {
  package static let name = "cbs-old"
  package static let source =
    "https://www.cbs.nl/nl-nl/nieuws/2017/02/"
    + "aow-opbouw-bij-mensen-met-migratieachtergrond-omhoog/generaties"
  package static let columns: [Roster.Column] = [
    .birthCountry, .motherBirthCountry, .fatherBirthCountry,
  ]
  package static let optionalColumns = Roster.Column.grandparents
  package static let allGroups = Crosswalks.groups(of: name)
  package static var crosswalk: Crosswalk? { Crosswalks.cbsOld }
  package static let home = Country("NLD")
  package static let rules = [
    "own-birth-country", "own-unknown", "mother", "father", "parent-unknown", "parents-unknown",
    "parents-netherlands", "third-generation",
  ]

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    let (mother, father) = (declared.motherBirthCountry, declared.fatherBirthCountry)
    let parents = declared.parentsBornAbroad { $0 == home }
    if mother == home, father == home {
      // Counted as without background; told apart so that it can be looked at.
      let isThird =
        declared.birthCountry == home
        && declared.grandparents.contains { $0 != nil && $0 != home }
      return Origin(
        .noBackground, country: home, generation: 0, parentsBornAbroad: parents,
        rule: isThird ? "third-generation" : "parents-netherlands",
        decidedBy: [.motherBirthCountry, .fatherBirthCountry])
    }
    let foreign = [mother, father].compactMap { $0 == home ? nil : $0 }.first
    guard let foreign else {
      return Origin(
        .unknown, rule: mother == nil && father == nil ? "parents-unknown" : "parent-unknown")
    }
    guard let own = declared.birthCountry else {
      return Origin(.withBackground, parentsBornAbroad: parents, rule: "own-unknown")
    }
    let isMother = mother != nil && mother != home
    let parent: Roster.Column = isMother ? .motherBirthCountry : .fatherBirthCountry
    if own != home {
      return Origin(
        .firstGeneration, country: own, generation: 1, parentsBornAbroad: parents,
        rule: "own-birth-country", decidedBy: [.birthCountry, parent])
    }
    return Origin(
      .secondGeneration, country: foreign, generation: 2, parentsBornAbroad: parents,
      rule: isMother ? "mother" : "father",
      decidedBy: isMother || mother == nil ? [.birthCountry, parent] : columns)
  }
}
