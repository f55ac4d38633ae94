import Corpus
import Interactions
import SchakelTesting
import Testing

@Suite struct `A tie` {
  private func ties(
    _ posts: SmallPosts, roster: String? = nil, venues: String? = nil,
    _ change: (inout InteractSettings) -> Void = { _ in }
  ) throws -> TieTable {
    var settings = InteractSettings()
    change(&settings)
    let (people, _) = try PeopleBuilder.build(
      posts: posts.table, roster: try roster.map { try Roster(csv: Array($0.utf8)) },
      scheme: SelfDescribed.self, pseudonymiser: posts.keys)
    let table = TieBuilder.build(
      posts: posts.table, people: people, settings: settings,
      venueTypes: try venues.map { try VenueTable(csv: Array($0.utf8)) } ?? VenueTable())
    #expect(table.edgesRead == table.ties.count + table.notCounted.values.reduce(0, +))
    #expect(table.stratumOfTie.count == table.ties.count)
    for (reason, count) in table.notCounted {
      #expect(table.notCountedByTopic[reason]?[32] == count)
    }
    return table
  }

  /// "ego>alter how parent" for each tie.
  private func list(_ table: TieTable) -> [String] {
    var lines: [String] = []
    for tie in table.ties.slices.joined() {
      let (ego, alter) = (
        table.people.all[Int(tie.ego)].name, table.people.all[Int(tie.alter)].name
      )
      lines.append("\(ego)>\(alter) \(tie.how.name)\(tie.parentPresent ? " parent" : "")")
    }
    return lines
  }

  @Test func `needs an alter, who is the named account or the parent's author`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a")
    posts.post("2", by: "b", to: [.init(post: "1")])
    posts.post("3", by: "c", to: [.init(post: "1", account: "a")])
    posts.post("4", by: "d", to: [.init(post: "gone", account: "e")])
    posts.post("5", by: "d", to: [.init(post: "gone")])
    posts.post("6", by: "d", to: [.init(.addressed, account: "e")])
    posts.post("7", by: nil)
    posts.post("8", by: "d", to: [.init(post: "7")])
    posts.post("9", by: nil, to: [.init(post: "1")], status: .deleted)
    let table = try ties(posts)
    #expect(
      list(table) == [
        "b>a native_parent parent", "c>a native_parent parent", "d>e native_parent",
        "d>e addressed",
      ])
    #expect(table.notCounted == [.alterUnknown: 2, .egoUnknown: 1])
    // a and d wrote, e was addressed; the deleted author is nobody.
    #expect(table.strata.map(\.name) == ["all"])
    #expect(
      table.strata[0].persons.map { table.people.all[Int($0)].name } == ["a", "b", "c", "d", "e"])
  }

  @Test func `needs its parent post where the setting says so`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a")
    posts.post("2", by: "b", to: [.init(post: "1", account: "zzz")])
    posts.post("3", by: "b", to: [.init(post: "gone", account: "a")])
    posts.post("4", by: "b", to: [.init(post: "gone", account: "b")])
    posts.post("5", by: "b", to: [.init(.addressed, account: "a")])
    posts.post("6", by: "a", to: [.init(post: "1", account: "b")])
    let table = try ties(posts) { $0.parent = .needed }
    // The parent's author is the alter, whomever the edge names; the parent comes before self.
    #expect(list(table) == ["b>a native_parent parent"])
    #expect(table.notCounted == [.parentMissing: 3, .selfReply: 1])
  }

  @Test func `is not counted for the first reason that applies`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a")
    posts.post("2", by: "bot", status: .bot)
    posts.post(
      "3", by: "b",
      to: [
        .init(.mention, account: nil, confidence: 10),  // not chosen before anything else
        .init(.quoteName, account: nil, confidence: 10),  // below confidence before unknown
        .init(.quoteName, account: nil),  // unknown
        .init(.addressed, account: "b"),  // self
        .init(.addressed, account: "bot"),  // bot
        .init(.quoteLink, post: "1"),
      ])
    posts.post("4", by: "bot", to: [.init(post: "1")])
    posts.post("5", by: "bot", to: [.init(.addressed, account: "bot")])
    let table = try ties(posts) {
      $0.edges.append(.quoteName)
      $0.minConfidence = 20
    }
    #expect(list(table) == ["b>a quote_link parent"])
    #expect(
      table.notCounted == [
        .notChosenKind: 1, .belowConfidence: 1, .alterUnknown: 1, .selfReply: 2, .bot: 2,
      ])
    #expect(table.strata[0].persons.map { table.people.all[Int($0)].name } == ["a", "b"])
    let included = try ties(posts) {
      $0.edges.append(.quoteName)
      $0.minConfidence = 20
      $0.bots = .included
    }
    #expect(
      list(included) == ["b>bot addressed", "b>a quote_link parent", "bot>a native_parent parent"])
    #expect(included.strata[0].persons.count == 3)
  }

  @Test func `is one for each person that a post answers, on the strongest evidence`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a")
    posts.post("2", by: "a")
    posts.post("3", by: "c")
    posts.post(
      "4", by: "b",
      to: [
        .init(.mention, account: "a"),
        .init(.quoteLink, post: "2"),
        .init(.nativeParent, post: "1"),
        .init(.quoteLink, post: "3"),
        .init(.mention, account: "d"),
        .init(.mention, account: "d"),
      ])
    let table = try ties(posts) { $0.edges.append(.mention) }
    #expect(
      list(table) == ["b>a native_parent parent", "b>c quote_link parent", "b>d mention"])
    #expect(table.notCounted == [.repeated: 3])
    // Without mentions chosen, the two posts of a that b answers still make one tie.
    let plain = try ties(posts)
    #expect(list(plain) == ["b>a native_parent parent", "b>c quote_link parent"])
    #expect(plain.notCounted == [.repeated: 1, .notChosenKind: 3])
  }

  @Test func `comes from sample posts only, but context posts can be parents`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a", role: .context)
    posts.post("2", by: "b", to: [.init(post: "1")])
    posts.post("3", by: "c", to: [.init(post: "2")], role: .context)
    let table = try ties(posts)
    #expect(list(table) == ["b>a native_parent parent"])
    #expect(table.edgesRead == 1)
  }

  @Test func `trusts the parent's author more than a bare name`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "101")
    posts.post("2", by: "102", to: [.init(.quoteName, post: "1", account: "@old_name")])
    posts.post("3", by: "102", to: [.init(.quoteName, post: "gone", account: "@old_name")])
    posts.post("4", by: "102", to: [.init(.quoteName, post: "1", account: "103")])
    #expect(
      list(try ties(posts) { $0.edges.append(.quoteName) }) == [
        "102>101 quote_name parent", "102>old_name quote_name", "102>103 quote_name parent",
      ])
  }

  @Test func `has its uncounted sisters told by topic`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a", to: [.init(.addressed, account: "a")], topics: 0b01)
    posts.post("2", by: "a", to: [.init(.addressed, account: "a")], topics: 0b11)
    posts.post("3", by: "a", to: [.init(.addressed, account: "a")], topics: 0)
    posts.post("4", by: "a", to: [.init(.addressed, account: "a")])
    let counts = try #require(try ties(posts).notCountedByTopic[.selfReply])
    // school: posts 1 and 2; work: 2; all edges: 4; coded without topic: 3.
    #expect(counts[0] == 2 && counts[1] == 1 && counts[32] == 4 && counts[33] == 1)
  }

  @Test func `stands in the stratum of its venue, platform or thread`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a", venue: "tea", thread: 0)
    posts.post("2", by: "b", to: [.init(post: "1")], venue: "tea", thread: 0)
    posts.post("3", by: "c", to: [.init(.addressed, account: "d")], venue: "gym", thread: 1)
    posts.post("4", by: "a", to: [.init(.addressed, account: "d")])
    posts.post("5", by: "e", "y")
    func strata(_ table: TieTable) -> [String: [String]] {
      Dictionary(
        uniqueKeysWithValues: table.strata.map { stratum in
          (stratum.name, stratum.persons.map { table.people.all[Int($0)].name })
        })
    }
    let venues = try ties(posts, venues: "platform,venue,type\nx,tea,interest\nx,gym,ethnic\n") {
      $0.null = .venue
    }
    #expect(
      strata(venues)
        == ["x/tea": ["a", "b"], "x/gym": ["c", "d"], "x": ["a", "d"], "y": ["e"]])
    #expect(venues.strata.map(\.name) == ["x", "x/gym", "x/tea", "y"])
    #expect(venues.stratumOfTie == [2, 1, 0])
    #expect(
      (0..<3).map { VenueType.all[Int(venues.ties[$0].venueType)] } == [
        "interest", "ethnic", "unknown",
      ])
    #expect(
      strata(try ties(posts) { $0.null = .platform }) == ["x": ["a", "b", "c", "d"], "y": ["e"]])
    #expect(
      strata(try ties(posts) { $0.null = .thread })
        == [
          "thread-000001": ["a", "b"], "thread-000002": ["c", "d"], "x": ["a", "d"], "y": ["e"],
        ])
  }

  @Test func `finds among many posts the one that is answered`() throws {
    // Every post answers a pseudo-random post number: of 60,000 there are 40,000, more than a
    // slice of the table holds. A plain dictionary says who must be found.
    var posts = SmallPosts()
    var state: UInt64 = 20_150_409
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var author: [String: String] = [:]
    var answers: [(by: String, to: String)] = []
    for number in 0..<40_000 {
      let (id, by, to) = ("\(number)", "u\(next(300))", "\(next(60_000))")
      author[id] = by
      answers.append((by, to))
      posts.post(id, by: by, to: [.init(post: to)])
    }
    let wanted = answers.compactMap { answer in
      author[answer.to].flatMap {
        $0 == answer.by ? nil : "\(answer.by)>\($0) native_parent parent"
      }
    }
    let table = try ties(posts)
    #expect(list(table) == wanted)
    #expect(table.notCounted[.alterUnknown] == answers.count { author[$0.to] == nil })
  }

  @Test func `of an edge list may have the whole roster as its population`() throws {
    var posts = SmallPosts()
    posts.post("1", by: "a", to: [.init(.addressed, account: "b")])
    posts.post("2", by: "c", to: [.init(.addressed, account: "stranger")])
    let table = try ties(
      posts, roster: "person,self_described\na,g\nb,g\nc,h\nd,h\n"
    ) { $0.population = .roster }
    #expect(table.strata[0].persons.map { table.people.all[Int($0)].name } == ["a", "b", "c", "d"])
    #expect(table.ties.count == 2)
    #expect(table.people.all.map(\.isParticipant) == [true, true, true, true, false])
  }
}

@Suite struct `The page on interact` {
  @Test func `names every reason, setting, venue type and sameness`() throws {
    let page = try Repository.text("docs/interact.md")
    let words =
      TieTable.NotCounted.allCases.map(\.rawValue) + VenueType.all
      + Sameness.allCases.map(\.rawValue) + InteractSettings.Null.allCases.map(\.rawValue)
      + InteractSettings.Population.allCases.map(\.rawValue)
    for word in words { #expect(page.contains("`\(word)`"), "\(word)") }
    for edge in ReplyHow.allCases { #expect(page.contains("`\(edge.name)`"), "\(edge.name)") }
  }
}

@Suite struct `The table of venue types` {
  private func complaint(_ text: String) -> String {
    do {
      _ = try VenueTable(csv: Array(text.utf8))
      return "no complaint"
    } catch { return (error as? Complaint)?.description ?? "\(error)" }
  }

  @Test func `tells its mistakes by line`() {
    #expect(
      complaint("venue,type\n") == "line 1: must have the columns platform,venue,type and no others"
    )
    #expect(
      complaint("type,venue,platform\nintrest,tea,x\nethnic,gym,x\nlocal,gym,x\nlocal,gym,\n")
        == """
        3 mistakes:
          line 2: type: is none of interest, ethnic, religious, school-work, local, news, personal, \
        unknown; did you mean interest?
          line 4: type: this venue has another type on an earlier line
          line 5: platform: is empty
        """)
  }
}
