import Corpus

/// What single cells say.
extension RosterReader {
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let c = rest.first, c == 32 || c == 9 || c == 10 || c == 13 { rest.removeFirst() }
    while let c = rest.last, c == 32 || c == 9 || c == 10 || c == 13 { rest.removeLast() }
    return rest
  }

  func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { UTF8Check.isValid($0) }
  }

  func cell(_ column: Roster.Column) -> [UInt8] {
    let field = fieldOf[column.place]
    return field < 0 ? [] : Array(Self.trimmed(csv.field(field)))
  }

  /// nil: not there, empty, or `?`.
  func text(_ column: Roster.Column) -> String? {
    let bytes = cell(column)
    return bytes.isEmpty || bytes == [63] ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// A year from 1900 to 2100.
  mutating func year(_ column: Roster.Column) -> Int? {
    guard let text = text(column) else { return nil }
    if text.utf8.count == 4, let year = Int(text), (1900...2100).contains(year) { return year }
    complain("is no year from 1900 to 2100", column)
    return nil
  }

  /// `DEU` or, of several, `DEU;TUR`.
  mutating func countries(_ column: Roster.Column) -> [Country] {
    guard let text = text(column) else { return [] }
    var countries: [Country] = []
    for piece in text.split(separator: ";", omittingEmptySubsequences: false) {
      let code = String(decoding: Self.trimmed(Array(piece.utf8)[...]), as: UTF8.self)
      guard let country = country(code, column) else { return [] }
      if countries.contains(country) {
        complain("names a country twice", column)
        return []
      }
      countries.append(country)
    }
    return countries
  }

  mutating func country(_ column: Roster.Column) -> Country? {
    text(column).flatMap { country($0, column) }
  }

  private mutating func country(_ code: String, _ column: Roster.Column) -> Country? {
    if let country = Country(code) { return country }
    let nearest = Nearest.word(to: code.uppercased(), in: Countries.codes, within: 1)
    complain(
      "is no ISO 3166 alpha-3 code"
        + (nearest.map { "; did you mean \($0)?" } ?? " (three capitals: NLD, MAR, TUR)"), column)
    return nil
  }

  /// `a;b` or `a:0.7;b:0.3`: labels as written, weights that sum to 1.
  mutating func labels() -> [People.Membership.Part] {
    guard let text = text(.selfDescribed) else { return [] }
    var parts: [(label: String, weight: Double?)] = []
    for piece in text.split(separator: ";") {
      var bytes = Self.trimmed(Array(piece.utf8)[...])
      if bytes.isEmpty { continue }
      var weight: Double?
      if let colon = bytes.lastIndex(of: 58) {
        weight = decimal(String(decoding: Self.trimmed(bytes[(colon + 1)...]), as: UTF8.self))
        guard weight != nil else {
          complain("what follows ':' must be a number above 0, with a point", .selfDescribed)
          return []
        }
        bytes = Self.trimmed(bytes[..<colon])
      }
      let label = String(decoding: bytes, as: UTF8.self)
      guard !label.isEmpty, label != "?", !parts.contains(where: { $0.label == label }) else {
        complain("has an empty, unknown or repeated label among others", .selfDescribed)
        return []
      }
      // What statistics programs write for "unknown", and what tables write for their own words.
      guard label != "NA", !(label.hasPrefix("(") && label.hasSuffix(")")) else {
        complain(
          "'\(label)' is no name of a group; leave the cell empty where it is unknown",
          .selfDescribed)
        return []
      }
      parts.append((label, weight))
    }
    let weights = parts.compactMap(\.weight)
    guard weights.isEmpty || weights.count == parts.count else {
      complain("give every label a weight, or none", .selfDescribed)
      return []
    }
    let sum = weights.isEmpty ? Double(parts.count) : weights.reduce(0, +)
    guard sum.isFinite else {
      complain("has weights that are too large", .selfDescribed)
      return []
    }
    return parts.map { .init(group: $0.label, weight: ($0.weight ?? 1) / sum) }
  }

  /// A positive decimal number: digits, at most one point.
  func decimal(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 == 46 || ($0 >= 48 && $0 <= 57) }),
      let value = Double(text), value > 0, value.isFinite
    else { return nil }
    return value
  }
}
