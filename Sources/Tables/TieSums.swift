internal import Corpus

/// Ties of known and unknown sameness by slot, with the persons at either end.
struct TieSums: Sendable {
  /// What the persons at one end of a slot's ties look like.
  struct End: Sendable {
    /// Distinct persons; those with a tie of known sameness; with an interethnic, an intra-ethnic.
    var persons = 0
    var known = 0
    var inter = 0
    var intra = 0
    /// Persons whose known ties are all inter, all intra.
    var onlyInter = 0
    var onlyIntra = 0
    /// Ties of the person with most: all, inter, intra.
    var largest = 0.0
    var largestInter = 0.0
    var largestIntra = 0.0
    /// Whole units of the persons with most.
    var largestUnits = 0
    var largestInterUnits = 0
    var largestIntraUnits = 0

    mutating func add(_ own: Own) {
      persons += 1
      largest = max(largest, Double(own.ties))
      largestInter = max(largestInter, own.inter)
      largestIntra = max(largestIntra, own.intra)
      largestUnits = max(largestUnits, own.units)
      largestInterUnits = max(largestInterUnits, own.interUnits)
      largestIntraUnits = max(largestIntraUnits, own.knownUnits - own.interUnits)
      if own.known > 0 { known += 1 }
      if own.inter > 0 { inter += 1 }
      if own.intra > 0 { intra += 1 }
      if own.known > 0, own.intra == 0 { onlyInter += 1 }
      if own.known > 0, own.inter == 0 { onlyIntra += 1 }
    }
  }

  /// One person's ties in one slot.
  struct Own {
    var ties = 0
    var known = 0
    var inter = 0.0
    var intra = 0.0
    /// All, known and interethnic ties in whole units.
    var units = 0
    var knownUnits = 0
    var interUnits = 0
    /// Sum over the known ties of what chance gives in their stratum.
    var expected = 0.0
    var hasExpected = true
  }

  /// All ties of a slot.
  struct Count: Sendable {
    var ties = 0
    var known = 0
    var inter = 0.0
    var intra = 0.0
    /// All, known and interethnic ties in whole units.
    var units = 0
    var knownUnits = 0
    var interUnits = 0
    var hasExpected = true
    var egos = End()
    var alters = End()

    /// Ties without direction were counted from both ends.
    mutating func halve() {
      ties /= 2
      known /= 2
      inter /= 2
      intra /= 2
      units /= 2
      knownUnits /= 2
      interUnits /= 2
    }
  }

  let cells: TieCells
  private(set) var counts: [Count]
  private(set) var contributions: Contributions
  private(set) var hasDesignWeights = false
  private let units: Units
  private static let sums = 5

  init(_ cells: TieCells, _ ties: TieTable, _ contrast: Contrast, _ units: Units) {
    self.cells = cells
    self.units = units
    counts = Array(repeating: Count(), count: cells.slotCount)
    contributions = Contributions(width: cells.slotCount * Self.sums)
    walk(cells.byEgo, ties.people, contrast, strata: cells.strata) { sums, slot, own, person in
      sums.counts[slot].ties += own.ties
      sums.counts[slot].known += own.known
      sums.counts[slot].inter += own.inter
      sums.counts[slot].intra += own.intra
      sums.counts[slot].units += own.units
      sums.counts[slot].knownUnits += own.knownUnits
      sums.counts[slot].interUnits += own.interUnits
      if !own.hasExpected { sums.counts[slot].hasExpected = false }
      sums.counts[slot].egos.add(own)
      sums.contribute(own, slot, design: person.weight)
    } end: {
      $0.contributions.end(person: $1)
    }
    if !ties.isDirected { for slot in counts.indices { counts[slot].halve() } }
    walk(cells.byAlter, ties.people, contrast, strata: 1) { sums, slot, own, _ in
      sums.counts[slot].alters.add(own)
    } end: { _, _ in
    }
  }

  private mutating func walk(
    _ partial: Partial, _ people: People, _ contrast: Contrast, strata: Int,
    _ body: (inout TieSums, Int, Own, People.Person) -> Void,
    end: (inout TieSums, String) -> Void
  ) {
    let groups = cells.vectors.numbers.count
    var number = 0
    partial.walk { person, entries in
      let name = partial.persons[person]
      while people.all[number].name != name { number += 1 }
      let someone = people.all[number]
      if someone.weight != 1 { hasDesignWeights = true }
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / (strata * groups)
        var own = Own()
        while at < entries.upperBound, partial.cell(at) / (strata * groups) == slot {
          let (cell, count) = (partial.cell(at), partial.count(at))
          own.ties += count
          own.units += count * units.scale
          let other = cells.vectors.numbers[cell % groups]
          if let same = contrast.sameness(someone.membership, other) {
            own.known += count
            own.knownUnits += count * units.scale
            own.interUnits += units.inter(same) * count
            own.inter += (1 - same) * Double(count)
            own.intra += same * Double(count)
            let stratum = cell / groups % strata
            if contrast.expectedInStrata.indices.contains(stratum),
              let expected = contrast.expectedInStrata[stratum]
            {
              own.expected += expected * Double(count)
            } else {
              own.hasExpected = false
            }
          }
          at += 1
        }
        body(&self, slot, own, someone)
      }
      end(&self, name)
    }
  }

  private mutating func contribute(_ own: Own, _ slot: Int, design: Double) {
    guard own.known > 0 else { return }
    let first = slot * Self.sums
    contributions.add(Double(own.known) * design, to: first)
    contributions.add(own.inter * design, to: first + 1)
    contributions.add(own.inter / Double(own.known) * design, to: first + 2)
    contributions.add(design, to: first + 3)
    contributions.add(own.expected * design, to: first + 4)
  }

  func share(_ slot: Int) -> Ratio { ratio(slot, 1, over: 0) }
  func userMean(_ slot: Int) -> Ratio { ratio(slot, 2, over: 3) }
  func expected(_ slot: Int) -> Ratio { ratio(slot, 4, over: 0) }

  private func ratio(_ slot: Int, _ numerator: Int, over denominator: Int) -> Ratio {
    Ratio([slot * Self.sums + numerator], over: [slot * Self.sums + denominator])
  }
}
