extension TokenReader {
  @inline(__always)
  func youth<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) {
    var p = start
    while p < stop {
      let kind = classes[Int(p.pointee)]
      if kind >= Byte.latin {
        guard !isForEntries, let run = run(p, before: stop) else {
          let isSign = kind == Byte.latin && !ScalarCell.isWord(pages.cell(at: p).cell)
          p = isSign ? p + 2 : youthToken(p, stop, into: &sink)
          continue
        }
        let end = p + run.count
        let next = end < stop ? classes[Int(end.pointee)] : Byte.separator
        if next == Byte.separator {
          sink.token(run)
          sink.spot(p, end)
          p = end + 1
        } else if next == Byte.apostrophe {
          p = youthToken(p, stop, into: &sink)
        } else if next == Byte.pause || next == Byte.colon, isLink(run, end, stop) {
          p = skipLink(end, stop, into: &sink)
        } else {
          sink.token(run)
          sink.spot(p, end)
          p = end
        }
      } else if kind == Byte.separator {
        p += 1
      } else {
        p = youthSign(kind, p, start, stop, into: &sink)
      }
    }
  }

  /// Anything but an ASCII word or an ASCII separator.
  @inline(never)
  private func youthSign<Sink: TokenSink & ~Copyable>(
    _ kind: UInt8, _ p: UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    switch kind {
    case Byte.pause:
      sink.pause()
      return p + 1
    case Byte.at:
      sink.pause()
      return skipHandle(p + 1, stop)
    case Byte.hash:
      return isInside(p, start) ? p + 1 : hashtag(p + 1, stop, into: &sink)
    case Byte.bracket:
      return skipMask(p, stop, into: &sink)
    case Byte.wide:
      let (cell, length) = pages.cell(at: p)
      switch ScalarCell.Class(rawValue: cell >> 24 & 15) {
      case .word: return youthToken(p, stop, into: &sink)
      case .emoji: return emoji(p, stop, into: &sink)
      case .pause:
        sink.pause()
        return p + length
      default: return p + length
      }
    default:
      return p + 1
    }
  }

  /// A word that is long, not all ASCII, or perhaps goes on behind an apostrophe.
  @inline(never)
  func youthToken<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    var p = start
    var count = 0
    while p < stop {
      buffer.reserve(behind: count)
      let kind = classes[Int(p.pointee)]
      if kind >= Byte.word {
        buffer.base[count] = kind
        count += 1
        p += 1
      } else if kind == Byte.apostrophe {
        guard isWord(p + 1, stop) else { break }
        buffer.base[count] = UInt8(ascii: "'")
        count += 1
        p += 1
      } else if kind >= Byte.wide {
        let (cell, length) = pages.cell(at: p)
        if ScalarCell.isWord(cell) {
          count += pages.write(cell, to: buffer.base + count)
        } else if cell >> 24 & 15 == ScalarCell.Class.apostrophe.rawValue {
          guard isWord(p + length, stop) else { break }
          buffer.base[count] = UInt8(ascii: "'")
          count += 1
        } else if cell >> 24 & 15 != ScalarCell.Class.dropped.rawValue {
          break
        }
        p += length
      } else {
        break
      }
    }
    let key = TokenKey(buffer.base, count: count)
    if isLink(key, p, stop) { return skipLink(p, stop, into: &sink) }
    sink.token(key)
    sink.spot(start, p)
    return p
  }

  /// Whether the sign at `p` follows a letter, or `&` (of `&#39;`).
  private func isInside(_ p: UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>) -> Bool {
    guard p > start else { return false }
    var before = p - 1
    while before > start, before.pointee & 0xC0 == 0x80 { before -= 1 }
    return before.pointee == UInt8(ascii: "&") || isWord(before, p)
  }

  @inline(__always)
  private func isWord(_ p: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>) -> Bool {
    guard p < stop else { return false }
    let kind = classes[Int(p.pointee)]
    return kind >= Byte.word
      || kind >= Byte.wide && ScalarCell.isWord(pages.cell(at: p).cell)
  }

  /// Whether the token that ends at `end` is the beginning of a link: `http://`, `https://`, `www.`
  /// or `pic.twitter.com/`.
  @inline(__always)
  private func isLink(
    _ key: TokenKey, _ end: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) -> Bool {
    guard key.count >= 3, key.count <= 5, end < stop else { return false }
    switch key.low {
    case 0x7074_7468, 0x73_7074_7468: return follows("://", end, stop)
    case 0x77_7777: return follows(".", end, stop) && isWord(end + 1, stop)
    case 0x63_6970: return follows(".twitter.com/", end, stop)
    default: return false
    }
  }

  private func follows(
    _ text: StaticString, _ p: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    return stop - p >= count && (0..<count).allSatisfy { p[$0] == text.utf8Start[$0] }
  }

  /// A link goes on to the next white space, quotation mark or angle bracket.
  private func skipLink<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    var p = start
    while p < stop, p.pointee > 0x20, p.pointee != UInt8(ascii: "<"),
      p.pointee != UInt8(ascii: ">"),
      p.pointee != UInt8(ascii: "\"")
    {
      p += 1
    }
    sink.pause()
    return p
  }

  /// What the mask of people puts into texts is no word.
  private func skipMask<Sink: TokenSink & ~Copyable>(
    _ p: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) -> UnsafePointer<UInt8> {
    for mask in ["[url]", "[email]", "[phone]", "[withdrawn]"] as [StaticString]
    where follows(mask, p, stop) {
      sink.pause()
      return p + mask.utf8CodeUnitCount
    }
    return p + 1
  }

  /// A handle goes on over letters, digits and `_`, and over `.`, `-` and `@` before one of these.
  private func skipHandle(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var p = start
    while p < stop {
      let byte = p.pointee
      if classes[Int(byte)] >= Byte.word || byte == UInt8(ascii: "_") {
        p += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
      {
        guard p > start, isWord(p + 1, stop) else { break }
        p += 1
      } else if isWord(p, stop) {
        p += pages.cell(at: p).length
      } else {
        break
      }
    }
    return p
  }
}
