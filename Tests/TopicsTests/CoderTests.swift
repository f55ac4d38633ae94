import Corpus
import Testing
import Topics

@Suite struct `A coder` {
  @Test func `gives a post several topics, and subtopics by name`() throws {
    let coder = try Coder([
      .of(["toets"], topic: "school", subtopic: "exams"),
      .of(["baan"], topic: "work", subtopic: "jobs"),
      .of(["les"], topic: "school"),
    ])
    #expect(coder.topicNames == ["school", "work"])
    #expect(coder.subtopicNames == ["school/exams", "work/jobs"])
    let found = coder.code("toets en baan")
    #expect(
      found.topics == ["school", "work"] && found.subtopics == ["school/exams", "work/jobs"])
    #expect(coder.code("les").subtopics.isEmpty)
  }

  @Test func `keeps to the topics that are asked for, in that order`() throws {
    let lexicons: [Lexicon] = [
      .of(["a"], topic: "school"), .of(["b"], topic: "work"), .of(["c"], topic: "leisure"),
    ]
    let coder = try Coder(lexicons, topics: ["leisure", "school"])
    #expect(coder.topicNames == ["leisure", "school"])
    #expect(coder.worker().code(padded: "c").topics == 1)
    #expect(coder.code("b").topics.isEmpty)
  }

  @Test func `refuses a topic without lexicon, a topic twice, and more than it can hold`() throws {
    let complaint = #expect(throws: Complaint.self) { try Coder([.of(["a"])], topics: ["scool"]) }
    #expect(complaint?.status == .configuration)
    #expect(complaint?.description.contains("known: school") == true)
    #expect(throws: Complaint.self) { try Coder([.of(["a"])], topics: ["school", "school"]) }
    #expect(throws: Complaint.self) { try Coder((0..<33).map { .of(["a"], topic: "t\($0)") }) }
    #expect(throws: Complaint.self) { try Coder((0..<65).map { .of(["a"], subtopic: "s\($0)") }) }
  }

  @Test func `gives an aspect subtopics and no topic`() throws {
    let tone = Lexicon.of(
      bySubtopic: ["positive": ["fijn"], "negative": ["stom"]], exclude: ["positive": ["fijn stof"]]
    )
    let coder = try Coder([tone, .of(["toets"], subtopic: "exams")], topics: ["tone", "school"])
    #expect(coder.topicNames == ["school"])
    #expect(coder.subtopicNames == ["tone/positive", "tone/negative", "school/exams"])
    #expect(
      coder.code("fijn, geen toets")
        == CodedText(topics: ["school"], subtopics: ["tone/positive", "school/exams"], tokens: 3))
    // A post with tone alone is on no topic; its exclusions hold all the same.
    #expect(
      coder.code("stom") == CodedText(topics: [], subtopics: ["tone/negative"], tokens: 1))
    #expect(coder.code("fijn stof") == CodedText(topics: [], subtopics: [], tokens: 2))
    #expect(try Coder([tone]).topicNames.isEmpty)
    // Aspects take no bit of the topics.
    let many = (0..<32).map { Lexicon.of(["a"], topic: "t\($0)") }
    #expect(try Coder(many + [tone]).topicNames.count == 32)
  }

  @Test func `refuses a name that is a topic here and an aspect there`() throws {
    let tone = Lexicon.of(["a"], topic: "tone", subtopic: "positive")
    let aspect = Lexicon.of(["b"], topic: "tone", subtopic: "positive", kind: .aspect)
    let complaint = #expect(throws: Complaint.self) { try Coder([tone, aspect]) }
    #expect(complaint?.status == .configuration)
    #expect(complaint?.description.contains("'tone' is an aspect in another lexicon") == true)
  }

  @Test func `names the entries that no text can satisfy`() throws {
    let entries = ["🎮", "school", "op. school", "@jan", "zzz*", "***"]
    #expect(
      try Coder([.of(entries)], tokenisation: .plain).unreachable.map(\.entry) == ["🎮", "***"])
    let youth = try Coder([.of(entries)]).unreachable
    #expect(youth.map(\.entry) == ["op. school", "@jan", "zzz*", "***"])
    #expect(youth.first?.place == "memory:1:1")
  }

  @Test func `codes title and own text, never what is quoted`() throws {
    let coder = try Coder([
      .of(["school"], topic: "school"), .of(["baan"], topic: "work"),
      .of(["op reis"], topic: "leisure"),
    ])
    let batch = PostBatch()
    var row = PostRow()
    row.title = batch.put("Mijn school, op")
    row.text = batch.put("reis en niets")
    row.quoted = batch.put("een baan")
    batch.append(row)
    batch.append(PostRow())
    coder.worker().code(batch)
    // No phrase reaches from the title ("op") into the text ("reis").
    #expect(batch.rows.map(\.topics) == [1, 0])
    #expect(batch.rows.map(\.tokens) == [6, 0])
    #expect(batch.rows.map(\.isCoded) == [true, true])
  }

  @Test func `counts words, hashtags and emoji, and no handles or links`() throws {
    let coder = try Coder([.of(["school"])])
    // hoi, ik, 😂, ❤️, school (a hashtag), s'avonds
    #expect(coder.code("@jan hoi ik 😂❤️ #school https://t.co/a s'avonds!").tokens == 6)
  }

  @Test func `heeds a long word to its end`() throws {
    let long = String(repeating: "ab", count: 5000)
    #expect(try finds(["ab*zz"], in: "x \(long)zz y"))
    #expect(try !finds(["ab*zz"], in: "x \(long)z y"))
    #expect(try finds([long], in: long))
    #expect(try finds(["*é\(long)"], in: "é\(long)", .plain))
  }
}
