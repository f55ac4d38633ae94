import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `A reply forest` {
  /// "parent" of each post, by id; "-" is a root.
  private func parents(_ posts: SmallPosts, _ threads: Threads) -> [String] {
    threads.parents.map { $0 < 0 ? "-" : posts.table.postIDs?[Int($0)] ?? "?" }
  }

  private func ids(_ posts: SmallPosts, _ threads: Threads) -> [[String]] {
    (0..<threads.count).map { thread in
      threads.posts(thread).map { posts.table.postIDs?[Int($0)] ?? "?" }
    }
  }

  @Test func `has the answered posts as parents, in whatever order posts stand`() {
    var posts = SmallPosts()
    posts.post("c", by: "u3", to: [.init(post: "b")], at: 3)
    posts.post("a", by: "u1", at: 1)
    posts.post("b", by: "u2", to: [.init(post: "a")], at: 2)
    posts.post("d", by: "u1", to: [.init(post: "a")], at: 2)
    posts.post("z", by: "u1", at: 9)
    let threads = ThreadBuilder.build(posts.table)
    #expect(parents(posts, threads) == ["b", "-", "a", "a", "-"])
    // By time, and by position where times are equal.
    #expect(ids(posts, threads) == [["a", "b", "d", "c"], ["z"]])
    #expect(threads.depths == [2, 0, 1, 1, 0])
    #expect(threads.depth(0) == 2 && threads.depth(1) == 0)
    #expect(threads.trees(0) == 1 && threads.opening(0) == 1 && threads.hasOpening(0))
    #expect(
      threads.participants(0) { posts.table.rows[$0].account } == [
        posts.table.rows[1].account, posts.table.rows[2].account, posts.table.rows[0].account,
      ])
    #expect(threads.tally.edges == 3 && threads.tally.tree == 3)
  }

  @Test func `begins anew where the parent is missing, within the thread of the source`() {
    var posts = SmallPosts()
    posts.post("b", by: "u2", to: [.init(post: "gone")], at: 2, thread: 7)
    posts.post("c", by: "u3", to: [.init(post: "b")], at: 3, thread: 7)
    posts.post("d", by: "u4", to: [.init(post: "lost")], at: 4, thread: 7)
    posts.post("e", by: "u4", to: [.init(.addressed, account: "u2")], at: 5)
    let threads = ThreadBuilder.build(posts.table)
    #expect(parents(posts, threads) == ["-", "b", "-", "-"])
    #expect(ids(posts, threads) == [["b", "c", "d"], ["e"]])
    #expect(threads.isOrphan == [true, false, true, false])
    #expect(threads.trees(0) == 2 && threads.opening(0) == 0 && !threads.hasOpening(0))
    #expect(threads.hasOpening(1))
    #expect(threads.tally.parentMissing == 2 && threads.tally.edges == 3)
  }

  @Test func `follows the strongest of several edges`() {
    var posts = SmallPosts()
    posts.post("a", by: "u1", at: 1)
    posts.post("b", by: "u2", at: 2)
    posts.post(
      "c", by: "u3",
      to: [
        .init(.threadRoot, post: "a"), .init(.quoteLink, post: "a", confidence: 70),
        .init(.quoteLink, post: "b", confidence: 90), .init(.quoteLink, post: "a", confidence: 90),
      ], at: 3)
    posts.post("d", by: "u4", to: [.init(.sequence, post: "c"), .init(post: "gone")], at: 4)
    posts.post("e", by: "u4", to: [.init(post: "e")], at: 5)
    var threads = ThreadBuilder.build(posts.table)
    #expect(parents(posts, threads) == ["-", "-", "b", "c", "-"])
    // A missing parent is no reason to leave the tree when a weaker edge holds.
    #expect(threads.isOrphan == [false, false, false, false, false])
    let tally = threads.tally
    #expect([tally.edges, tally.tree, tally.weaker] == [7, 2, 3])
    #expect(
      [tally.parentMissing, tally.itself, tally.crossThread, tally.notChosen] == [1, 1, 0, 0])
    threads = ThreadBuilder.build(posts.table, kinds: [.quoteLink], minConfidence: 80)
    #expect(parents(posts, threads) == ["-", "-", "b", "-", "-"])
    #expect(threads.tally.notChosen == 5)
  }

  @Test func `stays within the source's thread, and takes in posts that name none`() {
    var posts = SmallPosts()
    posts.post("a", by: "u1", at: 1, thread: 0)
    posts.post("b", by: "u2", at: 2, thread: 1)
    posts.post(
      "c", by: "u3", to: [.init(.quoteLink, post: "a"), .init(.sequence, post: "b")], at: 3,
      thread: 1)
    posts.post("d", by: "u3", to: [.init(post: "c")], at: 4)
    posts.post("e", by: "u1", to: [.init(post: "d")], at: 5)
    let threads = ThreadBuilder.build(posts.table)
    #expect(parents(posts, threads) == ["-", "-", "b", "c", "d"])
    #expect(ids(posts, threads) == [["a"], ["b", "c", "d", "e"]])
    #expect(threads.tally.crossThread == 1 && threads.depth(1) == 3)
  }

  @Test func `has no cycle: the first of its posts becomes a root`() {
    var posts = SmallPosts()
    posts.post("x", by: "u0", to: [.init(post: "a")], at: 0)
    posts.post("a", by: "u1", to: [.init(post: "c")], at: 5)
    posts.post("b", by: "u2", to: [.init(post: "a")], at: 2)
    posts.post("c", by: "u3", to: [.init(post: "b")], at: 2)
    posts.post("d", by: "u1", to: [.init(post: "e")], at: 4)
    posts.post("e", by: "u1", to: [.init(post: "d")], at: 4)
    let threads = ThreadBuilder.build(posts.table)
    #expect(parents(posts, threads) == ["a", "c", "-", "b", "-", "d"])
    #expect(threads.tally.cycles == 2 && threads.tally.tree == 4)
    #expect(threads.depths == [3, 2, 0, 1, 0, 1])
    #expect(ids(posts, threads) == [["x", "b", "c", "a"], ["d", "e"]])
  }

  @Test func `puts posts without a time last`() {
    var posts = SmallPosts()
    posts.post("a", by: "u1", at: PostRow.noTime, thread: 0)
    posts.post("b", by: "u2", at: 7, thread: 0)
    posts.post("c", by: "u3", at: PostRow.noTime, thread: 0)
    posts.post("d", by: "u3", at: 6, thread: 0)
    let threads = ThreadBuilder.build(posts.table)
    #expect(ids(posts, threads) == [["d", "b", "a", "c"]])
    #expect(threads.tally.untimed == 2)
    let empty = ThreadBuilder.build(PostTable())
    #expect(empty.count == 0)
  }

  /// Key of post `i` of the large threads.
  private func large(_ count: Int, parent: (Int) -> Int) -> PostTable {
    var table = PostTable()
    for i in 0..<count {
      let start = Int32(table.edges.count)
      if i > 0 {
        table.edges.append(
          .init(
            target: Key128(high: 1, low: UInt64(parent(i)) &* 0x9E37_79B9_7F4A_7C15 | 1),
            account: -1, how: .nativeParent, confidence: 100))
      }
      table.rows.append(
        .init(
          key: Key128(high: 1, low: UInt64(i) &* 0x9E37_79B9_7F4A_7C15 | 1),
          createdAt: Int64(count - i), account: Int32(i % 1000), venue: -1, thread: -1,
          edgeStart: start, edgeCount: i > 0 ? 1 : 0, platform: 0, lang: -1, kind: .reply,
          isCoded: false))
    }
    return table
  }

  @Test(.timeLimit(.minutes(1))) func `may be a chain or a star of 400,000 posts`() {
    let chain = ThreadBuilder.build(large(400_000) { $0 - 1 })
    #expect(chain.count == 1 && chain.depth(0) == 399_999)
    #expect(chain.posts(0).first == 399_999 && chain.opening(0) == 0)
    let star = ThreadBuilder.build(large(400_000) { _ in 0 })
    #expect(star.count == 1 && star.depth(0) == 1 && star.trees(0) == 1)
  }

  /// The way of a shuffle: one step at a time, each by one key, on posts dealt out in any order.
  @Test func `is what pointer jumping finds, key by key`() {
    var state: UInt64 = 7
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for _ in 0..<20 {
      let count = 60
      var posts = SmallPosts()
      for i in 0..<count {
        let edges =
          next(4) == 0 ? [] : [SmallPosts.Edge(post: "\(next(count + 5))", confidence: 90)]
        posts.post("\(i)", by: "u", to: edges, at: Int64(next(20)))
      }
      let threads = ThreadBuilder.build(posts.table)
      func time(_ i: Int) -> (Int64, Int) { (posts.table.rows[i].createdAt, i) }
      var parent = (0..<count).map { i -> Int? in
        let row = posts.table.rows[i]
        guard row.edgeCount > 0 else { return nil }
        let target = posts.table.edges[Int(row.edgeStart)].target
        let found = (0..<count).first { posts.table.rows[$0].key == target }
        return found == i ? nil : found
      }
      // 2^7 steps are more than there are posts.
      func jump() -> [(up: Int?, first: Int, steps: Int)] {
        var held = parent.enumerated().map { (up: $1, first: $0, steps: $1 == nil ? 0 : 1) }
        for _ in 0..<7 {
          held = held.map { own in
            guard let up = own.up else { return own }
            let above = held[up]
            let first = time(above.first) < time(own.first) ? above.first : own.first
            return (above.up, first, own.steps + above.steps)
          }
        }
        return held
      }
      // Who still has an ancestor hangs on a cycle; the ancestor itself stands on it.
      for post in Set(jump().compactMap(\.up)) {
        var members = [post]
        while let up = parent[members.last ?? post], up != post { members.append(up) }
        if let first = members.min(by: { time($0) < time($1) }) { parent[first] = nil }
      }
      let held = jump()
      #expect(held.allSatisfy { $0.up == nil })
      #expect(threads.depths.map(Int.init) == held.map(\.steps))
      #expect(threads.parents.map { $0 < 0 ? nil : Int($0) } == parent)
    }
  }
}
