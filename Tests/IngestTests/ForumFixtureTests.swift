import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

/// Folders of `Tests/Fixtures/exports/<format>`; each is a claim with its input and what is
/// expected of it, written by hand.
enum ForumFixtures {
  static let all: [String] = ["vbulletin4-html", "mapped"].flatMap { format in
    let folder = Repository.folder("Tests/Fixtures/exports/\(format)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { "\(format)/\($0)" }
  }

  static func settings(_ json: Any) throws -> SourceSettings {
    let object = try #require((json as? [String: Any])?["settings"] as? [String: String])
    var settings = SourceSettings()
    settings.platform = object["platform"]
    settings.timezone = object["timezone"]
    settings.dates = object["dates"]
    settings.captured = object["captured"]
    settings.mappingShown = object["mapping"]
    settings.mapping = object["mapping"].map { Repository.folder($0).path }
    return settings
  }

  static func read(_ fixture: String) throws -> ReadPosts {
    let folder = Repository.folder("Tests/Fixtures/exports/\(fixture)")
    let source = try Repository.json("Tests/Fixtures/exports/\(fixture)/source.json")
    let name = try #require((source as? [String: Any])?["format"] as? String)
    let type = try #require(ExportFormats.named(name))
    let format = try #require(try type.init(settings(source)) as? any DocumentFormat)
    let input = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .first { $0 == "input" || $0.hasPrefix("input.") })
    return try ReadPosts(format, [try MemoryExport(at: folder.appendingPathComponent(input))])
  }
}

@Suite struct `Every forum and mapped fixture` {
  @Test(arguments: ForumFixtures.all)
  func `gives the posts and the tally that it claims`(fixture: String) throws {
    let found = try ForumFixtures.read(fixture)
    let folder = "Tests/Fixtures/exports/\(fixture)"
    let lines = try Repository.text("\(folder)/posts.ndjson").split(separator: "\n")
    #expect(found.records.count == lines.count)
    for (line, record) in zip(lines, found.records) {
      let expected = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(record as NSDictionary == expected as NSDictionary)
    }
    let tally = try #require(try Repository.json("\(folder)/tally.json") as? [String: Any])
    #expect(found.read == tally["read"] as? Int)
    #expect(found.records.count == tally["kept"] as? Int)
    #expect(found.reasons == tally["set_aside"] as? [String: Int])
    #expect(found.read == found.records.count + found.reasons.values.reduce(0, +))
  }

  @Test(arguments: ForumFixtures.all)
  func `names no member path in its places and reasons`(fixture: String) throws {
    let found = try ForumFixtures.read(fixture)
    for aside in found.setAside {
      #expect(Canary.found(in: aside.member + "\(aside.detail)").isEmpty)
    }
    for record in found.records {
      #expect(Canary.found(in: (record["place"] as? [String: Any]).map { "\($0)" } ?? "").isEmpty)
    }
  }
}
