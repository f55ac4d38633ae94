import Corpus
import Ingest
import SchakelTesting
import Testing

@Suite struct `A tweet of broken bytes alone` {
  /// Every literal that is kept, in bytes that all become three.
  private static func line(_ count: Int) -> [UInt8] {
    let broken = [UInt8](repeating: 0xFF, count: count)
    func text(_ key: String) -> [UInt8] { Array("\"\(key)\":\"".utf8) + broken + [34] }
    let account = [123] + text("id") + [44] + text("username") + [125]
    func object(_ key: String) -> [UInt8] { Array("\"\(key)\":".utf8) + account }
    var line: [UInt8] = [123]
    for key in ["id", "author_id", "text", "conversation_id", "lang", "created_at"] {
      line += text(key) + [44]
    }
    line += text("in_reply_to_user_id") + [44]
    line += object("author") + [44] + object("in_reply_to_user") + [44]
    line += Array("\"entities\":{\"mentions\":[".utf8) + account + Array("]},".utf8)
    line += Array("\"referenced_tweets\":[{\"type\":\"replied_to\",".utf8) + text("id")
    return line + Array("}]}\n".utf8)
  }

  @Test(arguments: [1, 500, 100_000])
  func `fits in the room that is made for it, since nothing is decoded twice`(_ count: Int) throws {
    let work = try Workdir()
    let path = try work.write("t.jsonl", Self.line(count))
    let reading = Reading(TwitterV2.self, [path])
    #expect(reading.rows.count == 1)
    #expect(reading.brokenFields == 0)
    #expect((reading.rows.first?["text"] as? String)?.unicodeScalars.count == count)
    // The author, the answered one and the mentioned one, under one id and one handle each.
    #expect(reading.aliases.count == 3)
  }

  @Test func `fits in a page with its users`() throws {
    let work = try Workdir()
    let tweet = Self.line(50_000).dropLast()
    let users = Array(",\"includes\":{\"users\":[".utf8)
    let account =
      Array("{\"id\":\"".utf8) + [UInt8](repeating: 0xFF, count: 50_000)
      + Array("\",\"username\":\"".utf8) + [UInt8](repeating: 0xFE, count: 50_000)
      + Array("\"}".utf8)
    let page = Array("{\"data\":[".utf8) + tweet + [93] + users + account + Array("]}}".utf8)
    let reading = Reading(TwitterV2.self, [try work.write("t.jsonl", page)])
    #expect(reading.rows.count == 1)
    #expect(reading.brokenFields == 0)
    #expect(reading.aliases.count == 4)
  }
}
