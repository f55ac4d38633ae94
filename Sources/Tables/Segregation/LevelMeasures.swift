internal import Corpus
internal import Interactions

/// All measures of one level (all ties, a topic, a venue type…) that need no replicates.
struct LevelMeasures: Sendable {
  /// Unweighted: of ties with both groups known.
  let split: Segregation.Split
  /// Under relabelling, in closed form, unweighted.
  let expected: Measured
  let mixing: MixingMatrix
  let sizes: GroupSizes
  let marginShare: Measured
  /// By pair, over all pairs of the population; and over pairs with a venue and year in common.
  let odds: PairOdds
  private(set) var atRisk: PairOdds?
  /// Pairs with a tie in a known venue, within and between groups.
  private let tied: PairOdds
  let within: MantelHaenszel
  let reciprocity: Reciprocity?
  let bridging: Bridging
  let spectral: SpectralSegregation?
  let precision: LevelPrecision
  let bounds: LevelBounds
  /// Over the ties whose thread is known.
  let opportunity: (ties: Int, share: Measured, expected: Measured)

  init(_ world: SegregationWorld, slot: Int) {
    let numbers = world.numbers[slot]
    let (ties, people, same) = (world.ties, world.ties.people, world.same)
    var counts = PairCounts(size: same.size)
    var known = [Int](repeating: 0, count: ties.strata.count)
    var isPlaced = true
    var bounds = BoundsCount(people, same)
    var ends: [(ego: Int32, alter: Int32)] = []
    ends.reserveCapacity(numbers.count)
    // In parts of 2⁻⁴⁰, so that the sum is the same in any order of the ties.
    var opportunity = (ties: 0, inter: 0, expected: 0)
    for number in numbers {
      let tie = ties.ties[Int(number)]
      let (a, b) = (
        people.all[Int(tie.ego)].membership, people.all[Int(tie.alter)].membership
      )
      counts.add(a, b)
      bounds.add(ego: tie.ego, alter: tie.alter)
      ends.append((tie.ego, tie.alter))
      guard a != 0, b != 0 else { continue }
      let stratum = Int(ties.stratumOfTie[Int(number)])
      if stratum < 0 { isPlaced = false } else { known[stratum] += 1 }
      let chance = world.chance.expected[Int(number)]
      if !chance.isNaN {
        opportunity.ties += 1
        opportunity.inter += Int(((1 - same.value(a, b)) * Self.part).rounded())
        opportunity.expected += Int((chance * Self.part).rounded())
      }
    }
    split = Segregation.split(counts, same)
    expected =
      isPlaced
      ? Segregation.expectedShare(world.expectedInStrata, knownTies: known) : .undefined(.noPairs)
    mixing = MixingMatrix(
      counts, people: people, isDirected: ties.isDirected, groups: world.groups)
    marginShare = Segregation.marginShare(counts, same, isDirected: ties.isDirected)
    let population = world.population(numbers)
    sizes = GroupSizes(people, persons: population, groups: world.groups)
    let pairs = PersonPairs(ends, isDirected: ties.isDirected)
    odds = PairOdds(pairs.binary, among: population, people: people, same: same)
    let venues = LevelVenues(world, slot)
    tied = venues.tied
    within = venues.within
    atRisk = venues.atRisk
    reciprocity = ties.isDirected ? Reciprocity(pairs, people: people, same: same) : nil
    bridging = Bridging(
      pairs, people: people, same: same, ties: Double(world.settings.bridgingTies),
      share: world.settings.bridgingShare)
    spectral =
      slot == 0 ? SpectralSegregation(pairs, people: people, groups: world.groups) : nil
    precision = LevelPrecision(pairs, people, same)
    self.bounds = LevelBounds(
      naive: .naive(inter: split.inter, intra: split.intra, unknown: split.unknown),
      sharp: people.memberships.allSatisfy { $0.parts.count < 2 } ? bounds.bounds() : nil,
      pairs, people, same)
    let n = Double(opportunity.ties) * Self.part
    self.opportunity = (
      opportunity.ties, n > 0 ? .value(Double(opportunity.inter) / n) : .undefined(.noTies),
      n > 0 ? .value(Double(opportunity.expected) / n) : .undefined(.noTies)
    )
  }

  private static let part = 1_099_511_627_776.0

  /// A topic's pairs at risk are those of all ties: who met is the same, whatever they spoke of.
  mutating func take(atRiskOf all: LevelMeasures) {
    guard atRisk == nil, let risk = all.atRisk else { return }
    atRisk = PairOdds(
      tied.withinTied, risk.withinTied + risk.withinOpen - tied.withinTied, tied.betweenTied,
      risk.betweenTied + risk.betweenOpen - tied.betweenTied)
  }

  var freeman: Measured { Segregation.freeman(share: split.share, expected: expected) }
}

/// Odds of a tie where persons could meet.
struct LevelVenues {
  let tied: PairOdds
  let within: MantelHaenszel
  /// nil for topics, which have the pairs of all ties.
  let atRisk: PairOdds?

  init(_ world: SegregationWorld, _ slot: Int) {
    let (ties, people, same) = (world.ties, world.ties.people, world.same)
    let activity = world.activity
    var placed: [UInt64] = []
    for number in world.numbers[slot] {
      let cell = activity.cellOfTie[Int(number)]
      if cell >= 0 { placed.append(UInt64(cell) << 32 | UInt64(number)) }
    }
    placed.sort()
    func pairs(_ range: ArraySlice<UInt64>) -> PersonPairs {
      PersonPairs(
        range.map { key -> (ego: Int32, alter: Int32) in
          let tie = ties.ties[Int(key & 0xFFFF_FFFF)]
          return (tie.ego, tie.alter)
        }, isDirected: ties.isDirected
      ).binary
    }
    let all = pairs(placed[...])
    var (a, c) = (0.0, 0.0)
    for pair in all.pairs {
      let s = same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      if s.isNaN { continue }
      a += s
      c += 1 - s
    }
    tied = PairOdds(a, 0, c, 0)

    let split = world.cells.split(of: slot)
    var strata: [PairOdds] = []
    var cells: [(persons: [Int32], pairs: PersonPairs)] = []
    let isTopic = split == .topic || split == .subtopic
    var (number, at) = (0, 0)
    while number < activity.cells.count {
      let venue = activity.cells[number].venue
      var persons: [Int32] = []
      let first = at
      while number < activity.cells.count, activity.cells[number].venue == venue {
        let cell = activity.cells[number]
        let from = at
        while at < placed.count, placed[at] >> 32 == UInt64(number) { at += 1 }
        if world.isPart(cell, of: slot) {
          persons += cell.persons
          if !isTopic { cells.append((cell.persons, pairs(placed[from..<at]))) }
        }
        number += 1
      }
      if !persons.isEmpty {
        strata.append(
          PairOdds(pairs(placed[first..<at]), among: persons, people: people, same: same))
      }
    }
    within = MantelHaenszel(strata)
    atRisk = isTopic ? nil : PairOdds(atRisk: cells, people: people, same: same)
  }
}
