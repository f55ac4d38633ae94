internal import Corpus

extension TokenReader {
  /// Tokens are the runs of letters, numbers and `_`, in lower case. Nothing stops a phrase.
  @inline(__always)
  func plain<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) {
    var p = start
    while p < stop {
      let kind = classes[Int(p.pointee)]
      if kind >= Byte.word {
        if isForEntries {
          p = plainToken(p, stop, into: &sink)
          continue
        }
        let run = asciiRun(p, before: stop)
        let end = p + run.count
        if run.count < 16, end == stop || end.pointee < 0x80 {
          sink.token(run)
          // What ended the run is no part of the next.
          p = end + 1
        } else {
          p = plainToken(p, stop, into: &sink)
        }
      } else if kind == Byte.wide {
        let (scalar, length) = UTF8Check.decode(p)
        p = ScalarCell.isWord(pages.cell(scalar)) ? plainToken(p, stop, into: &sink) : p + length
      } else {
        p += 1
      }
    }
  }

  /// A token that is long or not all ASCII.
  @inline(never)
  private func plainToken<Sink: TokenSink & ~Copyable>(
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
      } else if kind == Byte.wide {
        let (scalar, length) = UTF8Check.decode(p)
        let cell = pages.cell(scalar)
        guard ScalarCell.isWord(cell) else { break }
        count += pages.write(cell, to: buffer.base + count)
        p += length
      } else {
        break
      }
    }
    sink.token(TokenKey(buffer.base, count: count))
    return p
  }
}
