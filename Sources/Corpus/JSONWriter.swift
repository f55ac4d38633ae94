/// Writes JSON texts one behind the other into one growing run of bytes: the record forms.
///
/// Commas are set by the writer: `begin…`, then `key` and a value, or values alone, then `end…`;
/// ``endLine()`` after each record. Nothing checks that the calls make a grammatical text.
/// Strings must be UTF-8; control characters, quotes and backslashes are escaped, all else is
/// copied as it is. Numbers do not depend on locale or machine.
/// Cost: a string without escapes is copied eight bytes at a time; memory is what is written.
@frozen public struct JSONWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var used = 0
  /// Whether the next value or key stands first in its container, or behind its key.
  @usableFromInline var isFresh = true
  /// Bytes of room behind every reservation, for loads and stores of eight bytes.
  @usableFromInline static var slack: Int { 32 }

  /// Bytes written so far.
  @inlinable public var count: Int { used }

  public init(capacity: Int = 1 << 12) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity + Self.slack)
  }

  deinit { base.deallocate() }

  /// Forgets what was written and keeps the room.
  public mutating func removeAll() {
    used = 0
    isFresh = true
  }

  /// The bytes written so far; valid inside `body` only.
  public borrowing func withBytes<T, E: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> T
  ) throws(E) -> T {
    try body(UnsafeBufferPointer(start: base, count: used))
  }

  /// A copy of the bytes written so far.
  public borrowing func bytes() -> [UInt8] {
    Array(UnsafeBufferPointer(start: base, count: used))
  }

  @inlinable @inline(__always)
  mutating func reserve(_ more: Int) {
    if used + more > capacity { grow(more) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ more: Int) {
    let wanted = max(used + more, capacity + capacity / 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.slack)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  @inlinable @inline(__always)
  mutating func put(_ byte: UInt8) {
    base[used] = byte
    used += 1
  }

  /// The comma that is due before a value or key; room for it must be reserved.
  @inlinable @inline(__always)
  mutating func separate() {
    if !isFresh { put(44) }
    isFresh = false
  }

  @inlinable @inline(__always)
  mutating func open(_ bracket: UInt8) {
    reserve(2)
    separate()
    put(bracket)
    isFresh = true
  }

  @inlinable @inline(__always)
  mutating func close(_ bracket: UInt8) {
    reserve(1)
    put(bracket)
    isFresh = false
  }

  @inlinable public mutating func beginObject() { open(123) }
  @inlinable public mutating func endObject() { close(125) }

  /// Says that members were appended as bytes, so that a comma is due before the next.
  @inlinable public mutating func continueObject() { isFresh = false }
  @inlinable public mutating func beginArray() { open(91) }
  @inlinable public mutating func endArray() { close(93) }

  /// Ends a record: a newline, and the next value starts afresh.
  @inlinable public mutating func endLine() {
    reserve(1)
    put(10)
    isFresh = true
  }

  /// A key that needs no escapes, and its colon.
  @inlinable
  public mutating func key(_ key: StaticString) {
    let length = key.utf8CodeUnitCount
    reserve(length + 4)
    separate()
    put(34)
    UnsafeMutableRawPointer(base + used).copyMemory(from: key.utf8Start, byteCount: length)
    used += length
    put(34)
    put(58)
    isFresh = true
  }

  /// A key that is data, such as a group's name.
  public mutating func key(_ key: String) {
    string(key)
    reserve(1)
    put(58)
    isFresh = true
  }

  /// Bytes that are JSON already: one whole value.
  @inlinable
  public mutating func raw(_ value: UnsafeBufferPointer<UInt8>) {
    reserve(value.count + 1)
    separate()
    append(value)
  }

  /// Bytes behind what is there, as they are: no comma, no escapes. For whole lines passed through.
  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(base + used).copyMemory(from: start, byteCount: bytes.count)
    used += bytes.count
  }

  @inlinable public mutating func null() { literal("null") }
  @inlinable public mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  @inlinable @inline(__always)
  mutating func literal(_ word: StaticString) {
    raw(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
