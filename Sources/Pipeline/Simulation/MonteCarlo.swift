/// A mean over simulated studies with its Monte Carlo error. Parts add up in the order of studies.
package struct MonteCarlo: Sendable, Equatable {
  package private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  package mutating func add(_ happened: Bool) { add(happened ? 1 : 0) }

  package mutating func combine(_ other: MonteCarlo) {
    count += other.count
    sum += other.sum
    squares += other.squares
  }

  /// NaN without studies.
  package var mean: Double { sum / Double(count) }
  /// √(s² / studies), s² with n − 1; NaN below two studies.
  package var error: Double {
    if count < 2 { return .nan }
    let n = Double(count)
    return (max(0, squares / n - mean * mean) / (n - 1)).squareRoot()
  }

  /// Fixed decimals, with a point; empty where there is no number.
  package static func text(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * scale).rounded())
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && whole > 0 ? "-" : ""
    return sign
      + (decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))")
  }
}
