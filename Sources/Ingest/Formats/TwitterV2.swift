package import Corpus

/// Tweets of the X API v2 as NDJSON: one flattened tweet a line, or one response page a line
/// (`data`, `includes`), mixed as they come.
///
/// - Ids are strings; a tweet that answers another has an edge to the tweet and, where
///   `in_reply_to_user_id` is given, to the account: the alter is then known without the parent.
/// - A quoted tweet stands in `quote_of`, and is an edge (`quote_link`) to that tweet; its author is
///   known where that tweet is in the data.
/// - A retweet is a repost: its text is `quoted`, and its mentions are another's.
/// - A line whose JSON breaks off is set aside whole, with the tweets that stood before the break.
/// - Tweets under `includes` are context, not sample (they matched no query).
/// - `&amp;`, `&lt;`, `&gt;` in texts are decoded; `note_tweet.text` replaces a cut text.
package struct TwitterV2: LineFormat {
  package static let name = "twitter-v2"
  package static let platform = "x"
  package static let source = "X API v2 objects as twarc 2 writes them, seen 2026-11"

  private let platformName: String

  package init(_ settings: SourceSettings) throws {
    platformName = settings.platform ?? Self.platform
  }

  package static func recognise(_ export: any Export) throws -> Recognition? {
    guard export.members.count == 1, let member = export.members.first else { return nil }
    let head = try export.openText(member).take(1 << 16).drop { $0 <= 32 }
    guard head.first == 123 else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    let isPage = text.contains("\"data\"") && text.contains("\"newest_id\"")
    if isPage { return Recognition(score: 90, era: "pages") }
    guard text.contains("\"author_id\""), text.contains("\"text\"") else { return nil }
    let marks = [
      "\"edit_history_tweet_ids\"", "\"conversation_id\"", "\"public_metrics\"",
      "\"referenced_tweets\"", "\"possibly_sensitive\"", "\"reply_settings\"",
    ]
    let seen = marks.count { text.contains($0) }
    return Recognition(score: min(95, 40 + 15 * seen), era: "flattened")
  }

  package func read(_ range: Range<Int>, in batch: PostBatch, firstLine: Int64) {
    // Decoded texts go behind the lines; a broken byte becomes three. What is not used costs nothing.
    batch.reserve(range.count * 3 + 4096)
    let platform = batch.put(platformName)
    var reader = TweetReader(batch: batch, platform: platform)
    for line in LineWalk(batch.base, range, firstLine: firstLine) { reader.read(line) }
  }

  package func judge(read: Int, kept: Int, foreign: Int) throws {
    guard read > 0, kept == 0 else { return }
    throw Complaint(
      "is not \(Self.name): \(read) records, none with the id, text and author of a tweet; "
        + (foreign == read
          ? "each line must hold a whole tweet or page (one spread over lines: jq -c . FILE)"
          : "see which format it is, or map it with format: mapped"))
  }
}
