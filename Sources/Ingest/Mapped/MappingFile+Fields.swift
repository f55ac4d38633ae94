internal import Corpus
internal import Yams

extension MappingFile {
  private static let keys = [
    "at", "first_non", "none_values", "prefix", "strip_prefix", "extract", "map", "default", "join",
    "optional",
  ]

  mutating func readFields(_ node: Node) {
    for (key, mark, value) in pairs(node, "fields") {
      guard let name = field(key, mark) else { continue }
      var rule = Mapping.Rule(mark: mark)
      if case .mapping = value {
        readRule(value, name, &rule)
      } else {
        rule.at = texts(value, key).compactMap { locator($0, Self.mark(value)) }
      }
      if rule.at.isEmpty, rule.defaultValue == nil, !rule.isAutomatic {
        complain("\(key) needs at: where its value stands", mark)
      }
      change { $0.rules[name] = rule }
    }
  }

  private mutating func readRule(
    _ node: Node, _ name: Mapping.FieldName, _ rule: inout Mapping.Rule
  ) {
    let keys = name == .createdAt ? Self.keys + ["format", "zone"] : Self.keys
    for (key, mark, value) in pairs(node, name.name) {
      let here = Self.mark(value)
      switch key {
      case "at": rule.at = texts(value, key).compactMap { locator($0, here) }
      case "first_non": rule.passedOver = Set(texts(value, key))
      case "none_values": rule.none = Set(texts(value, key))
      case "prefix": rule.prefix = text(value, key) ?? ""
      case "strip_prefix": rule.stripPrefix = texts(value, key)
      case "extract": rule.extract = pattern(value, key)
      case "map": rule.map = readMap(value, "map of \(name.name)", of: name)
      case "join": rule.join = text(value, key)
      case "optional": rule.isOptional = flag(value, key)
      case "default":
        guard let word = text(value, key) else { continue }
        if name == .postID, word == "auto" {
          rule.isAutomatic = true
        } else {
          check([word], of: name, here)
          rule.defaultValue = word
        }
      case "format" where name == .createdAt: readTimeForm(value)
      case "zone" where name == .createdAt:
        guard let zone = text(value, key) else { continue }
        do {
          _ = try CivilZone(name: zone)
          change { $0.zone = zone }
        } catch {
          complain("zone is an IANA name such as Europe/Amsterdam, or UTC", here)
        }
      default: unknown(key, mark, keys, "key of a field")
      }
    }
  }

  private mutating func readTimeForm(_ node: Node) {
    guard let word = text(node, "format") else { return }
    switch word {
    case "auto": change { $0.timeForm = .auto }
    case "epoch": change { $0.timeForm = .epoch }
    case "epoch_ms": change { $0.timeForm = .epochMilliseconds }
    case "iso": change { $0.timeForm = .iso }
    default:
      if let pattern = DatePattern(word) {
        change { $0.timeForm = .pattern(pattern) }
      } else {
        complain(
          "format is auto, epoch, epoch_ms, iso, or a pattern such as dd-MM-yyyy HH:mm",
          Self.mark(node))
      }
    }
  }

  mutating func readSkips(_ node: Node) {
    guard case .sequence(let list) = node else {
      complain("skip_if is a list of tests", Self.mark(node))
      return
    }
    for item in list {
      var at: Mapping.Locator?
      var test: Mapping.Skip.Test?
      for (key, mark, value) in pairs(item, "a test of skip_if") {
        switch key {
        case "at": at = text(value, key).flatMap { locator($0, Self.mark(value)) }
        case "equals": test = .equals(Set(texts(value, key)))
        case "matches": test = pattern(value, key).map { .matches($0) }
        case "empty": test = .isEmpty(flag(value, key))
        default: unknown(key, mark, ["at", "equals", "matches", "empty"], "key of skip_if")
        }
      }
      guard let at, let test else {
        complain("a test of skip_if has at, and equals, matches or empty", Self.mark(item))
        continue
      }
      change { $0.skips.append(Mapping.Skip(at: at, test: test)) }
    }
  }

  private mutating func pattern(_ node: Node, _ what: String) -> String? {
    guard let pattern = text(node, what) else { return nil }
    do {
      _ = try Regex(pattern)
      return pattern
    } catch {
      complain("\(what) is no regular expression", Self.mark(node))
      return nil
    }
  }

  private mutating func locator(_ text: String, _ mark: Mapping.Mark) -> Mapping.Locator? {
    if mapping.form.isTable { return Mapping.Locator(text: text, path: nil, mark: mark) }
    guard let path = JSONPath(text), !path.isAbsolute || path.isPlain else {
      complain("at is a path such as user.id, tags[*].name or refs[type=reply].id", mark)
      return nil
    }
    return Mapping.Locator(text: text, path: path, mark: mark)
  }
}
