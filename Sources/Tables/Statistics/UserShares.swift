/// What persons' own shares and activity say beside the pooled share.
package struct UserShares: Sendable, Equatable {
  /// The mean over persons of x / n. Undefined where nobody has n > 0.
  package let mean: Estimated<Double>
  /// √(Σ (pᵤ − mean)² / (G(G − 1))).
  package let standardError: Estimated<Double>
  /// Intraclass correlation by analysis of variance (Fleiss, Levin & Paik 2003, ch. 15):
  /// (MSB − MSW) / (MSB + (n₀ − 1) MSW). It may be below 0.
  package let intraclassCorrelation: Estimated<Double>
  /// The average cluster size n₀ = (N − Σn²/N) / (G − 1).
  package let averageSize: Estimated<Double>
  /// Gini coefficient of n over persons with n > 0: 0 if all are equally active.
  package let gini: Estimated<Double>
  /// The largest n as a share of N.
  package let topShare: Estimated<Double>
  /// Persons with n > 0, and those of them with x > 0.
  package let users: Int
  package let usersWithAny: Int

  /// - Parameter parts: x and n of each person, in an order that does not change.
  package init(_ parts: [(x: Double, n: Double)]) {
    let active = parts.filter { $0.n > 0 }
    users = active.count
    usersWithAny = active.count { $0.x > 0 }
    let g = Double(active.count)
    let total = active.reduce(0) { $0 + $1.n }
    guard g > 0 else {
      mean = .undefined(.noUnits)
      standardError = .undefined(.noUnits)
      intraclassCorrelation = .undefined(.noUnits)
      averageSize = .undefined(.noUnits)
      gini = .undefined(.noUnits)
      topShare = .undefined(.noUnits)
      return
    }
    let shares = active.map { $0.x / $0.n }
    let average = shares.reduce(0, +) / g
    mean = .value(average)
    topShare = .value(active.reduce(0) { max($0, $1.n) } / total)
    // Σ (2i − G − 1) nᵢ / (G N), with n in increasing order.
    var weighted = 0.0
    for (i, n) in active.map(\.n).sorted().enumerated() {
      weighted += (2 * Double(i + 1) - g - 1) * n
    }
    gini = .value(weighted / (g * total))
    guard active.count > 1 else {
      standardError = .undefined(.fewClusters)
      intraclassCorrelation = .undefined(.fewClusters)
      averageSize = .undefined(.fewClusters)
      return
    }
    let deviations = shares.reduce(0) { $0 + ($1 - average) * ($1 - average) }
    standardError = .value((deviations / (g * (g - 1))).squareRoot())
    let size = (total - active.reduce(0) { $0 + $1.n * $1.n } / total) / (g - 1)
    averageSize = .value(size)
    let pooled = active.reduce(0) { $0 + $1.x } / total
    var (between, within) = (0.0, 0.0)
    for (part, share) in zip(active, shares) {
      between += part.n * (share - pooled) * (share - pooled)
      within += part.x * (1 - share)
    }
    if total > g {
      between /= g - 1
      within /= total - g
      intraclassCorrelation = .ratio(
        between - within, over: between + (size - 1) * within, else: .noVariation)
    } else {
      intraclassCorrelation = .undefined(.noUnits)
    }
  }
}
