/// A written form of a table that is drawn; one file each in `Figures/`.
///
/// What it shows are the table's cells, printed as in the other forms: the same digits, the same
/// marks for what is hidden or missing, and nothing that the table does not hold.
package protocol FigureForm: Sendable {
  /// "svg": the ending of the file.
  var name: String { get }
  /// The whole file. Equal tables give equal bytes.
  func write(_ table: Table, context: TableContext) -> [UInt8]
}
