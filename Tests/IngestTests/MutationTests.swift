import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

@Suite struct `Whatever bytes are changed in an export` {
  /// A generator that gives the same numbers everywhere (Knuth's MMIX constants).
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }

    /// Changes a few bytes: to another, gone, or doubled; mostly to ones that mean something.
    mutating func change(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      let signs = Array("{}[]\",:\\0-\n ".utf8) + [0, 0xFF, 0xC3]
      for _ in 0...roll(4) where !bytes.isEmpty {
        let at = roll(bytes.count)
        switch roll(4) {
        case 0: bytes.remove(at: at)
        case 1: bytes.insert(signs[roll(signs.count)], at: at)
        case 2: bytes[at] = UInt8(roll(256))
        default: bytes[at] = signs[roll(signs.count)]
        }
      }
      return roll(8) == 0 ? Array(bytes[..<roll(bytes.count + 1)]) : bytes
    }
  }

  @Test(arguments: ExportFixture.all.filter { !$0.has("complaint.json") })
  func `each record read is kept or set aside, and nothing is let out`(
    _ fixture: ExportFixture
  ) throws {
    var dice = Dice(
      state: UInt64(truncatingIfNeeded: fixture.name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
    let files = fixture.inputs.flatMap { path -> [String] in
      guard let below = FileManager.default.subpaths(atPath: path) else { return [path] }
      return below.isEmpty ? [path] : below.map { path + "/" + $0 }
    }
    let root = Repository.folder(fixture.path).path + "/"
    for _ in 0..<40 {
      let work = try Workdir()
      for file in files {
        guard let bytes = FileManager.default.contents(atPath: file) else { continue }
        try work.write(String(file.dropFirst(root.count)), dice.change([UInt8](bytes)))
      }
      let inputs = fixture.inputs.map { work.path(String($0.dropFirst(root.count))) }
      let reading = Reading(try fixture.type(), inputs, try fixture.settings())
      #expect(reading.complaint?.status != .software)
      #expect(reading.complaint != nil || reading.tally.balances)
      let shown = reading.shown
      #expect(Canary.found(in: shown).isEmpty)
    }
  }
}
