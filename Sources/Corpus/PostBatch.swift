/// Many posts at once: a byte slab, and rows of offsets into it. The unit that rooms exchange.
///
/// A batch belongs to one thread at a time. Memory: the slab plus about 250 bytes a post; a batch
/// can be emptied and used again (``removeAll()``).
public final class PostBatch: @unchecked Sendable {
  /// Readable bytes behind ``used``, so that a scanner may load eight bytes at the last one.
  public static let padding = 64
  /// A slab stays below this, because offsets are 32 bits.
  public static let largest = 1 << 30

  public private(set) var base: UnsafeMutablePointer<UInt8>
  public private(set) var capacity: Int
  public private(set) var used = 0
  public var rows: [PostRow] = []
  public var edges: [ReplyEdge] = []
  public var aliases: [Alias] = []
  public var setAside: [SetAside] = []
  /// Records that are no posts (aliases, ties, …), read from schakel's NDJSON.
  public var others: [OtherRecord] = []
  /// Records read: rows + set aside + what was passed over on purpose (``skipped``).
  public var recordsRead = 0
  /// Bytes that were no UTF-8, or half surrogates, and now read U+FFFD.
  public var repairedTexts = 0
  /// Which piece of the input this is; the order of results.
  public var index = 0
  /// Number of the source in the stage.
  public var source = 0

  /// One account's id and handle, seen together: fields of the slab.
  @frozen public struct Alias: Sendable {
    public var platform: Field
    public var account: Field
    public var handle: Field
    /// Both are pseudonyms already.
    public var isKeyed: Bool
    public init(platform: Field, account: Field, handle: Field, isKeyed: Bool = false) {
      self.platform = platform
      self.account = account
      self.handle = handle
      self.isKeyed = isKeyed
    }
  }

  /// A whole record of another kind: its line, and how many rows stand before it.
  @frozen public struct OtherRecord: Sendable {
    public var kind: RecordKind
    public var rowsBefore: Int
    public var line: Field
    public init(kind: RecordKind, rowsBefore: Int, line: Field) {
      self.kind = kind
      self.rowsBefore = rowsBefore
      self.line = line
    }
  }

  public init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: Self.padding)
  }

  deinit { base.deallocate() }

  public func removeAll() {
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
  public func forgetBytes() { used = 0 }

  /// Makes room for `count` more bytes; until they are used, ``base`` does not move.
  public func reserve(_ count: Int) {
    guard used + count > capacity else { return }
    let wanted = max(used + count, capacity + capacity / 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.padding)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Declares `count` bytes, already written behind ``used``, to be part of the slab.
  public func advance(_ count: Int) {
    precondition(used + count <= capacity, "a batch was advanced past its capacity")
    used += count
  }

  /// Sets the padding to zero; for scanners that read past the last byte.
  public func pad() { (base + used).update(repeating: 0, count: Self.padding) }

  /// Copies bytes into the slab. The source must not lie in this slab (see ``put(slice:)``).
  public func put(_ bytes: UnsafeRawBufferPointer) -> Field {
    reserve(bytes.count)
    let field = Field(offset: used, count: bytes.count)
    if let start = bytes.baseAddress {
      UnsafeMutableRawPointer(base + used).copyMemory(from: start, byteCount: bytes.count)
    }
    used += bytes.count
    return field
  }

  public func put(_ bytes: [UInt8]) -> Field { bytes.withUnsafeBytes { put($0) } }

  public func put(_ bytes: ArraySlice<UInt8>) -> Field { bytes.withUnsafeBytes { put($0) } }

  public func put(_ string: String) -> Field {
    var copy = string
    return copy.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  public func put(_ string: StaticString) -> Field {
    put(UnsafeRawBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
  }

  public func putOptional(_ string: String?) -> Field { string.map { put($0) } ?? .missing }

  /// The bytes of a field; valid until the slab next grows. Empty when missing.
  @inlinable public func bytes(_ field: Field) -> UnsafeBufferPointer<UInt8> {
    field.count <= 0
      ? UnsafeBufferPointer(start: nil, count: 0)
      : UnsafeBufferPointer(start: base + Int(field.offset), count: Int(field.count))
  }

  /// The field as a string; nil when missing. For the edges of the program, not the hot path.
  public func string(_ field: Field) -> String? {
    field.isMissing ? nil : String(decoding: bytes(field), as: UTF8.self)
  }

  /// Appends a row with its reply edges.
  public func append(_ row: PostRow, replies: [ReplyEdge] = []) {
    var row = row
    row.edgeStart = Int32(edges.count)
    row.edgeCount = Int32(replies.count)
    edges.append(contentsOf: replies)
    rows.append(row)
  }

  public func replies(of row: PostRow) -> ArraySlice<ReplyEdge> {
    edges[Int(row.edgeStart)..<Int(row.edgeStart + row.edgeCount)]
  }

  public func setAside(
    _ reason: SetAside.Reason, member: String = "", ordinal: Int64, detail: StaticString = ""
  ) {
    setAside.append(
      SetAside(input: 0, member: member, ordinal: ordinal, reason: reason, detail: detail))
  }
}
