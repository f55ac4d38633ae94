/// What sort of utterance a post is. Reposts are other people's words.
package enum PostKind: UInt8, Sendable, CaseIterable {
  case post, reply, comment, quote, repost, service

  package var name: String {
    switch self {
    case .post: "post"
    case .reply: "reply"
    case .comment: "comment"
    case .quote: "quote"
    case .repost: "repost"
    case .service: "service"
    }
  }
}

/// What the source says of the account that wrote a post.
package enum AuthorStatus: UInt8, Sendable, CaseIterable {
  case ok, deleted, guest, system, bot, suppressed
  package var name: String { "\(self)" }
}

/// Why a text is there or not.
package enum TextStatus: UInt8, Sendable, CaseIterable {
  case ok, empty, deleted, removed, mediaOnly, withheld, truncated
  package var name: String { self == .mediaOnly ? "media_only" : "\(self)" }
}

/// How fine a time is known.
package enum TimePrecision: UInt8, Sendable, CaseIterable {
  case none, second, minute, day, month, approx
  package var name: String { "\(self)" }
}

/// Whether an id came from the platform or was made here.
package enum IDOrigin: UInt8, Sendable, CaseIterable {
  case native, synthetic, derived, file, venue
  package var name: String { "\(self)" }
}

/// How one post is known to answer another post or account; from the strongest evidence down.
package enum ReplyHow: UInt8, Sendable, CaseIterable {
  case nativeParent, quoteLink, quoteName, addressed, mention, threadRoot, sequence

  package var name: String {
    switch self {
    case .nativeParent: "native_parent"
    case .quoteLink: "quote_link"
    case .quoteName: "quote_name"
    case .addressed: "addressed"
    case .mention: "mention"
    case .threadRoot: "thread_root"
    case .sequence: "sequence"
    }
  }

  /// Confidence in hundredths when a format knows no better.
  package var usualConfidence: UInt8 {
    switch self {
    case .nativeParent, .quoteLink, .addressed: 100
    case .quoteName: 80
    case .mention: 60
    case .threadRoot: 40
    case .sequence: 30
    }
  }
}

/// Whether a post belongs to the sample, or came along as the context of one that does.
package enum PostRole: UInt8, Sendable, CaseIterable {
  case sample, context
  package var name: String { "\(self)" }
}

/// One reply edge of a post: to a post, to an account, or both. Fields lie in the batch's slab.
@frozen package struct ReplyEdge: Sendable {
  /// Native id of the answered post; it may lie outside the data.
  package var post = Field.missing
  /// Stable account id of the answered author.
  package var author = Field.missing
  /// Handle or name of the answered author, where no id is given.
  package var handle = Field.missing
  package var how: ReplyHow
  /// In hundredths, 0–100.
  package var confidence: UInt8

  package init(_ how: ReplyHow, confidence: UInt8? = nil) {
    self.how = how
    self.confidence = confidence ?? how.usualConfidence
  }
}

/// One post: offsets into the slab of its batch, and integers.
///
/// Field list and meanings: `data-schema/post.schema.json`. Times are milliseconds since 1970 UTC.
@frozen package struct PostRow: Sendable {
  package static let noTime = Int64.min

  package var platform = Field.missing
  package var postID = Field.missing
  package var threadID = Field.missing
  package var venueID = Field.missing
  package var venueName = Field.missing
  /// Stable account id.
  package var authorID = Field.missing
  /// `@name` without the sign, or the user name of a board.
  package var authorHandle = Field.missing
  package var title = Field.missing
  /// Own words only: quoted material is in `quoted`.
  package var text = Field.missing
  package var quoted = Field.missing
  package var lang = Field.missing
  package var createdRaw = Field.missing
  package var repostOf = Field.missing
  package var quoteOf = Field.missing
  /// `explicit`, `assumed:<IANA zone>` or missing.
  package var zone = Field.missing
  package var createdAt = PostRow.noTime
  /// The format's own name of the member, never a donor's file name.
  package var member = Field.missing
  /// One-based record number within the member.
  package var ordinal: Int64 = 0
  /// Number of the input, in the order of the sorted list of inputs, from 1.
  package var input: Int32 = 0
  /// One-based place of the post in its thread; 0 is unknown.
  package var position: Int32 = 0
  package var edgeStart: Int32 = 0
  package var edgeCount: Int32 = 0
  package var kind = PostKind.post
  package var authorStatus = AuthorStatus.ok
  package var textStatus = TextStatus.ok
  package var precision = TimePrecision.none
  package var postOrigin = IDOrigin.native
  package var threadOrigin = IDOrigin.native
  package var role = PostRole.sample
  /// The date could be read in two ways (daylight-saving fold, day/month order).
  package var createdAmbiguous = false
  /// Already pseudonymised: ids are keyed, text is masked.
  package var isKeyed = false
  /// Short id of the key that the record was made with, where it was read from schakel's NDJSON.
  package var keyID = Field.missing
  /// Topics were looked for; the three fields below mean something.
  package var isCoded = false
  /// Bit i set: topic i of the run's topic list.
  package var topics: UInt32 = 0
  /// Bit i set: subtopic i of the run's subtopic list.
  package var subtopics: UInt64 = 0
  package var tokens: Int32 = 0
  /// Number of the stage that set the post aside, and why; 255: none did.
  package var droppedBy: UInt8 = 255
  package var dropReason = SetAside.Reason.kind
  /// The record's own bytes, when it was read from schakel's NDJSON.
  package var line = Field.missing

  package init() {}
}
