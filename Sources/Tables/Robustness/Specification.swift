package import Corpus

/// One way of coding the same study: what was chosen in each dimension that the pipeline varies.
package struct Specification: Sendable, Equatable {
  /// A dimension ("same") and what was chosen in it ("product").
  package struct Choice: Sendable, Equatable {
    package let dimension: String
    package let word: String

    package init(_ dimension: String, _ word: String) {
      self.dimension = dimension
      self.word = word
    }
  }

  /// In the order of the dimensions; the same dimensions in every specification of a table.
  package let choices: [Choice]
  /// Whether this is the study as the pipeline file has it.
  package let isBaseline: Bool

  package init(_ choices: [Choice], isBaseline: Bool) {
    self.choices = choices
    self.isBaseline = isBaseline
  }
}

/// What a specification finds: estimates with their intervals, and whose ties they rest on.
package struct SpecificationResult: Sendable {
  package let specification: Specification
  /// Share interethnic pooled over ties, mean over egos, and observed − expected; nil is undefined.
  let share: Found?
  let userMean: Found?
  let difference: Found?
  /// What each ego adds to the share, by the fingerprint of the person.
  let egos: [Ego]
  /// Whether the disclosure rule would hide the share.
  let isHidden: Bool

  /// An estimate; `interval` is nil with fewer than ten egos or without replicates.
  struct Found: Sendable, Equatable {
    let value: Double
    let interval: ClosedRange<Double>?
  }

  /// One person's ties with both groups known, and the interethnic part of them (weighted).
  struct Ego: Sendable, Equatable {
    let person: UInt64
    var known = 0.0
    var inter = 0.0
  }

  /// Persons whose part in the share differs: who are in one of both only, or have other ties in it.
  func difference(from other: SpecificationResult) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < egos.count || j < other.egos.count {
      if j == other.egos.count || i < egos.count && egos[i].person < other.egos[j].person {
        count += 1
        i += 1
      } else if i == egos.count || other.egos[j].person < egos[i].person {
        count += 1
        j += 1
      } else {
        if egos[i] != other.egos[j] { count += 1 }
        i += 1
        j += 1
      }
    }
    return count
  }
}

/// Ties that a specification leaves out after they were built.
package struct TieSelection: Sendable, Equatable {
  /// Per cent of the population, those with most posts, whose ties are dropped (as egos).
  package var withoutLoudest: Double
  /// Numbers into ``TieTable/venueTypes``; nil keeps all.
  package var venueTypes: Set<UInt8>?

  package init(withoutLoudest: Double = 0, venueTypes: Set<UInt8>? = nil) {
    self.withoutLoudest = withoutLoudest
    self.venueTypes = venueTypes
  }

  /// The table without what is left out. Strata and population stay, so that chance stays the same.
  package func apply(to ties: TieTable) -> TieTable {
    guard withoutLoudest > 0 || venueTypes != nil else { return ties }
    let isLoud = loudest(ties.people)
    var kept = ties
    kept.ties = Chunked()
    kept.stratumOfTie = []
    ties.ties.walk { number, tie in
      if isLoud[Int(tie.ego)] { return }
      if let venueTypes, !venueTypes.contains(tie.venueType) { return }
      kept.ties.append(tie)
      kept.stratumOfTie.append(ties.stratumOfTie[number])
    }
    return kept
  }

  /// By person. Of people with as many posts, those first in order of name are dropped first.
  private func loudest(_ people: People) -> [Bool] {
    var isLoud = [Bool](repeating: false, count: people.all.count)
    let writers = people.all.indices.filter { people.all[$0].posts > 0 }
    let count = Int((Double(writers.count) * withoutLoudest / 100).rounded(.up))
    guard withoutLoudest > 0 else { return isLoud }
    let order = writers.sorted {
      (people.all[$1].posts, $0) < (people.all[$0].posts, $1)
    }
    for person in order.prefix(count) { isLoud[person] = true }
    return isLoud
  }
}
