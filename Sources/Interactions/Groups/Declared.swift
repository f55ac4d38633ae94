package import Corpus

/// What a person said, in a survey or of themselves, that a scheme may make a group of. Nothing
/// else reaches a scheme: no name, language, picture or network.
package struct Declared: Sendable, Hashable {
  /// Own labels with weights that sum to 1, as written; empty: unknown.
  package var selfDescribed: [People.Membership.Part] = []
  package var birthCountry: Country?
  package var motherBirthCountry: Country?
  package var fatherBirthCountry: Country?
  /// Citizenships held from birth, in the order given; empty: unknown.
  package var birthCitizenship: [Country] = []
  package var motherBirthCitizenship: [Country] = []
  package var fatherBirthCitizenship: [Country] = []
  /// Birth countries of the mother's mother and father and the father's mother and father.
  package var grandparents: [Country?] = [nil, nil, nil, nil]
  /// Year of moving to the country of the study.
  package var immigrationYear: Int?
  package var motherImmigrationYear: Int?
  package var fatherImmigrationYear: Int?

  package init() {}

  package init(own: Country?, mother: Country?, father: Country?) {
    birthCountry = own
    motherBirthCountry = mother
    fatherBirthCountry = father
  }

  /// Parents born outside `home`; nil as soon as one parent's country is unknown.
  func parentsBornAbroad(_ isHome: (Country) -> Bool) -> Int? {
    guard let mother = motherBirthCountry, let father = fatherBirthCountry else { return nil }
    return (isHome(mother) ? 0 : 1) + (isHome(father) ? 0 : 1)
  }
}
