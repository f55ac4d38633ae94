package import Corpus

/// Who takes part, and what they said of their origin: a CSV that the researcher wrote
/// (`docs/groups.md`, `data-schema/roster.tableschema.json`).
///
/// Several rows may be about one person (several accounts); they are joined by `person`.
package struct Roster: Sendable {
  package enum Column: String, Sendable, CaseIterable {
    case person, platform, account
    case selfDescribed = "self_described"
    case birthCountry = "birth_country"
    case motherBirthCountry = "mother_birth_country"
    case fatherBirthCountry = "father_birth_country"
    case birthYear = "birth_year"
    case gender, source, role, weight, stratum
    case birthCitizenship = "birth_citizenship"
    case motherBirthCitizenship = "mother_birth_citizenship"
    case fatherBirthCitizenship = "father_birth_citizenship"
    case maternalGrandmotherBirthCountry = "maternal_grandmother_birth_country"
    case maternalGrandfatherBirthCountry = "maternal_grandfather_birth_country"
    case paternalGrandmotherBirthCountry = "paternal_grandmother_birth_country"
    case paternalGrandfatherBirthCountry = "paternal_grandfather_birth_country"
    case immigrationYear = "immigration_year"
    case motherImmigrationYear = "mother_immigration_year"
    case fatherImmigrationYear = "father_immigration_year"
    case selfDescribedSource = "self_described_source"
    case birthCountrySource = "birth_country_source"
    case motherBirthCountrySource = "mother_birth_country_source"
    case fatherBirthCountrySource = "father_birth_country_source"
    case birthCitizenshipSource = "birth_citizenship_source"
    case motherBirthCitizenshipSource = "mother_birth_citizenship_source"
    case fatherBirthCitizenshipSource = "father_birth_citizenship_source"
    case birthYearSource = "birth_year_source"
    case genderSource = "gender_source"

    package static let grandparents: [Column] = [
      .maternalGrandmotherBirthCountry, .maternalGrandfatherBirthCountry,
      .paternalGrandmotherBirthCountry, .paternalGrandfatherBirthCountry,
    ]

    /// Place in `allCases`.
    var place: Int { Self.places[self] ?? 0 }
    private static let places = Dictionary(
      uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// Answers with the column that says where each comes from.
    static let sourced: [(answer: Column, source: Column)] = allCases.compactMap { answer in
      Column(rawValue: answer.rawValue + "_source").map { (answer, $0) }
    }
  }

  /// One row: a person's account, or the person alone. Its bytes go to the pseudonymiser and
  /// nowhere else.
  package struct Row: Sendable {
    /// Number into ``Roster/persons``.
    package let person: Int
    /// Lower case; empty when the row names no account.
    package let platform: String
    package let account: [UInt8]
    package let line: Int
    /// Whether an earlier row says the same account of the same person.
    package let isDouble: Bool
  }

  package struct Person: Sendable {
    /// The `person` cell; empty when the roster has none and the account stands for the person.
    package let id: [UInt8]
    /// First line that names the person.
    package let line: Int
    package var declared = Declared()
    /// Rows of this person give different origins.
    package var isConflicting = false
    package var birthYear: Int?
    package var gender: String?
    package var provenance = Provenance()
    package var role: People.Role?
    package var weight: Double?
    package var stratum: String?

    init(id: [UInt8], line: Int) {
      self.id = id
      self.line = line
    }

    /// What a scheme makes of the person.
    package func origin(_ scheme: any OriginScheme.Type) -> Origin {
      origin(OriginSetting(scheme))
    }

    package func origin(_ setting: OriginSetting) -> Origin {
      isConflicting ? .conflicting : setting.origin(of: declared)
    }
  }

  package internal(set) var columns: [Column] = []
  /// In the order of their first rows.
  package internal(set) var persons: [Person] = []
  package internal(set) var rows: [Row] = []

  package init() {}

  /// - Throws: `Complaint` (65) when the roster lacks a column that the scheme needs.
  package func require(_ scheme: any OriginScheme.Type) throws {
    try require(OriginSetting(scheme))
  }

  /// - Throws: `Complaint` (65) when the roster lacks a column that the setting needs.
  package func require(_ setting: OriginSetting) throws {
    let missing = setting.columns.filter { !columns.contains($0) }.map(\.rawValue)
    guard missing.isEmpty else {
      throw Complaint(
        "scheme \(setting.scheme.name) needs the column\(missing.count == 1 ? "" : "s") "
          + missing.joined(separator: ", ") + ", which the roster has not")
    }
  }
}
