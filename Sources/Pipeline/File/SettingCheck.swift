/// Checks what is written against the key table: the phases `keys` and `names`.
///
/// Collects every mistake, the settings as they hold, and the paths that must exist.
struct SettingCheck {
  /// A path that some setting names, for the last phase.
  struct PathUse {
    enum Sort { case file, folder, keyFile, pattern, lexicon }
    var sort: Sort
    var path: String
    var place: Place
    var written: String
    var resolved: String
  }

  let vocabulary: Vocabulary
  let paths: PathRule
  var mistakes: [Mistake] = []
  var resolved: [ResolvedSetting] = []
  var pathUses: [PathUse] = []
  /// Topics that must stand in a folder of the researcher's own; see ``FilesCheck``.
  var ownTopics: [(topic: String, place: Place, path: String, folder: String)] = []

  init(vocabulary: Vocabulary, paths: PathRule) {
    self.vocabulary = vocabulary
    self.paths = paths
  }

  mutating func add(
    _ code: MistakeCode, _ place: Place, _ path: String, _ message: String,
    suggestion: String? = nil
  ) {
    mistakes.append(Mistake(code, at: place, path: path, message, suggestion: suggestion))
  }

  /// Checks one section; missing keys get their default.
  ///
  /// - Parameter place: what to point at when a key is missing.
  mutating func section(
    _ written: Written, _ specs: [KeySpec], path: String, place: Place, extra: [String] = []
  ) -> Section {
    var section = Section(path: path, place: place)
    guard let pairs = written.pairs else {
      add(
        .wrongForm, written.place, path,
        written.isNothing
          ? "is empty; it needs keys: \(Self.listed(specs.map(\.name)))"
          : "must be a section of keys (\(Self.listed(specs.map(\.name)))), not \(written.form)")
      return section
    }
    for pair in pairs where !extra.contains(pair.key) {
      guard specs.contains(where: { $0.name == pair.key }) else {
        unknownKey(pair, specs, path: section.path(pair.key), extra: extra)
        continue
      }
    }
    for spec in specs {
      if let pair = written[spec.name] {
        section.written[spec.name] = pair
        section.values[spec.name] = value(of: spec, pair, path: section.path(spec.name))
      } else {
        section.values[spec.name] = fallback(of: spec, in: section)
      }
    }
    return section
  }

  private mutating func value(
    of spec: KeySpec, _ pair: Written.Pair, path: String
  ) -> SettingValue? {
    if case .stages = spec.form { return nil }
    if let inner = spec.inner {
      guard case .sections = spec.form else {
        return .section(section(pair.value, inner, path: path, place: pair.keyPlace))
      }
      return entries(pair.value, inner, path: path)
    }
    let value = value(pair.value, spec.form, path: path)
    if let value {
      resolved.append(
        ResolvedSetting(
          path: path, text: value.shownText, origin: .written(pair.value.place), isSet: true,
          identity: value.identity))
    }
    return value
  }

  private mutating func entries(
    _ written: Written, _ inner: [KeySpec], path: String
  ) -> SettingValue? {
    guard let items = written.list ?? (written.pairs != nil ? [written] : nil) else {
      add(
        .wrongForm, written.place, path,
        "must be a list of sections, such as [{\(inner[0].name): \(inner[0].example), …}]")
      return nil
    }
    guard !items.isEmpty else {
      add(.noValue, written.place, path, "is empty; it needs at least one entry")
      return nil
    }
    return .sections(
      items.enumerated().map { index, item in
        section(item, inner, path: "\(path)[\(index)]", place: item.place)
      })
  }

  private mutating func fallback(of spec: KeySpec, in section: Section) -> SettingValue? {
    let path = section.path(spec.name)
    switch spec.absence {
    case .required:
      add(.missingSetting, section.place, path, "is missing: \(spec.meaning)")
      return nil
    case .value(let text):
      // Defaults are read like anything else; a wrong one is a bug that the tests would show.
      let written = Written.flag(text, at: .flag("default"))
      guard let value = value(written, spec.form, path: path) else { return nil }
      resolved.append(
        ResolvedSetting(
          path: path, text: value.shownText, origin: .standard, isSet: true,
          identity: value.identity))
      return value
    case .means(let words):
      if let inner = spec.inner { return whenAbsent(spec, inner, path: path, section) }
      resolved.append(
        ResolvedSetting(
          path: path, text: "(\(words))", origin: .standard, isSet: false, identity: ""))
      return nil
    }
  }

  /// An optional section that is absent still holds its defaults, so that `explain` can show them.
  private mutating func whenAbsent(
    _ spec: KeySpec, _ inner: [KeySpec], path: String, _ section: Section
  ) -> SettingValue? {
    let empty = Written(content: .map([]), place: section.place)
    return .section(self.section(empty, inner, path: path, place: section.place))
  }

  private mutating func unknownKey(
    _ pair: Written.Pair, _ specs: [KeySpec], path: String, extra: [String]
  ) {
    let known = specs.map(\.name) + extra
    let place = pair.keyPlace
    if pair.value.isNothing, pair.key.contains(" ") {
      // What a comma in braces makes of {reason: first half, second half}.
      add(
        .unknownKey, place, path,
        "'\(Self.short(pair.key))' stands here like a key; put a text with a comma in quotes")
      return
    }
    if let near = Nearest.word(pair.key, among: known) {
      add(.unknownKey, place, path, "no key named '\(Self.short(pair.key))'", suggestion: near)
      return
    }
    if let home = KeyTable.homes.first(where: { $0.keys.contains { $0.name == pair.key } }) {
      let rightPlace =
        home.path.isEmpty ? "at the left margin, beside stages" : "under \(home.path)"
      add(.unknownKey, place, path, "'\(pair.key)' does not belong here but \(rightPlace)")
      return
    }
    add(
      .unknownKey, place, path,
      "no key named '\(Self.short(pair.key))' (known: \(Self.listed(known)))")
  }

  static func listed(_ words: [String]) -> String {
    words.count <= 12
      ? words.joined(separator: ", ")
      : words.prefix(11).joined(separator: ", ") + ", and \(words.count - 11) more"
  }

  /// At most 60 signs of what somebody typed.
  static func short(_ text: String) -> String {
    text.count <= 60 ? text : String(text.prefix(60)) + "…"
  }
}
