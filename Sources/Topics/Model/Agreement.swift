/// How often a coder and the training codes say yes to one label.
package struct Agreement: Sendable, Equatable, Codable {
  package private(set) var both = 0
  package private(set) var onlyCoder = 0
  package private(set) var onlyCodes = 0

  package init() {}

  package mutating func note(coder: Bool, codes: Bool) {
    if coder, codes { both += 1 } else if coder { onlyCoder += 1 } else if codes { onlyCodes += 1 }
  }

  /// 0 when nothing was to be found or was found.
  package var precision: Double { Self.share(both, both + onlyCoder) }
  package var recall: Double { Self.share(both, both + onlyCodes) }
  package var f1: Double { Self.share(2 * both, 2 * both + onlyCoder + onlyCodes) }
  package var precisionInterval: ClosedRange<Double> { Self.wilson(both, both + onlyCoder) }
  package var recallInterval: ClosedRange<Double> { Self.wilson(both, both + onlyCodes) }

  private static func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }

  /// The 95 % interval of Wilson (1927); 0 to 1 when there is nothing.
  package static func wilson(_ part: Int, _ whole: Int) -> ClosedRange<Double> {
    guard whole > 0 else { return 0...1 }
    let z = 1.959963984540054
    let n = Double(whole)
    let p = Double(part) / n
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, centre - half)...min(1, centre + half)
  }
}
