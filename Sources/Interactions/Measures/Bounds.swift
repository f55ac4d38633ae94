package import Corpus

/// What the share interethnic could be, whatever groups the unknown persons belong to.
package struct Bounds: Sendable, Equatable {
  package let lower: Double
  package let upper: Double
  /// Whether the rule that an unknown person has one group across all their ties was used.
  package let isSharp: Bool

  package init(lower: Double, upper: Double, isSharp: Bool) {
    self.lower = lower
    self.upper = upper
    self.isSharp = isSharp
  }

  /// Every unknown tie may be either: [X / n, (X + Z) / n]. nil without ties.
  package static func naive(inter: Double, intra: Double, unknown: Int) -> Bounds? {
    let all = inter + intra + Double(unknown)
    guard all > 0 else { return nil }
    return Bounds(
      lower: inter / all, upper: (inter + Double(unknown)) / all, isSharp: false)
  }

  /// An unknown person has one group across all their ties with known persons.
  ///
  /// Lower: each unknown person joins the group most of those partners are of. Upper: each is of a
  /// group that no partner has; or, with groups `restricted` to that many, of the one that fewest
  /// partners are of. Ties between two unknown persons may be either.
  /// - Parameter unknownPersons: for each, the ties with known partners by the partner's group;
  ///   groups without ties may be left out.
  package static func sharp(
    inter: Int, intra: Int, unknownPersons: [[Int]], bothUnknown: Int, restricted groups: Int? = nil
  ) -> Bounds? {
    var low = inter
    var high = inter + bothUnknown
    var all = inter + intra + bothUnknown
    for counts in unknownPersons {
      let ties = counts.reduce(0, +)
      all += ties
      low += ties - (counts.max() ?? 0)
      let present = counts.filter { $0 > 0 }
      let isFull = groups.map { present.count >= $0 } ?? false
      high += ties - (isFull ? present.min() ?? 0 : 0)
    }
    guard all > 0 else { return nil }
    return Bounds(
      lower: Double(low) / Double(all), upper: Double(high) / Double(all), isSharp: true)
  }

  /// Bounds of the E-I index: 2S − 1.
  package var externalInternal: (lower: Double, upper: Double) {
    (2 * lower - 1, 2 * upper - 1)
  }
}

/// Collects ties for ``Bounds``: 8 bytes a tie with one unknown end. Sharp where every known person
/// has one group; otherwise naive.
package struct BoundsCount: Sendable {
  private let people: People
  private let same: SamenessTable
  private let isSingle: Bool
  private let groupOf: [Int32]
  private let groupCount: Int
  private var known = 0
  private var intra = 0.0
  private var bothUnknown = 0
  /// Unknown person and known partner's group, one a tie.
  private var halves: [UInt64] = []

  package init(_ people: People, _ same: SamenessTable) {
    self.people = people
    self.same = same
    let groups = people.groups
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, Int32($0)) })
    isSingle = people.memberships.allSatisfy { $0.parts.count <= 1 }
    groupOf = people.memberships.map { $0.parts.first.flatMap { places[$0.group] } ?? -1 }
    groupCount = groups.count
  }

  package mutating func add(ego: Int32, alter: Int32) {
    let a = people.all[Int(ego)].membership
    let b = people.all[Int(alter)].membership
    switch (a == 0, b == 0) {
    case (true, true): bothUnknown += 1
    case (true, false): halves.append(UInt64(ego) << 32 | UInt64(groupOf[Int(b)]))
    case (false, true): halves.append(UInt64(alter) << 32 | UInt64(groupOf[Int(a)]))
    case (false, false):
      known += 1
      intra += same.value(a, b)
    }
  }

  /// - Parameter isRestricted: unknown persons are of the groups that occur, and no others.
  package func bounds(isRestricted: Bool = false) -> Bounds? {
    guard isSingle else {
      return .naive(
        inter: Double(known) - intra, intra: intra, unknown: halves.count + bothUnknown)
    }
    var unknown: [[Int]] = []
    var last = UInt64.max
    for half in halves.sorted() {
      if last == .max || half >> 32 != last >> 32 {
        unknown.append([1])
      } else if half == last {
        unknown[unknown.count - 1][unknown[unknown.count - 1].count - 1] += 1
      } else {
        unknown[unknown.count - 1].append(1)
      }
      last = half
    }
    let same = Int(intra.rounded())
    return .sharp(
      inter: known - same, intra: same, unknownPersons: unknown, bothUnknown: bothUnknown,
      restricted: isRestricted ? groupCount : nil)
  }
}
