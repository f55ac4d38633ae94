/// What coders made of units: a row a unit, a column a coder, categories as numbers from 0.
package struct Ratings: Sendable, Equatable {
  /// By unit, then coder; nil: this coder did not code the unit.
  package let units: [[Int?]]
  /// Categories that coders could choose from, whether or not any did.
  package let categories: Int

  package init(units: [[Int?]], categories: Int) {
    precondition(
      units.allSatisfy { $0.allSatisfy { $0.map { (0..<categories).contains($0) } ?? true } },
      "a category is numbered from 0")
    self.units = units
    self.categories = categories
  }

  /// Of two coders, from how often the first said the row and the second the column.
  package init(table: [[Int]]) {
    var units: [[Int?]] = []
    for (row, counts) in table.enumerated() {
      for (column, count) in counts.enumerated() {
        for _ in 0..<count { units.append([row, column]) }
      }
    }
    self.init(units: units, categories: table.count)
  }

  /// Number of columns.
  package var coders: Int { units.first?.count ?? 0 }

  /// The units that at least two coders coded: the others say nothing about agreement.
  package var paired: Ratings {
    Ratings(
      units: units.filter { unit in unit.count { $0 != nil } > 1 }, categories: categories)
  }

  /// How many coders put a unit into each category.
  func counts(_ unit: [Int?]) -> [Double] {
    var counts = [Double](repeating: 0, count: categories)
    for case .some(let value) in unit { counts[value] += 1 }
    return counts
  }

  /// Coder by coder, how often each category was given, over all units.
  var marginals: [[Double]] {
    var marginals = [[Double]](
      repeating: [Double](repeating: 0, count: categories), count: coders)
    for unit in units {
      for (coder, value) in unit.enumerated() {
        if let value { marginals[coder][value] += 1 }
      }
    }
    return marginals
  }
}
