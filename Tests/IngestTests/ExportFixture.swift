import Corpus
import Foundation
import Ingest
import SchakelTesting
import Testing

/// One folder `Tests/Fixtures/exports/<format>/<case>/`; its files are described in
/// `Tests/Fixtures/exports/README.md`.
struct ExportFixture: Sendable, CustomTestStringConvertible {
  static let root = "Tests/Fixtures/exports"
  let format: String
  let name: String
  var testDescription: String { "\(format)/\(name)" }

  static let all: [ExportFixture] = folders(root).flatMap { format in
    folders("\(root)/\(format)").map { ExportFixture(format: format, name: $0) }
  }

  var path: String { "\(Self.root)/\(format)/\(name)" }

  func has(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.folder("\(path)/\(file)").path)
  }

  var inputs: [String] {
    Self.names(path).filter { $0.hasPrefix("input") }.map {
      Repository.folder("\(path)/\($0)").path
    }
  }

  func type() throws -> any ExportFormat.Type {
    try #require(ExportFormats.named(format), "no format is named as the folder '\(format)'")
  }

  func settings() throws -> SourceSettings {
    var settings = SourceSettings()
    let source = try #require(try Repository.json("\(path)/source.json") as? [String: Any])
    #expect(source["format"] as? String == format, "the folder and source.json name two formats")
    let given = try #require(source["settings"] as? [String: Any])
    let known: Set = [
      "platform", "timezone", "dates", "captured", "mapping", "include_deleted", "include_messages",
    ]
    #expect(known.isSuperset(of: given.keys), "a setting that no source has")
    settings.platform = given["platform"] as? String
    settings.timezone = given["timezone"] as? String
    settings.dates = given["dates"] as? String
    settings.captured = given["captured"] as? String
    if let mapping = given["mapping"] as? String {
      settings.mapping = Repository.folder(mapping).path
      settings.mappingShown = mapping
    }
    settings.includeDeleted = given["include_deleted"] as? Bool ?? false
    settings.includeMessages = given["include_messages"] as? Bool ?? false
    return settings
  }

  func records(_ file: String) throws -> [[String: Any]] {
    try Repository.text("\(path)/\(file)").split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  func reading(pieces: Int = 1) throws -> Reading {
    Reading(try type(), inputs, try settings(), pieces: pieces)
  }

  /// The files below `input/`, by path, as entries of a zip.
  func zipped() throws -> [UInt8] {
    let folder = Repository.folder("\(path)/input")
    let paths = try #require(FileManager.default.subpaths(atPath: folder.path)).sorted()
    return StoredZip(
      try paths.compactMap { name in
        let file = folder.appendingPathComponent(name)
        if try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false { return nil }
        return StoredZip.Entry(name, [UInt8](try Data(contentsOf: file)))
      }
    ).bytes()
  }

  static func names(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: Repository.folder(folder).path))?
      .sorted() ?? []
  }

  private static func folders(_ folder: String) -> [String] {
    names(folder).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: Repository.folder("\(folder)/\($0)").path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  /// What differs; in a whole record (one with `record`) every key counts.
  private static func differences(wanted: [String: Any], found: [String: Any]) -> [String] {
    var wanted = wanted
    if (wanted["replies"] as? [Any])?.isEmpty ?? false { wanted["replies"] = nil }
    let differences = PostFields.differences(wanted: wanted, found: found)
    guard wanted["record"] != nil else { return differences }
    let unwanted = found.keys.filter { key in
      wanted[key] == nil && !PostFields.strict.contains(key)
        && !(key == "created_precision" && found["created_at"] == nil)
    }
    return differences + unwanted.sorted().map { "\($0): wanted nothing" }
  }

  /// Compares what was read with what was written by hand.
  func expect(_ reading: Reading) throws {
    if has("complaint.json") {
      let wanted = try #require(try Repository.json("\(path)/complaint.json") as? [String: Any])
      let complaint = try #require(reading.complaint, "it was not refused")
      #expect(Int(complaint.status.rawValue) == wanted["status"] as? Int)
      let words = try #require(wanted["contains"] as? String)
      #expect(complaint.description.contains(words))
      return
    }
    #expect(reading.complaint == nil)
    let wanted = try records("posts.ndjson")
    #expect(reading.rows.count == wanted.count)
    for (index, (wanted, found)) in zip(wanted, reading.rows).enumerated() {
      let differences = Self.differences(wanted: wanted, found: found)
      #expect(differences.isEmpty, "post \(index + 1)")
    }
    let tally = try #require(try Repository.json("\(path)/tally.json") as? [String: Any])
    #expect(reading.tally.read == tally["read"] as? Int)
    #expect(reading.tally.kept == tally["kept"] as? Int)
    let reasons = Dictionary(
      uniqueKeysWithValues: reading.tally.sorted.map { ($0.reason, $0.count) })
    #expect(reasons == tally["set_aside"] as? [String: Int])
    #expect(reading.tally.balances)
    if let repaired = tally["repaired"] as? Int { #expect(reading.repaired == repaired) }
    if has("aliases.ndjson") {
      let pairs = try records("aliases.ndjson").map { alias in
        ["platform", "account", "handle"].map { alias[$0] as? String ?? "" }.joined(separator: " ")
      }
      #expect(reading.aliases.sorted() == pairs.sorted())
    }
  }
}
