import Foundation
import SchakelTesting
import Testing

@Suite struct `Every question about lexicons` {
  private static let posts = """
    {"post_id":"1","author_id":"a","text":"Toets op school canarytext7q","title":"canaryname7q"}
    {"post_id":"2","author_id":"a","text":"film en toets"}
    {"post_id":"3","author_id":"b","text":"canarytext7q"}

    """

  private func world() throws -> Workdir {
    let world = try World.small()
    try world.folder.write("in.ndjson", Self.posts)
    try world.folder.write(
      "codes.csv", "post_id,language,codes\n1,nl,school\n2,nl,leisure\n3,nl,none\n9,nl,school\n")
    return world.folder
  }

  private func run(_ line: String, _ folder: Workdir) throws -> Ended {
    try Program.script("$schakel \(line)", in: folder)
  }

  @Test func `why names the entry and its file, and no word of the post`() throws {
    let ended = try run("why --lexicons lexicons 1 in.ndjson", try world())
    #expect(ended.status == 0)
    // Words: the canary of the title is the first; "Toets" the second; "school" the fourth.
    #expect(ended.lines[0] == "post 1: 5 words")
    #expect(ended.text.contains("word 2, bytes 0–5: school"))
    #expect(ended.text.contains("(lexicons/nl/school.yaml:"))
    #expect(Canary.found(in: ended.text + ended.errors) == [])
  }

  @Test func `why shows the text only when it is told so`() throws {
    let folder = try world()
    for form in ["", "--json"] {
      let hidden = try run("why \(form) --lexicons lexicons 1 in.ndjson", folder)
      #expect(Canary.found(in: hidden.text + hidden.errors) == [])
      let shown = try run("why \(form) --show-text --lexicons lexicons 1 in.ndjson", folder)
      #expect(Canary.found(in: shown.text) == ["canarytext7q", "canaryname7q"])
    }
  }

  @Test func `why reads what classify writes, and ends with 1 for an id that is not there`() throws
  {
    let folder = try world()
    let piped = try run(
      "classify -q --lexicons lexicons in.ndjson | $schakel why --lexicons lexicons --json 2 -",
      folder)
    #expect(piped.status == 0)
    #expect(piped.lines.dropFirst() == [""])
    #expect(piped.lines[0].hasPrefix(#"{"post_id":"2","tokens":3,"topics":["school","leisure"]"#))
    let none = try run("why --lexicons lexicons 77 in.ndjson", folder)
    #expect(none.status == 1)
    #expect(none.text == "")
  }

  @Test func `bench measures a stream on coded posts and leaves the texts out`() throws {
    let folder = try world()
    let ended = try run(
      "lexicon bench --lexicons lexicons --coded codes.csv -o out1 in.ndjson", folder)
    #expect(ended.status == 0)
    #expect(ended.errors == "warning: 1 of 4 coded posts are not in the stream\n")
    let entries = String(decoding: try folder.read("out1/entries.csv"), as: UTF8.self)
    let agreement = String(decoding: try folder.read("out1/agreement.csv"), as: UTF8.self)
    // Toets: two posts by one user, one of them coded as school.
    let toets = try #require(
      entries.split(separator: "\n").first { $0.contains(",toets") && $0.contains(",entry,") })
    #expect(toets.contains(",2,0,2,1,,2,1,0.5,"))
    #expect(agreement.contains("school,all,3,1,2,1,0.5,1.0,"))
    #expect(agreement.contains("none,all,3,1,1,1,1.0,1.0,1.0"))
    #expect(Canary.found(in: ended.text + ended.errors + entries + agreement) == [])
  }

  @Test func `bench needs posts`() throws {
    let folder = try world()
    #expect(try run("lexicon bench", folder).status == 64)
    let ended = try run("lexicon bench --coded codes.csv", folder)
    #expect(ended.status == 64)
    #expect(ended.errors.contains("needs posts"))
  }

  @Test func `import tells lines, overwrites nothing, and classify takes what it wrote`() throws {
    let folder = try world()
    try folder.write("my.dic", "%\n1\tSchool\n%\ntoets*\t1\nhuiswerk\t1\t8\n:)\t1\n")
    let line =
      "lexicon import my.dic --topic school --language nl -o mine.yaml"
    let ended = try run(line, folder)
    #expect(ended.status == 0)
    #expect(ended.errors.contains("my.dic:5: the category id '8' is not in the legend"))
    #expect(ended.errors.contains("my.dic:6: "))
    #expect(ended.errors.contains("2 entries"))
    let coded = try run("classify -q --lexicons mine.yaml in.ndjson", folder)
    #expect(coded.lines[1].contains(#""topics":["school"],"subtopics":[]"#))
    #expect(try run(line, folder).status == 73)
    #expect(try run("lexicon import my.txt --topic school", folder).status == 64)
    #expect(try run("lexicon import codes.csv --format liwc --topic x", folder).status == 65)
  }

  @Test func `export says what the format cannot carry, and comes back`() throws {
    let folder = try world()
    try folder.write(
      "own.csv", "topic,pattern\nschool,toets*\nschool,ik * moe\nschool,🎒\nwork,baas\n")
    let ended = try run("lexicon export --as wordstat --lexicons own.csv -o own.cat", folder)
    #expect(ended.status == 0)
    #expect(
      String(decoding: try folder.read("own.cat"), as: UTF8.self)
        == "SCHOOL\n\tTOETS* (1)\nWORK\n\tBAAS (1)\n")
    #expect(ended.errors.contains("cannot carry phrases with a gap (a lone *): 1 left out"))
    #expect(ended.errors.contains("cannot carry emoji: 1 left out, the first at own.csv:4:1"))
    let back = try run("lexicon import own.cat --topic mix", folder)
    #expect(
      back.text.hasSuffix(
        "words:\n  \"school\":\n    - \"toets*\"\n  \"work\":\n    - \"baas\"\n"))
    #expect(try run("lexicon export --as spss --lexicons own.csv", folder).status == 64)
  }
}
