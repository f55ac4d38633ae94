import Corpus

/// A setting given by a flag, which wins over the file: `--set stages.ties.min-confidence=0.8`.
package struct Override: Sendable, Equatable {
  /// "stages.ties.min-confidence", "stages.posts.sources[0].timezone".
  package let key: String
  /// What is written into the plan: one value as in a file (a word, or a list in brackets), or
  /// several that are taken as they stand.
  package enum Value: Sendable, Equatable {
    case one(String)
    case several([String])
  }
  package let value: Value
  /// The flag that complaints name.
  package let flag: String

  package init(key: String, value: String, flag: String = "--set") {
    self.key = key
    self.value = .one(value)
    self.flag = flag
  }

  /// For flags that may be given several times, and file names, in which a comma is a comma.
  package init(key: String, values: [String], flag: String) {
    self.key = key
    self.value = .several(values)
    self.flag = flag
  }

  /// - Throws: `Complaint` (64) when there is no `=`, or nothing before it.
  package init(_ text: String, flag: String = "--set") throws {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw Complaint(
        "needs key=value, such as stages.ties.min-confidence=0.8", at: flag, status: .usage)
    }
    self.init(
      key: String(text[..<sign]), value: String(text[text.index(after: sign)...]), flag: flag)
  }

  /// A part of the key: a word, or a number in brackets behind one.
  private enum Step {
    case key(String)
    case index(Int)
  }

  private var steps: [Step]? {
    var steps: [Step] = []
    for part in key.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let word = pieces.first, !word.isEmpty else { return nil }
      steps.append(.key(String(word)))
      for piece in pieces.dropFirst() {
        guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0 else { return nil }
        steps.append(.index(index))
      }
    }
    return steps
  }

  /// Writes the value into the tree; a mistake when the way there does not exist.
  func apply(to root: inout Written) -> Mistake? {
    let place = Place.flag(flag)
    guard let steps else {
      return Mistake(
        .unknownKey, at: place, path: key, "is no key; write it like stages.ties.min-confidence")
    }
    let written: Written
    switch value {
    case .one(let text): written = Written.flag(text, at: place)
    case .several(let texts):
      written = Written(
        content: .list(
          texts.map { Written(content: .word($0), place: place, isQuoted: true) }), place: place)
    }
    return put(written, at: steps[...], above: "", in: &root, place)
  }

  private func put(
    _ value: Written, at steps: ArraySlice<Step>, above: String, in node: inout Written,
    _ place: Place
  ) -> Mistake? {
    guard let step = steps.first else {
      node = value
      return nil
    }
    switch step {
    case .index(let index):
      guard case .list(var items) = node.content else {
        return Mistake(.wrongForm, at: place, path: key, "'\(above)' is no list")
      }
      guard items.indices.contains(index) else {
        return Mistake(
          .outOfRange, at: place, path: key,
          "'\(above)' has \(items.count) entries, counted from 0")
      }
      let mistake = put(
        value, at: steps.dropFirst(), above: "\(above)[\(index)]", in: &items[index], place)
      node.content = .list(items)
      return mistake
    case .key(let word):
      let path = above.isEmpty ? word : "\(above).\(word)"
      guard case .map(var pairs) = node.content else {
        return Mistake(.wrongForm, at: place, path: key, "'\(above)' is \(node.form), no section")
      }
      let at: Int
      if let known = pairs.firstIndex(where: { $0.key == word }) {
        at = known
      } else if above == "stages" {
        return Mistake(
          .unknownStage, at: place, path: key, "the file has no stage named '\(word)'",
          suggestion: Nearest.word(word, among: pairs.map(\.key)))
      } else {
        at = pairs.count
        pairs.append(
          .init(key: word, keyPlace: place, value: Written(content: .map([]), place: place)))
      }
      let mistake = put(value, at: steps.dropFirst(), above: path, in: &pairs[at].value, place)
      if mistake == nil { node.content = .map(pairs) }
      return mistake
    }
  }
}
