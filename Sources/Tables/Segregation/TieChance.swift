internal import Corpus
internal import Interactions

/// What the opportunity null gives for each tie whose thread is known: who else was present before.
struct TieChance: Sendable {
  /// Expected share interethnic by number of the tie; NaN where there is none.
  private(set) var expected: [Double]

  /// A thread is its posts by time, then by key; posts without an author's words of their own
  /// (reposts, service messages) are nobody's presence. Ties without direction have no opportunity.
  init(_ posts: PostTable, _ ties: TieTable, _ same: SamenessTable) {
    expected = [Double](repeating: .nan, count: ties.ties.count)
    guard ties.isDirected, ties.people.personOfAccount.count == posts.accounts.count else { return }
    var tiesOfPost: [(post: Int32, tie: Int32)] = []
    ties.ties.walk { number, tie in
      if tie.post >= 0, Int(tie.post) < posts.rows.count {
        tiesOfPost.append((tie.post, Int32(number)))
      }
    }
    if tiesOfPost.isEmpty { return }
    var isWanted = [Bool](repeating: false, count: posts.threadCount)
    for (post, _) in tiesOfPost {
      let thread = posts.rows[Int(post)].thread
      if isWanted.indices.contains(Int(thread)) { isWanted[Int(thread)] = true }
    }
    struct Entry {
      let thread: Int32
      let createdAt: Int64
      let key: Key128
      let row: Int32
      let author: Int32
    }
    var entries: [Entry] = []
    posts.rows.walk { number, row in
      guard isWanted.indices.contains(Int(row.thread)), isWanted[Int(row.thread)] else { return }
      let isOwn =
        row.account >= 0 && row.kind != .repost && row.kind != .service
        && row.authorStatus != .bot && row.authorStatus != .system
      entries.append(
        Entry(
          thread: row.thread, createdAt: row.createdAt, key: row.key, row: Int32(number),
          author: isOwn ? ties.people.personOfAccount[Int(row.account)] : -1))
    }
    entries.sort { a, b in
      if a.thread != b.thread { return a.thread < b.thread }
      if a.createdAt != b.createdAt { return a.createdAt < b.createdAt }
      if a.key != b.key { return (a.key.high, a.key.low) < (b.key.high, b.key.low) }
      return a.row < b.row
    }
    tiesOfPost.sort { ($0.post, $0.tie) < ($1.post, $1.tie) }
    var firstTie = [Int32](repeating: -1, count: posts.rows.count)
    for (place, entry) in tiesOfPost.enumerated().reversed() {
      firstTie[Int(entry.post)] = Int32(place)
    }
    var opportunity = Opportunity(people: ties.people, same: same)
    var rows: [Opportunity.Row] = []
    var numbers: [Int32] = []
    var at = 0
    while at < entries.count {
      let thread = entries[at].thread
      rows.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      while at < entries.count, entries[at].thread == thread {
        let entry = entries[at]
        at += 1
        var place = Int(firstTie[Int(entry.row)])
        if place < 0 {
          rows.append(.init(author: entry.author))
          numbers.append(-1)
          continue
        }
        while place < tiesOfPost.count, tiesOfPost[place].post == entry.row {
          let number = tiesOfPost[place].tie
          let tie = ties.ties[Int(number)]
          rows.append(.init(author: tie.ego, alter: tie.alter))
          numbers.append(number)
          place += 1
        }
      }
      for (number, value) in zip(numbers, opportunity.expected(rows)) {
        guard number >= 0, let value else { continue }
        expected[Int(number)] = value
      }
    }
  }
}
