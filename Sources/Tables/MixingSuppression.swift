/// Which cells of T6 are hidden.
///
/// A count and its row percentage give the row's total, and expected values and residuals give the
/// grand total; so one hidden cell hides the percentages of its row, the margins of its row and
/// column, and all that rests on the grand total.
struct MixingSuppression {
  private let primary: [[Suppression?]]
  private let margins: Margins

  /// `present` are the groups that stand in the table.
  init(_ sums: MixingSums, _ present: [Int], _ rule: Disclosure) {
    primary = present.map { ego in present.map { alter in Self.cell(sums, ego, alter, rule) } }
    margins = Margins(primary.map { $0.map { $0 != nil } }, columns: present.count)
  }

  private static func cell(
    _ sums: MixingSums, _ ego: Int, _ alter: Int, _ rule: Disclosure
  ) -> Suppression? {
    let cell = sums[ego, alter]
    let (row, column) = (sums.rows[ego], sums.columns[alter])
    return rule.few(
      cell.egos, cell.alters, row.egos - cell.onlyEgos, row.alters - cell.wholeAlters)
      ?? rule.dominated(largest: cell.largestEgo, of: cell.ties)
      ?? rule.dominated(largest: cell.largestAlter, of: cell.ties)
      ?? rule.uniform(cell.onlyEgos, of: row.egos)
      ?? rule.uniform(cell.onlyAlters, of: column.alters)
  }

  /// Whether anything is hidden.
  var isAny: Bool { margins.hidesTotal }

  /// Why a cell is hidden: a count, a row percentage, or what rests on the grand total.
  func reason(_ row: Int, _ column: Int, isCount: Bool, isShare: Bool) -> Suppression? {
    if let reason = primary[row][column] { return reason }
    if isCount { return nil }
    return Disclosure.secondary(isShare ? margins.hidesRow[row] : margins.hidesTotal)
  }

  func rowMargin(_ row: Int) -> Suppression? { Disclosure.secondary(margins.hidesRow[row]) }
  func columnMargin(_ column: Int) -> Suppression? {
    Disclosure.secondary(margins.hidesColumn[column])
  }
}
