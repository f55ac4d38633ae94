import Corpus

/// A folder with all below it as an export. Links are not followed, but counted.
final class Folder: Export, RefusingExport {
  let members: [Member]
  let refused: [SetAside]
  private let paths: [[UInt8]]

  /// Walks the folder.
  /// - Throws: `Complaint` (66) without a place when a folder in it may not be read.
  init(_ path: String, input: Int32, limits: UnpackLimits) throws {
    var list = MemberList(input: input, limits: limits)
    var paths: [[UInt8]] = []
    let root = Array(path.utf8)
    // Folders that wait, by path below the root; each is listed bytewise, so numbers are stable.
    var waiting: [[UInt8]] = [[]]
    while let folder = waiting.popLast() {
      var inner: [[UInt8]] = []
      for name in try Disk.names(in: Disk.join(root, folder)) {
        let below = folder.isEmpty ? name : Disk.join(folder, name)
        let full = Disk.join(root, below)
        switch try Disk.kind(full) {
        case .folder: inner.append(below)
        case .file(let size):
          try below.withUnsafeBufferPointer {
            try list.add($0, size: size, index: paths.count)
          }
          paths.append(full)
        case .other:
          list.refuse(.unsafePath, index: paths.count)
          paths.append(full)
        }
      }
      waiting.append(contentsOf: inner.reversed())
    }
    members = list.sorted()
    refused = list.refused
    self.paths = paths
    if members.isEmpty, refused.isEmpty {
      throw Complaint("is a folder without files", status: .noInput)
    }
  }

  func open(_ member: Member) throws -> any ByteSource {
    try FileSource(path: String(decoding: paths[member.index], as: UTF8.self))
  }
}
