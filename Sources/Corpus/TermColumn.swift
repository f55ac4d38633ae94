/// The words of every post as numbers, without their order being of use: one to three bytes a word.
///
/// Kept only where a table counts words. Term numbers follow first appearance, so no output may
/// follow them: outputs are ordered by the term itself.
/// Memory: 8 bytes a post, some 1.5 bytes a word, 40 bytes and its letters a distinct term.
public struct TermColumn: Sendable {
  /// A post's numbers lie in one block, behind each other as LEB128.
  private var blocks: [[UInt8]] = []
  /// By row: block, offset and length, of 16, 20 and 28 bits.
  private var spans = Chunked<UInt64>()
  private var table = NumberTable(capacity: 1 << 12)
  private var spellings = StringColumn()

  private static let blockSize = 1 << 20
  private static let longest = 1 << 28 - 8

  public init() {}

  /// Number of distinct terms.
  public var count: Int { spellings.count }

  /// A term's bytes.
  public func spelling(_ term: Int) -> ArraySlice<UInt8> { spellings.bytes(term) }

  /// The same terms and no rows.
  func withoutRows() -> TermColumn {
    var other = self
    other.spans = Chunked()
    return other
  }

  /// Adds the row of another column that shares this one's blocks (``withoutRows()``).
  mutating func append(row: Int, of other: TermColumn) { spans.append(other.spans[row]) }

  /// Numbers here of a digest's terms.
  public mutating func numbers(of digest: TermDigest) -> [UInt32] {
    table.warm(digest.keys)
    return digest.keys.indices.map { index in
      let (number, isNew) = table.number(digest.keys[index])
      if isNew { spellings.append(digest.spellings.bytes(index)) }
      return UInt32(number)
    }
  }

  /// Sets the words of a row: the next one, or one that is there.
  public mutating func put(_ tokens: ArraySlice<UInt32>, as numbers: [UInt32], row: Int) {
    if blocks.isEmpty || blocks[blocks.count - 1].count + tokens.count * 5 > Self.blockSize {
      precondition(blocks.count < 1 << 16, "more than 64 GiB of words in one table")
      var block: [UInt8] = []
      block.reserveCapacity(max(Self.blockSize, min(tokens.count * 2, Self.longest)))
      blocks.append(block)
    }
    let block = blocks.count - 1
    let start = blocks[block].count
    for token in tokens {
      // No record is so long that words would be lost here.
      if blocks[block].count - start > Self.longest { break }
      var rest = numbers[Int(token)]
      while rest >= 0x80 {
        blocks[block].append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      blocks[block].append(UInt8(truncatingIfNeeded: rest))
    }
    let length = blocks[block].count - start
    let span = UInt64(block) << 48 | UInt64(start) << 28 | UInt64(length)
    if row < spans.count { spans[row] = span } else { spans.append(span) }
  }

  /// Calls `body` with the term of each word of a row.
  @inline(__always)
  public func forEach(row: Int, _ body: (Int) -> Void) {
    let span = spans[row]
    let length = Int(span & 0xFFF_FFFF)
    guard length > 0 else { return }
    let start = Int(span >> 28 & 0xF_FFFF)
    blocks[Int(span >> 48)].withUnsafeBufferPointer { bytes in
      var at = start
      while at < start + length {
        var term = Int(bytes[at] & 0x7F)
        var shift = 7
        while bytes[at] >= 0x80 {
          at += 1
          term |= Int(bytes[at] & 0x7F) << shift
          shift += 7
        }
        body(term)
        at += 1
      }
    }
  }
}

/// The words of the rows of one digest, by numbers of its own.
public struct TermDigest: Sendable {
  /// Of each distinct term.
  public var keys: [Key128] = []
  public var spellings = StringColumn()
  /// Terms of all words, row after row, and where each row ends.
  public var tokens: [UInt32] = []
  public var ends: [Int] = []

  public init() {}

  func tokens(ofRow row: Int) -> ArraySlice<UInt32> {
    tokens[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
  }
}
