internal import Corpus
internal import Foundation

/// What the seven propositions need of every person: sums over their ties (as ego) and posts.
///
/// Only ties with both groups known count. A sum is weighted by the person's design weight unless
/// its name says otherwise.
struct PropositionSums {
  /// Sums that exist once.
  enum Sum: Int, CaseIterable {
    /// Ties by sameness, and those whose reply is on identity or belonging.
    case inter, interOnSelf, intra, intraOnSelf
    case interUnweighted, knownUnweighted
    /// Ties in venues declared ethnic.
    case interEthnic, intraEthnic
    /// Coded posts in ethnic and in interest venues, and those on identity or belonging.
    case postsEthnic, selfEthnic, postsInterest, selfInterest
    /// Posts on the culture and on the country of origin.
    case culture, country
    /// Posts of the reference group and of all other known groups.
    case postsReference, postsOthers
    /// Persons of known group; with several memberships; sum of the entropy of memberships.
    case persons, several, entropy
  }

  /// Topics of P5, as far as they are coded.
  let everyday: [(bit: Int, key: Key)]
  let platforms: Int
  private(set) var contributions: Contributions
  /// Distinct persons that add anything to a sum.
  private(set) var users: [Int]
  private(set) var hasDesignWeights = false
  let hasSelf: Bool
  private let selfBits: UInt32
  let hasSubtopics: Bool

  var width: Int { users.count }
  func index(_ sum: Sum) -> Int { sum.rawValue }
  /// Posts on everyday topic `number` of the reference group, or of the others.
  func topic(_ number: Int, isReference: Bool) -> Int {
    Sum.allCases.count + number * 2 + (isReference ? 0 : 1)
  }
  /// Ties of a platform: inter and intra in interest venues, inter and intra in ethnic ones.
  func odds(_ platform: Int, _ cell: Int) -> Int {
    Sum.allCases.count + everyday.count * 2 + platform * 4 + cell
  }

  init(_ material: Material, _ ties: TieTable, reference: String?) {
    let names = material.posts.topicNames
    everyday = ["school", "work", "leisure"].compactMap { name in
      names.firstIndex(of: name).map { (bit: $0, key: Words.key(name)) }
    }
    platforms = material.posts.platforms.count
    let size = Sum.allCases.count + everyday.count * 2 + platforms * 4
    contributions = Contributions(width: size)
    users = [Int](repeating: 0, count: size)
    selfBits = ["identity", "belonging"].compactMap(names.firstIndex).reduce(UInt32(0)) {
      $0 | 1 << UInt32($1)
    }
    hasSelf = selfBits != 0
    let below = material.posts.subtopicNames
    let culture = below.firstIndex(of: "identity/culture-of-origin")
    let country = below.firstIndex(of: "identity/country-of-origin")
    hasSubtopics = culture != nil && country != nil

    let people = ties.people
    // In parts of 2⁻⁴⁰: a person's sums are the same in any order of ties and posts.
    var own = [Int](repeating: 0, count: people.all.count * size)
    countTies(ties, selfBits, size, &own)
    countPosts(material, people, selfBits, culture, country, reference, size, &own)
    for (number, person) in people.all.enumerated() {
      let parts = people.memberships[Int(person.membership)].parts
      let first = number * size
      if !parts.isEmpty, person.isParticipant {
        own[first + Sum.persons.rawValue] = Self.parts(1)
        own[first + Sum.several.rawValue] = Self.parts(parts.count > 1 ? 1 : 0)
        own[first + Sum.entropy.rawValue] = Self.parts(
          parts.reduce(0) { $0 - $1.weight * log($1.weight) })
      }
      if person.weight != 1 { hasDesignWeights = true }
      for sum in 0..<size where own[first + sum] != 0 {
        let isPlain =
          sum == Sum.interUnweighted.rawValue || sum == Sum.knownUnweighted.rawValue
        contributions.add(
          Double(own[first + sum]) / Self.scale * (isPlain ? 1 : person.weight), to: sum)
        users[sum] += 1
      }
      contributions.end(person: person.name)
    }
  }

  private static let scale = 1_099_511_627_776.0
  private static func parts(_ value: Double) -> Int { Int((value * scale).rounded()) }

  private func countTies(
    _ ties: TieTable, _ selfBits: UInt32, _ size: Int, _ own: inout [Int]
  ) {
    let contrast = Contrast(ties)
    let people = ties.people.all
    ties.ties.walk { _, tie in
      guard
        let same = contrast.sameness(
          people[Int(tie.ego)].membership, people[Int(tie.alter)].membership)
      else { return }
      let first = Int(tie.ego) * size
      forEachSum(ties, tie, same, selfBits) { own[first + $0] += Self.parts($1) }
    }
  }

  /// The sums that a tie adds to, and what.
  private func forEachSum(
    _ ties: TieTable, _ tie: TieTable.Tie, _ same: Double, _ selfBits: UInt32,
    _ body: (Int, Double) -> Void
  ) {
    func add(_ sum: Sum, _ value: Double) { body(sum.rawValue, value) }
    add(.inter, 1 - same)
    add(.intra, same)
    add(.interUnweighted, 1 - same)
    add(.knownUnweighted, 1)
    if tie.isCoded, tie.topics & selfBits != 0 {
      add(.interOnSelf, 1 - same)
      add(.intraOnSelf, same)
    }
    let type = ties.venueTypes[Int(tie.venueType)]
    if type == "ethnic" {
      add(.interEthnic, 1 - same)
      add(.intraEthnic, same)
    }
    if tie.platform >= 0, type == "ethnic" || type == "interest" {
      let cell = type == "interest" ? 0 : 2
      body(odds(Int(tie.platform), cell), 1 - same)
      body(odds(Int(tie.platform), cell + 1), same)
    }
  }

  /// The same sums with who is at either end of each tie, weighted as ``contributions``.
  func dyads(_ ties: TieTable) -> DyadicJackknife {
    let contrast = Contrast(ties)
    let people = ties.people.all
    var dyads = DyadicJackknife(width: width, persons: people.count)
    for number in TiePairs.ordered(ties) {
      let tie = ties.ties[Int(number)]
      let (ego, alter) = (people[Int(tie.ego)], people[Int(tie.alter)])
      guard let same = contrast.sameness(ego.membership, alter.membership) else { continue }
      forEachSum(ties, tie, same, selfBits) { sum, value in
        let isPlain =
          sum == Sum.interUnweighted.rawValue || sum == Sum.knownUnweighted.rawValue
        if value != 0 {
          dyads.add(
            isPlain ? value : value * ego.weight, to: sum, ego: tie.ego, alter: tie.alter)
        }
      }
    }
    return dyads
  }

  private func countPosts(
    _ material: Material, _ people: People, _ selfBits: UInt32, _ culture: Int?, _ country: Int?,
    _ reference: String?, _ size: Int, _ own: inout [Int]
  ) {
    let venueTypes = VenueTypes(material)
    let ethnic = VenueType.all.firstIndex(of: "ethnic")
    let interest = VenueType.all.firstIndex(of: "interest")
    let share = people.memberships.map { membership in
      membership.parts.first { $0.group == reference }?.weight ?? 0
    }
    material.posts.rows.walk { _, row in
      guard TopicSums.isCounted(row), row.account >= 0 else { return }
      let person = people.personOfAccount[Int(row.account)]
      guard person >= 0 else { return }
      let first = Int(person) * size
      func add(_ sum: Sum, _ value: Double = 1) { own[first + sum.rawValue] += Self.parts(value) }
      let isSelf = row.topics & selfBits != 0
      let type = venueTypes[row.venue]
      if type == ethnic {
        add(.postsEthnic)
        if isSelf { add(.selfEthnic) }
      } else if type == interest {
        add(.postsInterest)
        if isSelf { add(.selfInterest) }
      }
      if let culture, row.subtopics & 1 << UInt64(culture) != 0 { add(.culture) }
      if let country, row.subtopics & 1 << UInt64(country) != 0 { add(.country) }
      let membership = Int(people.all[Int(person)].membership)
      guard membership != 0 else { return }
      let ofReference = share[membership]
      add(.postsReference, ofReference)
      add(.postsOthers, 1 - ofReference)
      for (number, topic) in everyday.enumerated() where row.topics & 1 << UInt32(topic.bit) != 0 {
        own[first + self.topic(number, isReference: true)] += Self.parts(ofReference)
        own[first + self.topic(number, isReference: false)] += Self.parts(1 - ofReference)
      }
    }
  }
}
