/// Finds all word patterns that a key satisfies: one look-up for the whole word, one for each
/// length that a prefix or suffix has, and a trial of each other glob.
struct PatternIndex: Sendable {
  private var literals = ByteTable()
  private var prefixes = ByteTable()
  private var suffixes = ByteTable()
  /// Bit n set: some prefix has n bytes; longer ones stand in `longPrefixes`.
  private var prefixLengths: UInt64 = 0
  private var suffixLengths: [Int] = []
  private var globs: [(pattern: WordPattern, id: Int32)] = []
  private var always: [Int32] = []
  private var ids: [WordPattern: Int32] = [:]

  var count: Int { ids.count }

  /// The number of a pattern; equal patterns have one number.
  mutating func add(_ pattern: WordPattern) -> Int32 {
    if let id = ids[pattern] { return id }
    let id = Int32(ids.count)
    ids[pattern] = id
    let letters = pattern.letters
    switch pattern.kind {
    case .any: always.append(id)
    case .literal: literals.add(letters, id)
    case .prefix where letters.count < 64:
      prefixes.add(letters, id)
      prefixLengths |= 1 << UInt64(letters.count)
    case .suffix:
      suffixes.add(letters, id)
      if !suffixLengths.contains(letters.count) { suffixLengths.append(letters.count) }
    case .prefix, .glob: globs.append((pattern, id))
    }
    return id
  }

  /// Appends the numbers of the patterns that `key` satisfies.
  func match(_ key: UnsafeBufferPointer<UInt8>, into found: inout [Int32]) {
    var hash = ByteTable.seed
    for (index, byte) in key.enumerated() {
      hash = ByteTable.step(hash, byte)
      let count = index + 1
      if count < 64, prefixLengths >> UInt64(count) & 1 == 1,
        let id = prefixes.find(UnsafeBufferPointer(rebasing: key[..<count]), hash)
      {
        found.append(id)
      }
    }
    if let id = literals.find(key, hash) { found.append(id) }
    for length in suffixLengths where length <= key.count {
      let tail = UnsafeBufferPointer(rebasing: key[(key.count - length)...])
      if let id = suffixes.find(tail, ByteTable.hash(tail)) { found.append(id) }
    }
    for glob in globs where glob.pattern.matches(key) { found.append(glob.id) }
    found.append(contentsOf: always)
  }
}

/// Numbers by byte string: open addressing over one slab, and a hash that grows byte by byte.
struct ByteTable: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    var start: Int32 = 0
    /// -1 is an empty slot.
    var count: Int32 = -1
    var id: Int32 = 0
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private var slots = [Slot](repeating: Slot(), count: 16)
  private var slab: [UInt8] = []
  private var count = 0

  /// FNV-1a.
  @inline(__always) static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { bytes.reduce(seed, step) }

  /// Adds a string that is not in the table yet.
  mutating func add(_ bytes: [UInt8], _ id: Int32) {
    if count * 2 >= slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 4)
      for slot in old where slot.count >= 0 { place(slot) }
    }
    let slot = Slot(
      hash: bytes.withUnsafeBufferPointer(Self.hash), start: Int32(slab.count),
      count: Int32(bytes.count), id: id)
    slab += bytes
    place(slot)
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    var index = home(slot.hash)
    while slots[index].count >= 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 29) & (slots.count - 1)
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int32? {
    var index = home(hash)
    while slots[index].count >= 0 {
      let slot = slots[index]
      if slot.hash == hash, Int(slot.count) == bytes.count, equal(slot, bytes) { return slot.id }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private func equal(_ slot: Slot, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(slot.start)
    for index in 0..<bytes.count where slab[start + index] != bytes[index] { return false }
    return true
  }
}
