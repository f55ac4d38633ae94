package import Corpus

/// Reads the words of posts as terms, for tables that count words; one per thread.
///
/// A term is a token of ``Tokenisation/youth`` in the spelling by which lexicons are looked up first:
/// letters without case and diacritics, a letter that stands three times or more in a row twice,
/// hashtags with their sign. Handles, links, pseudonyms and what else the mask of people puts into
/// texts are no terms. What comes out does not depend on what a reader has seen before.
///
/// Memory: at most some 16 MiB.
package final class TermReader {
  private var vocabulary = Terms(TokenReader(.youth))

  package init() {}

  /// Title and own text of every post of the sample that is its author's own words. Rows of others
  /// have no words.
  package func read(_ batch: PostBatch) -> TermDigest {
    vocabulary.begin(rows: batch.rows.count)
    let slab = UnsafePointer(batch.base)
    for row in batch.rows {
      if row.role == .sample, row.kind != .repost, row.kind != .service {
        for field in [row.title, row.text] where !field.isBlank {
          vocabulary.read(
            UnsafeBufferPointer(
              start: slab + Int(field.offset), count: max(0, Int(field.count))))
        }
      }
      vocabulary.endRow()
    }
    return vocabulary.end()
  }
}

/// The terms met by one thread, and those of the batch at hand.
private struct Terms: ~Copyable, TokenSink {
  private let reader: TokenReader
  /// Which term a token of a text is; many spellings are one term.
  private var memo = WordMemo()
  private var longMemo = LongMemo()
  private var table = NumberTable(capacity: 1 << 12)
  private var spellings = StringColumn()
  /// Number of each term in the batch, from 1; 0: not met in it.
  private var local: [UInt32] = []
  private var met: [Int32] = []
  private var digest = TermDigest()

  /// What a pseudonym is taken for: no term.
  private static let none: Int32 = .max
  private static let mostTerms = 1 << 17

  init(_ reader: TokenReader) { self.reader = reader }

  mutating func begin(rows: Int) {
    if memo.isFull || longMemo.isFull || table.count > Self.mostTerms {
      memo.removeAll()
      longMemo.removeAll()
      table = NumberTable(capacity: 1 << 12)
      spellings = StringColumn()
      local = []
      met = []
    }
    for term in met { local[Int(term)] = 0 }
    met.removeAll(keepingCapacity: true)
    digest = TermDigest()
    digest.ends.reserveCapacity(rows)
  }

  mutating func read(_ text: UnsafeBufferPointer<UInt8>) { reader.read(text, into: &self) }

  mutating func endRow() { digest.ends.append(digest.tokens.count) }

  mutating func end() -> TermDigest {
    for term in met {
      digest.keys.append(table.keys[Int(term)])
      digest.spellings.append(spellings.bytes(Int(term)))
    }
    let done = digest
    digest = TermDigest()
    return done
  }

  mutating func pause() {}

  @inline(__always) mutating func token(_ key: TokenKey) {
    let term: Int32
    if key.count <= ShortKey.longest {
      let short = ShortKey(key)
      let known = memo.glance(short)
      term = known >= 0 ? known : self.term(short)
    } else {
      let known = key.count <= 16 ? longMemo.glance(key) : -1
      term = known >= 0 ? known : longTerm(key)
    }
    if term == Self.none { return }
    if local[Int(term)] == 0 {
      met.append(term)
      local[Int(term)] = UInt32(met.count)
    }
    digest.tokens.append(local[Int(term)] - 1)
  }

  @inline(never) private mutating func term(_ key: ShortKey) -> Int32 {
    let known = memo.find(key)
    if known >= 0 { return known }
    let term = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    memo.add(key, term)
    return term
  }

  @inline(never) private mutating func longTerm(_ key: TokenKey) -> Int32 {
    let known = longMemo.find(key)
    if known >= 0 { return known }
    let term = resolve(key.isRaw ? reader.fold(key.array) : key.array)
    longMemo.add(key, term)
    return term
  }

  private mutating func resolve(_ token: [UInt8]) -> Int32 {
    if TermSpelling.isPseudonym(token) { return Self.none }
    let spelling = TermSpelling.of(token)
    let key = spelling.withUnsafeBufferPointer { Key128($0, space: 0x7465_726D) }
    let (number, isNew) = table.number(key)
    if isNew {
      spellings.append(spelling)
      local.append(0)
    }
    return number
  }
}
