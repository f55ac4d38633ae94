import Corpus

/// Finds row numbers by fingerprint: open addressing, 4 bytes a slot, at most half full.
///
/// The keys stay where they are; the index holds numbers only, so that a million posts cost 8 MB.
struct KeyIndex {
  /// Row number + 1; 0 is free.
  private var slots: [UInt32]
  private let mask: Int

  /// An index with room for `count` rows.
  init(room count: Int) {
    var size = 16
    while size < count * 2 { size <<= 1 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  /// Enters row `number` under `key`, unless an equal key is there already.
  /// - Returns: the row that has the key now.
  @inline(__always)
  mutating func insert(_ number: Int, _ key: Key128, _ keyAt: (Int) -> Key128) -> Int {
    slots.withUnsafeMutableBufferPointer { slots in
      var at = Int(truncatingIfNeeded: key.low) & mask
      while slots[at] != 0 {
        let row = Int(slots[at]) - 1
        let there = keyAt(row)
        if there.low == key.low, there.high == key.high { return row }
        at = (at + 1) & mask
      }
      slots[at] = UInt32(number + 1)
      return number
    }
  }

  /// The row that has the key; -1: none has.
  @inline(__always)
  func find(_ key: Key128, _ keyAt: (Int) -> Key128) -> Int {
    slots.withUnsafeBufferPointer { slots in
      var at = Int(truncatingIfNeeded: key.low) & mask
      while slots[at] != 0 {
        let row = Int(slots[at]) - 1
        let there = keyAt(row)
        if there.low == key.low, there.high == key.high { return row }
        at = (at + 1) & mask
      }
      return -1
    }
  }
}

/// A chunked list as arrays, indexed without a call across modules.
struct Slices<Element: Sendable>: Sendable {
  let slices: [[Element]]
  private let shift: Int
  private let mask: Int

  init(_ list: Chunked<Element>) {
    slices = list.slices
    shift = Chunked<Element>.sliceShift
    mask = 1 << shift - 1
  }

  @inline(__always)
  subscript(index: Int) -> Element { slices[index >> shift][index & mask] }
}
