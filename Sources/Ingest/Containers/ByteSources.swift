package import Corpus

/// Bytes that were looked at already, then the rest of their source.
package final class HeadedSource: ByteSource {
  private let head: [UInt8]
  private var at = 0
  private let rest: any ByteSource

  package init(_ head: [UInt8], _ rest: any ByteSource) {
    self.head = head
    self.rest = rest
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard at < head.count else { return try rest.read(into: buffer) }
    let count = min(buffer.count, head.count - at)
    head[at..<at + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    at += count
    return count
  }
}

extension ByteSource {
  /// The first `count` bytes, or all there are.
  package func take(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let n = try bytes.withUnsafeMutableBytes {
        try read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if n == 0 { break }
      filled += n
    }
    return Array(bytes[..<filled])
  }
}

/// The current entry of an archive, read once; gives its reader back to the archive at the end.
final class EntrySource: ByteSource {
  private let reader: ArchiveReader
  private let giveBack: ((ArchiveReader) -> Void)?

  init(_ reader: ArchiveReader, giveBack: ((ArchiveReader) -> Void)? = nil) {
    self.reader = reader
    self.giveBack = giveBack
  }

  deinit { if !reader.isBroken { giveBack?(reader) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try reader.read(into: buffer)
  }
}

/// Opens a file, or `-` for standard input, as the UTF-8 text of one file: unpacks gzip, zstd, bzip2
/// and xz, and a zip or tar of exactly one member, by content; drops a byte order mark; converts
/// UTF-16. Pipes are read as they are: nothing is opened twice.
///
/// - Throws: `Complaint` without a place.
package func openByteSource(
  _ path: String, limits: UnpackLimits = .usual, standardInput: Int32 = 0
) throws -> any ByteSource {
  let file: any ByteSource =
    path == "-" ? FileSource(descriptor: standardInput) : try FileSource(path: path)
  let head = try file.take(FileKind.headLength)
  let kind = FileKind.detect(head)
  let whole = HeadedSource(head, file)
  switch kind {
  case .plain:
    try Exports.checkPromise(path, kind)
    return try TextSource(whole)
  case .gzip, .zstd, .bzip2, .xz, .tar:
    let reader = try ArchiveReader(source: whole, kind: kind, limits: limits)
    _ = try reader.next()
    if reader.isSingleFile { return try TextSource(EntrySource(reader)) }
    guard path != "-" else {
      throw Complaint("is an archive, which standard input cannot be; give its name")
    }
    return try onlyMember(path, limits)
  case .zip:
    guard path != "-" else {
      throw Complaint("is a zip, which standard input cannot be; give its name")
    }
    return try onlyMember(path, limits)
  case .sevenZip, .rar: throw Exports.notRead(kind)
  }
}

/// The one member of an archive that is read as a file of lines.
private func onlyMember(_ path: String, _ limits: UnpackLimits) throws -> any ByteSource {
  let export = try Exports.open(path, input: 1, limits: limits)
  guard export.members.count == 1 else {
    throw Complaint(
      "is an archive of \(export.members.count) files, and this format reads one; "
        + "unpack it and give the files")
  }
  return try TextSource(export.open(export.members[0]))
}

extension Export {
  /// A member as UTF-8: without byte order mark, UTF-16 converted.
  package func openText(_ member: Member) throws -> TextSource { try TextSource(open(member)) }
}
