/// The largest eigenvalue of a symmetric matrix without negative entries, and its vector.
///
/// Power iteration that keeps its last steps (Lanczos 1950, restarted from the best vector so far,
/// fully reorthogonalised): plain power iteration needs thousands of steps where a component hangs
/// together loosely, and never settles where it is bipartite.
struct Lanczos {
  /// Compressed rows: the entries of row i stand at `starts[i]`..<`starts[i + 1]`.
  let starts: [Int]
  let columns: [Int32]
  let values: [Double]
  var size: Int { starts.count - 1 }

  /// Residual below which the vector counts as found; its error is about this over the distance to
  /// the second eigenvalue.
  static let precision = 1e-12

  /// - Parameter start: positive, so that it is not at right angles to the vector sought.
  /// - Returns: nil where 2,000 restarts did not suffice.
  func largest(start: [Double]) -> (value: Double, vector: [Double])? {
    var x = Self.normalised(start)
    let steps = min(size, size > 200_000 ? 8 : 24)
    for _ in 0..<2_000 {
      var basis = [x]
      var (alpha, beta): ([Double], [Double]) = ([], [])
      var last = 0.0
      while true {
        var w = times(basis[basis.count - 1])
        alpha.append(Self.dot(w, basis[basis.count - 1]))
        for _ in 0..<2 {
          for v in basis {
            let share = Self.dot(w, v)
            for i in w.indices { w[i] -= share * v[i] }
          }
        }
        last = Self.dot(w, w).squareRoot()
        if alpha.count == steps || last < 1e-14 { break }
        beta.append(last)
        for i in w.indices { w[i] /= last }
        basis.append(w)
      }
      let theta = Self.top(alpha, beta)
      let s = Self.vector(alpha, beta, theta)
      x = [Double](repeating: 0, count: size)
      for (weight, v) in zip(s, basis) {
        for i in x.indices { x[i] += weight * v[i] }
      }
      x = Self.normalised(x)
      if last * abs(s[s.count - 1]) < Self.precision { return (theta, x) }
    }
    return nil
  }

  private func times(_ x: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: size)
    for i in 0..<size {
      var sum = 0.0
      for place in starts[i]..<starts[i + 1] { sum += values[place] * x[Int(columns[place])] }
      product[i] = sum
    }
    return product
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }

  private static func normalised(_ x: [Double]) -> [Double] {
    let length = dot(x, x).squareRoot()
    return x.map { $0 / length }
  }

  /// Largest eigenvalue of a tridiagonal matrix: bisection by the signs of its pivots.
  private static func top(_ alpha: [Double], _ beta: [Double]) -> Double {
    var (low, high) = (-Double.infinity, -Double.infinity)
    for i in alpha.indices {
      let reach = (i > 0 ? beta[i - 1] : 0) + (i < beta.count ? beta[i] : 0)
      low = max(low, alpha[i])
      high = max(high, alpha[i] + reach)
    }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      var pivot = alpha[0] - middle
      var isBelow = pivot < 0
      for i in alpha.indices.dropFirst() where isBelow {
        pivot = alpha[i] - middle - beta[i - 1] * beta[i - 1] / pivot
        isBelow = pivot < 0
      }
      if isBelow { high = middle } else { low = middle }
    }
    return high
  }

  /// Its vector, by inverse iteration from just above it, where elimination needs no pivoting.
  private static func vector(_ alpha: [Double], _ beta: [Double], _ theta: Double) -> [Double] {
    let count = alpha.count
    let shift = theta + max(abs(theta), 1e-3) * 1e-14
    var pivots = [Double](repeating: 0, count: count)
    for i in 0..<count {
      pivots[i] = alpha[i] - shift - (i > 0 ? beta[i - 1] * beta[i - 1] / pivots[i - 1] : 0)
      if pivots[i] > -1e-300 { pivots[i] = -1e-16 }
    }
    var s = [Double](repeating: 1, count: count)
    for _ in 0..<4 {
      for i in 1..<max(count, 1) where count > 1 { s[i] -= beta[i - 1] / pivots[i - 1] * s[i - 1] }
      s[count - 1] /= pivots[count - 1]
      for i in (0..<count - 1).reversed() { s[i] = (s[i] - beta[i] * s[i + 1]) / pivots[i] }
      s = normalised(s)
    }
    return s
  }
}
