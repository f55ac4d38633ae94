/// Small square matrices, row by row.
enum Matrix {
  /// (R′R)⁻¹ for an upper triangle R; nil where R has a zero on its diagonal.
  static func inverseOfSquare(_ r: [Double], size: Int) -> [Double]? {
    var inverse = [Double](repeating: 0, count: size * size)
    for j in 0..<size {
      guard r[j * size + j] != 0 else { return nil }
      inverse[j * size + j] = 1 / r[j * size + j]
      for i in (0..<j).reversed() {
        var sum = 0.0
        for m in (i + 1)...j { sum += r[i * size + m] * inverse[m * size + j] }
        inverse[i * size + j] = -sum / r[i * size + i]
      }
    }
    var product = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size {
        var sum = 0.0
        for m in max(i, j)..<size { sum += inverse[i * size + m] * inverse[j * size + m] }
        product[i * size + j] = sum
      }
    }
    return product
  }

  static func times(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let size = vector.count
    return (0..<size).map { i in
      var sum = 0.0
      for j in 0..<size { sum += matrix[i * size + j] * vector[j] }
      return sum
    }
  }

  /// B M B for symmetric B.
  static func sandwich(_ bread: [Double], _ meat: [Double], size: Int) -> [Double] {
    func product(_ a: [Double], _ b: [Double]) -> [Double] {
      var c = [Double](repeating: 0, count: size * size)
      for i in 0..<size {
        for m in 0..<size {
          for j in 0..<size { c[i * size + j] += a[i * size + m] * b[m * size + j] }
        }
      }
      return c
    }
    return product(product(bread, meat), bread)
  }

  /// v′Mv.
  static func form(_ matrix: [Double], _ vector: [Double]) -> Double {
    dot(vector, times(matrix, vector))
  }
}
