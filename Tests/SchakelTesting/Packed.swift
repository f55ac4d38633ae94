/// Compressed streams written by hand, after RFC 1951, RFC 1952 and RFC 8878.
package enum Packed {
  /// A gzip stream of stored blocks.
  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var at = 0
    repeat {
      let count = min(65_535, bytes.count - at)
      out.append(at + count == bytes.count ? 1 : 0)
      out += little(count, 2) + little(~count, 2) + bytes[at..<at + count]
      at += count
    } while at < bytes.count
    return out + little(Int(StoredZip.crc32(bytes)), 4) + little(bytes.count, 4)
  }

  /// A zstd frame of raw blocks.
  /// - Parameter windowLog: 10 to 31; decoders refuse more than 27 unless asked.
  package static func zstd(_ bytes: [UInt8], windowLog: Int = 20) -> [UInt8] {
    var out: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, UInt8((windowLog - 10) << 3)]
    var at = 0
    repeat {
      let count = min(1 << 17, bytes.count - at)
      out += little(count << 3 | (at + count == bytes.count ? 1 : 0), 3) + bytes[at..<at + count]
      at += count
    } while at < bytes.count
    return out
  }

  /// A zstd frame that says `count` times 128 KiB of one byte, in four bytes each.
  package static func zstdBomb(_ byte: UInt8, blocks count: Int) -> [UInt8] {
    var out: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 7 << 3]
    for block in 1...count {
      out += little((1 << 17) << 3 | 1 << 1 | (block == count ? 1 : 0), 3) + [byte]
    }
    return out
  }

  /// Deflate data of one literal and then `runs` repeats of 258 bytes, in 13 bits each.
  package static func deflateBomb(_ byte: UInt8, runs: Int) -> [UInt8] {
    var out: [UInt8] = []
    var bits: UInt64 = 0
    var filled = 0
    func put(_ value: UInt64, _ count: Int) {
      bits |= value << UInt64(filled)
      filled += count
      while filled >= 8 {
        out.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        filled -= 8
      }
    }
    // Huffman codes stand with their first bit first.
    func code(_ value: UInt64, _ count: Int) {
      for i in (0..<count).reversed() { put(value >> UInt64(i) & 1, 1) }
    }
    put(1, 1)
    put(1, 2)
    code(UInt64(0x30 + byte), 8)
    for _ in 0..<runs {
      code(0b1100_0101, 8)
      code(0, 5)
    }
    code(0, 7)
    put(0, 7)
    return out
  }

  /// A tar of plain files, after POSIX.1-1988 (ustar).
  package static func tar(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var out: [UInt8] = []
    for file in files {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at place: Int) {
        for (i, byte) in text.utf8.enumerated() { header[place + i] = byte }
      }
      func octal(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: width - digits.count) + digits
      }
      put(file.name, at: 0)
      put("0000644", at: 100)
      put("0000000", at: 108)
      put("0000000", at: 116)
      put(octal(file.bytes.count, 11), at: 124)
      put(octal(0, 11), at: 136)
      put("        ", at: 148)
      put("0", at: 156)
      put("ustar", at: 257)
      put("00", at: 263)
      put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
      header[154] = 0
      out += header + file.bytes
      out += [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
    }
    return out + [UInt8](repeating: 0, count: 1024)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
