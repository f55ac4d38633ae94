/// What is kept of a batch when its text is gone: rows and edges with numbers of its own, and what
/// these numbers stand for. Made by a worker; merged in order by ``PostTableBuilder``.
package final class PostDigest: @unchecked Sendable {
  package var rows: [PostTable.Row] = []
  package var edges: [PostTable.Edge] = []
  /// Why the row of the same number was dropped; meaningless where it was not.
  package var dropReasons: [SetAside.Reason] = []
  package var accounts = NumberTable()
  package var accountNames = StringColumn()
  package var accountPlatforms: [Int16] = []
  package var accountIsHandle: [Bool] = []
  package var threads = NumberTable()
  package var venues = NumberTable(capacity: 16)
  package var venueList: [PostTable.Venue] = []
  package var platforms: [String] = []
  package var langs: [String] = []
  package var aliases: [AccountTable.Alias] = []
  package var setAside: [SetAside] = []
  package var recordsRead = 0
  package var repairedTexts = 0
  /// Written records, where they are asked for: bytes, where each record ends, and its row (-1 for
  /// records that are no posts).
  package var records: [UInt8] = []
  package var recordEnds: [Int] = []
  package var recordRows: [Int32] = []
  /// Records that are no posts, as whole lines, where somebody collects them.
  package var others: [(kind: RecordKind, line: [UInt8])] = []
  package var postIDs: StringColumn?
  /// Row numbers (input, ordinal) of each row, for set-aside places.
  package var places: [Place] = []
  package var members: [String] = []

  /// Where a row came from.
  package struct Place: Sendable {
    package let ordinal: Int64
    package let input: Int32
    package let member: Int32
  }

  package init() {}
}
