import Corpus
import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `Every dictionary of another program` {
  private static let folder = "Tests/oracles/lexicons"

  private func read(_ name: String) throws -> WordDictionary {
    let format = try #require(DictionaryFormat(fileName: name))
    return try format.read(try Repository.bytes("\(Self.folder)/\(name)"))
  }

  private func read(_ format: DictionaryFormat, _ text: String) throws -> WordDictionary {
    try format.read(Array(text.utf8))
  }

  private func flat(_ dictionary: WordDictionary) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: dictionary.flat.filter { !$0.patterns.isEmpty }.map {
        ($0.path.joined(separator: "."), $0.patterns.map(\.text).sorted())
      })
  }

  @Test(arguments: [
    "mini.dic", "mini_hier.dic", "mini.yml", "mini.lc3", "mini.cat", "mini.ykd",
  ])
  func `is read as the oracle says`(name: String) throws {
    // Oracle expected.json, after the readers of quanteda (which sorts the words of LIWC files).
    let oracle = try #require(
      try Repository.json("\(Self.folder)/expected.json") as? [String: Any])
    let expected = try #require(oracle[name] as? [String: [String]])
    let dictionary = try read(name)
    #expect(flat(dictionary) == expected.mapValues { $0.sorted() })
    #expect(dictionary.warnings == [])
  }

  @Test func `tells the line of a category id that is not in the legend`() throws {
    let dictionary = try read(.liwc, "%\n1\tschool\n%\ntoets\t1\t7\nklas\t9\nles 1\n")
    #expect(flat(dictionary) == ["school": ["les", "toets"]])
    #expect(dictionary.warnings.map(\.line) == [4, 5, 5])
    #expect(
      dictionary.warnings[0].message == "the category id '7' is not in the legend and was left out")
  }

  @Test func `tells the line of old conditional syntax`() throws {
    let dictionary = try read(
      .liwc,
      "%\n1\tpast\n2\tcog\n%\nkind\t(02 134)125/464\t1\nlike <of>2/1\t1\ngo(ing)\t2\n:)\t1\n")
    #expect(flat(dictionary) == ["past": [":)", "kind"], "cog": ["go"]])
    #expect(dictionary.warnings.map(\.line) == [5, 6, 7])
  }

  @Test func `is read as windows-1252 when it is not UTF-8`() throws {
    // "café" and "reünie" in windows-1252: é is E9, ü is FC.
    let bytes =
      Array("%\n1\tuitgaan\n%\ncaf".utf8) + [0xE9] + Array("\t1\nre".utf8) + [0xFC]
      + Array("nie*\t1\n".utf8)
    let dictionary = try DictionaryFormat.liwc.read(bytes)
    #expect(flat(dictionary) == ["uitgaan": ["café", "reünie*"]])
    #expect(dictionary.warnings.map(\.line) == [4])
  }

  @Test func `of LIWC has its depth by tabs, also two levels down`() throws {
    let dictionary = try read(
      .liwc, "%\n1\ta\n\t2\tb\n\t\t3\tc\n\t4\td\n5\te\n%\nx\t3\t4\t5\n")
    #expect(flat(dictionary) == ["a.b.c": ["x"], "a.d": ["x"], "e": ["x"]])
  }

  @Test func `of WordStat loses weights and rules, with a word`() throws {
    let dictionary = try read(
      .wordstat, "A\n\tEEN (1)\n\tTWEE (12)\n\t@DRIE [EEN NEAR TWEE]\n\tB\n")
    #expect(flat(dictionary) == ["a": ["een", "twee"]])
    #expect(dictionary.warnings.map(\.line) == [3, 4, 5])
  }

  @Test func `of Lexicoder has no term before its first category`() throws {
    let dictionary = try read(.lexicoder, "los\n+a\nvast  en  zeker\n")
    #expect(flat(dictionary) == ["a": ["vast en zeker"]])
    #expect(dictionary.warnings.map(\.line) == [1])
  }

  @Test(arguments: [
    (DictionaryFormat.liwc, "school\t1\n"), (.quanteda, "- a\n- b\n"), (.quanteda, "a: &x [b]\n"),
    (.quanteda, "a: [*x]\n"), (.yoshikoder, "<dictionary><cnode name='a'>"),
    (.yoshikoder, "<html/>"), (.lexicoder, "los\n"), (.wordstat, "\n"),
    (
      .yoshikoder,
      "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><dictionary><cnode name='&e;'/></dictionary>"
    ),
  ])
  func `that is none is refused`(format: DictionaryFormat, text: String) throws {
    #expect(throws: Complaint.self) { try format.read(Array(text.utf8)) }
  }

  @Test func `becomes a lexicon, its categories subtopics`() throws {
    let made = try LexiconImport(try read("mini.dic"), .init(topic: "belonging"))
    // ":)" is no word under the tokenisation of posts.
    #expect(made.warnings.map(\.line) == [8])
    #expect(made.count == 5)
    #expect(LexiconSet.mistakes(in: Array(made.yaml.utf8), path: "x") == [])
    #expect(
      made.yaml.hasSuffix(
        """
        words:
          "school":
            - "school*"
            - "tentamen*"
          "identiteit":
            - "roots"
          "belonging":
            - "thuis voel*"
            - "roots"

        """))
  }

  @Test func `becomes a list of words when one category is chosen`() throws {
    let made = try LexiconImport(
      try read("mini.ykd"), .init(topic: "school"), categories: ["mini.school"])
    #expect(made.yaml.hasSuffix("words:\n  - \"school*\"\n  - \"tentamen*\"\n"))
    #expect(throws: Complaint.self) {
      try LexiconImport(try read("mini.ykd"), .init(topic: "school"), categories: ["school"])
    }
  }

  /// Words of a lexicon by subtopic, as they must come back.
  private static let lexicon = Lexicon.of(
    bySubtopic: [
      "one": ["school*", "in de klas", "x"], "two": ["*uur", "ik * moe", "20??", "x"],
      "three": ["#los", "🎮", "straße"],
    ], exclude: ["": ["old school"]], topic: "school", kind: .topic)

  @Test(arguments: [
    (
      DictionaryFormat.quanteda,
      [
        "school.one": ["in de klas", "school*", "x"],
        "school.two": ["*uur", "20??", "ik * moe", "x"], "school.three": ["#los", "straße", "🎮"],
      ], [LexiconExport.Need.exclusion: 1]
    ),
    (
      .wordstat,
      [
        "school.one": ["in de klas", "school*", "x"], "school.two": ["*uur", "x"],
        "school.three": ["straße"],
      ], [.exclusion: 1, .gap: 1, .question: 1, .hashtag: 1, .emoji: 1]
    ),
    (
      .yoshikoder,
      [
        "school.one": ["in de klas", "school*", "x"], "school.two": ["*uur", "x"],
        "school.three": ["straße"],
      ], [.exclusion: 1, .gap: 1, .question: 1, .hashtag: 1, .emoji: 1]
    ),
    (
      .liwc,
      [
        "school.one": ["in de klas", "school*", "x"], "school.two": ["x"],
        "school.three": ["straße"],
      ], [.exclusion: 1, .gap: 1, .innerStar: 1, .question: 1, .hashtag: 1, .emoji: 1]
    ),
    (
      .lexicoder,
      [
        "school.one": ["in de klas", "school*", "x"], "school.two": ["x"],
        "school.three": ["straße"],
      ], [.exclusion: 1, .gap: 1, .innerStar: 1, .question: 1, .hashtag: 1, .emoji: 1]
    ),
  ])
  func `that we write comes back, but for what it cannot carry, which is said`(
    format: DictionaryFormat, expected: [String: [String]], losses: [LexiconExport.Need: Int]
  ) throws {
    let made = LexiconExport([Self.lexicon], as: format)
    let back = try format.read(Array(made.text.utf8))
    #expect(back.warnings == [])
    #expect(flat(back) == expected)
    #expect(
      Dictionary(uniqueKeysWithValues: made.losses.map { ($0.need, $0.places.count) }) == losses)
  }

  @Test func `of quanteda may hold words beside child categories`() throws {
    let made = LexiconExport(
      [.of(["los"]), .of(["vast"], subtopic: "sub")], as: .quanteda)
    #expect(flat(try read(.quanteda, made.text)) == ["school": ["los"], "school.sub": ["vast"]])
  }
}

@Suite struct `Every glob` {
  /// The one row that comes out another way: a text without a word has no token that `*` could be,
  /// and an entry of wildcards only is refused in files. (`[ab]` and `x.y` come out as in the table
  /// for a reason of their own: brackets and points are no part of a word, on either side.)
  static let difference = ["*", ""]

  @Test func `does what the truth table says`() throws {
    let oracle = try #require(
      try Repository.json("Tests/oracles/lexicons/expected.json") as? [String: Any])
    let rows = try #require(oracle["glob_truth_table"] as? [[Any]])
    #expect(rows.count == 16)
    for row in rows {
      let (entry, text) = (try #require(row[0] as? String), try #require(row[1] as? String))
      var expected = try #require(row[2] as? Bool)
      if [entry, text] == Self.difference { expected.toggle() }
      #expect(try finds([entry], in: text) == expected, "\(entry) \(text)")
      #expect(try finds([entry], in: text, .plain) == expected, "plain: \(entry) \(text)")
    }
  }
}
