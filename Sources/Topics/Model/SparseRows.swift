/// Rows of a sparse matrix, one behind the other: numbers of columns in rising order, and values.
struct SparseRows: Sendable {
  private(set) var columns: [Int32] = []
  private(set) var values: [Double] = []
  private(set) var ends = [0]
  let width: Int

  init(width: Int) { self.width = width }

  var count: Int { ends.count - 1 }

  /// Adds a row; columns that come twice are summed in the order given.
  mutating func append(_ entries: [(column: Int32, value: Double)]) {
    let order = entries.indices.sorted {
      entries[$0].column != entries[$1].column
        ? entries[$0].column < entries[$1].column : $0 < $1
    }
    let start = columns.count
    for index in order {
      let entry = entries[index]
      if columns.count > start, columns[columns.count - 1] == entry.column {
        values[values.count - 1] += entry.value
      } else {
        columns.append(entry.column)
        values.append(entry.value)
      }
    }
    ends.append(columns.count)
  }

  /// The product of a row with a dense vector.
  @inline(__always)
  func dot(_ row: Int, _ vector: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeBufferPointer { values in
        for place in ends[row]..<ends[row + 1] {
          sum += values[place] * vector[Int(columns[place])]
        }
      }
    }
    return sum
  }

  /// Adds `factor` times a row to a dense vector.
  @inline(__always)
  func add(_ row: Int, times factor: Double, to vector: UnsafeMutablePointer<Double>) {
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeBufferPointer { values in
        for place in ends[row]..<ends[row + 1] {
          vector[Int(columns[place])] += values[place] * factor
        }
      }
    }
  }
}
