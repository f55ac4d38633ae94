package import Corpus

/// Cuts the elements out of one JSON array that may be far larger than memory.
///
/// Every call of ``next()`` fills a fresh batch with whole elements, about `block` bytes of them;
/// what an element says is not looked at, so that one broken record does not cost the others. The
/// cutter follows strings and brackets only; a raw newline, which no JSON string may hold, ends a
/// string, so that a lost quote costs one record. A missing comma is forgiven.
/// Memory: `block`, or the largest element.
package struct JSONElements {
  /// Where the text of an element lies in the batch's slab, and its number from 1.
  package struct Element: Sendable {
    package let range: Range<Int>
    package let ordinal: Int64
  }

  private let source: any ByteSource
  private let block: Int
  private let largest: Int
  /// Bytes read and not handed out: the beginning of an element.
  private var carry: [UInt8] = []
  private var ordinal: Int64 = 0
  private var state = State.before
  private var atEnd = false
  private var isClosed = false
  /// Whether the bytes ended before the array did; known with the last elements.
  package var isCutShort: Bool { atEnd && !isClosed }
  /// What stood before the opening bracket; at most ``longestPrefix`` bytes.
  package private(set) var prefix: [UInt8] = []
  /// Most bytes before the opening bracket.
  package static let longestPrefix = 4096

  private enum State { case before, inside, after }

  /// - Parameters:
  ///   - block: bytes read for a batch.
  ///   - largest: an element of more bytes is a `Complaint`.
  package init(_ source: any ByteSource, block: Int = 4 << 20, largest: Int = 256 << 20) {
    self.source = source
    self.block = block
    self.largest = largest
  }

  /// The next elements; nil at the end of the array or of the bytes.
  ///
  /// An element that the end of the bytes cuts is handed out as it is.
  /// - Throws: `Complaint` (65) without a place when no array begins, or an element is too large.
  package mutating func next() throws -> (batch: PostBatch, elements: [Element])? {
    guard !atEnd else { return nil }
    let batch = PostBatch(capacity: carry.count + block)
    _ = batch.put(carry)
    carry = []
    var elements: [Element] = []
    var cutter = Cutter()
    var scanned = 0
    while elements.isEmpty, !atEnd {
      let isDry = try fill(batch, upTo: max(block, batch.used + block))
      if state == .before {
        guard let open = opening(batch) else {
          if isDry || batch.used >= Self.longestPrefix { throw Complaint("holds no JSON array") }
          continue
        }
        scanned = open
        state = .inside
      }
      scanned = cut(batch, from: scanned, &cutter, &elements)
      if state == .after {
        isClosed = true
        atEnd = true
      } else if isDry {
        if let start = cutter.start, start < batch.used {
          add(start..<batch.used, &elements)
        }
        atEnd = true
      } else if elements.isEmpty, let start = cutter.start, batch.used - start > largest {
        throw Complaint("holds a record of more than \(largest >> 20) MiB")
      }
    }
    if !atEnd {
      let keep = cutter.start ?? scanned
      carry = Array(UnsafeBufferPointer(start: batch.base + keep, count: batch.used - keep))
    }
    batch.pad()
    return elements.isEmpty ? nil : (batch, elements)
  }

  /// Reads until the batch holds `size` bytes; true when the source has no more.
  private func fill(_ batch: PostBatch, upTo size: Int) throws -> Bool {
    batch.reserve(size - batch.used)
    while batch.used < size {
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(
          start: batch.base + batch.used, count: size - batch.used))
      if count == 0 { return true }
      batch.advance(count)
    }
    return false
  }

  /// Where the inside of the array begins.
  private mutating func opening(_ batch: PostBatch) -> Int? {
    var at = 0
    while at < batch.used, at < Self.longestPrefix {
      if batch.base[at] == 91 {
        prefix = Array(UnsafeBufferPointer(start: batch.base, count: at))
        return at + 1
      }
      at += 1
    }
    return nil
  }

  /// Where the cutter is inside an element.
  private struct Cutter {
    var start: Int?
    var depth = 0
    var inString = false
  }

  private mutating func add(_ range: Range<Int>, _ elements: inout [Element]) {
    ordinal += 1
    elements.append(Element(range: range, ordinal: ordinal))
  }

  /// Scans what was read; returns how far. An escape at the very end waits for its second byte.
  private mutating func cut(
    _ batch: PostBatch, from: Int, _ cutter: inout Cutter, _ elements: inout [Element]
  ) -> Int {
    let base = batch.base
    let stop = batch.used
    var at = from
    while at < stop {
      let c = base[at]
      if cutter.inString {
        if c == 92 {
          if at + 1 >= stop { return at }
          at += base[at + 1] == 10 ? 1 : 2
          continue
        }
        if c == 34 || c == 10 {
          cutter.inString = false
          if cutter.depth == 0, let start = cutter.start {
            add(start..<at + 1, &elements)
            cutter.start = nil
          }
        }
        at += 1
        continue
      }
      switch c {
      case 34:
        if cutter.start == nil { cutter.start = at }
        cutter.inString = true
      case 123, 91:
        if cutter.start == nil { cutter.start = at }
        cutter.depth += 1
      case 125, 93:
        if cutter.depth > 0 {
          cutter.depth -= 1
          if cutter.depth == 0, let start = cutter.start {
            add(start..<at + 1, &elements)
            cutter.start = nil
          }
        } else if c == 93 {
          if let start = cutter.start { add(start..<at, &elements) }
          cutter.start = nil
          state = .after
          return at
        }
      case 44, 32, 10, 13, 9:
        if cutter.depth == 0, let start = cutter.start {
          add(start..<at, &elements)
          cutter.start = nil
        }
      default:
        if cutter.start == nil { cutter.start = at }
      }
      at += 1
    }
    return at
  }
}
