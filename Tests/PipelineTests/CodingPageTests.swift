import Corpus
import Foundation
import SchakelTesting
import Testing

@testable import Pipeline

@Suite struct `Every order of a coding page` {
  private let ids = (0..<100).map { "post \($0)" }

  @Test func `shows each post once, and one in ten again much later`() {
    let places = CodingOrder(ids, coder: "A", seed: 0, repeats: 10).places
    #expect(places.count == 110)
    #expect(Set(places.filter { !$0.isRepeat }.map(\.post)).count == 100)
    let again = places.indices.filter { places[$0].isRepeat }
    #expect(again.count == 10)
    #expect(Set(again.map { places[$0].post }).count == 10)
    for place in again {
      let first = places.firstIndex { $0.post == places[place].post && !$0.isRepeat } ?? place
      // Drawn from the first fifty, shown behind them.
      #expect(first < 50 && place >= 50)
    }
  }

  @Test func `hangs on seed and coder, not on the order of the file`() {
    let one = CodingOrder(ids, coder: "A", seed: 0, repeats: 10)
    let names = one.places.map { ids[$0.post] }
    let turned = CodingOrder(ids.reversed(), coder: "A", seed: 0, repeats: 10)
    #expect(turned.places.map { Array(ids.reversed())[$0.post] } == names)
    for other in [
      CodingOrder(ids, coder: "B", seed: 0, repeats: 10),
      CodingOrder(ids, coder: "A", seed: 1, repeats: 10),
    ] {
      // Of a hundred places by chance one agrees, and ten seldom.
      #expect(zip(other.places, one.places).count { $0.post == $1.post } < 10)
    }
  }

  @Test(arguments: [0, 1, 2, 9, 10, 11])
  func `of a few posts shows them all`(count: Int) {
    let places = CodingOrder(Array(ids.prefix(count)), coder: "A", seed: 0, repeats: 10).places
    #expect(places.count == count + count / 10)
  }
}

@Suite struct `Every coding page` {
  @Test func `holds texts as data that can end no element`() {
    let hostile = "</script><!--<script>\u{2028}\u{2029}&\u{FEFF}\"\\"
    let made = CodingPage.embedded(.list([.text(hostile)]))
    #expect(
      made
        == "[\"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u2028\\u2029\\u0026\\ufeff\\\"\\\\\"]"
    )
    let read = try? JSONSerialization.jsonObject(with: Data(made.utf8)) as? [String]
    #expect(read == [hostile])
  }

  @Test(arguments: ["", "A B", "é", "../x", "<b>", String(repeating: "a", count: 33)])
  func `is for a coder with a plain sign`(coder: String) {
    #expect(throws: Complaint.self) { try CodingPage.Settings(coder: coder, language: "en") }
  }

  @Test func `forbids everything but its own script and style`() throws {
    let html = try page()
    let policy = try #require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
    #expect(html.firstMatch(of: /(?:src|href|action)="?(?:https?:|\/\/)/) == nil)
  }

  private func page() throws -> String {
    let book = try Codebook.read(
      try Repository.bytes("lexicons/codebook.yaml"), shown: "codebook.yaml", language: "nl")
    let sample = try SampleFile(
      csv: Array("post_id,text,sample_hash\n1,een,abc\n2,twee,abc\n".utf8))
    return try CodingPage(sample, book, .init(coder: "A", language: "nl")).html()
  }
}

@Suite struct `Every coders' file` {
  @Test(arguments: [
    ("", "is empty"), ("post_id,text\n1,a\n", "lacks the column sample_hash"),
    ("post_id,text,sample_hash\n", "holds no post"),
    ("post_id,text,sample_hash\n1,a,x\n2,b,y\n", "another sample"),
    ("post_id,text,sample_hash\n1,a,x\n1,b,x\n", "earlier line"),
    ("post_id,text,sample_hash\n1,a\n", "3 fields are needed"),
    ("post_id,text,sample_hash\n,a,x\n", "lacks a post_id"),
    ("post_id,text,stratum,sample_hash\n1,a,s,x\n", "coders must not see it"),
  ])
  func `is refused with its line where it is wrong`(text: String, part: String) {
    let complaint = #expect(throws: Complaint.self) { try SampleFile(csv: Array(text.utf8)) }
    #expect(complaint?.message.contains(part) == true, "\(String(describing: complaint))")
  }

  @Test func `keeps commas, quotes and line ends of a text`() throws {
    let file = try SampleFile(
      csv: Array("post_id,text,parent_text,sample_hash\n1,\"a, \"\"b\"\"\nc\",p,x\n".utf8))
    #expect(file.posts.map(\.text) == ["a, \"b\"\nc"])
    #expect(file.posts.map(\.context) == ["p"])
  }
}

@Suite struct `Every codebook` {
  @Test(arguments: ["en", "nl"])
  func `that comes with schakel is read whole`(language: String) throws {
    let book = try Codebook.read(
      try Repository.bytes("lexicons/codebook.yaml"), shown: "codebook.yaml", language: language)
    #expect(book.topics.map(\.id) == ["school", "work", "leisure", "identity", "belonging"])
    // As the lexicons and the pipeline know them, and none.
    let text = try Repository.text("lexicons/codebook.yaml")
    #expect(
      book.codes.count == text.split(separator: "\n").count { $0.hasPrefix("      - id: ") } + 6)
    #expect(book.codes.contains("identity/religion") && book.codes.last == "none")
    #expect(book.rules.count == text.split(separator: "\n").count { $0.hasPrefix("  - id: ") } - 5)
    #expect(book.topics[0].name == "School")
    #expect(book.topics[2].name == (language == "en" ? "Leisure" : "Vrije tijd"))
  }

  /// A small one, in which a test breaks something.
  static let small = """
    schakel-codebook: 1
    version: 1.0.0
    rules:
      - {id: unit, name: {en: Unit}, text: {en: One post}}
    labels:
      - id: sea
        name: {en: Sea}
        definition: {en: On the sea}
        include:
          - {en: ships}
        exclude:
          - {en: lakes, codes: [none]}
        clear:
          - {text: waves!, lang: en, codes: [sea], why: {en: waves}}
        borderline:
          - {text: a bath, lang: en, codes: [none], why: {en: no sea}}
        subtopics: []
    none:
      id: none
      name: {en: None}
      definition: {en: Nothing of it}
      include:
        - {en: the rest}
      exclude:
        - {en: the sea, codes: [sea]}
      clear:
        - {text: hello, lang: en, codes: [none], why: {en: a greeting}}
      borderline:
        - {text: salt, lang: en, codes: [none], why: {en: salt}}

    """

  @Test func `of one's own may be small and in one language`() throws {
    let book = try Codebook.read(Array(Self.small.utf8), shown: "own.yaml", language: "en")
    #expect(book.codes == ["sea", "none"])
    #expect(throws: Complaint.self) {
      try Codebook.read(Array(Self.small.utf8), shown: "own.yaml", language: "nl")
    }
  }

  @Test(arguments: [
    ("codes: [sea]}\n", "codes: [see]}\n", "own.yaml:25:29: none.exclude[0].codes[0]: no label"),
    ("    name: {en: Sea}", "    nam: {en: Sea}", "own.yaml:7:5: labels[0]: no key 'nam'"),
    ("id: sea", "id: Sea shore", "own.yaml:6:9: labels[0].id: an id has"),
    ("definition: {en: On the sea}", "definition: On the sea", "own.yaml:8:17: "),
    ("  id: none\n", "  id: nothing\n", "own.yaml:19:7: none.id: its id is none"),
    ("- {en: ships}", "- &a {en: ships}", "own.yaml:10:9: anchor '&a': codebook files have"),
    ("version: 1.0.0", "version: 1.0.0\nversion: 2", "own.yaml:3:1: 'version' is given twice"),
    ("include:\n      - {en: ships}\n", "include: []\n", "labels[0].include: the list is empty"),
  ])
  func `that is wrong is refused with line and column`(old: String, new: String, said: String) {
    let text = Self.small.replacing(old, with: new, maxReplacements: 9)
    let complaint = #expect(throws: Complaint.self) {
      try Codebook.read(Array(text.utf8), shown: "own.yaml", language: "en")
    }
    #expect(complaint?.status == .configuration)
    #expect(complaint?.description.contains(said) == true, "\(complaint?.description ?? "")")
  }
}
