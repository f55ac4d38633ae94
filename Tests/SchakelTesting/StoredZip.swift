/// Writes zip files byte by byte, so that tests can make the ones that no tool would write.
package struct StoredZip {
  package struct Entry {
    package var name: [UInt8]
    package var bytes: [UInt8]
    /// 0 stored, 8 deflated.
    package var method: UInt16 = 0
    /// What the entry says that it unpacks to; nil: the truth for stored ones.
    package var declaredSize: Int?
    package var isEncrypted = false
    package var isLink = false
    package var crc: UInt32?

    package init(_ name: String, _ bytes: [UInt8]) {
      self.name = Array(name.utf8)
      self.bytes = bytes
    }

    package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  package var entries: [Entry] = []

  package init(_ entries: [Entry] = []) { self.entries = entries }

  /// The whole file.
  package func bytes() -> [UInt8] {
    var out: [UInt8] = []
    var list: [UInt8] = []
    for entry in entries {
      let place = out.count
      var common: [UInt8] = []
      // Version, flags (bit 0: encrypted, bit 11: name is UTF-8), method, time, date.
      put(&common, 20, 2)
      put(&common, 0x0800 | (entry.isEncrypted ? 1 : 0), 2)
      put(&common, Int(entry.method), 2)
      put(&common, 0, 2)
      put(&common, 0x21, 2)
      put(&common, Int(entry.crc ?? Self.crc32(entry.bytes)), 4)
      put(&common, entry.bytes.count, 4)
      put(&common, entry.declaredSize ?? entry.bytes.count, 4)
      put(&common, entry.name.count, 2)
      put(&common, 0, 2)
      out += [0x50, 0x4B, 3, 4] + common + entry.name + entry.bytes
      list += [0x50, 0x4B, 1, 2]
      put(&list, 0x031E, 2)
      list += common
      put(&list, 0, 2)
      put(&list, 0, 2)
      put(&list, 0, 2)
      put(&list, (entry.isLink ? 0o120777 : 0o100644) << 16, 4)
      put(&list, place, 4)
      list += entry.name
    }
    let start = out.count
    out += list + [0x50, 0x4B, 5, 6]
    put(&out, 0, 4)
    put(&out, entries.count, 2)
    put(&out, entries.count, 2)
    put(&out, list.count, 4)
    put(&out, start, 4)
    put(&out, 0, 2)
    return out
  }

  private func put(_ out: inout [UInt8], _ value: Int, _ count: Int) {
    for i in 0..<count { out.append(UInt8(truncatingIfNeeded: value >> (8 * i))) }
  }

  private static let table: [UInt32] = (0..<256).map { n in
    (0..<8).reduce(UInt32(n)) { c, _ in c & 1 == 1 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1 }
  }

  /// The checksum of zip and gzip.
  package static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
