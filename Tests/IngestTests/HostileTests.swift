import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

@Suite struct `A damaged or hostile input` {
  /// Opens and reads everything, and looks for canaries in what is said.
  private func refusal(
    _ path: String, limits: UnpackLimits = .usual, asLines: Bool = false
  ) -> Complaint? {
    let found = complaint {
      if asLines {
        _ = try openByteSource(path, limits: limits).readAll(limit: 1 << 30)
      } else {
        _ = try contents(path, limits: limits)
      }
    }
    let said = found?.description ?? ""
    #expect(Canary.found(in: said).isEmpty)
    return found
  }

  @Test func `that is a zip cut short anywhere is refused in one sentence`() throws {
    let work = try Workdir()
    let zip = StoredZip([
      .init("data/canarypath7q.js", String(repeating: "tekst ", count: 300)),
      .init("data/b.js", "meer"),
    ]).bytes()
    for length in [4, 20, 100, 1000, zip.count - 150, zip.count - 22, zip.count - 1] {
      let path = try work.write("e.zip", Array(zip[..<length]))
      let found = refusal(path)
      #expect(found?.status == .data, "cut at \(length)")
      #expect(
        found?.message
          == "is cut short or damaged: the list at the end of the zip is missing or wrong; "
          + "copy or download it again, or ask for a new export")
    }
    for length in [0, 1] {
      let path = try work.write("e.zip", Array(zip[..<length]))
      #expect(refusal(path)?.message.hasPrefix("ends in .zip but does not begin") == true)
    }
  }

  @Test func `that is a stream cut short is refused, whole or as lines`() throws {
    let work = try Workdir()
    let text = [UInt8](repeating: 97, count: 300_000)
    for packed in [Packed.gzip(text), Packed.zstd(text)] {
      for length in [packed.count / 2, packed.count - 1] {
        let path = try work.write("e", Array(packed[..<length]))
        for asLines in [false, true] {
          let found = refusal(path, asLines: asLines)
          #expect(found?.status == .data)
          #expect(found?.message.hasPrefix("is cut short") == true)
        }
      }
    }
  }

  @Test func `that is a member with a wrong checksum is refused`() throws {
    let work = try Workdir()
    var entry = StoredZip.Entry("a.js", "tekst")
    entry.crc = 1
    let found = refusal(try work.write("e.zip", StoredZip([entry]).bytes()))
    #expect(found?.message == "is damaged; copy or download it again, or ask for a new export")
  }

  @Test func `that is locked with a password is refused and says what to do`() throws {
    let work = try Workdir()
    var entry = StoredZip.Entry("canarypath7q.js", "tekst")
    entry.isEncrypted = true
    let found = refusal(try work.write("e.zip", StoredZip([entry]).bytes()))
    #expect(
      found?.message == "is locked with a password; unpack it yourself and give the folder")
    #expect(found?.status == .data)
  }

  @Test func `that is packed in ways we do not read says so`() throws {
    let work = try Workdir()
    let rar = refusal(try work.write("e.rar", Array("Rar!\u{1A}\u{7}".utf8)))
    #expect(rar?.message == "is a RAR archive, which is not read; unpack it and give the folder")
    let seven = refusal(try work.write("e.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]))
    #expect(seven?.message == "is a 7z archive, which is not read; unpack it and give the folder")
    // The dumps of Reddit by month are made with a window of 2 GiB.
    let long = try work.write("RC.zst", Packed.zstd(Array("{}\n".utf8), windowLog: 31))
    #expect(refusal(long, asLines: true)?.message.contains("zstd -dc --long=31 FILE |") == true)
    let many = StoredZip([.init("a", "1"), .init("b", "2")]).bytes()
    let archive = refusal(try work.write("lines.zip", many), asLines: true)
    #expect(archive?.message.hasPrefix("is an archive of 2 files, and this format reads") == true)
  }

  @Test func `that is a bomb stops long before it has unpacked`() throws {
    let work = try Workdir()
    let limits = UnpackLimits(ratio: 100, free: 1 << 20, members: 1000)
    // 13 bits stand for 258 bytes: 158-fold. 6 MiB in 40 kB.
    let runs = 25_000
    var honest = StoredZip.Entry("canarypath7q.js", Packed.deflateBomb(65, runs: runs))
    honest.method = 8
    honest.declaredSize = 1 + 258 * runs
    honest.crc = StoredZip.crc32(repeatElement(65, count: 1 + 258 * runs))
    let honestZip = try work.write("honest.zip", StoredZip([honest]).bytes())
    #expect(try contents(honestZip)["canarypath7q.js"]?.count == 1 + 258 * runs)
    #expect(
      refusal(honestZip, limits: limits)?.message
        == "unpacks to more than 100 times its size, as an archive bomb does; "
        + "unpack it yourself, look at it, and give the files")
    var liar = honest
    liar.declaredSize = 1000
    let found = refusal(try work.write("liar.zip", StoredZip([liar]).bytes()), limits: limits)
    #expect(found?.status == .data)
    // 4 bytes stand for 128 KiB: 1 GiB in 32 kB.
    let stream = try work.write("bomb.zst", Packed.zstdBomb(65, blocks: 8192))
    for asLines in [false, true] {
      let found = refusal(stream, limits: limits, asLines: asLines)
      #expect(found?.message.hasPrefix("unpacks to more than 100 times its size") == true)
    }
    let usual = refusal(stream, asLines: true)
    #expect(usual?.message.hasPrefix("unpacks to more than 250 times its size") == true)
  }

  @Test func `that holds more files than is sensible is refused`() throws {
    let work = try Workdir()
    let zip = StoredZip((0..<20).map { StoredZip.Entry("\($0)", "x") }).bytes()
    let limits = UnpackLimits(ratio: 100, free: 1 << 20, members: 10)
    #expect(
      refusal(try work.write("e.zip", zip), limits: limits)?.message
        == "holds more than 10 files")
  }

  @Test func `that is empty says so`() throws {
    let work = try Workdir()
    #expect(
      refusal(try work.write("e.zip", StoredZip().bytes()))?.message
        == "is an archive without files")
    try FileManager.default.createDirectory(
      at: work.url.appendingPathComponent("nothing"), withIntermediateDirectories: false)
    #expect(refusal(work.path("nothing"))?.message == "is a folder without files")
    let gz = try work.write("e.ndjson.gz", Packed.gzip([]))
    #expect(try openByteSource(gz).readAll(limit: 10).isEmpty)
    #expect(Reading(RedditDump.self, [gz]).complaint?.message == "is empty: no records")
    #expect(
      Reading(RedditDump.self, [try work.write("e", "")]).complaint?.message
        == "is empty: no records")
  }

  @Test func `that may not be read says so, without its inner path`() throws {
    // The administrator may read everything.
    guard geteuid() != 0 else { return }
    let work = try Workdir()
    try work.write("folder/canarypath7q/a.js", "x")
    let inner = work.path("folder/canarypath7q")
    chmod(inner, 0)
    defer { chmod(inner, 0o700) }
    let found = refusal(work.path("folder"))
    #expect(found?.status == .noInput)
    #expect(found?.message.contains("may not be read; check its permissions") == true)
  }

  @Test func `that is no file at all is refused`() throws {
    #expect(refusal("/dev/null")?.message.hasPrefix("is a pipe or device") == true)
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(StoredZip([.init("a", "1")]).bytes()))
    try pipe.fileHandleForWriting.close()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    let found = complaint { _ = try Exports.open("-", input: 1, standardInput: descriptor) }
    #expect(found?.message == "is an archive, which standard input cannot be; give its name")
  }
}

@Suite struct `A hostile record` {
  private func comment(_ id: String, _ body: [UInt8], _ more: [UInt8] = []) -> [UInt8] {
    Array(
      "{\"id\":\"\(id)\",\"author\":\"u\",\"created_utc\":1,\"link_id\":\"t3_l\",\"body\":\"".utf8)
      + body + Array("\"".utf8) + more + Array("}\n".utf8)
  }

  private func reading(_ lines: [UInt8]) throws -> Reading {
    let work = try Workdir()
    return Reading(RedditDump.self, [try work.write("e.ndjson", lines)])
  }

  private func archive(_ tweets: [UInt8]) throws -> Reading {
    let work = try Workdir()
    try work.write(
      "e/data/account.js",
      "window.YTD.account.part0 = [{\"account\":{\"accountId\":\"1\",\"username\":\"u\"}}]")
    try work.write("e/data/tweets.js", Array("window.YTD.tweets.part0 = [".utf8) + tweets)
    return Reading(XArchive.self, [work.path("e")])
  }

  private let goodTweet = Array("{\"tweet\":{\"id_str\":\"7\",\"full_text\":\"goed\"}}".utf8)

  @Test func `of 200,000 brackets is set aside, and its neighbours are read`() throws {
    let deep = [UInt8](repeating: 91, count: 200_000) + [UInt8](repeating: 93, count: 200_000)
    let lines = comment("a", Array("een".utf8), Array(",\"x\":".utf8) + deep)
    let dump = try reading(lines + deep + [10] + comment("b", Array("twee".utf8)))
    #expect(dump.rows.map { $0["post_id"] as? String } == ["t1_b"])
    #expect(dump.setAside.map(\.reason) == [.tooDeep, .notJSON])
    let objects =
      Array(String(repeating: "{\"edit_info\":", count: 100_000).utf8)
      + [49] + [UInt8](repeating: 125, count: 100_000)
    for bad in [deep, Array("{\"tweet\":".utf8) + objects + [125]] {
      let found = try archive(bad + [44] + goodTweet + [93])
      #expect(found.rows.map { $0["post_id"] as? String } == ["7"])
      #expect(found.setAside.count == 1)
      #expect(found.tally.balances)
    }
  }

  @Test func `of 100 MB is read, and its neighbours too`() throws {
    let lines = [comment("a", [97]), comment("b", []), comment("c", [99])]
    let count = 100_000_000
    let batch = PostBatch(capacity: count + 4096)
    _ = batch.put(lines[0])
    _ = batch.put(lines[1].dropLast(3))
    batch.base.advanced(by: batch.used).initialize(repeating: 98, count: count)
    batch.advance(count)
    _ = batch.put(lines[1].suffix(3))
    _ = batch.put(lines[2])
    batch.pad()
    try RedditDump(SourceSettings()).read(0..<batch.used, in: batch, firstLine: 1)
    #expect(batch.rows.map { batch.string($0.postID) } == ["t1_a", "t1_b", "t1_c"])
    #expect(batch.rows.map(\.text.count) == [1, 100_000_000, 1])
    #expect(batch.recordsRead == 3)
  }

  @Test func `with NUL bytes is set aside; an escaped NUL is a character`() throws {
    let dump = try reading(
      comment("a", [97, 0, 98]) + [0, 0, 10] + comment("b", Array("a\\u0000b".utf8)))
    #expect(dump.setAside.map(\.reason) == [.notJSON, .notJSON])
    #expect(dump.rows.map { $0["text"] as? String } == ["a\u{0}b"])
    let found = try archive(
      Array("{\"tweet\":{\"id_str\":\"6\",\"full_text\":\"a".utf8) + [0] + Array("b\"}},".utf8)
        + goodTweet + [93])
    #expect(found.rows.map { $0["post_id"] as? String } == ["7"])
    #expect(found.setAside.map(\.reason) == [.notJSON])
  }

  @Test func `with bytes that are no UTF-8 is repaired and counted`() throws {
    let bad: [UInt8] = [0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80, 0xC3, 0xA9]
    // C3 alone, FF, and the three bytes of a half surrogate are five mistakes; "(" and é stay.
    let wanted = "\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é"
    let dump = try reading(comment("a", bad))
    #expect(dump.rows.map { $0["text"] as? String } == [wanted])
    #expect(dump.repaired == 1)
    let found = try archive(
      Array("{\"tweet\":{\"id_str\":\"6\",\"full_text\":\"".utf8) + bad + Array("\"}}]".utf8))
    #expect(found.rows.map { $0["text"] as? String } == [wanted])
    #expect(found.repaired == 1)
  }

  @Test func `made of nothing but broken bytes in every field stays within its memory`() throws {
    let bad = [UInt8](repeating: 0xFF, count: 5000)
    var line = Array("{".utf8)
    for key in ["id", "author", "author_fullname", "body", "link_id", "parent_id", "subreddit"] {
      line += Array("\"\(key)\":\"".utf8) + bad + Array("\",".utf8)
    }
    line += Array("\"x\":1}\n".utf8)
    let dump = try reading(line + line)
    #expect(dump.rows.count == 2)
    #expect((dump.rows[0]["text"] as? String)?.unicodeScalars.count == 5000)
    let fields = ["id_str", "full_text", "lang", "created_at", "in_reply_to_screen_name"]
    var tweet = Array("{".utf8)
    for key in fields { tweet += Array("\"\(key)\":\"".utf8) + bad + Array("\",".utf8) }
    tweet += Array("\"x\":1}".utf8)
    let found = try archive(tweet + [44] + tweet + [93])
    #expect(found.rows.count == 2)
  }

  @Test func `that is only an opening bracket is set aside`() throws {
    let dump = try reading(Array("[\n".utf8) + comment("a", Array("een".utf8)))
    #expect(dump.rows.count == 1)
    #expect(dump.setAside.map(\.reason) == [.notJSON])
  }

  @Test func `lies in an archive larger than the pieces that it is read in`() throws {
    // 40,000 tweets of 250 bytes are 10 MB; pieces are 4 MiB.
    var list: [UInt8] = []
    for i in 1...40_000 {
      if i > 1 { list.append(44) }
      list += Array(
        ("\n{ \"tweet\" : { \"id_str\" : \"\(i)\", \"full_text\" : \"nummer \(i) \\\\\\\" ] } \\u00e9"
          + String(repeating: "x", count: 170)
          + "\", \"created_at\" : \"Wed Oct 10 20:19:24 +0000 2018\" } }").utf8)
    }
    let found = try archive(list + [93])
    #expect(found.tally.read == 40_000)
    #expect(found.rows.count == 40_000)
    let inOrder = found.rows.enumerated().allSatisfy {
      $1["post_id"] as? String == "\($0 + 1)"
        && ($1["text"] as? String)?.hasPrefix("nummer \($0 + 1) \\\" ] } éx") == true
    }
    #expect(inOrder)
  }
}
