import Corpus
import Tables
import Testing

/// Table P of a small world whose ties and posts are counted by hand.
///
/// Twelve people of A and twelve of B. Each of A answers one of B in an interest venue (six on
/// identity) and the next of A in an ethnic one (three on identity); each of B answers one of A in an
/// ethnic venue, and six of B the next of B in an interest one.
@Suite struct `The propositions` {
  private func world(weight: Double = 1) -> Toy {
    var toy = Toy()
    toy.topics = ["school", "work", "leisure", "identity"]
    for i in 0..<12 {
      let (a, b) = ("a\(10 + i)", "b\(10 + i)")
      let (nextA, nextB) = ("a\(10 + (i + 1) % 12)", "b\(10 + (i + 1) % 12)")
      toy.person(a, "A", weight: weight)
      toy.person(b, "B")
      toy.ties.append(.init(ego: a, alter: b, topics: i < 6 ? ["identity"] : []))
      toy.ties.append(
        .init(ego: a, alter: nextA, topics: i < 3 ? ["identity"] : [], venueType: "ethnic"))
      toy.ties.append(.init(ego: b, alter: a, venueType: "ethnic"))
      if i < 6 { toy.ties.append(.init(ego: b, alter: nextB)) }
    }
    // A writes ten posts in ethnic venues, four on identity and three on school; B twenty in interest
    // venues, two on identity and five on school.
    for i in 0..<10 {
      let topics = i < 4 ? ["identity"] : i < 7 ? ["school"] : []
      toy.posts.append(.init(person: "a\(10 + i)", topics: topics, venueType: "ethnic"))
    }
    for i in 0..<20 {
      let topics = i < 2 ? ["identity"] : i < 7 ? ["school"] : []
      toy.posts.append(.init(person: "b\(10 + i % 12)", topics: topics))
    }
    return toy
  }

  private func table(_ toy: Toy, margin: Double? = 0.1) throws -> Table {
    var settings = TableSettings.open()
    settings.margin = margin
    settings.reference = ["group=A"]
    return try PropositionTable().build(toy.material(), settings)
  }

  /// 24 interethnic ties, 6 on identity; 18 intra-ethnic, 3 on identity. On the one platform: interest
  /// 12 inter and 6 intra, ethnic 12 and 12, so that the odds ratio is 12 · 12 / (6 · 12).
  private static let expected: [(String, String, Double)] = [
    ("P1", "share_on_self", 0.25),
    ("P1", "difference_on_self", 0.25 - 1.0 / 6),
    ("P2", "odds_ratio", 2),
    ("P3", "difference_self_venue", 0.4 - 0.1),
    ("P5", "difference_school", 0.25 - 0.3),
    ("P5", "difference_work", 0),
    ("P6", "share_several", 0),
    ("P6", "entropy", 0),
    ("P7", "ei_all", 1.0 / 7),
    ("P7", "ei_ethnic", 0),
    ("P7", "ei_difference", -1.0 / 7),
  ]

  @Test(arguments: expected)
  func `are these numbers`(_ proposition: String, _ estimand: String, _ expected: Double) throws {
    #expect(near(try table(world()).value([proposition, estimand], "estimate"), expected))
  }

  /// A's ties count twice: inter 12 · 2 + 12, intra 12 · 2 + 6, so E-I = 6 / 66 beside 6 / 42.
  @Test func `say what the roster's weights change`() throws {
    let table = try table(world(weight: 2))
    #expect(near(table.value(["P7", "ei_weighted"], "estimate"), 6.0 / 66 - 6.0 / 42))
    let plain = try self.table(world()).cell(["P7", "ei_weighted"], "estimate")
    #expect(plain?.state == .missing(.noVariation))
  }

  /// Nobody writes on work or leisure: a difference of 0 in every replicate is within any margin.
  @Test func `call the same only what lies within the margin`() throws {
    let table = try table(world())
    func reading(_ estimand: String) -> Cell.State? {
      table.cell(["P5", estimand], "reading")?.state
    }
    #expect(reading("difference_work") == .missing(.fewClusters))
    #expect(reading("equivalence") == .missing(.fewClusters))
  }

  @Test func `need a margin, and a reference that is there`() throws {
    #expect(throws: Complaint.self) { try table(world(), margin: nil) }
    var toy = world()
    for name in toy.groups.keys where name.hasPrefix("a") { toy.groups[name] = [("C", 1)] }
    #expect(throws: Complaint.self) { try table(toy) }
  }
}
