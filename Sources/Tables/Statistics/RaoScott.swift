/// The first-order Rao–Scott test of independence for units that come in clusters (posts of persons).
///
/// X² is divided by the mean design effect δ of the departures hᵢⱼ = pᵢⱼ − pᵢ₊p₊ⱼ, whose variance under
/// independent sampling would be pᵢ₊p₊ⱼ(1 − pᵢ₊)(1 − p₊ⱼ)/N (Rao & Scott 1984):
/// δ = N / ((r − 1)(c − 1)) · Σ v(hᵢⱼ) / (pᵢ₊p₊ⱼ), v linearised over clusters with G/(G − 1).
package struct RaoScott: Sendable, Equatable {
  /// X² as if units were independent.
  package let unadjusted: Double
  /// δ.
  package let designEffect: Double
  package let test: Contingency.Test
  package let clusters: Int

  package var hasFewClusters: Bool { Clusters.areFew(clusters) }

  /// - Parameter parts: the table of each cluster, all r × c, in an order that does not change.
  package static func test(_ parts: [[[Int]]]) -> Estimated<RaoScott> {
    let used = parts.filter { $0.contains { $0.contains { $0 != 0 } } }
    guard let first = used.first else { return .undefined(.noUnits) }
    var sums = first
    for part in used.dropFirst() {
      for i in sums.indices { for j in sums[i].indices { sums[i][j] += part[i][j] } }
    }
    let table = Contingency(sums)
    guard let pearson = table.chiSquare.value else {
      return .undefined(table.chiSquare.reason ?? .noUnits)
    }
    if Clusters.areTooFew(used.count) { return .undefined(.fewClusters) }
    let n = Double(table.total)
    let rows = table.rowTotals.map { Double($0) / n }
    let columns = table.columnTotals.map { Double($0) / n }
    var squares = rows.map { _ in columns.map { _ in 0.0 } }
    for part in used {
      let own = Contingency(part)
      let m = Double(own.total)
      for i in rows.indices {
        let row = Double(own.rowTotals[i]) - rows[i] * m
        for j in columns.indices {
          let column = Double(own.columnTotals[j]) - columns[j] * m
          let cell = Double(part[i][j]) - Double(sums[i][j]) / n * m
          let z = (cell - columns[j] * row - rows[i] * column) / n
          squares[i][j] += z * z
        }
      }
    }
    let g = Double(used.count)
    var effect = 0.0
    for i in rows.indices {
      for j in columns.indices {
        effect += g / (g - 1) * squares[i][j] / (rows[i] * columns[j])
      }
    }
    effect *= n / Double(table.degrees)
    guard effect > 0 else { return .undefined(.noVariation) }
    let statistic = pearson.statistic / effect
    return .value(
      RaoScott(
        unadjusted: pearson.statistic, designEffect: effect,
        test: Contingency.Test(
          statistic: statistic, degrees: table.degrees,
          p: ChiSquare.upperTail(statistic, Double(table.degrees))),
        clusters: used.count))
  }
}
