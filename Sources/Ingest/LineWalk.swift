import Foundation

/// The lines of a shard: where each begins and ends in the slab, blank ones passed over.
package struct LineWalk: Sequence, IteratorProtocol {
  /// One line without its line feed; a carriage return before it still belongs to it.
  package struct Line {
    package let start: Int
    package let end: Int
    /// Counted from the first line of the file, from 1, blank lines included.
    package let number: Int64
  }

  private let base: UnsafePointer<UInt8>
  private let stop: Int
  private var at: Int
  private var number: Int64

  /// - Parameter range: whole lines in the slab at `base`; the last may lack its line feed.
  package init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, firstLine: Int64) {
    self.base = base
    stop = range.upperBound
    at = range.lowerBound
    number = firstLine
  }

  package mutating func next() -> Line? {
    while at < stop {
      let start = at
      let found = memchr(base + start, 10, stop - start)
      let end = found.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? stop
      at = end + 1
      let line = Line(start: start, end: end, number: number)
      number += 1
      if !isBlank(start, end) { return line }
    }
    return nil
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    var p = start
    while p < end {
      let c = base[p]
      if c != 32, c != 13, c != 9 { return false }
      p += 1
    }
    return true
  }
}
