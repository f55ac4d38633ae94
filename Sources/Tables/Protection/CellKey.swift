/// The name of one published number. Cells of several tables that have the same key are one number:
/// it is known once and hidden everywhere or nowhere.
package struct CellKey: Hashable, Comparable, Sendable {
  /// What is counted, such as `posts`, `users`, `ties`.
  package let measure: String
  /// Labels with their dimension, such as `topic/school` and `group/TUR`, so that a level of one
  /// dimension cannot pass for the same level of another.
  package let row: String
  package let column: String

  package init(_ measure: String, row: String, column: String) {
    self.measure = measure
    self.row = row
    self.column = column
  }

  /// Bytewise by row, then column, then measure.
  package static func < (a: CellKey, b: CellKey) -> Bool {
    for (own, other) in [(a.row, b.row), (a.column, b.column), (a.measure, b.measure)] {
      if own.utf8.elementsEqual(other.utf8) { continue }
      return own.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  // Equality of Strings is canonical equivalence; keys are bytes.
  package static func == (a: CellKey, b: CellKey) -> Bool {
    a.row.utf8.elementsEqual(b.row.utf8) && a.column.utf8.elementsEqual(b.column.utf8)
      && a.measure.utf8.elementsEqual(b.measure.utf8)
  }
}
