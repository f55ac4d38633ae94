import Corpus
import Foundation
import Interactions
import SchakelTesting
import Testing

/// A JSON file of expected values, by path.
struct Expected {
  let root: [String: Any]

  init(_ file: String) throws {
    root = try #require(try Repository.json(file) as? [String: Any])
  }

  init(root: [String: Any]) { self.root = root }

  func value<T>(_ path: String..., as type: T.Type = T.self) throws -> T {
    var here: Any = root
    for part in path { here = try #require((here as? [String: Any])?[part]) }
    return try #require(here as? T)
  }
}

/// `edge_cases.json`: the reason that a measure must give.
func edgeReasons(_ measure: String) throws -> [String: String] {
  let rows: [[String: String]] = try Expected("Tests/oracles/edge_cases.json").value("rows")
  return Dictionary(
    uniqueKeysWithValues: rows.filter { $0["measure"] == measure }.map {
      ($0["when"] ?? "", $0["reason"] ?? "")
    })
}

/// The invented network of `Tests/Fixtures/measures`, whose measures numpy took by other ways:
/// `python3 Tests/Fixtures/measures/make.py`.
struct NumpyNetwork {
  let expected: Expected
  var table = TieTable()
  var venues: [(persons: [Int32], pairs: PersonPairs)] = []

  init() throws {
    expected = try Expected("Tests/Fixtures/measures/network.json")
    let groups: [Any] = try expected.value("groups")
    table.people.memberships += ["a", "b", "c"].map { .init([.init(group: $0, weight: 1)]) }
    table.people.all = groups.enumerated().map { number, group in
      let place = ["a", "b", "c"].firstIndex(of: group as? String ?? "").map { $0 + 1 } ?? 0
      let name = String(repeating: "0", count: number < 10 ? 1 : 0) + String(number)
      return People.Person(name: name, membership: Int32(place))
    }
    let ties: [[Int]] = try expected.value("ties")
    for (number, persons) in try expected.value("present", as: [[Int]].self).enumerated() {
      let own = ties.filter { $0[2] == number }
      let persons = persons.map { Int32($0) }
      table.strata.append(.init(name: "venue \(number)", persons: persons))
      venues.append(
        (persons, PersonPairs(own.map { (ego: Int32($0[0]), alter: Int32($0[1])) })))
    }
    for tie in ties {
      for _ in 0..<tie[3] {
        table.ties.append(
          TieTable.Tie(
            ego: Int32(tie[0]), alter: Int32(tie[1]), createdAt: 0, topics: 0, subtopics: 0,
            venue: Int32(tie[2]), platform: 0, venueType: VenueType.unknown, how: .nativeParent,
            confidence: 100, parentPresent: true, isCoded: false, post: -1))
        table.stratumOfTie.append(Int32(tie[2]))
      }
    }
  }

  var everyone: [Int32] { table.people.all.indices.map { Int32($0) } }
  var same: SamenessTable { SamenessTable(table.people, .overlap) }
}

/// White's kinship data, of ten persons.
func whiteKinship() throws -> (ties: SmallTies, oracle: Oracle) {
  let oracle = try Oracle("white_kinship")
  let nodes: [[String: String]] = try oracle.value("nodes")
  var ties = SmallTies(nodes.map { ($0["id"] ?? "", one($0["group"] ?? "")) })
  ties.table.isDirected = false
  for edge in try oracle.value("edges", as: [[String]].self) { ties.add(edge[0], edge[1]) }
  return (ties, oracle)
}

func one(_ group: String) -> [People.Membership.Part] { [.init(group: group, weight: 1)] }

func allNear(_ a: [Measured], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { near($0.value, $1, tolerance) }
}
