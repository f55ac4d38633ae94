package import Corpus

/// How many persons each group has, where persons may belong to several.
///
/// A person adds the weight m to n_g and m² to q_g: of two different persons drawn in order,
/// n_g² − q_g of N(N − 1) pairs lie within g (under *product*). With one group a person q_g = n_g.
package struct GroupSizes: Sendable, Equatable {
  /// In the order of the matrix they go with.
  package let groups: [String]
  /// Σ m_ig: persons of the group; persons of two groups count half in each.
  package let sizes: [Double]
  /// Σ m_ig².
  package let squares: [Double]
  /// Persons of known group.
  package let persons: Int

  /// Sizes where everybody has one group.
  package init(groups: [String], sizes: [Int]) {
    self.groups = groups
    self.sizes = sizes.map(Double.init)
    squares = self.sizes
    persons = sizes.reduce(0, +)
  }

  /// Sizes among some persons (by number); those of unknown group are left out.
  package init(_ people: People, persons: some Sequence<Int32>, groups: [String]? = nil) {
    let groups = groups ?? people.groups
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    var count = [Int](repeating: 0, count: people.memberships.count)
    for person in persons { count[Int(people.all[Int(person)].membership)] += 1 }
    var sizes = [Double](repeating: 0, count: groups.count)
    var squares = sizes
    for (number, membership) in people.memberships.enumerated() where count[number] > 0 {
      for part in membership.parts {
        guard let place = places[part.group] else { continue }
        sizes[place] += Double(count[number]) * part.weight
        squares[place] += Double(count[number]) * part.weight * part.weight
      }
    }
    self.groups = groups
    self.sizes = sizes
    self.squares = squares
    self.persons = count.dropFirst().reduce(0, +)
  }

  /// n_g / N, 0–1; NaN without persons.
  package func share(_ group: Int) -> Double { sizes[group] / Double(persons) }

  /// The chance that the other end of a tie of g is of g too, when persons are relabelled:
  /// (n_g − 1) / (N − 1) with one group a person; in general (n_g² − q_g) / (n_g (N − 1)).
  package func chance(_ group: Int) -> Measured {
    if persons < 2 { return .undefined(.noPairs) }
    let size = sizes[group]
    if size <= 0 { return .undefined(.emptyGroup) }
    return .value((size * size - squares[group]) / (size * Double(persons - 1)))
  }

  /// The chance that two different persons are of different groups:
  /// 1 − Σ (n_g² − q_g) / (N (N − 1)).
  package var crossing: Measured {
    if persons < 2 { return .undefined(.noPairs) }
    var within = 0.0
    for (size, square) in zip(sizes, squares) { within += size * size - square }
    return .value(1 - within / (Double(persons) * Double(persons - 1)))
  }
}
