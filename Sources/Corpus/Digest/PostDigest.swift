/// What is kept of a batch when its text is gone: rows and edges with numbers of its own, and what
/// these numbers stand for. Made by a worker; merged in order by ``PostTableBuilder``.
public final class PostDigest: @unchecked Sendable {
  public var rows: [PostTable.Row] = []
  public var edges: [PostTable.Edge] = []
  /// Why the row of the same number was dropped; meaningless where it was not.
  public var dropReasons: [SetAside.Reason] = []
  public var accounts = NumberTable()
  public var accountNames = StringColumn()
  /// Ids and folded handles as the source gives them, where a way back is kept.
  public var accountNatives: StringColumn?
  public var accountPlatforms: [Int16] = []
  public var accountIsHandle: [Bool] = []
  public var threads = NumberTable()
  public var venues = NumberTable(capacity: 16)
  public var venueList: [PostTable.Venue] = []
  public var platforms: [String] = []
  public var langs: [String] = []
  public var aliases: [AccountTable.Alias] = []
  public var setAside: [SetAside] = []
  public var recordsRead = 0
  public var repairedTexts = 0
  /// Written records, where they are asked for: bytes, where each record ends, and its row (-1 for
  /// records that are no posts).
  public var records: [UInt8] = []
  public var recordEnds: [Int] = []
  public var recordRows: [Int32] = []
  /// Records that are no posts, as whole lines, where somebody collects them.
  public var others: [(kind: RecordKind, line: [UInt8])] = []
  public var postIDs: StringColumn?
  /// The words of each row, where a table counts words.
  public var terms: TermDigest?
  /// Row numbers (input, ordinal) of each row, for set-aside places.
  public var places: [Place] = []
  public var members: [String] = []

  /// Where a row came from.
  public struct Place: Sendable {
    public let ordinal: Int64
    public let input: Int32
    public let member: Int32
  }

  public init() {}
}
