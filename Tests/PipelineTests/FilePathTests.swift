import Corpus
import Foundation
import Pipeline
import SchakelTesting
import Testing

@Suite struct `Every file that a pipeline names` {
  private func text(key: String, roster: String = "roster.csv") -> String {
    """
    schakel: 1
    privacy: {key: \(key)}
    groups: {roster: \(roster)}
    stages:
      posts: {use: ingest, sources: [{format: reddit-dump, files: "-"}]}
      T1: {use: tabulate, table: corpus}
    """
  }

  @Test func `is looked for beside the pipeline file, and ~ is the home folder`() throws {
    let work = try Workdir()
    try work.write("home/contact.key", "key")
    try work.write("study/roster.csv", "person\n")
    let file = try work.write("study/study.yaml", text(key: "~/contact.key"))
    chmod(work.path("home/contact.key"), 0o600)
    let reading = try PipelineFile.read(
      path: file, PipelineFile.Options(home: work.path("home")))
    #expect(reading.mistakes.map(\.text) == [])
    #expect(reading.plan?.privacy.key == .file(work.path("home/contact.key")))
    #expect(reading.plan?.groups?.roster == work.path("study/roster.csv"))
  }

  @Test func `that is a key must be closed to others`() throws {
    let work = try Workdir()
    try work.write("contact.key", "key")
    try work.write("roster.csv", "person\n")
    let file = try work.write("study.yaml", text(key: "contact.key"))
    chmod(work.path("contact.key"), 0o644)
    let reading = try PipelineFile.read(path: file)
    #expect(reading.mistakes.map(\.code) == [.openKeyFile])
    #expect(
      reading.mistakes.map(\.message) == [
        "others may read the key; close it with chmod 600 contact.key"
      ])
  }

  @Test func `is not looked for when files are not to be checked`() throws {
    let work = try Workdir()
    let file = try work.write("study.yaml", text(key: "contact.key"))
    let reading = try PipelineFile.read(path: file, PipelineFile.Options(checksFiles: false))
    #expect(reading.mistakes.map(\.text) == [])
  }

  @Test func `as the pipeline file itself, must exist and be no folder`() throws {
    let work = try Workdir()
    #expect(throws: Complaint("no such file", at: work.path("none.yaml"), status: .noInput)) {
      try PipelineFile.read(path: work.path("none.yaml"))
    }
    #expect(throws: Complaint.self) { try PipelineFile.read(path: work.url.path) }
  }

  @Test func `may begin with a byte-order mark and have CR LF lines`() throws {
    let lines = text(key: "off, reason: invented accounts").replacing("\n", with: "\r\n")
    let bytes = [0xEF, 0xBB, 0xBF] + [UInt8](lines.utf8) + [UInt8]("\r\nseeed: 1\r\n".utf8)
    let reading = PipelineFile.read(
      bytes: bytes, file: "study.yaml", PipelineFile.Options(checksFiles: false))
    #expect(
      reading.mistakes.map(\.text) == [
        """
        study.yaml:7:1: seeed: no key named 'seeed' — did you mean 'seed'?
            7 | seeed: 1
              | ^^^^^
        """
      ])
  }
}

@Suite struct `Every pattern of files` {
  @Test func `finds names by * and ?, and folders of any depth by **, sorted bytewise`() throws {
    let work = try Workdir()
    for name in [
      "a.zip", "B.zip", "b.tar", "c/d.zip", "c/e/f.zip", "c/.hidden/g.zip", ".h.zip", "c/é.zip",
    ] {
      try work.write(name, "invented")
    }
    func found(_ pattern: String) -> [String] {
      FilePattern(work.path(pattern)).matches().map {
        $0.replacing(work.url.path + "/", with: "")
      }
    }
    #expect(found("*.zip") == ["B.zip", "a.zip"])
    #expect(found("?.*") == ["B.zip", "a.zip", "b.tar"])
    #expect(found("**/*.zip") == ["B.zip", "a.zip", "c/d.zip", "c/e/f.zip", "c/é.zip"])
    #expect(found("c/**") == ["c/d.zip", "c/e/f.zip", "c/é.zip"])
    #expect(found("*/?.zip") == ["c/d.zip", "c/é.zip"])
    #expect(found("c") == ["c"])
    #expect(found(".*.zip") == [".h.zip"])
    #expect(found("none*") == [])
    #expect(found("none") == [])
  }

  @Test func `does not walk in circles through links`() throws {
    let work = try Workdir()
    try work.write("c/d.zip", "invented")
    try FileManager.default.createSymbolicLink(
      atPath: work.path("c/loop"), withDestinationPath: work.path("c"))
    #expect(
      FilePattern(work.path("**/*.zip")).matches() == [work.path("c/d.zip")])
  }
}
