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
}
