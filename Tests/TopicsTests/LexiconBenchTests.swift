import Corpus
import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `Every bench of lexicons` {
  private static let lexicons: [Lexicon] = [
    .of(
      bySubtopic: ["general": ["school*", "les"], "exams": ["toets"]],
      exclude: ["": ["old school"]], topic: "school", kind: .topic),
    .of(["werk", "les", "baas"], topic: "work"),
  ]

  /// Five posts by three users, four of them coded.
  private func bench() throws -> LexiconBench {
    let bench = LexiconBench(try Coder(Self.lexicons))
    func add(_ text: String, _ user: String, _ language: String, _ codes: Set<String>?) {
      bench.add(
        text: Array(text.utf8), user: Array(user.utf8), language: language, codes: codes)
    }
    add("school toets", "u1", "nl", ["school", "school/exams"])
    add("schooldag school", "u1", "nl", [])
    add("old school", "u2", "en", [])
    add("werk les", "u2", "en", ["work"])
    add("niks", "u3", "nl", nil)
    return bench
  }

  private func line(_ csv: String, _ start: String) throws -> String {
    try #require(csv.split(separator: "\n").first { $0.hasPrefix(start) }.map(String.init))
  }

  @Test func `counts hits, posts, users and precision of each entry`() throws {
    let csv = BenchReport(try bench()).entriesCSV
    // school*: one place in post 1, two in post 2, one blocked in post 3; both posts by one user;
    // people gave the topic to post 1 only, with another subtopic; post 2 alone would lose the
    // topic: a fifth of the five posts.
    #expect(
      try line(csv, "school,general,nl,entry,school*,")
        == "school,general,nl,entry,school*,memory:1:1,3,1,2,1,,2,1,0.5,0.0,1,-0.2")
    // toets: post 1, where school* stands too.
    #expect(
      try line(csv, "school,exams,nl,entry,toets,")
        == "school,exams,nl,entry,toets,memory:1:1,1,0,1,1,,1,1,1.0,1.0,0,0.0")
    // les is wrong for school and right for work, where werk stands too.
    #expect(
      try line(csv, "school,general,nl,entry,les,")
        == "school,general,nl,entry,les,memory:1:1,1,0,1,1,,1,0,0.0,0.0,1,-0.2")
    #expect(
      try line(csv, "work,,nl,entry,les,")
        == "work,,nl,entry,les,memory:1:1,1,0,1,1,,1,1,1.0,,0,0.0")
    #expect(
      try line(csv, "work,,nl,entry,baas,") == "work,,nl,entry,baas,memory:1:1,0,0,0,0,,0,,,,0,0.0")
    // The exclusion keeps post 3 out.
    #expect(
      try line(csv, "school,,nl,exclusion,")
        == "school,,nl,exclusion,old school,memory:1:1,1,1,1,,,,,,,1,0.2")
  }

  @Test func `gives precision, recall and F1 by topic and language`() throws {
    let report = BenchReport(try bench())
    let csv = report.agreementCSV
    // school: found in posts 1, 2 and 4, coded in 1: 1/3, 1, 2·1/(1+3) = .5.
    #expect(
      try line(csv, "school,all,") == "school,all,4,1,3,1,\(1.0 / 3),1.0,0.5")
    #expect(try line(csv, "work,all,") == "work,all,4,1,1,1,1.0,1.0,1.0")
    // none: coded in posts 2 and 3, found in 3: 1, 1/2, 2/3.
    #expect(try line(csv, "none,all,") == "none,all,4,2,1,1,1.0,0.5,\(2.0 / 3)")
    // All decisions: 2 coded, 4 found, 2 both.
    #expect(try line(csv, "micro,all,") == "micro,all,4,2,4,2,0.5,1.0,\(2.0 / 3)")
    #expect(try line(csv, "macro,all,") == "macro,all,4,,,,,,0.75")
    #expect(try line(csv, "school,en,") == "school,en,2,0,1,0,0.0,,0.0")
    #expect(try line(csv, "school,nl,") == "school,nl,2,1,2,1,0.5,1.0,\(2.0 / 3)")
    #expect(report.macroF1("en") == 0.5)
  }

  @Test func `counts topics that are found together`() throws {
    #expect(
      BenchReport(try bench()).overlapsCSV.split(separator: "\n").last
        == "school,work,3,1,1,\(1.0 / 3),1.0")
  }

  @Test func `tells the share of the ten top entries`() throws {
    // Twelve words, the first twice, the last never: 11 of 12 hits are of the ten top entries.
    let words = (0..<12).map { "woord\($0)" }
    let bench = LexiconBench(try Coder([.of(words)]))
    bench.add(text: Array((["woord0"] + words.dropLast()).joined(separator: " ").utf8))
    #expect(BenchReport(bench).topTen("school") == 11.0 / 12)
    #expect(BenchReport(bench).summary.contains("1 of 12"))
  }

  @Test func `says nothing of what was not coded, and nothing of the texts`() throws {
    let bench = LexiconBench(try Coder(Self.lexicons))
    bench.add(
      text: Array("canarytext7q school canaryname7q".utf8), user: Array("canaryhandle7q".utf8))
    let report = BenchReport(bench)
    let all = report.summary + report.entriesCSV + report.agreementCSV + report.overlapsCSV
    #expect(Canary.found(in: all) == [])
    #expect(!report.summary.contains("macro-F1"))
    #expect(report.agreementCSV.split(separator: "\n").count == 1)
  }

  @Test func `finds in the seed corpus what the coder finds`() throws {
    // Counted once more by the coder itself, post by post.
    let file = try CodedFile(try Repository.bytes("lexicons/seed-corpus/b.csv"))
    let coder = try Coder(
      try LexiconSet.topics(folder: Repository.folder("lexicons").path))
    let bench = LexiconBench(coder)
    let worker = coder.worker()
    var found: [String: Int] = [:]
    var both: [String: Int] = [:]
    for post in file.posts.prefix(400) {
      let text = post.text ?? []
      bench.add(text: text, language: post.language, codes: post.codes)
      let coded = coder.named(worker.code(padded: String(decoding: text, as: UTF8.self)))
      for topic in coded.topics {
        found[topic, default: 0] += 1
        if post.codes.contains(topic) { both[topic, default: 0] += 1 }
      }
    }
    for topic in coder.topicNames {
      #expect(bench.agreement["all"]?[topic]?.found == found[topic])
      #expect(bench.agreement["all"]?[topic]?.both == both[topic])
    }
  }
}

@Suite struct `Every file of coded posts` {
  @Test func `has codes with their topics; none is a code and nothing is not`() throws {
    let file = try CodedFile(
      Array(
        "post_id,language,codes,text\n1,nl,school/exams work,\"a, b\"\n2,,none,x\n3,nl,,y\n4,nl,work;school,z\n"
          .utf8))
    #expect(file.posts.map(\.postID) == ["1", "2", "4"])
    #expect(
      file.posts.map(\.codes) == [["school", "school/exams", "work"], [], ["work", "school"]])
    #expect(file.posts.map(\.language) == ["nl", nil, "nl"])
    #expect(file.posts[0].text == Array("a, b".utf8))
    #expect(file.uncoded == 1)
  }

  @Test(arguments: [
    "", "id,codes\n1,school\n", "post_id,codes\n1,none school\n", "post_id,codes\n1\n",
    "post_id,codes\n,school\n", "post_id,codes\n1,a/b/c\n", "post_id,codes\n1,\"school\n",
  ])
  func `that is none is refused`(text: String) {
    #expect(throws: Complaint.self) { try CodedFile(Array(text.utf8)) }
  }

  @Test(arguments: ["a.csv", "b.csv", "a.recoded.csv", "b.recoded.csv"])
  func `of the seed corpus is one`(name: String) throws {
    let file = try CodedFile(try Repository.bytes("lexicons/seed-corpus/\(name)"))
    #expect(file.uncoded == 0)
    #expect(file.posts.count > 200)
  }
}
