internal import Corpus

/// Whole units of counts that may be made of parts of people, so that sums of them are exact.
///
/// A person of several groups is so many 840ths in each (840 is divisible by 1…8), and a tie the
/// product of both ends; where nobody is of several groups a unit is one.
struct Units: Sendable {
  /// Units of a person at one end.
  let person: Int

  /// Of all tables that are made of the same material.
  init(_ material: Material) {
    let people = [material.people] + [material.ties?.people].compactMap { $0 }
    person = people.contains { $0.memberships.contains { $0.parts.count > 1 } } ? 840 : 1
  }

  /// Of one table of ties alone.
  init(_ people: People) {
    person = people.memberships.contains { $0.parts.count > 1 } ? 840 : 1
  }

  /// Units of one post, tie or user.
  var scale: Int { person * person }

  /// Units of the weights, which add up to one: rounded down, and the rest to those that lost most.
  func shares(_ weights: [Double]) -> [Int] {
    let exact = weights.map { $0 * Double(person) }
    var units = exact.map { Int($0.rounded(.down)) }
    let order = exact.indices.sorted {
      (Double(units[$0]) - exact[$0], $0) < (Double(units[$1]) - exact[$1], $1)
    }
    var rest = person - units.reduce(0, +)
    for place in order where rest > 0 {
      units[place] += 1
      rest -= 1
    }
    return units
  }

  /// Units of a tie that are between groups, of one whose ends are so much the same.
  func inter(_ sameness: Double) -> Int { Int(((1 - sameness) * Double(scale)).rounded()) }

  /// A number of units in parts by the weights that ``shares(_:)`` gives, which add up to it.
  func split(_ number: Int, _ weights: [Int]) -> [Int] {
    var parts = weights.map { number / person * $0 + number % person * $0 / person }
    var rest = number - parts.reduce(0, +)
    for place in parts.indices where rest > 0 {
      parts[place] += 1
      rest -= 1
    }
    return parts
  }

  /// Units of each group part of every membership place.
  func parts(_ vectors: Vectors) -> [[Int]] {
    vectors.parts.indices.map { shares(vectors.groupParts($0).map(\.weight)) }
  }
}
