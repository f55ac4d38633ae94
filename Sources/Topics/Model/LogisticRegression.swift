private import Foundation

/// Logistic regression with an L2 penalty: the w and b that make
/// ½‖w‖² + C Σ log(1 + exp(−yᵢ(w·xᵢ + b))) least. The intercept b is not penalised.
///
/// Newton's method with conjugate gradients (Lin, Weng & Keerthi 2008) and a line search that halves.
/// Everything is summed in the order of rows and columns, so the same rows give the same bits.
/// Cost: some hundred passes over the rows.
struct LogisticRegression {
  private(set) var weights: [Double]
  private(set) var intercept: Double

  /// - Parameter rows: numbers of the rows of `matrix` that are learned from.
  /// - Parameter targets: by row of the matrix: 1 has the label, 0 has not; between them is a
  ///   probability.
  /// - Parameter penalty: C; nil is no penalty.
  /// - Parameter tolerance: ends when the gradient is this much smaller than at zero.
  init(
    _ matrix: SparseRows, rows: [Int], targets: [Double], penalty: Double?,
    tolerance: Double = 1e-6
  ) {
    let problem = Problem(
      matrix: matrix, rows: rows, targets: targets, loss: penalty ?? 1,
      ridge: penalty == nil ? 0 : 1)
    var point = [Double](repeating: 0, count: matrix.width + 1)
    var (value, margins) = problem.value(at: point)
    var gradient = problem.gradient(at: point, margins)
    let first = Self.norm(gradient)
    for _ in 0..<200 where Self.norm(gradient) > tolerance * first {
      let step = problem.newtonStep(gradient, margins)
      let slope = Self.dot(gradient, step)
      var length = 1.0
      var moved = false
      for _ in 0..<60 {
        let next = zip(point, step).map { $0 + length * $1 }
        let (lower, itsMargins) = problem.value(at: next)
        if lower <= value + 1e-4 * length * slope {
          (point, value, margins) = (next, lower, itsMargins)
          moved = true
          break
        }
        length /= 2
      }
      // No step is downhill any more: as near as numbers of 64 bits come.
      if !moved { break }
      gradient = problem.gradient(at: point, margins)
    }
    intercept = point[matrix.width]
    point.removeLast()
    weights = point
  }

  /// w·x + b of a row.
  func score(_ matrix: SparseRows, _ row: Int) -> Double {
    weights.withUnsafeBufferPointer { matrix.dot(row, $0.baseAddress!) } + intercept
  }

  static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

  static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  /// 1 / (1 + exp(−x)).
  static func logistic(_ x: Double) -> Double {
    x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
  }
}

/// The function that is made least. Vectors have the intercept behind the weights.
private struct Problem {
  let matrix: SparseRows
  let rows: [Int]
  let targets: [Double]
  let loss: Double
  let ridge: Double

  func value(at point: [Double]) -> (value: Double, margins: [Double]) {
    var sum = 0.0
    let margins = point.withUnsafeBufferPointer { point in
      rows.map { row in matrix.dot(row, point.baseAddress!) + point[matrix.width] }
    }
    for (index, margin) in margins.enumerated() {
      // log(1 + e^m) − t·m, without overflow.
      sum += max(margin, 0) + log1p(exp(-abs(margin))) - targets[rows[index]] * margin
    }
    var square = 0.0
    for index in 0..<matrix.width { square += point[index] * point[index] }
    return (loss * sum + ridge * square / 2, margins)
  }

  func gradient(at point: [Double], _ margins: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: matrix.width + 1)
    result.withUnsafeMutableBufferPointer { result in
      for (index, row) in rows.enumerated() {
        let rest = loss * (LogisticRegression.logistic(margins[index]) - targets[row])
        matrix.add(row, times: rest, to: result.baseAddress!)
        result[matrix.width] += rest
      }
      for index in 0..<matrix.width { result[index] += ridge * point[index] }
    }
    return result
  }

  /// The step to where the second-order picture is lowest, to a tenth and nearer and nearer as the
  /// gradient shrinks. Preconditioned by the diagonal.
  func newtonStep(_ gradient: [Double], _ margins: [Double]) -> [Double] {
    let curvature = margins.map { margin in
      let p = LogisticRegression.logistic(margin)
      return loss * p * (1 - p)
    }
    let width = gradient.count
    var diagonal = [Double](repeating: ridge, count: width)
    diagonal[width - 1] = 0
    for (index, row) in rows.enumerated() {
      for place in matrix.ends[row]..<matrix.ends[row + 1] {
        diagonal[Int(matrix.columns[place])] +=
          curvature[index] * matrix.values[place] * matrix.values[place]
      }
      diagonal[width - 1] += curvature[index]
    }
    for index in 0..<width { diagonal[index] = max(diagonal[index], 1e-12) }
    var step = [Double](repeating: 0, count: width)
    var residual = gradient.map { -$0 }
    var scaled = zip(residual, diagonal).map { $0 / $1 }
    var direction = scaled
    var product = LogisticRegression.dot(residual, scaled)
    let goal = LogisticRegression.norm(gradient)
    let limit = min(0.1, goal.squareRoot()) * goal
    for _ in 0..<100 {
      if LogisticRegression.norm(residual) <= limit { break }
      let bent = curved(direction, curvature)
      let bend = LogisticRegression.dot(direction, bent)
      if bend <= 0 { break }
      let length = product / bend
      for index in 0..<width {
        step[index] += length * direction[index]
        residual[index] -= length * bent[index]
        scaled[index] = residual[index] / diagonal[index]
      }
      let next = LogisticRegression.dot(residual, scaled)
      let share = next / product
      product = next
      for index in 0..<width { direction[index] = scaled[index] + share * direction[index] }
    }
    return step
  }

  /// The Hessian times a vector.
  private func curved(_ vector: [Double], _ curvature: [Double]) -> [Double] {
    let width = vector.count
    var result = [Double](repeating: 0, count: width)
    vector.withUnsafeBufferPointer { vector in
      result.withUnsafeMutableBufferPointer { result in
        for (index, row) in rows.enumerated() {
          let part =
            curvature[index] * (matrix.dot(row, vector.baseAddress!) + vector[width - 1])
          matrix.add(row, times: part, to: result.baseAddress!)
          result[width - 1] += part
        }
        for index in 0..<(width - 1) { result[index] += ridge * vector[index] }
      }
    }
    return result
  }
}
