import Corpus
import SchakelTesting
import Tables
import Testing

@Suite struct `The coder quality table` {
  /// The oracle's sample by predicted label: 200 of 2,000 predicted posts, 150 of them right; 300 of
  /// 18,000 others, 6 of them missed. One post a person.
  private func stratified(isDesigned: Bool) -> Material {
    var toy = Toy()
    var truth: [UInt64] = []
    var weights: [Double] = []
    for number in 0..<500 {
      let name = "p\(1000 + number)"
      toy.person(name, number % 2 == 0 ? "A" : "B")
      let isPredicted = number < 200
      toy.post(name, isPredicted ? ["school"] : [])
      toy.posts[number].lang = number % 5 == 0 ? "tr" : "nl"
      truth.append(isPredicted ? (number < 150 ? 1 : 0) : (number < 206 ? 1 : 0))
      weights.append(isPredicted ? 10 : 60)
    }
    var material = toy.material()
    material.coded = CodedSample(
      labels: ["school", "work"],
      posts: truth.indices.map {
        CodedSample.Post(row: $0, truth: truth[$0], weight: isDesigned ? weights[$0] : 1)
      }, isDesigned: isDesigned)
    return material
  }

  @Test func `weights recall back to the posts that the sample was drawn from`() throws {
    let expected = try Oracle.named("stratified_validation")["expected"]
    let table = try CoderQuality().build(stratified(isDesigned: true), .open())
    let row = ["all", "(all)", "school"]
    expectClose(table.value(row, "precision"), try expected["precision"].number())
    expectClose(table.value(row, "recall"), try expected["recall_reweighted"].number())
    expectClose(table.value(row, "f1"), try expected["f1_reweighted"].number())
    expectClose(table.value(row, "specificity"), try expected["specificity"].number())
    expectClose(
      table.value(row, "prevalence"), try expected["true_prevalence_stratified"].number())
    expectClose(table.value(row, "predicted"), try expected["apparent_prevalence"].number())
    #expect(table.value(row, "posts") == 500)
    #expect(table.notes.contains { $0.en.contains("1/π") })

    let plain = try CoderQuality().build(stratified(isDesigned: false), .open())
    expectClose(plain.value(row, "recall"), try expected["recall_naive_unweighted"].number())
    #expect(plain.notes.contains { $0.en.contains("too high") })
  }

  @Test func `has nearly Wilson's interval where nobody has two posts`() throws {
    // G/(G − 1) makes the effective number 199 and not 200 of 200 persons.
    let expected = try Oracle.named("stratified_validation")["expected"]["precision_wilson"]
      .numbers()
    let table = try CoderQuality().build(stratified(isDesigned: true), .open())
    guard
      case .number(_, .interval(let low, let high)?)? =
        table.cell(["all", "(all)", "school"], "precision")?.state
    else {
      Issue.record("no interval")
      return
    }
    #expect(abs(low.value - expected[0]) < 0.001)
    #expect(abs(high.value - expected[1]) < 0.001)
  }

  @Test func `counts as scikit-learn does`() throws {
    let oracle = try Oracle.named("classification_quality")
    var toy = Toy()
    toy.topics = try oracle["labels"].list().map { try $0.text() }
    let truth = try oracle["y_true"].list().map { try $0.wholes() }
    for (number, row) in try oracle["y_pred"].list().enumerated() {
      let name = "p\(100 + number)"
      toy.person(name, "A")
      toy.post(name, zip(toy.topics, try row.wholes()).filter { $0.1 == 1 }.map(\.0))
    }
    var material = toy.material()
    material.coded = CodedSample(
      labels: toy.topics,
      posts: truth.enumerated().map { row, labels in
        CodedSample.Post(
          row: row,
          truth: labels.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset) })
      })
    let table = try CoderQuality().build(material, .open())
    for (key, name) in [("(micro)", "micro"), ("(macro)", "macro"), ("(weighted)", "weighted")] {
      for (column, expected) in zip(["precision", "recall", "f1"], try oracle[name].numbers()) {
        expectClose(table.value(["all", "(all)", key], column), expected)
      }
    }
    for (number, expected) in try oracle["mcc_per_label"].numbers().enumerated() {
      expectClose(table.value(["all", "(all)", toy.topics[number]], "mcc"), expected)
    }
    #expect(table.notes.contains { $0.en.contains("0.500 (subset accuracy)") })
    #expect(table.notes.contains { $0.en.contains("0.120 (Hamming loss)") })
    // No topic: two posts by people (5, 10), one of them by the coder (10): P 1, R ½.
    expectClose(table.value(["all", "(all)", "(none)"], "precision"), 1)
    expectClose(table.value(["all", "(all)", "(none)"], "recall"), 0.5)
  }

  @Test func `splits by language and group, and counts memberships by weight`() throws {
    let table = try CoderQuality().build(
      stratified(isDesigned: true), .open(by: ["language", "group"]))
    #expect(table.value(["language", "tr", "school"], "posts") == 100)
    #expect(table.value(["language", "nl", "school"], "posts") == 400)
    #expect(table.value(["group", "A", "school"], "posts") == 250)
    // Predicted 40 of 100 Turkish posts, right the 30 with number below 150.
    expectClose(table.value(["language", "tr", "school"], "precision"), 0.75)
    // Missed: numbers 200 and 205: 30·10 of 30·10 + 2·60.
    expectClose(table.value(["language", "tr", "school"], "recall"), 300.0 / 420)
  }

  @Test func `hides labels of few people, and what would give them away`() throws {
    var settings = TableSettings(by: ["language"], replicates: 0)
    let table = try CoderQuality().build(stratified(isDesigned: true), settings)
    // Nobody has work, by people or by the coder.
    #expect(table.reason(["all", "(all)", "work"], "recall") == .minUsers)
    #expect(table.reason(["all", "(all)", "(macro)"], "f1") == .secondary)
    #expect(table.value(["all", "(all)", "school"], "recall") != nil)
    // 30 and 2 Turkish writers; below 31 the Turkish row goes, and the Dutch one with it.
    settings.minUsers = 35
    let strict = try CoderQuality().build(stratified(isDesigned: true), settings)
    #expect(strict.reason(["language", "tr", "school"], "recall") == .minUsers)
    #expect(strict.reason(["language", "nl", "school"], "recall") == .secondary)
    #expect(strict.value(["all", "(all)", "school"], "recall") != nil)
  }

  @Test func `a post without an author is a user of its own`() throws {
    var toy = Toy()
    toy.person("ann", "A")
    for number in 0..<30 { toy.post(nil, number < 20 ? ["school"] : []) }
    toy.post("ann", ["school"])
    var material = toy.material()
    material.coded = CodedSample(
      labels: ["school"],
      posts: (0..<31).map { CodedSample.Post(row: $0, truth: $0 < 15 || $0 == 30 ? 1 : 0) })
    let table = try CoderQuality().build(material, .open())
    #expect(table.value(["all", "(all)", "school"], "users") == 31)
    expectClose(table.value(["all", "(all)", "school"], "precision"), 16.0 / 21)
    #expect(table.notes.contains { $0.en.contains("30 posts name no author") })
  }

  @Test func `refuses to be made without codes, and of posts nobody looked at`() {
    var toy = Toy()
    toy.person("ann", "A")
    toy.post("ann", ["school"])
    toy.posts[0].isCoded = false
    var material = toy.material()
    #expect(throws: Complaint.self) { try CoderQuality().build(material, .open()) }
    material.coded = CodedSample(labels: ["school"], posts: [.init(row: 0, truth: 1)])
    #expect(throws: Complaint.self) { try CoderQuality().build(material, .open()) }
  }
}
