/// A token's key of at most 11 bytes, in 12: the bytes, and in the last their number and whether
/// they are still to be folded. Nine tokens of ten have one.
struct ShortKey {
  static let longest = 11

  let low: UInt64
  /// Bytes 8 to 10, and the length in the highest byte; never 0.
  let tag: UInt32

  @inline(__always) init(_ key: TokenKey) {
    low = key.low
    tag =
      UInt32(truncatingIfNeeded: key.high) | UInt32(truncatingIfNeeded: key.count) &<< 24
      | (key.isRaw ? 1 &<< 31 : 0)
  }

  @inline(__always) init(low: UInt64, tag: UInt32) {
    self.low = low
    self.tag = tag
  }

  var isRaw: Bool { tag >> 31 == 1 }

  var array: [UInt8] {
    (0..<Int(tag >> 24 & 15)).map { index in
      index < 8
        ? UInt8(truncatingIfNeeded: low >> (8 * index))
        : UInt8(truncatingIfNeeded: tag >> (8 * (index - 8)))
    }
  }
}

/// Which word each distinct short key is: open addressing, 16 bytes a slot, grown to 4 MiB and then
/// begun anew by its owner.
struct WordMemo: ~Copyable {
  private struct Slot {
    var low: UInt64 = 0
    /// 0 is an empty slot.
    var tag: UInt32 = 0
    var word: Int32 = 0
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var bits = 12
  private var used = 0
  private static let mostWords = 1 << 17

  init() {
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(), count: 1 << bits)
  }

  deinit { slots.deallocate() }

  /// Whether the memory should be begun anew before the next post.
  var isFull: Bool { used > Self.mostWords }

  mutating func removeAll() {
    slots.update(repeating: Slot(), count: 1 << bits)
    used = 0
  }

  /// The word of a key if it stands in its first slot, otherwise -1. Without a branch, so that
  /// several looks into memory run side by side.
  @inline(__always) func glance(_ key: ShortKey) -> Int32 {
    let slot = slots[home(key)]
    let isSame = (slot.low ^ key.low) | UInt64(slot.tag ^ key.tag)
    return isSame == 0 ? slot.word : -1
  }

  /// The word of a key, or -1.
  func find(_ key: ShortKey) -> Int32 {
    var index = home(key)
    while slots[index].tag != 0 {
      if slots[index].low == key.low, slots[index].tag == key.tag { return slots[index].word }
      index = (index + 1) & (1 << bits - 1)
    }
    return -1
  }

  /// Remembers a key that ``find(_:)`` did not know.
  mutating func add(_ key: ShortKey, _ word: Int32) {
    if used * 2 >= 1 << bits { grow() }
    place(Slot(low: key.low, tag: key.tag, word: word))
    used += 1
  }

  private mutating func grow() {
    let old = slots
    let oldCount = 1 << bits
    bits += 1
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: Slot(), count: 1 << bits)
    for index in 0..<oldCount where old[index].tag != 0 { place(old[index]) }
    old.deallocate()
  }

  private func place(_ slot: Slot) {
    var index = home(ShortKey(low: slot.low, tag: slot.tag))
    while slots[index].tag != 0 { index = (index + 1) & (1 << bits - 1) }
    slots[index] = slot
  }

  @inline(__always) private func home(_ key: ShortKey) -> Int {
    var hash = key.low &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.tag) &* 0xC2B2_AE3D_27D4_EB4F
    hash ^= hash &>> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }
}
