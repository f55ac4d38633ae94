import Foundation
import Ingest
import SchakelTesting
import Testing

/// Donors unpack archives, look into them, and pack them again with whatever their computer has.
@Suite struct `An archive that its donor packed again` {
  enum Way: String, CaseIterable, Sendable {
    case macFinder, contentsOfTheFolder, contentsOfData, backslashes, editorOfWindows, utf16
    case oneFolderMore, otherFilesOfTheSameName
  }

  private static let fixture = ExportFixture(format: "x-archive", name: "layout-of-2022")

  private static func pack(_ way: Way) throws -> [UInt8] {
    let root = Repository.folder("\(fixture.path)/input")
    var entries: [StoredZip.Entry] = []
    for path in try #require(FileManager.default.subpaths(atPath: root.path)).sorted() {
      let file = root.appendingPathComponent(path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      var name = path
      var bytes = [UInt8](try Data(contentsOf: file))
      let inner = path.split(separator: "/").dropFirst().joined(separator: "/")
      switch way {
      case .macFinder:
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let fork: [UInt8] = [0, 5, 0x16, 7, 0, 2, 0, 0] + Array("Mac OS X[{".utf8)
        entries.append(.init("__MACOSX/\(folder)/._\(file.lastPathComponent)", fork))
      case .contentsOfTheFolder: name = inner
      case .contentsOfData: name = file.lastPathComponent
      case .backslashes: name = path.replacing("/", with: "\\")
      case .editorOfWindows:
        let text = String(decoding: bytes, as: UTF8.self).replacing("\n", with: "\r\n")
        bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8) + Array(";\r\n".utf8)
      case .utf16:
        let units = String(decoding: bytes, as: UTF8.self).utf16
        bytes = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .oneFolderMore: name = "canarypath7q/\(path)"
      case .otherFilesOfTheSameName:
        let top = path.split(separator: "/")[0]
        entries.append(
          .init("\(top)/data/tweets_media/\(entries.count)-tweets.js", Array("x".utf8)))
      }
      entries.append(.init(name, bytes))
    }
    return StoredZip(entries).bytes()
  }

  @Test(arguments: Way.allCases)
  func `says the same`(_ way: Way) throws {
    let work = try Workdir()
    let zip = try work.write("canarypath7q.ZIP", try Self.pack(way))
    var reading = Reading(try Self.fixture.type(), [zip], try Self.fixture.settings())
    if way == .contentsOfData {
      // The files lie elsewhere, and places say so.
      for index in reading.rows.indices {
        var place = try #require(reading.rows[index]["place"] as? [String: Any])
        place["member"] = "data/\(try #require(place["member"] as? String))"
        reading.rows[index]["place"] = place
      }
    }
    try Self.fixture.expect(reading)
    #expect(Canary.found(in: reading.shown).isEmpty)
  }
}
