import Foundation
import SchakelTesting
import Testing

@Suite struct `Every record that classify reads` {
  private func classify(_ lines: String, _ flags: String = "") throws -> Ended {
    let world = try World.small()
    try world.folder.write("in.ndjson", lines)
    return try Program.script(
      "$schakel classify -q --lexicons lexicons/nl/school.yaml,lexicons/nl/leisure.yaml \(flags) in.ndjson",
      in: world.folder)
  }

  @Test func `needs only a post_id and a text`() throws {
    let ended = try classify(
      """
      {"post_id":"1","text":"Toets op school"}
      {"text":"film en muziek","post_id":"2"}
      {"post_id":"3","text":""}
      {"post_id":"4"}
      """)
    #expect(ended.status == 0)
    // Words: toets, op, school; film, en, muziek; none.
    #expect(
      Array(ended.lines.prefix(4)) == [
        #"{"post_id":"1","text":"Toets op school","topics":["school"],"subtopics":[],"tokens":3}"#,
        #"{"text":"film en muziek","post_id":"2","topics":["leisure"],"subtopics":[],"tokens":3}"#,
        #"{"post_id":"3","text":"","topics":[],"subtopics":[],"tokens":0}"#,
        #"{"post_id":"4","topics":[],"subtopics":[],"tokens":0}"#,
      ])
    #expect(ended.errors == "")
  }

  @Test func `keeps the members that schakel does not know, byte for byte`() throws {
    let odd =
      #"{ "likes" : 12.50 , "post_id":"a b" ,"x":{"y":[1,null,true,{"z":"\u00e9\/"}]}, "text":"school","naam":"çok güzel 🎉" , "n":1e3}"#
    let ended = try classify(odd + "\n")
    #expect(
      ended.lines[0] == String(odd.dropLast()) + #","topics":["school"],"subtopics":[],"tokens":1}"#
    )
  }

  @Test func `reads standard input when it is told so, without a last line feed too`() throws {
    let world = try World.small()
    let ended = try Program.run(
      ["classify", "-q", "--lexicons", "lexicons", "-"], in: world.folder,
      input: Array(#"{"post_id":"1","text":"toets en film"}"#.utf8))
    #expect(ended.status == 0)
    #expect(ended.lines[0].contains(#""topics":["school","leisure"]"#))
  }

  @Test func `is passed through when it is of another kind`() throws {
    // A kind that no schema knows is set aside.
    let others = [
      #"{"record":"alias","platform":"x","account":"a","handle":"h"}"#,
      #"{"record":"tally","stage":"posts","use":"ingest","read":2,"kept":2,"set_aside":{}}"#,
      #"{"record":"note","post_id":"1","text":"toets"}"#,
    ]
    let ended = try classify(
      """
      {"post_id":"1","text":"toets"}
      \(others[0])
      \(others[1])
      {"post_id":"2","text":"film"}
      \(others[2])
      """)
    #expect(ended.status == 0)
    #expect(ended.lines[1] == others[0])
    #expect(ended.lines[2] == others[1])
    #expect(
      ended.lines[4].hasPrefix(
        #"{"record":"tally","stage":"classify","use":"classify","read":3,"kept":2,"set_aside":{"not-a-record":1}"#
      ))
    #expect(ended.lines[5].hasPrefix(#"{"record":"end","count":5,"hash":""#))
  }

  @Test func `is refused when it has topics already`() throws {
    let ended = try classify(
      """
      {"post_id":"1","text":"toets"}
      {"post_id":"2","text":"canarytext7q","topics":["school"],"subtopics":[],"tokens":1}
      """)
    #expect(ended.status == 65)
    #expect(
      ended.errors
        == "schakel: in.ndjson: record 2 has topics already; classify posts once, or take `topics` out\n"
    )
    #expect(ended.output.isEmpty)
  }

  @Test func `is set aside and counted when it is no post`() throws {
    let ended = try classify(
      """
      {"post_id":"1","text":"toets"}
      {"text":"canarytext7q"}
      canarytext7q
      ["canarytext7q"]

      {"post_id":"2","text":"film"}
      """)
    #expect(ended.status == 0)
    #expect(Canary.found(in: ended.text + ended.errors) == [])
    let tally = try #require(ended.lines.first { $0.hasPrefix(#"{"record":"tally""#) })
    #expect(tally.contains(#""read":5,"kept":2,"#))
    #expect(ended.lines.count { $0.contains("\"topics\":[") && $0.contains("post_id") } == 2)
  }

  @Test func `is counted twice when it stands twice, because nothing is dropped without a word`()
    throws
  {
    let ended = try classify(
      "{\"post_id\":\"1\",\"text\":\"toets\"}\n{\"post_id\":\"1\",\"text\":\"toets\"}\n")
    #expect(ended.status == 0)
    #expect(ended.lines.count { $0.contains("\"post_id\":\"1\"") } == 2)
  }
}
