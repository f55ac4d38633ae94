package import Corpus

/// The relabelling null by draws: in each stratum the memberships of its participants of known
/// group are dealt out anew among them (persons, never ties), and the share interethnic is taken
/// again. Its mean over all deals is ``Segregation/expectedShare(_:knownTies:)``, exactly, whichever
/// the semantics; the draws give its spread.
///
/// A person in several strata is dealt to in each of them apart. Ties with an unknown end are left
/// out; an end that is not a participant of the tie's stratum keeps its membership.
/// Cost of a draw: the persons with ties, and the distinct pairs.
package struct Relabelling: Sendable {
  /// A tie and its stratum.
  package struct Tie: Sendable {
    package let ego: Int32
    package let alter: Int32
    package let stratum: Int32
    package init(ego: Int32, alter: Int32, stratum: Int32) {
      self.ego = ego
      self.alter = alter
      self.stratum = stratum
    }
  }

  /// A stratum's part of ``labels``: first the participants with ties, then the others of known
  /// group, up to `end`; then ends that are no participants.
  private struct Part: Sendable {
    let first: Int
    let tied: Int
    let end: Int
    let start: UInt64
  }
  private struct Pair: Sendable {
    let a: Int32
    let b: Int32
    let count: Double
  }
  private struct Ties: Sendable {
    var pairs: [Pair] = []
    var known = 0
    var inStrata: [Int]
  }

  private let same: SamenessTable
  private var labels: [Int32] = []
  private var parts: [Part] = []
  private var sets: [Ties] = []
  /// Expected share of each set of ties, in closed form.
  package private(set) var expected: [Measured] = []

  /// - Parameters:
  ///   - sets: ties whose share is wanted, such as all of them and those on each topic: all are
  ///     judged by the same deals.
  ///   - seed: of the run.
  ///   - purpose: what the draws are for, such as a table's name, so that two uses draw apart.
  package init(
    sets: [[Tie]], strata: [TieTable.Stratum], people: People, same: SamenessTable, seed: UInt64,
    purpose: String = "relabelling"
  ) {
    self.same = same
    var known = sets.map { ties in
      ties.filter {
        people.all[Int($0.ego)].membership != 0 && people.all[Int($0.alter)].membership != 0
      }
    }
    for i in known.indices {
      known[i].sort {
        ($0.stratum, min($0.ego, $0.alter), max($0.ego, $0.alter))
          < ($1.stratum, min($1.ego, $1.alter), max($1.ego, $1.alter))
      }
    }
    self.sets = known.map { ties in
      Ties(known: ties.count, inStrata: [Int](repeating: 0, count: strata.count))
    }
    var places = [Int32](repeating: -1, count: people.all.count)
    var cursor = [Int](repeating: 0, count: known.count)
    for (number, stratum) in strata.enumerated() {
      let from = cursor
      var ends: Set<Int32> = []
      for (i, ties) in known.enumerated() {
        while cursor[i] < ties.count, ties[cursor[i]].stratum == number {
          ends.insert(ties[cursor[i]].ego)
          ends.insert(ties[cursor[i]].alter)
          cursor[i] += 1
        }
      }
      if ends.isEmpty { continue }
      place(
        stratum, ends, people, &places,
        HashStream.start(
          seed: seed, purpose: purpose, name: stratum.name))
      for (i, ties) in known.enumerated() {
        self.sets[i].inStrata[number] = cursor[i] - from[i]
        addPairs(ties[from[i]..<cursor[i]], to: i, places)
      }
    }
    let inStrata = Segregation.expectedInStrata(strata, people: people, same: same)
    expected = self.sets.map { Segregation.expectedShare(inStrata, knownTies: $0.inStrata) }
  }

  /// The ties of a table that `isCounted` accepts by number.
  package static func ties(
    _ table: TieTable, where isCounted: (Int, TieTable.Tie) -> Bool = { _, _ in true }
  ) -> [Tie] {
    var ties: [Tie] = []
    for (number, tie) in table.ties.slices.joined().enumerated() where isCounted(number, tie) {
      ties.append(
        Tie(ego: tie.ego, alter: tie.alter, stratum: table.stratumOfTie[number]))
    }
    return ties
  }

  private mutating func place(
    _ stratum: TieTable.Stratum, _ ends: Set<Int32>, _ people: People, _ places: inout [Int32],
    _ start: UInt64
  ) {
    let first = labels.count
    func add(_ person: Int32) {
      places[Int(person)] = Int32(labels.count)
      labels.append(people.all[Int(person)].membership)
    }
    for person in ends { places[Int(person)] = -1 }
    for person in stratum.persons where ends.contains(person) { add(person) }
    let tied = labels.count
    for person in stratum.persons
    where people.all[Int(person)].membership != 0 && !ends.contains(person) { add(person) }
    let end = labels.count
    for person in ends.sorted() where places[Int(person)] < 0 { add(person) }
    parts.append(Part(first: first, tied: tied, end: end, start: start))
  }

  private mutating func addPairs(_ ties: ArraySlice<Tie>, to set: Int, _ places: [Int32]) {
    var last: (Int32, Int32)?
    for tie in ties {
      let (a, b) = (min(tie.ego, tie.alter), max(tie.ego, tie.alter))
      if let last, last == (a, b), let pair = sets[set].pairs.popLast() {
        sets[set].pairs.append(Pair(a: pair.a, b: pair.b, count: pair.count + 1))
      } else {
        sets[set].pairs.append(Pair(a: places[Int(a)], b: places[Int(b)], count: 1))
        last = (a, b)
      }
    }
  }

  /// Share interethnic of each set as it is; nil without ties of known groups.
  package var observed: [Double?] { shares(labels) }

  /// Shares of each set (outer) in each of the `draws` (inner), numbered from 0; a set without ties
  /// of known groups has none. A draw is the same whatever other draws are asked for.
  package func draws(_ draws: Range<Int>) -> [[Double]] {
    var result = [[Double]](repeating: [], count: sets.count)
    var dealt = labels
    for draw in draws {
      if draw != draws.lowerBound { dealt = labels }
      dealt.withUnsafeMutableBufferPointer { dealt in
        for part in parts {
          var stream = HashStream(start: part.start, draw: draw)
          for place in part.first..<part.tied {
            let other = place + Int(stream.below(UInt64(part.end - place)))
            (dealt[place], dealt[other]) = (dealt[other], dealt[place])
          }
        }
      }
      for (set, share) in shares(dealt).enumerated() {
        if let share { result[set].append(share) }
      }
    }
    return result
  }

  private func shares(_ labels: [Int32]) -> [Double?] {
    sets.map { ties in
      if ties.known == 0 { return nil }
      var intra = 0.0
      let size = same.size
      labels.withUnsafeBufferPointer { labels in
        same.values.withUnsafeBufferPointer { values in
          for pair in ties.pairs {
            let (a, b) = (labels[Int(pair.a)], labels[Int(pair.b)])
            intra +=
              pair.count
              * (values.isEmpty ? same.value(a, b) : values[Int(a) * size + Int(b)])
          }
        }
      }
      return 1 - intra / Double(ties.known)
    }
  }

  /// The test of one set.
  package func test(_ set: Int, draws: [Double]) -> DrawTest? {
    guard let observed = observed[set], let expected = expected[set].value else { return nil }
    return DrawTest(observed: observed, expected: expected, draws: draws)
  }
}
