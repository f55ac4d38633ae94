import Corpus
import Foundation
import Interactions

extension SettingCheck {
  /// Reads one value by the form that its key has; nil after a mistake.
  mutating func value(_ written: Written, _ form: KeySpec.Form, path: String) -> SettingValue? {
    if written.isNothing {
      add(.noValue, written.place, path, "has no value")
      return nil
    }
    switch form {
    case .list(let item, let mayBeEmpty):
      return list(written, item, mayBeEmpty: mayBeEmpty, path: path)
    case .command: return command(written, path: path)
    case .section, .sections, .stages: return nil
    default: break
    }
    guard let word = written.word else {
      add(.wrongForm, written.place, path, "must be a single value, not \(written.form)")
      return nil
    }
    guard !word.allSatisfy(\.isWhitespace) else {
      add(.noValue, written.place, path, "is an empty text")
      return nil
    }
    return scalar(word, form, Spot(written.place, path))
  }

  /// Where a value stands and what it is called.
  struct Spot {
    let place: Place
    let path: String
    init(_ place: Place, _ path: String) {
      self.place = place
      self.path = path
    }
  }

  private mutating func list(
    _ written: Written, _ item: KeySpec.Form, mayBeEmpty: Bool, path: String
  ) -> SettingValue? {
    guard written.pairs == nil else {
      add(.wrongForm, written.place, path, "must be a list, not a section")
      return nil
    }
    guard let items = written.list else {
      return value(written, item, path: path).map { .list([$0]) }
    }
    guard mayBeEmpty || !items.isEmpty else {
      add(.noValue, written.place, path, "is an empty list; leave the key out or name something")
      return nil
    }
    var values: [SettingValue] = []
    var isRight = true
    for (index, entry) in items.enumerated() {
      let entryPath = "\(path)[\(index)]"
      guard let value = value(entry, item, path: entryPath) else {
        isRight = false
        continue
      }
      if values.contains(value) {
        add(
          .duplicateValue, entry.place, entryPath,
          "'\(Self.short(value.shownText))' stands in the list twice")
        isRight = false
      }
      values.append(value)
    }
    return isRight ? .list(values) : nil
  }

  private mutating func command(_ written: Written, path: String) -> SettingValue? {
    if let line = written.word { return .command(["/bin/sh", "-c", line], line: line) }
    guard let items = written.list, !items.isEmpty else {
      add(.wrongForm, written.place, path, "must be a line for the shell, or a list of words")
      return nil
    }
    let words = items.compactMap(\.word)
    guard words.count == items.count, words[0] != "" else {
      add(.wrongForm, written.place, path, "must be a list of words; the first is the program")
      return nil
    }
    return .command(words, line: nil)
  }

  private mutating func scalar(
    _ word: String, _ form: KeySpec.Form, _ spot: Spot
  ) -> SettingValue? {
    switch form {
    case .text: return .text(word)
    case .reason: return reason(word, spot)
    case .word(let noun, let words): return known(word, words, noun, .unknownWord, spot)
    case .named(let names):
      return known(word, names.words(vocabulary), names.noun, names.code, spot)
    case .version: return version(word, spot)
    case .yesNo:
      switch word {
      case "yes", "true": return .truth(true)
      case "no", "false": return .truth(false)
      default: return bad("'\(Self.short(word))' is neither yes nor no", .badValue, spot)
      }
    case .whole(let range): return whole(word, range, spot)
    case .number(let range): return number(word, range, spot)
    case .day: return day(word, spot)
    case .moment:
      guard let moment = Moment.parse(word), moment.zoned else {
        return bad(
          "'\(Self.short(word))' is no moment; write it like 2014-03-01T12:00:00Z", .badValue, spot)
      }
      return .text(word)
    case .timezone: return timezone(word, spot)
    case .language: return language(word, spot)
    case .country:
      guard Country(word) != nil else {
        return bad(
          "'\(Self.short(word))' is no country; write its ISO 3166 alpha-3 code, such as NLD",
          .badValue, spot,
          suggestion: Nearest.word(word.uppercased(), among: Countries.codes))
      }
      return .text(word)
    case .path(let sort): return path(word, sort == .file ? .file : .folder, spot)
    case .place: return .path(written: word, resolved: paths.resolve(word))
    case .pattern: return path(word, .pattern, spot)
    case .keyFile: return word == "off" ? .off : path(word, .keyFile, spot)
    case .lexicon: return Self.isPath(word) ? path(word, .lexicon, spot) : .text(word)
    case .stage: return .text(word)
    case .command, .list, .section, .sections, .stages: return nil
    }
  }

  private mutating func bad(
    _ message: String, _ code: MistakeCode, _ spot: Spot, suggestion: String? = nil
  ) -> SettingValue? {
    add(code, spot.place, spot.path, message, suggestion: suggestion)
    return nil
  }

  mutating func known(
    _ word: String, _ words: [String], _ noun: String, _ code: MistakeCode, _ spot: Spot
  ) -> SettingValue? {
    if words.contains(word) { return .text(word) }
    let near = Nearest.word(word, among: words)
    let have = near != nil && words.count > 12 ? "" : " (have: \(Self.listed(words)))"
    return bad("no \(noun) named '\(Self.short(word))'\(have)", code, spot, suggestion: near)
  }

  private mutating func version(_ word: String, _ spot: Spot) -> SettingValue? {
    guard word == String(KeyTable.version) else {
      return bad(
        "this schakel reads version \(KeyTable.version) of the language, not "
          + "'\(Self.short(word))'", .unknownVersion, spot)
    }
    return .whole(KeyTable.version)
  }

  private mutating func reason(_ word: String, _ spot: Spot) -> SettingValue? {
    guard word.filter({ !$0.isWhitespace }).count >= 10 else {
      return bad(
        "'\(word)' is no reason that a reader can judge; write a sentence", .badValue, spot)
    }
    return .text(word)
  }

  private mutating func path(_ word: String, _ sort: PathUse.Sort, _ spot: Spot) -> SettingValue {
    let resolved = paths.resolve(word)
    pathUses.append(
      PathUse(
        sort: sort, path: spot.path, place: spot.place, written: word, resolved: resolved))
    return .path(written: word, resolved: resolved)
  }

  /// Whether an entry of `lexicons` is a path and not a topic.
  static func isPath(_ word: String) -> Bool {
    word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml") || word == "."
      || word == ".." || word.hasPrefix("~")
  }
}
