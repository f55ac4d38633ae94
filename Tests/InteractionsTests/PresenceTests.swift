import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `Who was there before a reply` {
  private func ties(
    _ posts: SmallPosts, _ groups: [String: String] = [:],
    settings: InteractSettings = InteractSettings()
  ) throws -> TieTable {
    let roster =
      "account,groups\n"
      + groups.sorted { $0.key < $1.key }
      .map { "\($0.key),\($0.value)\n" }.joined()
    let (people, _) = try PeopleBuilder.build(
      posts: posts.table, roster: groups.isEmpty ? nil : try Roster(csv: Array(roster.utf8)),
      scheme: SelfDescribed.self, pseudonymiser: posts.keys)
    return TieBuilder.build(
      posts: posts.table, people: people, settings: settings, venueTypes: VenueTable())
  }

  @Test func `is what the oracle's thread says, from posts and edges`() throws {
    let oracle = try Oracle("thread_null")
    let thread: [[String: Any]] = try oracle.value("posts")
    var posts = SmallPosts()
    for (time, post) in thread.enumerated() {
      let parent = post["parent"] as? String
      posts.post(
        post["id"] as? String ?? "", by: post["author"] as? String,
        to: parent.map { [.init(post: $0)] } ?? [], at: Int64(time))
    }
    var table = try ties(posts)
    let groups = Dictionary(
      thread.map { ($0["author"] as? String ?? "", $0["group"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
    for person in table.people.all.indices {
      let membership = People.Membership(one(groups[table.people.all[person].name] ?? ""))
      var number = table.people.memberships.firstIndex(of: membership)
      if number == nil {
        number = table.people.memberships.count
        table.people.memberships.append(membership)
      }
      table.people.all[person].membership = Int32(number ?? 0)
    }
    let threads = ThreadBuilder.build(posts.table)
    #expect(threads.count == 1 && threads.posts(0).count == 8 && threads.depth(0) == 4)
    let sets = OpportunitySets(threads, posts: posts.table, ties: table)
    // By hand: p2 {u1}; p3 {u1, u2}; p4 {u1, u2, u3}; p5, p6 and p8 three others of four.
    #expect(sets.others == [1, 2, 3, 3, 3, 3])
    #expect(sets.tally.counted == 6 && sets.tally.ties == 6)
    let expected = sets.expected(table.people, same: SamenessTable(table.people, .overlap))
    let wanted: [[String: Any]] = try oracle.value("ties")
    for (value, tie) in zip(expected, wanted) {
      #expect(near(value, try #require(tie["opportunity_users"] as? Double), 1e-9))
    }
    #expect(
      near(
        Opportunity.share(expected).value,
        try oracle.value("expected", "expected_share_opportunity"), 1e-9))
  }

  @Test func `is nobody's set where the parent is missing, elsewhere or later`() throws {
    var posts = SmallPosts()
    posts.post("a", by: "u1", at: 1, thread: 0)
    posts.post("b", by: "u2", to: [.init(post: "gone", account: "u9")], at: 2, thread: 0)
    posts.post("c", by: "u3", to: [.init(post: "z")], at: 3, thread: 0)
    posts.post("d", by: "u4", to: [.init(post: "e")], at: 4, thread: 0)
    posts.post("e", by: "u5", at: 5, thread: 0)
    posts.post(
      "f", by: "u1", to: [.init(post: "b"), .init(.quoteLink, post: "c")], at: 6, thread: 0)
    posts.post("z", by: "u7", at: 0, thread: 1)
    let table = try ties(posts)
    let threads = ThreadBuilder.build(posts.table)
    let sets = OpportunitySets(threads, posts: posts.table, ties: table)
    // f has two ties, both from among u2–u5.
    #expect(sets.others == [-1, -1, -1, 4, 4])
    #expect(sets.tally.counted == 2 && sets.tally.parentMissing == 1)
    #expect(sets.tally.alterNotThere == 2 && sets.tally.noPost == 0)
    #expect(sets.rows(0).ties == [-1, -1, -1, -1, -1, 3, 4])
    // Ties read from records have no posts.
    var read = table
    read.ties = Chunked()
    read.ties.append(
      .init(
        ego: 0, alter: 1, createdAt: 0, topics: 0, subtopics: 0, venue: -1, platform: 0,
        venueType: 0, how: .nativeParent, confidence: 100, parentPresent: true, isCoded: false,
        post: -1))
    let none = OpportunitySets(threads, posts: posts.table, ties: read)
    #expect(none.others == [-1] && none.tally.noPost == 1)
  }

  @Test func `makes pairs of those who met in a thread, on request`() throws {
    var posts = SmallPosts()
    // Thread 0: u1 at 0, u2 at 10, u1 at 12, u3 at 30. Thread 1: u2 at 0, u3 at 5. Thread 2: u1 only.
    for (id, author, time, thread) in [
      ("a", "u1", 0, 0), ("b", "u2", 10, 0), ("c", "u1", 12, 0), ("d", "u3", 30, 0),
      ("e", "u2", 0, 1), ("f", "u3", 5, 1), ("g", "u1", 0, 2), ("h", "u1", 3, 2),
    ] {
      posts.post(id, by: author, at: Int64(time), thread: Int32(thread))
    }
    posts.post("i", by: "u2", at: PostRow.noTime, thread: 2)
    let people = try ties(posts).people
    let threads = ThreadBuilder.build(posts.table)
    func pairs(_ window: Int64?, _ reach: Int = 50) -> (list: [[Int32]], of: CoPresence) {
      let of = CoPresence(
        threads, posts: posts.table, people: people, window: window, reach: reach)
      return (of.pairs.pairs.map { [$0.ego, $0.alter, $0.count] }, of)
    }
    let whole = pairs(nil)
    #expect(whole.list == [[0, 1, 2], [0, 2, 1], [1, 2, 2]])
    #expect(whole.of.tally.threads == 3 && whole.of.tally.posts == 9)
    #expect(!whole.of.pairs.isDirected && whole.of.tally.cutShort == 0)
    #expect(pairs(9).list == [[0, 1, 1], [1, 2, 1]])
    #expect(pairs(9).of.tally.untimed == 1)
    #expect(pairs(18).list == [[0, 1, 1], [0, 2, 1], [1, 2, 1]])
    // The last before only: d meets u1, not u2.
    let short = pairs(nil, 1)
    #expect(short.list == [[0, 1, 2], [0, 2, 1], [1, 2, 1]])
    #expect(short.of.tally.cutShort == 1)
  }

  @Test func `makes ties of those pairs, each of the post by which they met`() throws {
    var posts = SmallPosts()
    // By hand. Thread 0: u2 meets u1 by b; u3 meets both by d. Thread 1: u3 meets u2 by f.
    for (id, author, time, thread, topics) in [
      ("a", "u1", 0, 0, 1), ("b", "u2", 10, 0, 2), ("c", "u1", 12, 0, 1), ("d", "u3", 30, 0, 0),
      ("e", "u2", 0, 1, 1), ("f", "u3", 5, 1, 1), ("g", "u1", 0, 2, 1),
    ] {
      posts.post(
        id, by: author, at: Int64(time), topics: UInt32(topics), thread: Int32(thread))
    }
    posts.post("h", by: "u9", at: 6, topics: 1, thread: 1, status: .bot)
    var settings = InteractSettings()
    settings.edges = [.coPresence]
    settings.isDirected = false
    let table = try ties(posts, settings: settings)
    let names = table.people.all.map(\.name)
    var found: [String] = []
    table.ties.walk { _, tie in
      found.append(
        "\(names[Int(tie.ego)]) \(names[Int(tie.alter)]) \(tie.post) \(tie.topics) \(tie.how.name)")
    }
    #expect(
      found.sorted() == [
        "u2 u1 1 2 co_presence", "u3 u1 3 0 co_presence", "u3 u2 3 0 co_presence",
        "u3 u2 5 1 co_presence",
      ])
    #expect(table.edgesRead == 4 && !table.isDirected)
  }

  @Test func `meets in all pairs that a slow count finds`() throws {
    var state: UInt64 = 99
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    var posts = SmallPosts()
    for i in 0..<300 {
      posts.post(
        "\(i)", by: "u\(10 + next(12))", at: Int64(next(500)), thread: Int32(next(9)))
    }
    let people = try ties(posts).people
    let threads = ThreadBuilder.build(posts.table)
    for window in [nil, 0, 7, 40] as [Int64?] {
      var wanted: [[Int32]: Int32] = [:]
      for thread in 0..<9 {
        var met: Set<[Int32]> = []
        for a in 0..<300 where posts.table.rows[a].thread == Int32(thread) {
          for b in 0..<300 where posts.table.rows[b].thread == Int32(thread) {
            let (x, y) = (posts.table.rows[a], posts.table.rows[b])
            let (p, q) = (
              people.personOfAccount[Int(x.account)], people.personOfAccount[Int(y.account)]
            )
            let gap = abs(x.createdAt - y.createdAt)
            if p < q, window.map({ gap <= $0 }) ?? true { met.insert([p, q]) }
          }
        }
        for pair in met { wanted[pair, default: 0] += 1 }
      }
      let found = CoPresence(threads, posts: posts.table, people: people, window: window)
      #expect(
        Dictionary(
          uniqueKeysWithValues: found.pairs.pairs.map { ([$0.ego, $0.alter], $0.count) }) == wanted)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `does not explode in a thread of 400,000 posts`() {
    var table = PostTable()
    var people = People()
    for i in 0..<20_000 {
      people.all.append(.init(name: String(i + 100_000)))
      _ = table.accounts.add(String(i + 100_000), platform: 0, isHandle: false)
      people.personOfAccount.append(Int32(i))
    }
    for i in 0..<400_000 {
      table.rows.append(
        .init(
          key: .none, createdAt: Int64(i), account: Int32(i % 20_000), venue: -1, thread: 0,
          edgeStart: 0, edgeCount: 0, platform: 0, lang: -1, kind: .reply, isCoded: false))
    }
    table.threadCount = 1
    let threads = ThreadBuilder.build(table)
    let met = CoPresence(threads, posts: table, people: people, reach: 5)
    // Everybody meets the five before them in the ring.
    #expect(met.pairs.pairs.count == 20_000 * 5)
    #expect(met.tally.cutShort == 400_000 - 6)
  }
}
