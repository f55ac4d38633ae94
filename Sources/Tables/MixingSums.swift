/// Ties from group to group in one slot, under *product*: a tie between people of several groups is
/// shared out over the cells. The last group is the unknown.
struct MixingSums: Sendable {
  /// One cell, or one row or column of them.
  struct Count: Sendable {
    /// Ties, parts of ties where memberships are split.
    var ties = 0.0
    /// Distinct egos and alters.
    var egos = 0
    var alters = 0
    /// Egos of the row with all their ties here; alters of the column with all of theirs.
    var onlyEgos = 0
    var onlyAlters = 0
    /// Alters that receive ties of the row and are wholly of the column's group.
    var wholeAlters = 0
    /// Ties of the ego and of the alter with most.
    var largestEgo = 0.0
    var largestAlter = 0.0
    /// Ties, and those of the ego and of the alter with most, in whole units.
    var units = 0
    var largestEgoUnits = 0
    var largestAlterUnits = 0

    /// One more person at one end.
    fileprivate mutating func count(
      _ units: Int, _ persons: WritableKeyPath<Count, Int>, _ largest: WritableKeyPath<Count, Int>
    ) {
      self[keyPath: persons] += 1
      self[keyPath: largest] = max(self[keyPath: largest], units)
    }
  }

  /// Groups and the unknown.
  let size: Int
  private(set) var cells: [Count]
  /// Rows: ties and egos by ego's group, and alters that receive any of them.
  private(set) var rows: [Count]
  private(set) var columns: [Count]
  /// Everything.
  private(set) var all = Count()

  private init(size: Int) {
    self.size = size
    cells = Array(repeating: Count(), count: size * size)
    rows = Array(repeating: Count(), count: size)
    columns = rows
  }

  subscript(ego: Int, alter: Int) -> Count { cells[ego * size + alter] }

  /// One matrix per slot of `cells`, whose ties must not be split by stratum.
  static func all(
    _ cells: TieCells, _ memberships: MembershipsByName, _ units: Units
  ) -> [MixingSums] {
    let parts = units.parts(cells.vectors)
    let size = cells.vectors.groups.count + 1
    var all = Array(repeating: MixingSums(size: size), count: cells.slotCount)
    walkPersons(cells.byEgo, cells, memberships, parts) { slot, place, own, inUnits in
      for (part, units) in zip(cells.vectors.groupParts(place), parts[place]) {
        all[slot].add(ego: part.group, weight: part.weight, own, units, inUnits)
      }
      all[slot].count(inUnits, of: units.person, \.egos, \.largestEgoUnits)
      for alter in 0..<size where own[alter] > 0 {
        all[slot].columns[alter].count(inUnits[alter] * units.person, \.egos, \.largestEgoUnits)
      }
    }
    walkPersons(cells.byAlter, cells, memberships, parts) { slot, place, own, inUnits in
      for (part, units) in zip(cells.vectors.groupParts(place), parts[place]) {
        all[slot].add(alter: part.group, weight: part.weight, own, units, inUnits)
      }
      all[slot].count(inUnits, of: units.person, \.alters, \.largestAlterUnits)
      for ego in 0..<size where own[ego] > 0 {
        all[slot].rows[ego].count(inUnits[ego] * units.person, \.alters, \.largestAlterUnits)
      }
    }
    return all
  }

  /// Calls `body` with a slot, a person's membership place, and the person's ties by group of the
  /// other end.
  private static func walkPersons(
    _ partial: Partial, _ cells: TieCells, _ memberships: MembershipsByName, _ parts: [[Int]],
    _ body: (Int, Int, [Double], [Int]) -> Void
  ) {
    let groups = cells.vectors.numbers.count
    let size = cells.vectors.groups.count + 1
    partial.walk { person, entries in
      let place = memberships.place(of: partial.persons[person])
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / groups
        var own = [Double](repeating: 0, count: size)
        var inUnits = [Int](repeating: 0, count: size)
        while at < entries.upperBound, partial.cell(at) / groups == slot {
          let other = partial.cell(at) % groups
          for (part, units) in zip(cells.vectors.groupParts(other), parts[other]) {
            own[part.group] += Double(partial.count(at)) * part.weight
            inUnits[part.group] += partial.count(at) * units
          }
          at += 1
        }
        body(slot, place, own, inUnits)
      }
    }
  }

  /// One person at one end of all ties.
  private mutating func count(
    _ inUnits: [Int], of person: Int, _ persons: WritableKeyPath<Count, Int>,
    _ largest: WritableKeyPath<Count, Int>
  ) {
    all.count(inUnits.reduce(0, +) * person, persons, largest)
  }

  private mutating func add(
    ego group: Int, weight: Double, _ own: [Double], _ units: Int, _ inUnits: [Int]
  ) {
    let total = own.reduce(0, +)
    let ofRow = inUnits.reduce(0, +) * units
    rows[group].count(ofRow, \.egos, \.largestEgoUnits)
    rows[group].units += ofRow
    all.units += ofRow
    rows[group].ties += weight * total
    for other in 0..<size where own[other] > 0 {
      let at = group * size + other
      let ties = weight * own[other]
      cells[at].ties += ties
      cells[at].egos += 1
      cells[at].largestEgo = max(cells[at].largestEgo, ties)
      cells[at].units += units * inUnits[other]
      cells[at].largestEgoUnits = max(cells[at].largestEgoUnits, units * inUnits[other])
      columns[other].units += units * inUnits[other]
      if own[other] == total { cells[at].onlyEgos += 1 }
      columns[other].ties += ties
    }
  }

  private mutating func add(
    alter group: Int, weight: Double, _ own: [Double], _ units: Int, _ inUnits: [Int]
  ) {
    let total = own.reduce(0, +)
    columns[group].count(inUnits.reduce(0, +) * units, \.alters, \.largestAlterUnits)
    for ego in 0..<size where own[ego] > 0 {
      let at = ego * size + group
      cells[at].alters += 1
      cells[at].largestAlter = max(cells[at].largestAlter, weight * own[ego])
      cells[at].largestAlterUnits = max(cells[at].largestAlterUnits, units * inUnits[ego])
      if own[ego] == total { cells[at].onlyAlters += 1 }
      if weight == 1 { cells[at].wholeAlters += 1 }
    }
  }

  /// Ties between two known groups.
  var known: Double {
    (0..<size - 1).reduce(0) { sum, ego in
      sum + (0..<size - 1).reduce(0) { $0 + self[ego, $1].ties }
    }
  }

  /// Known ties by ego's group, and by alter's.
  func knownRow(_ ego: Int) -> Double { (0..<size - 1).reduce(0) { $0 + self[ego, $1].ties } }
  func knownColumn(_ alter: Int) -> Double {
    (0..<size - 1).reduce(0) { $0 + self[$1, alter].ties }
  }

  /// All ties.
  var total: Double { rows.reduce(0) { $0 + $1.ties } }

  /// Known ties that independence of ego's and alter's group would put here.
  func expected(_ ego: Int, _ alter: Int) -> Double? {
    known > 0 ? knownRow(ego) * knownColumn(alter) / known : nil
  }

  /// Adjusted standardised residual: (O − E) / √(E (1 − row / n) (1 − column / n)).
  func residual(_ ego: Int, _ alter: Int) -> Double? {
    guard let expected = expected(ego, alter) else { return nil }
    let spread =
      expected * (1 - knownRow(ego) / known) * (1 - knownColumn(alter) / known)
    return spread > 0 ? (self[ego, alter].ties - expected) / spread.squareRoot() : nil
  }

  /// 1 − trace / known: the share interethnic that this matrix implies.
  var impliedShare: Number? {
    .share(known - (0..<size - 1).reduce(0) { $0 + self[$1, $1].ties }, of: known)
  }
}
