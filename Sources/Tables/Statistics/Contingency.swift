internal import Foundation
internal import Interactions

/// A table of counts, rows by columns, and the tests of independence on it.
///
/// The tests take units as independent. Posts are not: use ``RaoScott`` or count persons.
package struct Contingency: Sendable, Equatable {
  package let counts: [[Int]]
  package let total: Int
  let rowTotals: [Int]
  let columnTotals: [Int]

  /// - Parameter counts: rows of equal length, none of them below 0.
  package init(_ counts: [[Int]]) {
    precondition(
      counts.allSatisfy { $0.count == counts[0].count && $0.allSatisfy { $0 >= 0 } },
      "a contingency table has rows of counts, all as long as the first")
    self.counts = counts
    rowTotals = counts.map { $0.reduce(0, +) }
    columnTotals = (counts.first ?? []).indices.map { j in counts.reduce(0) { $0 + $1[j] } }
    total = rowTotals.reduce(0, +)
  }

  /// A test statistic with its degrees of freedom and p.
  package struct Test: Sendable, Equatable {
    package let statistic: Double
    package let degrees: Int
    package let p: Double
  }

  package var degrees: Int { max(0, (counts.count - 1) * (columnTotals.count - 1)) }

  /// Row total × column total / total. Undefined where a row or column is empty.
  package var expected: Estimated<[[Double]]> {
    if let reason { return .undefined(reason) }
    return .value(
      rowTotals.map { row in
        columnTotals.map { Double(row) * Double($0) / Double(total) }
      })
  }

  package var smallestExpected: Estimated<Double> {
    expected.map { $0.joined().reduce(.infinity, min) }
  }

  /// Pearson's X², without correction.
  package var chiSquare: Estimated<Test> {
    test { observed, expected in (observed - expected) * (observed - expected) / expected }
  }

  /// The likelihood ratio G² = 2 Σ O ln(O/E), with 0 ln 0 = 0.
  package var likelihoodRatio: Estimated<Test> {
    test { observed, expected in
      observed == 0 ? 0 : 2 * observed * log(observed / expected)
    }
  }

  /// X² of a 2 × 2 table with Yates' correction, N(|ad − bc| − N/2)² / (r₁r₂c₁c₂), never below 0.
  package var yates: Estimated<Test> {
    fourCells.map { a, b, c, d in
      let n = Double(total)
      let gap = max(0, (a * d - b * c).magnitude - n / 2)
      let x2 = n * gap * gap / ((a + b) * (c + d) * (a + c) * (b + d))
      return Test(statistic: x2, degrees: 1, p: ChiSquare.upperTail(x2, 1))
    }
  }

  /// √(X² / (N · min(r − 1, c − 1))).
  package var cramersV: Estimated<Double> {
    chiSquare.map { test in
      let least = min(counts.count, columnTotals.count) - 1
      return (test.statistic / (Double(total) * Double(least))).squareRoot()
    }
  }

  /// Bergsma 2013: φ² and both dimensions less what chance gives. Undefined for one unit.
  package var cramersVCorrected: Estimated<Double> {
    guard total > 1 else { return .undefined(.noUnits) }
    return chiSquare.map { test in
      let n = Double(total)
      let (r, c) = (Double(counts.count), Double(columnTotals.count))
      let phi = max(0, test.statistic / n - (r - 1) * (c - 1) / (n - 1))
      let rows = r - (r - 1) * (r - 1) / (n - 1)
      let columns = c - (c - 1) * (c - 1) / (n - 1)
      let least = min(rows, columns) - 1
      return least > 0 ? (phi / least).squareRoot() : 0
    }
  }

  /// (O − E) / √(E(1 − row share)(1 − column share)) (Haberman 1973): about normal in each cell.
  package var adjustedResiduals: Estimated<[[Double]]> {
    expected.map { expected in
      counts.indices.map { i in
        columnTotals.indices.map { j in
          let row = 1 - Double(rowTotals[i]) / Double(total)
          let column = 1 - Double(columnTotals[j]) / Double(total)
          return (Double(counts[i][j]) - expected[i][j])
            / (expected[i][j] * row * column).squareRoot()
        }
      }
    }
  }

  /// ad / bc of a 2 × 2 table. Undefined where b or c is 0.
  package var oddsRatio: Estimated<Double> {
    guard case .value((let a, let b, let c, let d)) = fourCells else {
      return .undefined(reason ?? .noVariation)
    }
    return .ratio(a * d, over: b * c, else: .zeroCell)
  }

  /// Woolf 1955: ln OR ± z √(1/a + 1/b + 1/c + 1/d). Undefined where a cell is 0.
  package func woolf(confidence: Double = 0.95) -> Estimated<Limits> {
    guard case .value((let a, let b, let c, let d)) = fourCells else {
      return .undefined(reason ?? .noVariation)
    }
    guard a > 0, b > 0, c > 0, d > 0 else { return .undefined(.zeroCell) }
    let reach = Normal.critical(confidence) * (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
    let middle = log(a * d / (b * c))
    return .value(Limits(low: exp(middle - reach), high: exp(middle + reach)))
  }

  /// The odds ratio with ½ added to each cell (Haldane 1956; Anscombe 1956).
  package var oddsRatioHalf: Estimated<Double> {
    fourCells.map { a, b, c, d in (a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)) }
  }

  var fourCells: Estimated<(Double, Double, Double, Double)> {
    precondition(
      counts.count == 2 && columnTotals.count == 2, "this needs two rows and two columns")
    if let reason { return .undefined(reason) }
    return .value(
      (Double(counts[0][0]), Double(counts[0][1]), Double(counts[1][0]), Double(counts[1][1])))
  }

  private var reason: NoEstimate? {
    if total == 0 { return .noUnits }
    if degrees == 0 { return .noVariation }
    return (rowTotals + columnTotals).contains(0) ? .zeroExpected : nil
  }

  private func test(_ part: (Double, Double) -> Double) -> Estimated<Test> {
    expected.map { expected in
      var sum = 0.0
      for (row, wanted) in zip(counts, expected) {
        for (count, value) in zip(row, wanted) { sum += part(Double(count), value) }
      }
      return Test(
        statistic: sum, degrees: degrees, p: ChiSquare.upperTail(sum, Double(degrees)))
    }
  }
}

extension Contingency {
  /// Fisher's exact test of a 2 × 2 table, two-sided: all tables of the same margins that are not
  /// likelier than the one seen (but for rounding, 1 : 10⁷, as R does).
  ///
  /// Cost: one step for each table of these margins.
  package var fisher: Estimated<Double> {
    fourCells.map { _, _, _, _ in
      let (row, column) = (rowTotals[0], columnTotals[0])
      let low = max(0, row + column - total)
      let high = min(row, column)
      let seen = counts[0][0]
      // Probabilities as multiples of the likeliest one, going out from it on both sides.
      let mode = min(high, max(low, (row + 1) * (column + 1) / (total + 2)))
      func ratio(_ k: Int) -> Double {
        Double(row - k) * Double(column - k)
          / (Double(k + 1) * Double(total - row - column + k + 1))
      }
      var parts = [Double](repeating: 1, count: high - low + 1)
      for k in mode..<max(mode, high) { parts[k + 1 - low] = parts[k - low] * ratio(k) }
      for k in (low..<max(low, mode)).reversed() {
        parts[k - low] = parts[k + 1 - low] / ratio(k)
      }
      let limit = parts[seen - low] * (1 + 1e-7)
      let extreme = parts.filter { $0 <= limit }.sorted().reduce(0, +)
      return min(1, extreme / parts.sorted().reduce(0, +))
    }
  }
}
