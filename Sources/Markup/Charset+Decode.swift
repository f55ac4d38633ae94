internal import Corpus

/// A text in UTF-8, and what had to be done to get there.
package struct DecodedText: Sendable {
  package var utf8: [UInt8]
  package var charset: Charset
  /// Sequences that were no character and now read U+FFFD.
  package var repairs = 0

  package init(utf8: [UInt8], charset: Charset, repairs: Int = 0) {
    self.utf8 = utf8
    self.charset = charset
    self.repairs = repairs
  }
}

/// How a run of bytes looks as UTF-8.
package struct UTF8Look: Sendable, Equatable {
  /// Well-formed sequences of more than one byte.
  package var sequences = 0
  /// Bytes that begin no well-formed sequence.
  package var errors = 0

  package init() {}

  package init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      guard var p = buffer.baseAddress else { return }
      let stop = p + buffer.count
      while p < stop {
        if p.pointee < 0x80 {
          p += 1
          continue
        }
        let length = UTF8Check.sequence(at: p, before: stop)
        if length == 0 { errors += 1 } else { sequences += 1 }
        p += max(length, 1)
      }
    }
  }

  package mutating func add(_ other: UTF8Look) {
    sequences += other.sequences
    errors += other.errors
  }
}

extension Charset {
  /// Which encoding bytes are in that declare `declared` (nil: nothing known).
  ///
  /// - A one-byte encoding stands, unless the bytes are UTF-8 without a single error in at least
  ///   three sequences: a stale `meta` line, which a real one-byte text does not produce.
  /// - UTF-8, or nothing declared, stands while at least as many sequences are right as wrong;
  ///   else the bytes are windows-1252.
  package static func settle(declared: Charset?, look: UTF8Look) -> Charset {
    guard let declared, declared.isOneByte else {
      return look.errors > look.sequences ? .windows1252 : .utf8
    }
    return look.errors == 0 && look.sequences >= 3 ? .utf8 : declared
  }

  /// The bytes (without byte order mark) as UTF-8.
  package func decode(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    if let table { return DecodedText(utf8: Self.widen(bytes, table), charset: self) }
    return self == .utf8 ? Self.repairUTF8(bytes) : decodeUTF16(bytes)
  }

  private static func widen(_ bytes: ArraySlice<UInt8>, _ table: [UInt16]) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return Array(bytes) }
    return [UInt8](unsafeUninitializedCapacity: bytes.count * 3) { buffer, count in
      guard var out = buffer.baseAddress else { return }
      let start = out
      for byte in bytes {
        out += UTF8Check.encode(
          byte < 0x80 ? UInt32(byte) : UInt32(table[Int(byte) - 128]), to: out)
      }
      count = out - start
    }
  }

  private static func repairUTF8(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    if bytes.withUnsafeBufferPointer({ UTF8Check.isValid($0) }) {
      return DecodedText(utf8: Array(bytes), charset: .utf8)
    }
    var text = DecodedText(utf8: [], charset: .utf8)
    text.utf8.reserveCapacity(bytes.count + 64)
    bytes.withUnsafeBufferPointer { buffer in
      guard var p = buffer.baseAddress else { return }
      let stop = p + buffer.count
      while p < stop {
        let length = UTF8Check.sequence(at: p, before: stop)
        if length == 0 {
          text.utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
          text.repairs += 1
          p += 1
        } else {
          for i in 0..<length { text.utf8.append(p[i]) }
          p += length
        }
      }
    }
    return text
  }

  private func decodeUTF16(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    var text = DecodedText(utf8: [], charset: self)
    text.utf8.reserveCapacity(bytes.count)
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
      let (a, b) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
      units.append(self == .utf16le ? b << 8 | a : a << 8 | b)
      at += 2
    }
    if at < bytes.endIndex { text.repairs += 1 }
    let isBroken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false,
      into: { text.utf8.append($0) })
    if isBroken { text.repairs += 1 }
    return text
  }
}
