/// A table as whoever attacks it sees it: published numbers and the sums that hold between them.
package struct ProtectedTable: Sendable {
  /// How parts make a whole.
  package enum Kind: Sendable {
    /// The whole is the sum of its parts; a person may be in several, such as a user of many topics.
    case sum
    /// A sum whose parts are of different persons (egos), such as groups of one membership each.
    case partition
    /// Parts may overlap, such as topics of one post: the whole is at most their sum, and no part
    /// is larger than the whole.
    case cover
    /// Every part is at most the whole, and nothing more is known: a subtopic of its topic, users
    /// of posts.
    case within
  }

  /// One statement about cells of the table.
  package struct Relation: Sendable, Equatable {
    package let kind: Kind
    package let whole: CellKey
    package let parts: [CellKey]

    package init(_ kind: Kind, whole: CellKey, parts: [CellKey]) {
      self.kind = kind
      self.whole = whole
      self.parts = parts
    }
  }

  /// The same statement about a whole row or column of a grid, by index.
  package struct Nesting: Sendable {
    package let kind: Kind
    package let whole: Int
    package let parts: [Int]

    package init(_ kind: Kind = .sum, whole: Int, parts: [Int]) {
      self.kind = kind
      self.whole = whole
      self.parts = parts
    }
  }

  package let cells: [ProtectedCell]
  package let relations: [Relation]
  /// Holds only when a cell with this key is printed in another table of the release: what joins
  /// two tables.
  package let onlyBeside: CellKey?

  package init(
    cells: [ProtectedCell], relations: [Relation], onlyBeside: CellKey? = nil
  ) {
    self.cells = cells
    self.relations = relations
    self.onlyBeside = onlyBeside
  }

  /// A grid, margins among its rows and columns; each nesting of rows holds in every column and the
  /// reverse. One row is a one-way table; nestings of nestings are a hierarchy (all, topics,
  /// subtopics).
  package init(grid: [[ProtectedCell]], rows: [Nesting] = [], columns: [Nesting] = []) {
    let width = grid.first?.count ?? 0
    precondition(grid.allSatisfy { $0.count == width }, "every row of a grid has as many cells")
    var relations: [Relation] = []
    for nesting in rows {
      for column in 0..<width {
        relations.append(
          Relation(
            nesting.kind, whole: grid[nesting.whole][column].key,
            parts: nesting.parts.map { grid[$0][column].key }))
      }
    }
    for nesting in columns {
      for row in grid {
        relations.append(
          Relation(
            nesting.kind, whole: row[nesting.whole].key, parts: nesting.parts.map { row[$0].key }))
      }
    }
    self.init(cells: grid.flatMap { $0 }, relations: relations)
  }

  /// A two-way table whose last row and last column are its margins.
  package init(twoWay grid: [[ProtectedCell]]) {
    let last = grid.count - 1
    let lastColumn = (grid.first?.count ?? 1) - 1
    self.init(
      grid: grid, rows: [Nesting(whole: last, parts: Array(0..<last))],
      columns: [Nesting(whole: lastColumn, parts: Array(0..<lastColumn))])
  }
}
