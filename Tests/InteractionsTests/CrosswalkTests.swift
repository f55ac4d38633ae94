import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

@Suite struct `The crosswalks` {
  private static let files: [(name: String, scheme: any OriginScheme.Type)] = [
    ("cbs-2022", CBS2022.self), ("cbs-old", CBSOld.self), ("destatis", Destatis.self),
    ("destatis", DestatisCitizenship.self), ("unece", UNECE.self),
  ]

  private func rows(_ name: String) throws -> [[String]] {
    var reader = CSVReader(bytes: try Repository.bytes("data-schema/origins/\(name).csv"))
    var rows: [[String]] = []
    while let row = reader.next() { rows.append(row.map { String(decoding: $0, as: UTF8.self) }) }
    return rows
  }

  @Test func `are those of the data files, to the byte, with a row for every country`() throws {
    for (name, scheme) in Self.files {
      let path = "data-schema/origins/\(name).csv"
      let bytes = try Repository.bytes(path)
      #expect(scheme.crosswalk?.csv == bytes, "run scripts/origins.py after changing \(path)")
      #expect(try Crosswalk(csv: bytes) == scheme.crosswalk)
      #expect(try rows(name).dropFirst().map { $0[0] } == Countries.codes)
    }
    let named = OriginSchemes.all.filter { $0.crosswalk != nil }.map { $0.name }
    #expect(named.sorted() == Self.files.map { $0.scheme.name }.sorted())
    let folder = try FileManager.default.contentsOfDirectory(
      atPath: Repository.folder("data-schema/origins").path)
    #expect(
      folder.sorted()
        == (Set(Self.files.map { "\($0.name).csv" }).union(["countries.csv", "groups.csv"]))
        .sorted())
  }

  @Test func `use groups that have labels, and every group is used`() throws {
    let labels = try rows("groups").dropFirst()
    for (name, scheme) in Self.files {
      let mine = labels.filter { $0[0] == name }.filter {
        scheme.name != "destatis-citizenship" || $0[1] != "one-sided"
      }
      #expect(
        scheme.allGroups.map { [$0.name, $0.english, $0.dutch] }
          == mine.map { Array($0.dropFirst()) })
      let used = Set(try rows(name).dropFirst().flatMap { $0.dropFirst(2) })
      #expect(used.union(["home-country", "one-sided"]).isSuperset(of: mine.map { $0[1] }))
      #expect(used.isSubset(of: mine.map { $0[1] }))
      #expect(Set(mine.map { $0[1] }).count == mine.count)
    }
  }

  @Test func `of a level lie inside the groups of the wider one`() throws {
    for (name, _) in Self.files {
      for (inner, outer) in [(3, 2), (4, 3)] {
        var around: [String: String] = [:]
        for row in try rows(name).dropFirst() {
          #expect(around[row[inner], default: row[outer]] == row[outer])
          around[row[inner]] = row[outer]
        }
      }
    }
  }

  @Test func `have the countries of the country table, with name, continent and withdrawal`() throws
  {
    let table = try rows("countries")
    #expect(table[0] == ["country", "name", "continent", "withdrawn"])
    #expect(table.dropFirst().map { $0[0] } == Countries.codes)
    for row in table.dropFirst() {
      let country = try #require(Country(row[0]))
      #expect(country.name == row[1] && !row[1].isEmpty)
      #expect(country.continent.rawValue == row[2])
      #expect(country.withdrawn.map(String.init) ?? "" == row[3])
      for (name, _) in Self.files {
        #expect(try rows(name).first { $0[0] == row[0] }?[1] == row[1])
      }
    }
    // ISO 3166-3: 22 former countries.
    #expect(table.dropFirst().count { !$0[3].isEmpty } == 22)
    #expect(Set(table.map { $0[1] }).count == table.count)
  }

  @Test func `may be a researcher's own file`() throws {
    let own = try Crosswalk(
      csv: Array("main_group;country\nnorth;DEU\nnorth;NOR\nsouth;ITA\n".utf8))
    let setting = try OriginSetting(CBS2022.self, crosswalk: own)
    func group(_ code: String) -> [String] {
      setting.origin(of: Declared(own: Country(code), mother: nil, father: nil))
        .membership.parts.map(\.group)
    }
    #expect(group("NOR") == ["north"] && group("ITA") == ["south"])
    // No row: unknown, not "other".
    #expect(group("TUR") == [])
    #expect(setting.name == "cbs-2022, own crosswalk")
  }

  @Test(arguments: [
    ("", "is empty; the first line must name the columns"),
    ("country,group\nDEU,a\n", "line 1: needs the columns country and main_group"),
    ("country,main_group\nXXQ,a\n", "line 2: country: is no ISO 3166 alpha-3 code"),
    ("country,main_group\nDEU,a\nDEU,b\n", "line 3: country: DEU stands twice"),
    ("country,main_group\nDEU,\n", "line 2: main_group: is empty"),
  ])
  func `complain of a file that cannot be meant`(_ text: String, _ message: String) {
    do {
      _ = try Crosswalk(csv: Array(text.utf8))
      Issue.record("no complaint")
    } catch { #expect((error as? Complaint)?.description == message) }
  }
}
