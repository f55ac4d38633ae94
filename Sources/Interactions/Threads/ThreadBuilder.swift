package import Corpus

/// Builds reply forests out of edges of different kind and confidence.
///
/// 1. Each edge that names a post is joined with that post by key. It may be the tree edge where
///    the post is in the data, is another one, and stands in the same thread of the source, or
///    where the answering post has no thread of the source.
/// 2. The tree edge is the strongest: the kind that stands first in ``ReplyHow``, then the greater
///    confidence, then the first in the post. (``TieBuilder`` prefers by the same rule.)
/// 3. Each post now has one parent at most, so every component has one cycle at most. A cycle loses
///    the edge of its first post by time and position, which so becomes a root.
/// 4. Thread and depth come down from the roots; posts are sorted within threads.
///
/// Nothing recurs: chains of any length are walked in a loop. Linear but for the sort, n log n.
///
/// As a shuffle by key, every step needs only what lies under one key: (1) edges by the answered
/// post's key, (2) and then by the answering post's; (3, 4) pointer jumping: each post holds an
/// ancestor 2^r steps up, and the first post and the number of steps on the way; round r joins by
/// the ancestor's key. After log₂ of the longest chain rounds, posts that still have an ancestor hang
/// on a cycle, whose first post each of its members holds; its edge is cut and the rounds begin
/// again, once. Last, posts by thread. A test does it so and compares.
package struct ThreadBuilder {
  private let posts: PostTable
  private let rows: Slices<PostTable.Row>
  private let kinds: [Bool]
  private let minConfidence: UInt8
  private var parents: [Int32]
  private var isOrphan: [Bool]
  private var tally = Threads.Count()

  /// - Parameters:
  ///   - kinds: which edges may make a tree; reposts and likes are no edges at all.
  ///   - minConfidence: hundredths.
  package static func build(
    _ posts: PostTable, kinds: [ReplyHow] = ReplyHow.allCases, minConfidence: UInt8 = 0
  ) -> Threads {
    var builder = ThreadBuilder(posts, kinds, minConfidence)
    builder.findParents()
    builder.cutCycles()
    return builder.finish()
  }

  private init(_ posts: PostTable, _ kinds: [ReplyHow], _ minConfidence: UInt8) {
    self.posts = posts
    self.minConfidence = minConfidence
    rows = Slices(posts.rows)
    self.kinds = ReplyHow.allCases.map { kinds.contains($0) }
    parents = [Int32](repeating: -1, count: posts.rows.count)
    isOrphan = [Bool](repeating: false, count: posts.rows.count)
  }

  /// Whether a post comes before another: by time, then by position; no time is last.
  @inline(__always)
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (time(a), time(b))
    return x == y ? a < b : x < y
  }

  @inline(__always)
  private func time(_ row: Int) -> Int64 {
    let time = rows[row].createdAt
    return time == PostRow.noTime ? .max : time
  }

  private mutating func findParents() {
    let rows = self.rows
    let edges = Slices(posts.edges)
    var index = KeyIndex(room: posts.rows.count)
    for row in 0..<posts.rows.count where !rows[row].key.isNone {
      _ = index.insert(row, rows[row].key) { rows[$0].key }
    }
    for number in 0..<posts.rows.count {
      let row = rows[number]
      var best: (edge: PostTable.Edge, parent: Int)?
      var candidates = 0
      for place in 0..<Int(row.edgeCount) {
        let edge = edges[Int(row.edgeStart) + place]
        if edge.target.isNone { continue }
        tally.edges += 1
        guard kinds[Int(edge.how.rawValue)], edge.confidence >= minConfidence else {
          tally.notChosen += 1
          continue
        }
        let parent = index.find(edge.target) { rows[$0].key }
        if parent < 0 {
          tally.parentMissing += 1
          isOrphan[number] = true
        } else if parent == number {
          tally.itself += 1
        } else if row.thread >= 0, rows[parent].thread != row.thread {
          tally.crossThread += 1
        } else {
          candidates += 1
          if let strongest = best?.edge, !Self.isStronger(edge, strongest) { continue }
          best = (edge, parent)
        }
      }
      guard let best else { continue }
      parents[number] = Int32(best.parent)
      isOrphan[number] = false
      tally.weaker += candidates - 1
      tally.tree += 1
    }
  }

  private static func isStronger(_ a: PostTable.Edge, _ b: PostTable.Edge) -> Bool {
    a.how == b.how ? a.confidence > b.confidence : a.how.rawValue < b.how.rawValue
  }

  /// Walks up from each post until a post met before; one met on the same walk closes a cycle.
  private mutating func cutCycles() {
    var walkOf = [Int32](repeating: -1, count: parents.count)
    for start in parents.indices where walkOf[start] < 0 {
      var here = start
      while here >= 0, walkOf[here] < 0 {
        walkOf[here] = Int32(start)
        here = Int(parents[here])
      }
      guard here >= 0, walkOf[here] == Int32(start) else { continue }
      var first = here
      var at = Int(parents[here])
      while at != here {
        if precedes(at, first) { first = at }
        at = Int(parents[at])
      }
      parents[first] = -1
      tally.cycles += 1
      tally.tree -= 1
    }
  }

  private mutating func finish() -> Threads {
    let count = parents.count
    var depths = [Int32](repeating: -1, count: count)
    // Thread of the source, or behind those the row of the root.
    var label = [Int](repeating: 0, count: count)
    var path: [Int] = []
    for start in 0..<count {
      var here = start
      while depths[here] < 0, parents[here] >= 0 {
        path.append(here)
        here = Int(parents[here])
      }
      if depths[here] < 0 {
        depths[here] = 0
        label[here] = self.label(here)
      }
      while let below = path.popLast() {
        depths[below] = depths[here] + 1
        label[below] = rows[below].thread >= 0 ? self.label(below) : label[here]
        here = below
      }
    }
    // Threads by their first row.
    var numberOfLabel = [Int32](repeating: -1, count: posts.threadCount + count)
    var threadOfPost = [Int32](repeating: 0, count: count)
    var sizes: [Int] = []
    for row in 0..<count {
      if numberOfLabel[label[row]] < 0 {
        numberOfLabel[label[row]] = Int32(sizes.count)
        sizes.append(0)
      }
      threadOfPost[row] = numberOfLabel[label[row]]
      sizes[Int(threadOfPost[row])] += 1
      if rows[row].createdAt == PostRow.noTime { tally.untimed += 1 }
    }
    var starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var next = starts
    var ordered = [Int32](repeating: 0, count: count)
    for row in 0..<count {
      let thread = Int(threadOfPost[row])
      ordered[next[thread]] = Int32(row)
      next[thread] += 1
    }
    for thread in sizes.indices where sizes[thread] > 1 {
      let range = starts[thread]..<starts[thread + 1]
      let isSorted = range.dropFirst().allSatisfy {
        precedes(Int(ordered[$0 - 1]), Int(ordered[$0]))
      }
      if !isSorted { ordered[range].sort { precedes(Int($0), Int($1)) } }
    }
    return Threads(
      parents: parents, threadOfPost: threadOfPost, depths: depths, isOrphan: isOrphan,
      tally: tally, starts: starts, ordered: ordered)
  }

  private func label(_ row: Int) -> Int {
    let thread = Int(rows[row].thread)
    return thread >= 0 ? thread : posts.threadCount + row
  }
}
