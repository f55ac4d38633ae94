import Foundation
import Topics

/// The tokens of a text, found scalar by scalar.
struct SlowTokens {
  private(set) var tokens: [SlowToken] = []
  private static let masks = ["[email]", "[phone]", "[url]", "[withdrawn]"]
  private let text: [Unicode.Scalar]
  private let wildcards: Bool

  init(_ string: String, _ tokenisation: Tokenisation, wildcards: Bool = false) {
    text = Array(string.unicodeScalars)
    self.wildcards = wildcards
    if tokenisation == .plain { readPlain() } else { readYouth() }
  }

  private mutating func readPlain() {
    var word = ""
    for scalar in text + [" "] {
      if isLetterOrNumber(scalar) || scalar == "_" || isWildcard(scalar) {
        word.unicodeScalars.append(
          scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
      } else if !word.isEmpty {
        tokens.append(SlowToken(plain: word))
        word = ""
      }
    }
  }

  private enum Kind { case letter, dropped, apostrophe, pause, emoji, other }

  private mutating func readYouth() {
    var at = 0
    while at < text.count {
      switch (kind(at), text[at]) {
      case (.letter, _): at = readWord(at)
      case (.emoji, _): at = readEmoji(at)
      case (.pause, _):
        tokens.append(.pause)
        at += 1
      case (_, "@"): at = skipHandle(at)
      case (_, "#"): at = readHashtag(at)
      case (_, "[") where Self.masks.contains { follows($0, at) }:
        tokens.append(.pause)
        while text[at] != "]" { at += 1 }
        at += 1
      default: at += 1
      }
    }
  }

  private mutating func readWord(_ start: Int) -> Int {
    var at = start
    var word = ""
    while at < text.count {
      if kind(at) == .letter {
        word += fold(text[at])
      } else if kind(at) == .apostrophe, kind(at + 1) == .letter {
        word += "'"
      } else if kind(at) != .dropped {
        break
      }
      at += 1
    }
    let isLink =
      ["http", "https"].contains(word) && follows("://", at)
      || word == "www" && follows(".", at) && kind(at + 1) == .letter
      || word == "pic" && follows(".twitter.com/", at)
    guard isLink else {
      tokens.append(SlowToken(word: word))
      return at
    }
    while at < text.count, text[at].value > 0x20, !["<", ">", "\""].contains(text[at]) { at += 1 }
    tokens.append(.pause)
    return at
  }

  private mutating func skipHandle(_ start: Int) -> Int {
    tokens.append(.pause)
    var at = start + 1
    while at < text.count {
      let isName = kind(at) == .letter || text[at] == "_"
      let isInner =
        at > start + 1 && [".", "-", "@"].contains(text[at]) && kind(at + 1) == .letter
      guard isName || isInner else { break }
      at += 1
    }
    return at
  }

  private mutating func readHashtag(_ start: Int) -> Int {
    if start > 0, kind(start - 1) == .letter || text[start - 1] == "&" { return start + 1 }
    var at = start + 1
    var letters: [Unicode.Scalar?] = []
    while at < text.count, kind(at) == .letter || kind(at) == .dropped || text[at] == "_" {
      if kind(at) != .dropped { letters.append(text[at] == "_" ? nil : text[at]) }
      at += 1
    }
    var words: [String] = []
    for (place, letter) in letters.enumerated() {
      guard let letter else { continue }
      let before = place > 0 ? letters[place - 1] : nil
      let after = place + 1 < letters.count ? letters[place + 1] : nil
      let isNew =
        before.map {
          isDigit($0) != isDigit(letter)
            || isUpper(letter) && !isUpper($0)
            || isUpper(letter) && isUpper($0)
              && (after.map { !isUpper($0) && !isDigit($0) } ?? false)
        } ?? true
      if isNew { words.append("") }
      words[words.count - 1] += fold(letter)
    }
    if !words.isEmpty { tokens.append(SlowToken(hashtag: words)) }
    return at
  }

  private mutating func readEmoji(_ start: Int) -> Int {
    var at = start + 1
    var emoji = String(text[start])
    let isFlag = { (scalar: Unicode.Scalar) in 0x1F1E6...0x1F1FF ~= scalar.value }
    if isFlag(text[start]) {
      if at < text.count, isFlag(text[at]) {
        emoji.unicodeScalars.append(text[at])
        at += 1
      }
    } else {
      while at < text.count {
        switch text[at].value {
        case 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: emoji.unicodeScalars.append(text[at])
        case 0xFE0E, 0xFE0F, 0x20E3: break
        case 0x200D where kind(at + 1) == .emoji:
          emoji.unicodeScalars.append(contentsOf: [text[at], text[at + 1]])
          at += 1
        default:
          tokens.append(SlowToken(emoji: emoji))
          return at
        }
        at += 1
      }
    }
    tokens.append(SlowToken(emoji: emoji))
    return at
  }

  private func follows(_ string: String, _ at: Int) -> Bool {
    Array(text.dropFirst(at).prefix(string.unicodeScalars.count)) == Array(string.unicodeScalars)
  }

  private func isWildcard(_ scalar: Unicode.Scalar) -> Bool {
    wildcards && (scalar == "*" || scalar == "?")
  }

  private func kind(_ at: Int) -> Kind {
    guard text.indices.contains(at) else { return .other }
    let scalar = text[at]
    if isWildcard(scalar) { return .letter }
    if scalar.value >= 0x80, scalar.properties.isEmoji { return .emoji }
    let apostrophes = "'`´‘’‛′＇\u{2B9}\u{2BA}\u{2BB}\u{2BC}\u{2BD}\u{2BE}\u{2BF}"
    if apostrophes.unicodeScalars.contains(scalar) { return .apostrophe }
    let pauses = ".!?;\n\r\u{B}\u{C}\u{85}…\u{2028}\u{2029}‼‽⁇⁈⁉¡¿؛؟۔。！．？"
    if pauses.unicodeScalars.contains(scalar) { return .pause }
    if isDropped(scalar) { return .dropped }
    return isLetterOrNumber(scalar) || isMark(scalar) ? .letter : .other
  }

  private func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    let ranges: [ClosedRange<UInt32>] = [
      0x300...0x36F, 0x610...0x61A, 0x640...0x640, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6DC,
      0x6DF...0x6E8, 0x6EA...0x6ED, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xE0100...0xE01EF,
    ]
    if ranges.contains(where: { $0.contains(scalar.value) }) { return true }
    return scalar.properties.generalCategory == .format && scalar.value != 0x200B
  }

  private func fold(_ scalar: Unicode.Scalar) -> String {
    if isWildcard(scalar) || 0xAC00...0xD7A3 ~= scalar.value { return String(scalar) }
    let plain: [Unicode.Scalar: String] = [
      "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ȷ": "j",
      "þ": "th", "ħ": "h", "ŧ": "t", "ς": "σ",
    ]
    let lower = { (scalar: Unicode.Scalar) in
      String(scalar).lowercased().unicodeScalars.first ?? scalar
    }
    let folded = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
      .map(lower).filter { !isDropped($0) }.map { plain[$0] ?? String($0) }.joined()
    let isUsable = folded.unicodeScalars.allSatisfy { isLetterOrNumber($0) || isMark($0) }
    return isUsable && 1...4 ~= folded.unicodeScalars.count ? folded : String(lower(scalar))
  }

  private func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    [.decimalNumber, .letterNumber, .otherNumber].contains(scalar.properties.generalCategory)
  }

  private func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar)
      || [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
        .contains(scalar.properties.generalCategory)
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }
}
