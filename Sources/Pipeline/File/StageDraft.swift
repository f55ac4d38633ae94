/// A stage as far as it is understood, before its wiring is settled.
struct StageDraft {
  var name: String
  /// Where its name stands.
  var place: Place
  /// nil: unknown or missing, which has been told.
  var use: StageUse?
  var section: Section
  /// Names of what it reads, with where they are written; the stage above when nobody says.
  var from: [(name: String, place: Place, path: String)] = []
  /// What it hands on; nil when that cannot be said.
  var output: RecordKind?
  /// The stage whose posts it works on, and whether those are coded.
  var posts: String?
  var isCoded = false
  /// Reads what it cannot use: no stage to suggest to others.
  var isMiswired = false

  var path: String { "stages.\(name)" }
  /// Where to point when `from` is wrong: at it, or at the stage's name.
  func place(ofFrom index: Int) -> Place {
    from.indices.contains(index) ? from[index].place : place
  }
}

extension SettingCheck {
  /// Reads the stages: their names, what they do, their own keys.
  mutating func stages(_ file: Section) -> [StageDraft] {
    guard let pair = file.written["stages"] else { return [] }
    guard let pairs = pair.value.pairs else {
      add(
        .wrongForm, pair.value.place, "stages",
        "must be a section of named stages, such as posts: {use: ingest, …}, not "
          + pair.value.form)
      return []
    }
    if pairs.isEmpty { add(.noValue, pair.keyPlace, "stages", "has no stages") }
    return pairs.map { stage($0) }
  }

  private mutating func stage(_ pair: Written.Pair) -> StageDraft {
    let path = "stages.\(pair.key)"
    var draft = StageDraft(
      name: pair.key, place: pair.keyPlace, section: Section(path: path, place: pair.keyPlace))
    if !Self.isName(pair.key) {
      add(
        .badName, pair.keyPlace, path,
        "a stage's name has letters, digits, - and _, begins with a letter and has at most 40 signs"
      )
    }
    guard let keys = pair.value.pairs else {
      add(
        .wrongForm, pair.value.place, path,
        "must be a section such as {use: classify, …}, not \(pair.value.form)")
      return draft
    }
    guard let use = pair.value["use"] else {
      let words = StageUse.allCases.map(\.rawValue)
      let near = keys.first { Nearest.word($0.key, among: ["use"]) != nil }
      add(
        .missingSetting, near?.keyPlace ?? pair.keyPlace, "\(path).use",
        "is missing: what the stage does (have: \(words.joined(separator: ", ")))")
      return draft
    }
    let word = use.value.word ?? ""
    guard use.value.word != nil, !use.value.isNothing else {
      add(.noValue, use.value.place, "\(path).use", "must be one word, such as classify")
      return draft
    }
    guard let known = StageUse(rawValue: word) else {
      _ = self.known(
        word, StageUse.allCases.map(\.rawValue), "stage", .unknownUse,
        Spot(use.value.place, "\(path).use"))
      return draft
    }
    draft.use = known
    resolved.append(
      ResolvedSetting(
        path: "\(path).use", text: word, origin: .written(use.value.place), isSet: true,
        identity: word))
    draft.section = section(
      pair.value, KeyTable.stage(known), path: path, place: pair.keyPlace, extra: ["use"])
    lexicons(of: draft)
    return draft
  }

  /// Topics are known by name, or must stand in the stage's own folder.
  private mutating func lexicons(of draft: StageDraft) {
    guard let entries = draft.section.written["lexicons"]?.value else { return }
    let folder = draft.section.path(of: "lexicon-folder")
    if folder == nil, draft.section.isGiven("lexicon-folder") { return }
    let items = entries.list ?? [entries]
    for (index, item) in items.enumerated() {
      guard let word = item.word, !item.isNothing, !Self.isPath(word) else { continue }
      let path = draft.section.path("lexicons") + (entries.list == nil ? "" : "[\(index)]")
      if let folder {
        ownTopics.append((word, item.place, path, folder))
      } else {
        _ = known(word, vocabulary.topics, "lexicon", .unknownLexicon, Spot(item.place, path))
      }
    }
  }

  /// Names become file names and parts of keys.
  static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    func isLetter(_ byte: UInt8) -> Bool {
      (97...122).contains(byte) || (65...90).contains(byte)
    }
    guard let first = bytes.first, bytes.count <= 40, isLetter(first) else { return false }
    return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }
}
