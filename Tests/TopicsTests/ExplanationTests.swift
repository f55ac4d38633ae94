import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `Every explanation` {
  private func explain(
    _ text: String, _ lexicons: [Lexicon], title: String? = nil, showsText: Bool = false
  ) throws -> Explanation {
    Explanation(
      postID: "p1", title: title.map { Array($0.utf8) }, text: Array(text.utf8),
      HitFinder(try Coder(lexicons)), showsText: showsText)
  }

  @Test(arguments: Tokenisation.allCases)
  func `has the topics that the coder gives`(_ tokenisation: Tokenisation) throws {
    let lexicons = try LexiconSet.load(folder: Repository.folder("lexicons").path)
    let coder = try Coder(lexicons, tokenisation: tokenisation)
    let finder = HitFinder(coder)
    let worker = coder.worker()
    var dice = Dice(state: 99)
    let words = lexicons.flatMap { ($0.words + $0.exclude).map(\.text) }
    let texts =
      lexicons.flatMap { ($0.match + $0.pass).map(\.text) }
      + (0..<400).map { _ in RandomText.make(words, &dice) }
    for text in texts {
      let told = Explanation(
        postID: "p", title: nil, text: Array(text.utf8), finder, showsText: false)
      let coded = coder.named(worker.code(padded: text))
      #expect(Set(told.topics) == coded.topics, "\(text)")
      #expect(Set(told.subtopics) == coded.subtopics, "\(text)")
      #expect(told.tokens == coded.tokens, "\(text)")
    }
  }

  @Test func `names the entry, its file and the bytes where it stands`() throws {
    // "é" takes two bytes: "Één " is 6 bytes, "dag " 4, so "Schooldag" is bytes 10 to 19, and
    // "in de klas" (behind "Schooldag ") 20 to 30.
    let told = try explain(
      "Één dag Schooldag in de klas", [.of(["school*", "in de klas"])], showsText: true)
    #expect(told.hits.map(\.bytes) == [10..<19, 20..<30])
    #expect(told.hits.map(\.words) == [3...3, 4...6])
    #expect(told.hits.map(\.entry.text) == ["school*", "in de klas"])
    #expect(told.hits.map(\.entry.place) == ["memory:1:1", "memory:1:1"])
    #expect(told.hits.map(\.shown) == ["Schooldag", "in de klas"])
  }

  @Test(arguments: [
    ("#ThuisVoelen ja", "thuis voelen", 0..<12), ("wij 👩🏽‍🎓", "👩‍🎓", 4..<19),
    ("x (School)", "school", 3..<9), ("zie www.school.nl school", "school", 18..<24),
    ("dat is m’n ding", "m'n", 7..<12),
  ])
  func `finds the place of hashtags, emoji and words behind links`(
    text: String, entry: String, bytes: Range<Int>
  ) throws {
    // 👩🏽‍🎓 is 4 + 4 + 3 + 4 bytes; ’ is three.
    #expect(try explain(text, [.of([entry])]).hits.map(\.bytes) == [bytes])
  }

  @Test func `counts bytes and tells fields of a title from those of a text`() throws {
    let told = try explain("de toets", [.of(["school", "toets"])], title: "op school")
    #expect(told.hits.map(\.isInTitle) == [true, false])
    #expect(told.hits.map(\.bytes) == [3..<9, 3..<8])
    #expect(told.hits.map(\.words) == [2...2, 4...4])
  }

  @Test func `says which exclusion blocked what`() throws {
    let told = try explain(
      "die school is old school", [.of(["school"], exclude: ["old school"])])
    #expect(told.hits.map { $0.blockedBy.map(\.text) } == [[], ["old school"]])
    #expect(told.topics == ["school"])
    #expect(told.human.contains("blocked by exclusion \"old school\" (memory:1:1)"))
  }

  @Test(arguments: [
    ("voel me hier niet thuis", 4), ("niet echt zo thuis", 1), ("niet echt zo heel thuis", nil),
    ("niet nu, thuis", nil), ("niet leuk. thuis", nil), ("niet daar maar thuis", nil),
    ("thuis niet", 2), ("thuis, niet", nil), ("ik ben thuis", nil),
  ])
  func `marks what is denied within three words and cancels nothing`(text: String, word: Int?)
    throws
  {
    let told = try explain(text, [.of(["thuis"], topic: "belonging")])
    #expect(told.hits.map(\.negatedBy) == [word])
    #expect(told.topics == ["belonging"])
  }

  @Test func `holds no byte of the text unless it was asked for`() throws {
    let text = "canarytext7q op school canaryname7q"
    let hidden = try explain(text, [.of(["*school"])], title: "canaryhandle7q")
    #expect(Canary.found(in: hidden.human + String(decoding: hidden.json, as: UTF8.self)) == [])
    let shown = try explain(text, [.of(["*school"])], title: "canaryhandle7q", showsText: true)
    #expect(
      Canary.found(in: shown.human) == ["canarytext7q", "canaryname7q", "canaryhandle7q"])
    #expect(
      Canary.found(in: String(decoding: shown.json, as: UTF8.self))
        == ["canarytext7q", "canaryname7q", "canaryhandle7q"])
  }

  @Test func `is one object on one line`() throws {
    let told = try explain("toets", [.of(["toets*"], subtopic: "exams")])
    #expect(
      String(decoding: told.json, as: UTF8.self)
        == #"{"post_id":"p1","tokens":1,"topics":["school"],"subtopics":["school/exams"],"#
        + #""hits":[{"topic":"school","subtopic":"exams","language":"nl","entry":"toets*","#
        + #""place":"memory:1:1","field":"text","first_byte":0,"end_byte":5,"first_word":1,"#
        + #""last_word":1,"blocked_by":[]}]}"# + "\n")
  }
}
