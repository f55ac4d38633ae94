internal import Corpus
internal import Interactions

/// What Interactions says of a tie table: sameness, chance and bounds. Nothing is worked out here.
struct Contrast: Sendable {
  private let same: SamenessTable
  private let people: People
  /// Share interethnic under relabelling of persons, by stratum; nil where it is undefined.
  let expectedInStrata: [Double?]

  init(_ ties: TieTable) {
    people = ties.people
    same = SamenessTable(ties.people, ties.sameness)
    expectedInStrata = Segregation.expectedInStrata(
      ties.strata, people: ties.people, same: same)
  }

  /// Sameness of two membership numbers; nil where either is unknown.
  func sameness(_ a: Int32, _ b: Int32) -> Double? {
    let value = same.value(a, b)
    return value.isNaN ? nil : value
  }

  /// Sharp bounds of the share interethnic for each slot of `cells`; nil where somebody has several
  /// groups, so that no sharp bound is known, or where there are no ties.
  func sharpBounds(_ ties: TieTable, _ cells: TieCells) -> [(
    low: Number, high: Number
  )?] {
    guard !cells.vectors.areMixed else { return Array(repeating: nil, count: cells.slotCount) }
    var counts = Array(repeating: BoundsCount(people, same), count: cells.slotCount)
    ties.ties.walk { _, tie in
      cells.forEachSlot(tie) { counts[$0].add(ego: tie.ego, alter: tie.alter) }
    }
    return counts.map { $0.bounds().map { (low: .real($0.lower), high: .real($0.upper)) } }
  }
}
