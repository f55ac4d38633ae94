internal import Corpus

/// Posts and users by level (group, venue type or platform) and topic place, from the partial.
struct TopicSums: Sendable {
  /// How coded posts are split.
  enum Split: String, Sendable {
    case group
    case venueType = "venue-type"
    case platform

    var heading: Phrase {
      switch self {
      case .group: Phrase("Group", nl: "Groep")
      case .venueType: Phrase("Venue type", nl: "Soort plek")
      case .platform: Phrase("Platform", nl: "Platform")
      }
    }
  }

  /// What one level says about one place; place 0 here is "all coded posts".
  struct Count: Sendable {
    /// Posts and users, parts of people where memberships are split.
    var posts = 0.0
    var usersByWeight = 0.0
    /// Distinct persons with at least one such post, and those who have no other posts.
    var users = 0
    var only = 0
    /// Posts of the person who has most, of this place and of the level's other posts.
    var largest = 0.0
    var largestRest = 0.0
    /// The same in whole units.
    var units = 0
    var userUnits = 0
    var largestUnits = 0
    var restUnits = 0
  }

  let split: Split
  let places: TopicPlaces
  /// Labels of the levels; behind them stands the margin.
  let levels: [Key]
  private(set) var counts: [Count]
  private(set) var contributions: Contributions
  private(set) var hasDesignWeights = false
  /// Whether somebody has several memberships.
  let areMixed: Bool
  private let slots: Int

  /// Number of the margin.
  var all: Int { levels.count }

  /// Whether a post's words are its author's own and were looked at.
  static func isCounted(_ row: PostTable.Row) -> Bool {
    row.isCoded && row.role == .sample && row.kind != .repost && row.kind != .service
      && row.authorStatus != .bot && row.authorStatus != .system
  }

  init(_ material: Material, _ split: Split, subtopics: Bool) {
    self.split = split
    places = TopicPlaces(material.posts, subtopics: subtopics)
    slots = places.count + 1
    let vectors = Vectors(material.people)
    areMixed = vectors.areMixed
    switch split {
    case .group: levels = vectors.keys
    case .venueType: levels = VenueType.all.map(Words.key)
    case .platform: levels = material.posts.platforms.map(Key.data)
    }
    counts = Array(repeating: Count(), count: (levels.count + 1) * slots)
    contributions = Contributions(width: (levels.count + 1) * slots * 3)
    let partial = Self.partial(material, split, places, levels: split == .group ? [] : levels)
    addUp(partial, material.people, vectors, Units(material))
  }

  /// Layout: level × (all posts, places); one level where the split is by the author's group.
  static func partial(
    _ material: Material, _ split: Split, _ places: TopicPlaces, levels: [Key]
  ) -> Partial {
    let slots = places.count + 1
    let personOfAccount = material.people.personOfAccount
    let venueTypes = VenueTypes(material)
    return Partial(
      layout: Partial.layout(
        "topic-prevalence \(split.rawValue)", levels.map(\.id) + [""] + places.keys.map(\.id)),
      width: slots * (split == .group ? 1 : levels.count), names: material.people.all.map(\.name)
    ) { count in
      material.posts.rows.walk { _, row in
        guard isCounted(row), row.account >= 0 else { return }
        let person = personOfAccount[Int(row.account)]
        guard person >= 0 else { return }
        let level =
          switch split {
          case .group: 0
          case .venueType: venueTypes[row.venue]
          case .platform: Int(row.platform)
          }
        count(person, level * slots)
        places.forEach(topics: row.topics, subtopics: row.subtopics) {
          count(person, level * slots + 1 + $0)
        }
      }
    }
  }

  private mutating func addUp(
    _ partial: Partial, _ people: People, _ vectors: Vectors, _ units: Units
  ) {
    let parts = units.parts(vectors)
    var total = [Int](repeating: 0, count: slots)
    var own = [Int](repeating: 0, count: slots)
    var number = 0
    partial.walk { person, entries in
      let name = partial.persons[person]
      while people.all[number].name != name { number += 1 }
      let someone = people.all[number]
      if someone.weight != 1 { hasDesignWeights = true }
      for slot in 0..<slots { total[slot] = 0 }
      var at = entries.lowerBound
      while at < entries.upperBound {
        let level = partial.cell(at) / slots
        for slot in 0..<slots { own[slot] = 0 }
        while at < entries.upperBound, partial.cell(at) / slots == level {
          own[partial.cell(at) % slots] = partial.count(at)
          at += 1
        }
        for slot in 0..<slots { total[slot] += own[slot] }
        if split != .group {
          add(own, to: level, weight: 1, units: units.scale, design: someone.weight)
        }
      }
      if split == .group {
        let place = vectors.rank[Int(someone.membership)]
        for (part, own) in zip(vectors.groupParts(place), parts[place]) {
          add(
            total, to: part.group, weight: part.weight, units: own * units.person,
            design: someone.weight)
        }
      }
      add(total, to: all, weight: 1, units: units.scale, design: someone.weight)
      contributions.end(person: name)
    }
  }

  private mutating func add(_ own: [Int], to level: Int, weight: Double, units: Int, design: Double)
  {
    let n = own[0]
    for slot in 0..<slots where own[slot] > 0 {
      let at = level * slots + slot
      let posts = Double(own[slot]) * weight
      counts[at].posts += posts
      counts[at].usersByWeight += weight
      counts[at].users += 1
      counts[at].units += own[slot] * units
      counts[at].userUnits += units
      counts[at].largestUnits = max(counts[at].largestUnits, own[slot] * units)
      counts[at].largest = max(counts[at].largest, posts)
      if own[slot] == n { counts[at].only += 1 }
      if split == .group && level == all { continue }
      contributions.add(posts * design, to: at * 3)
      if slot == 0 {
        contributions.add(weight * design, to: at * 3 + 1)
      } else {
        contributions.add(posts / Double(n) * design, to: at * 3 + 1)
        contributions.add(weight * design, to: at * 3 + 2)
      }
    }
    for slot in 1..<slots {
      let at = level * slots + slot
      counts[at].largestRest = max(counts[at].largestRest, Double(n - own[slot]) * weight)
      counts[at].restUnits = max(counts[at].restUnits, (n - own[slot]) * units)
    }
  }

  /// All coded posts of a level.
  func base(_ level: Int) -> Count { counts[level * slots] }

  /// Of one place; nil is all coded posts.
  func count(_ level: Int, _ place: Int?) -> Count {
    counts[level * slots + (place.map { $0 + 1 } ?? 0)]
  }

  func pooled(_ level: Int, _ place: Int) -> Ratio { ratio(level, place, 0, over: 0) }
  func userMean(_ level: Int, _ place: Int) -> Ratio { ratio(level, place, 1, over: 1) }
  func anyPost(_ level: Int, _ place: Int) -> Ratio { ratio(level, place, 2, over: 1) }

  /// Memberships add up to one, so that the margin of groups is the sum of the groups.
  private func ratio(_ level: Int, _ place: Int, _ above: Int, over below: Int) -> Ratio {
    let levels = split == .group && level == all ? Array(self.levels.indices) : [level]
    return Ratio(
      levels.map { ($0 * slots + 1 + place) * 3 + above },
      over: levels.map { $0 * slots * 3 + below })
  }
}
