import Corpus
import Foundation

/// Cuts a stream into shards of whole lines, each in the slab of a batch of its own.
///
/// Memory: one block a shard (4 MiB, or as long as its longest line). A line longer than
/// ``longestLine`` is passed over and set aside as `record-too-long`.
final class ShardReader {
  static let blockSize = 1 << 20
  /// A single record above this is no post.
  static let longestLine = 256 << 20

  /// Some lines: where they lie in the batch, and the number of the first in the stream, from 1.
  struct Shard {
    let batch: PostBatch
    let range: Range<Int>
    let firstLine: Int64
    /// Whether the stream ends with it.
    let isLast: Bool
  }

  private let source: any ByteSource
  private var carried: [UInt8] = []
  private var lines: Int64 = 1
  private var isAtEnd = false
  /// Bytes read so far.
  private(set) var bytesRead = 0
  private let onBytes: ((UnsafeRawBufferPointer) -> Void)?

  /// - Parameter onBytes: is handed every block as it was read (for a digest of the input).
  init(_ source: any ByteSource, onBytes: ((UnsafeRawBufferPointer) -> Void)? = nil) {
    self.source = source
    self.onBytes = onBytes
  }

  /// The next shard, nil at the end. An empty stream gives one empty shard.
  func next(_ batch: PostBatch) throws -> Shard? {
    if isAtEnd { return nil }
    batch.removeAll()
    batch.reserve(carried.count + Self.blockSize)
    _ = batch.put(carried)
    carried.removeAll(keepingCapacity: true)
    var searched = 0
    while true {
      let count = try fill(batch)
      if count == 0 {
        isAtEnd = true
        return shard(batch, end: batch.used)
      }
      if let cut = lastLineFeed(batch, from: searched) {
        carried.append(
          contentsOf: UnsafeBufferPointer(
            start: batch.base + cut + 1, count: batch.used - cut - 1))
        return shard(batch, end: cut + 1)
      }
      searched = batch.used
      if batch.used > Self.longestLine { return try passOver(batch) }
      batch.reserve(batch.used)
    }
  }

  /// Fills the slab up to a block more; 0 at the end.
  private func fill(_ batch: PostBatch) throws -> Int {
    var total = 0
    let room = min(batch.capacity - batch.used, Self.blockSize)
    while total < room {
      let buffer = UnsafeMutableRawBufferPointer(
        start: batch.base + batch.used, count: room - total)
      let count = try source.read(into: buffer)
      if count == 0 { break }
      onBytes?(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
      batch.advance(count)
      total += count
    }
    bytesRead += total
    return total
  }

  private func lastLineFeed(_ batch: PostBatch, from: Int) -> Int? {
    var at = batch.used - 1
    while at >= from {
      if batch.base[at] == 10 { return at }
      at -= 1
    }
    return nil
  }

  private func shard(_ batch: PostBatch, end: Int) -> Shard {
    batch.pad()
    let first = lines
    lines += lineFeeds(batch.base, end)
    return Shard(batch: batch, range: 0..<end, firstLine: first, isLast: isAtEnd)
  }

  private func lineFeeds(_ base: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int64 {
    var total: Int64 = 0
    var at = UnsafePointer(base)
    let end = at + count
    while at < end, let found = memchr(at, 10, end - at) {
      total += 1
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return total
  }

  /// Reads on to the end of a line that is too long, and reports it.
  private func passOver(_ batch: PostBatch) throws -> Shard {
    batch.removeAll()
    batch.recordsRead = 1
    batch.setAside(.tooLong, ordinal: lines)
    while true {
      let count = try fill(batch)
      if count == 0 {
        isAtEnd = true
        break
      }
      let found = memchr(batch.base, 10, batch.used)
      if let found {
        let cut = UnsafeRawPointer(batch.base).distance(to: UnsafeRawPointer(found))
        carried.append(
          contentsOf: UnsafeBufferPointer(
            start: batch.base + cut + 1, count: batch.used - cut - 1))
        break
      }
      batch.forgetBytes()
    }
    batch.forgetBytes()
    lines += 1
    return Shard(batch: batch, range: 0..<0, firstLine: lines, isLast: isAtEnd)
  }
}
