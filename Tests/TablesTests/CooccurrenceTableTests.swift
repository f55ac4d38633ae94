import Corpus
import SchakelTesting
import Tables
import Testing

@Suite struct `The topic cooccurrence table` {
  private func limits(_ cell: Cell?) -> (Double, Double)? {
    guard case .number(_, .interval(let low, let high)?)? = cell?.state else { return nil }
    return (low.value, high.value)
  }

  /// `cooccurrence.json`: 30 posts with both, 70 with A only, 45 with B only, 855 with neither; dealt
  /// out over twenty persons.
  private func oracleToy() -> Toy {
    var toy = Toy()
    toy.topics = ["a", "b"]
    for i in 0..<20 { toy.person("p\(i)", nil) }
    var next = 0
    for (topics, times) in [(["a", "b"], 30), (["a"], 70), (["b"], 45), ([], 855)] {
      for _ in 0..<times {
        toy.post("p\(next % 20)", topics)
        next += 1
      }
    }
    return toy
  }

  @Test func `has the numbers of the oracle`() throws {
    let expected = try Oracle.named("cooccurrence")["expected"]
    let table = try TopicCooccurrence().build(oracleToy().material(), .open())
    for measure in ["jaccard", "lift", "npmi", "phi"] {
      expectClose(table.value(["b", measure], "a"), try expected[measure].number())
      // Above the diagonal stands nothing that is below it.
      #expect(table.cell(["a", measure], "b")?.state ?? .notApplicable == .notApplicable)
    }
    expectClose(table.value(["a", "conditional"], "b"), try expected["p_b_given_a"].number())
    expectClose(table.value(["b", "conditional"], "a"), try expected["p_a_given_b"].number())
    #expect(table.value(["b", "posts"], "a") == 30)
    #expect(table.value(["a", "posts"], "a") == 100)
    #expect(table.value(["b", "posts"], "b") == 75)
    #expect(table.cell(["a", "posts"], "b")?.state == .notApplicable)
    #expect(table.cell(["a", "conditional"], "a")?.state == .notApplicable)
    #expect(table.value(["b", "users"], "a") == 20)
  }

  /// Every interval holds its value, and the same ones come out of any number of threads.
  @Test func `has intervals over persons`() throws {
    var settings = TableSettings.open(replicates: 300)
    let table = try TopicCooccurrence().build(oracleToy().material(), settings)
    for (row, column) in [
      (["b", "jaccard"], "a"), (["b", "lift"], "a"), (["b", "npmi"], "a"), (["b", "phi"], "a"),
      (["a", "conditional"], "b"),
    ] {
      let ends = try #require(limits(table.cell(row, column)))
      let value = try #require(table.value(row, column))
      #expect(ends.0 < value && value < ends.1)
    }
    for jobs in [2, 7] {
      settings.jobs = jobs
      #expect(try TopicCooccurrence().build(oracleToy().material(), settings) == table)
    }
  }

  /// Posts: school+work, school, work+leisure, none, and two that do not count. N = 4; school 2, work
  /// 2, leisure 1. school–work: both 1, Jaccard 1/3, lift 1·4/(2·2) = 1, NPMI 0, φ 0. work–leisure:
  /// Jaccard ½, lift 1·4/2 = 2, φ (4 − 2)/√(2·2·1·3) = 1/√3. school–leisure: never, NPMI −1, φ
  /// (0 − 2)/√(2·2·1·3).
  @Test func `counts coded posts of the sample by hand`() throws {
    var toy = Toy()
    toy.topics = ["school", "work", "leisure"]
    toy.person("ann", nil)
    toy.person("ben", nil)
    toy.post("ann", ["school", "work"])
    toy.post("ann", ["school"])
    toy.post("ben", ["work", "leisure"])
    toy.post("ben")
    toy.posts.append(.init(person: "ben", topics: ["school", "leisure"], kind: .repost))
    toy.post(nil, ["school", "leisure"])
    let table = try TopicCooccurrence().build(toy.material(), .open())
    #expect(table.value(["work", "posts"], "school") == 1)
    #expect(near(table.value(["work", "jaccard"], "school"), 1.0 / 3))
    #expect(table.value(["work", "lift"], "school") == 1)
    #expect(table.value(["work", "npmi"], "school") == 0)
    #expect(table.value(["work", "phi"], "school") == 0)
    #expect(table.value(["leisure", "lift"], "work") == 2)
    #expect(near(table.value(["leisure", "phi"], "work"), 1 / 3.0.squareRoot()))
    #expect(table.value(["leisure", "npmi"], "school") == -1)
    #expect(near(table.value(["leisure", "phi"], "school"), -2 / 12.0.squareRoot()))
    #expect(table.value(["leisure", "conditional"], "work") == 1)
    #expect(table.value(["leisure", "posts"], "leisure") == 1)
  }

  /// Thirty persons write one post of each of four sorts on school and work: all parts have thirty. But
  /// users with both ⊆ users with either, so 0 of school's persons lack work: hidden. With fifteen of
  /// them only, fifteen lack it: shown. Leisure has nine persons: it and its pairs are hidden.
  @Test func `hides topics and pairs of few persons in any part`() throws {
    var toy = Toy()
    toy.topics = ["school", "work", "leisure"]
    for i in 0..<30 {
      toy.person("p\(i)", nil)
      toy.post("p\(i)", ["school"])
      toy.post("p\(i)", ["work"])
      toy.post("p\(i)")
      if i < 15 { toy.post("p\(i)", ["school", "work"]) }
      if i < 9 { toy.post("p\(i)", ["leisure"]) }
    }
    // Persons without school, so that not everybody has it.
    for i in 30..<45 {
      toy.person("p\(i)", nil)
      toy.post("p\(i)")
    }
    let kind = TopicCooccurrence()
    let table = try kind.build(toy.material(), TableSettings(replicates: 20))
    #expect(table.value(["work", "posts"], "school") == 15)
    #expect(table.value(["school", "posts"], "school") == 45)
    #expect(table.reason(["leisure", "posts"], "leisure") == .minUsers)
    for measure in ["posts", "users", "jaccard", "lift", "npmi", "phi", "conditional"] {
      #expect(table.reason(["leisure", measure], "work") == .minUsers)
    }
    #expect(table.reason(["school", "conditional"], "leisure") == .minUsers)
    for i in 15..<30 { toy.post("p\(i)", ["school", "work"]) }
    let all = try kind.build(toy.material(), TableSettings(replicates: 20))
    #expect(all.reason(["work", "lift"], "school") == .minUsers)
    #expect(all.value(["school", "posts"], "school") == 60)
  }

  @Test func `needs coded posts`() {
    var toy = Toy()
    toy.topics = []
    toy.person("ann", nil)
    toy.post("ann")
    #expect(throws: Complaint.self) { try TopicCooccurrence().build(toy.material(), .open()) }
  }
}
