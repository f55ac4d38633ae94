/// Trials that are alike: same covariate pattern, same ego, same alter.
package struct LogitCell: Sendable, Equatable {
  package var pattern: UInt64
  package var ego: Int32
  package var alter: Int32
  /// Trials that came out as the event; parts where memberships count in parts.
  package var events: Double
  package var trials: Double

  package init(pattern: UInt64, ego: Int32, alter: Int32, events: Double, trials: Double = 1) {
    self.pattern = pattern
    self.ego = ego
    self.alter = alter
    self.events = events
    self.trials = trials
  }
}

/// The data of a logistic regression, gathered so that equal trials are one cell and equal rows one
/// pattern. The order in which cells are given does not matter.
///
/// Memory: 32 bytes a cell, and one row a pattern, not a trial.
package struct LogitData: Sendable {
  package let terms: [String]
  /// Terms of one factor, of which a trial has at most one.
  package let blocks: [Range<Int>]
  /// Distinct rows of the design matrix.
  let rows: [[Double]]
  let events: [Double]
  let trials: [Double]
  /// By ego, alter and pattern, merged; the pattern is an index in `rows`.
  let cells: [LogitCell]

  /// Trials by level of each factor.
  package init(_ design: LogitDesign, _ cells: [LogitCell]) {
    let codes = Set(cells.lazy.map(\.pattern)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices.map(UInt64.init)))
    var numbered = cells
    for i in numbered.indices { numbered[i].pattern = places[numbered[i].pattern] ?? 0 }
    self.init(design.terms, design.blocks, codes.map(design.row), numbered)
  }

  /// One row a trial; `terms` must name the intercept first, if there is one.
  ///
  /// For plain matrices; equal rows become one pattern.
  package init(
    terms: [String], rows: [[Double]], events: [Double], egos: [Int32], alters: [Int32]? = nil,
    blocks: [Range<Int>] = []
  ) {
    let order = rows.indices.sorted { rows[$0].lexicographicallyPrecedes(rows[$1]) }
    var distinct: [[Double]] = []
    var cells: [LogitCell] = []
    cells.reserveCapacity(rows.count)
    for i in order {
      if distinct.last != rows[i] { distinct.append(rows[i]) }
      cells.append(
        LogitCell(
          pattern: UInt64(distinct.count - 1), ego: egos[i], alter: alters?[i] ?? 0,
          events: events[i]))
    }
    self.init(terms, blocks, distinct, cells)
  }

  private init(
    _ terms: [String], _ blocks: [Range<Int>], _ rows: [[Double]], _ cells: [LogitCell]
  ) {
    self.terms = terms
    self.blocks = blocks
    self.rows = rows
    var merged: [LogitCell] = []
    for cell in cells.sorted(by: Self.precedes) {
      if let last = merged.last, last.ego == cell.ego, last.alter == cell.alter,
        last.pattern == cell.pattern
      {
        merged[merged.count - 1].events += cell.events
        merged[merged.count - 1].trials += cell.trials
      } else {
        merged.append(cell)
      }
    }
    var events = [Double](repeating: 0, count: rows.count)
    var trials = events
    for cell in merged {
      events[Int(cell.pattern)] += cell.events
      trials[Int(cell.pattern)] += cell.trials
    }
    self.cells = merged
    self.events = events
    self.trials = trials
  }

  /// By ego, alter and pattern; then by size, so that sums of parts have one order only.
  private static func precedes(_ a: LogitCell, _ b: LogitCell) -> Bool {
    if a.ego != b.ego { return a.ego < b.ego }
    if a.alter != b.alter { return a.alter < b.alter }
    if a.pattern != b.pattern { return a.pattern < b.pattern }
    if a.trials != b.trials { return a.trials < b.trials }
    return a.events < b.events
  }
}
