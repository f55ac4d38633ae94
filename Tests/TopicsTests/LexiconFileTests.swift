import Corpus
import Foundation
import SchakelTesting
import Testing
import Topics

@Suite struct `A lexicon file` {
  static let good = """
    schakel-lexicon: 1
    topic: school
    language: nl
    version: 0.1.0
    licence: MIT
    source: invented for this test
    status: seed, unvalidated
    words:
      general: [school*, no, on, 8e uur, "op de weg"]
      exams:
        - toets
    exclude: [old school]
    examples:
      match: [{text: toets, subtopic: exams}, op school]
      pass: [no thanks]
    """

  private func complaint(_ text: String, name: String = "school.yaml") throws -> Complaint {
    let folder = try Workdir()
    let path = try folder.write("nl/\(name)", text)
    let found = #expect(throws: Complaint.self) { try LexiconSet.load(file: path) }
    let complaint = try #require(found)
    #expect(complaint.status == .configuration)
    return complaint
  }

  /// The complaint's lines without the folder, as `line:column: message`.
  private func lines(_ text: String) throws -> [String] {
    try complaint(text).description.split(separator: "\n").map { line in
      String(line[(try #require(line.range(of: "school.yaml:")).upperBound)...])
    }
  }

  @Test func `is read by what is expected where it stands`() throws {
    let folder = try Workdir()
    let lexicon = try LexiconSet.load(file: folder.write("school.yaml", Self.good))
    #expect(lexicon.words.map(\.text) == ["school*", "no", "on", "8e uur", "op de weg", "toets"])
    #expect(lexicon.words.map(\.subtopic) == Array(repeating: "general", count: 5) + ["exams"])
    #expect(lexicon.words[5].place == Lexicon.Place(line: 11, column: 7))
    #expect(lexicon.exclude.map(\.text) == ["old school"])
    #expect(
      lexicon.match.map(\.text) == ["toets", "op school"] && lexicon.match[0].subtopic == "exams")
    #expect(lexicon.topic == "school" && lexicon.language == "nl" && lexicon.version == "0.1.0")
    #expect(lexicon.bytes == Array(Self.good.utf8))
  }

  @Test func `is complained of in full, with line and column`() throws {
    let text = Self.good
      .replacingOccurrences(of: "version:", with: "versoin:")
      .replacingOccurrences(of: "topic: school", with: "topic: My School")
      .replacingOccurrences(of: "- toets", with: "- [toets]")
      .replacingOccurrences(of: "pass: [no thanks]", with: "passs: [no thanks]")
    #expect(
      try lines(text) == [
        "1:1: the key 'version' is missing",
        "2:8: topic is written in a–z, 0–9 and hyphens",
        "4:1: unknown key 'versoin'; did you mean 'version'?",
        "11:7: an entry of words.exams is a text, not a list",
        "15:3: unknown key 'passs'; did you mean 'pass'?",
      ])
  }

  @Test func `may have no anchors, no key twice, and no entry of wildcards only`() throws {
    let anchor = Self.good.replacingOccurrences(of: "[old school]", with: "&a [old school]")
    #expect(try lines(anchor) == ["12:10: anchors and aliases (& and *) have no place here"])
    let twice = Self.good + "\ntopic: work"
    #expect(try lines(twice).first?.contains("the key 'topic' is there twice") == true)
    let star = Self.good.replacingOccurrences(of: "\"op de weg\"", with: "\"* ?\"")
    #expect(try lines(star) == ["9:38: an entry of wildcards only would match every post"])
  }

  @Test func `with an unquoted star is told to quote it`() throws {
    let text = Self.good.replacingOccurrences(of: "- toets", with: "- *toets")
    let line = try #require(try lines(text).first)
    #expect(
      line.hasPrefix("11:") && line.hasSuffix("an entry that begins with * or & stands in quotes"))
  }

  @Test func `says of which subtopic an exclusion is, and whether it is an aspect`() throws {
    let folder = try Workdir()
    let text = Self.good
      .replacingOccurrences(of: "[old school]", with: "{exams: [no toets], general: [old school]}")
      .replacingOccurrences(of: "topic: school", with: "topic: school\nkind: aspect")
    let lexicon = try LexiconSet.load(file: folder.write("school.yaml", text))
    #expect(lexicon.kind == .aspect)
    #expect(lexicon.exclude.map(\.text) == ["no toets", "old school"])
    #expect(lexicon.exclude.map(\.subtopic) == ["exams", "general"])
    let plain = try LexiconSet.load(file: folder.write("plain.yaml", Self.good))
    #expect(plain.kind == .topic && plain.exclude.map(\.subtopic) == [nil])
  }

  @Test func `may not exclude from a subtopic without words, nor be an aspect without subtopics`()
    throws
  {
    let wrong = Self.good.replacingOccurrences(of: "[old school]", with: "{exam: [old school]}")
    #expect(
      try lines(wrong) == ["12:18: exclude.exam blocks nothing: words has no 'exam'"])
    let kind = Self.good.replacingOccurrences(of: "version:", with: "kind: mood\nversion:")
    #expect(try lines(kind) == ["4:7: kind is topic or aspect"])
    let aspect = """
      schakel-lexicon: 1
      topic: tone
      kind: aspect
      language: nl
      version: 0.1.0
      licence: MIT
      source: written by hand
      words: [fijn, stom]
      """
    #expect(
      try lines(aspect) == ["8:9: an aspect has its words by subtopic; it has no topic to set"])
  }

  @Test func `that is empty, no YAML or no UTF-8 is refused`() throws {
    #expect(try lines("").first?.contains("the file is empty") == true)
    #expect(try lines("- a").first == "1:1: the file is a mapping of keys to values")
    #expect(try lines("a: [").isEmpty == false)
    let folder = try Workdir()
    let path = try folder.write("a.yaml", [0x61, 0xFF])
    let found = #expect(throws: Complaint.self) { try LexiconSet.load(file: path) }
    #expect(found?.description.contains("not UTF-8") == true)
  }

  @Test func `has the keys of its schema`() throws {
    let schema = try #require(
      Repository.json("data-schema/lexicon.schema.json") as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(properties.keys.sorted() == LexiconSet.keys.sorted())
    #expect((schema["required"] as? [String])?.sorted() == LexiconSet.requiredKeys.sorted())
  }

  @Test func `that is not there ends with status 66`() {
    for load in [
      { try LexiconSet.load(path: "/nowhere/x.yaml") }, { try LexiconSet.load(folder: "/nowhere") },
    ] {
      #expect(#expect(throws: Complaint.self) { try load() }?.status == .noInput)
    }
  }
}

@Suite struct `A lexicon folder` {
  private func folder() throws -> Workdir {
    let folder = try Workdir()
    let good = `A lexicon file`.good
    try folder.write("nl/school.yaml", good)
    try folder.write(
      "nl/work.yaml", good.replacingOccurrences(of: "topic: school", with: "topic: work"))
    try folder.write(
      "en/school.yaml", good.replacingOccurrences(of: "language: nl", with: "language: en"))
    try folder.write("README.md", "not a lexicon")
    return folder
  }

  @Test func `is read by topic, then by language`() throws {
    let folder = try folder()
    let names = { (lexicons: [Lexicon]) in lexicons.map { "\($0.topic) \($0.language)" } }
    #expect(
      try names(LexiconSet.load(folder: folder.url.path)) == ["school en", "school nl", "work nl"])
    #expect(
      try names(LexiconSet.load(folder: folder.url.path, topics: ["work", "school"])) == [
        "work nl", "school en", "school nl",
      ])
    #expect(
      try names(LexiconSet.load(folder: folder.url.path, languages: ["nl"])) == [
        "school nl", "work nl",
      ])
  }

  @Test func `is looked through for topics when nobody says what, and aspects are left out`() throws
  {
    let folder = try folder()
    let aspect = `A lexicon file`.good
      .replacingOccurrences(of: "topic: school", with: "topic: tone\nkind: aspect")
    try folder.write("nl/tone.yaml", aspect)
    #expect(try LexiconSet.load(folder: folder.url.path).map(\.topic).contains("tone"))
    #expect(
      try LexiconSet.topics(folder: folder.url.path).map(\.topic) == ["school", "school", "work"])
    #expect(try LexiconSet.topics(folder: folder.url.path, languages: ["en"]).count == 1)
    let only = try Workdir()
    try only.write("nl/tone.yaml", aspect)
    let found = #expect(throws: Complaint.self) { try LexiconSet.topics(folder: only.url.path) }
    #expect(found?.status == .noInput)
  }

  @Test func `refuses a topic that it does not have, and names those it has`() throws {
    let folder = try folder()
    let found = #expect(throws: Complaint.self) {
      try LexiconSet.load(folder: folder.url.path, topics: ["scholl"])
    }
    #expect(
      found?.status == .configuration && found?.description.contains("known: school, work") == true)
  }

  @Test func `refuses files in the wrong place, all at once`() throws {
    let folder = try folder()
    try folder.write("tr/leisure.yaml", `A lexicon file`.good)
    let found = #expect(throws: Complaint.self) { try LexiconSet.load(folder: folder.url.path) }
    let text = found?.description ?? ""
    #expect(text.contains("the topic is 'school' but the file is named 'leisure.yaml'"))
    #expect(text.contains("the language is 'nl' but the folder is named 'tr'"))
  }
}

@Suite struct `A lexicon table` {
  @Test func `has one entry a line, and one lexicon for each topic`() throws {
    let folder = try Workdir()
    let path = try folder.write(
      "dict.csv",
      "\u{FEFF}topic,pattern\r\nwork,baan\r\nschool,school*\n\"work\",\"een, \"\"baan\"\"\"\n")
    let lexicons = try LexiconSet.load(path: path)
    #expect(lexicons.map(\.topic) == ["work", "school"])
    #expect(lexicons[0].words.map(\.text) == ["baan", "een, \"baan\""])
    #expect(try LexiconSet.load(path: path, topics: ["school"]).map(\.topic) == ["school"])
  }

  @Test func `is complained of line by line`() throws {
    let folder = try Workdir()
    let path = try folder.write("dict.csv", "topic;pattern\nwork\nwork,\"a\nwork,a\n")
    let found = #expect(throws: Complaint.self) { try LexiconSet.load(path: path) }
    let lines = (found?.description ?? "").split(separator: "\n").map { $0.dropFirst(path.count) }
    #expect(
      lines == [
        ":1:1: the first line of the table is 'topic,pattern'",
        ":2:1: a line is a topic, a comma and a pattern",
        ":3:1: a line is a topic, a comma and a pattern",
      ])
  }
}
