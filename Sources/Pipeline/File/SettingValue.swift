/// A value that passed its check.
indirect enum SettingValue: Sendable, Equatable {
  case text(String)
  case whole(Int)
  case number(Double)
  case truth(Bool)
  case day(Day)
  case path(written: String, resolved: String)
  /// `key: off`.
  case off
  case command([String], line: String?)
  case list([SettingValue])
  case section(Section)
  case sections([Section])

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var whole: Int? { if case .whole(let whole) = self { whole } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
  var day: Day? { if case .day(let day) = self { day } else { nil } }
  var resolved: String? { if case .path(_, let path) = self { path } else { nil } }
  var shown: String? { if case .path(let path, _) = self { path } else { nil } }
  var list: [SettingValue]? { if case .list(let list) = self { list } else { nil } }

  /// As it would stand in a file.
  var shownText: String {
    switch self {
    case .text(let text): text
    case .whole(let number): String(number)
    case .number(let number): JSONValue.digits(number)
    case .truth(let truth): truth ? "yes" : "no"
    case .day(let day): day.text
    case .path(let written, _): written
    case .off: "off"
    case .command(let words, let line): line ?? "[" + words.joined(separator: ", ") + "]"
    case .list(let items): "[" + items.map(\.shownText).joined(separator: ", ") + "]"
    case .section, .sections: ""
    }
  }

  /// As it counts for the identity of a run.
  var identity: String {
    switch self {
    case .path: return "(path)"
    case .text(let text): return JSONValue.quoted(text)
    case .command(let words, _):
      return "[" + words.map(JSONValue.quoted).joined(separator: ",") + "]"
    case .list(let items):
      if items.contains(where: { $0.resolved != nil }) {
        // Which patterns lead to the files says nothing; other words in the list do.
        let words = items.filter { $0.resolved == nil }.map(\.identity)
        return "[" + (words + ["(path)"]).joined(separator: ",") + "]"
      }
      return "[" + items.map(\.identity).joined(separator: ",") + "]"
    default: return shownText
    }
  }
}

/// The checked values of one section. A key whose value was wrong is in `written` but not in `values`.
struct Section: Sendable, Equatable {
  /// "stages.coded"; empty for the file.
  var path: String
  /// The section's own key, or its first key.
  var place: Place
  var values: [String: SettingValue] = [:]
  var written: [String: Written.Pair] = [:]

  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
  /// Where a key's value stands, or the section when it is not given.
  func place(of key: String) -> Place { written[key]?.value.place ?? place }
  func text(_ key: String) -> String? { values[key]?.text }
  /// Where entry `index` of a key stands, and its path; the key's own where it is a single value.
  func spot(of key: String, _ index: Int) -> (place: Place, path: String) {
    guard let list = written[key]?.value.list, list.indices.contains(index) else {
      return (place(of: key), path(key))
    }
    return (list[index].place, "\(path(key))[\(index)]")
  }
  func path(of key: String) -> String? { values[key]?.resolved }
  func words(_ key: String) -> [String]? { values[key]?.list?.compactMap(\.text) }
  func isGiven(_ key: String) -> Bool { written[key] != nil }

  func word<Word: RawRepresentable<String>>(_ key: String, _: Word.Type = Word.self) -> Word? {
    text(key).flatMap(Word.init(rawValue:))
  }

  func words<Word: RawRepresentable<String>>(_ key: String, _: Word.Type) -> [Word]? {
    words(key)?.compactMap(Word.init(rawValue:))
  }

  func section(_ key: String) -> Section? {
    if case .section(let section) = values[key] { section } else { nil }
  }

  func sections(_ key: String) -> [Section] {
    if case .sections(let sections) = values[key] { sections } else { [] }
  }
}
