import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

/// Expected values: `Tests/oracles/logit_cluster.json` (statsmodels and R), and
/// `Tests/Fixtures/statistics/contact.json`, made by `contact.py` beside it with NumPy and SciPy:
/// `python3 Tests/Fixtures/statistics/contact.py > Tests/Fixtures/statistics/contact.json`.
@Suite struct `The contact conditions table` {
  /// The oracle's 160 ties. Every alter is two persons, of the egos' group and of another, so that
  /// the groups tell the outcome; with `parts`, every third ego has two groups.
  private func oracleToy(parts: Bool = false) throws -> Toy {
    var toy = Toy()
    toy.topics = ["leisure", "identity"]
    let lines = try Repository.text("Tests/oracles/logit_cluster_data.csv")
      .split(whereSeparator: \.isNewline).dropFirst()
    for line in lines {
      let row = try line.split(separator: ",").map { try #require(Int($0)) }
      let (ego, alter) = ("e\(row[6])", "a\(row[7])-\(row[0])")
      toy.person(ego, "A")
      if parts, row[6] % 3 == 0 { toy.groups[ego] = [("A", 0.25), ("C", 0.75)] }
      toy.person(alter, row[0] == 1 ? "B" : "A")
      toy.ties.append(
        .init(
          ego: ego, alter: alter,
          topics: (row[4] == 1 ? ["leisure"] : []) + (row[5] == 1 ? ["identity"] : []),
          platform: row[2] == 1 ? "facebook" : row[3] == 1 ? "instagram" : "other",
          venueType: row[1] == 1 ? "interest" : "ethnic"))
    }
    return toy
  }

  private func settings(_ by: [String], _ clusters: ContactClusters = .ego) -> TableSettings {
    var settings = TableSettings.open(by: by)
    settings.clusters = clusters
    settings.reference = ["platform=other", "venue-type=ethnic"]
    return settings
  }

  private let terms = [
    ["topic", "leisure"], ["topic", "identity"], ["venue-type", "interest"],
    ["platform", "facebook"], ["platform", "instagram"],
  ]

  private func limits(_ cell: Cell?) -> [Double] {
    guard case .number(_, .interval(let low, let high)?)? = cell?.state else { return [] }
    return [low.value, high.value]
  }

  @Test func `has the odds ratios and intervals of the oracle`() throws {
    let oracle = try Oracle.named("logit_cluster")
    let names = try oracle["terms"].list().map { try $0.text() }
    let table = try ContactConditions().build(
      oracleToy().material(), settings(["topic", "venue-type", "platform"]))
    for row in terms + [["(intercept)", ""]] {
      let name = row[1] == "interest" ? "interest_venue" : row[1] == "" ? "const" : row[1]
      let at = try #require(names.firstIndex(of: name))
      expectClose(table.value(row, "odds_ratio"), try oracle["odds_ratio"][at].number())
      let wanted = try oracle["or_ci_cluster_CR0_Gadj"][at].numbers()
      for (mine, theirs) in zip(limits(table.cell(row, "odds_ratio")), wanted) {
        expectClose(mine, theirs)
      }
      #expect(limits(table.cell(row, "odds_ratio")).count == 2)
    }
    expectClose(table.value(["(model)", "log_likelihood"], "value"), try oracle["loglik"].number())
    expectClose(
      table.value(["(model)", "log_likelihood_null"], "value"), try oracle["loglik_null"].number())
    // The oracle's null model was fitted by iteration; 1 − ln L / ln L₀ with L₀ in closed form
    // differs by 3e-9 of it.
    expectClose(
      table.value(["(model)", "mcfadden_r2"], "value"), try oracle["mcfadden_r2"].number(), 1e-8)
    #expect(table.value(["(model)", "ties"], "value") == 160)
    #expect(table.value(["(model)", "egos"], "value") == 20)
    #expect(table.value(["(model)", "parameters"], "value") == 6)
    #expect(table.cell(["platform", "other"], "odds_ratio")?.state == .notApplicable)
    #expect(table.value(["platform", "other"], "ties") == 53)
    #expect(table.notes.contains { $0.en.contains("clusters of egos, correction G/(G − 1) (CR1)") })
    #expect(table.notes.contains { $0.en.contains("fewer than 40 persons") })
  }

  /// CR1 is CR0 times G/(G − 1), and CR1S that times (n − 1)/(n − k): so widths of intervals on the
  /// log scale are by the roots of these.
  @Test func `multiplies the covariance by the correction that is asked for`() throws {
    func width(_ correction: ClusterCorrection) throws -> (width: Double, table: Table) {
      var asked = settings(["topic", "venue-type", "platform"], .ego)
      asked.correction = correction
      let table = try ContactConditions().build(oracleToy(parts: false).material(), asked)
      let ends = limits(table.cell(terms[0], "odds_ratio"))
      return (log(ends[1] / ends[0]), table)
    }
    let (none, one, both) = try (width(.none), width(.clusters), width(.clustersAndTerms))
    // 20 egos, 160 ties, 6 parameters.
    expectClose(one.width / none.width, (20.0 / 19).squareRoot())
    expectClose(both.width / one.width, (159.0 / 154).squareRoot())
    #expect(none.table.notes.contains { $0.en.contains("(CR0)") })
    #expect(both.table.notes.contains { $0.en.contains("(CR1S)") })
  }

  @Test(arguments: [ContactClusters.ego, .egoAndAlter])
  func `has the effects, p and adjusted p of a second opinion`(_ clusters: ContactClusters) throws {
    for (name, parts) in [("whole", false), ("parts", true)] {
      let wanted = try Oracle(file: "Tests/Fixtures/statistics/contact.json")[name]
      let own = wanted[clusters.rawValue]
      let by = ["topic", "venue-type", "platform"] + (parts ? ["group"] : [])
      let table = try ContactConditions().build(
        oracleToy(parts: parts).material(), settings(by, clusters))
      for (at, row) in (terms + (parts ? [["group", "C"]] : [])).enumerated() {
        expectClose(table.value(row, "p"), try own["p"][at].number(), 1e-8)
        expectClose(table.value(row, "p_holm"), try own["holm"][at].number(), 1e-8)
        expectClose(table.value(row, "p_bh"), try own["bh"][at].number(), 1e-8)
        let effect = try own["effects"][at].numbers()
        expectClose(table.value(row, "marginal_effect"), effect[0])
        let reach = 1.959963984540054 * effect[1]
        let mine = limits(table.cell(row, "marginal_effect"))
        #expect(mine.count == 2)
        for (end, value) in zip(mine, [effect[0] - reach, effect[0] + reach]) {
          expectClose(end, value)
        }
      }
      expectClose(
        table.value(["(model)", "log_likelihood"], "value"), try wanted["ll"].number())
    }
  }

  /// Twelve egos of A with a tie each to B and to A on the forum; on x, ten of them to B only. Odds on
  /// the forum 12/12; on x without any intra-ethnic tie the odds are infinite.
  @Test func `says separation and collinearity instead of an odds ratio`() throws {
    var toy = Toy()
    toy.topics = ["school"]
    for i in 0..<12 {
      for name in ["e\(i)", "s\(i)"] { toy.person(name, "A") }
      toy.person("o\(i)", "B")
      toy.ties.append(.init(ego: "e\(i)", alter: "s\(i)", year: 2012))
      toy.ties.append(.init(ego: "e\(i)", alter: "o\(i)", year: 2012))
      if i < 10 {
        toy.ties.append(
          .init(ego: "e\(i)", alter: "o\(i)", platform: "x", venueType: "ethnic", year: 2013))
      }
    }
    let kind = ContactConditions()
    let one = try kind.build(toy.material(), .open(by: ["platform"]))
    #expect(one.cell(["platform", "x"], "odds_ratio")?.state == .missing(.separation))
    #expect(one.cell(["platform", "x"], "p_holm")?.state == .missing(.separation))
    #expect(near(one.value(["(intercept)", ""], "odds_ratio"), 1))
    #expect(one.value(["platform", "x"], "share") == 1)
    // On x, in ethnic venues and in 2013 are the same ties, now with intra-ethnic ones among them.
    for i in 0..<10 {
      toy.ties.append(
        .init(ego: "e\(i)", alter: "s\(i)", platform: "x", venueType: "ethnic", year: 2013))
    }
    let all = try kind.build(toy.material(), .open())
    for row in [["platform", "x"], ["venue-type", "ethnic"], ["period", "2013"]] {
      #expect(all.cell(row, "odds_ratio")?.state == .missing(.collinear))
    }
    // One level only, and no level at all.
    #expect(all.cell(["group", "A"], "odds_ratio")?.state == .missing(.noVariation))
    #expect(all.cell(["thread-size", "(unknown)"], "odds_ratio")?.state == .missing(.noVariation))
    #expect(!all.rows.contains { $0.keys[0].id == "topic" })
    // Nine clusters are too few.
    toy.ties.removeAll { ["e9", "e10", "e11"].contains($0.ego) }
    let few = try kind.build(toy.material(), .open(by: ["platform"]))
    #expect(few.cell(["platform", "x"], "p")?.state == .missing(.fewClusters))
    guard case .number(_, .none(.fewClusters)?)? = few.cell(["platform", "x"], "odds_ratio")?.state
    else {
      Issue.record("an interval on nine egos")
      return
    }
  }

  /// Threads: 0 has two writers, 1 has three, 2 has seven. A tie without a post has no thread.
  @Test func `bands the persons who wrote in the thread`() throws {
    var toy = Toy()
    for i in 0..<7 { toy.person("p\(i)", i % 2 == 0 ? "A" : "B") }
    for (thread, writers) in [2, 3, 7].enumerated() {
      for i in 0..<writers { toy.posts.append(.init(person: "p\(i)", thread: thread)) }
      toy.posts.append(.init(person: "p0", thread: thread))
      toy.posts.append(.init(person: nil, thread: thread))
    }
    for (post, times) in [(0, 1), (4, 2), (10, 3)] {
      toy.ties.append(.init(ego: "p0", alter: "p1", count: times, post: post))
      toy.ties.append(.init(ego: "p0", alter: "p2", count: times, post: post))
    }
    toy.ties.append(.init(ego: "p1", alter: "p2", count: 5))
    for reversed in [false, true] {
      let table = try ContactConditions().build(
        toy.material(reversed: reversed), .open(by: ["thread-size"]))
      let counts = ["1-2", "3-5", "6-10", "(unknown)"].map {
        table.value(["thread-size", $0], "ties")
      }
      #expect(counts == [2, 4, 6, 5])
      #expect(table.value(["thread-size", "1-2"], "share") == 0.5)
    }
  }

  @Test func `leaves out ties of unknown groups and uncoded ones, and says how many`() throws {
    var toy = try oracleToy()
    toy.person("nn", nil)
    toy.ties.append(.init(ego: "nn", alter: "e1", count: 3))
    toy.ties.append(.init(ego: "e1", alter: "nn", count: 4))
    toy.ties.append(.init(ego: "e1", alter: "a1-1", count: 2, isCoded: false))
    let kind = ContactConditions()
    let open = try kind.build(toy.material(), settings(["topic", "venue-type", "platform"]))
    #expect(open.value(["(model)", "ties"], "value") == 160)
    #expect(open.value(["(model)", "unknown_group"], "value") == 7)
    #expect(open.value(["(model)", "not_coded"], "value") == 2)
    let without = try kind.build(toy.material(), settings(["venue-type", "platform"]))
    #expect(without.value(["(model)", "ties"], "value") == 162)
    // Two egos of unknown, one of uncoded ties: too few to be told.
    let closed = try kind.build(toy.material(), TableSettings())
    #expect(closed.reason(["(model)", "unknown_group"], "value") == .minUsers)
    #expect(closed.reason(["(model)", "not_coded"], "value") == .minUsers)
  }

  /// Forty egos of A, each with a tie to an A and to a B on the forum; nine of them also on x. Hidden:
  /// x, because of nine egos; with it the smaller other platform, because the three add up.
  @Test func `hides a level of few persons and the level that would give it away`() throws {
    var toy = Toy()
    for i in 0..<40 {
      for name in ["e\(i)", "s\(i)"] { toy.person(name, "A") }
      toy.person("o\(i)", "B")
      for platform in ["forum"] + (i < 9 ? ["x"] : []) + (i > 15 ? ["y"] : []) {
        for alter in ["s", "o"] {
          toy.ties.append(.init(ego: "e\(i)", alter: "\(alter)\(i)", platform: platform))
        }
        if i % 3 == 0 { toy.ties.append(.init(ego: "e\(i)", alter: "o\(i)", platform: platform)) }
      }
    }
    let table = try ContactConditions().build(toy.material(), TableSettings(by: ["platform"]))
    for column in ["ties", "share", "odds_ratio", "marginal_effect", "p", "p_holm", "p_bh"] {
      #expect(table.reason(["platform", "x"], column) == .minUsers)
    }
    #expect(table.reason(["platform", "y"], "ties") == .secondary)
    #expect(table.reason(["platform", "y"], "odds_ratio") == .secondary)
    #expect(table.reason(["(intercept)", ""], "odds_ratio") == .secondary)
    #expect(table.value(["platform", "forum"], "ties") == 94)
    #expect(table.value(["(model)", "egos"], "value") == 40)
  }

  @Test func `refuses ties without direction and references that are not there`() throws {
    var toy = try oracleToy()
    let kind = ContactConditions()
    for wish in ["platform=mars", "colour=red", "topic=leisure"] {
      var settings = TableSettings.open()
      settings.reference = [wish]
      #expect(throws: Complaint.self) { try kind.build(toy.material(), settings) }
    }
    toy.isDirected = false
    #expect(throws: Complaint.self) { try kind.build(toy.material(), .open()) }
  }

  @Test func `is the same for any number of threads`() throws {
    let material = try oracleToy(parts: true).material()
    var tables: [Table] = []
    for jobs in [1, 2, 7] {
      var settings = TableSettings.open()
      settings.jobs = jobs
      tables.append(try ContactConditions().build(material, settings))
    }
    #expect(tables[0] == tables[1] && tables[1] == tables[2])
  }
}
