import Corpus
import Interactions

/// Whom authors answered and who answered them: counts by row of the profile table.
struct Contact {
  private let people: People
  private let slots: Slots
  /// Alters of each person, a tie each, sorted; and the other way round.
  private var outward: Lists
  private var inward: Lists
  private var sums: [Sums]

  private struct Sums {
    var interOut = 0.0
    var intraOut = 0.0
    var interIn = 0.0
    var intraIn = 0.0
    var unknownOut = 0
    var unknownIn = 0
  }

  init(_ ties: TieTable, _ people: People, _ same: Sameness, _ slots: Slots) {
    self.people = people
    self.slots = slots
    let count = people.all.count
    var sums = [Sums](repeating: Sums(), count: slots.rows.count)
    var outward = Lists(count)
    var inward = Lists(count)
    let table = SamenessTable(people, same)
    for tie in ties.ties.slices.joined() {
      outward.announce(tie.ego)
      inward.announce(tie.alter)
      let sameness = table.value(
        people.all[Int(tie.ego)].membership, people.all[Int(tie.alter)].membership)
      let ego = Int(slots.ofPerson[Int(tie.ego)])
      let alter = Int(slots.ofPerson[Int(tie.alter)])
      if sameness.isNaN {
        if ego >= 0 { sums[ego].unknownOut += 1 }
        if alter >= 0 { sums[alter].unknownIn += 1 }
      } else {
        if ego >= 0 {
          sums[ego].intraOut += sameness
          sums[ego].interOut += 1 - sameness
        }
        if alter >= 0 {
          sums[alter].intraIn += sameness
          sums[alter].interIn += 1 - sameness
        }
      }
    }
    outward.begin()
    inward.begin()
    for tie in ties.ties.slices.joined() {
      outward.put(tie.ego, tie.alter)
      inward.put(tie.alter, tie.ego)
    }
    outward.sort()
    inward.sort()
    self.outward = outward
    self.inward = inward
    self.sums = sums
  }

  /// Fills the columns about ties.
  func enter(_ rows: inout [ProfileTable.Row]) {
    let groups = people.groups
    let places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    let groupsOf = people.memberships.map { $0.parts.compactMap { places[$0.group] } }
    var metBy = [Int](repeating: -1, count: groups.count)
    for slot in rows.indices {
      let person = rows[slot].person
      rows[slot].interOut = sums[slot].interOut
      rows[slot].intraOut = sums[slot].intraOut
      rows[slot].interIn = sums[slot].interIn
      rows[slot].intraIn = sums[slot].intraIn
      rows[slot].unknownOut = sums[slot].unknownOut
      rows[slot].unknownIn = sums[slot].unknownIn
      rows[slot].repliesReceived = inward.range(person).count
      outward.walk(person) { meet($0) }
      inward.walk(person) { meet($0) }
      (rows[slot].altersOut, rows[slot].reciprocated) = outward.distinct(person, alsoIn: inward)
      func meet(_ other: Int32) {
        for group in groupsOf[Int(people.all[Int(other)].membership)] where metBy[group] != slot {
          metBy[group] = slot
          rows[slot].groupsMet += 1
        }
      }
    }
  }
}

/// Sorted lists of persons by person, one behind the other.
private struct Lists {
  private var starts: [Int32]
  private var next: [Int32] = []
  private var values: [Int32] = []

  init(_ count: Int) { starts = [Int32](repeating: 0, count: count + 1) }

  mutating func announce(_ owner: Int32) { starts[Int(owner) + 1] += 1 }

  mutating func begin() {
    for owner in 1..<max(1, starts.count) { starts[owner] += starts[owner - 1] }
    next = starts
    values = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
  }

  mutating func put(_ owner: Int32, _ value: Int32) {
    values[Int(next[Int(owner)])] = value
    next[Int(owner)] += 1
  }

  mutating func sort() {
    next = []
    values.withUnsafeMutableBufferPointer { all in
      for owner in 0..<starts.count - 1 {
        let range = Int(starts[owner])..<Int(starts[owner + 1])
        var mine = UnsafeMutableBufferPointer(rebasing: all[range])
        if mine.count > 1 { mine.sort() }
      }
    }
  }

  func range(_ owner: Int32) -> Range<Int> {
    Int(starts[Int(owner)])..<Int(starts[Int(owner) + 1])
  }

  func walk(_ owner: Int32, _ body: (Int32) -> Void) {
    for place in range(owner) { body(values[place]) }
  }

  /// How many different persons are in an owner's list, and how many of them in the other list.
  func distinct(_ owner: Int32, alsoIn other: Lists) -> (all: Int, both: Int) {
    var (all, both) = (0, 0)
    let theirs = other.range(owner)
    var at = theirs.lowerBound
    var last: Int32 = -1
    for place in range(owner) where values[place] != last {
      last = values[place]
      all += 1
      while at < theirs.upperBound, other.values[at] < last { at += 1 }
      if at < theirs.upperBound, other.values[at] == last { both += 1 }
    }
    return (all, both)
  }
}
