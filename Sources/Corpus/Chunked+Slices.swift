extension Chunked {
  /// The elements in slices of `1 << sliceShift`, the last one shorter: for loops that walk or index
  /// plain arrays, whatever is inlined across modules.
  public var slices: [[Element]] { blocks }
  public static var sliceShift: Int { shift }
}
