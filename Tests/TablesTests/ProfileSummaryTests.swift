import Corpus
import Tables
import Testing

@Suite struct `The profile table` {
  /// Persons of A with 1, 2, …, n posts and no ties.
  private func toy(_ n: Int) -> Toy {
    var toy = Toy()
    for i in 1...n {
      toy.person("a\(i + 100)", "A")
      var row = ProfileTable.Row(person: 0)
      row.posts = i
      row.topicPosts = [1, 0]
      row.altersOut = i % 2
      row.reciprocated = i % 4 == 1 ? 1 : 0
      toy.profiles.append(("a\(i + 100)", row))
    }
    return toy
  }

  /// 1…20: mean 10.5; SD² = (20² − 1)/12 · 20/19 = 35; P10: 2 of 20 are a tenth, so (2 + 3)/2;
  /// P50 (10 + 11)/2; P90 (18 + 19)/2.
  @Test func `gives mean, deviation and quantiles`() throws {
    let table = try ProfileSummary().build(toy(20).material(), .open())
    let row = ["posts", "A"]
    #expect(table.value(row, "users") == 20)
    #expect(table.value(row, "mean") == 10.5)
    #expect(near(table.value(row, "sd"), 35.0.squareRoot()))
    #expect(table.value(row, "p10") == 2.5)
    #expect(table.value(row, "p50") == 10.5)
    #expect(table.value(row, "p90") == 18.5)
  }

  /// Odd i answered one person: ten of twenty; of these i = 1, 5, 9, 13, 17 were answered back.
  @Test func `leaves out persons for whom a share is not defined`() throws {
    let table = try ProfileSummary().build(toy(20).material(), .open())
    #expect(table.value(["reciprocity", "A"], "users") == 10)
    #expect(table.value(["reciprocity", "A"], "mean") == 0.5)
    #expect(table.cell(["inter_out_share", "A"], "users") == nil)
  }

  /// ann (½ A, ½ B) has 4 posts, ben (B) has 1: B: (½ · 4 + 1) / 1.5 = 2.
  @Test func `weighs a person of several groups in each`() throws {
    var toy = Toy()
    toy.groups = ["ann": [("A", 0.5), ("B", 0.5)], "ben": [("B", 1)]]
    for (name, posts) in [("ann", 4), ("ben", 1)] {
      var row = ProfileTable.Row(person: 0)
      row.posts = posts
      toy.profiles.append((name, row))
    }
    let table = try ProfileSummary().build(toy.material(), .open())
    #expect(table.value(["posts", "B"], "users") == 1.5)
    #expect(table.value(["posts", "B"], "mean") == 2)
    #expect(table.value(["posts", "(all)"], "mean") == 2.5)
    #expect(table.cell(["posts", "A"], "sd")?.state == .missing(.noVariation))
  }

  @Test func `shows a quantile only with ten users on each side`() throws {
    let table = try ProfileSummary().build(toy(20).material(), TableSettings())
    #expect(table.value(["posts", "A"], "p50") == 10.5)
    #expect(table.reason(["posts", "A"], "p10") == .minUsers)
    #expect(table.value(["posts", "A"], "mean") == 10.5)
    // Ten of twenty have a value of 1 or 0: fine; but all have the same share of nothing on work.
    #expect(table.reason(["topic_share:work", "A"], "mean") == .oneClass)
    let few = try ProfileSummary().build(toy(9).material(), TableSettings())
    #expect(few.reason(["posts", "A"], "mean") == .minUsers)
    #expect(few.reason(["posts", "(all)"], "mean") == .minUsers)
  }

  /// 20 persons of A; 12 of B, one of whom has 1000 of B's 1011 posts: B's mean is hidden, and the
  /// margin's, from which it could be computed.
  @Test func `hides a mean that one person makes, and the margin's mean`() throws {
    var toy = toy(20)
    for i in 0..<12 {
      toy.person("b\(i + 10)", "B")
      var row = ProfileTable.Row(person: 0)
      row.posts = i == 0 ? 1000 : i % 3 + 1
      row.topicPosts = [i % 2, 0]
      toy.profiles.append(("b\(i + 10)", row))
    }
    let table = try ProfileSummary().build(toy.material(), TableSettings())
    #expect(table.reason(["posts", "B"], "mean") == .dominance)
    #expect(table.reason(["posts", "B"], "sd") == .dominance)
    #expect(table.value(["posts", "B"], "users") == 12)
    #expect(table.cell(["posts", "(all)"], "mean")?.isSuppressed == true)
    #expect(table.value(["posts", "(all)"], "p50") != nil)
  }
}
