import Corpus
import Foundation
import Ingest

/// An export of bytes in memory, for tests.
final class MemoryExport: Export, @unchecked Sendable {
  let members: [Member]
  private let contents: [[UInt8]]

  init(_ files: [(name: String, bytes: [UInt8])], input: Int32 = 1) {
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    contents = sorted.map(\.bytes)
    members = sorted.enumerated().map {
      Member(
        input: input, name: $0.element.name, size: Int64($0.element.bytes.count), index: $0.offset)
    }
  }

  convenience init(_ name: String, _ text: String, input: Int32 = 1) {
    self.init([(name, Array(text.utf8))], input: input)
  }

  func open(_ member: Member) throws -> any ByteSource {
    MemorySource(contents[member.index])
  }
}

/// Hands bytes out in odd pieces, so that no reader relies on whole blocks.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var at = 0
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, bytes.count - at, at == 0 ? 1000 : 1 << 20)
    for i in 0..<count { buffer[i] = bytes[at + i] }
    at += count
    return count
  }
}

/// What a format made of exports: rows as the record form writes them, and the tally.
struct ReadPosts {
  var records: [[String: Any]] = []
  var read = 0
  var repaired = 0
  var reasons: [String: Int] = [:]
  var aliases: [[String]] = []
  var setAside: [SetAside] = []

  init(_ format: any DocumentFormat, _ exports: [any Export]) throws {
    for group in type(of: format).together(exports) {
      try format.read(group) { batch in
        read += batch.recordsRead
        repaired += batch.repairedTexts
        for aside in batch.setAside { reasons[aside.reason.rawValue, default: 0] += 1 }
        setAside += batch.setAside
        for alias in batch.aliases {
          aliases.append([batch.string(alias.account) ?? "", batch.string(alias.handle) ?? ""])
        }
        for row in batch.rows { records.append(Self.record(row, batch)) }
      }
    }
  }

  private static func record(_ row: PostRow, _ batch: PostBatch) -> [String: Any] {
    var record: [String: Any] = ["record": "post", "kind": row.kind.name]
    func put(_ key: String, _ field: Field) { record[key] = batch.string(field) }
    put("post_id", row.postID)
    put("platform", row.platform)
    put("thread_id", row.threadID)
    put("venue_id", row.venueID)
    put("venue_name", row.venueName)
    put("author_id", row.authorID)
    put("author_handle", row.authorHandle)
    put("created_raw", row.createdRaw)
    put("created_zone", row.zone)
    put("lang", row.lang)
    put("title", row.title)
    put("text", row.text)
    put("quoted", row.quoted)
    put("repost_of", row.repostOf)
    put("quote_of", row.quoteOf)
    if row.postOrigin != .native { record["post_id_origin"] = row.postOrigin.name }
    if row.threadOrigin != .native { record["thread_id_origin"] = row.threadOrigin.name }
    if row.authorStatus != .ok { record["author_status"] = row.authorStatus.name }
    if row.textStatus != .ok { record["text_status"] = row.textStatus.name }
    if row.createdAt != PostRow.noTime {
      record["created_at"] = Moment.text(row.createdAt)
      if row.precision != .second { record["created_precision"] = row.precision.name }
    }
    if row.createdAmbiguous { record["created_ambiguous"] = true }
    if row.role != .sample { record["role"] = row.role.name }
    if row.position > 0 { record["position"] = Int(row.position) }
    record["replies"] = batch.replies(of: row).map { edge in
      var reply: [String: Any] = [
        "how": edge.how.name, "confidence": Double(edge.confidence) / 100,
      ]
      reply["post_id"] = batch.string(edge.post)
      reply["author_id"] = batch.string(edge.author)
      reply["author_handle"] = batch.string(edge.handle)
      return reply
    }
    record["place"] = [
      "input": Int(row.input), "member": batch.string(row.member) ?? "",
      "ordinal": Int(row.ordinal),
    ]
    return record
  }
}
