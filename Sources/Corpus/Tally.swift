/// A record that could not be used: where it is and why. Never what it says.
public struct SetAside: Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case notJSON = "not-json"
    case notARecord = "not-a-record"
    case noID = "no-id"
    case noText = "no-text"
    case noAuthor = "no-author"
    case noTime = "no-time"
    case badValue = "bad-value"
    case tooLong = "record-too-long"
    case tooDeep = "too-deep"
    case truncated = "truncated"
    case duplicate = "duplicate"
    case withdrawn = "withdrawn"
    case deletedPost = "deleted-post"
    case directMessage = "direct-message"
    case notAPost = "not-a-post"
    case noPosts = "no-posts"
    case unreadableMember = "unreadable-member"
    case unsafePath = "unsafe-path"
    case unnamedMember = "unnamed-member"
    case tooLarge = "too-large"
    case kind = "kind"
    case period = "period"
    case language = "language"
    case venue = "venue"
    case platform = "platform"
  }

  /// Number of the input, from 1, in the order of the sorted list; 0 until the run fills it in.
  public var input: Int32
  /// The format's own name of the member ("data/tweets.js", "page"); never a donor's file name.
  public var member: String
  /// One-based record number, or line.
  public var ordinal: Int64
  public var reason: Reason
  /// A field name such as "created_at"; never a value.
  public var detail: StaticString

  public init(
    input: Int32, member: String, ordinal: Int64, reason: Reason, detail: StaticString = ""
  ) {
    self.input = input
    self.member = member
    self.ordinal = ordinal
    self.reason = reason
    self.detail = detail
  }
}

/// read = kept + set aside, with a reason for each; merged by adding.
public struct Tally: Sendable, Equatable {
  public var read = 0
  public var kept = 0
  public private(set) var reasons: [String: Int] = [:]

  public init() {}

  public var setAside: Int { reasons.values.reduce(0, +) }
  /// Reasons with counts, by name.
  public var sorted: [(reason: String, count: Int)] {
    reasons.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public mutating func setAside(_ reason: String, _ count: Int = 1) {
    guard count > 0 else { return }
    reasons[reason, default: 0] += count
  }

  public mutating func add(_ other: Tally) {
    read += other.read
    kept += other.kept
    for (reason, count) in other.reasons { reasons[reason, default: 0] += count }
  }

  /// Whether nothing vanished.
  public var balances: Bool { read == kept + setAside }
}
