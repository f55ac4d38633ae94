/// A country or territory by its ISO 3166-1 alpha-3 code; also former countries, which people are
/// born in.
package struct Country: Sendable, Hashable {
  /// Number into ``Countries/codes``.
  package let number: UInt16

  /// Three capital letters; nil when no such code is or was in use.
  package init?(_ code: some StringProtocol) {
    guard let number = Countries.numbers[String(code)] else { return nil }
    self.number = number
  }

  init(number: UInt16) { self.number = number }

  package var code: String { Countries.codes[Int(number)] }
  /// English short name.
  package var name: String { Countries.rows[Int(number)].name }
  package var continent: Continent { Countries.rows[Int(number)].continent }
  /// Year in which ISO withdrew the code; nil: in use.
  package var withdrawn: Int? { Countries.rows[Int(number)].withdrawn }
}

/// The part of the world that a scheme may group by.
package enum Continent: String, Sendable, CaseIterable {
  case africa, america, antarctica, asia, europe, oceania
}

/// The country table, `data-schema/origins/countries.csv`: every alpha-3 code with its name and
/// continent.
///
/// Source: ISO 3166-1 (249 codes), and from ISO 3166-3 the codes withdrawn since 1974 of countries
/// people are born in; continents after UN M49, but Cyprus (M49: Western Asia) and the Soviet Union
/// stand under Europe. `XKX` (Kosovo) is a user-assigned code in common use.
package enum Countries {
  struct Row: Sendable {
    let code: String
    let name: String
    let continent: Continent
    let withdrawn: Int?
  }

  /// In the order of the codes.
  static let rows: [Row] = CompiledCountries.lines.split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 4, let continent = Continent(rawValue: cells[2]) else { return nil }
    return Row(code: cells[0], name: cells[1], continent: continent, withdrawn: Int(cells[3]))
  }

  /// All codes, in alphabetical order.
  package static let codes: [String] = rows.map(\.code)
  static let numbers: [String: UInt16] = Dictionary(
    codes.enumerated().map { ($1, UInt16($0)) }, uniquingKeysWith: { first, _ in first })
}
