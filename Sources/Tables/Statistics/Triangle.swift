/// The upper triangle R of a QR decomposition of rows that arrive one by one: X′X = R′R.
///
/// Householder reflections on blocks of rows (Golub & Van Loan, 4th ed., §5.2), so that squares of the
/// rows are never formed. Cost: 2k² a row; memory: (3k + 64) × k.
struct Triangle {
  /// Number of columns k.
  let size: Int
  private var rows: [Double] = []
  private var count = 0

  init(size: Int) { self.size = size }

  mutating func add(_ row: [Double], times scale: Double = 1) {
    for value in row { rows.append(value * scale) }
    count += 1
    if count >= 3 * size + 64 { reduce() }
  }

  /// R, row by row, k × k; what stands below the diagonal is 0.
  mutating func factor() -> [Double] {
    reduce()
    return rows + [Double](repeating: 0, count: size * size - rows.count)
  }

  private mutating func reduce() {
    let kept = min(size, count)
    let (size, count) = (size, count)
    var dots = [Double](repeating: 0, count: size)
    rows.withUnsafeMutableBufferPointer { rows in
      dots.withUnsafeMutableBufferPointer { dots in
        for j in 0..<kept { Self.reflect(j, rows, dots, size: size, count: count) }
      }
    }
    rows.removeSubrange((kept * size)...)
    self.count = kept
  }

  /// Brings column j to its length at the diagonal and 0 below. Row by row, so that memory is walked
  /// as it lies; each column's sum is still taken in the order of the rows.
  private static func reflect(
    _ j: Int, _ rows: UnsafeMutableBufferPointer<Double>,
    _ dots: UnsafeMutableBufferPointer<Double>,
    size: Int, count: Int
  ) {
    var square = 0.0
    for i in j..<count { square += rows[i * size + j] * rows[i * size + j] }
    let norm = square.squareRoot()
    if norm == 0 { return }
    let first = rows[j * size + j]
    let head = first + (first < 0 ? -norm : norm)
    let scale = 2 / (square - first * first + head * head)
    let below = (j + 1)..<max(count, j + 1)
    for column in (j + 1)..<max(size, j + 1) { dots[column] = head * rows[j * size + column] }
    for i in below where rows[i * size + j] != 0 {
      let own = rows[i * size + j]
      for column in (j + 1)..<size { dots[column] += own * rows[i * size + column] }
    }
    for column in (j + 1)..<max(size, j + 1) {
      dots[column] *= scale
      rows[j * size + column] -= dots[column] * head
    }
    for i in below where rows[i * size + j] != 0 {
      let own = rows[i * size + j]
      for column in (j + 1)..<size { rows[i * size + column] -= dots[column] * own }
    }
    rows[j * size + j] = first < 0 ? norm : -norm
    for i in below { rows[i * size + j] = 0 }
  }
}

/// Which columns a matrix can tell apart.
///
/// Pivoted Gram–Schmidt on the columns of R, each brought to length 1; a column whose rest behind the
/// others is shorter than `tolerance` depends on them.
struct Rank {
  /// Columns that are independent, in increasing order.
  let kept: [Int]
  /// A basis of {v : Xv = 0}, each scaled so that its largest part is 1.
  let nullSpace: [[Double]]

  static let tolerance = 1e-9

  init(_ factor: [Double], size: Int) {
    var columns = (0..<size).map { j in (0..<size).map { factor[$0 * size + j] } }
    let lengths = columns.map { dot($0, $0).squareRoot() }
    for j in 0..<size where lengths[j] > 0 {
      columns[j] = columns[j].map { $0 / lengths[j] }
    }
    var rest = columns
    var kept: [Int] = []
    var basis: [[Double]] = []
    var candidates = Array(0..<size)
    while !candidates.isEmpty {
      // The first of the longest, so that rounding does not choose among equals.
      let norms = candidates.map { dot(rest[$0], rest[$0]).squareRoot() }
      let longest = norms.reduce(0, max)
      if longest < Self.tolerance { break }
      guard let at = norms.firstIndex(where: { $0 > longest * (1 - 1e-6) }) else { break }
      let chosen = candidates.remove(at: at)
      let unit = rest[chosen].map { $0 / norms[at] }
      kept.append(chosen)
      basis.append(unit)
      for j in candidates {
        // Twice is enough (Kahan): the second pass takes away what the first left by rounding.
        for _ in 0..<2 {
          let part = dot(unit, rest[j])
          for i in 0..<size { rest[j][i] -= part * unit[i] }
        }
      }
    }
    var space: [[Double]] = []
    for j in candidates {
      // columns[j] = Σ cᵢ columns[kept[i]], by back substitution.
      var weights = basis.map { dot($0, columns[j]) }
      for i in weights.indices.reversed() {
        weights[i] /= dot(basis[i], columns[kept[i]])
        for above in 0..<i { weights[above] -= weights[i] * dot(basis[above], columns[kept[i]]) }
      }
      var vector = [Double](repeating: 0, count: size)
      vector[j] = -1
      for (i, column) in kept.enumerated() { vector[column] = weights[i] }
      for i in 0..<size where lengths[i] > 0 { vector[i] /= lengths[i] }
      let largest = vector.reduce(0) { max($0, $1.magnitude) }
      space.append(vector.map { $0 / largest })
    }
    self.kept = kept.sorted()
    nullSpace = space
    self.lengths = lengths
  }

  private let lengths: [Double]

  /// Whether the data fix the coefficient of column `j`: no direction that they cannot see has it.
  func isFixed(_ j: Int) -> Bool {
    if lengths[j] == 0 { return false }
    return nullSpace.allSatisfy { vector in
      let largest = zip(vector, lengths).reduce(0) { max($0, ($1.0 * $1.1).magnitude) }
      return (vector[j] * lengths[j]).magnitude <= 1e-7 * largest
    }
  }
}

/// Σ aᵢbᵢ.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}
