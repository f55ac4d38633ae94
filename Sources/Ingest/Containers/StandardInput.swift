import Corpus
import Synchronization

/// Standard input as an export of one member, unpacked where it is packed.
///
/// Its first MiB can be opened as often as one likes, so that a recogniser may look; what lies
/// behind can be read once.
final class StandardInput: Export {
  let members: [Member]
  private let shared: SharedStream

  /// - Throws: `Complaint` (65) without a place, for archives, which need to be read twice.
  init(descriptor: Int32, input: Int32, limits: UnpackLimits) throws {
    let file = FileSource(descriptor: descriptor)
    let head = try file.take(FileKind.headLength)
    let kind = FileKind.detect(head)
    let whole = HeadedSource(head, file)
    switch kind {
    case .plain: shared = SharedStream(whole)
    case .gzip, .zstd, .bzip2, .xz:
      let reader = try ArchiveReader(source: whole, kind: kind, limits: limits)
      _ = try reader.next()
      guard reader.isSingleFile else { throw Self.refusal }
      shared = SharedStream(EntrySource(reader))
    case .zip, .tar: throw Self.refusal
    case .sevenZip, .rar: throw Exports.notRead(kind)
    }
    members = [Member(input: input, name: "standard-input", size: -1, index: 0)]
  }

  private static let refusal = Complaint(
    "is an archive, which standard input cannot be; give its name")

  func open(_ member: Member) throws -> any ByteSource { Reader(shared) }

  private final class Reader: ByteSource {
    private let shared: SharedStream
    private var at = 0
    init(_ shared: SharedStream) { self.shared = shared }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let count = try shared.read(at: at, into: buffer)
      at += count
      return count
    }
  }
}

/// A stream whose beginning is remembered.
private final class SharedStream: @unchecked Sendable {
  private static let remembered = 1 << 20
  private let source: any ByteSource
  private let lock = Mutex<Void>(())
  private var head: [UInt8] = []
  /// Bytes taken from the source; beyond `head.count` they are gone.
  private var taken = 0

  init(_ source: any ByteSource) { self.source = source }

  /// - Throws: `Complaint` (66) for bytes that were read before and not remembered.
  func read(at place: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    try lock.withLock { _ in
      if place < head.count {
        let count = min(buffer.count, head.count - place)
        head[place..<place + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
        return count
      }
      guard place == taken else {
        throw Complaint("standard input can be read only once", status: .noInput)
      }
      let count = try source.read(into: buffer)
      if taken == head.count, head.count + count <= Self.remembered {
        head.append(contentsOf: buffer[..<count])
      }
      taken += count
      return count
    }
  }
}
