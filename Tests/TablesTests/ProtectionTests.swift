import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

@Suite struct `Feasible ranges` {
  private static func cases() throws -> [[String: Any]] {
    let oracle = try #require(Repository.json("Tests/oracles/privacy.json") as? [String: Any])
    let suppression = try #require(oracle["suppression"] as? [String: Any])
    return try #require(suppression["cases"] as? [[String: Any]])
  }

  private static func key(_ row: Int, _ column: Int) -> CellKey {
    CellKey(
      "users", row: row < 3 ? "topic/\(row)" : "(all)",
      column: column < 3 ? "group/\(column)" : "(all)")
  }

  /// `privacy.json`, suppression.cases: every range and whether it protects.
  @Test func `are those of the oracle`() throws {
    let cases = try Self.cases()
    #expect(cases.count == 4)
    for one in cases {
      let grid = try #require(one["table"] as? [[Int]])
      let hidden = try #require(one["suppressed"] as? [[Int]])
      let ranges = try #require(one["feasible_ranges"] as? [[Double]])
      #expect(one["margins_published"] as? Bool == true)
      let table = ProtectedTable(
        twoWay: RandomTables.users(
          grid, (0..<3).map { "topic/\($0)" }, (0..<3).map { "group/\($0)" }))
      let found = FeasibleRange.all([table], hidden: hidden.map { Self.key($0[0], $0[1]) })
      #expect(found.map { Double($0.low) } == ranges.map { $0[0] })
      #expect(found.map { $0.high.map(Double.init) } == ranges.map { $0[1] })
      #expect(found.allSatisfy { $0.isExact })
      #expect(found.allSatisfy { ($0.width ?? .max) >= 10 } == (one["protected"] as? Bool))
    }
  }

  /// 3 + 4 = 7 with the total hidden too: nothing bounds them from above.
  @Test func `have no upper limit where the margin is hidden`() {
    let cells = [3, 4, 7].enumerated().map { number, count in
      ProtectedCell.users(CellKey("users", row: "r", column: "c\(number)"), count)
    }
    let table = ProtectedTable(grid: [cells], columns: [.init(whole: 2, parts: [0, 1])])
    let found = FeasibleRange.all([table], hidden: [cells[0].key, cells[2].key])
    #expect(found[0].low == 0 && found[0].high == nil)
    // The total is at least the published 4.
    #expect(found[1].low == 4 && found[1].high == nil)
  }

  /// Posts on either of two topics are at most their sum and at least the larger: 30 and 20 of which
  /// the second is hidden, any = 40: between 10 and 40.
  @Test func `of overlapping parts lie between what is lacking and the whole`() {
    let counts = [("topic/0", 30), ("topic/1", 20), ("(any)", 40)]
    let cells = counts.map { ProtectedCell.users(CellKey("posts", row: $0.0, column: "c"), $0.1) }
    let table = ProtectedTable(
      grid: cells.map { [$0] }, rows: [.init(.cover, whole: 2, parts: [0, 1])])
    let found = FeasibleRange.all([table], hidden: [cells[1].key])
    #expect(found[0].low == 10 && found[0].high == 40)
  }
}

@Suite struct `The protection of tables` {
  private let rule: Disclosure
  private static let rows = (0..<3).map { "topic/\($0)" }
  private static let columns = (0..<3).map { "group/\($0)" }
  private static let oracle = [[20, 50, 10], [4, 19, 22], [17, 32, 12]]

  init() throws { rule = try Disclosure() }

  private static func key(_ row: String, _ column: String) -> CellKey {
    CellKey("users", row: row, column: column)
  }

  /// The table of the oracle: one cell of 4. Ways round it: with (0,0)/(0,1) or (0,2), (2,0)/(2,1) or
  /// (2,2). The oracle's two protected blocks lose 19 + 20 + 50 = 89 and 22 + 17 + 12 = 51 users; of
  /// all four blocks the latter is the least: (0,0),(0,2),(1,2) = 52, (2,0),(2,1),(1,1) = 68.
  @Test func `chooses the partners that lose the fewest users`() {
    let table = ProtectedTable(twoWay: RandomTables.users(Self.oracle, Self.rows, Self.columns))
    let found = Protection([table], .rule(rule))
    #expect(found.reason(Self.key("topic/1", "group/0")) == .minUsers)
    for (row, column) in [(1, 2), (2, 0), (2, 2)] {
      #expect(found.reason(Self.key("topic/\(row)", "group/\(column)")) == .secondary)
    }
    #expect(found.counts.map(\.count) == [1, 0, 0, 0, 3])
    #expect(found.hiddenShare == 4.0 / 16)
    #expect(found.secondaryShare == 3.0 / 16)
  }

  /// All counts 20 but one: every block loses the same, so the first row and column go.
  @Test func `breaks ties bytewise by row, then column`() {
    let grid = [[20, 20, 20], [20, 20, 20], [20, 20, 4]]
    let table = ProtectedTable(twoWay: RandomTables.users(grid, Self.rows, Self.columns))
    let found = Protection([table], .rule(rule))
    let hidden = found.cells.indices.filter { found.reasons[$0] != nil }.map { found.cells[$0].key }
    #expect(
      hidden == [
        Self.key("topic/0", "group/0"), Self.key("topic/0", "group/2"),
        Self.key("topic/2", "group/0"), Self.key("topic/2", "group/2"),
      ])
  }

  @Test func `does not depend on the order of tables and cells`() throws {
    for seed in 0..<80 {
      let tables = RandomTables.make(seed).tables
      let turned = tables.reversed().map {
        ProtectedTable(cells: $0.cells.reversed(), relations: $0.relations.reversed())
      }
      let (one, two) = (Protection(tables, .rule(rule)), Protection(turned, .rule(rule)))
      #expect(one.cells.map(\.key) == two.cells.map(\.key))
      #expect(one.reasons == two.reasons, "\(seed)")
    }
  }

  /// Zero is few; of a row of one cell nothing else can be hidden but the margins.
  @Test func `hides margins where cells cannot protect, and always gives a table`() {
    let table = ProtectedTable(
      twoWay: RandomTables.users(
        [[0, 3], [2, 500]], ["topic/0", "topic/1"], ["group/0", "group/1"]))
    let found = Protection([table], .rule(rule))
    #expect(found.reason(Self.key("topic/0", "group/0")) == .minUsers)
    #expect(found.reason(Self.key("topic/0", "(all)")) == .minUsers)
    #expect(found.cells.count == 9)
    let none = Protection([ProtectedTable(cells: [], relations: [])], .rule(rule))
    #expect(none.cells.isEmpty && none.hiddenShare == 0)
  }

  @Test func `hides a cell of several tables in all of them, and knows their common margin once`() {
    // Topic 0: 25 + 25 by group; 6 + 44 by venue. The margin 50 is one number in both tables.
    let groups = RandomTables.users(
      [[25, 25], [40, 60]], ["topic/0", "topic/1"], ["g/0", "g/1"])
    let venues = RandomTables.users(
      [[6, 44], [50, 50]], ["topic/0", "topic/1"], ["v/0", "v/1"])
    let found = Protection(
      [ProtectedTable(twoWay: groups), ProtectedTable(twoWay: venues)], .rule(rule))
    // 9 + 9 cells, of which 3 are common: the margins of both topics and the total.
    #expect(found.cells.count == 15)
    #expect(found.reason(Self.key("topic/0", "v/0")) == .minUsers)
    #expect(found.reason(Self.key("topic/0", "v/1")) != nil)
    #expect(found.reason(Self.key("topic/0", "g/0")) == nil)
    #expect(found.reason(Self.key("topic/0", "(all)")) == nil)
  }

  @Test func `hides what is computed from a hidden cell`() {
    let table = ProtectedTable(twoWay: RandomTables.users(Self.oracle, Self.rows, Self.columns))
    let found = Protection([table], .rule(rule))
    let (small, row) = (Self.key("topic/1", "group/0"), Self.key("topic/1", "(all)"))
    #expect(found.reason(computedFrom: [small, row]) == .minUsers)
    #expect(found.reason(computedFrom: [row, small]) == .secondary)
    #expect(found.reason(computedFrom: [Self.key("topic/0", "group/0"), row]) == nil)
    #expect(found.reason(computedFrom: []) == nil)
  }

  /// Two topics with one person each, 300 and 280 posts, beside one of 50 persons and 900 posts and
  /// one of 30 and 800: the two alone give ranges of 580, but either person could tell the other.
  @Test func `does not let two persons read each other's count off a margin`() {
    func table(_ kind: ProtectedTable.Kind, _ small: Int) -> ProtectedTable {
      let content = [
        (300, small, 300 / small), (280, small, 280 / small), (900, 50, 40), (800, 30, 40),
        (2280, 80, 300),
      ]
      let cells = content.enumerated().map { number, one in
        ProtectedCell(
          CellKey("posts", row: "r", column: number < 4 ? "c\(number)" : "(all)"), count: one.0,
          sides: [Contributors(persons: one.1, largest: one.2)])
      }
      return ProtectedTable(grid: [cells], columns: [.init(kind, whole: 4, parts: [0, 1, 2, 3])])
    }
    let found = Protection([table(.sum, 1)], .rule(rule))
    #expect(found.reasons == [nil, .minUsers, .minUsers, nil, .secondary])
    // Twice six are twelve where they are different people, else perhaps six.
    #expect(Protection([table(.partition, 6)], .rule(rule)).counts.map(\.count) == [2, 0, 0, 0, 0])
    #expect(Protection([table(.sum, 6)], .rule(rule)).counts.map(\.count) == [2, 0, 0, 0, 1])
  }

  @Test func `hides cells that go together`() {
    let users = ProtectedCell(
      CellKey("users", row: "r", column: "c"), count: 4, sides: [Contributors(persons: 4)],
      together: "r c")
    let posts = ProtectedCell(
      CellKey("posts", row: "r", column: "c"), count: 90,
      sides: [Contributors(persons: 40, largest: 9)], together: "r c")
    let found = Protection([ProtectedTable(cells: [posts, users], relations: [])], .rule(rule))
    #expect(found.reason(users.key) == .minUsers)
    #expect(found.reason(posts.key) == .secondary)
  }

  @Test func `never hides what everybody knows`() {
    let cells = [0, 40, 40].enumerated().map { number, count in
      ProtectedCell(
        CellKey("users", row: "r", column: "c\(number)"), count: count,
        sides: [Contributors(persons: count)], isFixed: number == 0)
    }
    let table = ProtectedTable(grid: [cells], columns: [.init(whole: 2, parts: [0, 1])])
    #expect(Protection([table], .rule(rule)).reasons.allSatisfy { $0 == nil })
  }

  /// Hiding all that hangs together is safe because any multiple of the table then agrees with what
  /// is shown; with a fixed 30 it would not.
  @Test func `does not take a number above zero for known to everybody`() async {
    await #expect(processExitsWith: .failure) {
      _ = ProtectedCell(
        CellKey("users", row: "r", column: "c"), count: 30, sides: [], isFixed: true)
    }
  }

  /// 4 + 40 = 44 is printed nowhere: nothing else needs to be hidden, and it is no partner.
  @Test func `needs no partner where the whole is not printed`() {
    func cells(_ isPrinted: Bool) -> [ProtectedCell] {
      [
        ProtectedCell.users(CellKey("users", row: "r", column: "a"), 4),
        ProtectedCell.users(CellKey("users", row: "r", column: "b"), 40),
        ProtectedCell(
          CellKey("users", row: "r", column: "whole"), count: 44,
          sides: isPrinted ? [Contributors(persons: 44)] : [], isPrinted: isPrinted),
      ]
    }
    let relation = ProtectedTable.Relation(
      .sum, whole: cells(true)[2].key, parts: cells(true).prefix(2).map(\.key))
    func counts(_ isPrinted: Bool) -> [Int] {
      Protection(
        [ProtectedTable(cells: cells(isPrinted), relations: [relation])], .rule(rule)
      ).counts.map(\.count)
    }
    #expect(counts(false) == [1, 0, 0, 0, 0])
    #expect(counts(true) == [1, 0, 0, 0, 1])
  }

  /// 4 of 9 that are shown: a range of 9 is too narrow, so the 9 goes too.
  @Test func `hides a whole that holds a hidden part too tightly`() {
    let small = ProtectedCell.users(CellKey("users", row: "r", column: "a"), 4)
    let whole = ProtectedCell(
      CellKey("posts", row: "r", column: "a"), count: 9,
      sides: [Contributors(persons: 30)])
    let table = ProtectedTable(
      cells: [small, whole], relations: [.init(.within, whole: whole.key, parts: [small.key])])
    #expect(Protection([table], .rule(rule)).reason(whole.key) == .secondary)
  }

  @Test func `in the mode exact needs a reason and hides nothing`() throws {
    #expect(throws: Complaint.self) { try ProtectionMode.exactly(because: " ") }
    let table = ProtectedTable(twoWay: RandomTables.users(Self.oracle, Self.rows, Self.columns))
    let found = Protection([table], try .exactly(because: "published data"))
    #expect(found.reasons.allSatisfy { $0 == nil })
    #expect(found.exactReason == "published data")
  }
}

@Suite struct `The primary rule` {
  private let rule: Disclosure
  private let key = CellKey("ties", row: "r", column: "c")

  init() throws { rule = try Disclosure() }

  private func reason(_ count: Int, _ sides: Contributors...) -> HidingReason? {
    ProtectedCell(key, count: count, sides: sides).primaryReason(rule)
  }

  @Test func `wants ten persons in a cell and in its complement, and counts zero as few`() {
    #expect(reason(0, Contributors(persons: 0)) == .minUsers)
    #expect(reason(90, Contributors(persons: 9)) == .minUsers)
    #expect(reason(90, Contributors(persons: 10)) == nil)
    #expect(reason(90, Contributors(persons: 10, complement: 9)) == .minUsers)
    #expect(reason(90, Contributors(persons: 10, complement: 0)) == .minUsers)
    #expect(reason(90, Contributors(persons: 10, complement: 10)) == nil)
  }

  @Test func `wants ten egos and ten alters of ties`() {
    let many = Contributors(persons: 10, complement: 10)
    #expect(reason(90, many, Contributors(persons: 9)) == .alters)
    #expect(reason(90, many, Contributors(persons: 30, complement: 9)) == .alters)
    #expect(reason(90, Contributors(persons: 9), Contributors(persons: 9)) == .minUsers)
    #expect(reason(90, many, many) == nil)
    #expect(HidingReason.alters.suppression == .minUsers)
  }

  /// 50 % and 90 %, of `privacy.json`, are still allowed.
  @Test func `hides a count of which one person makes more than half, and a row of one class`() {
    #expect(reason(100, Contributors(persons: 20, largest: 50)) == nil)
    #expect(reason(100, Contributors(persons: 20, largest: 51)) == .dominance)
    let many = Contributors(persons: 20)
    #expect(reason(100, many, Contributors(persons: 20, largest: 51)) == .dominance)
    #expect(reason(100, Contributors(persons: 90, alike: [.init(90, of: 100)])) == nil)
    #expect(
      reason(100, Contributors(persons: 91, alike: [.init(9, of: 90), .init(91, of: 100)]))
        == .oneClass)
  }

  /// 300 posts of one person and 20 of eleven others: 2 × 300 − 320 = 280.
  @Test func `needs a range that undoes the dominance`() {
    let cell = ProtectedCell(key, count: 320, sides: [Contributors(persons: 12, largest: 300)])
    #expect(cell.neededWidth(rule, scale: 1) == 280)
    #expect(ProtectedCell.users(key, 4).neededWidth(rule, scale: 1) == 10)
    #expect(ProtectedCell.users(key, 4).neededWidth(rule, scale: 60) == 600)
  }
}

@Suite struct `Rounding and anonymity` {
  private func oracle() throws -> [String: Any] {
    try #require(Repository.json("Tests/oracles/privacy.json") as? [String: Any])
  }

  @Test func `round to the nearest five as the oracle does`() throws {
    let cases = try #require(try oracle()["rounding_base5"] as? [[String: Int]])
    #expect(cases.count == 12)
    for one in cases {
      let count = try #require(one["x"])
      #expect(Rounding().round(count) == one["nearest"])
    }
    // 13 of 98 are 15 of 100.
    #expect(Rounding().share(13, of: 98) == 0.15)
    #expect(Rounding().share(1, of: 2) == nil)
    #expect(Rounding(base: 1).round(7) == 7)
  }

  @Test func `find the classes of the oracle`() throws {
    let wanted = try #require(try oracle()["k_anonymity"] as? [String: Any])
    let records = try #require(wanted["records"] as? [[String: String]])
    let names = try #require(wanted["quasi_identifiers"] as? [String])
    let found = Anonymity(records.map { record in names.map { record[$0] ?? "" } })
    #expect(found.classSizes == wanted["class_sizes"] as? [Int])
    #expect(found.k == wanted["k"] as? Int)
    #expect(found.records(below: Anonymity.within) == wanted["records_below_k5"] as? Int)
    #expect(found.distinctSensitive == nil)
    #expect(Anonymity([]).k == nil)
  }

  /// Two classes: one with school and work, one with school only.
  @Test func `count the sensitive values of the poorest class`() {
    let found = Anonymity(
      [["a"], ["a"], ["b"], ["b"]], sensitive: ["school", "work", "school", "school"])
    #expect(found.distinctSensitive == 1)
    #expect(found.k == 2)
  }
}
