import Corpus

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

  package static let groups = [
    netherlands, europe, turkey, morocco, suriname, dutchCaribbean, indonesia, other,
  ]
  private static let netherlands = OriginGroup(
    "netherlands", english: "Netherlands", dutch: "Nederland")
  private static let europe = OriginGroup(
    "europe", english: "Europe (excl. Netherlands)", dutch: "Europa (excl. Nederland)")
  private static let turkey = OriginGroup("turkey", english: "Turkey", dutch: "Turkije")
  private static let morocco = OriginGroup("morocco", english: "Morocco", dutch: "Marokko")
  private static let suriname = OriginGroup("suriname", english: "Suriname", dutch: "Suriname")
  private static let dutchCaribbean = OriginGroup(
    "dutch-caribbean", english: "Dutch Caribbean", dutch: "Nederlandse Cariben")
  private static let indonesia = OriginGroup("indonesia", english: "Indonesia", dutch: "Indonesië")
  private static let other = OriginGroup(
    "outside-europe-other", english: "Outside Europe, other", dutch: "Buiten-Europa, overig")

  /// The main group of a country of origin.
  package static func group(of country: Country) -> OriginGroup {
    switch country.code {
    case "NLD": netherlands
    case "TUR": turkey
    case "MAR": morocco
    case "SUR": suriname
    case "ABW", "ANT", "BES", "CUW", "SXM": dutchCaribbean
    case "IDN": indonesia
    default: country.continent == .europe ? europe : other
    }
  }

  package static func origin(of declared: Declared) -> Origin {
    let (mother, father) = (declared.motherBirthCountry, declared.fatherBirthCountry)
    let abroad = [mother, father].compactMap { $0.map { isDutch($0) ? 0 : 1 } }
    let parents = abroad.count == 2 ? abroad[0] + abroad[1] : nil
    guard let own = declared.birthCountry else {
      return Origin(.unknown, parentsBornAbroad: parents, rule: "own-unknown")
    }
    func decided(
      _ status: Origin.Status, _ country: Country, _ generation: Int?, _ rule: String
    ) -> Origin {
      Origin(
        status, country: country, generation: generation, parentsBornAbroad: parents, rule: rule,
        membership: People.Membership([.init(group: group(of: country).name, weight: 1)]))
    }
    if !isDutch(own) { return decided(.migrant, own, 1, "own-birth-country") }
    if let mother, !isDutch(mother) { return decided(.childOfMigrants, mother, 2, "mother") }
    guard let father else {
      return Origin(
        .unknown, rule: mother == nil ? "parents-unknown" : "father-unknown")
    }
    if !isDutch(father) { return decided(.childOfMigrants, father, 2, "father") }
    // The mother's country unknown: Dutch by the letter, but whose child is not known.
    if mother == nil { return decided(.unknown, father, nil, "father-mother-unknown") }
    return decided(.dutchOrigin, own, 0, "parents-netherlands")
  }

  private static func isDutch(_ country: Country) -> Bool { country.code == "NLD" }
}
