package import Corpus

extension Roster {
  /// Reads a roster from CSV bytes (comma, semicolon or tab; UTF-8).
  /// - Throws: one `Complaint` (65) that holds every mistake of the file, a line each.
  package init(csv bytes: [UInt8]) throws {
    let (roster, mistakes) = Roster.read(csv: bytes)
    if let joined = Mistakes.joined(mistakes) { throw joined }
    self = roster
  }

  /// The roster and all its mistakes, for a caller that collects complaints of several files. The
  /// roster must not be used when there are any.
  package static func read(csv bytes: [UInt8]) -> (roster: Roster, mistakes: [Complaint]) {
    var reader = RosterReader(bytes)
    reader.read()
    return (reader.roster, reader.mistakes)
  }
}

/// Many complaints as one.
enum Mistakes {
  static func joined(_ mistakes: [Complaint]) -> Complaint? {
    if mistakes.count < 2 { return mistakes.first }
    let lines = mistakes.map { "\n  \($0.description)" }.joined()
    return Complaint("\(mistakes.count) mistakes:\(lines)", status: mistakes[0].status)
  }
}

/// One reading of a roster file.
struct RosterReader {
  var roster = Roster()
  var mistakes: [Complaint] = []
  var csv: CSVReader
  /// Which field each column stands in; -1: not there.
  var fieldOf = [Int](repeating: -1, count: Roster.Column.allCases.count)
  private var personNumbers: [[UInt8]: Int] = [:]
  private var accountsSeen: Set<[UInt8]> = []

  init(_ bytes: [UInt8]) { csv = CSVReader(bytes: bytes) }

  mutating func read() {
    guard csv.advance() else {
      mistakes.append(Complaint("is empty; the first line must name the columns"))
      return
    }
    guard readHeader() else { return }
    while csv.advance() { readRow() }
    if roster.rows.isEmpty, mistakes.isEmpty {
      mistakes.append(Complaint("has a header and no rows"))
    }
  }

  mutating func complain(_ message: String, _ column: Roster.Column? = nil) {
    var complaint = Complaint(message, at: column?.rawValue)
    complaint = complaint.inside("line \(csv.line)")
    mistakes.append(complaint)
  }

  private mutating func readHeader() -> Bool {
    let names = (0..<csv.fieldCount).map { trimmed(csv.field($0)) }
    let known = Roster.Column.allCases.map(\.rawValue)
    guard names.contains(where: { known.contains(String(decoding: $0, as: UTF8.self)) }) else {
      // The first line may well be a person's row: nothing of it is quoted.
      complain(
        "names none of the roster's columns; the first line must name them: "
          + known.joined(separator: ","))
      return false
    }
    for (field, bytes) in names.enumerated() {
      let name = String(decoding: bytes, as: UTF8.self)
      guard let column = Roster.Column(rawValue: name) else {
        let hint =
          Nearest.word(to: name.lowercased(), in: known, within: 3).map { "did you mean '\($0)'?" }
          ?? "known are \(known.joined(separator: ", "))"
        complain("unknown column '\(name)'; \(hint)")
        continue
      }
      if roster.columns.contains(column) {
        complain("stands twice in the header", column)
      } else {
        roster.columns.append(column)
        fieldOf[index(column)] = field
      }
    }
    requireColumns()
    return mistakes.isEmpty
  }

  private mutating func requireColumns() {
    let has = roster.columns.contains
    if has(.account) != has(.platform) {
      complain(
        has(.account)
          ? "'account' needs the column 'platform' beside it"
          : "'platform' needs the column 'account' beside it")
    } else if !has(.person), !has(.account) {
      complain("needs the column 'person', or 'platform' and 'account'")
    }
    if !has(.selfDescribed) {
      let missing = CBS2022.columns.filter { !has($0) }.map(\.rawValue)
      if !missing.isEmpty {
        complain(
          "needs one source of origin: 'self_described', or the three birth countries (not there: "
            + missing.joined(separator: ", ") + ")")
      }
    }
  }

  private mutating func readRow() {
    if csv.fieldCount != roster.columns.count {
      complain("has \(csv.fieldCount) fields, the header \(roster.columns.count)")
      return
    }
    if csv.fault != nil {
      complain("has a quote that is not closed, or text behind a closing quote")
      return
    }
    guard (0..<csv.fieldCount).allSatisfy({ isUTF8(csv.field($0)) }) else {
      complain("is not UTF-8; save the file as CSV UTF-8")
      return
    }
    let before = mistakes.count
    let id = cell(.person)
    let platform = text(.platform)?.lowercased() ?? ""
    let account = cell(.account)
    if !account.isEmpty, platform.isEmpty { complain("is needed beside an account", .platform) }
    if id.isEmpty, account.isEmpty {
      complain("names neither a person nor an account")
    }
    let answers = readAnswers()
    guard mistakes.count == before else { return }

    let accountKey = Array(platform.utf8) + [0x1F] + account
    let key = id.isEmpty ? [0x1E] + accountKey : id
    let number = personNumbers[key] ?? roster.persons.count
    if number == roster.persons.count {
      personNumbers[key] = number
      roster.persons.append(Roster.Person(id: id, line: csv.line))
    }
    let isNew = accountsSeen.insert(key + [0x1F] + accountKey).inserted
    roster.rows.append(
      Roster.Row(
        person: number, platform: account.isEmpty ? "" : platform, account: account,
        line: csv.line, isDouble: !isNew))
    merge(answers, into: number)
  }

  private mutating func readAnswers() -> Roster.Person {
    var answers = Roster.Person(id: [], line: csv.line)
    answers.declared.selfDescribed = labels()
    answers.declared.birthCountry = country(.birthCountry)
    answers.declared.motherBirthCountry = country(.motherBirthCountry)
    answers.declared.fatherBirthCountry = country(.fatherBirthCountry)
    answers.gender = text(.gender)
    answers.source = text(.source)
    answers.stratum = text(.stratum)
    if let year = text(.birthYear) {
      answers.birthYear = year.utf8.count == 4 ? Int(year) : nil
      if answers.birthYear == nil || !(1900...2100).contains(answers.birthYear ?? 0) {
        complain("is no year from 1900 to 2100", .birthYear)
      }
    }
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
    return answers
  }

  /// Adds a row's answers to its person's. Origins that differ make a conflict, which is counted;
  /// other answers that differ are mistakes.
  private mutating func merge(_ row: Roster.Person, into number: Int) {
    var person = roster.persons[number]
    func joined<T: Equatable>(_ a: T?, _ b: T?, _ differs: () -> Void) -> T? {
      guard let a else { return b }
      if let b, a != b { differs() }
      return a
    }
    var conflict = person.isConflicting
    let (old, new) = (person.declared, row.declared)
    if old.selfDescribed.isEmpty {
      person.declared.selfDescribed = new.selfDescribed
    } else if !new.selfDescribed.isEmpty,
      People.Membership(old.selfDescribed) != People.Membership(new.selfDescribed)
    {
      conflict = true
    }
    person.declared.birthCountry = joined(old.birthCountry, new.birthCountry) { conflict = true }
    person.declared.motherBirthCountry =
      joined(old.motherBirthCountry, new.motherBirthCountry) { conflict = true }
    person.declared.fatherBirthCountry =
      joined(old.fatherBirthCountry, new.fatherBirthCountry) { conflict = true }
    person.isConflicting = conflict

    var differing: [Roster.Column] = []
    person.birthYear = joined(person.birthYear, row.birthYear) { differing.append(.birthYear) }
    person.gender = joined(person.gender, row.gender) { differing.append(.gender) }
    person.role = joined(person.role, row.role) { differing.append(.role) }
    person.weight = joined(person.weight, row.weight) { differing.append(.weight) }
    person.stratum = joined(person.stratum, row.stratum) { differing.append(.stratum) }
    person.source = person.source ?? row.source
    roster.persons[number] = person
    for column in differing {
      complain("differs from line \(person.line), which is about the same person", column)
    }
  }
}
