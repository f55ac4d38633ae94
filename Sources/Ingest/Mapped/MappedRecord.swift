internal import Corpus

/// One record of a table or JSON text, as a mapping sees it.
protocol MappedRecord {
  /// The value at one place; nil when there is none. Empty cells are empty, not missing.
  mutating func value(at place: MappedPlaces.Place, join: [UInt8]) -> [UInt8]?
}

/// Where a mapping's fields stand in the file at hand.
struct MappedPlaces {
  enum Place {
    case column(Int)
    case path(JSONPath)
    /// The same for every record: read at the document.
    case fixed([UInt8]?)
  }

  /// By number of the field.
  var fields = [[Place]](repeating: [], count: Mapping.FieldName.names.count)
  var skips: [Place] = []

  subscript(name: Mapping.FieldName) -> [Place] {
    get { fields[name.rawValue] }
    set { fields[name.rawValue] = newValue }
  }
}

/// A mapping made ready to run: patterns compiled, one reader's own state.
struct MappedRules {
  final class Rule {
    let spec: Mapping.Rule
    let extract: Regex<AnyRegexOutput>?
    let join: [UInt8]
    /// Text before every value.
    let prefix: [UInt8]
    let defaultValue: [UInt8]?
    let hasNone: Bool
    let hasMap: Bool
    /// The field takes one of a few words; what `map` does not name is then `default`.
    let isWord: Bool

    init(_ spec: Mapping.Rule, _ name: Mapping.FieldName) throws {
      self.spec = spec
      extract = try spec.extract.map { try MappedRules.compile($0) }
      join = Array((spec.join ?? "").utf8)
      prefix = Array(spec.prefix.utf8)
      defaultValue = spec.defaultValue.map { Array($0.utf8) }
      hasNone = !spec.none.isEmpty || !spec.passedOver.isEmpty
      hasMap = !spec.map.isEmpty
      isWord = [.kind, .authorStatus, .textStatus, .how].contains(name)
    }
  }

  let mapping: Mapping
  /// Fields that have a rule, in order.
  let names: [Mapping.FieldName]
  private var rules: [Rule?]
  private var skips: [(test: Mapping.Skip.Test, pattern: Regex<AnyRegexOutput>?)] = []

  init(_ mapping: Mapping) throws {
    self.mapping = mapping
    rules = try Mapping.FieldName.allCases.map { name in
      try mapping.rules[name].map { try Rule($0, name) }
    }
    names = Mapping.FieldName.allCases.filter { mapping.rules[$0] != nil }
    for skip in mapping.skips {
      if case .matches(let pattern) = skip.test {
        skips.append((skip.test, try Self.compile(pattern)))
      } else {
        skips.append((skip.test, nil))
      }
    }
  }

  private static func compile(_ pattern: String) throws -> Regex<AnyRegexOutput> {
    try Regex(pattern).matchingSemantics(.unicodeScalar)
  }

  func has(_ name: Mapping.FieldName) -> Bool { rules[name.rawValue] != nil }
  func spec(_ name: Mapping.FieldName) -> Mapping.Rule? { rules[name.rawValue]?.spec }

  /// Whether a record is one that the mapping passes over.
  func skips(_ record: inout some MappedRecord, _ places: MappedPlaces) throws -> Bool {
    for (index, skip) in skips.enumerated() {
      let value = record.value(at: places.skips[index], join: [])
      let text = value.map { String(decoding: $0, as: UTF8.self) }
      switch skip.test {
      case .equals(let words): if let text, words.contains(text) { return true }
      case .isEmpty(let isEmpty): if (value ?? []).isEmpty == isEmpty { return true }
      case .matches:
        if let text, let pattern = skip.pattern, try pattern.firstMatch(in: text) != nil {
          return true
        }
      }
    }
    return false
  }

  /// A field's value; nil when it is missing.
  ///
  /// Order: first place with a value, `none_values`, `extract`, `strip_prefix`, `map`, `prefix`;
  /// `default` where nothing is left.
  func value(
    _ name: Mapping.FieldName, _ record: inout some MappedRecord, _ places: MappedPlaces
  ) throws -> [UInt8]? {
    guard let rule = rules[name.rawValue] else { return nil }
    let found = try found(rule, &record, places[name])
    return found ?? rule.defaultValue
  }

  private func found(
    _ rule: Rule, _ record: inout some MappedRecord, _ places: [MappedPlaces.Place]
  ) throws -> [UInt8]? {
    var parts: [[UInt8]] = []
    for place in places {
      guard let value = record.value(at: place, join: rule.join), !value.isEmpty,
        !(rule.hasNone && isNone(value, rule.spec))
      else { continue }
      parts.append(value)
      if rule.spec.join == nil { break }
    }
    guard let first = parts.first else { return nil }
    var value = parts.count == 1 ? first : Array(parts.joined(separator: rule.join))
    if let pattern = rule.extract {
      guard let match = try pattern.firstMatch(in: String(decoding: value, as: UTF8.self)),
        let part = match.output.count > 1 ? match.output[1].substring : match.output[0].substring,
        !part.isEmpty
      else { return nil }
      value = Array(part.utf8)
    }
    for prefix in rule.spec.stripPrefix where value.starts(with: prefix.utf8) {
      value.removeFirst(prefix.utf8.count)
      break
    }
    if rule.hasMap {
      if let word = rule.spec.map[String(decoding: value, as: UTF8.self)] {
        value = Array(word.utf8)
      } else if rule.isWord, rule.defaultValue != nil {
        return nil
      }
    }
    return rule.prefix.isEmpty ? value : rule.prefix + value
  }

  private func isNone(_ value: [UInt8], _ spec: Mapping.Rule) -> Bool {
    let text = String(decoding: value, as: UTF8.self)
    return spec.none.contains(text) || spec.passedOver.contains(text)
  }
}
