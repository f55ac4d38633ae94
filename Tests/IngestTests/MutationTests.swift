import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

@Suite struct `Whatever bytes are changed in an export` {
  /// Changed exports for each fixture; `scripts/fuzz.sh` asks for more.
  private static let rounds =
    ProcessInfo.processInfo.environment["SCHAKEL_MUTATIONS"].flatMap(Int.init) ?? 25

  @Test(arguments: ExportFixture.all)
  func `each record read is kept or set aside, and nothing is let out`(
    _ fixture: ExportFixture
  ) throws {
    var dice = Dice("\(fixture)")
    let root = Repository.folder(fixture.path).path + "/"
    let type = try fixture.type()
    var files: [(name: String, bytes: [UInt8])] = []
    for input in fixture.inputs {
      let below = FileManager.default.subpaths(atPath: input)?.sorted() ?? []
      for file in below.isEmpty ? [input] : below.map({ input + "/" + $0 }) {
        guard let bytes = FileManager.default.contents(atPath: file) else { continue }
        files.append((String(file.dropFirst(root.count)), [UInt8](bytes)))
      }
    }
    for round in 1...max(1, Self.rounds) {
      let work = try Workdir()
      for file in files { try work.write(file.name, dice.change(file.bytes)) }
      var settings = try fixture.settings()
      if let mapping = settings.mapping, dice.roll(4) == 0 {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: mapping)))
        settings.mapping = try work.write("mapping.yaml", dice.change(bytes))
      }
      let inputs = fixture.inputs.map { work.path(String($0.dropFirst(root.count))) }
      let reading = Reading(type, inputs, settings)
      let which = Comment(rawValue: "round \(round)")
      #expect(reading.complaint?.status != .software, which)
      #expect(reading.complaint != nil || reading.tally.balances, which)
      #expect(reading.brokenFields == 0, which)
      #expect(Canary.found(in: reading.shown).isEmpty, which)
      guard type is any LineFormat.Type else { continue }
      let cut = Reading(type, inputs, settings, pieces: 2 + dice.roll(5))
      #expect(cut.tally == reading.tally, which)
      #expect(PostFields.plain(cut.rows) == PostFields.plain(reading.rows), which)
      #expect(cut.complaint == reading.complaint, which)
    }
  }
}
