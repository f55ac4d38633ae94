import Corpus
import Interactions
import SchakelTesting
import Tables
import Testing

private func settings(
  _ target: [String], against reference: [String] = [], top: Int = 50, min: Int = 0
) -> TableSettings {
  TableSettings(
    minUsers: min, minUsersReason: "Invented data.", reference: reference, target: target, top: top)
}

/// `uses` of a word in `words` words, shared among twelve writers on school, as evenly as may be, and
/// the same against them on work; "rest" is the other words.
private func corpus(_ a: Int, of c: Int, against b: Int, of d: Int) -> Toy {
  var toy = Toy()
  for person in 0..<24 {
    let name = "p\(person + 10)"
    toy.person(name, nil)
    let (uses, words) = person < 12 ? (a, c) : (b, d)
    func share(_ n: Int) -> Int { n / 12 + (person % 12 < n % 12 ? 1 : 0) }
    toy.posts.append(
      Toy.Post(
        person: name, topics: [person < 12 ? "school" : "work"],
        words: [("key", share(uses)), ("rest", share(words) - share(uses))]))
  }
  return toy
}

/// The words of one person in posts on school and on work.
private func write(
  _ toy: inout Toy, _ person: String, school: [(String, Int)], work: [(String, Int)] = []
) {
  if toy.groups[person] == nil { toy.person(person, nil) }
  if !school.isEmpty {
    toy.posts.append(Toy.Post(person: person, topics: ["school"], words: school))
  }
  if !work.isEmpty { toy.posts.append(Toy.Post(person: person, topics: ["work"], words: work)) }
}

private func names(_ table: Table) -> [String] {
  table.rows.dropFirst().map { $0.keys.map(\.id).joined(separator: " ") }
}

@Suite struct `The table of key words` {
  /// Expected values: `Tests/oracles/keyness.json` (UCREL's examples).
  @Test func `has the numbers of the two-corpus examples`() throws {
    for row in try Oracle.named("keyness")["rayson"].list() {
      let (input, wanted) = (row["input"], row["expected"])
      let (a, b) = (try input["a"].whole(), try input["b"].whole())
      let (c, d) = (try input["c"].whole(), try input["d"].whole())
      let table = try KeynessTable().build(
        corpus(a, of: c, against: b, of: d).material(), settings(["topic=school"]))
      #expect(table.value(["(all)", ""], "target_uses") == Double(c))
      #expect(table.value(["(all)", ""], "reference_uses") == Double(d))
      #expect(table.value(["(all)", ""], "target_users") == 12)
      if a * d == b * c {
        #expect(table.rows.count == 1)
        continue
      }
      let key = ["target", "key"]
      #expect(table.value(key, "target_uses") == Double(a))
      #expect(table.value(key, "reference_uses") == Double(b))
      #expect(near(table.value(key, "target_per_10k"), Double(a) / Double(c) * 10_000))
      #expect(near(table.value(key, "g2"), try wanted["G2_rayson"].number()))
      #expect(near(table.value(key, "g2_four"), try wanted["G2_4cell"].number()))
      let name = wanted["log_ratio"].isNull ? "log_ratio_zero_as_half" : "log_ratio"
      #expect(near(table.value(key, "log_ratio"), try wanted[name].number()))
    }
  }

  /// Expected values: `Tests/oracles/keyness.json` (rows of quanteda's toy corpus); here the texts
  /// are of ten persons, each of whom writes the whole of them.
  @Test func `has the four-cell numbers of quanteda's toy corpus, ten times over`() throws {
    let oracle = try Oracle.named("keyness")["quanteda_toy"]
    let rows = try oracle["rows"].list()
    var toy = Toy()
    for person in 10..<20 {
      write(
        &toy, "p\(person)",
        school: try rows.map { (try $0["feature"].text(), try $0["n_target"].whole()) },
        work: try rows.map { (try $0["feature"].text(), try $0["n_reference"].whole()) })
    }
    let table = try KeynessTable().build(toy.material(), settings(["topic=school"]))
    for row in rows {
      let g = try row["G2_none"].number()
      let key = [g > 0 ? "target" : "reference", try row["feature"].text()]
      // G² grows with the corpus.
      #expect(near(table.value(key, "g2_four"), abs(g) * 10), "\(key)")
    }
  }

  /// Hand calculation. Target: 10 users of 10 words each, of whom user i uses "thee" i times
  /// (0…9): X₁ = 45, N₁ = 100. Reference: the same users, 10 words each, "thee" once: X₂ = 10,
  /// N₂ = 100. log₂(45/10) = 2.169925001. zᵢ = (i − 4.5)/45 − 0, Σz² = 82.5/2025 = 0.0407407407,
  /// v = 10/9 Σz² = 0.0452674897, SE(ln) = 0.2127615796, t(9) = 2.2621571628; in doublings
  /// 0.2127615796 · 2.2621571628 / ln 2 = 0.6943693. DP = ½ Σ|i/45 − 1/10| = 25/90 = 0.2777778;
  /// normalised by 1 − 1/10: 0.3086420. Juilland: rates i/10, mean .45, SD (population)
  /// √8.25/10 = .2872281, V = .6382847, D = 1 − .6382847/3 = .7872384.
  @Test func `has interval by user and dispersion of the side that has more`() throws {
    var toy = Toy()
    for person in 0..<10 {
      write(
        &toy, "p\(person)", school: [("thee", person), ("rest", 10 - person)],
        work: [("thee", 1), ("rest", 9)])
    }
    let table = try KeynessTable().build(toy.material(), settings(["topic=school"]))
    let key = ["target", "thee"]
    guard
      case .number(let ratio, .interval(let low, let high)?)? = table.cell(key, "log_ratio")?.state
    else {
      Issue.record("no interval")
      return
    }
    #expect(near(ratio.value, 2.169925001, 1e-9))
    #expect(near((high.value - low.value) / 2, 0.6943693, 1e-6))
    #expect(near((high.value + low.value) / 2, 2.169925001, 1e-9))
    #expect(near(table.value(key, "dp_norm"), 0.3086420, 1e-6))
    #expect(near(table.value(key, "juilland"), 0.7872384, 1e-6))
    #expect(table.value(key, "target_users") == 9)
    #expect(table.value(key, "reference_users") == 10)
    // "rest" is key of the reference, where its rate is 9/10 for everybody.
    #expect(table.value(["reference", "rest"], "dp_norm") == 0)
    #expect(table.value(["reference", "rest"], "juilland") == 1)
  }

  @Test func `is ordered by G², the target first, and stops at top`() throws {
    var toy = Toy()
    for person in 10..<22 {
      write(
        &toy, "p\(person)",
        school: [("aap", 5), ("noot", 9), ("mies", 1), ("wim", 1), ("rest", 10)],
        work: [("aap", 1), ("noot", 1), ("mies", 6), ("wim", 8), ("rest", 10)])
    }
    let material = toy.material()
    #expect(
      names(try KeynessTable().build(material, settings(["topic=school"])))
        == ["target noot", "target aap", "reference wim", "reference mies"])
    #expect(
      names(try KeynessTable().build(material, settings(["topic=school"], top: 1)))
        == ["target noot", "reference wim"])
  }
}

@Suite struct `Posts compared by key words` {
  private func words(_ table: Table) -> [Double?] {
    [table.value(["(all)", ""], "target_uses"), table.value(["(all)", ""], "reference_uses")]
  }

  @Test func `are those of a group and of persons known not to be of it`() throws {
    var toy = Toy()
    toy.groups = [
      "a": [("Rif", 1)], "b": [("Delta", 1)], "c": [], "d": [("Rif", 0.5), ("Delta", 0.5)],
    ]
    for (person, n) in [("a", 1), ("b", 10), ("c", 100), ("d", 1000)] {
      toy.posts.append(Toy.Post(person: person, words: [("w", n)]))
    }
    toy.posts.append(Toy.Post(person: nil, words: [("w", 10_000)]))
    toy.posts.append(Toy.Post(person: "a", kind: .repost, words: [("w", 10_000)]))
    let material = toy.material()
    let one = try KeynessTable().build(material, settings(["group=Rif"]))
    #expect(words(one) == [1001, 10])
    #expect(one.notes.contains { $0.en.contains("Left out are 1 posts of 1 users") })
    // Who is of both is in neither.
    let two = try KeynessTable().build(
      material, settings(["group=Rif"], against: ["group=Delta"]))
    #expect(words(two) == [1, 10])
    #expect(two.notes.contains { $0.en.contains("Left out are 2 posts of 2 users") })
  }

  @Test func `fit any level of a factor and every factor`() throws {
    var toy = Toy()
    toy.person("a", nil)
    for (n, topics, type, platform, lang, month) in [
      (1, ["school"], "ethnic", "forum", "nl", (2012, 3)),
      (10, ["work"], "ethnic", "forum", "tr", (2013, 3)),
      (100, [], "ethnic", "x", nil, (2012, 3)),
      (1000, ["school", "work"], "interest", "x", "nl", (2014, 3)),
    ] as [(Int, [String], String, String, String?, (Int, Int))] {
      toy.posts.append(
        Toy.Post(
          person: "a", topics: topics, platform: platform, venueType: type, lang: lang,
          month: month, words: [("w", n)]))
    }
    toy.posts.append(
      Toy.Post(person: "a", topics: [], month: nil, isCoded: false, words: [("w", 10_000)]))
    let material = toy.material()
    func counts(_ target: [String], _ reference: [String] = []) throws -> [Double?] {
      words(try KeynessTable().build(material, settings(target, against: reference)))
    }
    #expect(try counts(["topic=school"]) == [1001, 110])
    #expect(try counts(["topic=school", "topic=work"]) == [1011, 100])
    #expect(try counts(["topic=(none)"]) == [100, 1011])
    #expect(try counts(["topic=school", "venue-type=ethnic"]) == [1, 11_110])
    #expect(try counts(["platform=x"]) == [1100, 10_011])
    // The language of one post is not known.
    #expect(try counts(["language=nl"]) == [1001, 10])
    #expect(try counts(["period=2012"]) == [101, 1010])
    #expect(try counts(["period=2012"], ["period=2014"]) == [101, 1000])
    #expect(try counts(["topic=work"], ["topic=school"]) == [10, 1])
  }

  @Test func `may be none or all`() throws {
    var toy = corpus(50, of: 500, against: 20, of: 500)
    toy.topics.append("identity")
    let none = try KeynessTable().build(toy.material(), settings(["topic=identity"], min: 10))
    #expect(none.rows.count == 1)
    for column in ["target_uses", "reference_uses", "target_users", "reference_users"] {
      #expect(none.reason(["(all)", ""], column) == .minUsers)
    }
    #expect(none.notes.contains { $0.en.hasPrefix("No term is shown") })
    let all = try KeynessTable().build(toy.material(), settings(["platform=forum"]))
    #expect(all.rows.count == 1)
    #expect(words(all) == [1000, 0])
    let empty = try KeynessTable().build(Material(), settings(["topic=school"]))
    #expect(empty.rows.isEmpty)
  }

  @Test func `must be named by words that the data know`() throws {
    var toy = corpus(5, of: 50, against: 2, of: 50)
    toy.person("x", "Rif")
    let material = toy.material()
    for (words, message) in [
      ([], "needs target"), (["school"], "names no factor"), (["thread=1"], "names no factor"),
      (["group=Ryf"], "no person is of group 'Ryf' (have: Rif)"),
      (["topic=sport"], "no coded post can be on topic 'sport' (have: school, work)"),
      (["language=fy"], "no post is of language 'fy'"),
      (["period=1999"], "no post is of period '1999' (have: 2012)"),
    ] {
      let complaint = #expect(throws: Complaint.self) {
        try KeynessTable().build(material, settings(words))
      }
      #expect(complaint?.message.contains(message) == true, "\(words)")
      #expect(complaint?.status == .configuration)
    }
  }
}

@Suite struct `A key word is not shown` {
  /// Twelve writers of many words on school and on work; `more` adds words by writer.
  private func table(
    _ more: (_ writer: Int) -> (school: [(String, Int)], work: [(String, Int)]), top: Int = 50
  ) throws -> Table {
    var toy = Toy()
    for writer in 0..<24 {
      let own = more(writer)
      write(
        &toy, writer == 0 ? "fatima" : "p\(writer + 10)",
        school: [("veel", 40), ("rest", 60)] + own.school,
        work: [("veel", 20), ("rest", 80)] + own.work)
    }
    return try KeynessTable().build(toy.material(), settings(["topic=school"], top: top, min: 10))
  }

  @Test func `when few of the target use it, however many do in all`() throws {
    let table = try table { writer in
      (
        (writer < 9 ? [("zeldzaam", 3)] : writer < 19 ? [("genoeg", 3)] : []) + [
          ("uniek\(writer)", 1)
        ],
        [("zeldzaam", 1), ("genoeg", 1)]
      )
    }
    #expect(!names(table).contains { $0.contains("zeldzaam") })
    #expect(names(table).contains("target genoeg"))
    #expect(
      table.notes.contains {
        $0.en.contains("1 with fewer in either")
      })
  }

  @Test func `when one user makes more than half of it`() throws {
    let table = try table { writer in
      ([("stokpaard", writer == 5 ? 30 : 1)], [("stokpaard", 1)])
    }
    #expect(!names(table).contains { $0.contains("stokpaard") })
    #expect(table.notes.contains { $0.en.contains("1 with one user who makes") })
  }

  @Test func `when it is the name of an account`() throws {
    let table = try table { _ in
      ([("fatima", 9), ("fatimah", 8)], [("fatima", 1), ("fatimah", 1)])
    }
    #expect(!names(table).contains { $0.hasSuffix(" fatima") })
    #expect(names(table).contains("target fatimah"))
    #expect(table.notes.contains { $0.en.contains("name of an account: 1.") })
    // It makes room for the next.
    let short = try self.table(
      { _ in ([("fatima", 9), ("fatimah", 8)], [("fatima", 1), ("fatimah", 1)]) }, top: 1)
    #expect(names(short).contains("target fatimah"))
  }

  @Test func `when the words left over would be those of a few`() throws {
    // All words but "geheim" would be shown, and "geheim", of three users, worked out.
    let table = try table { writer in (writer < 3 ? [("geheim", 2)] : [], []) }
    let total = table.value(["(all)", ""], "target_uses") ?? 0
    let shown = table.rows.dropFirst().reduce(0) {
      $0 + (table.value($1.keys.map(\.id), "target_uses") ?? 0)
    }
    #expect(total == 2406)
    #expect(total - shown != 6)
    #expect(table.notes.contains { $0.en.contains("words left over") })
  }

  @Test func `when one user writes more than half of all words`() throws {
    let table = try table { writer in (writer == 7 ? [("rest", 5000)] : [], []) }
    #expect(table.rows.count == 1)
    #expect(table.reason(["(all)", ""], "target_uses") == .dominance)
    #expect(table.value(["(all)", ""], "target_users") == 24)
  }

  @Test func `with its users, where nearly everybody uses it`() throws {
    let table = try table { _ in ([], []) }
    #expect(names(table) == ["target veel", "reference rest"])
    for row in table.rows.dropFirst() {
      #expect(table.reason(row.keys.map(\.id), "target_users") == .minUsers)
    }
  }
}
