internal import Corpus

// Hashtags and emoji: seldom, so they may take longer.
extension TokenReader {
  /// Between the pieces of a hashtag's second reading.
  static let joint: UInt8 = 1

  /// What the last character of a hashtag was.
  private enum Run {
    case none, lower, upper, digit
  }

  /// The word behind `#`. Its key is `#`, then the pieces that camel case, digits and `_` part,
  /// with ``joint`` between them.
  func hashtag<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    var p = start
    var count = 1
    var run = Run.none
    /// Where the last upper-case letter began, when another stood before it.
    var secondUpper: Int?
    buffer.base[0] = UInt8(ascii: "#")
    while p < stop {
      buffer.reserve(behind: count)
      if p.pointee == UInt8(ascii: "_") {
        run = .none
        secondUpper = nil
        p += 1
        continue
      }
      let (scalar, length) = UTF8Check.decode(p)
      let cell = entrySign(scalar) ?? pages.cell(scalar)
      if cell >> 24 & 15 == ScalarCell.Class.dropped.rawValue {
        p += length
        continue
      }
      guard ScalarCell.isWord(cell) else { break }
      let now: Run =
        cell & ScalarCell.digit != 0 ? .digit : cell & ScalarCell.upper != 0 ? .upper : .lower
      if count > 1, parts(run, now) {
        buffer.base[count] = Self.joint
        count += 1
      } else if run == .upper, now == .lower, let place = secondUpper {
        // The last of several capitals belongs to the word that it begins.
        (buffer.base + place + 1).update(from: buffer.base + place, count: count - place)
        buffer.base[place] = Self.joint
        count += 1
      }
      secondUpper = run == .upper && now == .upper ? count : nil
      count += pages.write(cell, to: buffer.base + count)
      run = now
      p += length
    }
    if count > 1 {
      sink.token(TokenKey(buffer.base, count: count))
      // The sign belongs to it.
      sink.spot(start - 1, p)
    }
    return p
  }

  /// Whether a piece ends between two characters of a hashtag.
  private func parts(_ before: Run, _ now: Run) -> Bool {
    switch (before, now) {
    case (.none, _), (.lower, .upper), (.lower, .digit), (.upper, .digit), (.digit, .lower),
      (.digit, .upper):
      true
    default: false
    }
  }

  /// `*` and `?` in an entry are letters.
  private func entrySign(_ scalar: UInt32) -> UInt32? {
    guard isForEntries, scalar == 0x2A || scalar == 0x3F else { return nil }
    return ScalarCell.Class.word.rawValue << 24 | scalar
  }

  /// One emoji: a flag of two letters, or a base with skin tone, tags and what joiners add. The
  /// variation selector is no part of the key.
  func emoji<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    let (first, length) = UTF8Check.decode(start)
    var p = start + length
    var count = UTF8Check.encode(first, to: buffer.base)
    if Emoji.isFlagLetter(first) {
      if p < stop, case (let second, let length) = UTF8Check.decode(p), Emoji.isFlagLetter(second) {
        count += UTF8Check.encode(second, to: buffer.base + count)
        p += length
      }
      sink.token(TokenKey(buffer.base, count: count))
      sink.spot(start, p)
      return p
    }
    while p < stop {
      buffer.reserve(behind: count)
      let (scalar, length) = UTF8Check.decode(p)
      if Emoji.isSkinTone(scalar) || Emoji.isTag(scalar) {
        count += UTF8Check.encode(scalar, to: buffer.base + count)
      } else if scalar == Emoji.joiner {
        guard p + length < stop else { break }
        let (joined, _) = UTF8Check.decode(p + length)
        guard pages.cell(joined) >> 24 & 15 == ScalarCell.Class.emoji.rawValue else { break }
        count += UTF8Check.encode(scalar, to: buffer.base + count)
        count += UTF8Check.encode(joined, to: buffer.base + count)
        p += UTF8Check.decode(p + length).length
      } else if !Emoji.leavesNoTrace(scalar) {
        break
      }
      p += length
    }
    sink.token(TokenKey(buffer.base, count: count))
    sink.spot(start, p)
    return p
  }
}

/// Scalars that make up emoji sequences (UTS 51).
enum Emoji {
  static let joiner: UInt32 = 0x200D
  static func isFlagLetter(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }
  static func isSkinTone(_ scalar: UInt32) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar) }
  static func isTag(_ scalar: UInt32) -> Bool { (0xE0020...0xE007F).contains(scalar) }
  /// Variation selectors 15 and 16, and the keycap.
  static func leavesNoTrace(_ scalar: UInt32) -> Bool {
    scalar == 0xFE0E || scalar == 0xFE0F || scalar == 0x20E3
  }
}
