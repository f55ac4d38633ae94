/// Sorts many names bytewise: by their first sixteen bytes as numbers, and by the rest where those
/// are equal.
enum NameOrder {
  private struct Entry {
    var high: UInt64
    var low: UInt64
    var number: Int32
  }

  /// Numbers of `names` in bytewise order; equal names in order of their numbers.
  static func sorted(_ names: [String]) -> [Int32] {
    var entries: [Entry] = []
    entries.reserveCapacity(names.count)
    for (number, name) in names.enumerated() {
      var copy = name
      entries.append(
        copy.withUTF8 { bytes in
          var lanes: (UInt64, UInt64) = (0, 0)
          for i in 0..<min(16, bytes.count) {
            let shift = UInt64(56 - (i & 7) * 8)
            if i < 8 {
              lanes.0 |= UInt64(bytes[i]) << shift
            } else {
              lanes.1 |= UInt64(bytes[i]) << shift
            }
          }
          return Entry(high: lanes.0, low: lanes.1, number: Int32(number))
        })
    }
    entries.sort { a, b in
      if a.high != b.high { return a.high < b.high }
      if a.low != b.low { return a.low < b.low }
      let (x, y) = (names[Int(a.number)].utf8, names[Int(b.number)].utf8)
      if x.lexicographicallyPrecedes(y) { return true }
      return !y.lexicographicallyPrecedes(x) && a.number < b.number
    }
    return entries.map(\.number)
  }
}
