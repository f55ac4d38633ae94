package import Corpus
import Foundation

/// Walks the lines of a range of a batch's slab that hold more than white space.
///
/// `body` gets where a line begins and ends (without its newline) and its number, counted from
/// `firstLine`; it may let the slab grow, since offsets do not move.
/// Cost: one memchr a line.
@inline(__always)
package func forEachLine(
  in batch: PostBatch, _ range: Range<Int>, firstLine: Int64,
  _ body: (_ start: Int, _ end: Int, _ line: Int64) -> Void
) {
  var start = range.lowerBound
  var line = firstLine
  while start < range.upperBound {
    var end = range.upperBound
    if let hit = memchr(batch.base + start, 10, end - start) {
      end = UnsafeRawPointer(hit) - UnsafeRawPointer(batch.base)
    }
    var at = start
    while at < end, batch.base[at] == 32 || batch.base[at] == 9 || batch.base[at] == 13 { at += 1 }
    if at < end { body(at, end, line) }
    start = end + 1
    line += 1
  }
}
