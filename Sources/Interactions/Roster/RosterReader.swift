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

  /// The name of a column; capitals do not matter.
  private static func name(_ cell: ArraySlice<UInt8>) -> String {
    String(decoding: cell, as: UTF8.self).lowercased()
  }

  private mutating func readHeader() -> Bool {
    let names = (0..<csv.fieldCount).map { Self.trimmed(csv.field($0)) }
    let known = Roster.Column.allCases.map(\.rawValue)
    guard names.contains(where: { known.contains(Self.name($0)) }) else {
      // The first line may well be a person's row: nothing of it is quoted.
      complain(
        "names none of the roster's columns; the first line must name them: "
          + known.joined(separator: ","))
      return false
    }
    for (field, bytes) in names.enumerated() {
      let name = String(decoding: bytes, as: UTF8.self)
      guard let column = Roster.Column(rawValue: Self.name(bytes)) else {
        let hint =
          Nearest.word(to: Self.name(bytes), in: known, within: 3).map { "did you mean '\($0)'?" }
          ?? "known are \(known.joined(separator: ", "))"
        complain("unknown column '\(name)'; \(hint)")
        continue
      }
      if roster.columns.contains(column) {
        complain("stands twice in the header", column)
      } else {
        roster.columns.append(column)
        fieldOf[column.place] = field
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
    let hasCitizenship = DestatisCitizenship.columns.allSatisfy(has)
    if !has(.selfDescribed), !hasCitizenship {
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
}
