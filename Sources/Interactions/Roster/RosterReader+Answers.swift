import Corpus

/// What a row says of its person, and how the rows of one person come together.
extension RosterReader {
  mutating func readAnswers() -> Roster.Person {
    var answers = Roster.Person(id: [], line: csv.line)
    answers.declared.selfDescribed = labels()
    answers.declared.birthCountry = country(.birthCountry)
    answers.declared.motherBirthCountry = country(.motherBirthCountry)
    answers.declared.fatherBirthCountry = country(.fatherBirthCountry)
    answers.declared.birthCitizenship = countries(.birthCitizenship)
    answers.declared.motherBirthCitizenship = countries(.motherBirthCitizenship)
    answers.declared.fatherBirthCitizenship = countries(.fatherBirthCitizenship)
    for (index, column) in Roster.Column.grandparents.enumerated() {
      answers.declared.grandparents[index] = country(column)
    }
    answers.declared.immigrationYear = year(.immigrationYear)
    answers.declared.motherImmigrationYear = year(.motherImmigrationYear)
    answers.declared.fatherImmigrationYear = year(.fatherImmigrationYear)
    answers.gender = text(.gender)
    answers.stratum = text(.stratum)
    answers.birthYear = year(.birthYear)
    if let role = text(.role) {
      answers.role = People.Role(rawValue: role)
      if answers.role == nil { complain("must be donor, alter or public", .role) }
    }
    if let weight = text(.weight) {
      answers.weight = decimal(weight)
      if answers.weight == nil {
        complain("must be a number above 0, with a point for decimals", .weight)
      }
    }
    let usual = text(.source).map { AnswerSource($0) }
    for (answer, source) in Roster.Column.sourced where text(answer) != nil {
      answers.provenance[answer] = text(source).map { AnswerSource($0) } ?? usual
    }
    return answers
  }

  /// Adds a row's answers to its person's. Origins that differ make a conflict, which is counted;
  /// other answers that differ are mistakes.
  mutating func merge(_ row: Roster.Person, into number: Int) {
    var person = roster.persons[number]
    for (answer, _) in Roster.Column.sourced where !person.hasAnswer(answer) {
      person.provenance[answer] = row.provenance[answer]
    }
    if !person.declared.join(row.declared) { person.isConflicting = true }
    var differing: [Roster.Column] = []
    func join<T: Equatable>(_ a: inout T?, _ b: T?, _ column: Roster.Column) {
      if let a, let b, a != b { differing.append(column) }
      a = a ?? b
    }
    join(&person.birthYear, row.birthYear, .birthYear)
    join(&person.gender, row.gender, .gender)
    join(&person.role, row.role, .role)
    join(&person.weight, row.weight, .weight)
    join(&person.stratum, row.stratum, .stratum)
    roster.persons[number] = person
    for column in differing {
      complain("differs from line \(person.line), which is about the same person", column)
    }
  }
}

extension Roster.Person {
  /// Whether a row has already answered what has a source.
  fileprivate func hasAnswer(_ column: Roster.Column) -> Bool {
    switch column {
    case .selfDescribed: !declared.selfDescribed.isEmpty
    case .birthCountry: declared.birthCountry != nil
    case .motherBirthCountry: declared.motherBirthCountry != nil
    case .fatherBirthCountry: declared.fatherBirthCountry != nil
    case .birthCitizenship: !declared.birthCitizenship.isEmpty
    case .motherBirthCitizenship: !declared.motherBirthCitizenship.isEmpty
    case .fatherBirthCitizenship: !declared.fatherBirthCitizenship.isEmpty
    case .birthYear: birthYear != nil
    case .gender: gender != nil
    default: false
    }
  }
}

extension Declared {
  /// Fills what is unknown here with what `other` says.
  /// - Returns: whether the two agree on everything that both say.
  fileprivate mutating func join(_ other: Declared) -> Bool {
    var agrees = true
    func join<T: Equatable>(_ a: inout T?, _ b: T?) {
      if let a, let b, a != b { agrees = false }
      a = a ?? b
    }
    func join(_ a: inout [Country], _ b: [Country]) {
      if a.isEmpty {
        a = b
      } else if !b.isEmpty, Set(a) != Set(b) {
        agrees = false
      }
    }
    if selfDescribed.isEmpty {
      selfDescribed = other.selfDescribed
    } else if !other.selfDescribed.isEmpty,
      People.Membership(selfDescribed) != People.Membership(other.selfDescribed)
    {
      agrees = false
    }
    join(&birthCountry, other.birthCountry)
    join(&motherBirthCountry, other.motherBirthCountry)
    join(&fatherBirthCountry, other.fatherBirthCountry)
    join(&birthCitizenship, other.birthCitizenship)
    join(&motherBirthCitizenship, other.motherBirthCitizenship)
    join(&fatherBirthCitizenship, other.fatherBirthCitizenship)
    for index in grandparents.indices { join(&grandparents[index], other.grandparents[index]) }
    join(&immigrationYear, other.immigrationYear)
    join(&motherImmigrationYear, other.motherImmigrationYear)
    join(&fatherImmigrationYear, other.fatherImmigrationYear)
    return agrees
  }
}
