/// Values of persons with weights, summarised. Persons are added in key order; ``seal()`` ends it.
struct Sample: Sendable {
  private var values: [(value: Double, weight: Double)] = []
  /// Distinct persons, and their memberships' weights.
  private(set) var users = 0
  private(set) var usersByWeight = 0.0
  /// The sum of the values, and the largest part of it that is one person's.
  private(set) var total = 0.0
  private(set) var largest = 0.0
  /// Persons, the sum of the values and its largest part in whole units.
  private(set) var userUnits = 0
  private(set) var totalUnits = 0
  private(set) var largestUnits = 0
  private var weight = 0.0
  private var squaredWeight = 0.0

  /// `units` are those of the person's weight; of a share, or of anything not whole, the sum in units
  /// is rounded.
  mutating func add(_ value: Double, weight: Double, design: Double, units: Int) {
    let inUnits = Int((value * design * Double(units)).rounded())
    userUnits += units
    totalUnits += inUnits
    largestUnits = max(largestUnits, inUnits)
    let own = weight * design
    values.append((value, own))
    users += 1
    usersByWeight += weight
    total += value * own
    largest = max(largest, value * own)
    self.weight += own
    squaredWeight += own * own
  }

  /// Sorts the values, once.
  mutating func seal() { values.sort { ($0.value, $0.weight) < ($1.value, $1.weight) } }

  /// Most persons that share one value.
  var mostAlike: Int {
    var (most, run) = (0, 0)
    var last: Double?
    for entry in values {
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
    guard users > 1, weight > 0 else { return nil }
    let mean = total / weight
    let below = weight - squaredWeight / weight
    guard below > 0 else { return nil }
    let sum = values.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) }
    return .real((sum / below).squareRoot())
  }

  /// Type 2 of Hyndman & Fan, weighted; nil when empty.
  func quantile(_ percent: Int) -> Number? {
    let goal = weight * Double(percent)
    var reached = 0.0
    var between: Double?
    for entry in values where entry.weight > 0 {
      if let low = between { return .sum((low + entry.value) / 2) }
      reached += entry.weight
      if reached * 100 > goal { return .sum(entry.value) }
      if reached * 100 == goal { between = entry.value }
    }
    return (between ?? values.last?.value).map(Number.sum)
  }
}
