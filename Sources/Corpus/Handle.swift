/// How handles are compared: without a leading `@`, in lower case.
public enum Handle {
  /// The folded bytes; ASCII by table, anything else by Unicode's default mapping (no locale).
  public static func folded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var start = 0
    var stop = bytes.count
    while start < stop, bytes[start] == 32 || bytes[start] == 64 { start += 1 }
    while stop > start, bytes[stop - 1] == 32 { stop -= 1 }
    var folded: [UInt8] = []
    folded.reserveCapacity(stop - start)
    for i in start..<stop {
      let c = bytes[i]
      if c >= 0x80 {
        let text = String(
          decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self)
        return [UInt8](text.lowercased().utf8)
      }
      folded.append(c >= 65 && c <= 90 ? c | 32 : c)
    }
    return folded
  }

  public static func folded(_ text: String) -> [UInt8] {
    var copy = text
    return copy.withUTF8 { folded($0) }
  }

  public static func folded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { folded($0) }
  }
}
