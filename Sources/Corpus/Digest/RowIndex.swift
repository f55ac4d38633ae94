/// Finds the row of a post by its key: 4 bytes a slot, the keys stay in the rows.
///
/// A slot holds the row's number and, in the bits that the number leaves free, a tag from the key,
/// so that nearly no row is looked at in vain.
public struct RowIndex: Sendable {
  private var slots: [UInt32]
  private var mask: Int
  /// Bits of a slot that hold the row's number, counted from 1.
  private var numberBits: UInt32
  private var count = 0
  /// Keeps the loads of ``warm(_:)`` from being optimised away.
  private var touched: UInt32 = 0

  public init() {
    slots = [UInt32](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
    numberBits = 12
  }

  @inline(__always)
  private func tag(_ key: Key128) -> UInt32 {
    (UInt32(truncatingIfNeeded: key.high >> 32) >> numberBits) << numberBits
  }

  /// Row of the post with `key`; nil when it is not in the table.
  @inline(__always)
  public func row(of key: Key128, in rows: borrowing Chunked<PostTable.Row>) -> Int? {
    let tag = tag(key)
    let numberMask = (1 as UInt32) << numberBits - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return nil }
      if found & ~numberMask == tag {
        let row = Int(found & numberMask) - 1
        if rows[row].key == key { return row }
      }
      slot = (slot + 1) & mask
    }
  }

  /// Brings the slots of these rows' keys near, so that the look-ups that follow do not wait for
  /// memory one after the other.
  public mutating func warm(_ rows: [PostTable.Row]) {
    var sum: UInt32 = 0
    for row in rows { sum &+= slots[Int(truncatingIfNeeded: row.key.low) & mask] }
    touched = sum
  }

  /// Declares that row `index` (the next one) has `key`.
  /// - Returns: false, and nothing changes, when a row has it already.
  @inline(__always)
  public mutating func insert(
    _ key: Key128, row index: Int, in rows: borrowing Chunked<PostTable.Row>
  ) -> Bool {
    if (count + 1) * 2 > mask { grow(rows) }
    let tag = tag(key)
    let numberMask = (1 as UInt32) << numberBits - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if found & ~numberMask == tag, rows[Int(found & numberMask) - 1].key == key {
        return false
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = tag | UInt32(index + 1)
    count += 1
    return true
  }

  private mutating func grow(_ rows: borrowing Chunked<PostTable.Row>) {
    let size = (mask + 1) * 2
    precondition(size <= 1 << 31, "more than a thousand million posts in one table")
    mask = size - 1
    numberBits += 1
    slots = [UInt32](repeating: 0, count: size)
    for index in 0..<count {
      let key = rows[index].key
      var slot = Int(truncatingIfNeeded: key.low) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = tag(key) | UInt32(index + 1)
    }
  }
}
