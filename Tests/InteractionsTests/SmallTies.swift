import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

/// Values of `network_segregation.json`.
struct Oracle {
  let root: [String: Any]

  init(_ section: String) throws {
    let file = try #require(
      try Repository.json("Tests/oracles/network_segregation.json") as? [String: Any])
    root = try #require(file[section] as? [String: Any])
  }

  func value<T>(_ path: String..., as type: T.Type = T.self) throws -> T {
    var here: Any = root
    for part in path { here = try #require((here as? [String: Any])?[part]) }
    return try #require(here as? T)
  }
}

/// People with groups, and ties between them, without posts.
struct SmallTies {
  var table = TieTable()
  private var numbers: [String: Int32] = [:]

  init(_ people: [(String, [People.Membership.Part])]) {
    for (name, parts) in people.sorted(by: { $0.0 < $1.0 }) {
      numbers[name] = Int32(table.people.all.count)
      let membership = People.Membership(parts)
      var number = table.people.memberships.firstIndex(of: membership)
      if number == nil {
        number = table.people.memberships.count
        table.people.memberships.append(membership)
      }
      table.people.all.append(People.Person(name: name, membership: Int32(number ?? 0)))
    }
    table.strata = [
      TieTable.Stratum(name: "all", persons: table.people.all.indices.map { Int32($0) })
    ]
  }

  mutating func add(_ ego: String, _ alter: String, times: Int = 1) {
    for _ in 0..<times {
      table.ties.append(
        TieTable.Tie(
          ego: numbers[ego] ?? -1, alter: numbers[alter] ?? -1, createdAt: 0, topics: 0,
          subtopics: 0, venue: -1, platform: 0, venueType: VenueType.unknown, how: .nativeParent,
          confidence: 100, parentPresent: true, isCoded: false, post: -1))
      table.stratumOfTie.append(0)
    }
  }
}

func near(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  a.map { abs($0 - b) <= tolerance } ?? false
}
