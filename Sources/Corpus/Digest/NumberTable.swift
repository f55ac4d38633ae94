/// Numbers distinct keys in order of appearance: open addressing, 4 bytes a slot beside the keys.
public struct NumberTable: Sendable {
  public private(set) var keys: [Key128] = []
  private var slots: [Int32]
  private var mask: Int
  /// Keeps the loads of ``warm(_:)`` from being optimised away.
  private var touched: UInt64 = 0

  public init(capacity: Int = 1 << 8) {
    var size = 16
    while size < capacity * 2 { size <<= 1 }
    slots = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  public var count: Int { keys.count }

  /// Forgets all keys and keeps the room.
  public mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// The number of `key`, and whether it is new.
  @inline(__always)
  public mutating func number(_ key: Key128) -> (number: Int32, isNew: Bool) {
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if keys[Int(found) - 1] == key { return (found - 1, false) }
      slot = (slot + 1) & mask
    }
    keys.append(key)
    slots[slot] = Int32(keys.count)
    if keys.count * 2 > mask { grow() }
    return (Int32(keys.count - 1), true)
  }

  /// Brings slots and keys of `wanted` near, so that the look-ups that follow do not wait for
  /// memory one after the other.
  public mutating func warm(_ wanted: [Key128]) {
    var sum: UInt64 = 0
    for key in wanted { sum &+= UInt64(slots[Int(truncatingIfNeeded: key.low) & mask]) }
    for key in wanted {
      let found = Int(slots[Int(truncatingIfNeeded: key.low) & mask])
      if found > 0 { sum &+= keys[found - 1].low }
    }
    touched = sum
  }

  /// The number of `key`, nil when it was never numbered.
  public func find(_ key: Key128) -> Int32? {
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return nil }
      if keys[Int(found) - 1] == key { return found - 1 }
      slot = (slot + 1) & mask
    }
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    mask = size - 1
    slots = [Int32](repeating: 0, count: size)
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.low) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index + 1)
    }
  }
}
