/// Finds the row of a post by its key: 4 bytes a slot, the keys stay in the rows.
public struct RowIndex: Sendable {
  private var slots: [UInt32]
  private var mask: Int
  private var count = 0
  /// Keeps the loads of ``warm(_:)`` from being optimised away.
  private var touched: UInt32 = 0

  public init() {
    slots = [UInt32](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
  }

  /// An index over all rows of a table.
  public init(_ table: PostTable) {
    var size = 1 << 12
    while size < table.rows.count * 2 { size <<= 1 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    table.rows.walk { index, row in
      var slot = Int(truncatingIfNeeded: row.key.low) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
    count = table.rows.count
  }

  /// Row of the post with `key`; nil when it is not in the table.
  @inline(__always)
  public func row(of key: Key128, in rows: borrowing Chunked<PostTable.Row>) -> Int? {
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = Int(slots[slot])
      if found == 0 { return nil }
      if rows[found - 1].key == key { return found - 1 }
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
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = Int(slots[slot])
      if found == 0 { break }
      if rows[found - 1].key == key { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = UInt32(index + 1)
    count += 1
    return true
  }

  private mutating func grow(_ rows: borrowing Chunked<PostTable.Row>) {
    let size = (mask + 1) * 2
    let old = slots
    mask = size - 1
    slots = [UInt32](repeating: 0, count: size)
    for number in old where number != 0 {
      var slot = Int(truncatingIfNeeded: rows[Int(number) - 1].key.low) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = number
    }
  }
}
