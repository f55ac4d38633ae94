internal import Corpus
internal import Interactions

/// Ties of known and unknown sameness by slot and ego's group, with what persons add to each sum.
///
/// An ego of several groups counts by weight in each, so that the sums of a slot's groups are those
/// of all its ties with both groups known.
struct GroupTieSums: Sendable {
  /// Ties of one group's egos in one slot.
  struct Count: Sendable {
    /// By membership weight.
    var ties = 0.0
    var known = 0.0
    /// Whole ties, of persons who are of the group in any part: for the disclosure rule. Its units
    /// are by membership weight.
    var whole = TieSums.Count()
    /// Whether every stratum with known ties says what chance gives the group.
    var hasExpected = true
  }

  let groups: Int
  private(set) var counts: [Count]
  private(set) var contributions: Contributions
  private static let sums = 6

  init(
    _ cells: TieCells, _ ties: TieTable, _ contrast: Contrast, _ chance: OwnChance,
    _ units: Units
  ) {
    groups = cells.vectors.groups.count
    counts = Array(repeating: Count(), count: cells.slotCount * groups)
    contributions = Contributions(width: cells.slotCount * groups * Self.sums)
    addEgos(cells, ties.people, contrast, chance, units)
    addAlters(cells, ties.people, contrast, units)
  }

  private mutating func addEgos(
    _ cells: TieCells, _ people: People, _ contrast: Contrast, _ chance: OwnChance,
    _ units: Units
  ) {
    let weights = units.parts(cells.vectors)
    let (strata, vectors) = (cells.strata, cells.vectors.numbers.count)
    var number = 0
    cells.byEgo.walk { person, entries in
      let name = cells.byEgo.persons[person]
      while people.all[number].name != name { number += 1 }
      let someone = people.all[number]
      let rank = cells.vectors.rank[Int(someone.membership)]
      let parts = cells.vectors.parts[rank]
      var at = parts.isEmpty ? entries.upperBound : entries.lowerBound
      while at < entries.upperBound {
        let slot = cells.byEgo.cell(at) / (strata * vectors)
        var own = TieSums.Own()
        var ownChance = 0.0
        var hasOwnChance = true
        while at < entries.upperBound, cells.byEgo.cell(at) / (strata * vectors) == slot {
          let (cell, count) = (cells.byEgo.cell(at), cells.byEgo.count(at))
          at += 1
          own.ties += count
          own.units += count * units.scale
          let other = cells.vectors.numbers[cell % vectors]
          guard let same = contrast.sameness(someone.membership, other) else { continue }
          own.known += count
          own.knownUnits += count * units.scale
          own.interUnits += units.inter(same) * count
          own.inter += (1 - same) * Double(count)
          own.intra += same * Double(count)
          let stratum = cell / vectors % strata
          if contrast.expectedInStrata.indices.contains(stratum),
            let expected = contrast.expectedInStrata[stratum],
            let other = chance.inter(someone.membership, stratum: stratum)
          {
            own.expected += expected * Double(count)
            ownChance += other * Double(count)
          } else {
            hasOwnChance = false
          }
        }
        let inter = units.split(own.interUnits, weights[rank])
        for (number, part) in parts.enumerated() {
          let place = slot * groups + part.group
          counts[place].ties += part.weight * Double(own.ties)
          counts[place].known += part.weight * Double(own.known)
          counts[place].whole.ties += own.ties
          counts[place].whole.known += own.known
          counts[place].whole.inter += own.inter
          counts[place].whole.intra += own.intra
          counts[place].whole.units += own.ties * units.person * weights[rank][number]
          counts[place].whole.knownUnits += own.known * units.person * weights[rank][number]
          counts[place].whole.interUnits += inter[number]
          counts[place].whole.egos.add(own)
          if !hasOwnChance { counts[place].hasExpected = false }
          contribute(own, ownChance, place, part.weight * someone.weight)
        }
      }
      contributions.end(person: name)
    }
  }

  private mutating func contribute(
    _ own: TieSums.Own, _ chance: Double, _ place: Int, _ weight: Double
  ) {
    guard own.known > 0 else { return }
    let first = place * Self.sums
    let parts = [
      Double(own.known), own.inter, own.inter / Double(own.known), 1, own.expected, chance,
    ]
    for (sum, part) in parts.enumerated() { contributions.add(part * weight, to: first + sum) }
  }

  /// Who receives the ties of each group's egos.
  private mutating func addAlters(
    _ cells: TieCells, _ people: People, _ contrast: Contrast, _ units: Units
  ) {
    let vectors = cells.vectors.numbers.count
    var own = [TieSums.Own](repeating: TieSums.Own(), count: groups)
    var number = 0
    cells.byAlter.walk { person, entries in
      let name = cells.byAlter.persons[person]
      while people.all[number].name != name { number += 1 }
      let membership = people.all[number].membership
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = cells.byAlter.cell(at) / vectors
        for group in own.indices { own[group] = TieSums.Own() }
        while at < entries.upperBound, cells.byAlter.cell(at) / vectors == slot {
          let (place, count) = (cells.byAlter.cell(at) % vectors, cells.byAlter.count(at))
          at += 1
          let same = contrast.sameness(cells.vectors.numbers[place], membership)
          for part in cells.vectors.parts[place] {
            own[part.group].ties += count
            own[part.group].units += count * units.scale
            guard let same else { continue }
            own[part.group].known += count
            own[part.group].knownUnits += count * units.scale
            own[part.group].interUnits += units.inter(same) * count
            own[part.group].inter += (1 - same) * Double(count)
            own[part.group].intra += same * Double(count)
          }
        }
        for group in own.indices where own[group].ties > 0 {
          counts[slot * groups + group].whole.alters.add(own[group])
        }
      }
    }
  }

  func count(_ slot: Int, _ group: Int) -> Count { counts[slot * groups + group] }

  /// Of a group's egos, or (nil) of all.
  func share(_ slot: Int, _ group: Int?) -> Ratio { ratio(slot, group, 1, over: 0) }
  func userMean(_ slot: Int, _ group: Int?) -> Ratio { ratio(slot, group, 2, over: 3) }
  /// What relabelling gives: for all ties; for a group, given that the ego is of it.
  func expected(_ slot: Int, _ group: Int?) -> Ratio {
    ratio(slot, group, group == nil ? 4 : 5, over: 0)
  }

  private func ratio(_ slot: Int, _ group: Int?, _ above: Int, over below: Int) -> Ratio {
    let places = (group.map { [$0] } ?? Array(0..<groups)).map {
      (slot * groups + $0) * Self.sums
    }
    return Ratio(places.map { $0 + above }, over: places.map { $0 + below })
  }
}

/// What chance gives to one ego: the mean of 1 − sameness over the other participants of known group
/// in a stratum.
struct OwnChance {
  private let strata: [[(membership: Int32, persons: Int)]]
  private let contrast: Contrast

  init(_ ties: TieTable, _ contrast: Contrast) {
    self.contrast = contrast
    var count = [Int](repeating: 0, count: ties.people.memberships.count)
    strata = ties.strata.map { stratum in
      var present: [Int32] = []
      for person in stratum.persons {
        let membership = ties.people.all[Int(person)].membership
        if membership == 0 { continue }
        if count[Int(membership)] == 0 { present.append(membership) }
        count[Int(membership)] += 1
      }
      defer { for membership in present { count[Int(membership)] = 0 } }
      return present.sorted().map { ($0, count[Int($0)]) }
    }
  }

  /// For an ego of this membership; nil where nobody else is there.
  func inter(_ membership: Int32, stratum: Int) -> Double? {
    var (persons, inter) = (0, 0.0)
    for (other, count) in strata[stratum] {
      let others = other == membership ? count - 1 : count
      guard others > 0, let same = contrast.sameness(membership, other) else { continue }
      persons += others
      inter += Double(others) * (1 - same)
    }
    return persons > 0 ? inter / Double(persons) : nil
  }
}
