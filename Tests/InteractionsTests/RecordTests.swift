import Corpus
import Foundation
import Interactions
import Testing

@Suite struct `Records of ties and participants` {
  /// A small world with everything in it: two platforms, venues, handles, bots, unknowns, uncounted
  /// edges, subtopics, no time.
  private func world() throws -> (SmallPosts, TieTable, InteractSettings) {
    var posts = SmallPosts()
    posts.post("1", by: "101", at: 1_584_103_856_000, topics: 0b01, venue: "te\"a", thread: 0)
    posts.post(
      "2", by: "102", to: [.init(post: "1"), .init(.addressed, account: "@ann")],
      at: 1_584_103_856_007, topics: 0b11, venue: "te\"a", thread: 0)
    posts.post("3", by: "103", to: [.init(.quoteName, account: "101")], topics: 0, venue: "gym")
    posts.post("4", by: "103", to: [.init(.addressed, account: "103")], at: 5, topics: 0b10)
    posts.post("5", by: "101", "y", to: [.init(.addressed, account: "9")], at: -1)
    posts.post("6", by: "robot", to: [.init(.addressed, account: "101")], at: 7, status: .bot)
    posts.alias("104", "@ann")
    posts.table.rows[1].subtopics = 1
    let roster = """
      person,platform,account,self_described,role,weight,stratum
      pa,x,101,turks;nederlands,donor,1.5,north
      pa,y,101,,,,
      pb,x,102,turks:1;nederlands:2,alter,,
      pc,x,104,nederlands,,,
      pd,x,nowhere,nederlands,,,
      """
    var settings = InteractSettings()
    settings.edges = [.nativeParent, .quoteLink, .quoteName, .addressed]
    settings.null = .venue
    settings.same = .overlap
    let (people, _) = try PeopleBuilder.build(
      posts: posts.table, roster: try Roster(csv: Array(roster.utf8)), scheme: SelfDescribed.self,
      pseudonymiser: PlainIDs())
    let ties = TieBuilder.build(
      posts: posts.table, people: people, settings: settings,
      venueTypes: try VenueTable(csv: Array("platform,venue,type\nx,gym,interest\n".utf8)))
    return (posts, ties, settings)
  }

  private func write(
    _ ties: TieTable, _ posts: PostTable, _ settings: InteractSettings
  ) -> [[UInt8]] {
    let records = TieRecords(ties, posts: posts)
    var out = JSONWriter()
    records.participants(0..<records.participantCount, into: &out)
    records.ties(0..<records.tieCount, into: &out)
    var tally = Tally()
    tally.read = 6
    tally.kept = 6
    records.tally(stage: "ties", tally, settings: settings, into: &out)
    return out.bytes().split(separator: 10).map(Array.init)
  }

  private func read(
    _ lines: [[UInt8]], _ settings: InteractSettings, into posts: inout PostTable
  ) throws -> TieTable {
    var reader = TieRecordReader(settings: settings, scheme: "self")
    for line in lines {
      let padded = line + [UInt8](repeating: 0, count: PostBatch.padding)
      let outcome = padded.withUnsafeBufferPointer {
        reader.read(UnsafeBufferPointer(rebasing: $0[..<line.count]))
      }
      #expect(outcome == .taken)
    }
    return try reader.finish(into: &posts)
  }

  @Test func `have the fields of the record forms, in their order`() throws {
    let (posts, ties, settings) = try world()
    let lines = write(ties, posts.table, settings).map { String(decoding: $0, as: UTF8.self) }
    // pb is 1/3 turks, 2/3 nederlands; pa half and half: overlap 1/3 + 1/2 = 5/6.
    let (third, twoThirds, sameness) = (1.0 / 3, 2.0 / 3, 1.0 / 3 + 0.5)
    let wanted = #"""
      {"record":"tie","post_id":"2","platform":"x","created_at":"2020-03-13T12:50:56.007Z",\#
      "ego":"pb","alter":"pa","ego_membership":{"nederlands":TWOTHIRDS,"turks":THIRD},\#
      "alter_membership":{"nederlands":0.5,"turks":0.5},"sameness":SAMENESS,\#
      "how":"native_parent","confidence":1,"parent_present":true,\#
      "topics":["school","work"],"subtopics":["identity/religion"],\#
      "venue_id":"te\"a","venue_type":"unknown","stratum":"x/te\"a"}
      {"record":"tie","post_id":"3","platform":"x","created_at":"1970-01-01T00:00:00Z",\#
      "ego":"103","alter":"pa","ego_membership":null,\#
      "alter_membership":{"nederlands":0.5,"turks":0.5},"sameness":null,\#
      "how":"quote_name","confidence":0.8,"parent_present":false,\#
      "topics":[],"subtopics":[],"venue_id":"gym","venue_type":"interest",\#
      "stratum":"x/gym"}
      {"record":"participant","person":"pa","accounts":["x:101","y:101"],\#
      "strata":["x/gym","x/te\"a","y"],"membership":{"nederlands":0.5,"turks":0.5},\#
      "role":"donor","weight":1.5,"stratum":"north","posts":2,"on_roster":true}
      {"record":"participant","person":"pc","accounts":["x:104","x:@ann"],\#
      "strata":["x/te\"a"],"membership":{"nederlands":1},"role":"donor","weight":1,\#
      "posts":0,"on_roster":true}
      {"record":"tally","stage":"ties","use":"interact","read":6,"kept":6,"set_aside":{},\#
      "edges":["native_parent","quote_link","quote_name","addressed"],"min_confidence":0,\#
      "parent":"optional","bots":"exclude","population":"participants","null":"relabel-within-venue",\#
      "same":"overlap","scheme":"self","directed":true,\#
      "edges_read":6,"not_counted":{"bot":1,"self":1},"not_counted_topics":\#
      {"bot":{"school":0,"work":0,"none":0},"self":{"school":0,"work":1,"none":0}}}
      """#
      .replacing("TWOTHIRDS", with: "\(twoThirds)").replacing("THIRD", with: "\(third)")
      .replacing("SAMENESS", with: "\(sameness)")
    for line in wanted.split(separator: "\n") {
      #expect(lines.contains(String(line)), "\(line)")
    }
    #expect(lines.last.map { wanted.hasSuffix($0) } == true)
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func `give the same table when read back, in whatever order of kinds`() throws {
    let (posts, ties, settings) = try world()
    let lines = write(ties, posts.table, settings)
    let kinds = lines.map { String(decoding: $0.prefix(20), as: UTF8.self) }
    let byKind = lines.indices.sorted { (kinds[$1], $0) < (kinds[$0], $1) }.map { lines[$0] }
    for order in [lines, byKind] {
      var names = PostTable()
      names.topicNames = ["school", "work"]
      let back = try read(order, settings, into: &names)
      expectSame(back, ties, names, posts.table)
      #expect(write(back, names, settings).count == lines.count)
      // Written again it is the same, but for the post ids, which are not kept.
      let again = write(back, names, settings).map { String(decoding: $0, as: UTF8.self) }
      let first = lines.map {
        String(decoding: $0, as: UTF8.self)
          .replacing(#/"post_id":"[0-9]",/#, with: "")
      }
      #expect(again == first)
    }
  }

  private func expectSame(_ a: TieTable, _ b: TieTable, _ names: PostTable, _ posts: PostTable) {
    #expect(a.people.all.map(\.name) == b.people.all.map(\.name))
    #expect(a.people.all.map(\.membership) == b.people.all.map(\.membership))
    #expect(a.people.all.map(\.role) == b.people.all.map(\.role))
    #expect(a.people.all.map(\.weight) == b.people.all.map(\.weight))
    #expect(a.people.all.map(\.stratum) == b.people.all.map(\.stratum))
    #expect(a.people.all.map(\.posts) == b.people.all.map(\.posts))
    #expect(a.people.all.map(\.isParticipant) == b.people.all.map(\.isParticipant))
    #expect(a.people.all.map(\.onRoster) == b.people.all.map(\.onRoster))
    #expect(a.people.memberships == b.people.memberships)
    #expect(a.strata.map(\.name) == b.strata.map(\.name))
    #expect(a.strata.map(\.persons) == b.strata.map(\.persons))
    #expect(a.stratumOfTie == b.stratumOfTie)
    #expect(a.edgesRead == b.edgesRead && a.notCounted == b.notCounted)
    #expect(a.notCountedByTopic == b.notCountedByTopic)
    #expect(PairCounts(a) == PairCounts(b))
    #expect(a.ties.count == b.ties.count)
    for number in 0..<min(a.ties.count, b.ties.count) {
      let (x, y) = (a.ties[number], b.ties[number])
      #expect(x.ego == y.ego && x.alter == y.alter && x.createdAt == y.createdAt)
      #expect(x.topics == y.topics && x.subtopics == y.subtopics && x.isCoded == y.isCoded)
      #expect(x.how == y.how && x.confidence == y.confidence && x.venueType == y.venueType)
      #expect(x.parentPresent == y.parentPresent)
      #expect(names.platforms[Int(x.platform)] == posts.platforms[Int(y.platform)])
      let venues = (
        x.venue < 0 ? nil : names.venues[Int(x.venue)].id,
        y.venue < 0 ? nil : posts.venues[Int(y.venue)].id
      )
      #expect(venues.0 == venues.1)
    }
  }

  @Test func `say which settings they were made with`() throws {
    let (posts, ties, _) = try world()
    var settings = InteractSettings()
    settings.edges = [.mention, .nativeParent]
    settings.minConfidence = 35
    settings.parent = .needed
    settings.bots = .included
    settings.population = .roster
    settings.isDirected = false
    settings.null = .thread
    settings.same = .strict
    let line = try #require(write(ties, posts.table, settings).last)
    let padded = line + [UInt8](repeating: 0, count: PostBatch.padding)
    let read = padded.withUnsafeBufferPointer { bytes in
      RecordLine(UnsafeBufferPointer(rebasing: bytes[..<line.count])).flatMap {
        InteractSettings.read($0)
      }
    }
    #expect(read?.settings == settings && read?.scheme == "self")
  }

  @Test func `find their people among the posts of the same stream`() throws {
    let (posts, ties, settings) = try world()
    var names = posts.table
    let back = try read(write(ties, posts.table, settings), settings, into: &names)
    #expect(names.accounts.count == posts.table.accounts.count)
    #expect(back.people.personOfAccount == ties.people.personOfAccount)
  }

  @Test func `made elsewhere need no participants`() throws {
    var names = PostTable()
    let line =
      #"{"ego":"a","record":"tie","alter":"b","ego_membership":{"g":1},"alter_membership":null,"#
      + #""how":"addressed"}"#
    let ties = try read([Array(line.utf8)], InteractSettings(), into: &names)
    #expect(ties.people.all.map(\.name) == ["a", "b"])
    #expect(ties.people.all.map(\.membership) == [1, 0])
    #expect(ties.strata.map(\.name) == ["all"])
    #expect(ties.ties[0].isCoded == false && ties.ties[0].platform == -1)
  }

  @Test func `with a wrong field are told by its name`() {
    let tie = #""record":"tie","ego":"a","alter":"b","ego_membership":null,"alter_membership":null"#
    let cases = [
      (#"{"record":"post","ego":"a"}"#, RecordOutcome.otherKind),
      ("no JSON", .otherKind), ("[1]", .otherKind),
      (#"{"record":"tie","alter":"b"}"#, .wrong("ego")),
      (#"{"record":"tie","ego":"a","alter":"a"}"#, .wrong("alter")),
      ("{\(tie)}", .wrong("how")), ("{\(tie),\"how\":\"guess\"}", .wrong("how")),
      ("{\(tie),\"how\":\"mention\",\"confidence\":2}", .wrong("confidence")),
      ("{\(tie),\"how\":\"mention\",\"created_at\":\"soon\"}", .wrong("created_at")),
      ("{\(tie),\"how\":\"mention\",\"venue_type\":\"bar\"}", .wrong("venue_type")),
      ("{\(tie),\"how\":\"mention\"}", .taken),
      (
        #"{"record":"tie","ego":"c","alter":"b","ego_membership":{"g":0.5},"how":"mention"}"#,
        .wrong("ego_membership")
      ),
      (#"{"record":"participant","person":"a","membership":1,"strata":[]}"#, .wrong("membership")),
      (#"{"record":"participant","person":"a","membership":null}"#, .wrong("strata")),
      (#"{"record":"participant","person":"a","membership":null,"strata":["all"]}"#, .taken),
      (
        #"{"record":"participant","person":"a","membership":null,"strata":["all"]}"#,
        .wrong("person")
      ),
    ]
    var reader = TieRecordReader(settings: InteractSettings(), scheme: "self")
    for (line, outcome) in cases {
      let bytes = Array(line.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
      let got = bytes.withUnsafeBufferPointer {
        reader.read(UnsafeBufferPointer(rebasing: $0[..<line.utf8.count]))
      }
      #expect(got == outcome, "\(line)")
    }
  }

  @Test func `made under another sameness are refused`() throws {
    let (posts, ties, settings) = try world()
    var other = settings
    other.same = .strict
    var names = PostTable()
    #expect(throws: Complaint.self) {
      try read(write(ties, posts.table, settings), other, into: &names)
    }
  }
}
