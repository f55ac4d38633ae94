internal import Corpus

/// What persons add to the sums of a table, person by person in key order.
///
/// A sum is a number such as "posts on school by group 3"; a replicate adds each person's part as
/// often as the person is drawn.
package struct Contributions: Sendable {
  /// Number of sums.
  package let width: Int
  private(set) var hashes: [UInt64] = []
  private(set) var starts: [Int] = [0]
  private(set) var sums: [Int32] = []
  private(set) var parts: [Double] = []

  package init(width: Int) { self.width = width }

  /// Adds to the person that is being described.
  package mutating func add(_ part: Double, to sum: Int) {
    sums.append(Int32(sum))
    parts.append(part)
  }

  /// Ends a person.
  package mutating func end(person name: String) {
    hashes.append(Poisson.hash(name))
    starts.append(sums.count)
  }

  /// The sums themselves, added in person order.
  package var totals: [Double] {
    var totals = [Double](repeating: 0, count: width)
    for i in sums.indices { totals[Int(sums[i])] += parts[i] }
    return totals
  }
}

/// The Poisson bootstrap by user: how the sums of a table would have come out with other persons.
package struct Bootstrap: Sendable {
  /// Seed of this purpose (``Poisson/seed(_:purpose:)``).
  package let seed: UInt64
  package let replicates: Int
  /// Replicates that are worked on together, so that their sums stay in the cache.
  private static let blockSize = 256

  package init(seed: UInt64, replicates: Int) {
    self.seed = seed
    self.replicates = replicates
  }

  /// The sums of every replicate. The result does not depend on `jobs`, because each sum is added
  /// up in the order of the persons.
  ///
  /// Cost: one draw per person and replicate, one multiplication per contribution and replicate.
  package func run(_ contributions: Contributions, jobs: Int = 1) throws -> Replicates {
    let blocks = (replicates + Self.blockSize - 1) / Self.blockSize
    let results = try Crew.map(blocks, jobs: jobs) { block in
      let from = block * Self.blockSize
      return sums(contributions, from: from, count: min(Self.blockSize, replicates - from))
    }
    var values = [Double](repeating: 0, count: contributions.width * replicates)
    for (block, sums) in results.enumerated() {
      let size = sums.count / max(1, contributions.width)
      for sum in 0..<contributions.width {
        for i in 0..<size {
          values[sum * replicates + block * Self.blockSize + i] = sums[sum * size + i]
        }
      }
    }
    return Replicates(count: replicates, values: values)
  }

  private func sums(_ contributions: Contributions, from: Int, count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: contributions.width * count)
    var weights = [Double](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeMutableBufferPointer { weights in
        for person in contributions.hashes.indices {
          let own = contributions.starts[person]..<contributions.starts[person + 1]
          if own.isEmpty { continue }
          Poisson.draw(contributions.hashes[person], seed: seed, from: from, into: weights)
          for at in own {
            let part = contributions.parts[at]
            let row = sums.baseAddress! + Int(contributions.sums[at]) * count
            let drawn = UnsafePointer(weights.baseAddress!)
            for i in 0..<count { row[i] += part * drawn[i] }
          }
        }
      }
    }
    return sums
  }
}

/// The sums of a table in every replicate.
package struct Replicates: Sendable {
  package let count: Int
  private let values: [Double]

  init(count: Int, values: [Double]) {
    self.count = count
    self.values = values
  }

  /// A sum in a replicate.
  package subscript(sum: Int, replicate: Int) -> Double { values[sum * count + replicate] }

  /// Sum `a` over sum `b` in each replicate; nil where the denominator is 0.
  package func ratios(_ a: Int, over b: Int) -> [Double?] { ratios(Ratio([a], over: [b])) }

  /// A ratio in each replicate; nil where the denominator is 0.
  func ratios(_ ratio: Ratio) -> [Double?] {
    (0..<count).map { replicate in
      let below = ratio.denominators.reduce(0) { $0 + self[$1, replicate] }
      let above = ratio.numerators.reduce(0) { $0 + self[$1, replicate] }
      return below > 0 ? above / below : nil
    }
  }
}

/// Which sums, added up, stand above and below the line of an estimate.
struct Ratio {
  let numerators: [Int]
  let denominators: [Int]

  init(_ numerators: [Int], over denominators: [Int]) {
    self.numerators = numerators
    self.denominators = denominators
  }
}
