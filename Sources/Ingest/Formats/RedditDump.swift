package import Corpus

/// Comments and submissions of Reddit, one JSON record a line, as collection tools dump them.
///
/// English, UTC. Files `RC_2012-05.zst`, `RS_2012-05.zst`, `x_comments.zst`, `.jsonl`; dumps made
/// with `zstd --long=31` are given as `zstd -dc --long=31 FILE | schakel ingest … -`.
///
/// - Post ids are `t1_…` (comment) and `t3_…` (submission), since bare ids of the two can be equal.
/// - Venue is the subreddit; the page of a user (`u_name`) is the common venue `u_`, so that no
///   venue is named after a person.
/// - Lines that open with `>` are quoted text. Lazy continuation of a quote counts as own words.
/// - A crosspost under the same title is a repost; under a title of its own it is a quote.
package struct RedditDump: LineFormat {
  package static let name = "reddit-dump"
  package static let platform = "reddit"
  package static let source =
    "schemas of the Pushshift and Arctic Shift dumps, comments and submissions of 2005 to 2024"

  private let platform: String

  package init(_ settings: SourceSettings) throws {
    platform = settings.platform ?? Self.platform
  }

  package static func recognise(_ export: any Export) throws -> Recognition? {
    for member in export.members.prefix(3) where member.size != 0 {
      let batch = PostBatch(capacity: 1 << 17)
      _ = batch.put(try export.openText(member).take(1 << 17))
      batch.pad()
      var found: RedditRecord.Kind?
      var seen = 0
      forEachLine(in: batch, 0..<batch.used, firstLine: 1) { start, end, _ in
        seen += 1
        guard seen <= 5, found == nil else { return }
        var record = RedditRecord()
        if record.scan(batch.base, start, end) == nil, record.subreddit != nil {
          found = record.kind
        }
      }
      if let found {
        return Recognition(score: 95, era: found == .comment ? "comments" : "submissions")
      }
    }
    return nil
  }

  package func read(_ range: Range<Int>, in batch: PostBatch, firstLine: Int64) {
    let shared = Shared(
      platform: batch.put(platform), zone: batch.put("explicit"), member: batch.put("records"))
    var accounts: Set<Key128> = []
    forEachLine(in: batch, range, firstLine: firstLine) { start, end, line in
      batch.recordsRead += 1
      var record = RedditRecord()
      let flaw = record.scan(batch.base, start, end) ?? keep(record, line, batch, shared, &accounts)
      if let flaw {
        batch.setAside(flaw.reason, member: "records", ordinal: line, detail: flaw.detail)
      }
    }
  }

  package func judge(read: Int, kept: Int, foreign: Int) throws {
    if read == 0 { throw Complaint("is empty: no records") }
    guard kept == 0, foreign > 0 else { return }
    throw Complaint(
      "is not a reddit-dump: none of \(read) lines is a comment (id, body, link_id) or a "
        + "submission (id, title) in JSON")
  }

  /// Fields that all rows of one call have in common.
  private struct Shared {
    let platform: Field
    let zone: Field
    let member: Field
  }

  /// Makes a row of a record, or says why not.
  private func keep(
    _ record: RedditRecord, _ line: Int64, _ batch: PostBatch, _ shared: Shared,
    _ accounts: inout Set<Key128>
  ) -> RedditRecord.Flaw? {
    var row = PostRow()
    row.platform = shared.platform
    row.member = shared.member
    row.ordinal = line
    let comment = record.kind == .comment
    guard let id = record.id ?? record.name else { return .init(.noID, "id") }
    row.postID = fullName(batch.decoded(id), comment ? "t1_" : "t3_", batch)
    guard row.postID.count > 3 else { return .init(.noID, "id") }
    row.kind = comment ? .comment : .post
    row.venueID = venue(record, batch)
    row.venueName = row.venueID
    time(record, &row, batch, shared)
    author(record, &row, batch, &accounts)
    text(record, &row, batch)
    var replies: [ReplyEdge] = []
    if comment {
      if let link = record.link { row.threadID = fullName(batch.decoded(link), "t3_", batch) }
      let parent = parent(record, row.threadID, batch)
      if parent.count > 0 {
        var edge = ReplyEdge(.nativeParent)
        edge.post = parent
        replies.append(edge)
      }
    } else {
      row.threadID = row.postID
      replies = crosspost(record, &row, batch)
    }
    batch.append(row, replies: replies)
    return nil
  }

  /// An id with its kind in front, whether the dump wrote it or not.
  private func fullName(_ id: Field, _ prefix: StaticString, _ batch: PostBatch) -> Field {
    batch.field(id, startsWith: prefix) ? id : batch.put(prefix, then: id)
  }

  private func venue(_ record: RedditRecord, _ batch: PostBatch) -> Field {
    guard let literal = record.subreddit else { return .missing }
    let name = batch.decoded(literal)
    return batch.field(name, startsWith: "u_") ? batch.put("u_") : name
  }

  private func time(
    _ record: RedditRecord, _ row: inout PostRow, _ batch: PostBatch, _ shared: Shared
  ) {
    guard let literal = record.created else { return }
    let raw = batch.decoded(literal)
    if let milliseconds = EpochSeconds.parse(batch.bytes(raw)) {
      row.createdAt = milliseconds
      row.precision = .second
      row.zone = shared.zone
    } else {
      row.createdRaw = raw
    }
  }

  /// Deleted accounts are nobody: without id and handle, so that they never become one person.
  private func author(
    _ record: RedditRecord, _ row: inout PostRow, _ batch: PostBatch,
    _ accounts: inout Set<Key128>
  ) {
    let handle = record.author.map { batch.decoded($0) } ?? .missing
    guard handle.count > 0, !batch.field(handle, startsWith: "[") else {
      row.authorStatus = .deleted
      return
    }
    row.authorHandle = handle
    if RedditBots.has(batch.bytes(handle)) { row.authorStatus = .bot }
    guard let literal = record.authorID else { return }
    row.authorID = fullName(batch.decoded(literal), "t2_", batch)
    let key = Key128(batch.bytes(row.authorID), space: Key128(batch.bytes(handle), space: 1).low)
    if accounts.insert(key).inserted {
      batch.aliases.append(
        .init(platform: row.platform, account: row.authorID, handle: row.authorHandle))
    }
  }

  private static let entities: PostBatch.Replacements = [
    ("&amp;#x200B;", ""), ("&amp;nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"),
  ]

  private func text(_ record: RedditRecord, _ row: inout PostRow, _ batch: PostBatch) {
    if let title = record.title {
      row.title = batch.trimmed(batch.replacing(Self.entities, in: batch.decoded(title)))
      if batch.isField(row.title, "[deleted by user]")
        || batch.field(row.title, startsWith: "[ Removed by ")
      {
        row.title = .missing
      }
    }
    guard let literal = record.kind == .comment ? record.body : record.selftext else {
      row.textStatus = .empty
      return
    }
    let whole = batch.trimmed(batch.replacing(Self.entities, in: batch.decoded(literal)))
    if batch.isField(whole, "[deleted]") || batch.isField(whole, "[deleted by user]") {
      row.textStatus = .deleted
    } else if batch.isField(whole, "[removed]") || batch.field(whole, startsWith: "[ Removed by ") {
      row.textStatus = .removed
    } else {
      (row.text, row.quoted) = MarkdownQuotes.split(whole, in: batch)
      if row.text.isBlank { row.textStatus = .empty }
    }
  }

  /// The answered post. Missing and null mean the submission; a number is a comment's id in base 10
  /// (a fault of the Pushshift service of 2022 and 2023).
  private func parent(_ record: RedditRecord, _ thread: Field, _ batch: PostBatch) -> Field {
    guard let literal = record.parent else { return thread }
    let given = batch.decoded(literal)
    if record.parentIsNumber { return Base36.fullName(batch.bytes(given), batch) }
    if given.count == 0 { return thread }
    if batch.field(given, startsWith: "t1_") || batch.field(given, startsWith: "t3_") {
      return given
    }
    let isThread = batch.bytes(thread).dropFirst(3).elementsEqual(batch.bytes(given))
    return isThread ? thread : batch.put("t1_", then: given)
  }

  /// A crosspost: the other's words are no words of this author.
  private func crosspost(
    _ record: RedditRecord, _ row: inout PostRow, _ batch: PostBatch
  ) -> [ReplyEdge] {
    guard let literal = record.crosspost else { return [] }
    let origin = fullName(batch.decoded(literal), "t3_", batch)
    let title = record.originTitle.map {
      batch.trimmed(batch.replacing(Self.entities, in: batch.decoded($0)))
    }
    guard let title, !batch.bytes(title).elementsEqual(batch.bytes(row.title)) else {
      row.kind = .repost
      row.repostOf = origin
      row.quoted = row.title
      row.title = .missing
      return []
    }
    row.kind = .quote
    row.quoteOf = origin
    row.quoted = title
    var edge = ReplyEdge(.quoteLink)
    edge.post = origin
    if let literal = record.originAuthor {
      let handle = batch.decoded(literal)
      if handle.count > 0, !batch.field(handle, startsWith: "[") {
        edge.handle = handle
        if let id = record.originAuthorID {
          edge.author = fullName(batch.decoded(id), "t2_", batch)
        }
      }
    }
    return [edge]
  }
}
