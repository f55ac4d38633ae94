import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

@Suite struct `The corpus table` {
  private let all = ["(all)", "(all)", "", ""]

  /// `cluster_proportion.json`: 94 posts by eight users: Gini .6276…, the most active hundredth
  /// (one user) has 60 of 94. Sorted 1 2 3 4 5 9 10 60: median (4 + 5) / 2.
  @Test func `says how unequally people post`() throws {
    let oracle = try #require(
      Repository.json("Tests/oracles/cluster_proportion.json") as? [String: Any])
    let expected = try #require(oracle["expected"] as? [String: Any])
    var toy = Toy()
    for user in try #require(oracle["users"] as? [[String: Any]]) {
      let name = try #require(user["user"] as? String)
      toy.person(name, "A")
      toy.post(name, times: try #require(user["n"] as? Int))
    }
    let table = try CorpusTable().build(toy.material(), .open())
    #expect(near(table.value(all, "gini"), try #require(expected["gini_posts"] as? Double)))
    #expect(near(table.value(all, "top_share"), try #require(expected["top1_share"] as? Double)))
    #expect(table.value(all, "posts_per_user_median") == 4.5)
    #expect(table.value(all, "posts") == 94)
  }

  private func twoPlaces() -> Toy {
    var toy = Toy()
    toy.person("ann", "A")
    toy.person("ben", nil)
    toy.posts = [
      .init(person: "ann", platform: "x", thread: 0, lang: "nl", month: (2012, 3)),
      .init(person: "ann", platform: "x", thread: 0, lang: "tr", month: (2013, 12)),
      .init(person: "ann", platform: "forum", venueType: "ethnic", thread: 1, month: (2011, 1)),
      .init(person: "ben", platform: "forum", venueType: "ethnic", thread: 2, lang: "nl"),
      .init(person: nil, platform: "forum", venueType: "ethnic", thread: 2, lang: "nl"),
    ]
    return toy
  }

  @Test func `counts posts, threads and persons by platform and venue type`() throws {
    let table = try CorpusTable().build(twoPlaces().material(), .open())
    let forum = ["forum", "ethnic", "", ""]
    let x = ["x", "interest", "", ""]
    #expect(table.rows.map { $0.keys.map(\.id) } == [forum, x, all])
    #expect(table.value(forum, "posts") == 3)
    #expect(table.value(forum, "threads") == 2)
    #expect(table.value(forum, "users") == 2)
    #expect(table.value(forum, "users_known") == 1)
    #expect(table.value(x, "posts") == 2)
    #expect(table.value(all, "posts") == 5)
    #expect(table.value(all, "threads") == 3)
    #expect(table.value(all, "users") == 2)
    #expect(table.cell(x, "languages")?.state == .text("nl, tr"))
    #expect(table.cell(x, "first_month")?.state == .text("2012-03"))
    #expect(table.cell(all, "first_month")?.state == .text("2011-01"))
    #expect(table.cell(all, "last_month")?.state == .text("2013-12"))
  }

  /// Read 8 = kept 5 + 2 duplicates + 1 without text.
  @Test func `says what was set aside, by stage and reason`() throws {
    var toy = twoPlaces()
    var tally = Tally()
    tally.read = 8
    tally.kept = 5
    tally.setAside("duplicate", 2)
    tally.setAside("no-text")
    toy.stages = [StageTally(stage: "posts", use: "ingest", tally: tally)]
    let open = try CorpusTable().build(toy.material(), .open())
    let row = ["(all)", "(all)", "posts", "duplicate"]
    #expect(open.value(row, "set_aside_share") == 0.25)
    #expect(open.cell(row, "posts")?.state == .notApplicable)
    // Two persons: the number of posts is hidden, and 2/8 would tell that 8 records were read.
    let closed = try CorpusTable().build(toy.material(), TableSettings())
    #expect(closed.reason(all, "posts") == .minUsers)
    #expect(closed.reason(row, "set_aside_share") == .secondary)
  }

  /// 24 persons on x write once, and three more on the forum: the forum is hidden, and with it the
  /// margin, which is the sum.
  @Test func `hides a row of few persons and the margin with it`() throws {
    var toy = Toy()
    for i in 0..<24 {
      toy.person("a\(i + 10)", i < 12 ? "A" : nil)
      toy.posts.append(
        .init(
          person: "a\(i + 10)", platform: "x", lang: i < 4 ? "tr" : "nl",
          month: (2012, i < 2 ? 1 : 6)))
    }
    for i in 0..<3 {
      toy.person("z\(i)", "A")
      toy.posts.append(.init(person: "z\(i)", platform: "forum"))
    }
    let table = try CorpusTable().build(toy.material(), TableSettings())
    let x = ["x", "interest", "", ""]
    #expect(table.reason(["forum", "interest", "", ""], "posts") == .minUsers)
    #expect(table.reason(all, "users") == .secondary)
    #expect(table.value(x, "users") == 24)
    #expect(table.value(x, "users_known") == 12)
    #expect(table.value(x, "posts_per_user_median") == 1)
    // A hundredth of 24 persons is one person.
    #expect(table.reason(x, "top_share") == .minUsers)
    // Four write Turkish; the first two months are two persons' own.
    #expect(table.cell(x, "languages")?.state == .text("nl"))
    #expect(table.cell(x, "first_month")?.state == .text("2012-06"))
  }
}
