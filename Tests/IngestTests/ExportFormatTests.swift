import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

@Suite struct `Every export format` {
  @Test(arguments: ExportFixture.all)
  func `reads its fixtures as they were written down by hand`(_ fixture: ExportFixture) throws {
    try fixture.expect(try fixture.reading())
  }

  @Test(arguments: ExportFixture.all.filter { $0.has("input") && !$0.has("as-folder-only") })
  func `reads a zip as it reads the folder`(_ fixture: ExportFixture) throws {
    let work = try Workdir()
    let zip = try work.write("canarypath7q.zip", try fixture.zipped())
    let reading = Reading(try fixture.type(), [zip], try fixture.settings())
    try fixture.expect(reading)
    #expect(Canary.found(in: reading.shown).isEmpty)
  }

  @Test(arguments: ExportFixture.all.filter { !$0.has("complaint.json") }, [2, 3, 7])
  func `gives the same when a file of lines is cut in pieces`(
    _ fixture: ExportFixture, _ pieces: Int
  ) throws {
    guard try fixture.type() is any LineFormat.Type else { return }
    let (whole, cut) = (try fixture.reading(), try fixture.reading(pieces: pieces))
    #expect(PostFields.plain(whole.rows) == PostFields.plain(cut.rows))
    #expect(whole.tally == cut.tally)
  }

  @Test(arguments: ExportFixture.all)
  func `lets no text, name, handle or path into messages`(_ fixture: ExportFixture) throws {
    let reading = try fixture.reading()
    #expect(Canary.found(in: reading.shown).isEmpty)
  }

  @Test(arguments: ExportFixture.all.filter { !$0.has("complaint.json") })
  func `is not taken for another format`(_ fixture: ExportFixture) throws {
    for export in try Exports.open(fixture.inputs) {
      for other in ExportFormats.all where other.name != fixture.format {
        let score = try other.recognise(export)?.score ?? 0
        #expect(score < 50, "\(other.name) claims it")
      }
    }
  }

  @Test(arguments: ExportFixture.all.filter { !$0.has("complaint.json") })
  func `knows its own exports, unless a mapping file has to explain them`(
    _ fixture: ExportFixture
  ) throws {
    guard try fixture.settings().mapping == nil else { return }
    for export in try Exports.open(fixture.inputs) {
      let score = try fixture.type().recognise(export)?.score ?? 0
      #expect(score >= 50)
    }
  }

  @Test func `stands in the list, and nothing else does`() {
    let listed = Set(ExportFormats.all.map { "\($0).swift" })
    let files = ExportFixture.names("Sources/Ingest/Formats").filter { name in
      // An empty file is a place kept for a format; `Type+Verb.swift` belongs to its type.
      let size = (try? Repository.bytes("Sources/Ingest/Formats/\(name)").count) ?? 0
      return name.hasSuffix(".swift") && !name.contains("+") && size > 0
    }
    #expect(listed == Set(files), "one line in ExportFormats.swift for each file of Formats/")
    #expect(Set(ExportFormats.all.map { $0.name }).count == ExportFormats.all.count)
  }

  @Test func `has at least one fixture`() {
    let folders = Set(ExportFixture.all.map(\.format))
    for type in ExportFormats.all {
      #expect(folders.contains(type.name), "add \(ExportFixture.root)/\(type.name)/<case>/")
    }
  }
}
