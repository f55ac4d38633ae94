/// What later rooms need of every post, without its text: 64 bytes a post and 24 an edge.
///
/// Posts stand in data order. Accounts, platforms, venues and languages are numbers into the lists
/// beside them; account numbers follow first appearance, so no output may follow them: outputs are
/// ordered by pseudonym or name.
public struct PostTable: Sendable {
  /// A post's row. -1 in a number means missing.
  @frozen public struct Row: Sendable {
    public var key: Key128
    public var createdAt: Int64
    public var subtopics: UInt64
    public var topics: UInt32
    public var tokens: Int32
    public var account: Int32
    public var venue: Int32
    /// Number into ``threads``' count only: equal numbers are the same thread.
    public var thread: Int32
    public var edgeStart: Int32
    public var platform: Int16
    public var lang: Int16
    public var edgeCount: UInt16
    /// Kind, author's status, role and whether coded: three, three, one and one bits.
    @usableFromInline var marks: UInt8
    /// Number of the stage, in the chain that made the table, that set the post aside; 255: none.
    public var droppedBy: UInt8

    public init(
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
      marks =
        kind.rawValue | authorStatus.rawValue << 3 | role.rawValue << 6 | (isCoded ? 0x80 : 0)
      self.droppedBy = droppedBy
    }

    @inlinable public var kind: PostKind {
      get { PostKind(rawValue: marks & 7) ?? .post }
      set { marks = marks & ~7 | newValue.rawValue }
    }
    @inlinable public var authorStatus: AuthorStatus {
      get { AuthorStatus(rawValue: marks >> 3 & 7) ?? .ok }
      set { marks = marks & ~(7 << 3) | newValue.rawValue << 3 }
    }
    @inlinable public var role: PostRole {
      get { PostRole(rawValue: marks >> 6 & 1) ?? .sample }
      set { marks = marks & ~(1 << 6) | newValue.rawValue << 6 }
    }
    @inlinable public var isCoded: Bool {
      get { marks & 0x80 != 0 }
      set { marks = newValue ? marks | 0x80 : marks & 0x7F }
    }
  }

  /// One reply edge of a post.
  @frozen public struct Edge: Sendable {
    /// Key of the answered post; `.none` when only an account is named.
    public var target: Key128
    /// Account addressed, -1 when the source names none (then the parent's author is the alter).
    public var account: Int32
    public var how: ReplyHow
    public var confidence: UInt8

    public init(target: Key128, account: Int32, how: ReplyHow, confidence: UInt8) {
      self.target = target
      self.account = account
      self.how = how
      self.confidence = confidence
    }
  }

  /// A venue: where posts stand (subreddit, board, group). `id` is nil where the platform has none.
  public struct Venue: Sendable, Hashable {
    public let platform: Int16
    public let id: String?
    public init(platform: Int16, id: String?) {
      self.platform = platform
      self.id = id
    }
  }

  public var rows = Chunked<Row>()
  public var edges = Chunked<Edge>()
  public var platforms: [String] = []
  public var venues: [Venue] = []
  public var langs: [String] = []
  public var threadCount = 0
  /// Topic names by bit, and subtopic names ("identity/religion") by bit.
  public var topicNames: [String] = []
  public var subtopicNames: [String] = []
  public var accounts = AccountTable()
  /// Native or keyed post ids by row, kept only where records of single ties are written.
  public var postIDs: StringColumn?
  /// What words the posts are made of, by row; kept only where a table counts words.
  public var terms: TermColumn?

  public init() {}
}

/// Many short strings in one slab, by number: 8 bytes a string beside its own.
public struct StringColumn: Sendable {
  private var slab: [UInt8] = []
  private var ends: [Int] = []
  public init() {}
  public var count: Int { ends.count }

  public mutating func append(_ string: some Collection<UInt8>) {
    slab.append(contentsOf: string)
    ends.append(slab.count)
  }

  public func bytes(_ index: Int) -> ArraySlice<UInt8> {
    slab[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  public subscript(index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}

/// Every account met: authors, and people who were only addressed.
public struct AccountTable: Sendable {
  /// Pseudonym (or native id, in a project without a key) of each account, by number.
  public private(set) var names: [String] = []
  /// Platform number of each account.
  public private(set) var platforms: [Int16] = []
  /// Whether the name was made from a handle only, because no account id is known.
  public private(set) var isHandle: [Bool] = []

  /// An account id and a handle that were seen together: numbers into this table.
  public struct Alias: Sendable, Hashable {
    public let account: Int32
    public let handle: Int32
    public init(account: Int32, handle: Int32) {
      self.account = account
      self.handle = handle
    }
  }
  /// Distinct pairs in order of appearance.
  public var aliases: [Alias] = []

  public init() {}
  public var count: Int { names.count }

  /// Adds an account that is not in the table yet.
  public mutating func add(_ name: String, platform: Int16, isHandle: Bool) -> Int32 {
    names.append(name)
    platforms.append(platform)
    self.isHandle.append(isHandle)
    return Int32(names.count - 1)
  }
}
