internal import Corpus

/// Ties with both groups known, counted by slot and pair of persons, in an order that no run decides:
/// what dyadic errors are made of.
struct TiePairs {
  /// Ties of one ego to one alter in one slot. Where ties have no direction, ego is the lower number.
  struct Entry {
    let ego: Int32
    let alter: Int32
    var count: Int32
    /// Sum over the ties of what chance gives in their stratum; 0 where it is not defined.
    var expected: Double
  }

  /// By slot; the entries of one pair of persons side by side.
  private(set) var slots: [[Entry]]
  private let people: People
  private let contrast: Contrast
  private let isDirected: Bool

  /// Cost: three counting passes over the ties, and one walk with their slots.
  init(_ ties: TieTable, _ cells: TieCells, _ contrast: Contrast) {
    people = ties.people
    self.contrast = contrast
    isDirected = ties.isDirected
    slots = Array(repeating: [], count: cells.slotCount)
    for number in Self.ordered(ties) {
      let tie = ties.ties[Int(number)]
      let stratum = Int(ties.stratumOfTie[Int(number)])
      let expected =
        contrast.expectedInStrata.indices.contains(stratum)
        ? contrast.expectedInStrata[stratum] ?? 0 : 0
      let isTurned = !isDirected && tie.ego > tie.alter
      let (ego, alter) = isTurned ? (tie.alter, tie.ego) : (tie.ego, tie.alter)
      cells.forEachSlot(tie) { slot in
        let last = slots[slot].count - 1
        if last >= 0, slots[slot][last].ego == ego, slots[slot][last].alter == alter {
          slots[slot][last].count += 1
          slots[slot][last].expected += expected
        } else {
          slots[slot].append(Entry(ego: ego, alter: alter, count: 1, expected: expected))
        }
      }
    }
  }

  /// Numbers of the ties with both groups known by lower person, higher person, direction and stratum.
  static func ordered(_ ties: TieTable) -> [Int32] {
    var order: [Int32] = []
    var (low, high, rest) = ([Int32](), [Int32](), [Int32]())
    let (people, strata) = (ties.people.all, ties.strata.count + 1)
    ties.ties.walk { number, tie in
      let isKnown =
        people[Int(tie.ego)].membership != 0 && people[Int(tie.alter)].membership != 0
      if isKnown { order.append(Int32(number)) }
      let stratum = max(0, Int(ties.stratumOfTie[number]) + 1)
      low.append(min(tie.ego, tie.alter))
      high.append(max(tie.ego, tie.alter))
      rest.append(Int32(stratum + (ties.isDirected && tie.ego > tie.alter ? strata : 0)))
    }
    // From the least to the most important, each keeping the order of the one before.
    for (key, size) in [(rest, 2 * strata), (high, people.count), (low, people.count)] {
      var next = [Int32](repeating: 0, count: size + 1)
      for number in order { next[Int(key[Int(number)]) + 1] += 1 }
      for place in 0..<size { next[place + 1] += next[place] }
      var sorted = order
      for number in order {
        let place = Int(key[Int(number)])
        sorted[Int(next[place])] = number
        next[place] += 1
      }
      order = sorted
    }
    return order
  }

  /// The three headlines of a slot with what their dyadic errors need.
  ///
  /// All three are ratios Σx / Σn over ties, each with the design weight w of its ego. Share: x = w
  /// (1 − sameness), n = w. Mean over egos: both divided by the ties of the ego. Observed − expected:
  /// x = w (1 − sameness − e), with e what relabelling gives in the tie's stratum, held fixed. A tie
  /// without direction counts from both ends.
  func headlines(_ slot: Int) -> TieHeadlines {
    var place = [Int32](repeating: -1, count: people.all.count)
    var members: [Int32] = []
    var own: [Double] = []
    func number(_ person: Int32) -> Int {
      if place[Int(person)] < 0 {
        place[Int(person)] = Int32(members.count)
        members.append(person)
        own.append(0)
      }
      return Int(place[Int(person)])
    }
    let entries = slots[slot]
    for entry in entries {
      own[number(entry.ego)] += Double(entry.count)
      let alter = number(entry.alter)
      if !isDirected { own[alter] += Double(entry.count) }
    }
    var (share, mean, difference) = ([PairCount](), [PairCount](), [PairCount]())
    let size = isDirected ? entries.count : 2 * entries.count
    share.reserveCapacity(size)
    mean.reserveCapacity(size)
    difference.reserveCapacity(size)
    var (effective, squares) = (0.0, 0.0)
    for entry in entries {
      let membership = people.all[Int(entry.ego)].membership
      let same = contrast.sameness(membership, people.all[Int(entry.alter)].membership) ?? 0
      let count = Double(entry.count)
      func add(_ ego: Int32, _ alter: Int32) {
        let weight = people.all[Int(ego)].weight
        let (a, b) = (place[Int(ego)], place[Int(alter)])
        let (x, n) = ((1 - same) * count * weight, count * weight)
        guard n > 0 else { return }
        share.append(PairCount(ego: a, alter: b, x: x, n: n))
        let ties = own[Int(a)]
        mean.append(PairCount(ego: a, alter: b, x: x / ties, n: n / ties))
        difference.append(PairCount(ego: a, alter: b, x: x - entry.expected * weight, n: n))
      }
      add(entry.ego, entry.alter)
      if !isDirected { add(entry.alter, entry.ego) }
    }
    for (person, ties) in zip(members, own) {
      let n = ties * people.all[Int(person)].weight
      effective += n
      squares += n * n
    }
    return TieHeadlines(
      share: DyadicRatio(byPair: share), userMean: DyadicRatio(byPair: mean),
      difference: DyadicRatio(byPair: difference),
      effectiveEgos: squares > 0 ? effective * effective / squares : 0)
  }
}

/// What a slot's ties say, with dyadic errors.
struct TieHeadlines: Sendable {
  let share: DyadicRatio
  let userMean: DyadicRatio
  let difference: DyadicRatio
  /// Kish's effective number of egos, (Σn)² / Σn² over their known ties.
  let effectiveEgos: Double

  /// Whether the reader must be warned: fewer than 40 persons at either end, or fewer than 20
  /// effective egos.
  var restsOnFew: Bool {
    share.hasFewClusters || effectiveEgos < Clusters.warnsBelowEffective
  }
}
