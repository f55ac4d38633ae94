extension TokenReader {
  /// Tokens are the runs of letters, numbers and `_`, in lower case. Nothing stops a phrase.
  @inline(__always)
  func plain<Sink: TokenSink & ~Copyable>(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>, into sink: inout Sink
  ) {
    var p = start
    while p < stop {
      let kind = classes[Int(p.pointee)]
      if kind >= Byte.latin {
        if !isForEntries, let run = run(p, before: stop) {
          sink.token(run)
          sink.spot(p, p + run.count)
          // What ended the run is no part of the next.
          p += run.count &+ 1
        } else if kind == Byte.latin, !ScalarCell.isWord(pages.cell(at: p).cell) {
          p += 2
        } else {
          p = plainToken(p, stop, into: &sink)
        }
      } else if kind == Byte.wide {
        let (cell, length) = pages.cell(at: p)
        p = ScalarCell.isWord(cell) ? plainToken(p, stop, into: &sink) : p + length
      } else {
        p += 1
      }
    }
  }

  /// A token that is long or not all ASCII.
  @inline(never)
  func plainToken<Sink: TokenSink & ~Copyable>(
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
      } else if kind >= Byte.wide {
        let (cell, length) = pages.cell(at: p)
        guard ScalarCell.isWord(cell) else { break }
        count += pages.write(cell, to: buffer.base + count)
        p += length
      } else {
        break
      }
    }
    sink.token(TokenKey(buffer.base, count: count))
    sink.spot(start, p)
    return p
  }
}
