import CArchive
package import Corpus

/// Packs a stream of bytes as gzip or zstd, through libarchive; the same bytes every time.
///
/// Bytes that come out are handed to `write` as they are made. Call ``finish()`` at the end.
package final class PackedWriter {
  private let archive: OpaquePointer
  private let sink: Sink
  private var isOpen = true

  private final class Sink {
    let write: (UnsafeRawBufferPointer) throws -> Void
    var failure: (any Error)?
    init(_ write: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.write = write }
  }

  /// Whether a file of this name is to be packed.
  package static func packs(_ path: String) -> Bool {
    path.hasSuffix(".gz") || path.hasSuffix(".zst")
  }

  /// - Parameter path: ends in `.gz` or `.zst`.
  package init(
    for path: String, write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard let archive = archive_write_new() else {
      throw Complaint("there is no memory to pack the output", status: .software)
    }
    self.archive = archive
    sink = Sink(write)
    archive_write_set_format_raw(archive)
    if path.hasSuffix(".gz") {
      archive_write_add_filter_gzip(archive)
      // No time of day in the header.
      archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
    } else {
      archive_write_add_filter_zstd(archive)
    }
    archive_write_set_bytes_per_block(archive, 0)
    let opened = archive_write_open(
      archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
      { _, data, buffer, length in
        guard let data else { return -1 }
        let sink = Unmanaged<Sink>.fromOpaque(data).takeUnretainedValue()
        do {
          try sink.write(UnsafeRawBufferPointer(start: buffer, count: length))
          return length
        } catch {
          sink.failure = error
          return -1
        }
      }, nil)
    guard opened == ARCHIVE_OK, let entry = archive_entry_new() else { throw complaint }
    defer { archive_entry_free(entry) }
    archive_entry_set_filetype(entry, 0o100000)
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw complaint }
  }

  deinit { archive_write_free(archive) }

  private var complaint: any Error {
    sink.failure ?? Complaint("cannot be packed", status: .cannotWrite)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let count = archive_write_data(archive, bytes.baseAddress! + done, bytes.count - done)
      if count <= 0 { throw complaint }
      done += count
    }
  }

  /// Writes what is held back.
  package func finish() throws {
    guard isOpen else { return }
    isOpen = false
    guard archive_write_close(archive) == ARCHIVE_OK else { throw complaint }
  }
}
