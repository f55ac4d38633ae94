/// The terms of a logistic regression on categories: an intercept, and for each factor one term a
/// level, but for the level that the others are compared with.
package struct LogitDesign: Sendable, Equatable {
  /// A category that every trial has one level of.
  package struct Factor: Sendable, Equatable {
    package let name: String
    package let levels: [String]
    /// The level that has no term.
    package let reference: Int

    /// - Parameter reference: the first level unless another is named.
    package init(_ name: String, levels: [String], reference: Int = 0) {
      precondition(levels.indices.contains(reference), "the reference is one of the levels")
      self.name = name
      self.levels = levels
      self.reference = reference
    }
  }

  package let factors: [Factor]
  /// "const", then "factor=level" in order.
  package let terms: [String]
  /// Where the terms of each factor stand.
  package let blocks: [Range<Int>]

  package init(_ factors: [Factor]) {
    self.factors = factors
    var terms = ["const"]
    var blocks: [Range<Int>] = []
    for factor in factors {
      let start = terms.count
      for (i, level) in factor.levels.enumerated() where i != factor.reference {
        terms.append("\(factor.name)=\(level)")
      }
      blocks.append(start..<terms.count)
    }
    self.terms = terms
    self.blocks = blocks
    let combinations = factors.reduce(1.0) { $0 * Double($1.levels.count) }
    precondition(combinations < 9e18, "the levels of all factors must fit a number of 64 bits")
  }

  /// One number for one level of each factor.
  package func pattern(_ levels: [Int]) -> UInt64 {
    precondition(levels.count == factors.count, "one level of each factor")
    var code: UInt64 = 0
    for (factor, level) in zip(factors, levels) {
      precondition(factor.levels.indices.contains(level), "a level of the factor")
      code = code * UInt64(factor.levels.count) + UInt64(level)
    }
    return code
  }

  /// The row of the design matrix: 1, then 1 for each term whose level it has, else 0.
  package func row(_ pattern: UInt64) -> [Double] {
    var row = [Double](repeating: 0, count: terms.count)
    row[0] = 1
    var code = pattern
    for (factor, block) in zip(factors, blocks).reversed() {
      let level = Int(code % UInt64(factor.levels.count))
      code /= UInt64(factor.levels.count)
      if level != factor.reference {
        row[block.lowerBound + level - (level > factor.reference ? 1 : 0)] = 1
      }
    }
    return row
  }
}
