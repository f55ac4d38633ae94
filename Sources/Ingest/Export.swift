package import Corpus

/// One export as a format sees it: named members that can be opened, and opened again.
///
/// A lone file is an export of one member; a folder's or archive's members are named by their path
/// inside it, with `/`. Names are never printed: a place is the input's number, the format's own
/// name for the member, and a record number.
package protocol Export: AnyObject, Sendable {
  /// Members in a fixed order (by name, bytewise).
  var members: [Member] { get }
  /// A fresh stream of a member's bytes (decompressed).
  func open(_ member: Member) throws -> any ByteSource
}

/// One file of an export.
package struct Member: Sendable, Equatable {
  /// Number of the input (file, archive or folder on the command line) from 1.
  package let input: Int32
  /// Path inside the container, or the file's own name; NFC, `/` between parts.
  package let name: String
  /// Bytes when unpacked, as the container claims; -1 when it does not say.
  package let size: Int64
  /// How the export finds it again.
  package let index: Int

  package init(input: Int32, name: String, size: Int64, index: Int) {
    self.input = input
    self.name = name
    self.size = size
    self.index = index
  }

  /// The part after the last `/`.
  package var lastName: Substring {
    name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...]
  }

  /// Whether the path ends in `suffix` at a `/` boundary.
  package func ends(in suffix: String) -> Bool {
    name == suffix || name.hasSuffix("/" + suffix)
  }
}

extension Export {
  /// The first bytes of a member, at most `count`.
  package func head(_ member: Member, _ count: Int = 4096) throws -> [UInt8] {
    let source = try open(member)
    var head = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let n = try head.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if n == 0 { break }
      filled += n
    }
    return Array(head[..<filled])
  }

  /// All bytes of a member, at most `limit`.
  package func bytes(_ member: Member, limit: Int = 512 << 20) throws -> [UInt8] {
    try open(member).readAll(limit: limit)
  }
}
