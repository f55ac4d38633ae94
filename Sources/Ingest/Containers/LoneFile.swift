import Corpus
import Foundation

/// An export of one file, unpacked where it is a gzip, zstd, bzip2 or xz stream.
final class LoneFile: Export {
  let members: [Member]
  private let path: String
  private let kind: FileKind
  private let limits: UnpackLimits

  init(_ path: String, kind: FileKind, size: Int64, input: Int32, limits: UnpackLimits) {
    self.path = path
    self.kind = kind
    self.limits = limits
    var name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    if kind != .plain {
      let lower = name.lowercased()
      for suffix in FileKind.packedSuffixes where lower.hasSuffix(suffix) {
        name = name.dropLast(suffix.count)
        break
      }
    }
    members = [
      Member(
        input: input, name: String(name).precomposedStringWithCanonicalMapping, size: size,
        index: 0)
    ]
  }

  func open(_ member: Member) throws -> any ByteSource {
    guard kind != .plain else { return try FileSource(path: path) }
    let reader = try ArchiveReader(path: path, kind: kind, limits: limits)
    _ = try reader.next()
    return EntrySource(reader)
  }
}
