internal import Corpus
internal import Interactions

/// Threads, participants and bridging users by slot, from the partials.
struct ThreadSums {
  /// Threads of one sort, by the persons who began them.
  struct Begun {
    var threads = 0
    var starters = 0
    /// Threads of the person who began most.
    var largest = 0

    mutating func add(_ own: Int) {
      guard own > 0 else { return }
      threads += own
      starters += 1
      largest = max(largest, own)
    }
  }

  struct Count {
    var all = Begun()
    /// Threads of at least two participants; and of at least two of known group.
    var conversations = Begun()
    var compared = Begun()
    var mixed = 0
    /// Conversations that the unknown could make mixed.
    var open = 0
    /// Σ over the conversations; nil where somebody has several groups.
    var blauBounds: (lower: Double, upper: Double)? = (0, 0)
    /// Number of threads by their number of participants, sorted.
    var sizes: [(persons: Int, threads: Int)] = []
    /// Distinct participants; those of known group; those in mixed threads, in compared ones that
    /// are not mixed, in ones that certainly are not, and in ones that the unknown could make so.
    var users = 0
    var known = 0
    var usersMixed = 0
    var usersAlike = 0
    var usersCertain = 0
    var usersOpen = 0
    /// Persons with a tie between known groups, and those of them who bridge.
    var tied = 0
    var bridging = 0

    /// Of the middle thread; the mean of the two middle ones.
    var medianPersons: Number? {
      if all.threads == 0 { return nil }
      func at(_ rank: Int) -> Int {
        var seen = 0
        for (persons, threads) in sizes {
          seen += threads
          if rank < seen { return persons }
        }
        return 0
      }
      return .ratio(at((all.threads - 1) / 2) + at(all.threads / 2), 2)
    }
  }

  private(set) var counts: [Count]
  private(set) var contributions: Contributions

  /// What a person adds to the sums of a slot.
  private enum Sum: Int, CaseIterable {
    case compared, blau, simpson, shannon, hill2, mixed, tied, bridging
  }

  init(_ cells: ThreadCells, _ ties: TieTable, _ settings: TableSettings) {
    counts = Array(repeating: Count(), count: cells.keys.count)
    contributions = Contributions(width: cells.keys.count * Sum.allCases.count)
    addThreads(cells, ties.people)
    addUsers(cells, MembershipsByName(ties.people, cells.vectors))
    addTies(cells, ties, settings)
  }

  private mutating func addThreads(_ cells: ThreadCells, _ people: People) {
    let indices = ThreadIndices(people, cells.vectors)
    let values = cells.mixes.map(indices.values)
    let mixes = cells.mixes.map { (standing: $0.standing, persons: $0.persons) }
    var perMix = [Int](repeating: 0, count: cells.keys.count * mixes.count)
    let partial = cells.byStarter
    partial.walk { person, entries in
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / mixes.count
        var own = [Double](repeating: 0, count: Sum.allCases.count)
        var (all, conversations) = (0, 0)
        while at < entries.upperBound, partial.cell(at) / mixes.count == slot {
          let (mix, threads) = (partial.cell(at) % mixes.count, partial.count(at))
          at += 1
          perMix[slot * mixes.count + mix] += threads
          all += threads
          if mixes[mix].standing != .lone { conversations += threads }
          guard mixes[mix].standing.isCompared else { continue }
          let weight = Double(threads)
          own[Sum.compared.rawValue] += weight
          own[Sum.blau.rawValue] += weight * values[mix].blau
          own[Sum.simpson.rawValue] += weight * values[mix].simpson
          own[Sum.shannon.rawValue] += weight * values[mix].shannon
          own[Sum.hill2.rawValue] += weight * values[mix].hill2
          if mixes[mix].standing == .mixed { own[Sum.mixed.rawValue] += weight }
        }
        counts[slot].all.add(all)
        counts[slot].conversations.add(conversations)
        counts[slot].compared.add(Int(own[Sum.compared.rawValue]))
        for sum in Sum.allCases where own[sum.rawValue] != 0 {
          contributions.add(own[sum.rawValue], to: slot * Sum.allCases.count + sum.rawValue)
        }
      }
      contributions.end(person: partial.persons[person])
    }
    for slot in counts.indices {
      var sizes: [Int: Int] = [:]
      for mix in mixes.indices {
        let threads = perMix[slot * mixes.count + mix]
        if threads == 0 { continue }
        let (standing, persons) = mixes[mix]
        sizes[persons, default: 0] += threads
        if standing == .lone { continue }
        if standing == .mixed { counts[slot].mixed += threads }
        if standing.isOpen { counts[slot].open += threads }
        if let ends = values[mix].blauBounds, let sum = counts[slot].blauBounds {
          counts[slot].blauBounds = (
            sum.lower + ends.lower * Double(threads), sum.upper + ends.upper * Double(threads)
          )
        } else {
          counts[slot].blauBounds = nil
        }
      }
      counts[slot].sizes = sizes.map { (persons: $0.key, threads: $0.value) }
        .sorted { $0.persons < $1.persons }
    }
  }

  private mutating func addUsers(_ cells: ThreadCells, _ memberships: MembershipsByName) {
    let partial = cells.byUser
    partial.walk { person, entries in
      let isKnown = memberships.place(of: partial.persons[person]) > 0
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / ThreadCells.uses
        counts[slot].users += 1
        if isKnown { counts[slot].known += 1 }
        var standings: [ThreadMix.Standing] = []
        while at < entries.upperBound, partial.cell(at) / ThreadCells.uses == slot {
          let use = partial.cell(at) % ThreadCells.uses
          if use > 0, let standing = ThreadMix.Standing(rawValue: use - 1) {
            standings.append(standing)
          }
          at += 1
        }
        if standings.contains(.mixed) { counts[slot].usersMixed += 1 }
        if standings.contains(where: { $0.isCompared && $0 != .mixed }) {
          counts[slot].usersAlike += 1
        }
        if standings.contains(.alike) { counts[slot].usersCertain += 1 }
        if standings.contains(where: \.isOpen) { counts[slot].usersOpen += 1 }
      }
    }
  }

  /// Bridging as ``Bridging`` defines it.
  private mutating func addTies(
    _ cells: ThreadCells, _ ties: TieTable, _ settings: TableSettings
  ) {
    let contrast = SamenessTable(ties.people, ties.sameness)
    let memberships = MembershipsByName(ties.people, cells.vectors)
    let groups = cells.vectors.numbers.count
    let partial = cells.byEgo
    partial.walk { person, entries in
      let ego = cells.vectors.numbers[memberships.place(of: partial.persons[person])]
      var at = entries.lowerBound
      while at < entries.upperBound {
        let slot = partial.cell(at) / groups
        var (known, inter) = (0, 0.0)
        while at < entries.upperBound, partial.cell(at) / groups == slot {
          let same = contrast.value(ego, cells.vectors.numbers[partial.cell(at) % groups])
          if !same.isNaN {
            known += partial.count(at)
            inter += (1 - same) * Double(partial.count(at))
          }
          at += 1
        }
        guard known > 0 else { continue }
        let first = slot * Sum.allCases.count
        counts[slot].tied += 1
        contributions.add(1, to: first + Sum.tied.rawValue)
        if inter >= Double(settings.bridgingTies) - 1e-9,
          inter / Double(known) >= settings.bridgingShare - 1e-12
        {
          counts[slot].bridging += 1
          contributions.add(1, to: first + Sum.bridging.rawValue)
        }
      }
      contributions.end(person: partial.persons[person])
    }
  }

  func blau(_ slot: Int) -> Ratio { ratio(slot, .blau, over: .compared) }
  func simpson(_ slot: Int) -> Ratio { ratio(slot, .simpson, over: .compared) }
  func shannon(_ slot: Int) -> Ratio { ratio(slot, .shannon, over: .compared) }
  func hill2(_ slot: Int) -> Ratio { ratio(slot, .hill2, over: .compared) }
  func mixed(_ slot: Int) -> Ratio { ratio(slot, .mixed, over: .compared) }
  func bridging(_ slot: Int) -> Ratio { ratio(slot, .bridging, over: .tied) }

  private func ratio(_ slot: Int, _ above: Sum, over below: Sum) -> Ratio {
    let first = slot * Sum.allCases.count
    return Ratio([first + above.rawValue], over: [first + below.rawValue])
  }
}
