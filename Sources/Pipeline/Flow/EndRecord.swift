import Corpus
import Crypto
import Foundation

/// The `end` record: how many records stand before it, and the first 128 bits of the SHA-256 of
/// their bytes, so that a stage notices when the one before it died.
enum EndRecord {
  static let opening = "{\"record\":\"end\""
  static let typedOpening = "{\"record\":"

  static func line(count: Int, hash: String) -> String {
    "\(opening),\"count\":\(count),\"hash\":\"\(hash)\"}\n"
  }

  static func short(_ hash: SHA256) -> String {
    String(hash.finalize().hexadecimal.prefix(32))
  }

  static func lineFeeds(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard var at = bytes.baseAddress else { return 0 }
    let end = at + bytes.count
    var count = 0
    while at < end, let found = memchr(at, 10, end - at) {
      count += 1
      at = UnsafeRawPointer(found) + 1
    }
    return count
  }
}

/// A stream of records on its way out: counted and hashed, with the end record behind it.
final class RecordOutput {
  private let sink: any ByteSink
  private var hash = SHA256()
  private var count = 0

  init(_ sink: any ByteSink) { self.sink = sink }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    hash.update(bufferPointer: bytes)
    count += EndRecord.lineFeeds(bytes)
    try sink.write(bytes)
  }

  func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

  /// Writes the end record and hands everything on.
  func finish() throws {
    try sink.write(EndRecord.line(count: count, hash: EndRecord.short(hash)))
    try sink.flush()
  }
}

/// A stream of records on its way in. A stream of schakel's own records must end in the end record
/// that fits it; other NDJSON needs none.
final class EndCheckedSource: ByteSource {
  private let inner: any ByteSource
  private var hash = SHA256()
  private var count = 0
  /// The last bytes, not hashed yet: the end record may be among them.
  private var held: [UInt8] = []
  private var isTyped: Bool?
  private static let reach = 1024

  init(_ inner: any ByteSource) { self.inner = inner }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try inner.read(into: buffer)
    if count == 0 {
      try check()
    } else {
      feed(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }
    return count
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) {
    if isTyped == nil {
      let head = held + bytes.prefix(EndRecord.typedOpening.utf8.count)
      if head.count >= EndRecord.typedOpening.utf8.count {
        isTyped = head.starts(with: EndRecord.typedOpening.utf8)
      }
    }
    if bytes.count >= Self.reach {
      pass(held)
      let cut = bytes.count - Self.reach
      let passed = UnsafeRawBufferPointer(rebasing: bytes[..<cut])
      hash.update(bufferPointer: passed)
      count += EndRecord.lineFeeds(passed)
      held = Array(bytes[cut...])
    } else {
      held.append(contentsOf: bytes)
      if held.count > Self.reach * 2 {
        pass(Array(held[..<(held.count - Self.reach)]))
        held.removeFirst(held.count - Self.reach)
      }
    }
  }

  private func pass(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes {
      hash.update(bufferPointer: $0)
      count += EndRecord.lineFeeds($0)
    }
  }

  private func check() throws {
    guard count > 0 || !held.isEmpty else {
      throw Complaint("is empty: the stage before it stopped early, or there was nothing to read")
    }
    guard isTyped == true else { return }
    var end = held.count
    while end > 0, held[end - 1] == 10 || held[end - 1] == 13 { end -= 1 }
    let start = held[..<end].lastIndex(of: 10).map { $0 + 1 } ?? 0
    guard held[start..<end].starts(with: EndRecord.opening.utf8) else {
      throw Complaint(
        "ends without its end record: the stage before it stopped early; run that again "
          + "(or say --partial for records that you picked out)")
    }
    pass(Array(held[..<start]))
    let expected = EndRecord.line(count: count, hash: EndRecord.short(hash))
    guard held[start..<end].elementsEqual(expected.utf8.dropLast()) else {
      throw Complaint(
        "does not fit its end record: records were lost or changed on the way; run it again")
    }
    isTyped = false
  }
}
