package import Corpus

extension PairOdds {
  /// Over the pairs at risk: those that were both active in at least one common venue (venue and
  /// period, thread). Each pair counts once, in however many venues it met; both ends of a tie are
  /// active where the tie is.
  /// - Parameter venues: who was active, and which ties there were, in each.
  package init(
    atRisk venues: [(persons: [Int32], pairs: PersonPairs)], people: People, same: SamenessTable
  ) {
    let isDirected = venues.first?.pairs.isDirected ?? true
    var ties: [UInt64] = []
    var members: [[Int32]] = []
    for venue in venues {
      var present = venue.persons
      for pair in venue.pairs.pairs {
        present.append(pair.ego)
        present.append(pair.alter)
        if people.all[Int(pair.ego)].membership != 0, people.all[Int(pair.alter)].membership != 0 {
          ties.append(UInt64(pair.ego) << 32 | UInt64(pair.alter))
        }
      }
      present.removeAll { people.all[Int($0)].membership == 0 }
      present.sort()
      members.append(
        present.indices.filter { $0 == 0 || present[$0] != present[$0 - 1] }.map {
          present[$0]
        })
    }
    ties.sort()
    var (tied, tiedPairs) = (0.0, 0)
    for (place, tie) in ties.enumerated() where place == 0 || tie != ties[place - 1] {
      tiedPairs += 1
      tied += same.value(
        people.all[Int(tie >> 32)].membership, people.all[Int(tie & 0xFFFF_FFFF)].membership)
    }
    var (within, possible) = (0.0, 0)
    PairsAtRisk(members: members, people: people, size: same.size).counts.walk { a, b, count in
      possible += count
      within += Double(count) * same.value(a, b)
    }
    let half = isDirected ? 1.0 : 0.5
    within *= half
    self.init(
      tied, within - tied, Double(tiedPairs) - tied,
      Double(possible) * half - within - Double(tiedPairs) + tied)
  }
}

/// Ordered pairs of persons with at least one venue in common, by their membership numbers.
///
/// People of one venue are counted, people of several walked with bit sets. With M of the latter it
/// takes M² / 64 steps for each venue of theirs, and M / 64 words for each large venue.
private struct PairsAtRisk {
  private(set) var counts: PairCounts

  /// - Parameter members: of each venue, persons of known group, sorted and distinct.
  init(members: [[Int32]], people: People, size: Int) {
    counts = PairCounts(size: size)
    var venues = [Int32](repeating: 0, count: people.all.count)
    for venue in members {
      for person in venue { venues[Int(person)] += 1 }
    }
    func membership(_ person: Int32) -> Int32 { people.all[Int(person)].membership }
    // People of several venues, by membership: each membership is a range of bits.
    let several = people.all.indices.lazy.filter { venues[$0] > 1 }.map { Int32($0) }
      .sorted { (membership($0), $0) < (membership($1), $1) }
    var bit = [Int32](repeating: -1, count: people.all.count)
    for (place, person) in several.enumerated() { bit[Int(person)] = Int32(place) }
    var ranges: [(membership: Int32, places: Range<Int>)] = []
    for (place, person) in several.enumerated() {
      if let last = ranges.last, last.membership == membership(person) {
        ranges[ranges.count - 1].places = last.places.lowerBound..<place + 1
      } else {
        ranges.append((membership(person), place..<place + 1))
      }
    }
    let words = (several.count + 63) / 64
    var visits = [[Int32]](repeating: [], count: several.count)
    /// Of each venue: its people of several venues as a list of bits or, where that is shorter, a set.
    var lists: [[Int32]] = []
    var sets: [[UInt64]] = []
    for (number, venue) in members.enumerated() {
      var list: [Int32] = []
      var singles: [Int32: Int] = [:]
      for person in venue {
        if bit[Int(person)] >= 0 {
          list.append(bit[Int(person)])
          visits[Int(bit[Int(person)])].append(Int32(number))
        } else {
          singles[membership(person), default: 0] += 1
        }
      }
      var groups: [Int32: Int] = [:]
      for place in list { groups[membership(several[Int(place)]), default: 0] += 1 }
      for (a, n) in singles {
        for (b, m) in singles { counts.add(a, b, a == b ? n * (n - 1) : n * m) }
        for (b, m) in groups {
          counts.add(a, b, n * m)
          counts.add(b, a, n * m)
        }
      }
      let isSet = list.count > words
      var set = [UInt64](repeating: 0, count: isSet ? words : 0)
      if isSet {
        for place in list { set[Int(place) >> 6] |= 1 << UInt64(place & 63) }
      }
      sets.append(set)
      lists.append(isSet ? [] : list)
    }
    var met = [UInt64](repeating: 0, count: words)
    met.withUnsafeMutableBufferPointer { met in
      for (place, person) in several.enumerated() {
        met.update(repeating: 0)
        for venue in visits[place] {
          sets[Int(venue)].withUnsafeBufferPointer { set in
            for word in 0..<set.count { met[word] |= set[word] }
          }
          lists[Int(venue)].withUnsafeBufferPointer { list in
            for other in list { met[Int(other) >> 6] |= 1 << UInt64(other & 63) }
          }
        }
        met[place >> 6] &= ~(1 << UInt64(place & 63))
        for range in ranges {
          let count = Self.bits(met, in: range.places)
          if count > 0 { counts.add(membership(person), range.membership, count) }
        }
      }
    }
  }

  /// Bits set at places of a range.
  private static func bits(
    _ set: UnsafeMutableBufferPointer<UInt64>, in places: Range<Int>
  ) -> Int {
    let (first, last) = (places.lowerBound >> 6, (places.upperBound - 1) >> 6)
    let low = UInt64.max << UInt64(places.lowerBound & 63)
    let high = UInt64.max >> UInt64(63 - (places.upperBound - 1) & 63)
    if first == last { return (set[first] & low & high).nonzeroBitCount }
    var count = (set[first] & low).nonzeroBitCount + (set[last] & high).nonzeroBitCount
    for word in first + 1..<last { count += set[word].nonzeroBitCount }
    return count
  }
}
