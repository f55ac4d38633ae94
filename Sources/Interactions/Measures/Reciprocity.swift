package import Corpus

/// How often contact is answered, and how many people reach across groups.
///
/// Counted over directed pairs (ever, whatever the number of ties): the share of pairs (i, j) with
/// a pair (j, i). A pair whose persons are partly the same counts as intra by its sameness and as
/// inter by the rest.
package struct Reciprocity: Sendable, Equatable {
  /// Directed pairs, and those answered; whatever the groups.
  package private(set) var pairs = 0
  package private(set) var answered = 0
  /// Pairs with both groups known, and those answered.
  package private(set) var known = 0
  package private(set) var knownAnswered = 0
  /// Σ sameness over the known pairs, and over those answered.
  package private(set) var intra = 0.0
  package private(set) var intraAnswered = 0.0

  package init() {}

  /// - Parameter pairs: directed; without direction everything would be answered.
  package init(_ pairs: PersonPairs, people: People, same: SamenessTable) {
    for pair in pairs.pairs {
      let isAnswered = pairs.contains(pair.alter, pair.ego)
      self.pairs += 1
      if isAnswered { answered += 1 }
      let s = same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      if s.isNaN { continue }
      known += 1
      intra += s
      if isAnswered {
        knownAnswered += 1
        intraAnswered += s
      }
    }
  }

  /// Of all pairs, 0–1.
  package var all: Measured { Self.share(Double(answered), Double(pairs)) }
  /// Of pairs within groups.
  package var intraShare: Measured { Self.share(intraAnswered, intra) }
  /// Of pairs between groups.
  package var interShare: Measured {
    Self.share(Double(knownAnswered) - intraAnswered, Double(known) - intra)
  }

  /// A share of weights that may be sums of fractions: what is below 1e-12 is none.
  private static func share(_ part: Double, _ whole: Double) -> Measured {
    whole > 1e-12 ? .value(min(max(part / whole, 0), 1)) : .undefined(.noTies)
  }
}

/// People with at least `ties` ties between groups that make up at least `share` of their ties with
/// known ends. Counted, never listed.
///
/// Own ties: those a person sends; where ties have no direction, those at which the person is
/// either end. Each event counts. Ties of partly the same persons count by what is not the same.
package struct Bridging: Sendable, Equatable {
  package let ties: Double
  package let share: Double
  /// Persons with a tie of known ends, and those of them who bridge.
  package private(set) var persons = 0
  package private(set) var bridging = 0

  package init(
    _ pairs: PersonPairs, people: People, same: SamenessTable, ties: Double, share: Double
  ) {
    self.ties = ties
    self.share = share
    var known = [Int](repeating: 0, count: people.all.count)
    var inter = [Double](repeating: 0, count: people.all.count)
    for pair in pairs.pairs {
      let s = same.value(
        people.all[Int(pair.ego)].membership, people.all[Int(pair.alter)].membership)
      if s.isNaN { continue }
      for person in pairs.isDirected ? [pair.ego] : [pair.ego, pair.alter] {
        known[Int(person)] += Int(pair.count)
        inter[Int(person)] += (1 - s) * Double(pair.count)
      }
    }
    for (all, crossing) in zip(known, inter) where all > 0 {
      persons += 1
      if crossing >= ties - 1e-9, crossing / Double(all) >= share - 1e-12 { bridging += 1 }
    }
  }

  /// Share of the persons with known ties who bridge, 0–1.
  package var bridgingShare: Measured {
    persons == 0 ? .undefined(.noTies) : .value(Double(bridging) / Double(persons))
  }
}
