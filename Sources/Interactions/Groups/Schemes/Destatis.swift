/// Germany's immigration history (Einwanderungsgeschichte): immigrated oneself since 1950, or both
/// parents did. With one such parent people are a category of their own, outside the count.
///
/// Immigrated: born outside today's Germany (`DEU`, and the GDR), unless the year of immigration is
/// given and before 1950. Origin: the own birth country; of direct descendants the parents', the
/// mother's where they differ (as in the census of 2011).
package enum Destatis: OriginScheme {
  package static let name = "destatis"
  package static let source =
    "https://www.destatis.de/DE/Themen/Gesellschaft-Umwelt/Bevoelkerung/Migration-Integration/"
    + "Methoden/Erlauterungen/einwanderungsgeschichte-hintergrundpapier.html"
  package static let columns: [Roster.Column] = [
    .birthCountry, .motherBirthCountry, .fatherBirthCountry,
  ]
  package static let optionalColumns: [Roster.Column] = [
    .immigrationYear, .motherImmigrationYear, .fatherImmigrationYear,
  ]
  package static let allGroups = Crosswalks.groups(of: name)
  package static var crosswalk: Crosswalk? { Crosswalks.destatis }
  package static let home = Country("DEU")
  package static let rules = [
    "immigrated", "both-parents-immigrated", "one-parent-immigrated", "nobody-immigrated",
    "own-unknown", "parent-unknown", "parents-unknown",
  ]
  static let oneSided = "one-sided"

  static func isGermany(_ country: Country) -> Bool {
    country.code == "DEU" || country.code == "DDR"
  }

  private static func immigrated(_ country: Country?, _ year: Int?) -> Bool? {
    guard let country else { return nil }
    return !isGermany(country) && year ?? 1950 >= 1950
  }

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    let (mother, father) = (declared.motherBirthCountry, declared.fatherBirthCountry)
    let abroad = declared.parentsBornAbroad(isGermany)
    let hasMoved = (
      own: immigrated(declared.birthCountry, declared.immigrationYear),
      mother: immigrated(mother, declared.motherImmigrationYear),
      father: immigrated(father, declared.fatherImmigrationYear)
    )
    if hasMoved.own == true {
      return Origin(
        .firstGeneration, country: declared.birthCountry, generation: 1, parentsBornAbroad: abroad,
        rule: "immigrated", decidedBy: [.birthCountry])
    }
    if hasMoved.own == nil {
      let isSure = hasMoved.mother == true && hasMoved.father == true
      return Origin(
        isSure ? .withBackground : .unknown, parentsBornAbroad: abroad, rule: "own-unknown")
    }
    guard let motherMoved = hasMoved.mother, let fatherMoved = hasMoved.father else {
      return Origin(
        .unknown, rule: mother == nil && father == nil ? "parents-unknown" : "parent-unknown")
    }
    switch (motherMoved, fatherMoved) {
    case (true, true):
      return Origin(
        .secondGeneration, country: mother, generation: 2, parentsBornAbroad: abroad,
        rule: "both-parents-immigrated", decidedBy: columns)
    case (false, false):
      return Origin(
        .noBackground, country: home, generation: 0, parentsBornAbroad: abroad,
        rule: "nobody-immigrated", decidedBy: columns)
    default:
      return Origin(
        .oneSided, country: motherMoved ? mother : father, parentsBornAbroad: abroad,
        rule: "one-parent-immigrated", ownGroup: oneSided, decidedBy: columns)
    }
  }
}
