/// Agreement beyond chance: (pₐ − pₑ) / (1 − pₑ), with what either is.
///
/// Coefficients differ in pₑ alone, except alpha, which also corrects pₐ for the sample's size. The
/// standard errors are linearised over units (Gwet 2014, ch. 5; the R package irrCAC); missing values
/// are allowed. Of several coders unless it says two.
package struct Agreement: Sendable, Equatable {
  /// Undefined without a unit of two values, and where pₑ is 1.
  package let value: Estimated<Double>
  package let standardError: Estimated<Double>
  /// pₐ and pₑ.
  package let observed: Estimated<Double>
  package let expected: Estimated<Double>

  /// - Parameter unitExpected: by unit, pₑ as the unit's own values have it; nil: the same of all.
  fileprivate init(_ frame: Frame, expected pe: Double, unitExpected: [Double]?) {
    guard let pa = frame.observed else {
      self.init(undefined: .noUnits)
      return
    }
    guard 1 - pe > 1e-12 else {
      self.init(
        value: .undefined(.noVariation), standardError: .undefined(.noVariation), observed: pa,
        expected: pe)
      return
    }
    let estimate = (pa - pe) / (1 - pe)
    let scale = Double(frame.counts.count) / Double(frame.paired)
    let parts = frame.counts.indices.map { i in
      let own = frame.isPaired(i) ? scale * (frame.agreeing[i] - pe) / (1 - pe) : 0
      guard let unitExpected else { return own }
      return own - 2 * (1 - estimate) * (unitExpected[i] - pe) / (1 - pe)
    }
    self.init(
      value: .value(estimate), standardError: Self.error(parts, around: estimate), observed: pa,
      expected: pe)
  }

  fileprivate init(undefined reason: NoEstimate) {
    value = .undefined(reason)
    standardError = .undefined(reason)
    observed = .undefined(reason)
    expected = .undefined(reason)
  }

  fileprivate init(
    value: Estimated<Double>, standardError: Estimated<Double>, observed: Double, expected: Double
  ) {
    self.value = value
    self.standardError = standardError
    self.observed = .value(observed)
    self.expected = .value(expected)
  }

  fileprivate static func error(_ parts: [Double], around estimate: Double) -> Estimated<Double> {
    let n = Double(parts.count)
    guard n > 1 else { return .undefined(.noUnits) }
    let squares = parts.reduce(0) { $0 + ($1 - estimate) * ($1 - estimate) }
    return .value((squares / (n * (n - 1))).squareRoot())
  }
}

/// Sums that the coefficients share: of units that anybody coded.
private struct Frame {
  /// By unit, how many coders gave each category.
  let counts: [[Double]]
  let coders: [Double]
  /// By unit, the share of pairs of its coders that agree; 0 with one coder.
  let agreeing: [Double]
  /// Units with two coders or more.
  let paired: Int
  let categories: Int

  init(_ ratings: Ratings) {
    counts = ratings.units.map(ratings.counts).filter { $0.contains { $0 > 0 } }
    coders = counts.map { $0.reduce(0, +) }
    categories = ratings.categories
    agreeing = zip(counts, coders).map { counts, r in
      r > 1 ? counts.reduce(0) { $0 + $1 * ($1 - 1) } / (r * (r - 1)) : 0
    }
    paired = coders.count { $0 > 1 }
  }

  func isPaired(_ unit: Int) -> Bool { coders[unit] > 1 }

  /// Raw agreement.
  var observed: Double? {
    paired > 0 ? agreeing.reduce(0, +) / Double(paired) : nil
  }

  /// The mean over units of the share of coders who gave each category.
  var shares: [Double] {
    (0..<categories).map { k in
      zip(counts, coders).reduce(0) { $0 + $1.0[k] / $1.1 } / Double(counts.count)
    }
  }

  /// By unit, Σ x·(share of its coders), with x by category.
  func means(_ x: [Double]) -> [Double] {
    zip(counts, coders).map { counts, r in zip(counts, x).reduce(0) { $0 + $1.0 * $1.1 } / r }
  }
}

extension Agreement {
  /// Gwet's AC1 (2008): pₑ = Σ π(1 − π) / (q − 1). Holds where nearly all units are alike.
  package static func gwetAC1(_ ratings: Ratings) -> Agreement {
    let frame = Frame(ratings)
    guard frame.paired > 0, frame.categories > 1 else { return Agreement(undefined: .noUnits) }
    let shares = frame.shares
    let spread = Double(frame.categories - 1)
    return Agreement(
      frame, expected: shares.reduce(0) { $0 + $1 * (1 - $1) } / spread,
      unitExpected: frame.means(shares.map { (1 - $0) / spread }))
  }

  /// Fleiss 1971: pₑ = Σ π². Of two coders Scott's π (1955).
  package static func fleiss(_ ratings: Ratings) -> Agreement {
    let frame = Frame(ratings)
    guard frame.paired > 0 else { return Agreement(undefined: .noUnits) }
    let shares = frame.shares
    return Agreement(
      frame, expected: shares.reduce(0) { $0 + $1 * $1 }, unitExpected: frame.means(shares))
  }

  /// Brennan & Prediger 1981: pₑ = 1/q.
  package static func brennanPrediger(_ ratings: Ratings) -> Agreement {
    let frame = Frame(ratings)
    guard frame.paired > 0, frame.categories > 1 else { return Agreement(undefined: .noUnits) }
    return Agreement(frame, expected: 1 / Double(frame.categories), unitExpected: nil)
  }

  /// Conger 1980: pₑ from each coder's own shares. Of two coders without missing values Cohen's κ.
  package static func conger(_ ratings: Ratings) -> Agreement {
    let seen = Ratings(
      units: ratings.units.filter { $0.contains { $0 != nil } }, categories: ratings.categories)
    let frame = Frame(seen)
    guard frame.paired > 0 else { return Agreement(undefined: .noUnits) }
    let all = seen.marginals
    // A coder without a value tells nothing of chance.
    let active = all.indices.filter { all[$0].contains { $0 > 0 } }
    let marginals = active.map { all[$0] }
    let given = marginals.map { $0.reduce(0, +) }
    let own = zip(marginals, given).map { counts, n in counts.map { $0 / n } }
    let (n, r) = (Double(seen.units.count), Double(active.count))
    let means = (0..<seen.categories).map { k in own.reduce(0) { $0 + $1[k] } / r }
    var pe = 0.0
    for k in means.indices {
      let squares = own.reduce(0) { $0 + $1[k] * $1[k] }
      pe += means[k] * means[k] - (squares - r * means[k] * means[k]) / (r - 1) / r
    }
    let unitExpected = seen.units.map { unit in
      var sum = 0.0
      for (place, coder) in active.enumerated() {
        let isThere = unit[coder] == nil ? 0.0 : 1
        for k in means.indices {
          let own = own[place][k]
          let hit = unit[coder] == k ? 1.0 : 0
          let part = (hit - (isThere - given[place] / n) * own) * n / given[place]
          sum += part * (r * means[k] - own)
        }
      }
      return sum / (r * (r - 1))
    }
    return Agreement(frame, expected: pe, unitExpected: unitExpected)
  }

  /// Krippendorff's nominal alpha with the linearised error of irrCAC, whose value for the 12 units
  /// of Krippendorff 2011, section C, is the check. The bootstrap by unit (``Alpha``) is preferred.
  package static func krippendorff(_ ratings: Ratings) -> Agreement {
    let frame = Frame(ratings.paired)
    guard frame.paired > 0 else { return Agreement(undefined: .noUnits) }
    let n = Double(frame.paired)
    let mean = frame.coders.reduce(0, +) / n
    let small = 1 / frame.coders.reduce(0, +)
    let own = zip(frame.agreeing, frame.coders).map { $0 * $1 / mean }
    let plain = own.reduce(0, +) / n
    let pa = (1 - small) * plain + small
    let shares = (0..<frame.categories).map { k in
      frame.counts.reduce(0) { $0 + $1[k] } / (n * mean)
    }
    let pe = shares.reduce(0) { $0 + $1 * $1 }
    guard 1 - pe > 1e-12 else {
      return Agreement(
        value: .undefined(.noVariation), standardError: .undefined(.noVariation), observed: pa,
        expected: pe)
    }
    let uncorrected = (plain - pe) / (1 - pe)
    let parts = frame.counts.indices.map { i in
      let extra = (frame.coders[i] - mean) / mean
      let chance = zip(frame.counts[i], shares).reduce(0) { $0 + $1.0 * $1.1 } / mean - pe * extra
      return (own[i] - pa * extra - pe) / (1 - pe) - 2 * (1 - uncorrected) * (chance - pe)
        / (1 - pe)
    }
    return Agreement(
      value: .value((pa - pe) / (1 - pe)), standardError: error(parts, around: uncorrected),
      observed: pa, expected: pe)
  }

  /// Cohen's κ of two coders (1960), with the large-sample error of Fleiss, Cohen & Everitt 1969.
  ///
  /// Units that either coder left out are passed over.
  package static func cohen(_ ratings: Ratings) -> Agreement {
    precondition(ratings.coders == 2 || ratings.units.isEmpty, "Cohen's kappa is of two coders")
    let q = ratings.categories
    var cells = [[Double]](repeating: [Double](repeating: 0, count: q), count: q)
    var n = 0.0
    for unit in ratings.units {
      guard let a = unit[0], let b = unit[1] else { continue }
      cells[a][b] += 1
      n += 1
    }
    guard n > 0 else { return Agreement(undefined: .noUnits) }
    let p = cells.map { $0.map { $0 / n } }
    let rows = p.map { $0.reduce(0, +) }
    let columns = (0..<q).map { k in p.reduce(0) { $0 + $1[k] } }
    let po = (0..<q).reduce(0) { $0 + p[$1][$1] }
    let pe = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    guard 1 - pe > 1e-12 else {
      return Agreement(
        value: .undefined(.noVariation), standardError: .undefined(.noVariation), observed: po,
        expected: pe)
    }
    let kappa = (po - pe) / (1 - pe)
    var (same, apart) = (0.0, 0.0)
    for i in 0..<q {
      for j in 0..<q {
        if i == j {
          let part = 1 - (rows[i] + columns[i]) * (1 - kappa)
          same += p[i][i] * part * part
        } else {
          let part = columns[i] + rows[j]
          apart += p[i][j] * part * part
        }
      }
    }
    let middle = kappa - pe * (1 - kappa)
    let variance =
      (same + (1 - kappa) * (1 - kappa) * apart - middle * middle) / (n * (1 - pe) * (1 - pe))
    return Agreement(
      value: .value(kappa), standardError: .value(max(0, variance).squareRoot()), observed: po,
      expected: pe)
  }
}
