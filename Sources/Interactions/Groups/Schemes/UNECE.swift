/// Foreign background after the UNECE census recommendations, as Statistik Austria applies them:
/// both parents born abroad; born abroad oneself: first generation, born in the country: second.
///
/// With a parent born in the country there is no background, wherever the person was born and
/// whatever is not known of the other parent. Origin of the first generation: the own birth
/// country; of the second: the parents', the mother's where they differ (a convention of schakel).
/// The country is the setting's (`home`).
package enum UNECE: OriginScheme {
  package static let name = "unece"
  package static let source =
    "UNECE, Recommendations for the 2020 Censuses of Population and Housing, p. 136; "
    + "https://www.statistik.at/statistiken/bevoelkerung-und-soziales/bevoelkerung/"
    + "migration-und-einbuergerung/migrationshintergrund"
  package static let columns: [Roster.Column] = [
    .birthCountry, .motherBirthCountry, .fatherBirthCountry,
  ]
  package static let allGroups = Crosswalks.groups(of: name)
  package static var crosswalk: Crosswalk? { Crosswalks.unece }
  package static let home: Country? = nil
  package static let rules = [
    "own-birth-country", "own-unknown", "mother", "parent-unknown", "parents-unknown",
    "parents-home", "one-parent-home", "parent-home-other-unknown",
  ]
  static let native = "home-country"

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    let (mother, father) = (declared.motherBirthCountry, declared.fatherBirthCountry)
    let parents = declared.parentsBornAbroad { $0 == home }
    if mother == home || father == home {
      let rule: String
      switch parents {
      case .none: rule = "parent-home-other-unknown"
      case .some(0): rule = "parents-home"
      case .some: rule = "one-parent-home"
      }
      let both: [Roster.Column] = [.motherBirthCountry, .fatherBirthCountry]
      return Origin(
        .noBackground, country: home, generation: 0, parentsBornAbroad: parents, rule: rule,
        ownGroup: native,
        decidedBy: parents == 0 ? both : [mother == home ? both[0] : both[1]])
    }
    guard let mother, father != nil else {
      return Origin(
        .unknown, rule: mother == nil && father == nil ? "parents-unknown" : "parent-unknown")
    }
    guard let own = declared.birthCountry else {
      return Origin(.withBackground, parentsBornAbroad: parents, rule: "own-unknown")
    }
    if own != home {
      return Origin(
        .firstGeneration, country: own, generation: 1, parentsBornAbroad: parents,
        rule: "own-birth-country", decidedBy: columns)
    }
    return Origin(
      .secondGeneration, country: mother, generation: 2, parentsBornAbroad: parents,
      rule: "mother", decidedBy: columns)
  }
}
