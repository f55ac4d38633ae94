/// Many posts at once: a byte slab, and rows of offsets into it. The unit that rooms exchange.
///
/// A batch belongs to one thread at a time. Memory: the slab plus about 250 bytes a post; a batch
/// can be emptied and used again (``removeAll()``).
package final class PostBatch: @unchecked Sendable {
  /// Readable bytes behind ``used``, so that a scanner may load eight bytes at the last one.
  package static let padding = 64
  /// A slab stays below this, because offsets are 32 bits.
  package static let largest = 1 << 30

  package private(set) var base: UnsafeMutablePointer<UInt8>
  package private(set) var capacity: Int
  package private(set) var used = 0
  package var rows: [PostRow] = []
  package var edges: [ReplyEdge] = []
  package var aliases: [Alias] = []
  package var setAside: [SetAside] = []
  /// Records that are no posts (aliases, ties, …), read from schakel's NDJSON.
  package var others: [OtherRecord] = []
  /// Records read: rows + set aside + what was passed over on purpose (``skipped``).
  package var recordsRead = 0
  /// Bytes that were no UTF-8, or half surrogates, and now read U+FFFD.
  package var repairedTexts = 0
  /// Which piece of the input this is; the order of results.
  package var index = 0
  /// Number of the source in the stage.
  package var source = 0

  /// One account's id and handle, seen together: fields of the slab.
  @frozen package struct Alias: Sendable {
    package var platform: Field
    package var account: Field
    package var handle: Field
    /// Both are pseudonyms already.
    package var isKeyed: Bool
    package init(platform: Field, account: Field, handle: Field, isKeyed: Bool = false) {
      self.platform = platform
      self.account = account
      self.handle = handle
      self.isKeyed = isKeyed
    }
  }

  /// A whole record of another kind: its line, and how many rows stand before it.
  @frozen package struct OtherRecord: Sendable {
    package var kind: RecordKind
    package var rowsBefore: Int
    package var line: Field
    package init(kind: RecordKind, rowsBefore: Int, line: Field) {
      self.kind = kind
      self.rowsBefore = rowsBefore
      self.line = line
    }
  }

  package init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: Self.padding)
  }

  deinit { base.deallocate() }

  package func removeAll() {
    used = 0
    rows.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    aliases.removeAll(keepingCapacity: true)
    setAside.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    recordsRead = 0
    repairedTexts = 0
  }

  /// Empties the slab and keeps what was set aside; no row may point into it.
  package func forgetBytes() { used = 0 }

  /// Makes room for `count` more bytes; until they are used, ``base`` does not move.
  package func reserve(_ count: Int) {
    guard used + count > capacity else { return }
    let wanted = max(used + count, capacity + capacity / 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.padding)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Declares `count` bytes, already written behind ``used``, to be part of the slab.
  package func advance(_ count: Int) {
    precondition(used + count <= capacity, "a batch was advanced past its capacity")
    used += count
  }

  /// Sets the padding to zero; for scanners that read past the last byte.
  package func pad() { (base + used).update(repeating: 0, count: Self.padding) }

  /// Copies bytes into the slab. The source must not lie in this slab (see ``put(slice:)``).
  package func put(_ bytes: UnsafeRawBufferPointer) -> Field {
    reserve(bytes.count)
    let field = Field(offset: used, count: bytes.count)
    if let start = bytes.baseAddress {
      UnsafeMutableRawPointer(base + used).copyMemory(from: start, byteCount: bytes.count)
    }
    used += bytes.count
    return field
  }

  package func put(_ bytes: [UInt8]) -> Field { bytes.withUnsafeBytes { put($0) } }

  package func put(_ bytes: ArraySlice<UInt8>) -> Field { bytes.withUnsafeBytes { put($0) } }

  package func put(_ string: String) -> Field {
    var copy = string
    return copy.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  package func put(_ string: StaticString) -> Field {
    put(UnsafeRawBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  package func putOptional(_ string: String?) -> Field { string.map { put($0) } ?? .missing }

  /// The bytes of a field; valid until the slab next grows. Empty when missing.
  @inlinable package func bytes(_ field: Field) -> UnsafeBufferPointer<UInt8> {
    field.count <= 0
      ? UnsafeBufferPointer(start: nil, count: 0)
      : UnsafeBufferPointer(start: base + Int(field.offset), count: Int(field.count))
  }

  /// The field as a string; nil when missing. For the edges of the program, not the hot path.
  package func string(_ field: Field) -> String? {
    field.isMissing ? nil : String(decoding: bytes(field), as: UTF8.self)
  }

  /// Appends a row with its reply edges.
  package func append(_ row: PostRow, replies: [ReplyEdge] = []) {
    var row = row
    row.edgeStart = Int32(edges.count)
    row.edgeCount = Int32(replies.count)
    edges.append(contentsOf: replies)
    rows.append(row)
  }

  package func replies(of row: PostRow) -> ArraySlice<ReplyEdge> {
    edges[Int(row.edgeStart)..<Int(row.edgeStart + row.edgeCount)]
  }

  package func setAside(
    _ reason: SetAside.Reason, member: String = "", ordinal: Int64, detail: StaticString = ""
  ) {
    setAside.append(
      SetAside(input: 0, member: member, ordinal: ordinal, reason: reason, detail: detail))
  }
}
