import Corpus
import Synchronization

/// A zip or tar, also packed, as an export. Nothing is unpacked to disk.
///
/// Opening members in the order of their `index` reads the archive once; any other order reads it
/// again from the start (a zip skips what is not wanted, a packed tar has to unpack it).
final class Archive: Export, RefusingExport {
  let members: [Member]
  let refused: [SetAside]
  private let path: String
  private let kind: FileKind
  private let limits: UnpackLimits
  /// A reader that nobody uses, and stands before the entry of its position.
  private let idle = Mutex<ArchiveReader?>(nil)

  /// Reads the list of members.
  /// - Throws: `Complaint` (65) without a place.
  init(_ path: String, kind: FileKind, input: Int32, limits: UnpackLimits) throws {
    self.path = path
    self.kind = kind
    self.limits = limits
    let reader = try ArchiveReader(path: path, kind: kind, limits: limits)
    let packed = try Disk.size(path)
    var list = MemberList(input: input, limits: limits)
    var declared: Int64 = 0
    while let entry = try reader.next() {
      let index = reader.position - 1
      guard index < limits.members else {
        throw Complaint("holds more than \(limits.members) files")
      }
      if entry.isLocked { throw ArchiveReader.locked }
      declared = declared.addingReportingOverflow(max(0, entry.size)).partialValue
      try limits.check(unpacked: declared < 0 ? .max : declared, from: packed)
      switch (entry.kind, entry.name) {
      case (.folder, _): continue
      case (.other, _): list.refuse(.unsafePath, index: index)
      case (.file, nil): list.refuse(.unnamedMember, index: index)
      case (.file, let name?):
        try name.withUnsafeBufferPointer { try list.add($0, size: entry.size, index: index) }
      }
    }
    guard !reader.isSingleFile else {
      throw Complaint("ends in .tar but is no tar archive; give it its right name")
    }
    members = list.sorted()
    refused = list.refused
    if members.isEmpty, refused.isEmpty { throw Complaint("is an archive without files") }
  }

  func open(_ member: Member) throws -> any ByteSource {
    let waiting = idle.withLock { kept in
      let reader = kept
      kept = nil
      return reader
    }
    var reader: ArchiveReader
    if let waiting, waiting.position <= member.index {
      reader = waiting
    } else {
      reader = try ArchiveReader(path: path, kind: kind, limits: limits)
    }
    repeat {
      guard try reader.next() != nil else {
        throw Complaint("changed while it was read; run again", status: .tryAgain)
      }
    } while reader.position <= member.index
    return EntrySource(reader) { [self] reader in idle.withLock { $0 = reader } }
  }
}
