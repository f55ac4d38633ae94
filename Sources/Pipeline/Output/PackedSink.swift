import Corpus
import Ingest

/// A sink whose bytes are packed on their way to another, by the suffix of a file name.
package final class PackedSink: ByteSink {
  private let writer: PackedWriter
  private let inner: any ByteSink

  /// - Parameter path: ends in `.gz` or `.zst`.
  package init(for path: String, into inner: any ByteSink) throws {
    self.inner = inner
    writer = try PackedWriter(for: path) { try inner.write($0) }
  }

  /// `inner` itself, or packed where the name asks for it.
  package static func wrap(_ inner: any ByteSink, for path: String) throws -> any ByteSink {
    PackedWriter.packs(path) ? try PackedSink(for: path, into: inner) : inner
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws { try writer.write(bytes) }

  /// Ends the packed stream: nothing can be written afterwards.
  package func flush() throws {
    try writer.finish()
    try inner.flush()
  }
}
