package import Corpus

extension PairOdds {
  /// Over all pairs of persons of known group: ordered where ties have a direction, else not.
  ///
  /// A pair that is partly the same counts within by its sameness and between by the rest.
  /// - Parameters:
  ///   - persons: participants, by number, each once; ties of others are left out.
  ///   - pairs: each counts once, however many ties it has.
  package init(
    _ pairs: PersonPairs, among persons: some Sequence<Int32>, people: People, same: SamenessTable
  ) {
    var isIn = [Bool](repeating: false, count: people.all.count)
    var count = [Int](repeating: 0, count: same.size)
    for person in persons {
      let membership = Int(people.all[Int(person)].membership)
      if membership == 0 || isIn[Int(person)] { continue }
      isIn[Int(person)] = true
      count[membership] += 1
    }
    var within = 0.0
    var all = 0
    let present = count.indices.filter { count[$0] > 0 }
    for v in present {
      for w in present {
        let ordered = v == w ? count[v] * (count[v] - 1) : count[v] * count[w]
        all += ordered
        if ordered > 0 { within += Double(ordered) * same.value(Int32(v), Int32(w)) }
      }
    }
    var tied = 0.0
    var ties = 0
    for pair in pairs.pairs where isIn[Int(pair.ego)] && isIn[Int(pair.alter)] {
      ties += 1
      tied += same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
    }
    let possible = pairs.isDirected ? Double(all) : Double(all) / 2
    if !pairs.isDirected { within /= 2 }
    self.init(
      tied, within - tied, Double(ties) - tied, possible - within - Double(ties) + tied)
  }

  /// Over the pairs at risk: those that were both active in at least one common venue (venue and
  /// period, thread). Each pair counts once, in however many venues it met; both ends of a tie are
  /// active where the tie is.
  ///
  /// Persons with the same venues and membership are walked as one, so the cost is the sum over
  /// venues of the square of the distinct (venues, membership) in it.
  /// - Parameter venues: who was active, and which ties there were, in each.
  package init(
    atRisk venues: [(persons: [Int32], pairs: PersonPairs)], people: People, same: SamenessTable
  ) {
    let isDirected = venues.first?.pairs.isDirected ?? true
    var places: [Int32: [Int32]] = [:]
    var ties: Set<UInt64> = []
    for (number, venue) in venues.enumerated() {
      let ends = venue.pairs.pairs.flatMap { [$0.ego, $0.alter] }
      for person in Set(venue.persons + ends) where people.all[Int(person)].membership != 0 {
        places[person, default: []].append(Int32(number))
      }
      for pair in venue.pairs.pairs
      where people.all[Int(pair.ego)].membership != 0
        && people.all[Int(pair.alter)].membership != 0
      {
        ties.insert(UInt64(pair.ego) << 32 | UInt64(pair.alter))
      }
    }
    let kinds = Kind.all(places, people)
    var inVenue = [[Int]](repeating: [], count: venues.count)
    for (number, kind) in kinds.enumerated() {
      for venue in kind.venues { inVenue[Int(venue)].append(number) }
    }
    var within = 0.0
    var possible = 0
    var met = [Int](repeating: -1, count: kinds.count)
    for (number, kind) in kinds.enumerated() {
      for venue in kind.venues {
        for other in inVenue[Int(venue)] where met[other] != number {
          met[other] = number
          let ordered =
            kind.persons * (other == number ? kind.persons - 1 : kinds[other].persons)
          possible += ordered
          if ordered > 0 {
            within += Double(ordered) * same.value(kind.membership, kinds[other].membership)
          }
        }
      }
    }
    var tied = 0.0
    for tie in ties.sorted() {
      tied += same.value(
        people.all[Int(tie >> 32)].membership, people.all[Int(tie & 0xFFFF_FFFF)].membership)
    }
    let half = isDirected ? 1.0 : 0.5
    within *= half
    self.init(
      tied, within - tied, Double(ties.count) - tied,
      Double(possible) * half - within - Double(ties.count) + tied)
  }

  /// Persons with the same venues and the same membership.
  private struct Kind {
    let venues: [Int32]
    let membership: Int32
    var persons: Int

    /// In the order of their first person.
    static func all(_ places: [Int32: [Int32]], _ people: People) -> [Kind] {
      struct Key: Hashable {
        let venues: [Int32]
        let membership: Int32
      }
      var numbers: [Key: Int] = [:]
      var kinds: [Kind] = []
      for person in places.keys.sorted() {
        let key = Key(
          venues: places[person] ?? [], membership: people.all[Int(person)].membership)
        if let number = numbers[key] {
          kinds[number].persons += 1
        } else {
          numbers[key] = kinds.count
          kinds.append(Kind(venues: key.venues, membership: key.membership, persons: 1))
        }
      }
      return kinds
    }
  }
}
