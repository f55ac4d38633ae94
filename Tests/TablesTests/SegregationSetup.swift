import Corpus
import Foundation
import SchakelTesting
import Tables
import Testing

/// Numbers of a table out of the bytes of its machine form.
struct TidyNumbers {
  struct Line {
    let value: Double?
    let low: Double?
    let high: Double?
    let flag: String
    let reason: String
  }
  private var lines: [[String]: Line] = [:]

  init(_ table: Table) {
    let text = String(decoding: TidyCSV().write(table, context: TableContext()), as: UTF8.self)
    for line in text.split(separator: "\n").dropFirst() {
      let f = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      lines[Array(f[0..<4])] = Line(
        value: Double(f[4]), low: Double(f[5]), high: Double(f[6]), flag: f[8], reason: f[9])
    }
  }

  subscript(measure: String, by: String = "(all)", level: String = "(all)", group: String = "(all)")
    -> Line?
  { lines[[measure, by, level, group]] }
}

func expect(
  _ line: TidyNumbers.Line?, _ value: Double, _ tolerance: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) { expectClose(line?.value, value, tolerance, place) }

func expect(
  _ line: TidyNumbers.Line?, _ ends: [Double], _ tolerance: Double = 1e-9,
  _ place: SourceLocation = #_sourceLocation
) {
  expectClose(line?.low, ends[0], tolerance, place)
  expectClose(line?.high, ends[1], tolerance, place)
}

func summaryNumbers(
  _ material: Material, by: [String] = [], draws: Int = 0, replicates: Int = 50
) throws -> TidyNumbers {
  var settings = TableSettings.open(by: by, replicates: replicates)
  settings.draws = draws
  settings.bridgingShare = 0.5
  return TidyNumbers(try SegregationSummary().build(material, settings))
}

/// `network_segregation.json`, as edge lists with a roster of everybody.
func segregation() throws -> Oracle { try .named("network_segregation") }

func white() throws -> Toy {
  var toy = Toy()
  toy.isDirected = false
  for node in try segregation()["white_kinship"]["nodes"].list() {
    toy.person(try node["id"].text(), try node["group"].text())
  }
  for edge in try segregation()["white_kinship"]["edges"].list() {
    toy.ties.append(.init(ego: try edge[0].text(), alter: try edge[1].text()))
  }
  return toy
}

/// Persons g0, g1, … of each group, and distinct pairs that fill a mixing matrix; of the pairs within
/// a group so many are answered.
func mixedGroups(_ groups: [String], _ sizes: [Int], _ mixing: [[Int]], answered: [Int]) -> Toy {
  var toy = Toy()
  for (group, size) in zip(groups, sizes) {
    for i in 0..<size { toy.person("\(group)\(i)", group) }
  }
  for (g, row) in mixing.enumerated() {
    for (h, count) in row.enumerated() {
      let both = g == h ? answered[g] : 0
      // Step 1, 2, … around the circle of the group: pairs (i, i + step) are never turned round.
      var left = count - 2 * both
      var mutual = both
      var (i, step) = (0, g == h ? 1 : g < h ? 0 : 6)
      while left + mutual > 0 {
        let (ego, alter) = ("\(groups[g])\(i)", "\(groups[h])\((i + step) % sizes[h])")
        toy.ties.append(.init(ego: ego, alter: alter))
        if mutual > 0 {
          toy.ties.append(.init(ego: alter, alter: ego))
          mutual -= 1
        } else {
          left -= 1
        }
        i += 1
        if i == min(sizes[g], sizes[h]) { (i, step) = (0, step + 1) }
      }
    }
  }
  return toy
}

/// The network with a post by everybody who was present in each venue.
func inventedNetwork(isStratified: Bool) throws -> Material {
  let net = try Oracle(file: "Tests/Fixtures/measures/network.json")
  var (table, people, ties) = (PostTable(), People(), TieTable())
  people.memberships += ["a", "b", "c"].map { .init([.init(group: $0, weight: 1)]) }
  for (number, group) in try net["groups"].list().enumerated() {
    let place = ["a", "b", "c"].firstIndex(of: group.value as? String ?? "").map { $0 + 1 } ?? 0
    let name = (number < 10 ? "0" : "") + "\(number)"
    people.all.append(.init(name: name, membership: Int32(place)))
    people.personOfAccount.append(Int32(number))
    _ = table.accounts.add(name, platform: 0, isHandle: false)
  }
  table.platforms = ["forum"]
  for (venue, present) in try net["present"].list().enumerated() {
    table.venues.append(.init(platform: 0, id: "v\(venue)"))
    let persons = try present.wholes().map { Int32($0) }
    for person in persons {
      table.rows.append(
        .init(
          key: .none, createdAt: 0, account: person, venue: Int32(venue), thread: -1,
          edgeStart: 0, edgeCount: 0, platform: 0, lang: -1, kind: .post, isCoded: false))
    }
    if isStratified { ties.strata.append(.init(name: "\(venue)", persons: persons)) }
  }
  if !isStratified {
    ties.strata = [.init(name: "all", persons: people.all.indices.map { Int32($0) })]
  }
  for tie in try net["ties"].list() {
    let tie = try tie.wholes()
    for _ in 0..<tie[3] {
      ties.ties.append(
        .init(
          ego: Int32(tie[0]), alter: Int32(tie[1]), createdAt: 0, topics: 0, subtopics: 0,
          venue: Int32(tie[2]), platform: 0, venueType: VenueType.unknown, how: .nativeParent,
          confidence: 100, parentPresent: true, isCoded: false, post: -1))
      ties.stratumOfTie.append(isStratified ? Int32(tie[2]) : 0)
    }
  }
  ties.people = people
  return Material(posts: table, people: people, ties: ties)
}
