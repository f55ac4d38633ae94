import Corpus
import SchakelTesting
import Tables
import Testing

@Suite struct `The longitudinal table` {
  /// `longitudinal.json`: shares of the platforms in two years (weights) and of the topic in each.
  private func oracleToy() throws -> Toy {
    let oracle = try Oracle.named("longitudinal")
    var toy = Toy()
    toy.topics = ["school"]
    for i in 0..<10 { toy.person("p\(i)", "A") }
    var next = 0
    for (year, time) in [(2014, "t0"), (2015, "t1")] {
      for platform in ["forum", "instagram"] {
        let n = (try oracle["weights_\(time)"][platform].number() * 1000).rounded()
        let x = (n * (try oracle["rates_\(time)"][platform].number())).rounded()
        for i in 0..<Int(n) {
          toy.posts.append(
            .init(
              person: "p\(next % 10)", topics: i < Int(x) ? ["school"] : [], platform: platform,
              month: (year, 3)))
          next += 1
        }
      }
    }
    return toy
  }

  @Test func `has the parts of the oracle`() throws {
    let expected = try Oracle.named("longitudinal")["expected"]
    for reversed in [false, true] {
      let table = try Longitudinal().build(oracleToy().material(reversed: reversed), .open())
      for group in ["A", "(all)"] {
        let (before, after) = (["school", group, "2014"], ["school", group, "2015"])
        expectClose(table.value(before, "post_share"), try expected["p0"].number())
        expectClose(table.value(after, "post_share"), try expected["p1"].number())
        expectClose(table.value(after, "change"), try expected["difference"].number())
        expectClose(table.value(after, "rate_part"), try expected["rate_effect"].number())
        expectClose(
          table.value(after, "composition_part"), try expected["composition_effect"].number())
        #expect(table.cell(before, "change")?.state == .notApplicable)
        #expect(table.value(after, "stayers") == 10)
      }
    }
  }

  /// `cluster_proportion.json`: eight users, twice, so that there are enough for an interval. Sixteen
  /// users: p as before; Σ(x − pn)²/N² is half of the oracle's, G/(G − 1) = 16/15 for 8/7; t(15) =
  /// 2.131449545559323 (scipy.stats.t.ppf(.975, 15)).
  @Test func `has cluster intervals`() throws {
    let oracle = try Oracle.named("cluster_proportion")
    var toy = Toy()
    for user in try oracle["users"].list() {
      let (x, n) = (try user["x"].whole(), try user["n"].whole())
      for half in ["a", "b"] {
        let name = try user["user"].text() + half
        toy.person(name, "A")
        toy.post(name, ["school"], times: x)
        toy.post(name, times: n - x)
      }
    }
    let p = try oracle["expected"]["pooled_share"].number()
    let error = try oracle["expected"]["se_cluster_linearised"].number()
    let reach = 2.131449545559323 * (error * error / 2 * (16.0 / 15) / (8.0 / 7)).squareRoot()
    let table = try Longitudinal().build(toy.material(), .open())
    let cell = table.cell(["school", "A", "2012"], "post_share")
    guard case .number(let share, .interval(let low, let high)?)? = cell?.state else {
      Issue.record("no interval")
      return
    }
    expectClose(share.value, p)
    expectClose(low.value, p - reach)
    expectClose(high.value, p + reach)
  }

  /// ann: 2012 1 of 2 on school, 2013 3 of 4 (stays). ben: 2012 2 of 2 (leaves). cem: 2013 0 of 4
  /// (enters). p: 3/4 and 3/8. Panel: ½ and ¾; s = ½ and ½, mean ½; p̄S = 5/8. Own change ½ · ¼ = 1/8;
  /// activity 0 (one stayer). Entry ½ (0 − 5/8) = −5/16; exit −½ (1 − 5/8) = −3/16: turnover −½.
  /// Sum 1/8 − ½ = −3/8.
  @Test func `takes stayers from turnover apart, by hand`() throws {
    var toy = Toy()
    toy.person("ann", "A")
    toy.person("ben", "A")
    toy.person("cem", "B")
    func write(_ person: String, _ year: Int, _ x: Int, _ n: Int) {
      for i in 0..<n {
        toy.posts.append(
          .init(person: person, topics: i < x ? ["school"] : [], month: (year, 6)))
      }
    }
    write("ann", 2012, 1, 2)
    write("ann", 2013, 3, 4)
    write("ben", 2012, 2, 2)
    write("cem", 2013, 0, 4)
    let table = try Longitudinal().build(toy.material(), .open())
    let row = ["school", "(all)", "2013"]
    #expect(near(table.value(row, "change"), -3.0 / 8))
    #expect(table.value(row, "stayers") == 1)
    #expect(table.value(row, "panel_before") == 0.5)
    #expect(table.value(row, "panel_after") == 0.75)
    #expect(near(table.value(row, "own_change"), 1.0 / 8))
    #expect(table.value(row, "activity_shift") == 0)
    #expect(near(table.value(row, "turnover"), -0.5))
    // Strata: A 3/4 of 4, then 3/4 of 4; B none, then 0 of 4. Rates: A's did not change.
    #expect(near(table.value(row, "rate_part"), 0))
    #expect(near(table.value(row, "composition_part"), -3.0 / 8))
    // B did not write in 2012: no row there, and no change after.
    #expect(table.cell(["school", "B", "2012"], "posts") == nil)
    #expect(table.cell(["school", "B", "2013"], "change")?.state == .missing(.noUnits))
    #expect(table.value(["school", "A", "2013"], "of_posts") == 4)
  }

  /// ann: NL ½, TR ½; ben: TR, weight 3. 2012: ann 1 of 2, ben 1 of 1. TR: posts on school ½ + 1 of
  /// 1 + 1; share (½·1 + 3·1)/(½·2 + 3·1) = 3.5/4.
  @Test func `splits memberships and weighs shares but not counts`() throws {
    var toy = Toy()
    toy.groups = ["ann": [("NL", 0.5), ("TR", 0.5)]]
    toy.person("ben", "TR", weight: 3)
    toy.post("ann", ["school"])
    toy.post("ann")
    toy.post("ben", ["school"])
    let table = try Longitudinal().build(toy.material(), .open())
    let row = ["school", "TR", "2012"]
    #expect(table.value(row, "posts") == 1.5)
    #expect(table.value(row, "of_posts") == 2)
    #expect(table.value(row, "post_share") == 0.875)
    #expect(table.value(row, "users") == 1.5)
    #expect(table.value(["school", "(all)", "2012"], "post_share") == 0.8)
    #expect(table.notes.contains { $0.en.contains("design weights") })
    #expect(table.notes.contains { $0.en.contains("years of Europe/Amsterdam time") })
  }

  @Test func `skips no period, and counts undated posts in a note`() throws {
    var toy = Toy()
    toy.person("ann", "A")
    for year in [2010, 2012] {
      toy.posts.append(.init(person: "ann", topics: ["school"], month: (year, 6)))
    }
    toy.posts.append(.init(person: "ann", month: nil))
    toy.posts.append(.init(person: "ann", month: nil, kind: .repost))
    var settings = TableSettings.open()
    let table = try Longitudinal().build(toy.material(), settings)
    #expect(table.cell(["school", "A", "2012"], "change")?.state == .missing(.noUnits))
    #expect(table.notes.contains { $0.en == "Coded posts without a date, left out: 1." })
    settings.period = .quarter
    let quarters = try Longitudinal().build(toy.material(), settings)
    #expect(quarters.value(["school", "A", "2012-Q2"], "posts") == 1)
    #expect(quarters.stubs[2].heading.en == "Quarter")
  }

  /// Three groups of 40, 40 and 9 persons in two years, everybody with a post on school and one on
  /// nothing, every other person with one more on school (21, 20 and 5). C has nine: hidden; B, the smaller shown one (as many as A, and A comes first), goes with
  /// it, and the margin stays.
  private func groups() -> Toy {
    var toy = Toy()
    toy.topics = ["school"]
    for (group, size) in [("A", 41), ("B", 40), ("C", 9)] {
      for i in 0..<size {
        toy.person("\(group)\(i)", group)
        for year in [2012, 2013] {
          toy.posts.append(.init(person: "\(group)\(i)", topics: ["school"], month: (year, 6)))
          toy.posts.append(.init(person: "\(group)\(i)", month: (year, 6)))
          if i % 2 == 0 {
            toy.posts.append(.init(person: "\(group)\(i)", topics: ["school"], month: (year, 6)))
          }
        }
      }
    }
    return toy
  }

  @Test func `hides a group of few persons with a partner, and keeps the margin`() throws {
    let table = try Longitudinal().build(groups().material(), TableSettings())
    for year in ["2012", "2013"] {
      #expect(table.reason(["school", "C", year], "post_share") == .minUsers)
      #expect(table.reason(["school", "B", year], "post_share") == .secondary)
      #expect(table.value(["school", "A", year], "of_posts") == 103)
      #expect(table.value(["school", "(all)", year], "posts") == 136)
    }
    #expect(table.value(["school", "A", "2013"], "stayers") == 41)
    #expect(table.reason(["school", "C", "2013"], "stayers") == .minUsers)
    #expect(table.reason(["school", "B", "2013"], "stayers") == .secondary)
  }

  /// Eight of A's persons leave: who stayed is everybody but eight, so the panel is hidden, but the
  /// shares are not.
  @Test func `hides a panel that differs from the cross-section by few persons`() throws {
    var toy = groups()
    toy.posts.removeAll { $0.person?.hasPrefix("C") == true }
    toy.posts.removeAll { post in
      post.month?.0 == 2013 && (0..<8).contains { post.person == "A\($0)" }
    }
    let table = try Longitudinal().build(toy.material(), TableSettings())
    let row = ["school", "A", "2013"]
    #expect(table.reason(row, "stayers") == .minUsers)
    #expect(table.reason(row, "own_change") == .minUsers)
    #expect(table.value(row, "change") != nil)
    // The margin lacks the same eight, so that B's panel does not give A's away.
    #expect(table.value(["school", "B", "2013"], "stayers") == 40)
    #expect(table.reason(["school", "(all)", "2013"], "panel_after") == .minUsers)
  }

  @Test func `is the same for any number of threads and any unit of time`() throws {
    let material = try oracleToy().material()
    for unit in Period.Unit.allCases {
      var tables: [Table] = []
      for jobs in [1, 2, 7] {
        var settings = TableSettings.open()
        settings.jobs = jobs
        settings.period = unit
        tables.append(try Longitudinal().build(material, settings))
      }
      #expect(tables[0] == tables[1] && tables[1] == tables[2] && !tables[0].rows.isEmpty)
    }
  }
}
