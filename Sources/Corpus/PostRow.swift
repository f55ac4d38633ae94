/// What sort of utterance a post is. Reposts are other people's words.
public enum PostKind: UInt8, Sendable, CaseIterable {
  case post, reply, comment, quote, repost, service

  public var name: String {
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
public enum AuthorStatus: UInt8, Sendable, CaseIterable {
  case ok, deleted, guest, system, bot, suppressed
  public var name: String { "\(self)" }
}

/// Why a text is there or not.
public enum TextStatus: UInt8, Sendable, CaseIterable {
  case ok, empty, deleted, removed, mediaOnly, withheld, truncated
  public var name: String { self == .mediaOnly ? "media_only" : "\(self)" }
}

/// How fine a time is known.
public enum TimePrecision: UInt8, Sendable, CaseIterable {
  case none, second, minute, day, month, approx
  public var name: String { "\(self)" }
}

/// Whether an id came from the platform or was made here.
public enum IDOrigin: UInt8, Sendable, CaseIterable {
  case native, synthetic, derived, file, venue
  public var name: String { "\(self)" }
}

/// How one post is known to answer another post or account; from the strongest evidence down.
public enum ReplyHow: UInt8, Sendable, CaseIterable {
  case nativeParent, quoteLink, quoteName, addressed, mention, threadRoot, sequence
  /// No evidence of an answer: both wrote in one thread. Of ties only; no post says it.
  case coPresence

  /// What the edge of a post can be.
  public static let ofPosts = allCases.filter { $0 != .coPresence }

  public var name: String {
    switch self {
    case .nativeParent: "native_parent"
    case .quoteLink: "quote_link"
    case .quoteName: "quote_name"
    case .addressed: "addressed"
    case .mention: "mention"
    case .threadRoot: "thread_root"
    case .sequence: "sequence"
    case .coPresence: "co_presence"
    }
  }

  /// Confidence in hundredths when a format knows no better.
  public var usualConfidence: UInt8 {
    switch self {
    case .nativeParent, .quoteLink, .addressed, .coPresence: 100
    case .quoteName: 80
    case .mention: 60
    case .threadRoot: 40
    case .sequence: 30
    }
  }
}

/// Whether a post belongs to the sample, or came along as the context of one that does.
public enum PostRole: UInt8, Sendable, CaseIterable {
  case sample, context
  public var name: String { "\(self)" }
}

/// One reply edge of a post: to a post, to an account, or both. Fields lie in the batch's slab.
@frozen public struct ReplyEdge: Sendable {
  /// Native id of the answered post; it may lie outside the data.
  public var post = Field.missing
  /// Stable account id of the answered author.
  public var author = Field.missing
  /// Handle or name of the answered author, where no id is given.
  public var handle = Field.missing
  public var how: ReplyHow
  /// In hundredths, 0–100.
  public var confidence: UInt8

  public init(_ how: ReplyHow, confidence: UInt8? = nil) {
    self.how = how
    self.confidence = confidence ?? how.usualConfidence
  }
}

/// One post: offsets into the slab of its batch, and integers.
///
/// Field list and meanings: `data-schema/post.schema.json`. Times are milliseconds since 1970 UTC.
@frozen public struct PostRow: Sendable {
  public static let noTime = Int64.min

  public var platform = Field.missing
  public var postID = Field.missing
  public var threadID = Field.missing
  public var venueID = Field.missing
  public var venueName = Field.missing
  /// Stable account id.
  public var authorID = Field.missing
  /// `@name` without the sign, or the user name of a board.
  public var authorHandle = Field.missing
  public var title = Field.missing
  /// Own words only: quoted material is in `quoted`.
  public var text = Field.missing
  public var quoted = Field.missing
  public var lang = Field.missing
  public var createdRaw = Field.missing
  public var repostOf = Field.missing
  public var quoteOf = Field.missing
  /// `explicit`, `assumed:<IANA zone>` or missing.
  public var zone = Field.missing
  public var createdAt = PostRow.noTime
  /// The format's own name of the member, never a donor's file name.
  public var member = Field.missing
  /// One-based record number within the member.
  public var ordinal: Int64 = 0
  /// Number of the input, in the order of the sorted list of inputs, from 1.
  public var input: Int32 = 0
  /// One-based place of the post in its thread; 0 is unknown.
  public var position: Int32 = 0
  public var edgeStart: Int32 = 0
  public var edgeCount: Int32 = 0
  public var kind = PostKind.post
  public var authorStatus = AuthorStatus.ok
  public var textStatus = TextStatus.ok
  public var precision = TimePrecision.none
  public var postOrigin = IDOrigin.native
  public var threadOrigin = IDOrigin.native
  public var role = PostRole.sample
  /// The date could be read in two ways (daylight-saving fold, day/month order).
  public var createdAmbiguous = false
  /// Already pseudonymised: ids are keyed, text is masked.
  public var isKeyed = false
  /// Short id of the key that the record was made with, where it was read from schakel's NDJSON.
  public var keyID = Field.missing
  /// Topics were looked for; the three fields below mean something.
  public var isCoded = false
  /// Bit i set: topic i of the run's topic list.
  public var topics: UInt32 = 0
  /// Bit i set: subtopic i of the run's subtopic list.
  public var subtopics: UInt64 = 0
  public var tokens: Int32 = 0
  /// Number of the stage that set the post aside, and why; 255: none did.
  public var droppedBy: UInt8 = 255
  public var dropReason = SetAside.Reason.kind
  /// The record's own bytes, when it was read from schakel's NDJSON.
  public var line = Field.missing

  public init() {}
}
