/// Numbers distinct keys in order of appearance: open addressing, 4 bytes a slot beside the keys.
///
/// A slot holds the number and, in the bits that it leaves free, a tag from the key, so that nearly
/// no key is looked at in vain.
public struct NumberTable: Sendable {
  public private(set) var keys: [Key128] = []
  private var slots: [UInt32]
  private var mask: Int
  /// Bits of a slot that hold the number, counted from 1.
  private var numberBits: UInt32
  /// Keeps the loads of ``warm(_:)`` from being optimised away.
  private var touched: UInt32 = 0

  public init(capacity: Int = 1 << 8) {
    var bits: UInt32 = 4
    while 1 << bits < capacity * 2 { bits += 1 }
    numberBits = bits
    slots = [UInt32](repeating: 0, count: 1 << bits)
    mask = slots.count - 1
  }

  public var count: Int { keys.count }

  /// Forgets all keys and keeps the room.
  public mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  @inline(__always)
  private func tag(_ key: Key128) -> UInt32 {
    (UInt32(truncatingIfNeeded: key.high >> 32) >> numberBits) << numberBits
  }

  /// The number of `key`, and whether it is new.
  @inline(__always)
  public mutating func number(_ key: Key128) -> (number: Int32, isNew: Bool) {
    let tag = tag(key)
    let numberMask = (1 as UInt32) << numberBits - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if found & ~numberMask == tag {
        let number = Int(found & numberMask) - 1
        if keys[number] == key { return (Int32(number), false) }
      }
      slot = (slot + 1) & mask
    }
    keys.append(key)
    slots[slot] = tag | UInt32(keys.count)
    if keys.count * 2 > mask { grow() }
    return (Int32(keys.count - 1), true)
  }

  /// Brings the slots of `wanted` near, so that the look-ups that follow do not wait for memory one
  /// after the other.
  public mutating func warm(_ wanted: [Key128]) {
    var sum: UInt32 = 0
    for key in wanted { sum &+= slots[Int(truncatingIfNeeded: key.low) & mask] }
    touched = sum
  }

  private mutating func grow() {
    numberBits += 1
    slots = [UInt32](repeating: 0, count: 1 << numberBits)
    mask = slots.count - 1
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.low) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = tag(key) | UInt32(index + 1)
    }
  }
}
