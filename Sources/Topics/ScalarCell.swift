private import Foundation

/// What one Unicode scalar is to a tokenisation: its class, and what it is written as in a key.
///
/// 32 bits: 0–20 the written scalar, or place and length of several in ``ScalarPages/written``;
/// 24–27 the class; 28 upper case; 29 digit; 30 several.
struct ScalarCell {
  enum Class: UInt32 {
    /// Ends a token.
    case separator
    /// Ends a token and a sentence.
    case pause
    /// Part of a token.
    case word
    /// Leaves no trace: marks, joiners, variation selectors.
    case dropped
    /// Part of a token when letters stand on both sides.
    case apostrophe
    case emoji
  }

  static let upper: UInt32 = 1 << 28
  static let digit: UInt32 = 1 << 29
  static let several: UInt32 = 1 << 30
  static let payload: UInt32 = 1 << 21 - 1

  @inline(__always) static func isWord(_ cell: UInt32) -> Bool {
    cell >> 24 & 15 == Class.word.rawValue
  }

  /// Class, flags and written form of a scalar. Slow: it is asked once a scalar.
  static func make(_ scalar: Unicode.Scalar, _ tokenisation: Tokenisation) -> (
    class: Class, flags: UInt32, written: [UInt32]
  ) {
    switch tokenisation {
    case .plain:
      guard isLetterOrNumber(scalar) || scalar == "_" else { return (.separator, 0, []) }
      return (.word, 0, [lower(scalar).first?.value ?? scalar.value])
    case .youth:
      let kind = youthClass(scalar)
      guard kind == .word else { return (kind, 0, [scalar.value]) }
      let category = scalar.properties.generalCategory
      var flags: UInt32 = 0
      if scalar.properties.isUppercase || category == .titlecaseLetter { flags |= upper }
      if isNumber(category) { flags |= digit }
      return (.word, flags, fold(scalar).map(\.value))
    }
  }

  private static func youthClass(_ scalar: Unicode.Scalar) -> Class {
    let value = scalar.value
    if value >= 0x80, scalar.properties.isEmoji { return .emoji }
    switch value {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2B9...0x2BF, 0xFF07: return .apostrophe
    case 0x21, 0x2E, 0x3B, 0x3F, 0x0A...0x0D, 0x85, 0x2026, 0x2028, 0x2029, 0x203C, 0x203D,
      0x2047...0x2049, 0xA1, 0xBF, 0x61B, 0x61F, 0x6D4, 0x3002, 0xFF01, 0xFF0E, 0xFF1F:
      return .pause
    case 0x200B: return .separator
    default: break
    }
    if isDropped(scalar) { return .dropped }
    let isWord = isLetterOrNumber(scalar) || isMark(scalar.properties.generalCategory)
    return isWord ? .word : .separator
  }

  /// Marks that key spelling leaves out: Latin, Greek and Cyrillic diacritics, Arabic vowel signs
  /// and the lengthening stroke, variation selectors, the keycap; and every invisible format sign.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E8,
      0x6EA...0x6ED, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F,
      0xFE20...0xFE2F, 0xE0100...0xE01EF:
      true
    default: scalar.properties.generalCategory == .format
    }
  }

  /// A letter or digit in key spelling: taken apart into base and marks, marks dropped, lower case,
  /// letters that do not come apart written plainly. Most are one scalar, a few are up to four.
  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    // Hangul syllables stay whole.
    if (0xAC00...0xD7A3).contains(scalar.value) { return [scalar] }
    let apart = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
    let folded = apart.flatMap(lower).filter { !isDropped($0) }.flatMap(plainly)
    let isUsable = folded.allSatisfy {
      isLetterOrNumber($0) || isMark($0.properties.generalCategory)
    }
    return isUsable && (1...4).contains(folded.count) ? folded : Array(lower(scalar))
  }

  private static func plainly(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar {
    case "ß": ["s", "s"]
    case "æ": ["a", "e"]
    case "œ": ["o", "e"]
    case "ø": ["o"]
    case "đ", "ð": ["d"]
    case "ł": ["l"]
    case "ı": ["i"]
    case "ȷ": ["j"]
    case "þ": ["t", "h"]
    case "ħ": ["h"]
    case "ŧ": ["t"]
    case "ς": ["σ"]
    default: [scalar]
    }
  }

  private static func lower(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    // İ alone has a lower case of two scalars, i and a dot above; the dot is left out.
    Array(scalar.properties.lowercaseMapping.unicodeScalars.prefix(1))
  }

  private static func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case let category: isNumber(category)
    }
  }

  private static func isNumber(_ category: Unicode.GeneralCategory) -> Bool {
    category == .decimalNumber || category == .letterNumber || category == .otherNumber
  }

  private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
    category == .nonspacingMark || category == .spacingMark || category == .enclosingMark
  }
}
