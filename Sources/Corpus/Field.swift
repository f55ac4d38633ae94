/// A run of bytes in a batch's slab: offset and length. A missing value is not an empty one.
@frozen package struct Field: Sendable, Equatable {
  package var offset: Int32
  /// -1 means missing.
  package var count: Int32

  @inlinable package init(offset: Int, count: Int) {
    self.offset = Int32(truncatingIfNeeded: offset)
    self.count = Int32(truncatingIfNeeded: count)
  }

  @inlinable package static var missing: Field { Field(offset: 0, count: -1) }
  @inlinable package var isMissing: Bool { count < 0 }
  /// Missing or without a single byte.
  @inlinable package var isBlank: Bool { count <= 0 }
}
