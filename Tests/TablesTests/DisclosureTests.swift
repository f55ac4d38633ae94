import Corpus
import SchakelTesting
import Tables
import Testing

@Suite struct `The disclosure rule` {
  /// `privacy.json`: of the table with one cell below ten, that cell is the primary one; with it
  /// goes every margin from which the oracle finds its exact range [4, 4].
  @Test func `hides the cell of the oracle and the margins that would give it away`() throws {
    let oracle = try #require(Repository.json("Tests/oracles/privacy.json") as? [String: Any])
    let suppression = try #require(oracle["suppression"] as? [String: Any])
    let cases = try #require(suppression["cases"] as? [[String: Any]])
    let grid = try #require(cases[0]["table"] as? [[Int]])
    let wanted = try #require(cases[0]["suppressed"] as? [[Int]])
    let rule = try Disclosure(minUsers: try #require(suppression["threshold"] as? Int))
    let hidden = grid.map { $0.map { rule.few($0) == .minUsers } }
    var found: [[Int]] = []
    for (row, cells) in hidden.enumerated() {
      for (column, isHidden) in cells.enumerated() where isHidden { found.append([row, column]) }
    }
    #expect(found == wanted)
    let margins = Margins(hidden, columns: 3)
    #expect(margins.hidesRow == [false, true, false])
    #expect(margins.hidesColumn == [true, false, false])
    #expect(margins.hidesTotal)
  }

  @Test func `uses the thresholds of the oracle`() throws {
    let oracle = try #require(Repository.json("Tests/oracles/privacy.json") as? [String: Any])
    let rules = try #require(oracle["disclosure_rules"] as? [[String: Any]])
    #expect(rules[0]["value"] as? Int == Disclosure.usual)
    let rule = try Disclosure()
    let alike = try #require(rules[1]["value"] as? Double)
    #expect(rule.uniform(Int(alike * 100), of: 100) == nil)
    #expect(rule.uniform(Int(alike * 100) + 1, of: 100) == .oneClass)
    let most = try #require(rules[2]["value"] as? Double)
    #expect(rule.dominated(largest: most * 100, of: 100) == nil)
    #expect(rule.dominated(largest: most * 100 + 1, of: 100) == .dominance)
  }

  @Test func `counts zero as few`() throws {
    let rule = try Disclosure()
    #expect(rule.few(0) == .minUsers)
    #expect(rule.few(10, 9) == .minUsers)
    #expect(rule.few(10, 10) == nil)
    #expect(rule.fewButSome(0) == nil)
    #expect(rule.fewButSome(1) == .minUsers)
  }

  /// Ten on each side: the median needs 20 users, the tenth percentile 100.
  @Test func `wants users on both sides of a quantile`() throws {
    let rule = try Disclosure()
    #expect(rule.quantile(50, of: 19) == .minUsers)
    #expect(rule.quantile(50, of: 20) == nil)
    #expect(rule.quantile(10, of: 99) == .minUsers)
    #expect(rule.quantile(90, of: 100) == nil)
  }

  @Test func `is loosened only for a written reason`() throws {
    for few in [0, 1, 5, 9] {
      #expect(throws: Complaint.self) { try Disclosure(minUsers: few) }
      #expect(throws: Complaint.self) { try Disclosure(minUsers: few, reason: "  ") }
    }
    #expect(throws: Complaint.self) { try Disclosure(minUsers: -1, reason: "because") }
    #expect(try Disclosure(minUsers: 20).reason == nil)
    let loose = try Disclosure(minUsers: 5, reason: "approved by the board")
    #expect(!loose.isOff)
    #expect(loose.few(4) == .minUsers)
    #expect(try Disclosure(minUsers: 1, reason: "invented data").isOff)
    do {
      _ = try Disclosure(minUsers: 3)
    } catch let complaint as Complaint {
      #expect(complaint.status == .configuration)
    }
  }
}
