/// Statistics Netherlands' classification by origin of 2022: born in the Netherlands or abroad,
/// and country of origin.
///
/// Born abroad: the own birth country. Born in the Netherlands: the mother's birth country, unless
/// that is the Netherlands or unknown; then the father's. Where the official text is silent about
/// unknowns the answer here is unknown (`docs/groups.md`). One main group per person, weight 1.
package enum CBS2022: OriginScheme {
  package static let name = "cbs-2022"
  package static let source =
    "https://www.cbs.nl/nl-nl/onze-diensten/methoden/begrippen/herkomstland"
  package static let columns: [Roster.Column] = [
    .birthCountry, .motherBirthCountry, .fatherBirthCountry,
  ]
  package static let allGroups = Crosswalks.groups(of: name)
  package static var crosswalk: Crosswalk? { Crosswalks.cbs2022 }
  package static let home = Country("NLD")
  package static let rules = [
    "own-birth-country", "own-unknown", "mother", "father", "father-mother-unknown",
    "father-unknown", "parents-unknown", "parents-netherlands",
  ]

  /// The main group of a country of origin.
  package static func group(of country: Country) -> OriginGroup? {
    let name = Crosswalks.cbs2022.group(of: country)
    return allGroups.first { $0.name == name }
  }

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    let (mother, father) = (declared.motherBirthCountry, declared.fatherBirthCountry)
    let parents = declared.parentsBornAbroad { $0 == home }
    guard let own = declared.birthCountry else {
      return Origin(.unknown, parentsBornAbroad: parents, rule: "own-unknown")
    }
    func decided(
      _ status: Origin.Status, _ country: Country, _ generation: Int?, _ rule: String,
      _ by: [Roster.Column]
    ) -> Origin {
      Origin(
        status, country: country, generation: generation, parentsBornAbroad: parents, rule: rule,
        decidedBy: by)
    }
    if own != home { return decided(.migrant, own, 1, "own-birth-country", [.birthCountry]) }
    if let mother, mother != home {
      return decided(.childOfMigrants, mother, 2, "mother", [.birthCountry, .motherBirthCountry])
    }
    guard let father else {
      return Origin(
        .unknown, rule: mother == nil ? "parents-unknown" : "father-unknown")
    }
    let by = mother == nil ? [.birthCountry, .fatherBirthCountry] : columns
    if father != home { return decided(.childOfMigrants, father, 2, "father", by) }
    // The mother's country unknown: Dutch by the letter, but whose child is not known.
    if mother == nil { return decided(.unknown, father, nil, "father-mother-unknown", by) }
    return decided(.dutchOrigin, own, 0, "parents-netherlands", by)
  }
}
