/// What a file is, by its first bytes: names lie too often.
package enum FileKind: Sendable, Equatable {
  case plain, zip, tar, gzip, zstd, bzip2, xz
  /// Archives that are not read.
  case sevenZip, rar

  /// Bytes that ``detect(_:)`` wants to see.
  package static let headLength = 512

  package static func detect(_ head: [UInt8]) -> FileKind {
    func starts(_ bytes: [UInt8], at place: Int = 0) -> Bool {
      head.count >= place + bytes.count && head[place..<place + bytes.count].elementsEqual(bytes)
    }
    if starts([0x50, 0x4B, 3, 4]) || starts([0x50, 0x4B, 5, 6]) || starts([0x50, 0x4B, 7, 8]) {
      return .zip
    }
    if starts([0x1F, 0x8B]) { return .gzip }
    if starts([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    // A skippable frame, as pzstd and seekable zstd write first.
    if head.count >= 4, head[0] & 0xF0 == 0x50, head[1...3].elementsEqual([0x2A, 0x4D, 0x18]) {
      return .zstd
    }
    if starts(Array("BZh".utf8)), head.count > 3, (49...57).contains(head[3]) { return .bzip2 }
    if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .xz }
    if starts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
    if starts(Array("Rar!".utf8)) { return .rar }
    if starts(Array("ustar".utf8), at: 257) { return .tar }
    return .plain
  }

  /// Whether it is a stream around one file or a tar.
  var isFilter: Bool {
    switch self {
    case .gzip, .zstd, .bzip2, .xz: true
    default: false
    }
  }

  /// Suffixes that promise a packed file; `.tgz` and the like open to a tar.
  static let packedSuffixes = [".zip", ".gz", ".zst", ".bz2", ".xz", ".tgz", ".tzst", ".tar"]
}
