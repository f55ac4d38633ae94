/// Posts in threads, and within a thread as trees of replies.
///
/// Which thread: the source's own, where it names one; a post without it is in the thread of the
/// post that it answers, and one that answers nothing in the data begins a thread. The tree edge of
/// a post is its strongest edge to a post of its thread (``ThreadBuilder``). Made once; 16 bytes a
/// post and 16 a thread. Threads are numbered by their first row, so no output may follow them.
package struct Threads: Sendable {
  /// What became of the posts' edges to other posts, and which threads are not whole.
  package struct Count: Sendable, Equatable {
    /// Edges that say which post they answer.
    package var edges = 0
    /// Those that became the tree edge of their post.
    package var tree = 0
    /// Weaker edges of a post that has a tree edge (cross-posts).
    package var weaker = 0
    /// The answered post is not in the data.
    package var parentMissing = 0
    /// The answered post stands in another thread of the source.
    package var crossThread = 0
    /// The post answers itself.
    package var itself = 0
    /// Tree edges cut so that no post comes before itself: one for each cycle.
    package var cycles = 0
    /// The kind was not chosen, or the confidence is too low.
    package var notChosen = 0
    /// Posts whose time is not known: they stand last in their thread, by position.
    package var untimed = 0
  }

  /// Row of the post that each row answers in its tree; -1 is a root.
  package let parents: [Int32]
  /// Thread of each row.
  package let threadOfPost: [Int32]
  /// Replies between each row and the root of its tree; 0 at the root.
  package let depths: [Int32]
  /// Whether a row is a root only because the post that it answers is missing.
  package let isOrphan: [Bool]
  package let tally: Count
  private let starts: [Int]
  private let ordered: [Int32]

  init(
    parents: [Int32], threadOfPost: [Int32], depths: [Int32], isOrphan: [Bool], tally: Count,
    starts: [Int], ordered: [Int32]
  ) {
    self.parents = parents
    self.threadOfPost = threadOfPost
    self.depths = depths
    self.isOrphan = isOrphan
    self.tally = tally
    self.starts = starts
    self.ordered = ordered
  }

  package var count: Int { starts.count - 1 }

  /// Rows of a thread's posts by time, and by position in the data where times are equal; posts
  /// without a time come last.
  package func posts(_ thread: Int) -> ArraySlice<Int32> {
    ordered[starts[thread]..<starts[thread + 1]]
  }

  /// The longest chain of replies in a thread: 0 where nobody answers anybody.
  package func depth(_ thread: Int) -> Int {
    Int(posts(thread).reduce(0) { max($0, depths[Int($1)]) })
  }

  /// Roots of the trees of a thread: 1 where it is one tree.
  package func trees(_ thread: Int) -> Int { posts(thread).count { parents[Int($0)] < 0 } }

  /// The row that opens a thread: its first root in order.
  package func opening(_ thread: Int) -> Int {
    let posts = posts(thread)
    return Int(posts.first { parents[Int($0)] < 0 } ?? posts[posts.startIndex])
  }

  /// Whether the post that opened a thread is in the data, as far as edges can tell.
  package func hasOpening(_ thread: Int) -> Bool { !isOrphan[opening(thread)] }

  /// Distinct persons who wrote in a thread, in the order of their first post.
  ///
  /// - Parameter person: of a row; -1 is nobody.
  /// Cost: a sort of the thread's persons.
  package func participants(_ thread: Int, _ person: (Int) -> Int32) -> [Int32] {
    let persons = posts(thread).map { person(Int($0)) }.filter { $0 >= 0 }
    let first = persons.indices.sorted { (persons[$0], $0) < (persons[$1], $1) }
    var kept: [Int] = []
    for place in first where kept.last.map({ persons[$0] != persons[place] }) ?? true {
      kept.append(place)
    }
    return kept.sorted().map { persons[$0] }
  }
}
