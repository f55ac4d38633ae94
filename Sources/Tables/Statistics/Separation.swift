/// Which rows of a logistic regression keep their likelihood finite.
///
/// A direction γ separates where x′γ ≥ 0 for every event, ≤ 0 for every non-event, and not 0 for
/// some: along it the likelihood grows for ever, and estimates are infinite (Albert & Anderson 1984).
/// By Stiemke's theorem there is none exactly if positive weights λ make Σ λᵢsᵢxᵢ = 0, with s = ±1 the
/// outcome. Weights nearest to that are found by non-negative least squares (Lawson & Hanson 1974);
/// what is left over is the separating direction itself. Rows that it separates strictly are fitted
/// without error in the limit and are taken out; this is repeated until nothing separates.
enum Separation {
  /// - Parameter rows: covariate patterns, one array each.
  /// - Returns: for each pattern whether it is fitted without error in the limit.
  static func separated(_ rows: [[Double]], events: [Double], trials: [Double]) -> [Bool] {
    var isOut = [Bool](repeating: false, count: rows.count)
    guard let size = rows.first?.count else { return isOut }
    let isMixed = rows.indices.map { events[$0] > 0 && events[$0] < trials[$0] }
    var mixed = Triangle(size: size)
    for i in rows.indices where isMixed[i] { mixed.add(rows[i]) }
    // A mixed pattern allows no direction but those with x′γ = 0.
    let basis = Rank(mixed.factor(), size: size).nullSpace
    if basis.isEmpty { return isOut }
    var pure: [(row: Int, place: [Double])] = []
    for i in rows.indices where !isMixed[i] && trials[i] > 0 {
      let sign = events[i] > 0 ? 1.0 : -1.0
      let place = basis.map { sign * dot(rows[i], $0) }
      let length = dot(place, place).squareRoot()
      let reach = rows[i].reduce(0) { max($0, $1.magnitude) }
      if length > 1e-9 * max(1, reach) { pure.append((i, place.map { $0 / length })) }
    }
    while !pure.isEmpty {
      let places = pure.map(\.place)
      guard let direction = direction(places) else { break }
      let cuts = places.map { dot($0, direction) > 1e-7 }
      if !cuts.contains(true) { break }
      for (i, entry) in pure.enumerated() where cuts[i] { isOut[entry.row] = true }
      pure = zip(pure, cuts).filter { !$0.1 }.map(\.0)
    }
    return isOut
  }

  /// A unit vector γ with aᵢ′γ ≥ 0 for all rows and > 0 for one; nil where there is none.
  private static func direction(_ rows: [[Double]]) -> [Double]? {
    let size = rows[0].count
    // Least squares of Σ λᵢaᵢ against −Σ aᵢ with λ ≥ 0: the rest is Σ (1 + λᵢ)aᵢ.
    var target = [Double](repeating: 0, count: size)
    for row in rows { for d in 0..<size { target[d] -= row[d] } }
    var weights: [Int: Double] = [:]
    var active: [Int] = []
    // Rows that rounding would let in and throw out for ever.
    var refused: Set<Int> = []
    var rest = target.map { -$0 }
    let small = 1e-9 * Double(rows.count)
    for _ in 0..<(3 * rows.count + 10) {
      if dot(rest, rest).squareRoot() < small { return nil }
      // The most violated row comes in.
      var worst = -1e-9 * dot(rest, rest).squareRoot()
      var entering: Int?
      for i in rows.indices where weights[i] == nil && !refused.contains(i) {
        let slope = dot(rows[i], rest)
        if slope < worst { (worst, entering) = (slope, i) }
      }
      guard let entering else { break }
      active.append(entering)
      weights[entering] = 0
      while true {
        let fitted = leastSquares(active.map { rows[$0] }, target)
        guard let fitted, fitted.contains(where: { $0 <= 0 }) else {
          if let fitted {
            for (i, row) in active.enumerated() { weights[row] = fitted[i] }
          } else {
            active.removeLast()
            weights[entering] = nil
            refused.insert(entering)
          }
          break
        }
        var step = 1.0
        for (i, row) in active.enumerated() where fitted[i] <= 0 {
          let now = weights[row] ?? 0
          step = min(step, now / (now - fitted[i]))
        }
        for (i, row) in active.enumerated() {
          let now = weights[row] ?? 0
          weights[row] = now + step * (fitted[i] - now)
        }
        let leaving = active.filter { (weights[$0] ?? 0) <= 1e-14 }
        for row in leaving { weights[row] = nil }
        active.removeAll { leaving.contains($0) }
        if leaving.contains(entering) { refused.insert(entering) }
        if active.isEmpty { break }
      }
      rest = target.map { -$0 }
      for row in active {
        let weight = weights[row] ?? 0
        for d in 0..<size { rest[d] += weight * rows[row][d] }
      }
    }
    let length = dot(rest, rest).squareRoot()
    if length < max(small, 1e-12) { return nil }
    return rest.map { $0 / length }
  }

  /// Least squares of `target` on columns, by Gram–Schmidt; nil where they depend on each other.
  private static func leastSquares(_ columns: [[Double]], _ target: [Double]) -> [Double]? {
    var basis: [[Double]] = []
    for column in columns {
      var rest = column
      for _ in 0..<2 {
        for unit in basis {
          let part = dot(unit, rest)
          for i in rest.indices { rest[i] -= part * unit[i] }
        }
      }
      let length = dot(rest, rest).squareRoot()
      if length < 1e-11 { return nil }
      basis.append(rest.map { $0 / length })
    }
    var weights = basis.map { dot($0, target) }
    for i in weights.indices.reversed() {
      weights[i] /= dot(basis[i], columns[i])
      for above in 0..<i { weights[above] -= weights[i] * dot(basis[above], columns[i]) }
    }
    return weights
  }
}
