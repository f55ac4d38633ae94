import Corpus
import Testing

@testable import Topics

/// A small world: posts about two topics, with and without words of the lexicons.
private enum Small {
  static let lexicons = [
    Lexicon(
      topic: "school", language: "nl",
      words: [
        Lexicon.Entry(text: "examen*", subtopic: "exams", place: .init(line: 1, column: 1)),
        Lexicon.Entry(text: "leraar", place: .init(line: 2, column: 1)),
      ]),
    Lexicon(
      topic: "leisure", language: "nl",
      words: [Lexicon.Entry(text: "film", place: .init(line: 1, column: 1))]),
  ]

  static let school = [
    "morgen examen wiskunde", "de leraar is ziek", "wiskunde huiswerk gemaakt", "toets verknald",
    "toets wiskunde ging goed", "huiswerk vergeten", "rooster en huiswerk", "nog een toets",
  ]
  static let leisure = [
    "film gekeken", "voetbal vanavond", "wie gaat mee voetbal kijken", "feest bij Sam",
    "vanavond feest", "weer feest gehad", "voetbal op het plein", "film en feest",
  ]
  static let none = ["trein te laat", "wat een regen", "bus gemist", "regen in de bus"]

  static var posts: [CodedPost] {
    var posts: [CodedPost] = []
    for round in 0..<3 {
      for (codes, texts) in [(["school"], school), (["leisure"], leisure), ([], none)] {
        for text in texts {
          let id = "p\(posts.count)"
          posts.append(
            CodedPost(
              id: id, family: id, language: "nl", codes: codes,
              text: round == 0 ? text : text + " \(round) keer"))
        }
      }
    }
    return posts
  }

  static func coder() throws -> Coder { try Coder(lexicons) }

  static func model(jobs: Int = 1, _ posts: [CodedPost] = posts) throws -> TopicModel {
    var settings = ModelTrainer.Settings()
    settings.jobs = jobs
    settings.bits = 12
    settings.penalties = [1, 10]
    return try ModelTrainer(posts, coder(), settings).model(
      ModelTrainer.Origin(
        version: "0", licence: "MIT", note: "invented", training: [], lexicons: []))
  }
}

@Suite struct `Every model` {
  @Test(arguments: [1, 2, 7])
  func `is trained to the same bytes, whatever the threads`(_ jobs: Int) throws {
    #expect(try Small.model(jobs: jobs).bytes() == Small.model().bytes())
  }

  @Test func `is another when a code is another`() throws {
    var posts = Small.posts
    posts[0].codes = ["leisure"]
    #expect(try Small.model(posts).bytes() != Small.model().bytes())
  }

  @Test func `comes back from its file`() throws {
    let model = try Small.model()
    let back = try TopicModel(bytes: model.bytes())
    #expect(back.header == model.header)
    #expect(back.table == model.table)
  }

  @Test(arguments: ModelCoder.Rule.allCases)
  func `codes posts without a word of the lexicons, and leaves others alone`(
    _ rule: ModelCoder.Rule
  ) throws {
    let coder = try ModelCoder(Small.coder(), Small.model(), rule)
    let worker = coder.worker()
    #expect(worker.explain("toets wiskunde").topics == ["school"])
    #expect(worker.explain("Huiswerk!").topics == ["school"])
    #expect(worker.explain("feest na het voetbal").topics == ["leisure"])
    #expect(worker.explain("regen in de bus").topics == [])
    #expect(worker.explain("").topics == [])
    #expect(worker.explain("@iemand https://voorbeeld.nl/toets").topics == [])
  }

  @Test func `gives the same topics whatever a worker saw before`() throws {
    let coder = try ModelCoder(Small.coder(), Small.model(), .hybrid)
    let used = coder.worker()
    for post in Small.posts {
      #expect(
        used.explain(post.text).probabilities == coder.worker().explain(post.text).probabilities)
    }
  }

  /// The sums at speed are those of the training's grams, worked out one by one.
  @Test func `adds up at speed what it learned from`() throws {
    let model = try Small.model()
    let texts = Small.posts.map(\.text) + ["#ToetsWeek wiskuuuunde, écht. toets\u{1F600} امتحان"]
    var scorer = TextScorer(model)
    for text in texts {
      var (length, sum) = (0, 0)
      for bucket in TextGrams.tokens(of: text, bits: 12).joined() {
        let rarity = Int(model.table[bucket * 3])
        length += rarity * rarity
        sum += rarity * Int(model.table[bucket * 3 + 1])
      }
      let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: PostBatch.padding)
      var scores = [0.0, 0.0]
      bytes.withUnsafeBufferPointer { padded in
        scores.withUnsafeMutableBufferPointer {
          scorer.score(
            nil, UnsafeBufferPointer(rebasing: padded[..<text.utf8.count]), into: $0.baseAddress!)
        }
      }
      #expect(scores[0] == Double(sum) / Double(max(1, length)).squareRoot())
    }
  }

  @Test func `names a topic that has no lexicon here`() throws {
    let other = try Coder([Small.lexicons[0]])
    let model = try Small.model()
    #expect {
      try ModelCoder(other, model, .model)
    } throws: { ($0 as? Complaint)?.status == .configuration }
  }
}

@Suite struct `Every hostile model file` {
  private func complaint(_ bytes: [UInt8]) throws -> String {
    do {
      _ = try TopicModel(bytes: bytes)
      return ""
    } catch let complaint as Complaint {
      return complaint.message
    }
  }

  @Test func `is one complaint`() throws {
    let good = try Small.model().bytes()
    #expect(try complaint([]).contains("no model"))
    #expect(try complaint(Array("PK".utf8)).contains("no model"))
    #expect(try complaint(Array(good.prefix(10))).contains("too early"))
    for count in [16, 20, 24, 100, good.count / 2, good.count - 1] {
      #expect(try complaint(Array(good.prefix(count))).contains("cut short"))
    }
    for place in [13, 40, good.count / 2, good.count - 3] {
      var bad = good
      bad[place] ^= 0x40
      #expect(try complaint(bad).contains("cut short"))
    }
    var newer = good
    newer[8] = 2
    #expect(try complaint(newer).contains("form 2"))
    #expect(try complaint(good + [0]).contains("cut short"))
  }

  @Test func `with a right checksum is read no further than it goes`() throws {
    var long = Array("SCHAKELM".utf8) + [1, 0, 0, 0, 255, 255, 255, 127] + Array("{}".utf8)
    func sealed(_ bytes: [UInt8]) -> [UInt8] {
      let sum = bytes.reduce(TextGrams.seed, TextGrams.step)
      return bytes + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    }
    #expect(try complaint(sealed(long)).contains("longer than itself"))
    long[12...15] = [2, 0, 0, 0]
    #expect(try complaint(sealed(long)).contains("cannot be read"))
    let good = try Small.model().bytes().dropLast(8)
    #expect(try complaint(sealed(good.dropLast(3))).contains("another size"))
  }
}

@Suite struct `Every fold and coded post` {
  /// FNV-1a in Python, its halves joined by exclusive or, modulo 5.
  @Test(arguments: [("a-0001", 2), ("a-0002", 2), ("b-0777", 0), ("üser", 2), ("", 0)])
  func `keeps a family in one fold`(_ family: String, _ fold: Int) {
    let post = CodedPost(id: "x", family: family, language: "nl", codes: [], text: "")
    #expect(post.fold(of: 5) == fold)
  }

  @Test func `is read from CSV`() throws {
    let posts = try CodedPost.read(
      csv: Array(
        "post_id,author,codes,text\n1,a,school school/exams,\"een, twee\"\n2,b,none,drie\n".utf8),
      path: "x.csv")
    #expect(posts.map(\.family) == ["a", "b"])
    #expect(posts.map(\.codes) == [["school", "school/exams"], []])
    #expect(posts.map(\.text) == ["een, twee", "drie"])
  }

  @Test(arguments: [
    "", "post_id,text\n1,a\n", "post_id,codes,text\n", "post_id,codes,text\n1,none school,a\n",
    "post_id,codes,text\n1,,a\n", "post_id,codes,text\n1,none\n",
  ])
  func `is a complaint when the table is wrong`(_ csv: String) {
    #expect(throws: Complaint.self) { try CodedPost.read(csv: Array(csv.utf8), path: "x.csv") }
  }

  @Test func `counts once, and has topics of the lexicons`() throws {
    var posts = Small.posts
    posts[1].id = posts[0].id
    #expect(throws: Complaint.self) { try Small.model(posts) }
    posts = Small.posts
    posts[1].codes = ["weather"]
    #expect(throws: Complaint.self) { try Small.model(posts) }
  }
}
