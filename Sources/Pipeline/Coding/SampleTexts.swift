import Corpus
import Foundation
import Ingest

/// Records that are read twice: first for rows without text, then for the texts of those drawn.
/// Standard input is kept meanwhile in a file beside the output, for its owner alone.
final class TwiceRead {
  let shown: String
  private let path: String
  private let isCopy: Bool

  /// - Throws: `Complaint` (66, 73).
  init(_ input: String, beside output: String) throws {
    shown = input == "-" ? "standard input" : input
    isCopy = input == "-"
    path = isCopy ? "\(output).reading-\(getpid())" : input
    if isCopy { try copy() }
  }

  deinit { if isCopy { Leftovers.remove(path) } }

  private func copy() throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DescriptorSink.complaint(errno, path) }
    Leftovers.add(path)
    defer { close(descriptor) }
    let sink = DescriptorSink(descriptor: descriptor, shown: path)
    let source = try at(shown) { try openByteSource("-") }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try at(shown) { try block.withUnsafeMutableBytes { try source.read(into: $0) } }
      if count == 0 { break }
      try block.withUnsafeBytes { try sink.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    try sink.flush()
  }

  /// - Parameter isChecked: whether the stream must end in the end record that fits it.
  func input(isChecked: Bool) -> PostFlow.LineInput {
    PostFlow.LineInput(number: 0, shown: shown) { [path] in
      let source = try openByteSource(path)
      return isChecked ? EndCheckedSource(source) : source
    }
  }
}

/// Texts of a few posts, read from a stream of many.
struct SampleTexts {
  struct Text {
    var own: String
    /// What it quotes, which the source keeps apart from its own words.
    var quoted: String
  }

  private(set) var texts: [Key128: Text] = [:]

  /// Reads the texts of `wanted`; the first record of a post counts, unless a later one is of the
  /// sample. Memory: one block and the texts.
  init(of wanted: Set<Key128>, from source: TwiceRead) throws {
    let stream = try at(source.shown) { try source.input(isChecked: false).open() }
    let shards = ShardReader(stream)
    let batch = PostBatch(capacity: ShardReader.blockSize)
    let reader = PostRecordReader()
    var isContext: Set<Key128> = []
    while let shard = try at(source.shown, { try shards.next(batch) }) {
      batch.reserve(shard.range.count * 3 + 4096)
      reader.read(shard.range, in: batch, firstLine: shard.firstLine)
      for row in batch.rows {
        let key = Key128(
          batch.bytes(row.postID), space: KeyedIDs.platformSpace(batch.bytes(row.platform)))
        guard wanted.contains(key) else { continue }
        if texts[key] != nil {
          guard row.role == .sample, isContext.contains(key) else { continue }
        }
        if row.role == .context { isContext.insert(key) } else { isContext.remove(key) }
        let parts = [batch.string(row.title) ?? "", batch.string(row.text) ?? ""]
        texts[key] = Text(
          own: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"),
          quoted: batch.string(row.quoted) ?? "")
      }
    }
  }
}
