internal import Corpus

extension Chunked {
  /// Walks the elements in order with their numbers; blocks are not copied.
  @inline(__always)
  func walk(_ body: (Int, Element) throws -> Void) rethrows { try forEach(body) }
}
