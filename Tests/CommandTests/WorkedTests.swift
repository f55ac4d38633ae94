import Foundation
import SchakelTesting
import Testing

/// What comes of the thirty posts of `Tests/Fixtures/world`, by hand from its README.
@Suite struct `Every small world` {
  private static func record(_ world: World, _ name: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(world.folder.read(name))) as? [String: Any])
  }

  /// The value of the row of a tidy table that begins with these labels.
  private static func cell(_ world: World, _ table: String, _ labels: String) throws -> [String] {
    let lines = try world.folder.text("out/release/\(table).csv").split(separator: "\n")
    let found = lines.filter { $0.hasPrefix(labels + ",") }
    try #require(found.count == 1, "\(labels): \(found.count) rows")
    return found[0].dropFirst(labels.count + 1)
      .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `reads 35 lines, keeps 29 and says why of the other six`() throws {
    let world = try World.small()
    let ran = try world.run()
    #expect(ran.status == 0)
    #expect(ran.output.isEmpty)
    let reasons = ["duplicate", "no-author", "no-id", "no-text", "not-json", "withdrawn"]
    let said = reasons.map { "\($0) 1" }.joined(separator: ", ")
    #expect(ran.errors.contains("posts: read 35 = kept 29 + set aside 6 (\(said))\n"))
    // Post 14 is a retweet, 27 has no time, 28 is of the day before.
    #expect(
      ran.errors.contains("own: read 29 = kept 26 + set aside 3 (kind 1, no-time 1, period 1)\n"))
    #expect(ran.errors.contains("coded: read 26 = kept 26 + set aside 0\n"))
    // 21 answers nobody known, 18 answers W, who withdrew; 19 only mentions, 11 is to oneself.
    #expect(
      ran.errors.contains(
        "ties: 19 ties of 23 edges (not counted: not-chosen-kind 1, alter-unknown 2, self 1)"))
    #expect(ran.errors.contains("roster: 9 rows, matched 8, not in the posts 1, "))
    #expect(ran.errors.contains("people: 6 profiles (donors)\n"))
  }

  @Test func `adds up in tallies and in both run records`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let tallies = try world.folder.records("out/restricted/tallies.ndjson")
    #expect(tallies.count == 5)
    for name in ["out/release/run.json", "out/restricted/run.json"] {
      let stages = try #require(try Self.record(world, name)["stages"] as? [[String: Any]])
      #expect(stages.count == 5)
      for (stage, tally) in zip(stages, tallies) {
        let aside = try #require(tally["set_aside"] as? [String: Int])
        let read = try #require(tally["read"] as? Int)
        let kept = try #require(tally["kept"] as? Int)
        #expect(read == kept + aside.values.reduce(0, +))
        #expect(stage["stage"] as? String == tally["stage"] as? String)
        #expect(stage["read"] as? Int == read)
        #expect(stage["kept"] as? Int == kept)
        #expect(stage["set_aside"] as? [String: Int] == aside)
      }
    }
    let ties = tallies[3]
    let notCounted = try #require(ties["not_counted"] as? [String: Int])
    #expect(ties["edges_read"] as? Int == 19 + notCounted.values.reduce(0, +))
  }

  @Test func `lists places and reasons of what was set aside, and no contents`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    // Line 14 of the first file is the retweet; the others are lines of the second.
    let expected = """
      stage,input,member,ordinal,reason,detail
      own,1,,14,kind,
      own,2,,14,no-time,
      own,2,,15,period,
      posts,2,,1,withdrawn,
      posts,2,,10,not-json,
      posts,2,,18,duplicate,
      posts,2,,19,no-id,id
      posts,2,,4,no-text,text
      posts,2,,7,no-author,author_id
      """
    let lines = try world.folder.text("out/restricted/set-aside.csv").split(separator: "\n")
    #expect(lines.first == expected.split(separator: "\n").first)
    #expect(lines.dropFirst().sorted() == expected.split(separator: "\n").dropFirst().sorted())
  }

  @Test func `counts ties by hand: eleven of sixteen known ones are interethnic`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let all = "(all),(all)"
    #expect(try Self.cell(world, "T5", "\(all),ties")[0] == "19")
    #expect(try Self.cell(world, "T5", "\(all),interethnic")[0] == "11")
    #expect(try Self.cell(world, "T5", "\(all),share")[0] == "0.6875")
    // A 1, B 1/2, C 2/3, D 1/2, E 3/4, H 2/3: 4.08333 / 6
    let mean = try #require(Double(try Self.cell(world, "T5", "\(all),user_mean")[0]))
    #expect(abs(mean - 49.0 / 72) < 1e-12)
    // Six people of three groups of two: one in five others is of one's own group.
    #expect(try Self.cell(world, "T5", "\(all),expected")[0] == "0.8")
    // Three ties with an unknown end: 11/19 to 14/19.
    #expect(
      Array(try Self.cell(world, "T5", "\(all),naive_bounds")[1...2])
        == ["0.5789473684210527", "0.7368421052631579"])
    // On school only post 2, on leisure 4, 8 and 12, all to other groups.
    #expect(try Self.cell(world, "T5", "topic,school,ties")[0] == "1")
    #expect(try Self.cell(world, "T5", "topic,leisure,ties")[0] == "3")
    #expect(try Self.cell(world, "T5", "topic,leisure,interethnic")[0] == "3")
    #expect(try Self.cell(world, "T5", "topic,(none),ties")[0] == "15")
  }

  @Test func `has the mixing matrix that the list of answers gives`() throws {
    let world = try World.small()
    #expect(try world.run("-q").status == 0)
    let expected: [String: [String: String]] = [
      "netherlands": ["netherlands": "2", "turkey": "3", "morocco": "1", "(unknown)": "0"],
      "turkey": ["netherlands": "2", "turkey": "1", "morocco": "1", "(unknown)": "1"],
      "morocco": ["netherlands": "2", "turkey": "2", "morocco": "2", "(unknown)": "0"],
      "(unknown)": ["netherlands": "1", "turkey": "1", "morocco": "0", "(unknown)": "0"],
    ]
    for (ego, row) in expected {
      for (alter, count) in row {
        #expect(try Self.cell(world, "T6", "(all),\(ego),ties,\(alter)")[0] == count)
      }
    }
  }

  @Test func `shows no number that rests on fewer than ten people without a written reason`() throws
  {
    let world = try World.small()
    try world.folder.write(
      "study.yaml", world.study(key: true, minUsers: "{min-users: 10}", ""))
    #expect(try world.run("-q").status == 0)
    for table in ["T1", "T3", "T5", "T6", "T10"] {
      let lines = try world.folder.text("out/release/\(table).csv").split(separator: "\n")
      let shown = lines.dropFirst().filter { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        let value = cells[cells.count - 6]
        return Int(value).map { $0 > 0 } ?? (Double(value) != nil)
      }
      // What may be seen: the period, and how many records of a stage were set aside.
      if table != "T1" { #expect(shown.isEmpty, "\(table): \(shown)") }
    }
  }
}
