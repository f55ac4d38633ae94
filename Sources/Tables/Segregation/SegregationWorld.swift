internal import Corpus
internal import Interactions

/// What the levels of T7 share: ties, sameness, who was active where, who was present before.
struct SegregationWorld: Sendable {
  /// Memberships are numbered as in ``Vectors``, so that no sum follows a run's own numbers.
  let ties: TieTable
  let same: SamenessTable
  let groups: [String]
  let cells: TieCells
  let activity: Activity
  let chance: TieChance
  let expectedInStrata: [Double?]
  /// Numbers of the ties of each slot.
  let numbers: [[Int32]]
  let settings: TableSettings

  init(_ material: Material, _ ties: TieTable, _ cells: TieCells, _ settings: TableSettings) {
    self.ties = ties
    self.cells = cells
    self.settings = settings
    same = SamenessTable(ties.people, ties.sameness)
    groups = ties.people.groups
    activity = Activity(material, ties)
    chance = TieChance(material.posts, ties, same)
    expectedInStrata = Segregation.expectedInStrata(ties.strata, people: ties.people, same: same)
    var numbers = [[Int32]](repeating: [], count: cells.slotCount)
    ties.ties.walk { number, tie in
      cells.forEachSlot(tie) { numbers[$0].append(Int32(number)) }
    }
    self.numbers = numbers
  }

  /// The ties with their persons' memberships numbered in the order of ``Vectors``.
  static func canonical(_ ties: TieTable) -> TieTable {
    let vectors = Vectors(ties.people)
    var ties = ties
    let memberships = ties.people.memberships
    ties.people.memberships = vectors.numbers.map { memberships[Int($0)] }
    for person in ties.people.all.indices {
      ties.people.all[person].membership =
        Int32(vectors.rank[Int(ties.people.all[person].membership)])
    }
    return ties
  }

  /// Which venues and years belong to a slot: all, for topics.
  func isPart(_ cell: Activity.Cell, of slot: Int) -> Bool {
    guard let range = cells.ranges.first(where: { $0.slots.contains(slot) }) else { return true }
    let place = slot - range.slots.lowerBound
    return switch range.split {
    case .topic, .subtopic, .tone: true
    case .venueType: cell.venueType == place
    case .platform: cell.platform == place
    case .period:
      (cell.year == 0 ? Key.unknown.id : String(cell.year)) == cells.keys[slot].id
    }
  }

  /// Participants of the strata in which ties lie, sorted.
  func population(_ numbers: [Int32]) -> [Int32] {
    if ties.strata.count == 1 { return ties.strata[0].persons }
    var has = [Bool](repeating: false, count: ties.strata.count)
    for number in numbers {
      let stratum = Int(ties.stratumOfTie[Int(number)])
      if stratum >= 0 { has[stratum] = true }
    }
    var isIn = [Bool](repeating: false, count: ties.people.all.count)
    for (stratum, has) in zip(ties.strata, has) where has {
      for person in stratum.persons { isIn[Int(person)] = true }
    }
    return isIn.indices.filter { isIn[$0] }.map { Int32($0) }
  }
}
