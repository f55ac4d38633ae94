import Corpus
import Interactions
import Profiles
import Testing

@Suite struct `A profile` {
  private func profiles(
    _ world: SmallWorld, _ roster: String, reason: String? = nil,
    settings: InteractSettings = InteractSettings()
  ) throws -> (rows: [String: ProfileTable.Row], table: ProfileTable, people: People) {
    let ties = try world.ties(roster, settings)
    let table = ProfileBuilder.build(
      posts: world.posts, ties: ties, people: ties.people, settings: settings, reason: reason)
    let rows = Dictionary(
      uniqueKeysWithValues: table.rows.map { (ties.people.all[Int($0.person)].name, $0) })
    return (rows, table, ties.people)
  }

  @Test func `is made for donors with a kept post, and for others where a reason is given`() throws
  {
    var world = SmallWorld()
    world.post("donor", to: [("friend", .addressed)])
    world.post("alter")
    world.post("stranger")
    world.post("silent", role: .context)
    let roster =
      "person,self_described,role\ndonor,a,\nalter,a,alter\nsilent,a,donor\nabsent,a,donor\n"
    let (rows, table, _) = try profiles(world, roster)
    #expect(rows.keys.sorted() == ["donor"] && table.reason == nil)
    let (all, with, _) = try profiles(world, roster, reason: "the bench keeps everybody")
    #expect(all.keys.sorted() == ["alter", "donor", "stranger"])
    #expect(with.reason == "the bench keeps everybody")
    #expect(with.rows.map(\.person) == with.rows.map(\.person).sorted())
  }

  @Test func `counts posts, tokens, active days, topics and languages`() throws {
    var world = SmallWorld(langs: ["tr", "nl"])
    // Three UTC days: the last moment of the 12th, the first of the 13th, and one before 1970.
    world.post("a", at: "2020-03-12T23:59:59.999Z", topics: 0b01, tokens: 5, lang: 1)
    world.post("a", at: "2020-03-13T00:00:00Z", topics: 0b11, tokens: 7, lang: 1)
    world.post("a", at: "2020-03-13T23:00:00Z", topics: 0, tokens: 1, lang: 0)
    world.post("a", at: "1969-12-31T23:59:59Z", topics: 0, lang: -1)
    world.post("a", topics: 0b10)
    world.post("b")
    let (rows, _, _) = try profiles(world, "person,self_described\na,g\nb,g\n")
    let a = try #require(rows["a"])
    #expect(a.posts == 5 && a.tokens == 13 && a.activeDays == 3)
    #expect(a.topicPosts == [2, 2] && a.none == 2)
    #expect(a.langPosts == [1, 2])
    #expect(Moment.text(a.firstAt) == "1969-12-31T23:59:59Z")
    #expect(Moment.text(a.lastAt) == "2020-03-13T23:00:00Z")
    let b = try #require(rows["b"])
    #expect(b.posts == 1 && b.activeDays == 0 && b.firstAt == PostRow.noTime)
    // Nobody looked for topics: missing, not zero.
    #expect(b.topicPosts.isEmpty && b.none == 0)
  }

  @Test func `counts who was answered and who answered`() throws {
    // Groups: a, b of g; c of h; d half g half h; u unknown.
    var world = SmallWorld()
    world.post("a", to: [("b", .addressed)])
    world.post("a", to: [("b", .addressed), ("c", .addressed), ("a", .addressed)])
    world.post("a", to: [("d", .addressed), ("u", .addressed)])
    world.post("a", to: [("c", .mention)])
    world.post("a")
    world.post("b", to: [("a", .addressed)])
    world.post("c", to: [("b", .addressed)])
    world.post("d", to: [("a", .addressed)])
    world.post("u", to: [("a", .addressed)])
    world.post("u", to: [("a", .addressed)])
    let roster = "person,self_described\na,g\nb,g\nc,h\nd,g;h\nu,?\n"
    let (rows, _, _) = try profiles(world, roster)
    let a = try #require(rows["a"])
    // Out: b same, b same, c other, d half, u unknown. In: b same, d half, u unknown twice.
    #expect(a.intraOut == 2.5 && a.interOut == 1.5 && a.unknownOut == 1)
    #expect(a.intraIn == 1.5 && a.interIn == 0.5 && a.unknownIn == 2)
    // Posts with an edge of a chosen kind: the first three (a mention is not chosen).
    #expect(a.replies == 3 && a.repliesReceived == 4)
    // Answered b, c, d, u; of them b, d, u answered back. Met g (b, d) and h (c, d).
    #expect(a.altersOut == 4 && a.reciprocated == 3 && a.groupsMet == 2)
    let b = try #require(rows["b"])
    #expect(b.altersOut == 1 && b.reciprocated == 1 && b.repliesReceived == 3)
    // b met a's g and, through c's answer, h.
    #expect(b.groupsMet == 2 && b.intraIn == 2 && b.interIn == 1)
    let c = try #require(rows["c"])
    #expect(c.altersOut == 1 && c.reciprocated == 0 && c.groupsMet == 1)

    var strict = InteractSettings()
    strict.same = .strict
    let (other, _, _) = try profiles(world, roster, settings: strict)
    #expect(other["a"]?.intraOut == 2 && other["a"]?.interOut == 2)
  }

  @Test func `of a settings' kinds only calls those posts replies`() throws {
    var world = SmallWorld()
    world.post("a", to: [("b", .mention)])
    world.post("a", to: [("b", .quoteName)])
    var settings = InteractSettings()
    settings.edges = [.mention, .quoteName]
    settings.minConfidence = 70
    // A mention has confidence .6 unless the format knows better, a quote by name .8.
    let (rows, _, _) = try profiles(world, "person,self_described\na,g\n", settings: settings)
    #expect(rows["a"]?.replies == 1)
  }
}

@Suite struct `Profile records` {
  private func lines(_ table: ProfileTable, _ people: People, _ posts: PostTable) -> [String] {
    let records = ProfileRecords(table, people: people, posts: posts)
    var out = JSONWriter()
    records.write(0..<records.count, into: &out)
    return String(decoding: out.bytes(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func world() -> SmallWorld {
    var world = SmallWorld(langs: ["tr", "nl"])
    world.post(
      "a", to: [("b", .addressed)], at: "2020-03-12T08:00:00Z", topics: 1, tokens: 3, lang: 1)
    world.post("a", topics: 0, tokens: 2, lang: 0)
    world.post("b", to: [("a", .addressed)])
    return world
  }

  private func built() throws -> (ProfileTable, People, PostTable) {
    let world = world()
    let ties = try world.ties("person,self_described,role\na,g;h,\nb,g,donor\n")
    let table = ProfileBuilder.build(
      posts: world.posts, ties: ties, people: ties.people, settings: InteractSettings(),
      reason: nil)
    return (table, ties.people, world.posts)
  }

  @Test func `have the fields of the record form, in their order`() throws {
    let (table, people, posts) = try built()
    let wanted = #"""
      {"record":"profile","person":"a","role":"donor","membership":{"g":0.5,"h":0.5},\#
      "posts":2,"tokens":5,"active_days":1,\#
      "first_at":"2020-03-12T08:00:00Z","last_at":"2020-03-12T08:00:00Z",\#
      "topics":{"school":1,"work":0},"none":1,"langs":{"nl":1,"tr":1},\#
      "replies":1,"replies_received":1,"inter_out":0.5,"intra_out":0.5,\#
      "inter_in":0.5,"intra_in":0.5,"unknown_out":0,"unknown_in":0,\#
      "alters_out":1,"reciprocated":1,"groups_met":1}
      {"record":"profile","person":"b","role":"donor","membership":{"g":1},\#
      "posts":1,"active_days":0,\#
      "replies":1,"replies_received":1,"inter_out":0.5,"intra_out":0.5,\#
      "inter_in":0.5,"intra_in":0.5,"unknown_out":0,"unknown_in":0,\#
      "alters_out":1,"reciprocated":1,"groups_met":2}
      """#
    #expect(lines(table, people, posts) == wanted.split(separator: "\n").map(String.init))
  }

  @Test func `give the same table when read back`() throws {
    let (table, people, posts) = try built()
    let written = lines(table, people, posts)
    for order in [written, written.reversed()] {
      var reader = ProfileRecordReader()
      for line in order { #expect(offer(line, to: &reader) == .taken) }
      for known in [nil, people] as [People?] {
        var names = PostTable()
        names.topicNames = ["school", "work"]
        let (back, backPeople) = try reader.finish(into: &names, people: known)
        #expect(lines(back, backPeople, names) == written)
      }
    }
  }

  private func offer(_ line: String, to reader: inout ProfileRecordReader) -> RecordOutcome {
    let bytes = Array(line.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
    return bytes.withUnsafeBufferPointer {
      reader.read(UnsafeBufferPointer(rebasing: $0[..<line.utf8.count]))
    }
  }

  @Test func `with a wrong field are told by its name`() {
    var reader = ProfileRecordReader()
    let head = #"{"record":"profile","person":"a","membership":null"#
    #expect(offer(#"{"record":"tie"}"#, to: &reader) == .otherKind)
    #expect(offer(#"{"record":"profile"}"#, to: &reader) == .wrong("person"))
    #expect(offer(#"{"record":"profile","person":"a"}"#, to: &reader) == .wrong("membership"))
    #expect(offer(head + #","posts":-1}"#, to: &reader) == .wrong("posts"))
    #expect(offer(head + #","role":"boss"}"#, to: &reader) == .wrong("role"))
    #expect(offer(head + #","inter_in":-0.5}"#, to: &reader) == .wrong("inter_in"))
    #expect(offer(head + #","first_at":"soon"}"#, to: &reader) == .wrong("first_at"))
    #expect(offer(head + #","topics":{"work":0.5}}"#, to: &reader) == .wrong("topics"))
    #expect(offer(head + "}", to: &reader) == .taken)
    #expect(offer(head + "}", to: &reader) == .wrong("person"))
    var names = PostTable()
    #expect(throws: Complaint.self) { try reader.finish(into: &names, people: People()) }
  }
}
