/// The sums of a table turned round: what each person adds to one sum. For errors by person that
/// need no replicates, and for how few persons an estimate rests on.
package struct PersonSums: Sendable {
  /// Entries of each sum, in the order of persons.
  private var starts: [Int]
  private var persons: [Int32]
  private var parts: [Double]
  /// Scratch, by person: zero between calls.
  private var x: [Double]
  private var n: [Double]

  /// Cost: two walks over the contributions.
  package init(_ contributions: Contributions) {
    starts = [Int](repeating: 0, count: contributions.width + 1)
    for sum in contributions.sums { starts[Int(sum) + 1] += 1 }
    for sum in 0..<contributions.width { starts[sum + 1] += starts[sum] }
    var next = starts
    persons = [Int32](repeating: 0, count: contributions.sums.count)
    parts = [Double](repeating: 0, count: contributions.sums.count)
    for person in contributions.hashes.indices {
      for at in contributions.starts[person]..<contributions.starts[person + 1] {
        let sum = Int(contributions.sums[at])
        persons[next[sum]] = Int32(person)
        parts[next[sum]] = contributions.parts[at]
        next[sum] += 1
      }
    }
    x = [Double](repeating: 0, count: contributions.hashes.count)
    n = x
  }

  /// x and n of every person with any, in the order of persons.
  private mutating func gather(_ ratio: Ratio) -> [(person: Int32, x: Double, n: Double)] {
    for sum in ratio.numerators {
      for at in starts[sum]..<starts[sum + 1] { x[Int(persons[at])] += parts[at] }
    }
    for sum in ratio.denominators {
      for at in starts[sum]..<starts[sum + 1] { n[Int(persons[at])] += parts[at] }
    }
    var gathered: [(person: Int32, x: Double, n: Double)] = []
    func take(_ person: Int) {
      if n[person] > 0 { gathered.append((Int32(person), x[person], n[person])) }
      x[person] = 0
      n[person] = 0
    }
    if ratio.denominators.count == 1 {
      let sum = ratio.denominators[0]
      gathered.reserveCapacity(starts[sum + 1] - starts[sum])
      for at in starts[sum]..<starts[sum + 1] { take(Int(persons[at])) }
    } else {
      for person in n.indices { take(person) }
    }
    // Nobody has a part above the line without one below it.
    for sum in ratio.numerators {
      for at in starts[sum]..<starts[sum + 1] { x[Int(persons[at])] = 0 }
    }
    return gathered
  }

  /// Kish's effective number of persons, (Σn)² / Σn²; 0 without any.
  mutating func effective(_ ratio: Ratio) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for own in gather(Ratio([], over: ratio.denominators)) {
      sum += own.n
      squares += own.n * own.n
    }
    return squares > 0 ? sum * sum / squares : 0
  }

  /// Sum `a` over sum `b`: ``estimate(_:jackknifed:)``.
  package mutating func estimate(_ a: Int, over b: Int, jackknifed: Bool = false)
    -> Estimated<EstimateWithError>
  { estimate(Ratio([a], over: [b]), jackknifed: jackknifed) }

  /// A ratio with its linearised error: G/(G − 1) Σ (x − p n)² / N², t of G − 1. With `jackknifed`
  /// every score is divided by 1 − n/N, with (G − 1)/G before it: what leaving persons out one at a
  /// time gives (CR3; Bell & McCaffrey 2002).
  mutating func estimate(_ ratio: Ratio, jackknifed: Bool = false) -> Estimated<EstimateWithError> {
    let own = gather(ratio)
    let total = own.reduce(0) { $0 + $1.n }
    guard total > 0 else { return .undefined(.noUnits) }
    if Clusters.areTooFew(own.count) { return .undefined(.fewClusters) }
    let p = own.reduce(0) { $0 + $1.x } / total
    let g = Double(own.count)
    var squares = 0.0
    for own in own {
      let score = (own.x - p * own.n) / (jackknifed ? total - own.n : total)
      squares += score * score
    }
    return Self.estimate(
      p, jackknifed ? (g - 1) / g * squares : g / (g - 1) * squares, persons: g)
  }

  /// The difference of two ratios of the same persons (``ClusterRatio/difference(_:)``).
  mutating func difference(_ a: Ratio, _ b: Ratio) -> Estimated<EstimateWithError> {
    let (first, second) = (gather(a), gather(b))
    var parts: [(first: (x: Double, n: Double), second: (x: Double, n: Double))] = []
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      let one = i < first.count ? first[i].person : .max
      let other = j < second.count ? second[j].person : .max
      parts.append(
        (
          one <= other ? (first[i].x, first[i].n) : (0, 0),
          other <= one ? (second[j].x, second[j].n) : (0, 0)
        ))
      if one <= other { i += 1 }
      if other <= one { j += 1 }
    }
    switch ClusterRatio.difference(parts) {
    case .value(let found):
      return Self.estimate(
        found.estimate, found.standardError * found.standardError,
        persons: found.degrees + 1)
    case .undefined(let reason): return .undefined(reason)
    }
  }

  private static func estimate(_ value: Double, _ variance: Double, persons: Double)
    -> Estimated<EstimateWithError>
  {
    variance > 0
      ? .value(
        EstimateWithError(
          estimate: value, standardError: variance.squareRoot(), degrees: persons - 1))
      : .undefined(.noVariation)
  }
}
