extension PostBatch {
  /// A string literal of the slab as a field: in place where it needs no decoding, else decoded
  /// behind ``used``. Bytes that are no UTF-8 and half surrogates become U+FFFD and are counted.
  ///
  /// Room for the decoded text must have been reserved (its length in the literal suffices, three
  /// times that where bytes are broken), so that ``base`` does not move under a scanner.
  public func field(_ text: JSONScanner.Text) -> Field {
    if !text.isEscaped {
      let field = Field(offset: text.offset, count: text.count)
      if text.isASCII || UTF8Check.isValid(bytes(field)) { return field }
    }
    let start = used
    var out = base + used
    var p = base + text.offset
    let stop = p + text.count
    var broken = false
    while p < stop {
      let c = p.pointee
      if c == 92 {
        p += 2
        switch (p - 1).pointee {
        case 98: out.pointee = 8
        case 102: out.pointee = 12
        case 110: out.pointee = 10
        case 114: out.pointee = 13
        case 116: out.pointee = 9
        case 117:
          var scalar = Self.hex4(p)
          p += 4
          if scalar & 0xFC00 == 0xD800, stop - p >= 6, p.pointee == 92, (p + 1).pointee == 117 {
            let low = Self.hex4(p + 2)
            if low & 0xFC00 == 0xDC00 {
              scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
              p += 6
            }
          }
          if scalar & 0xF800 == 0xD800 && scalar < 0x10000 {
            scalar = 0xFFFD
            broken = true
          }
          out += UTF8Check.encode(scalar, to: out)
          continue
        default: out.pointee = (p - 1).pointee
        }
        out += 1
      } else if c < 0x80 {
        out.pointee = c
        out += 1
        p += 1
      } else {
        let length = UTF8Check.sequence(at: p, before: stop)
        if length > 0 {
          for i in 0..<length { out[i] = p[i] }
          out += length
          p += length
        } else {
          out += UTF8Check.encode(0xFFFD, to: out)
          p += 1
          broken = true
        }
      }
    }
    if broken { repairedTexts += 1 }
    let count = out - (base + start)
    advance(count)
    return Field(offset: start, count: count)
  }

  private static func hex4(_ p: UnsafeMutablePointer<UInt8>) -> UInt32 {
    (0..<4).reduce(UInt32(0)) { $0 << 4 | (JSONScanner.hex(p[$1]) ?? 0) }
  }
}
