package import Corpus

/// Sameness of every pair of membership vectors, worked out once.
package struct SamenessTable: Sendable {
  package let same: Sameness
  /// Number of distinct vectors; number 0 is unknown.
  package let size: Int
  private let memberships: [People.Membership]
  /// Row-major; NaN is unknown. Empty where there are too many vectors: then worked out each time.
  let values: [Double]

  package init(_ people: People, _ same: Sameness) {
    self.same = same
    memberships = people.memberships
    size = memberships.count
    guard size <= 1024 else {
      values = []
      return
    }
    var values: [Double] = []
    values.reserveCapacity(size * size)
    for a in memberships {
      for b in memberships { values.append(same.of(a, b) ?? .nan) }
    }
    self.values = values
  }

  /// Sameness of two vectors by number, 0–1; NaN where either is unknown.
  @inline(__always)
  package func value(_ a: Int32, _ b: Int32) -> Double {
    if values.isEmpty {
      return same.of(memberships[Int(a)], memberships[Int(b)]) ?? .nan
    }
    return values[Int(a) * size + Int(b)]
  }
}
