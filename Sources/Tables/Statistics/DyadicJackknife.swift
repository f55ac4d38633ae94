internal import Foundation

/// The error of any measure made of sums over ties, by leaving persons out: for a share what
/// ``DyadicRatio`` works out in closed form.
///
/// v = (G − 1)/G (Σᵢ (f₋ᵢ − f)² − Σ_d (f₋d − f)²): f₋ᵢ without all ties of person i at either end, f₋d
/// without those of the pair d; never below the same by ego only, or by alter only (dyadic-robust:
/// Aronow, Samii & Assenova 2015; jackknife: Bell & McCaffrey 2002).
package struct DyadicJackknife: Sendable {
  private let width: Int
  private var totals: [Double]
  /// By person and sum, flat: ties at either end, as ego, as alter.
  private var byPerson: [Double]
  private var byEgo: [Double]
  private var byAlter: [Double]
  private var pairs: [(low: Int32, high: Int32)] = []
  private var starts: [Int] = [0]
  private var sums: [Int32] = []
  private var parts: [Double] = []

  /// - Parameter persons: persons are numbers below it.
  package init(width: Int, persons: Int) {
    self.width = width
    totals = [Double](repeating: 0, count: width)
    byPerson = [Double](repeating: 0, count: width * persons)
    byEgo = byPerson
    byAlter = byPerson
  }

  /// Adds to a sum a part that a tie has. Ties of one pair of persons, in either direction, come one
  /// after the other.
  package mutating func add(_ part: Double, to sum: Int, ego: Int32, alter: Int32) {
    let (low, high) = (min(ego, alter), max(ego, alter))
    if pairs.last.map({ $0 != (low, high) }) ?? true {
      pairs.append((low, high))
      starts.append(sums.count)
    }
    sums.append(Int32(sum))
    parts.append(part)
    starts[pairs.count] = sums.count
    totals[sum] += part
    byEgo[Int(ego) * width + sum] += part
    byAlter[Int(alter) * width + sum] += part
    byPerson[Int(ego) * width + sum] += part
    if alter != ego { byPerson[Int(alter) * width + sum] += part }
  }

  /// A measure with its error, and t of the fewer of egos and alters less 1.
  ///
  /// - Parameter on: the sums that the measure reads.
  /// - Parameter isLog: whether the error is of the measure's logarithm, which is then the estimate.
  ///
  /// Undefined: with fewer than ten egos or alters in these sums; where the measure is undefined
  /// without somebody; where nothing varies.
  package func estimate(
    on own: [Int], isLog: Bool = false, _ measure: ((Int) -> Double) -> Double?
  ) -> Estimated<EstimateWithError> {
    func scaled(_ value: Double?) -> Double? {
      guard isLog, let value else { return value }
      return value > 0 ? log(value) : nil
    }
    guard let value = scaled(measure({ totals[$0] })) else { return .undefined(.noUnits) }
    var isDefined = true
    /// Σ (f₋ − f)² over persons with any part, and how many they are.
    func left(_ flat: [Double]) -> (squares: Double, count: Int) {
      var (squares, count) = (0.0, 0)
      for first in stride(from: 0, to: flat.count, by: width) {
        guard own.contains(where: { flat[first + $0] != 0 }) else { continue }
        count += 1
        guard let without = scaled(measure({ totals[$0] - flat[first + $0] })) else {
          isDefined = false
          continue
        }
        squares += (without - value) * (without - value)
      }
      return (squares, count)
    }
    let (egos, alters, persons) = (left(byEgo), left(byAlter), left(byPerson))
    if Clusters.areTooFew(min(egos.count, alters.count)) { return .undefined(.fewClusters) }
    var pairSquares = 0.0
    var pair = [Double](repeating: 0, count: width)
    for place in pairs.indices where pairs[place].low != pairs[place].high {
      for at in starts[place]..<starts[place + 1] { pair[Int(sums[at])] += parts[at] }
      if own.contains(where: { pair[$0] != 0 }) {
        if let without = scaled(measure({ totals[$0] - pair[$0] })) {
          pairSquares += (without - value) * (without - value)
        } else {
          isDefined = false
        }
      }
      for at in starts[place]..<starts[place + 1] { pair[Int(sums[at])] = 0 }
    }
    if !isDefined { return .undefined(.undefinedReplicates) }
    func variance(_ squares: Double, _ count: Int) -> Double {
      Double(count - 1) / Double(count) * squares
    }
    let largest = max(
      variance(egos.squares, egos.count), variance(alters.squares, alters.count),
      variance(persons.squares - pairSquares, persons.count))
    if largest <= 0 { return .undefined(.noVariation) }
    return .value(
      EstimateWithError(
        estimate: value, standardError: largest.squareRoot(),
        degrees: Double(min(egos.count, alters.count) - 1)))
  }
}
