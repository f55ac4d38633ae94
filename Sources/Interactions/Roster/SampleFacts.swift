import Corpus

/// Age bands of table T2: years that a person completes in the year of reference.
package enum AgeBand: String, Sendable, CaseIterable {
  case under18 = "0-17"
  case to24 = "18-24"
  case to34 = "25-34"
  case to44 = "35-44"
  case to54 = "45-54"
  case to64 = "55-64"
  case over64 = "65+"
  case unknown

  /// `year − birthYear`; nobody is of a negative age: unknown.
  package init(birthYear: Int?, in year: Int) {
    guard let birthYear, birthYear <= year else {
      self = .unknown
      return
    }
    switch year - birthYear {
    case ..<18: self = .under18
    case ..<25: self = .to24
    case ..<35: self = .to34
    case ..<45: self = .to44
    case ..<55: self = .to54
    case ..<65: self = .to64
    default: self = .over64
    }
  }
}

/// What table T2 needs of a person beside group and posts.
package struct SampleFacts: Sendable, Hashable {
  package var generation: Int?
  /// What the knowledge of the group rests on; `none` where it is unknown.
  package var information: Provenance.Information
  package var birthYear: Int?
  /// As asked; nil: unknown.
  package var gender: String?

  package init(
    generation: Int? = nil, information: Provenance.Information = .none, birthYear: Int? = nil,
    gender: String? = nil
  ) {
    self.generation = generation
    self.information = information
    self.birthYear = birthYear
    self.gender = gender
  }

  /// Of everyone in `built.people.all`, by their number; of people without a roster row nothing is
  /// known.
  package static func of(
    _ built: PeopleBuilder.Built, roster: Roster?, setting: OriginSetting
  ) -> [SampleFacts] {
    var facts = [SampleFacts](repeating: SampleFacts(), count: built.people.all.count)
    for (number, person) in (roster?.persons ?? []).enumerated() {
      let place = Int(built.personOfRoster[number])
      guard place >= 0 else { continue }
      let origin = person.origin(setting)
      facts[place] = SampleFacts(
        generation: origin.generation, information: person.provenance.of(origin.decidedBy),
        birthYear: person.birthYear, gender: person.gender)
    }
    return facts
  }
}
