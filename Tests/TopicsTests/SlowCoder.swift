import Foundation
import Topics

/// The rules of `docs/lexicons.md` once more, by strings and without any table or memory: slow and
/// plain to read. The fast coder must agree with it on every text.
struct SlowCoder {
  private struct Rule {
    let words: [String]
    let subtopic: String?
    /// The words that have no wildcard.
    let literals: [String]

    init(_ entry: Lexicon.Entry, _ tokenisation: Tokenisation) {
      let tokens = SlowTokens(entry.text, tokenisation, wildcards: true).tokens
      let inner = tokens.drop(while: \.isPause).reversed().drop(while: \.isPause)
      // No text satisfies an entry that a pause cuts.
      words = inner.contains(where: \.isPause) ? [] : tokens.filter { !$0.isPause }.map(\.pattern)
      subtopic = entry.subtopic
      literals = words.filter { !$0.contains("*") && !$0.contains("?") }
    }
  }

  private let tokenisation: Tokenisation
  private let lexicons: [(topic: String, isTopic: Bool, words: [Rule], exclude: [Rule])]

  init(lexicons: [Lexicon], tokenisation: Tokenisation) {
    self.tokenisation = tokenisation
    self.lexicons = lexicons.map { lexicon in
      (
        lexicon.topic, lexicon.kind == .topic, lexicon.words.map { Rule($0, tokenisation) },
        lexicon.exclude.map { Rule($0, tokenisation) }
      )
    }
  }

  func code(_ text: String) -> CodedText {
    let tokens = SlowTokens(text, tokenisation).tokens
    let keys = Set(tokens.flatMap { $0.keys + $0.pieces.flatMap(\.keys) })
    var topics: Set<String> = []
    var subtopics: Set<String> = []
    for lexicon in lexicons {
      let all = lexicon.exclude.map { ($0.subtopic, spans(of: $0, in: tokens, keys)) }
      for rule in lexicon.words {
        let blocks = all.filter { $0.0 == nil || $0.0 == rule.subtopic }.flatMap(\.1)
        let isThere = spans(of: rule, in: tokens, keys).contains { span in
          !blocks.contains { $0.overlaps(span) }
        }
        guard isThere else { continue }
        if lexicon.isTopic { topics.insert(lexicon.topic) }
        if let subtopic = rule.subtopic { subtopics.insert("\(lexicon.topic)/\(subtopic)") }
      }
    }
    return CodedText(
      topics: topics, subtopics: subtopics, tokens: tokens.filter { !$0.isPause }.count)
  }

  private func spans(of rule: Rule, in tokens: [SlowToken], _ keys: Set<String>)
    -> [ClosedRange<Int>]
  {
    guard rule.literals.allSatisfy(keys.contains) else { return [] }
    let outer = starts(of: rule.words, in: tokens).map { $0...($0 + rule.words.count - 1) }
    let inner = tokens.indices.filter { !starts(of: rule.words, in: tokens[$0].pieces).isEmpty }
    return outer + inner.map { $0...$0 }
  }

  private func starts(of patterns: [String], in tokens: [SlowToken]) -> [Int] {
    guard tokens.count >= patterns.count, !patterns.isEmpty else { return [] }
    return (0...(tokens.count - patterns.count)).filter { start in
      zip(patterns, tokens[start...]).allSatisfy { pattern, token in
        token.keys.contains { Self.matches($0, pattern) }
      }
    }
  }

  private static func matches(_ key: String, _ pattern: String) -> Bool {
    guard pattern.utf8.contains(where: { $0 == 42 || $0 == 63 }) else {
      return key.utf8.elementsEqual(pattern.utf8)
    }
    return matches(Array(key.unicodeScalars), Array(pattern.unicodeScalars))
  }

  private static func matches(_ key: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    guard let sign = pattern.first else { return key.isEmpty }
    let rest = Array(pattern.dropFirst())
    switch sign {
    case "*": return (0...key.count).contains { matches(Array(key.dropFirst($0)), rest) }
    case "?": return !key.isEmpty && matches(Array(key.dropFirst()), rest)
    default: return key.first == sign && matches(Array(key.dropFirst()), rest)
    }
  }
}

/// A token, or a place that no phrase crosses.
struct SlowToken {
  var keys: [String] = []
  /// The words of a hashtag's second reading.
  var pieces: [SlowToken] = []
  /// How the token reads as part of an entry.
  var pattern = ""
  var isPause = false

  static let pause = SlowToken(isPause: true)

  init(isPause: Bool) { self.isPause = isPause }

  init(plain word: String) {
    keys = [word]
    pattern = word
  }

  init(word: String) {
    keys = Self.spellings(word)
    pattern = word
  }

  init(emoji: String) {
    keys = [emoji]
    let toneless = String(
      String.UnicodeScalarView(emoji.unicodeScalars.filter { !(0x1F3FB...0x1F3FF ~= $0.value) }))
    if !toneless.isEmpty { keys.append(toneless) }
    pattern = emoji
  }

  init(hashtag words: [String]) {
    let whole = words.joined()
    keys = Self.spellings(whole) + Self.spellings(whole).map { "#" + $0 }
    pattern = "#" + whole
    if words.count > 1 { pieces = words.map { SlowToken(word: $0) } }
  }

  private static func spellings(_ word: String) -> [String] {
    var bases = [word]
    if word.contains("'") { bases.append(word.replacingOccurrences(of: "'", with: "")) }
    return bases.flatMap(shortened)
  }

  private static func shortened(_ word: String) -> [String] {
    var runs: [(letter: Unicode.Scalar, count: Int)] = []
    for letter in word.unicodeScalars {
      if let last = runs.last, last.letter == letter {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((letter, 1))
      }
    }
    let long = runs.indices.filter {
      runs[$0].count >= 3 && runs[$0].letter.properties.numericType == nil
    }
    var choices: [[Int: Int]] = [[:]]
    if long.count > 4 {
      choices = [2, 1].map { count in Dictionary(uniqueKeysWithValues: long.map { ($0, count) }) }
    } else {
      for place in long {
        choices = choices.flatMap { choice in
          [2, 1].map { choice.merging([place: $0]) { $1 } }
        }
      }
    }
    return choices.map { choice in
      runs.indices.map { place in
        String(repeating: Character(runs[place].letter), count: choice[place] ?? runs[place].count)
      }.joined()
    }
  }
}
