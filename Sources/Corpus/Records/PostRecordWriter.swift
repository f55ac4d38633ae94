/// Writes posts as records (`data-schema/post.schema.json`): keyed where there is a key, else as
/// they are. Missing values are left out. One per thread.
public final class PostRecordWriter {
  private let ids: KeyedIDs
  /// Names of the bits of topics.
  public var topicNames: [String]
  private let subtopicNames: [String]

  public init(_ ids: KeyedIDs, topicNames: [String] = [], subtopicNames: [String] = []) {
    self.ids = ids
    self.topicNames = topicNames
    self.subtopicNames = subtopicNames
  }

  /// Appends the record of `row` and a line feed.
  public func write(_ row: PostRow, of batch: PostBatch, to json: inout JSONWriter) {
    let platform = batch.bytes(row.platform)
    json.beginObject()
    json.key("record")
    json.string("post" as StaticString)
    id("post_id", row.postID, .post, row, batch, &json)
    text("platform", row.platform, batch, &json)
    word("kind", row.kind.name, &json)
    if row.postOrigin != .native { word("post_id_origin", row.postOrigin.name, &json) }
    id("thread_id", row.threadID, .thread, row, batch, &json)
    if row.threadOrigin != .native { word("thread_id_origin", row.threadOrigin.name, &json) }
    text("venue_id", row.venueID, batch, &json)
    text("venue_name", row.venueName, batch, &json)
    account(
      row.authorID, row.authorHandle, "author_id", "author_handle", platform, row, batch, &json)
    if row.authorStatus != .ok { word("author_status", row.authorStatus.name, &json) }
    if row.createdAt != PostRow.noTime {
      json.key("created_at")
      json.time(row.createdAt)
    }
    text("created_raw", row.createdRaw, batch, &json)
    if row.precision != .second { word("created_precision", row.precision.name, &json) }
    text("created_zone", row.zone, batch, &json)
    if row.createdAmbiguous {
      json.key("created_ambiguous")
      json.bool(true)
    }
    text("lang", row.lang, batch, &json)
    text("title", row.title, batch, &json)
    text("text", row.text, batch, &json)
    if row.textStatus != .ok { word("text_status", row.textStatus.name, &json) }
    text("quoted", row.quoted, batch, &json)
    if row.edgeCount > 0 {
      json.key("replies")
      json.beginArray()
      for edge in batch.replies(of: row) { write(edge, platform, row, batch, &json) }
      json.endArray()
    }
    id("repost_of", row.repostOf, .post, row, batch, &json)
    id("quote_of", row.quoteOf, .post, row, batch, &json)
    if row.position > 0 {
      json.key("position")
      json.int(Int(row.position))
    }
    if row.role == .context { word("role", row.role.name, &json) }
    if row.ordinal > 0 {
      json.key("place")
      json.beginObject()
      if row.input > 0 {
        json.key("input")
        json.int(Int(row.input))
      }
      text("member", row.member, batch, &json)
      json.key("ordinal")
      json.int(Int(row.ordinal))
      json.endObject()
    }
    if ids.isOn || row.isKeyed {
      json.key("key_id")
      if row.keyID.isMissing {
        json.string(ids.pseudonymiser.keyID)
      } else {
        json.string(batch.bytes(row.keyID))
      }
    }
    if row.isCoded { codes(row, &json) }
    json.endObject()
    json.endLine()
  }

  /// The line of a record with its codes behind it: what `classify` adds to a record it passes
  /// through. `line` is one whole object without topics of its own.
  public func write(
    line: UnsafeBufferPointer<UInt8>, codesOf row: PostRow, to json: inout JSONWriter
  ) {
    var end = line.count
    while end > 0, line[end - 1] != 125 { end -= 1 }
    var last = end - 1
    while last > 0, line[last - 1] <= 32 { last -= 1 }
    json.beginObject()
    if let brace = line.firstIndex(of: 123), last > brace + 1 {
      json.append(UnsafeBufferPointer(rebasing: line[(brace + 1)..<last]))
      json.continueObject()
    }
    codes(row, &json)
    json.endObject()
    json.endLine()
  }

  private func codes(_ row: PostRow, _ json: inout JSONWriter) {
    list("topics", topicNames, UInt64(row.topics), &json)
    list("subtopics", subtopicNames, row.subtopics, &json)
    json.key("tokens")
    json.int(Int(row.tokens))
  }

  private func list(
    _ key: StaticString, _ names: [String], _ bits: UInt64, _ json: inout JSONWriter
  ) {
    json.key(key)
    json.beginArray()
    for (bit, name) in names.enumerated() where bits >> UInt64(bit) & 1 == 1 { json.string(name) }
    json.endArray()
  }

  private func write(
    _ edge: ReplyEdge, _ platform: UnsafeBufferPointer<UInt8>, _ row: PostRow, _ batch: PostBatch,
    _ json: inout JSONWriter
  ) {
    json.beginObject()
    id("post_id", edge.post, .post, row, batch, &json)
    account(edge.author, edge.handle, "author_id", "author_handle", platform, row, batch, &json)
    word("how", edge.how.name, &json)
    json.key("confidence")
    json.double(Double(edge.confidence) / 100)
    json.endObject()
  }

  private func text(
    _ key: StaticString, _ field: Field, _ batch: PostBatch, _ json: inout JSONWriter
  ) {
    if field.isMissing { return }
    json.key(key)
    json.string(batch.bytes(field))
  }

  private func word(_ key: StaticString, _ word: String, _ json: inout JSONWriter) {
    json.key(key)
    json.string(word)
  }

  private func id(
    _ key: StaticString, _ field: Field, _ space: IDSpace, _ row: PostRow, _ batch: PostBatch,
    _ json: inout JSONWriter
  ) {
    if field.isBlank { return }
    json.key(key)
    if row.isKeyed || !ids.isOn {
      json.string(batch.bytes(field))
    } else {
      let made = ids.pseudonymiser.pseudonym(
        space: space, platform: batch.string(row.platform) ?? "", native: batch.bytes(field))
      made.withUnsafeBufferPointer { json.string($0) }
    }
  }

  /// Id and handle of an account. With a key, the handle is written only where there is no id:
  /// the two meet in an alias record.
  private func account(
    _ id: Field, _ handle: Field, _ idKey: StaticString, _ handleKey: StaticString,
    _ platform: UnsafeBufferPointer<UInt8>, _ row: PostRow, _ batch: PostBatch,
    _ json: inout JSONWriter
  ) {
    if row.isKeyed || !ids.isOn {
      text(idKey, id.isBlank ? .missing : id, batch, &json)
      text(handleKey, handle.isBlank ? .missing : handle, batch, &json)
      return
    }
    let space = KeyedIDs.platformSpace(platform)
    if !id.isBlank {
      json.key(idKey)
      let bytes = batch.bytes(id)
      let key = KeyedIDs.accountKey(bytes, platform: space, isHandle: false)
      ids.pseudonym(bytes, key, platform, false).withUnsafeBufferPointer { json.string($0) }
    } else if !handle.isBlank {
      json.key(handleKey)
      Handle.folded(batch.bytes(handle)).withUnsafeBufferPointer { folded in
        let key = KeyedIDs.accountKey(folded, platform: space, isHandle: true)
        ids.pseudonym(folded, key, platform, true).withUnsafeBufferPointer { json.string($0) }
      }
    }
  }
}
