/// p-values adjusted for how many tests a family (one table) has.
package enum MultipleTests: String, Sendable, CaseIterable {
  /// m·p: the chance of any false rejection.
  case bonferroni
  /// Holm 1979: the same, step down; never weaker than Bonferroni.
  case holm
  /// Benjamini & Hochberg 1995: the expected share of false ones among the rejections.
  case falseDiscovery = "bh"
  /// Benjamini & Yekutieli 2001: the same under any dependence.
  case falseDiscoveryDependent = "by"

  /// Adjusted p-values in the order of `p`; nil ones are no part of the family and stay nil.
  package func adjust(_ p: [Double?]) -> [Double?] {
    let order = p.indices.filter { p[$0] != nil }.sorted {
      let (a, b) = (p[$0] ?? 0, p[$1] ?? 0)
      return a == b ? $0 < $1 : a < b
    }
    let m = order.count
    var adjusted = [Double?](repeating: nil, count: p.count)
    let harmonic = (0..<m).reduce(0.0) { $0 + 1 / Double($1 + 1) }
    var running = self == .holm ? 0.0 : 1.0
    switch self {
    case .bonferroni:
      for index in order { adjusted[index] = min(1, (p[index] ?? 1) * Double(m)) }
    case .holm:
      for (rank, index) in order.enumerated() {
        running = max(running, min(1, (p[index] ?? 1) * Double(m - rank)))
        adjusted[index] = running
      }
    case .falseDiscovery, .falseDiscoveryDependent:
      let factor = self == .falseDiscovery ? 1 : harmonic
      for (rank, index) in order.enumerated().reversed() {
        running = min(running, (p[index] ?? 1) * Double(m) * factor / Double(rank + 1))
        adjusted[index] = running
      }
    }
    return adjusted
  }
}
