import Tables

/// What one simulated study holds, counted with nothing unknown: the complete data that a study with
/// unknown alters is measured against.
package struct RealisedStudy: Sendable {
  /// Ties, interethnic ones, and the same of those whose alter is known.
  package struct Count: Sendable, Equatable {
    package private(set) var ties = 0
    package private(set) var inter = 0
    package private(set) var known = 0
    package private(set) var knownInter = 0

    mutating func add(isInter: Bool, isKnown: Bool) {
      ties += 1
      if isInter { inter += 1 }
      if isKnown { known += 1 }
      if isKnown, isInter { knownInter += 1 }
    }

    /// Of the complete data; nil without ties.
    package var share: Double? { ties > 0 ? Double(inter) / Double(ties) : nil }
    /// Of the ties with both groups known.
    package var knownShare: Double? { known > 0 ? Double(knownInter) / Double(known) : nil }
  }

  package private(set) var all = Count()
  /// By true topic, the last for none.
  package private(set) var byTopic: [Count]
  package private(set) var byVenueType: [Count]
  /// By user.
  package private(set) var byEgo: [Count]
  /// Persons by group; those of known group.
  package private(set) var sizes: [Int]
  package private(set) var knownSizes: [Int]
  /// Ties from group to group, row by row.
  package private(set) var mixing: [Int]
  private var received: [Int]

  package init(_ study: SimulatedStudy) {
    let groups = study.settings.groups.count
    byTopic = Array(repeating: Count(), count: study.settings.topics.count + 1)
    byVenueType = Array(repeating: Count(), count: study.settings.venues.count)
    byEgo = Array(repeating: Count(), count: study.settings.users)
    sizes = Array(repeating: 0, count: groups)
    knownSizes = sizes
    mixing = Array(repeating: 0, count: groups * groups)
    received = Array(repeating: 0, count: study.persons.count)
    for person in study.persons {
      sizes[Int(person.group)] += 1
      if person.isKnown { knownSizes[Int(person.group)] += 1 }
    }
    for reply in study.replies {
      let alter = study.persons[Int(reply.alter)]
      let ego = study.persons[Int(reply.ego)]
      let isInter = alter.group != ego.group
      all.add(isInter: isInter, isKnown: alter.isKnown)
      byTopic[Int(reply.topic)].add(isInter: isInter, isKnown: alter.isKnown)
      byVenueType[study.venues[Int(reply.venue)]].add(isInter: isInter, isKnown: alter.isKnown)
      byEgo[Int(reply.ego)].add(isInter: isInter, isKnown: alter.isKnown)
      mixing[Int(ego.group) * groups + Int(alter.group)] += 1
      received[Int(reply.alter)] += 1
    }
  }

  /// Mean over users with ties of their own share: of the complete data; of known ties.
  package var egoMean: Double? { Self.mean(byEgo.compactMap(\.share)) }
  package var knownEgoMean: Double? { Self.mean(byEgo.compactMap(\.knownShare)) }
  private static func mean(_ shares: [Double]) -> Double? {
    shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// Gini coefficient of replies over users with a reply; of answers over persons with an answer.
  package var giniOfEgos: Double? { Self.gini(byEgo.map(\.ties)) }
  package var giniOfAlters: Double? { Self.gini(received) }
  private static func gini(_ counts: [Int]) -> Double? {
    UserShares(counts.map { (0, Double($0)) }).gini.value
  }
}
