/// Which word each distinct token is, by key: open addressing, 24 bytes a slot, grown to 6 MiB and
/// then begun anew by its owner.
struct WordMemo: ~Copyable {
  private struct Slot {
    /// First eight bytes of the key; of a key above 16 bytes, its hash.
    var low: UInt64 = 0
    /// Next eight bytes; of a long key, its place in the slab.
    var high: UInt64 = 0
    /// Bytes of the key; 0 is an empty slot.
    var count: UInt32 = 0
    var word: Int32 = 0
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var bits: UInt64
  private var used = 0
  private var slab: [UInt8] = []

  private static let firstBits: UInt64 = 12
  private static let mostWords = 1 << 17
  private static let mostSlab = 4 << 20

  init() {
    bits = Self.firstBits
    slots = .allocate(capacity: 1 << Int(bits))
    slots.initialize(repeating: Slot(), count: 1 << Int(bits))
  }

  deinit { slots.deallocate() }

  /// Whether the memory should be begun anew before the next post.
  var isFull: Bool { used > Self.mostWords || slab.count > Self.mostSlab }

  mutating func removeAll() {
    slots.update(repeating: Slot(), count: 1 << Int(bits))
    used = 0
    slab.removeAll(keepingCapacity: true)
  }

  /// The word of a key, or -1.
  @inline(__always) func find(_ key: TokenKey) -> Int32 {
    if key.count > 16 { return findLong(key) }
    var index = home(key.low, key.high)
    while true {
      let slot = slots + index
      if slot.pointee.low == key.low, slot.pointee.high == key.high,
        slot.pointee.count == UInt32(truncatingIfNeeded: key.count)
      {
        return slot.pointee.word
      }
      if slot.pointee.count == 0 { return -1 }
      index = (index &+ 1) & (1 &<< Int(truncatingIfNeeded: bits) &- 1)
    }
  }

  @inline(never) private func findLong(_ key: TokenKey) -> Int32 {
    let hash = Self.hash(key)
    var index = home(hash, 0)
    while slots[index].count != 0 {
      let slot = slots[index]
      if slot.low == hash, Int(slot.count) == key.count, isEqual(slot, key) { return slot.word }
      index = (index + 1) & (1 << Int(bits) - 1)
    }
    return -1
  }

  private func isEqual(_ slot: Slot, _ key: TokenKey) -> Bool {
    let start = Int(slot.high)
    for index in 0..<key.count where slab[start + index] != key.bytes[index] { return false }
    return true
  }

  /// Remembers a key that ``find(_:)`` did not know.
  mutating func add(_ key: TokenKey, _ word: Int32) {
    if used * 2 >= 1 << Int(bits) { grow() }
    var slot = Slot(low: key.low, high: key.high, count: UInt32(key.count), word: word)
    if key.count > 16 {
      slot.low = Self.hash(key)
      slot.high = UInt64(slab.count)
      slab.append(contentsOf: UnsafeBufferPointer(start: key.bytes, count: key.count))
    }
    place(slot)
    used += 1
  }

  private mutating func grow() {
    let old = slots
    let oldCount = 1 << Int(bits)
    bits += 2
    slots = .allocate(capacity: 1 << Int(bits))
    slots.initialize(repeating: Slot(), count: 1 << Int(bits))
    for index in 0..<oldCount where old[index].count != 0 { place(old[index]) }
    old.deallocate()
  }

  private func place(_ slot: Slot) {
    var index = slot.count > 16 ? home(slot.low, 0) : home(slot.low, slot.high)
    while slots[index].count != 0 { index = (index + 1) & (1 << Int(bits) - 1) }
    slots[index] = slot
  }

  @inline(__always) private func home(_ low: UInt64, _ high: UInt64) -> Int {
    var hash = low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F
    hash ^= hash &>> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: hash &>> (64 &- bits))
  }

  private static func hash(_ key: TokenKey) -> UInt64 {
    var hash = ByteTable.seed
    for index in 0..<key.count { hash = ByteTable.step(hash, key.bytes[index]) }
    return hash
  }
}
