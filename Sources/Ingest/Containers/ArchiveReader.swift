import CArchive
import Corpus
import Foundation

/// One pass through an archive or a compressed stream, by libarchive.
///
/// Belongs to one thread at a time. Nothing that libarchive says reaches a message: its texts may
/// hold names.
final class ArchiveReader: @unchecked Sendable {
  struct Entry {
    enum Kind { case file, folder, other }
    /// The raw name; nil where libarchive cannot give it.
    let name: [UInt8]?
    let kind: Kind
    /// -1 when the archive does not say.
    let size: Int64
    let isLocked: Bool
  }

  private let handle: OpaquePointer
  private let kind: FileKind
  private let packed: Packed
  private let limits: UnpackLimits
  private var declared: Int64 = -1
  private var unpacked: Int64 = 0
  /// Entries passed: the next header is that of entry `position`.
  private(set) var position = 0
  private var hasEntry = false
  /// Something went wrong: nothing more can be read.
  private(set) var isBroken = false

  /// Where packed bytes come from: a file of known size, or a stream that is counted.
  private enum Packed {
    case file(Int64)
    case stream(StreamFeed)
    var count: Int64 {
      switch self {
      case .file(let size): size
      case .stream(let feed): feed.taken
      }
    }
  }

  /// Opens a file.
  /// - Throws: `Complaint` without a place.
  convenience init(path: String, kind: FileKind, limits: UnpackLimits) throws {
    try self.init(kind: kind, packed: .file(try Disk.size(path)), limits: limits) {
      archive_read_open_filename($0, path, 1 << 17)
    }
  }

  /// Opens a stream, which is read once: zip is not among what it can hold.
  convenience init(source: any ByteSource, kind: FileKind, limits: UnpackLimits) throws {
    let feed = StreamFeed(source)
    try self.init(kind: kind, packed: .stream(feed), limits: limits) {
      feed.open($0)
    }
    if let error = feed.error { throw error }
  }

  private init(
    kind: FileKind, packed: Packed, limits: UnpackLimits, open: (OpaquePointer) -> Int32
  ) throws {
    guard let handle = archive_read_new() else {
      throw Complaint("cannot be opened: there is no memory left", status: .tryAgain)
    }
    self.handle = handle
    self.kind = kind
    self.packed = packed
    self.limits = limits
    if kind == .zip {
      archive_read_support_format_zip_seekable(handle)
    } else {
      archive_read_support_format_tar(handle)
      archive_read_support_format_raw(handle)
      archive_read_support_format_empty(handle)
      archive_read_support_filter_gzip(handle)
      archive_read_support_filter_zstd(handle)
      archive_read_support_filter_bzip2(handle)
      archive_read_support_filter_xz(handle)
    }
    let code = UTF8Locale.around { open(handle) }
    if code < ARCHIVE_WARN { throw complaint() }
  }

  deinit { archive_read_free(handle) }

  /// Whether the stream held one file and no archive; known after the first ``next()``.
  var isSingleFile: Bool {
    let format = archive_format(handle) & 0xFF0000
    return format == ARCHIVE_FORMAT_RAW || format == ARCHIVE_FORMAT_EMPTY
  }

  /// The next entry; nil at the end.
  func next() throws -> Entry? {
    var entry: OpaquePointer?
    let code = UTF8Locale.around { archive_read_next_header(handle, &entry) }
    hasEntry = false
    if code == ARCHIVE_EOF { return nil }
    guard code >= ARCHIVE_WARN, let entry else { throw complaint() }
    position += 1
    hasEntry = true
    unpacked = 0
    declared = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : -1
    let mode = archive_entry_filetype(entry)
    var kind = Entry.Kind.other
    if mode == S_IFDIR {
      kind = .folder
    } else if mode == S_IFREG || mode == 0, archive_entry_hardlink(entry) == nil {
      kind = .file
    }
    let name = UTF8Locale.around { archive_entry_pathname(entry) }
    return Entry(
      name: name.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: strlen($0))) },
      kind: kind, size: declared, isLocked: archive_entry_is_encrypted(entry) != 0)
  }

  /// Bytes of the current entry; 0 at its end, and where there is no entry.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard hasEntry, let start = buffer.baseAddress, buffer.count > 0 else { return 0 }
    let count = archive_read_data(handle, start, buffer.count)
    if count < 0 { throw complaint() }
    unpacked += Int64(count)
    if declared >= 0, unpacked > declared {
      isBroken = true
      throw Complaint("holds a file that is larger than the archive says, as an archive bomb does")
    }
    do {
      try limits.check(unpacked: unpacked, from: packed.count)
    } catch {
      isBroken = true
      throw error
    }
    return count
  }

  /// What went wrong, in our words.
  private func complaint() -> any Error {
    isBroken = true
    if case .stream(let feed) = packed, let error = feed.error { return error }
    let said = archive_error_string(handle).map { String(cString: $0).lowercased() } ?? ""
    if said.contains("too much memory") {
      return Complaint(
        "was packed with a long window (zstd --long); "
          + "give it as `zstd -dc --long=31 FILE | schakel ingest … -`")
    }
    if said.contains("encrypt") || said.contains("passphrase") || said.contains("password") {
      return ArchiveReader.locked
    }
    let remedy = "copy or download it again, or ask for a new export"
    if kind == .zip, position == 0 {
      return Complaint(
        "is cut short or damaged: the list at the end of the zip is missing or "
          + "wrong; \(remedy)")
    }
    if said.contains("truncated") || said.contains("end of file") || said.contains("premature") {
      return Complaint("is cut short; \(remedy)")
    }
    return Complaint("is \(said.contains("crc") ? "" : "cut short or ")damaged; \(remedy)")
  }

  static let locked = Complaint(
    "is locked with a password; unpack it yourself and give the folder")
}

/// Hands the bytes of a source to libarchive.
private final class StreamFeed {
  private let source: any ByteSource
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
  private(set) var taken: Int64 = 0
  private(set) var error: (any Error)?

  init(_ source: any ByteSource) { self.source = source }
  deinit { block.deallocate() }

  /// The feed must outlive `handle`.
  func open(_ handle: OpaquePointer) -> Int32 {
    archive_read_open(
      handle, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, client, start in
        guard let client, let start else { return -1 }
        return Unmanaged<StreamFeed>.fromOpaque(client).takeUnretainedValue().fill(start)
      }, nil)
  }

  private func fill(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do {
      let count = try source.read(into: block)
      taken += Int64(count)
      start.pointee = UnsafeRawPointer(block.baseAddress)
      return count
    } catch {
      self.error = error
      return -1
    }
  }
}

/// libarchive converts names through the thread's locale, and in the C locale gives none back.
private enum UTF8Locale {
  // A locale object is read-only once made.
  nonisolated(unsafe) private static let utf8: locale_t? = {
    for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] {
      if let made = newlocale(LC_CTYPE_MASK, name, nil) { return made }
    }
    return nil
  }()

  static func around<T>(_ body: () -> T) -> T {
    guard let utf8 else { return body() }
    let before = uselocale(utf8)
    defer { _ = uselocale(before) }
    return body()
  }
}
