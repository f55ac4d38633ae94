package import Corpus

/// Ties counted by the membership vectors of ego and alter: all that share, E-I and mixing matrix
/// need. Only integers; counts of parts add up to the counts of the whole.
package struct PairCounts: Sendable, Equatable {
  /// Number of distinct membership vectors; number 0 is unknown.
  package let size: Int
  private var dense: [Int]
  private var sparse: [UInt64: Int] = [:]

  package init(size: Int) {
    self.size = size
    dense = size <= 1024 ? [Int](repeating: 0, count: size * size) : []
  }

  /// All ties of a table, or those that `isCounted` accepts by number.
  package init(_ table: TieTable, where isCounted: (Int, TieTable.Tie) -> Bool = { _, _ in true }) {
    self.init(size: table.people.memberships.count)
    for (number, tie) in table.ties.slices.joined().enumerated() {
      guard isCounted(number, tie) else { continue }
      add(
        table.people.all[Int(tie.ego)].membership, table.people.all[Int(tie.alter)].membership)
    }
  }

  package mutating func add(_ ego: Int32, _ alter: Int32, _ count: Int = 1) {
    if dense.isEmpty {
      sparse[UInt64(ego) << 32 | UInt64(alter), default: 0] += count
    } else {
      dense[Int(ego) * size + Int(alter)] += count
    }
  }

  package mutating func add(_ other: PairCounts) {
    precondition(size == other.size, "pair counts of different people cannot be added")
    for (place, count) in other.dense.enumerated() { dense[place] += count }
    sparse.merge(other.sparse, uniquingKeysWith: +)
  }

  /// Walks the pairs that occur, by ego's and then alter's number.
  package func walk(_ body: (_ ego: Int32, _ alter: Int32, _ count: Int) -> Void) {
    for (place, count) in dense.enumerated() where count != 0 {
      body(Int32(place / size), Int32(place % size), count)
    }
    for pair in sparse.keys.sorted() {
      body(Int32(pair >> 32), Int32(pair & 0xFFFF_FFFF), sparse[pair] ?? 0)
    }
  }
}
