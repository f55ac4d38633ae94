package import Corpus

/// Distinct membership vectors while they are being collected.
package struct Memberships {
  package init() {}

  private var numbers: [People.Membership: Int32] = [.unknown: 0]
  private var all: [People.Membership] = [.unknown]

  package mutating func number(_ membership: People.Membership) -> Int32 {
    if let number = numbers[membership] { return number }
    let number = Int32(all.count)
    numbers[membership] = number
    all.append(membership)
    return number
  }

  /// The vectors in an order of their own (unknown first), with the persons' numbers changed to it.
  package func sorted(_ persons: inout [People.Person]) -> [People.Membership] {
    let order = all.indices.sorted { Self.precedes(all[$0], all[$1]) }
    var place = [Int32](repeating: 0, count: all.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    for index in persons.indices {
      persons[index].membership = place[Int(persons[index].membership)]
    }
    return order.map { all[$0] }
  }

  private static func precedes(_ a: People.Membership, _ b: People.Membership) -> Bool {
    for (x, y) in zip(a.parts, b.parts) {
      if x.group != y.group { return x.group.utf8.lexicographicallyPrecedes(y.group.utf8) }
      if x.weight != y.weight { return x.weight > y.weight }
    }
    return a.parts.count < b.parts.count
  }
}
