/// A run of bytes in a batch's slab: offset and length. A missing value is not an empty one.
@frozen public struct Field: Sendable, Equatable {
  public var offset: Int32
  /// -1 means missing.
  public var count: Int32

  @inlinable public init(offset: Int, count: Int) {
    self.offset = Int32(truncatingIfNeeded: offset)
    self.count = Int32(truncatingIfNeeded: count)
  }

  @inlinable public static var missing: Field { Field(offset: 0, count: -1) }
  @inlinable public var isMissing: Bool { count < 0 }
  /// Missing or without a single byte.
  @inlinable public var isBlank: Bool { count <= 0 }
}
