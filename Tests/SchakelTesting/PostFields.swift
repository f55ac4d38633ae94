package import Corpus
import Foundation

/// A row as the object that a post record holds, for comparing with records written by hand.
package enum PostFields {
  /// Keys that count even where the record does not give them: they must then be absent.
  package static let strict = [
    "post_id", "kind", "thread_id", "author_id", "author_handle", "author_status", "created_at",
    "created_ambiguous", "title", "text_status", "quoted", "replies", "repost_of", "quote_of",
    "role",
  ]

  package static func of(_ row: PostRow, in batch: PostBatch) -> [String: Any] {
    var fields: [String: Any] = [
      "record": "post", "kind": row.kind.name,
      "place": [
        "input": Int(row.input), "member": batch.string(row.member) ?? "",
        "ordinal": Int(row.ordinal),
      ],
    ]
    func put(_ key: String, _ field: Field) {
      if let string = batch.string(field) { fields[key] = string }
    }
    put("post_id", row.postID)
    put("platform", row.platform)
    put("thread_id", row.threadID)
    put("venue_id", row.venueID)
    put("venue_name", row.venueName)
    put("author_id", row.authorID)
    put("author_handle", row.authorHandle)
    put("lang", row.lang)
    put("title", row.title)
    put("text", row.text)
    put("quoted", row.quoted)
    put("repost_of", row.repostOf)
    put("quote_of", row.quoteOf)
    put("created_raw", row.createdRaw)
    put("created_zone", row.zone)
    if row.createdAt != PostRow.noTime { fields["created_at"] = Moment.text(row.createdAt) }
    if row.precision != .second { fields["created_precision"] = row.precision.name }
    if row.createdAmbiguous { fields["created_ambiguous"] = true }
    if row.postOrigin != .native { fields["post_id_origin"] = row.postOrigin.name }
    if row.threadOrigin != .native { fields["thread_id_origin"] = row.threadOrigin.name }
    if row.authorStatus != .ok { fields["author_status"] = row.authorStatus.name }
    if row.textStatus != .ok { fields["text_status"] = row.textStatus.name }
    if row.role != .sample { fields["role"] = row.role.name }
    if row.position != 0 { fields["position"] = Int(row.position) }
    let replies = batch.replies(of: row).map { edge -> [String: Any] in
      var reply: [String: Any] = [
        "how": edge.how.name, "confidence": Double(edge.confidence) / 100,
      ]
      if let post = batch.string(edge.post) { reply["post_id"] = post }
      if let author = batch.string(edge.author) { reply["author_id"] = author }
      if let handle = batch.string(edge.handle) { reply["author_handle"] = handle }
      return reply
    }
    if !replies.isEmpty { fields["replies"] = replies }
    return fields
  }

  /// What differs: every key that `wanted` gives (null: must be absent), and the strict ones.
  package static func differences(
    wanted: [String: Any], found: [String: Any]
  ) -> [String] {
    Set(wanted.keys).union(strict).sorted().compactMap { key in
      let (a, b) = (plain(wanted[key]), plain(found[key]))
      return a == b ? nil : "\(key): wanted \(a), found \(b)"
    }
  }

  /// A value as text in which equal values are equal.
  package static func plain(_ value: Any?) -> String {
    guard let value, !(value is NSNull) else { return "nothing" }
    guard
      let bytes = try? JSONSerialization.data(
        withJSONObject: [value], options: [.sortedKeys, .withoutEscapingSlashes])
    else { return "\(value)" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
