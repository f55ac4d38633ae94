/// What later rooms need of every post, without its text: about 90 bytes a post.
///
/// Posts stand in data order. Accounts, platforms, venues and languages are numbers into the lists
/// beside them; account numbers follow first appearance, so no output may follow them: outputs are
/// ordered by pseudonym or name.
package struct PostTable: Sendable {
  /// A post's row. -1 in a number means missing.
  @frozen package struct Row: Sendable {
    package var key: Key128
    package var createdAt: Int64
    package var subtopics: UInt64
    package var topics: UInt32
    package var tokens: Int32
    package var account: Int32
    package var venue: Int32
    /// Number into ``threads``' count only: equal numbers are the same thread.
    package var thread: Int32
    package var edgeStart: Int32
    package var platform: Int16
    package var lang: Int16
    package var edgeCount: UInt16
    package var kind: PostKind
    package var authorStatus: AuthorStatus
    package var role: PostRole
    package var isCoded: Bool
    /// Number of the stage, in the chain that made the table, that set the post aside; 255: none.
    package var droppedBy: UInt8

    package init(
      key: Key128, createdAt: Int64, subtopics: UInt64 = 0, topics: UInt32 = 0, tokens: Int32 = 0,
      account: Int32, venue: Int32, thread: Int32, edgeStart: Int32, edgeCount: UInt16,
      platform: Int16, lang: Int16, kind: PostKind, authorStatus: AuthorStatus = .ok,
      role: PostRole = .sample, isCoded: Bool, droppedBy: UInt8 = 255
    ) {
      self.key = key
      self.createdAt = createdAt
      self.subtopics = subtopics
      self.topics = topics
      self.tokens = tokens
      self.account = account
      self.venue = venue
      self.thread = thread
      self.edgeStart = edgeStart
      self.edgeCount = edgeCount
      self.platform = platform
      self.lang = lang
      self.kind = kind
      self.authorStatus = authorStatus
      self.role = role
      self.isCoded = isCoded
      self.droppedBy = droppedBy
    }
  }

  /// One reply edge of a post.
  @frozen package struct Edge: Sendable {
    /// Key of the answered post; `.none` when only an account is named.
    package var target: Key128
    /// Account addressed, -1 when the source names none (then the parent's author is the alter).
    package var account: Int32
    package var how: ReplyHow
    package var confidence: UInt8

    package init(target: Key128, account: Int32, how: ReplyHow, confidence: UInt8) {
      self.target = target
      self.account = account
      self.how = how
      self.confidence = confidence
    }
  }

  /// A venue: where posts stand (subreddit, board, group). `id` is nil where the platform has none.
  package struct Venue: Sendable, Hashable {
    package let platform: Int16
    package let id: String?
    package init(platform: Int16, id: String?) {
      self.platform = platform
      self.id = id
    }
  }

  package var rows = Chunked<Row>()
  package var edges = Chunked<Edge>()
  package var platforms: [String] = []
  package var venues: [Venue] = []
  package var langs: [String] = []
  package var threadCount = 0
  /// Topic names by bit, and subtopic names ("identity/religion") by bit.
  package var topicNames: [String] = []
  package var subtopicNames: [String] = []
  package var accounts = AccountTable()
  /// Native or keyed post ids by row, kept only where records of single ties are written.
  package var postIDs: StringColumn?

  package init() {}
}

/// Many short strings in one slab, by number: 8 bytes a string beside its own.
package struct StringColumn: Sendable {
  private var slab: [UInt8] = []
  private var ends: [Int] = []
  package init() {}
  package var count: Int { ends.count }

  package mutating func append(_ string: some Collection<UInt8>) {
    slab.append(contentsOf: string)
    ends.append(slab.count)
  }

  package func bytes(_ index: Int) -> ArraySlice<UInt8> {
    slab[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  package subscript(index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}

/// Every account met: authors, and people who were only addressed.
package struct AccountTable: Sendable {
  /// Pseudonym (or native id, in a project without a key) of each account, by number.
  package private(set) var names: [String] = []
  /// Platform number of each account.
  package private(set) var platforms: [Int16] = []
  /// Whether the name was made from a handle only, because no account id is known.
  package private(set) var isHandle: [Bool] = []

  /// An account id and a handle that were seen together: numbers into this table.
  package struct Alias: Sendable, Hashable {
    package let account: Int32
    package let handle: Int32
    package init(account: Int32, handle: Int32) {
      self.account = account
      self.handle = handle
    }
  }
  /// Distinct pairs in order of appearance.
  package var aliases: [Alias] = []

  package init() {}
  package var count: Int { names.count }

  /// Adds an account that is not in the table yet.
  package mutating func add(_ name: String, platform: Int16, isHandle: Bool) -> Int32 {
    names.append(name)
    platforms.append(platform)
    self.isHandle.append(isHandle)
    return Int32(names.count - 1)
  }
}
