import Foundation
import SchakelTesting
import Tables
import Testing

@Suite struct `No hidden cell of a thousand tables` {
  private let rule: Disclosure

  init() throws { rule = try Disclosure() }

  private func needed(_ protection: Protection) -> [CellKey: Int] {
    var needed: [CellKey: Int] = [:]
    for cell in protection.cells { needed[cell.key] = cell.neededWidth(rule, scale: 1) }
    return needed
  }

  /// All primary cells are hidden, and tightening the sums leaves every hidden cell a range that is
  /// wide enough. What this attack does not see, linear programming does (below).
  @Test func `can be told by tightening the sums`() {
    var (cells, hidden, secondary) = (0, 0, 0)
    // All thousand where asked for; else every seventh, each shape among them.
    let isAsked = ProcessInfo.processInfo.environment["SCHAKEL_PROTECTION_TABLES"] != nil
    for seed in stride(from: 0, to: 1000, by: isAsked ? 1 : 7) {
      let (shape, tables) = RandomTables.make(seed)
      let protection = Protection(tables, .rule(rule))
      let needed = needed(protection)
      cells += protection.cells.count
      hidden += protection.reasons.count { $0 != nil }
      secondary += protection.reasons.count { $0 == .secondary }
      for (cell, reason) in zip(protection.cells, protection.reasons) {
        if cell.primaryReason(rule) != nil { #expect(reason != nil && reason != .secondary) }
      }
      let attacker = Attacker(tables) { protection.reason($0) != nil }
      #expect(attacker.smallDifferences(least: 10) == 0, "\(seed) \(shape)")
      for (number, bounds) in attacker.tightened().enumerated() where attacker.isHidden[number] {
        let width = bounds.high - bounds.low
        #expect(
          width >= needed[attacker.cells[number].key] ?? 0, "\(seed) \(shape) cell \(number)")
      }
    }
    // Some cells are hidden in such tables, and not nearly all.
    #expect(secondary > 0 && hidden < cells)
    print("tables: \(cells) cells, \(hidden) hidden, of which \(secondary) secondary")
  }

  /// Linear programming by scipy where that is installed: some tables, or as many as
  /// SCHAKEL_PROTECTION_TABLES says. The tests in Swift do not need it.
  @Test func `can be told by linear programming`() throws {
    let folder = try Workdir()
    let asked = ProcessInfo.processInfo.environment["SCHAKEL_PROTECTION_TABLES"].flatMap(Int.init)
    let lines = try (0..<(asked ?? 40)).map { number in
      // Spread over all thousand, every shape among them.
      let seed = asked == nil ? number * 25 + number % 8 : number
      let (shape, tables) = RandomTables.make(seed)
      let protection = Protection(tables, .rule(rule))
      return try Attacker(tables) { protection.reason($0) != nil }
        .line("\(shape):\(seed)", needed: needed(protection))
    }
    let file = try folder.write("tables.ndjson", lines.joined(separator: "\n") + "\n")
    let script = Repository.folder("Tests/check_protection.py").path
    let hasSciPy =
      try Program.start(["/usr/bin/env", "python3", "-c", "import scipy"], in: folder)
      .wait().status == 0
    guard hasSciPy else {
      print("scipy is not installed: linear programming was not tried")
      return
    }
    let ended = try Program.start(["/usr/bin/env", "python3", script, file], in: folder).wait()
    #expect(ended.status == 0, "\(ended.text) \(ended.errors)")
    print(ended.text)
  }

  /// Every whole-numbered table that agrees with what is shown, for 2 × 2 and 2 × 3 tables with a
  /// threshold of 3.
  @Test func `can be told by trying every table`() throws {
    let rule = try Disclosure(minUsers: 3, reason: "tiny tables of a test")
    var (tried, met) = (0, 0)
    for seed in 0..<300 {
      var dice = Dice(seed)
      let columns = 2 + dice.next(2)
      let grid = (0..<2).map { _ in (0..<columns).map { _ in dice.next(7) } }
      let cells = RandomTables.users(
        grid, ["topic/0", "topic/1"], (0..<columns).map { "group/\($0)" })
      let table = ProtectedTable(twoWay: cells)
      let protection = Protection([table], .rule(rule))
      let attacker = Attacker([table]) { protection.reason($0) != nil }
      // A few cells only: the number of tables to try is a power of it.
      guard attacker.isHidden.count(where: { $0 }) <= 9 else { continue }
      tried += 1
      let ranges = attacker.tried(most: 30)
      let keys = attacker.cells.indices.filter { attacker.isHidden[$0] }.map {
        attacker.cells[$0].key
      }
      let own = FeasibleRange.all([table], hidden: keys)
      for (key, range) in zip(keys, own) {
        guard let number = attacker.number[key] else { continue }
        met += 1
        #expect(ranges[number].high - ranges[number].low >= 3, "\(seed)")
        #expect(range.isExact)
        #expect(range.low == ranges[number].low, "\(seed)")
        if let high = range.high { #expect(high == ranges[number].high, "\(seed)") }
        if range.high == nil { #expect(ranges[number].high > 15, "\(seed)") }
      }
    }
    #expect(tried > 150 && met > 500)
    print("tiny tables: \(tried) tried, \(met) hidden cells")
  }

  /// 60 × 20 cells; the limit is for debug builds on a busy machine.
  @Test func `takes longer than the table is worth`() {
    var dice = Dice(7)
    let rows = (0..<60).map { "topic/\($0)" }
    let columns = (0..<20).map { "group/\($0)" }
    let grid = rows.map { _ in columns.map { _ in dice.persons(empty: 40) } }
    let table = ProtectedTable(twoWay: RandomTables.users(grid, rows, columns))
    let start = ContinuousClock.now
    let protection = Protection([table], .rule(rule))
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(protection.cells.count == 61 * 21)
    #expect(protection.hiddenShare < 1)
  }
}
