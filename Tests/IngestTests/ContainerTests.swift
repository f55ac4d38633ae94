import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

/// What opening and reading all members of a path gives.
func contents(_ path: String, limits: UnpackLimits = .usual) throws -> [String: [UInt8]] {
  let export = try Exports.open(path, input: 1, limits: limits)
  return try Dictionary(
    uniqueKeysWithValues: export.members.map { ($0.name, try export.bytes($0)) })
}

/// The complaint that a body ends in.
func complaint(_ body: () throws -> Void) -> Complaint? {
  do {
    try body()
    return nil
  } catch {
    return error as? Complaint
  }
}

@Suite struct `Every container` {
  private let files: [(name: String, bytes: [UInt8])] = [
    ("data/b.js", Array("twee".utf8)), ("data/a.js", Array("een".utf8)),
    ("data/éé.js", []), ("z.txt", Array("ü".utf8)),
  ]

  /// The same four files as folder, zip, tar, tar.gz and tar.zst.
  private func containers(_ work: Workdir) throws -> [String] {
    for file in files { try work.write("folder/\(file.name)", file.bytes) }
    let zip = StoredZip(files.map { StoredZip.Entry($0.name, $0.bytes) }).bytes()
    let tar = Packed.tar(files)
    return [
      work.path("folder"), try work.write("e.zip", zip), try work.write("e.tar", tar),
      try work.write("e.tar.gz", Packed.gzip(tar)), try work.write("e.tar.zst", Packed.zstd(tar)),
    ]
  }

  @Test func `names its members alike, sorted bytewise, and gives their bytes`() throws {
    let work = try Workdir()
    for path in try containers(work) {
      let export = try Exports.open(path, input: 3)
      // 'a' and 'b' are below the first byte of 'é' in UTF-8; letters of folders come before 'z'.
      #expect(export.members.map(\.name) == ["data/a.js", "data/b.js", "data/éé.js", "z.txt"])
      #expect(export.members.allSatisfy { $0.input == 3 })
      #expect(export.members.map(\.size) == [3, 4, 0, 2])
      #expect(export.refused.isEmpty)
      let bytes = try export.members.map { try export.bytes($0) }
      #expect(bytes == ["een", "twee", "", "ü"].map { Array($0.utf8) })
    }
  }

  @Test func `opens a member again, and several at once, in any order`() throws {
    let work = try Workdir()
    for path in try containers(work) {
      let export = try Exports.open(path, input: 1)
      let sources = try export.members.reversed().map { try export.open($0) }
      let texts = try sources.map { try $0.readAll(limit: 100).count }
      #expect(texts == [2, 0, 4, 3])
      #expect(try export.head(export.members[1], 2) == Array("tw".utf8))
      #expect(try export.bytes(export.members[1]) == Array("twee".utf8))
    }
  }

  @Test func `passes over what operating systems leave behind`() throws {
    let work = try Workdir()
    let names = ["__MACOSX/data/._a.js", "data/._a.js", "data/.DS_Store", "Thumbs.db", "data/a.js"]
    let zip = StoredZip(names.map { StoredZip.Entry($0, "x") }).bytes()
    let export = try Exports.open(try work.write("e.zip", zip), input: 1)
    #expect(export.members.map(\.name) == ["data/a.js"])
    #expect(export.refused.isEmpty)
  }

  @Test func `counts names that climb out, are absolute, or are links, and uses none of them`()
    throws
  {
    let work = try Workdir()
    var link = StoredZip.Entry("data/link-canarypath7q.js", "/etc/passwd")
    link.isLink = true
    let zip = StoredZip([
      .init("../canarypath7q.js", "x"), .init("data/../../canarypath7q.js", "x"),
      .init("..\\canarypath7q.js", "x"), .init("/canarypath7q.js", "x"),
      .init("C:/canarypath7q.js", "x"), link, .init("data\\a.js", "goed"),
    ]).bytes()
    let export = try Exports.open(try work.write("e.zip", zip), input: 2)
    #expect(export.members.map(\.name) == ["data/a.js"])
    #expect(export.refused.map(\.reason) == Array(repeating: .unsafePath, count: 6))
    #expect(export.refused.map(\.ordinal) == [1, 2, 3, 4, 5, 6])
    #expect(export.refused.allSatisfy { $0.input == 2 && $0.member.isEmpty })
  }

  @Test func `counts links in a folder and does not follow them`() throws {
    let work = try Workdir()
    try work.write("folder/data/a.js", "goed")
    try work.write("elsewhere/secret.js", "geheim")
    for (link, target) in [("folder/l.js", "elsewhere/secret.js"), ("folder/deep", "elsewhere")] {
      try FileManager.default.createSymbolicLink(
        atPath: work.path(link), withDestinationPath: work.path(target))
    }
    let export = try Exports.open(work.path("folder"), input: 1)
    #expect(export.members.map(\.name) == ["data/a.js"])
    #expect(export.refused.map(\.reason) == [.unsafePath, .unsafePath])
  }

  @Test func `counts members whose names are no UTF-8 or empty`() throws {
    let work = try Workdir()
    var raw = StoredZip.Entry("", "x")
    raw.name = Array("data/".utf8) + [0xE9, 0xE8] + Array(".js".utf8)
    let zip = StoredZip([raw, .init("a.js", "x")]).bytes()
    let export = try Exports.open(try work.write("e.zip", zip), input: 1)
    #expect(export.members.map(\.name) == ["a.js"])
    #expect(export.refused.map(\.reason) == [.unnamedMember])
  }

  @Test func `takes the later of two members with one name, and counts the earlier`() throws {
    let work = try Workdir()
    let zip = StoredZip([.init("a.js", "oud"), .init("b.js", "b"), .init("a.js", "nieuw")]).bytes()
    let path = try work.write("e.zip", zip)
    #expect(try contents(path)["a.js"] == Array("nieuw".utf8))
    #expect(try Exports.open(path, input: 1).refused.map(\.reason) == [.duplicate])
  }

  @Test func `numbers inputs in the order given and says which one is wrong`() throws {
    let work = try Workdir()
    let path = try work.write("canarypath7q.ndjson", "{}\n")
    let exports = try Exports.open([path, path])
    #expect(exports.map { $0.members[0].input } == [1, 2])
    let missing = complaint { _ = try Exports.open([path, work.path("canarypath7q-weg")]) }
    #expect(missing?.description == "input 2: no such file")
    #expect(missing?.status == .noInput)
  }
}

@Suite struct `A lone file` {
  private let text = Array("{\"a\":1}\n{\"a\":2}\n".utf8)

  @Test func `is an export of one member, without the suffix of its packing`() throws {
    let work = try Workdir()
    for (name, bytes) in [
      ("RC.ndjson", text), ("RC.ndjson.gz", Packed.gzip(text)),
      ("RC.ndjson.zst", Packed.zstd(text)),
    ] {
      let export = try Exports.open(try work.write(name, bytes), input: 1)
      #expect(export.members.map(\.name) == ["RC.ndjson"])
      #expect(try export.bytes(export.members[0]) == text)
      #expect(try export.bytes(export.members[0]) == text)
    }
  }

  @Test func `is unpacked by what it holds, whatever its name says`() throws {
    let work = try Workdir()
    let zip = StoredZip([.init("RC.ndjson", text)]).bytes()
    for bytes in [
      text, Packed.gzip(text), Packed.zstd(text), zip, Packed.tar([("RC.ndjson", text)]),
      Packed.gzip(Packed.tar([("RC.ndjson", text)])),
    ] {
      let path = try work.write("dump", bytes)
      #expect(try openByteSource(path).readAll(limit: 1000) == text)
    }
    // Several frames one after the other are one file, as gzip and zstd have it.
    let twice = try work.write("dump", Packed.gzip(text) + Packed.gzip(text))
    #expect(try openByteSource(twice).readAll(limit: 1000) == text + text)
  }

  @Test func `of UTF-16, or with a byte order mark, is read as UTF-8`() throws {
    let work = try Workdir()
    let words = "{\"a\":\"één 😄\"}\n"
    let little = words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [
      Array(words.utf8), [0xEF, 0xBB, 0xBF] + words.utf8, [0xFF, 0xFE] + little,
      [0xFE, 0xFF] + big, little, big,
    ] {
      let path = try work.write("a.ndjson", bytes)
      #expect(try openByteSource(path).readAll(limit: 1000) == Array(words.utf8))
    }
    // Half a pair, and an odd last byte, become U+FFFD and are counted.
    let broken = try work.write("a.ndjson", [0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8, 0x62, 0, 0x63])
    let export = try Exports.open(broken, input: 1)
    let source = try export.openText(export.members[0])
    #expect(try source.readAll(limit: 100) == Array("a\u{FFFD}b\u{FFFD}".utf8))
    #expect(source.repairs == 2)
  }

  @Test func `of UTF-16 is converted right across the blocks that it is read in`() throws {
    let work = try Workdir()
    let words = String(repeating: "a😄é", count: 70_000)
    let path = try work.write(
      "a.txt", [0xFF, 0xFE, 0x2E, 0] + words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(try openByteSource(path).readAll(limit: 1 << 20) == Array(("." + words).utf8))
  }

  @Test func `on standard input can be looked at and then read`() throws {
    for bytes in [text, Packed.gzip(text), Packed.zstd(text)] {
      let pipe = Pipe()
      pipe.fileHandleForWriting.write(Data(bytes))
      try pipe.fileHandleForWriting.close()
      let export = try Exports.open(
        "-", input: 1, standardInput: pipe.fileHandleForReading.fileDescriptor)
      #expect(try export.head(export.members[0], 5) == Array(text[..<5]))
      #expect(try export.bytes(export.members[0]) == text)
      #expect(try export.bytes(export.members[0]) == text)
    }
  }

  @Test func `on standard input gives its bytes once when it is a line source`() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(Packed.zstd(text)))
    try pipe.fileHandleForWriting.close()
    let source = try openByteSource(
      "-", standardInput: pipe.fileHandleForReading.fileDescriptor)
    #expect(try source.readAll(limit: 1000) == text)
  }
}
