package import Corpus

/// A source as UTF-8: drops a byte order mark and converts UTF-16, with or without mark. Other bytes
/// go through untouched; who keeps a text repairs what is no UTF-8 in it.
package final class TextSource: ByteSource {
  private enum Coding {
    case utf8
    case utf16(bigEndian: Bool)
  }

  private let source: any ByteSource
  private let coding: Coding
  /// Half surrogates and odd last bytes of UTF-16 that became U+FFFD.
  package private(set) var repairs = 0
  private var raw = [UInt8](repeating: 0, count: 1 << 16)
  /// Bytes of `raw` that wait for their other half.
  private var waiting = 0
  private var text: [UInt8] = []
  private var at = 0

  package init(_ source: any ByteSource) throws {
    let head = try source.take(4)
    let skip: Int
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      (coding, skip) = (.utf8, 3)
    } else if head.starts(with: [0xFF, 0xFE]) {
      (coding, skip) = (.utf16(bigEndian: false), 2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      (coding, skip) = (.utf16(bigEndian: true), 2)
    } else if head.count == 4, head[1] == 0, head[3] == 0, head[0] != 0, head[2] != 0 {
      (coding, skip) = (.utf16(bigEndian: false), 0)
    } else if head.count == 4, head[0] == 0, head[2] == 0, head[1] != 0, head[3] != 0 {
      (coding, skip) = (.utf16(bigEndian: true), 0)
    } else {
      (coding, skip) = (.utf8, 0)
    }
    self.source = HeadedSource(Array(head.dropFirst(skip)), source)
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard case .utf16(let bigEndian) = coding else { return try source.read(into: buffer) }
    while at == text.count {
      let count = try raw.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[waiting...]))
      }
      if count == 0, waiting == 0 { return 0 }
      convert(waiting + count, bigEndian: bigEndian, isLast: count == 0)
    }
    let count = min(buffer.count, text.count - at)
    text[at..<at + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    at += count
    return count
  }

  /// Turns `raw[..<count]` into `text` and keeps an unfinished end in `raw`.
  private func convert(_ count: Int, bigEndian: Bool, isLast: Bool) {
    text.removeAll(keepingCapacity: true)
    at = 0
    var i = 0
    func unit(_ place: Int) -> UInt32 {
      let (a, b) = (UInt32(raw[place]), UInt32(raw[place + 1]))
      return bigEndian ? a << 8 | b : b << 8 | a
    }
    while i + 1 < count {
      var scalar = unit(i)
      var length = 2
      if scalar & 0xFC00 == 0xD800 {
        if i + 3 >= count, !isLast { break }
        if i + 3 < count, unit(i + 2) & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(i + 2) & 0x3FF)
          length = 4
        }
      }
      if scalar & 0xFFFF_F800 == 0xD800 {
        scalar = 0xFFFD
        repairs += 1
      }
      append(scalar)
      i += length
    }
    if isLast, i < count {
      append(0xFFFD)
      repairs += 1
      i = count
    }
    waiting = count - i
    for k in 0..<waiting { raw[k] = raw[i + k] }
  }

  private func append(_ scalar: UInt32) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) {
      let length = UTF8Check.encode(scalar, to: $0.baseAddress!)
      text.append(contentsOf: $0[..<length])
    }
  }
}
