import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

@Suite struct `The topic prevalence table` {
  /// `cluster_proportion.json`: x of n posts on school for eight users: pooled 24/94 = .2553…, mean
  /// of the users' shares .4368…, six users with any.
  @Test func `sets the pooled share beside the mean over users`() throws {
    let oracle = try #require(
      Repository.json("Tests/oracles/cluster_proportion.json") as? [String: Any])
    let users = try #require(oracle["users"] as? [[String: Any]])
    let expected = try #require(oracle["expected"] as? [String: Any])
    var toy = Toy()
    for user in users {
      let name = try #require(user["user"] as? String)
      let (x, n) = (try #require(user["x"] as? Int), try #require(user["n"] as? Int))
      toy.person(name, "A")
      toy.post(name, ["school"], times: x)
      toy.post(name, times: n - x)
    }
    let table = try TopicPrevalence().build(toy.material(), .open())
    let row = ["school", "group", "A"]
    #expect(table.value(row, "posts") == 24)
    #expect(
      table.value(row, "of_posts") == expected["posts"].flatMap { ($0 as? Int).map(Double.init) })
    #expect(near(table.value(row, "post_share"), try #require(expected["pooled_share"] as? Double)))
    #expect(
      near(table.value(row, "user_mean"), try #require(expected["mean_of_user_shares"] as? Double)))
    #expect(table.value(row, "users") == 6)
    #expect(table.value(row, "of_users") == 8)
    #expect(table.value(["school", "group", "(all)"], "post_share") == 24.0 / 94)
    // Eight clusters are too few for an interval; the number stays and says why.
    guard case .number(_, .none(.fewClusters)?)? = table.cell(row, "post_share")?.state else {
      Issue.record("an interval on eight persons")
      return
    }
  }

  /// ann: NL ½, TR ½, two posts, one on school; ben: TR, two posts, two on school.
  /// TR: posts on school ½·1 + 2 = 2.5 of ½·2 + 2 = 3; users ½ + 1 = 1.5; mean over users
  /// (½·½ + 1·1) / 1.5 = 5/6. NL: ½ of 1.
  @Test func `counts a person with several memberships by weight in each group`() throws {
    var toy = Toy()
    toy.groups = ["ann": [("NL", 0.5), ("TR", 0.5)], "ben": [("TR", 1)]]
    toy.post("ann", ["school"])
    toy.post("ann")
    toy.post("ben", ["school"], times: 2)
    let table = try TopicPrevalence().build(toy.material(), .open())
    let turkish = ["school", "group", "TR"]
    #expect(table.value(turkish, "posts") == 2.5)
    #expect(table.value(turkish, "of_posts") == 3)
    #expect(near(table.value(turkish, "post_share"), 2.5 / 3))
    #expect(near(table.value(turkish, "user_mean"), 5.0 / 6))
    #expect(table.value(turkish, "users") == 1.5)
    #expect(table.value(["school", "group", "NL"], "post_share") == 0.5)
    #expect(table.value(["school", "group", "(all)"], "posts") == 3)
    #expect(table.notes.contains { $0.en.contains("several memberships") })
  }

  /// ann weighs 3, ben 1. ann: 1 of 2 posts, ben: 2 of 2. Pooled (3·1 + 2)/(3·2 + 2) = 5/8; mean
  /// (3·½ + 1)/4 = 5/8; ever: both. Counts stay 3 of 4.
  @Test func `uses the design weights of the roster for shares but not for counts`() throws {
    var toy = Toy()
    toy.person("ann", "A", weight: 3)
    toy.person("ben", "A")
    toy.post("ann", ["school"])
    toy.post("ann")
    toy.post("ben", ["school"], times: 2)
    let table = try TopicPrevalence().build(toy.material(), .open())
    let row = ["school", "group", "A"]
    #expect(table.value(row, "posts") == 3)
    #expect(table.value(row, "of_posts") == 4)
    #expect(table.value(row, "post_share") == 0.625)
    #expect(table.value(row, "user_mean") == 0.625)
    #expect(table.value(row, "user_share") == 1)
    #expect(table.notes.contains { $0.en.contains("design weights") })
  }

  @Test func `leaves out other people's words, bots, uncoded posts and nobody's posts`() throws {
    var toy = Toy()
    toy.person("ann", nil)
    toy.post("ann", ["school"])
    toy.posts.append(.init(person: "ann", topics: ["school"], kind: .repost))
    toy.posts.append(.init(person: "ann", topics: ["school"], kind: .service))
    toy.posts.append(.init(person: "ann", topics: ["school"], status: .bot))
    toy.posts.append(.init(person: "ann", topics: ["school"], isCoded: false))
    toy.posts.append(.init(person: nil, topics: ["school"]))
    let table = try TopicPrevalence().build(toy.material(), .open())
    #expect(table.value(["school", "group", "(unknown)"], "of_posts") == 1)
    #expect(table.value(["school", "group", "(all)"], "posts") == 1)
  }

  /// Venue types: ann writes once in each; the margin counts her once.
  @Test func `can be split by venue type, where a person may be in several`() throws {
    var toy = Toy()
    toy.person("ann", nil)
    toy.posts = [
      .init(person: "ann", topics: ["school"], venueType: "interest"),
      .init(person: "ann", venueType: "ethnic"), .init(person: "ann", venueType: "ethnic"),
    ]
    let table = try TopicPrevalence().build(toy.material(), .open(by: ["venue-type"]))
    #expect(table.value(["school", "venue-type", "interest"], "post_share") == 1)
    #expect(table.value(["school", "venue-type", "ethnic"], "post_share") == 0)
    #expect(table.value(["school", "venue-type", "(all)"], "users") == 1)
    #expect(table.value(["school", "venue-type", "(all)"], "of_users") == 1)
    #expect(near(table.value(["school", "venue-type", "(all)"], "user_mean"), 1.0 / 3))
  }

  /// Twelve users uᵢ with 7i mod 5 posts on school and 3i mod 4 + 1 others, 200 replicates, seed 42:
  /// intervals by a Python program that knows the generator of the oracle, the seed of a purpose
  /// mix(mix(seed) XOR fnv1a64(purpose)), and type 7 quantiles.
  @Test func `has the intervals of another program`() throws {
    var toy = Toy()
    for i in 1...12 {
      let name = (i < 10 ? "u0" : "u") + "\(i)"
      toy.person(name, "A")
      toy.post(name, ["school"], times: i * 7 % 5)
      toy.post(name, times: i * 3 % 4 + 1)
    }
    var settings = TableSettings.open(replicates: 200)
    settings.interval = .percentile
    let table = try TopicPrevalence().build(toy.material(), settings)
    let wanted = [
      ("post_share", 0.3022674418604651, 0.5814437984496125),
      ("user_mean", 0.2840013227513227, 0.5692532467532467),
      ("user_share", 0.571031746031746, 1.0),
    ]
    for (column, low, high) in wanted {
      for level in ["A", "(all)"] {
        guard
          case .number(_, .interval(let a, let b)?)? =
            table.cell(["school", "group", level], column)?.state
        else {
          Issue.record("no interval for \(column)")
          continue
        }
        #expect(near(a.value, low))
        #expect(near(b.value, high))
      }
    }
    #expect(table.notes.contains { $0.en.contains("fewer than 40 persons") })
  }

  @Test func `keeps its header and has no rows without posts`() throws {
    let table = try TopicPrevalence().build(Toy().material(), TableSettings())
    #expect(table.rows.isEmpty)
    #expect(
      String(decoding: TidyCSV().write(table, context: TableContext()), as: UTF8.self)
        == "topic,by,level,measure,value,low,high,text,flag,reason\n")
  }
}

/// Group A: 24 persons with two posts; 12 of them have one on school. Group B: 24 persons with two
/// posts; `few` of them have one on school.
private func twoGroups(few: Int) -> Toy {
  var toy = Toy()
  for i in 0..<24 {
    let (a, b) = ("a\(i + 10)", "b\(i + 10)")
    toy.person(a, "A")
    toy.person(b, "B")
    toy.post(a, i < 12 ? ["school"] : [])
    toy.post(a)
    toy.post(b, i < few ? ["school"] : [])
    toy.post(b)
  }
  return toy
}

@Suite struct `A hidden cell of the topic prevalence table` {
  /// A has 12 users in the cell and 12 outside. B has 4: hidden. A + B = all, so that one of these is
  /// hidden too.
  @Test func `takes its percentages, and a partner that would give it away, with it`() throws {
    let table = try TopicPrevalence().build(twoGroups(few: 4).material(), TableSettings())
    for column in ["posts", "post_share", "user_mean", "users", "user_share"] {
      #expect(table.reason(["school", "group", "B"], column) == .minUsers)
      let others = ["A", "(all)"].map { table.reason(["school", "group", $0], column) }
      #expect(others.contains(.secondary))
    }
    // Nobody wrote on work: zero users are few users.
    #expect(table.reason(["work", "group", "A"], "posts") == .minUsers)
  }

  /// B: 20 of 24 have a post on school, 4 have none: the complement is small.
  @Test func `may be hidden for its complement`() throws {
    let table = try TopicPrevalence().build(twoGroups(few: 20).material(), TableSettings())
    #expect(table.reason(["school", "group", "B"], "users") == .minUsers)
    #expect(table.reason(["school", "group", "B"], "user_share") == .minUsers)
    // Every one of the 24 also has a post on something else: the posts tell nothing of persons.
    #expect(table.value(["school", "group", "B"], "posts") == 20)
    #expect(table.reason(["school", "group", "(all)"], "users") == .secondary)
    #expect(table.value(["school", "group", "(all)"], "posts") == 32)
  }

  /// 24 coded posts on one topic and none: school + none = all, so both go.
  @Test func `takes the posts without topic with it`() throws {
    var toy = twoGroups(few: 4)
    toy.topics = ["school"]
    let table = try TopicPrevalence().build(toy.material(), TableSettings())
    #expect(table.cell(["(none)", "group", "B"], "posts")?.isSuppressed == true)
    // B's posts are one of two hidden in their row, however they are hidden.
    let row = ["A", "B", "(all)"].map { table.reason(["(none)", "group", $0], "posts") }
    #expect(row.count { $0 != nil } >= 2)
  }

  /// One of A's 12 has 30 posts on school, the others 11: 30 > 41 / 2.
  @Test func `may be hidden because one user dominates it`() throws {
    var toy = twoGroups(few: 12)
    toy.post("a10", ["school"], times: 29)
    toy.post("a30", times: 60)
    toy.post("a31", times: 60)
    let table = try TopicPrevalence().build(toy.material(), TableSettings())
    #expect(table.reason(["school", "group", "A"], "post_share") == .dominance)
    #expect(table.reason(["school", "group", "A"], "users") == nil)
    #expect(table.value(["school", "group", "B"], "posts") == 12)
  }

  /// 190 of 200 persons of A write on school: more than nine in ten, though 10 do not.
  @Test func `may be hidden because nearly everybody is in it`() throws {
    var toy = Toy()
    for i in 0..<200 {
      toy.person("a\(i + 100)", "A")
      toy.post("a\(i + 100)", i < 190 ? ["school"] : [])
      toy.person("b\(i + 100)", "B")
      toy.post("b\(i + 100)", i < 100 ? ["school"] : [])
    }
    let table = try TopicPrevalence().build(toy.material(), TableSettings(replicates: 0))
    #expect(table.reason(["school", "group", "A"], "user_share") == .oneClass)
    // One post each: the share of posts says the same as the share of users.
    #expect(table.reason(["school", "group", "A"], "post_share") == .oneClass)
    let others = ["B", "(all)"].map { table.reason(["school", "group", $0], "users") }
    #expect(others.contains(.secondary))
  }

  @Test func `is shown when hiding is switched off with a reason, which is printed`() throws {
    let table = try TopicPrevalence().build(twoGroups(few: 4).material(), .open())
    #expect(table.value(["school", "group", "B"], "posts") == 4)
    #expect(table.value(["work", "group", "B"], "posts") == 0)
    #expect(table.notes.contains { $0.en.contains("Invented data.") })
    #expect(table.suppressed.isEmpty)
  }
}
