/// How far apart two values are, for Krippendorff's alpha: squared differences, as he writes them.
package enum AlphaDistance: Sendable, Equatable {
  /// 0 or 1.
  case nominal
  /// By the values that lie between, in the order of the categories.
  case ordinal
  /// (c − k)², with the number of each category.
  case interval([Double])
  /// ((c − k) / (c + k))², with the number of each category.
  case ratio([Double])
  /// Of sets of labels, each a bit pattern (``SetDistance``).
  case sets([UInt64], SetDistance)

  /// Category by category. `totals`: how many pairable values each category has.
  func matrix(totals: [Double]) -> [[Double]] {
    totals.indices.map { c in totals.indices.map { k in between(c, k, totals) } }
  }

  private func between(_ c: Int, _ k: Int, _ totals: [Double]) -> Double {
    if c == k { return 0 }
    switch self {
    case .nominal: return 1
    case .ordinal:
      let (low, high) = (min(c, k), max(c, k))
      let steps = totals[low...high].reduce(0, +) - (totals[low] + totals[high]) / 2
      return steps * steps
    case .interval(let values):
      return (values[c] - values[k]) * (values[c] - values[k])
    case .ratio(let values):
      let sum = values[c] + values[k]
      if sum == 0 { return 0 }
      let part = (values[c] - values[k]) / sum
      return part * part
    case .sets(let sets, let distance): return distance.between(sets[c], sets[k])
    }
  }
}

/// How far two sets of labels are apart, 0–1. Two empty sets are the same.
package enum SetDistance: String, Sendable, CaseIterable {
  /// 1 − |A ∩ B| / |A ∪ B|.
  case jaccard
  /// 1 − J · M, with M = 1 where the sets are equal, 2/3 where one holds the other, 1/3 where they
  /// only overlap and 0 where they do not (Passonneau 2006).
  case masi

  package func between(_ a: UInt64, _ b: UInt64) -> Double {
    if a == b { return 0 }
    let both = (a & b).nonzeroBitCount
    let jaccard = Double(both) / Double((a | b).nonzeroBitCount)
    guard self == .masi else { return 1 - jaccard }
    let isInside = a & b == a || a & b == b
    return 1 - jaccard * (both == 0 ? 0 : isInside ? 2.0 / 3 : 1.0 / 3)
  }
}
