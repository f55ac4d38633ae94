import Corpus

/// Which group of a scheme each country belongs to, at three levels of detail. Made of
/// `data-schema/origins/SCHEME.csv`, or of a researcher's own file of that form.
package struct Crosswalk: Sendable, Equatable {
  package enum Level: Int, Sendable, CaseIterable { case wider, main, detail }

  package static let columns = ["country", "name", "wider_group", "main_group", "detail_group"]

  /// Names of groups, each once.
  private var names: [String] = []
  /// By level and country: number into ``names``; -1: the file has no row for the country.
  private var numbers: [[Int16]]

  init() {
    numbers = Level.allCases.map { _ in [Int16](repeating: -1, count: Countries.codes.count) }
  }

  /// The group of a country; nil when the crosswalk has no row for it, and the group unknown.
  package func group(of country: Country, _ level: Level = .main) -> String? {
    let number = numbers[level.rawValue][Int(country.number)]
    return number < 0 ? nil : names[Int(number)]
  }

  /// Same countries in groups of the same names, whatever the order of rows.
  package static func == (a: Crosswalk, b: Crosswalk) -> Bool {
    Countries.codes.allSatisfy { code in
      guard let country = Country(code) else { return true }
      return Level.allCases.allSatisfy { a.group(of: country, $0) == b.group(of: country, $0) }
    }
  }

  mutating func set(_ country: Country, _ groups: [String]) {
    for (level, group) in groups.enumerated() {
      let known = names.firstIndex(of: group) ?? names.count
      if known == names.count { names.append(group) }
      numbers[level][Int(country.number)] = Int16(known)
    }
  }

  /// Every row, as the data file has it.
  package var csv: [UInt8] {
    var out = Array((Self.columns.joined(separator: ",") + "\n").utf8)
    for code in Countries.codes {
      guard let country = Country(code), group(of: country) != nil else { continue }
      let cells = [code, country.name] + Level.allCases.map { group(of: country, $0) ?? "" }
      appendCSVLine(cells.map { Array($0.utf8) }, to: &out)
    }
    return out
  }

  /// Reads a crosswalk file: `country` and `main_group`; `wider_group` and `detail_group` are the
  /// main group where they are left out; `name` is for the reader. A country without a row is of
  /// unknown group.
  /// - Throws: `Complaint` (65) with every mistake of the file.
  package init(csv bytes: [UInt8]) throws {
    self.init()
    var reader = CSVReader(bytes: bytes)
    var mistakes: [Complaint] = []
    func complain(_ message: String) {
      mistakes.append(Complaint(message).inside("line \(reader.line)"))
    }
    func cell(_ field: Int?) -> String {
      guard let field, field < reader.fieldCount else { return "" }
      return String(decoding: RosterReader.trimmed(reader.field(field)), as: UTF8.self)
    }
    guard reader.advance() else {
      throw Complaint("is empty; the first line must name the columns")
    }
    let header = (0..<reader.fieldCount).map { cell($0) }
    let places = Self.columns.map { header.firstIndex(of: $0) }
    guard places[0] != nil, places[3] != nil else {
      throw Complaint("needs the columns country and main_group", at: "line 1")
    }
    var seen: Set<Country> = []
    while reader.advance() {
      guard let country = Country(cell(places[0])) else {
        complain("country: is no ISO 3166 alpha-3 code")
        continue
      }
      let main = cell(places[3])
      if main.isEmpty { complain("main_group: is empty") }
      if !seen.insert(country).inserted { complain("country: \(country.code) stands twice") }
      set(
        country, [places[2], places[3], places[4]].map { cell($0) }.map { $0.isEmpty ? main : $0 })
    }
    if let joined = Mistakes.joined(mistakes) { throw joined }
  }
}

/// The crosswalks that come with schakel.
package enum Crosswalks {
  package static let cbs2022 = compiled(CompiledCrosswalks.cbs2022)
  package static let cbsOld = compiled(CompiledCrosswalks.cbsOld)
  package static let destatis = compiled(CompiledCrosswalks.destatis)
  package static let unece = compiled(CompiledCrosswalks.unece)

  /// A line that begins with a space goes on with the countries of the line before it.
  private static func compiled(_ text: String) -> Crosswalk {
    var crosswalk = Crosswalk()
    var groups: [String] = []
    for line in text.split(separator: "\n") {
      var codes = line
      if line.first != " " {
        let cells = line.split(separator: "|")
        groups = cells.prefix(3).map(String.init)
        codes = cells.last ?? ""
      }
      for code in codes.split(separator: " ") {
        if let country = Country(code) { crosswalk.set(country, groups) }
      }
    }
    return crosswalk
  }

  /// Groups of a scheme with their labels, in its order: main groups, then the others.
  package static func groups(of scheme: String) -> [OriginGroup] {
    CompiledCrosswalks.groups.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map(String.init)
      guard cells.count == 4, cells[0] == scheme else { return nil }
      return OriginGroup(cells[1], english: cells[2], dutch: cells[3])
    }
  }
}
