import Foundation

/// Reads schakel's NDJSON: posts into rows, every other record as a whole line.
///
/// A post needs `post_id`; a record without `record` is a post. Unknown members are passed over
/// (and kept in the line). One per thread; threads share the numbering of topic names.
public final class PostRecordReader {
  private let names: CodeNames
  /// Names met by this thread, with their bits.
  private var topicBits: [(name: [UInt8], bit: Int)] = []
  private var subtopicBits: [(name: [UInt8], bit: Int)] = []
  /// Key ids met; more than one is for the caller to refuse.
  public private(set) var keyIDs: [String] = []
  private var lastKeyID: [UInt8] = []
  /// A word of the record that is being read is none of those allowed there.
  private var hasBadWord = false

  public init(names: CodeNames = CodeNames()) { self.names = names }

  /// Reads the lines in `range` of the batch's slab. Room to decode must be reserved before
  /// (``PostBatch/reserve(_:)``, as much again as the range).
  public func read(_ range: Range<Int>, in batch: PostBatch, firstLine: Int64) {
    var at = range.lowerBound
    var number = firstLine
    while at < range.upperBound {
      let found = memchr(batch.base + at, 10, range.upperBound - at)
      let end =
        found.map { UnsafeRawPointer(batch.base).distance(to: UnsafeRawPointer($0)) }
        ?? range.upperBound
      line(at, end, number, batch)
      at = end + 1
      number += 1
    }
  }

  private func line(_ start: Int, _ end: Int, _ number: Int64, _ batch: PostBatch) {
    var scanner = JSONScanner(base: batch.base, at: start, end: end)
    if scanner.isAtEnd() { return }
    var row = PostRow()
    row.ordinal = number
    row.line = Field(offset: start, count: end - start)
    row.precision = .second
    hasBadWord = false
    var kind = RecordKind.post
    var alias = PostBatch.Alias(platform: .missing, account: .missing, handle: .missing)
    let edgeStart = batch.edges.count
    var first = true
    guard scanner.enterObject() else { return refuse(scanner, number, edgeStart, batch) }
    while let key = scanner.nextKey(&first) {
      if key.count == 6, scanner.matches(key, "record") {
        let word = scanner.string().map { batch.string(batch.field($0)) ?? "" } ?? ""
        guard let known = RecordKind(rawValue: word) else {
          return refuse(scanner, number, edgeStart, batch, .notARecord)
        }
        kind = known
        // Other kinds are read by who needs them.
        if kind != .post, kind != .alias { break }
      } else {
        member(key, &scanner, &row, &alias, batch)
      }
      if scanner.failed { break }
    }
    if scanner.failed { return refuse(scanner, number, edgeStart, batch) }
    switch kind {
    case .post: post(row, scanner, number, edgeStart, batch)
    case .alias:
      let line = row.line
      batch.others.append(.init(kind: .alias, rowsBefore: batch.rows.count, line: line))
      if !row.platform.isMissing { alias.platform = row.platform }
      if !alias.account.isBlank, !alias.handle.isBlank {
        alias.isKeyed = row.isKeyed
        batch.aliases.append(alias)
      }
    default:
      batch.others.append(.init(kind: kind, rowsBefore: batch.rows.count, line: row.line))
    }
  }

  private func post(
    _ row: PostRow, _ scanner: JSONScanner, _ number: Int64, _ edgeStart: Int, _ batch: PostBatch
  ) {
    var scanner = scanner
    guard scanner.isAtEnd() else { return refuse(scanner, number, edgeStart, batch) }
    guard !row.postID.isBlank else { return refuse(scanner, number, edgeStart, batch, .noID) }
    if hasBadWord { return refuse(scanner, number, edgeStart, batch, .badValue) }
    var row = row
    batch.recordsRead += 1
    row.edgeStart = Int32(edgeStart)
    row.edgeCount = Int32(batch.edges.count - edgeStart)
    if !row.keyID.isMissing, !batch.bytes(row.keyID).elementsEqual(lastKeyID) {
      lastKeyID = Array(batch.bytes(row.keyID))
      let id = String(decoding: lastKeyID, as: UTF8.self)
      if !keyIDs.contains(id) { keyIDs.append(id) }
    }
    if row.createdAt == PostRow.noTime, row.precision == .second { row.precision = .none }
    batch.rows.append(row)
  }

  private func refuse(
    _ scanner: JSONScanner, _ number: Int64, _ edgeStart: Int, _ batch: PostBatch,
    _ reason: SetAside.Reason? = nil
  ) {
    batch.edges.removeLast(batch.edges.count - edgeStart)
    batch.recordsRead += 1
    batch.setAside(reason ?? (scanner.tooDeep ? .tooDeep : .notJSON), ordinal: number)
  }

  @inline(__always)
  private func field(_ scanner: inout JSONScanner, _ batch: PostBatch) -> Field {
    scanner.string().map { batch.field($0) } ?? .missing
  }

  private func member(
    _ key: JSONScanner.Text, _ scanner: inout JSONScanner, _ row: inout PostRow,
    _ alias: inout PostBatch.Alias, _ batch: PostBatch
  ) {
    let name = UnsafeBufferPointer(
      start: UnsafePointer(batch.base + key.offset), count: key.count)
    func `is`(_ word: StaticString) -> Bool { scanner.matches(key, word) }
    switch name.count {
    case 4 where `is`("text"): row.text = field(&scanner, batch)
    case 4 where `is`("kind"):
      row.kind = value(&scanner, batch, PostKind.allCases) { $0.name } ?? .post
    case 4 where `is`("lang"): row.lang = field(&scanner, batch)
    case 4 where `is`("role"):
      row.role = value(&scanner, batch, PostRole.allCases) { $0.name } ?? .sample
    case 5 where `is`("title"): row.title = field(&scanner, batch)
    case 5 where `is`("place"): place(&scanner, &row, batch)
    case 6 where `is`("quoted"): row.quoted = field(&scanner, batch)
    case 6 where `is`("topics"):
      row.isCoded = true
      row.topics |= UInt32(truncatingIfNeeded: topicBits(&scanner, batch))
    case 6 where `is`("tokens"):
      row.tokens = Int32(clamping: whole(field(&scanner, batch), batch) ?? 0)
    case 6 where `is`("handle"): alias.handle = field(&scanner, batch)
    case 6 where `is`("key_id"):
      row.keyID = field(&scanner, batch)
      row.isKeyed = !row.keyID.isMissing
    case 7 where `is`("post_id"): row.postID = field(&scanner, batch)
    case 7 where `is`("replies"): replies(&scanner, batch)
    case 7 where `is`("account"): alias.account = field(&scanner, batch)
    case 8 where `is`("platform"): row.platform = field(&scanner, batch)
    case 8 where `is`("venue_id"): row.venueID = field(&scanner, batch)
    case 8 where `is`("quote_of"): row.quoteOf = field(&scanner, batch)
    case 8 where `is`("position"):
      row.position = Int32(clamping: whole(field(&scanner, batch), batch) ?? 0)
    case 9 where `is`("thread_id"): row.threadID = field(&scanner, batch)
    case 9 where `is`("author_id"): row.authorID = field(&scanner, batch)
    case 9 where `is`("repost_of"): row.repostOf = field(&scanner, batch)
    case 9 where `is`("subtopics"):
      row.subtopics |= subtopicBits(&scanner, batch)
    case 10 where `is`("venue_name"): row.venueName = field(&scanner, batch)
    case 10 where `is`("created_at"): created(&scanner, &row, batch)
    case 11 where `is`("created_raw"): row.createdRaw = field(&scanner, batch)
    case 11 where `is`("text_status"):
      row.textStatus = value(&scanner, batch, TextStatus.allCases) { $0.name } ?? .ok
    case 12 where `is`("created_zone"): row.zone = field(&scanner, batch)
    case 13 where `is`("author_handle"): row.authorHandle = field(&scanner, batch)
    case 13 where `is`("author_status"):
      row.authorStatus = value(&scanner, batch, AuthorStatus.allCases) { $0.name } ?? .ok
    case 14 where `is`("post_id_origin"):
      row.postOrigin = value(&scanner, batch, IDOrigin.allCases) { $0.name } ?? .native
    case 16 where `is`("thread_id_origin"):
      row.threadOrigin = value(&scanner, batch, IDOrigin.allCases) { $0.name } ?? .native
    case 17 where `is`("created_precision"):
      row.precision = value(&scanner, batch, TimePrecision.allCases) { $0.name } ?? .second
    case 17 where `is`("created_ambiguous"): row.createdAmbiguous = scanner.bool() ?? false
    default: scanner.skipValue()
    }
  }

  private func created(
    _ scanner: inout JSONScanner, _ row: inout PostRow, _ batch: PostBatch
  ) {
    let text = field(&scanner, batch)
    if text.isMissing { return }
    if let moment = Moment.parse(batch.bytes(text)) {
      row.createdAt = moment.milliseconds
    } else if row.createdRaw.isMissing {
      row.createdRaw = text
    }
  }

  private func place(_ scanner: inout JSONScanner, _ row: inout PostRow, _ batch: PostBatch) {
    guard scanner.peek() == 123, scanner.enterObject() else { return scanner.skipValue() }
    var first = true
    while let key = scanner.nextKey(&first) {
      if scanner.matches(key, "input") {
        row.input = Int32(clamping: whole(field(&scanner, batch), batch) ?? 0)
      } else if scanner.matches(key, "member") {
        row.member = field(&scanner, batch)
      } else if scanner.matches(key, "ordinal") {
        row.ordinal = Int64(whole(field(&scanner, batch), batch) ?? 0)
      } else {
        scanner.skipValue()
      }
    }
  }

  private func replies(_ scanner: inout JSONScanner, _ batch: PostBatch) {
    guard scanner.peek() == 91, scanner.enterArray() else { return scanner.skipValue() }
    var first = true
    while scanner.nextElement(&first) {
      guard scanner.peek() == 123, scanner.enterObject() else {
        scanner.skipValue()
        continue
      }
      var edge = ReplyEdge(.nativeParent)
      var confidence: Double?
      var firstKey = true
      while let key = scanner.nextKey(&firstKey) {
        if scanner.matches(key, "post_id") {
          edge.post = field(&scanner, batch)
        } else if scanner.matches(key, "author_id") {
          edge.author = field(&scanner, batch)
        } else if scanner.matches(key, "author_handle") {
          edge.handle = field(&scanner, batch)
        } else if scanner.matches(key, "how") {
          edge.how = value(&scanner, batch, ReplyHow.ofPosts) { $0.name } ?? .nativeParent
        } else if scanner.matches(key, "confidence") {
          confidence = batch.string(field(&scanner, batch)).flatMap(Double.init)
        } else {
          scanner.skipValue()
        }
        if scanner.failed { return }
      }
      edge.confidence =
        confidence.map { UInt8(max(0, min(100, ($0 * 100).rounded()))) } ?? edge.how.usualConfidence
      batch.edges.append(edge)
    }
  }

  private func topicBits(_ scanner: inout JSONScanner, _ batch: PostBatch) -> UInt64 {
    bits(&scanner, batch) { name in
      if let known = topicBits.first(where: { name.elementsEqual($0.name) }) { return known.bit }
      guard let bit = names.bit(topic: String(decoding: name, as: UTF8.self)) else { return nil }
      topicBits.append((Array(name), bit))
      return bit
    }
  }

  private func subtopicBits(_ scanner: inout JSONScanner, _ batch: PostBatch) -> UInt64 {
    bits(&scanner, batch) { name in
      if let known = subtopicBits.first(where: { name.elementsEqual($0.name) }) { return known.bit }
      guard let bit = names.bit(subtopic: String(decoding: name, as: UTF8.self)) else {
        return nil
      }
      subtopicBits.append((Array(name), bit))
      return bit
    }
  }

  private func bits(
    _ scanner: inout JSONScanner, _ batch: PostBatch,
    _ bit: (UnsafeBufferPointer<UInt8>) -> Int?
  ) -> UInt64 {
    guard scanner.peek() == 91, scanner.enterArray() else {
      scanner.skipValue()
      return 0
    }
    var bits: UInt64 = 0
    var first = true
    while scanner.nextElement(&first) {
      if let bit = bit(batch.bytes(field(&scanner, batch))) {
        bits |= 1 << UInt64(bit)
      } else {
        hasBadWord = true
      }
      if scanner.failed { break }
    }
    return bits
  }

  private func value<Value>(
    _ scanner: inout JSONScanner, _ batch: PostBatch, _ all: [Value], _ name: (Value) -> String
  ) -> Value? {
    let bytes = batch.bytes(field(&scanner, batch))
    let known = all.first { name($0).utf8.elementsEqual(bytes) }
    if known == nil, !bytes.isEmpty { hasBadWord = true }
    return known
  }

  private func whole(_ field: Field, _ batch: PostBatch) -> Int? {
    batch.string(field).flatMap { Int($0) }
  }
}
