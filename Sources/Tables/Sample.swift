/// Values of persons with weights, summarised. Persons are added in key order.
struct Sample {
  private var values: [(value: Double, weight: Double)] = []
  /// Distinct persons, and their memberships' weights.
  private(set) var users = 0
  private(set) var usersByWeight = 0.0

  mutating func add(_ value: Double, weight: Double, design: Double) {
    values.append((value, weight * design))
    users += 1
    usersByWeight += weight
  }

  private var weight: Double { values.reduce(0) { $0 + $1.weight } }

  /// The sum of the values, and the largest part of it that is one person's.
  var total: Double { values.reduce(0) { $0 + $1.value * $1.weight } }
  var largest: Double { values.reduce(0) { max($0, $1.value * $1.weight) } }

  /// Most persons that share one value.
  var mostAlike: Int {
    var (most, run) = (0, 0)
    var last: Double?
    for entry in values.sorted(by: { $0.value < $1.value }) {
      run = entry.value == last ? run + 1 : 1
      last = entry.value
      most = max(most, run)
    }
    return most
  }

  var mean: Number? { .share(total, of: weight) }

  /// Sample standard deviation: √(Σ w (x − m)² / (W − Σ w² / W)), which is n − 1 below the line
  /// where all weights are 1. nil for fewer than two persons.
  var deviation: Number? {
    let whole = weight
    guard users > 1, whole > 0 else { return nil }
    let mean = total / whole
    let below = whole - values.reduce(0) { $0 + $1.weight * $1.weight } / whole
    guard below > 0 else { return nil }
    let sum = values.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) }
    return .real((sum / below).squareRoot())
  }

  /// Type 2 of Hyndman & Fan, weighted; nil when empty.
  func quantile(_ percent: Int) -> Number? {
    let sorted = values.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    guard let last = sorted.last else { return nil }
    let goal = weight * Double(percent)
    var reached = 0.0
    for (index, entry) in sorted.enumerated() {
      reached += entry.weight
      if reached * 100 > goal { return .sum(entry.value) }
      if reached * 100 == goal, index + 1 < sorted.count {
        return .sum((entry.value + sorted[index + 1].value) / 2)
      }
    }
    return .sum(last.value)
  }
}
