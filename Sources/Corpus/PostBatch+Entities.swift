import Foundation

extension PostBatch {
  /// The field with `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&#39;` decoded, in place: what it loses in
  /// length is cut from its end. The bytes must belong to this field alone.
  public func decodingEntities(_ field: Field) -> Field {
    guard field.count > 3 else { return field }
    let start = base + Int(field.offset)
    let stop = start + Int(field.count)
    guard let found = memchr(start, 38, Int(field.count)) else { return field }
    var read = found.assumingMemoryBound(to: UInt8.self)
    var write = read
    while read < stop {
      if read.pointee == 38, let (byte, length) = Self.entity(read, stop) {
        write.pointee = byte
        read += length
      } else {
        write.pointee = read.pointee
        read += 1
      }
      write += 1
    }
    return Field(offset: Int(field.offset), count: write - start)
  }

  private static func entity(
    _ p: UnsafeMutablePointer<UInt8>, _ stop: UnsafeMutablePointer<UInt8>
  ) -> (UInt8, Int)? {
    let known: [(StaticString, UInt8)] = [
      ("&amp;", 38), ("&lt;", 60), ("&gt;", 62), ("&quot;", 34), ("&#39;", 39),
    ]
    for (name, byte) in known where stop - p >= name.utf8CodeUnitCount {
      let n = name.utf8CodeUnitCount
      if (0..<n).allSatisfy({ p[$0] == name.utf8Start[$0] }) { return (byte, n) }
    }
    return nil
  }
}
