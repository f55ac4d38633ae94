/// Ties from group to group in one slot, under *product*: a tie between people of several groups is
/// shared out over the cells. The last group is the unknown.
struct MixingSums {
  /// One cell, or one row or column of them.
  struct Count {
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
  }

  /// Groups and the unknown.
  let size: Int
  private(set) var cells: [Count]
  /// Rows: ties and egos by ego's group, and alters that receive any of them.
  private(set) var rows: [Count]
  private(set) var columns: [Count]

  private init(size: Int) {
    self.size = size
    cells = Array(repeating: Count(), count: size * size)
    rows = Array(repeating: Count(), count: size)
    columns = rows
  }

  subscript(ego: Int, alter: Int) -> Count { cells[ego * size + alter] }

  /// One matrix per slot of `cells`, whose ties must not be split by stratum.
  static func all(_ cells: TieCells, _ memberships: MembershipsByName) -> [MixingSums] {
    let size = cells.vectors.groups.count + 1
    var all = Array(repeating: MixingSums(size: size), count: cells.slotCount)
    walkPersons(cells.byEgo, cells, memberships) { slot, place, own in
      for part in cells.vectors.groupParts(place) {
        all[slot].add(ego: part.group, weight: part.weight, own)
      }
    }
    walkPersons(cells.byAlter, cells, memberships) { slot, place, own in
      for part in cells.vectors.groupParts(place) {
        all[slot].add(alter: part.group, weight: part.weight, own)
      }
      for ego in 0..<size where own[ego] > 0 { all[slot].rows[ego].alters += 1 }
    }
    return all
  }

  /// Calls `body` with a slot, a person's membership place, and the person's ties by group of the
  /// other end.
  private static func walkPersons(
    _ partial: Partial, _ cells: TieCells, _ memberships: MembershipsByName,
    _ body: (Int, Int, [Double]) -> Void
  ) {
    let groups = cells.vectors.numbers.count
    let size = cells.vectors.groups.count + 1
    partial.walk { person, entries in
      let place = memberships.place(of: partial.persons[person])
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / groups
        var own = [Double](repeating: 0, count: size)
        while at < entries.upperBound, partial.cell(at) / groups == slot {
          for part in cells.vectors.groupParts(partial.cell(at) % groups) {
            own[part.group] += Double(partial.count(at)) * part.weight
          }
          at += 1
        }
        body(slot, place, own)
      }
    }
  }

  private mutating func add(ego group: Int, weight: Double, _ own: [Double]) {
    let total = own.reduce(0, +)
    rows[group].egos += 1
    rows[group].ties += weight * total
    for other in 0..<size where own[other] > 0 {
      let at = group * size + other
      let ties = weight * own[other]
      cells[at].ties += ties
      cells[at].egos += 1
      cells[at].largestEgo = max(cells[at].largestEgo, ties)
      if own[other] == total { cells[at].onlyEgos += 1 }
      columns[other].ties += ties
    }
  }

  private mutating func add(alter group: Int, weight: Double, _ own: [Double]) {
    let total = own.reduce(0, +)
    columns[group].alters += 1
    for ego in 0..<size where own[ego] > 0 {
      let at = ego * size + group
      cells[at].alters += 1
      cells[at].largestAlter = max(cells[at].largestAlter, weight * own[ego])
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
