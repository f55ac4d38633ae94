/// Which word each distinct key of more than ``ShortKey/longest`` bytes is: open addressing, begun
/// anew by its owner when it has grown to some 4 MiB.
struct LongMemo: ~Copyable {
  private struct Slot {
    /// First eight bytes of the key; of a key above 16 bytes, its hash.
    var low: UInt64 = 0
    /// Next eight bytes; of a key above 16 bytes, its place in the slab.
    var high: UInt64 = 0
    /// ``size(_:)`` of the key; 0 is an empty slot.
    var count: UInt32 = 0
    var word: Int32 = 0
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var bits = 10
  private var used = 0
  private var slab: [UInt8] = []
  private static let length: UInt32 = 1 << 31 - 1
  private static let mostWords = 1 << 16
  private static let mostSlab = 2 << 20

  init() {
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(), count: 1 << bits)
  }

  deinit { slots.deallocate() }

  var isFull: Bool { used > Self.mostWords || slab.count > Self.mostSlab }

  mutating func removeAll() {
    slots.update(repeating: Slot(), count: 1 << bits)
    used = 0
    slab.removeAll(keepingCapacity: true)
  }

  /// The word of a key of at most 16 bytes if it stands in its first slot, otherwise -1.
  @inline(__always) func glance(_ key: TokenKey) -> Int32 {
    let slot = slots + home(Self.hash(key.low, key.high))
    let isSame =
      (slot.pointee.low ^ key.low) | (slot.pointee.high ^ key.high)
      | UInt64(slot.pointee.count ^ Self.size(key))
    return isSame == 0 ? slot.pointee.word : -1
  }

  /// The word of a key, or -1.
  func find(_ key: TokenKey) -> Int32 {
    let hash = Self.hash(key)
    var index = home(hash)
    while slots[index].count != 0 {
      if isEqual(slots + index, key, hash) { return slots[index].word }
      index = (index &+ 1) & (1 &<< bits &- 1)
    }
    return -1
  }

  /// Bytes of the key, and in the highest bit whether they are still to be folded.
  @inline(__always) private static func size(_ key: TokenKey) -> UInt32 {
    UInt32(truncatingIfNeeded: key.count) | (key.isRaw ? 1 &<< 31 : 0)
  }

  /// Remembers a key that ``find(_:)`` did not know.
  mutating func add(_ key: TokenKey, _ word: Int32) {
    if used * 2 >= 1 << bits { grow() }
    let hash = Self.hash(key)
    var slot = Slot(low: key.low, high: key.high, count: Self.size(key), word: word)
    if key.count > 16 {
      slot.low = hash
      slot.high = UInt64(slab.count)
      slab.append(contentsOf: UnsafeBufferPointer(start: key.bytes, count: key.count))
    }
    place(slot, hash)
    used += 1
  }

  private mutating func grow() {
    let old = slots
    let oldCount = 1 << bits
    bits += 1
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(), count: 1 << bits)
    for index in 0..<oldCount where old[index].count != 0 {
      let slot = old[index]
      place(slot, slot.count & Self.length > 16 ? slot.low : Self.hash(slot.low, slot.high))
    }
    old.deallocate()
  }

  private func place(_ slot: Slot, _ hash: UInt64) {
    var index = home(hash)
    while slots[index].count != 0 { index = (index + 1) & (1 << bits - 1) }
    slots[index] = slot
  }

  @inline(__always) private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }

  private func isEqual(_ slot: UnsafePointer<Slot>, _ key: TokenKey, _ hash: UInt64) -> Bool {
    guard slot.pointee.count == Self.size(key) else { return false }
    if key.count <= 16 { return slot.pointee.low == key.low && slot.pointee.high == key.high }
    guard slot.pointee.low == hash else { return false }
    let start = Int(slot.pointee.high)
    return slab.withUnsafeBufferPointer { slab in
      for index in 0..<key.count where slab[start + index] != key.bytes[index] { return false }
      return true
    }
  }

  private static func hash(_ key: TokenKey) -> UInt64 {
    if key.count <= 16 { return hash(key.low, key.high) }
    var hash = ByteTable.seed
    for index in 0..<key.count { hash = ByteTable.step(hash, key.bytes[index]) }
    return self.hash(hash, 0)
  }

  @inline(__always) private static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    var hash = low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F
    hash ^= hash &>> 32
    return hash &* 0xD6E8_FEB8_6659_FD93
  }
}
