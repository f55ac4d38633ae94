package import Corpus

/// The counts of table T2: the sample by group × generation.
///
/// A pure function of people and facts, in integers: the rows partition the persons, so that users
/// and posts add up to the margins, and the parts of a row to its users. Which cells may be shown
/// is the disclosure control's affair: every part is a number of distinct persons.
package struct SampleByOrigin: Sendable, Equatable {
  package enum Population: Sendable {
    /// People with a kept post.
    case authors
    /// Those who take part in the population of ties; before there are ties, authors.
    case participants
    /// Everyone on the roster, with or without posts.
    case roster
  }

  /// The group of a row. Nobody stands in two rows.
  package enum Group: Sendable, Hashable {
    case one(String)
    /// People of more than one group.
    case several
    case unknown
  }

  package struct Row: Sendable, Equatable {
    package let group: Group
    package let generation: Int?
    package fileprivate(set) var counts: Counts
  }

  package struct Counts: Sendable, Equatable {
    package fileprivate(set) var users = 0
    package fileprivate(set) var posts = 0
    /// Posts of the person with most.
    package fileprivate(set) var largest = 0
    /// Users by `Provenance.Information.allCases`.
    package fileprivate(set) var information: [Int]
    /// Users by `AgeBand.allCases`.
    package fileprivate(set) var ages: [Int]
    /// Users by ``SampleByOrigin/genders``, and at the end those of unknown gender.
    package fileprivate(set) var genders: [Int]

    fileprivate init(genders: Int) {
      information = [Int](repeating: 0, count: Provenance.Information.allCases.count)
      ages = [Int](repeating: 0, count: AgeBand.allCases.count)
      self.genders = [Int](repeating: 0, count: genders + 1)
    }

    fileprivate mutating func add(_ other: Counts) {
      users += other.users
      posts += other.posts
      largest = max(largest, other.largest)
      for index in information.indices { information[index] += other.information[index] }
      for index in ages.indices { ages[index] += other.ages[index] }
      for index in genders.indices { genders[index] += other.genders[index] }
    }

    package func users(_ information: Provenance.Information) -> Int {
      Provenance.Information.allCases.firstIndex(of: information).map { self.information[$0] } ?? 0
    }

    package func users(_ age: AgeBand) -> Int {
      AgeBand.allCases.firstIndex(of: age).map { ages[$0] } ?? 0
    }
  }

  /// Rows with at least one person: groups in the order given, then others by name (bytewise), then
  /// several, then unknown; within a group by generation, unknown generation last.
  package private(set) var rows: [Row] = []
  /// Groups over all generations, in the same order.
  package private(set) var byGroup: [(group: Group, counts: Counts)] = []
  /// Generations over all groups; unknown last.
  package private(set) var byGeneration: [(generation: Int?, counts: Counts)] = []
  package private(set) var total: Counts
  /// Genders as asked, by name (bytewise).
  package let genders: [String]
  /// Persons with a weight on each group, alone or among others; bytewise by group. Does not add up
  /// to the users: who is of two groups is in both.
  package private(set) var members: [(group: String, users: Int)] = []

  /// - Parameters:
  ///   - facts: one a person of `people.all`.
  ///   - groups: the scheme's order.
  ///   - year: of reference for ages.
  package init(
    _ people: People, _ facts: [SampleFacts], groups: [String] = [],
    population: Population = .participants, year: Int
  ) {
    precondition(facts.count == people.all.count, "one fact sheet a person")
    let counted = people.all.indices.filter {
      switch population {
      case .authors: people.all[$0].posts > 0
      case .participants: people.all[$0].isParticipant
      case .roster: people.all[$0].onRoster
      }
    }
    let known = Set(counted.compactMap { facts[$0].gender }).sorted(by: Self.precedes)
    genders = known
    total = Counts(genders: known.count)
    let unlisted = people.groups.filter { !groups.contains($0) }
    var rank: [Group: Int] = [.several: Int.max - 1, .unknown: Int.max]
    for (place, group) in (groups + unlisted).enumerated() where rank[.one(group)] == nil {
      rank[.one(group)] = place
    }
    var users: [String: Int] = [:]
    var numberOfRow: [Key: Int] = [:]
    for index in counted {
      let parts = people.memberships[Int(people.all[index].membership)].parts
      for part in parts { users[part.group, default: 0] += 1 }
      let group: Group =
        parts.isEmpty ? .unknown : parts.count == 1 ? .one(parts[0].group) : .several
      let key = Key(group: group, generation: facts[index].generation)
      let row = numberOfRow[key] ?? rows.count
      if row == rows.count {
        numberOfRow[key] = row
        rows.append(
          Row(group: group, generation: key.generation, counts: Counts(genders: known.count)))
      }
      count(people.all[index], facts[index], year, in: &rows[row].counts)
    }
    rows.sort {
      let (a, b) = (rank[$0.group] ?? 0, rank[$1.group] ?? 0)
      return a != b ? a < b : ($0.generation ?? Int.max) < ($1.generation ?? Int.max)
    }
    members = users.sorted { Self.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    addMargins()
  }

  private struct Key: Hashable {
    let group: Group
    let generation: Int?
  }

  private func count(
    _ person: People.Person, _ facts: SampleFacts, _ year: Int, in counts: inout Counts
  ) {
    counts.users += 1
    counts.posts += Int(person.posts)
    counts.largest = max(counts.largest, Int(person.posts))
    if let place = Provenance.Information.allCases.firstIndex(of: facts.information) {
      counts.information[place] += 1
    }
    let age = AgeBand(birthYear: facts.birthYear, in: year)
    if let place = AgeBand.allCases.firstIndex(of: age) { counts.ages[place] += 1 }
    let gender = facts.gender.flatMap { genders.firstIndex(of: $0) } ?? genders.count
    counts.genders[gender] += 1
  }

  private mutating func addMargins() {
    for row in rows {
      total.add(row.counts)
      if byGroup.last?.group != row.group {
        byGroup.append((row.group, Counts(genders: genders.count)))
      }
      byGroup[byGroup.count - 1].counts.add(row.counts)
    }
    let generations = Set(rows.map(\.generation)).sorted { ($0 ?? Int.max) < ($1 ?? Int.max) }
    byGeneration = generations.map { generation in
      var counts = Counts(genders: genders.count)
      for row in rows where row.generation == generation { counts.add(row.counts) }
      return (generation, counts)
    }
  }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  package static func == (a: SampleByOrigin, b: SampleByOrigin) -> Bool {
    a.rows == b.rows && a.genders == b.genders && a.total == b.total
      && a.members.elementsEqual(b.members, by: ==)
  }
}
