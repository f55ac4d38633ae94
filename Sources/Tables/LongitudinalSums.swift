internal import Corpus

/// Coded posts by person and period, for T11.
///
/// Memory: for each person and period with posts, one number a topic and 24 bytes a level.
struct LongitudinalSums {
  /// One person's part in a level and period.
  private struct Member {
    let person: Int32
    /// Where the counts begin: all posts, then one a place.
    let first: Int
    /// Weight of the membership, and the design weight.
    let weight: Double
    let design: Double
  }

  let places: TopicPlaces
  /// Labels of the groups that wrote, the unknown last; behind them stands the margin.
  let levels: [Key]
  /// Periods with posts, as ``Period`` numbers in order.
  let periods: [Int]
  private(set) var hasDesignWeights = false
  /// Posts without a time, and their distinct authors.
  private(set) var undated = (posts: 0, users: 0)
  private let slots: Int
  private let platforms: Int
  private var counts: [Int32] = []
  /// By level (the margin last) and period, in person order.
  private var members: [[[Member]]]
  /// Weighted posts by period, platform, group and slot.
  private var strata: [Double]

  /// Number of the margin.
  var all: Int { levels.count }

  init(_ material: Material, _ period: Period) {
    let posts = material.posts
    let people = material.people
    let places = TopicPlaces(posts, subtopics: false)
    self.places = places
    slots = places.count + 1
    let slots = slots
    let vectors = Vectors(people)
    levels = vectors.keys
    var present: Set<Int> = []
    var undatedPosts = 0
    var undatedUsers: Set<Int32> = []
    posts.rows.walk { _, row in
      guard let person = Self.person(row, people) else { return }
      if row.createdAt == PostRow.noTime {
        undatedPosts += 1
        undatedUsers.insert(person)
      } else {
        present.insert(period.number(row.createdAt))
      }
    }
    undated = (undatedPosts, undatedUsers.count)
    let periods = present.sorted()
    self.periods = periods
    let place = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    let ordered = posts.platforms.indices.sorted {
      posts.platforms[$0].utf8.lexicographicallyPrecedes(posts.platforms[$1].utf8)
    }
    // Behind the platforms by name stands none.
    var rank = [Int](repeating: 0, count: posts.platforms.count)
    for (new, old) in ordered.enumerated() { rank[old] = new }
    let platforms = posts.platforms.count + 1
    self.platforms = platforms
    let partial = Partial(
      layout: Partial.layout(
        "longitudinal \(period.unit.rawValue) \(period.zone.rawValue)",
        periods.map(period.name) + [""] + ordered.map { posts.platforms[$0] } + [""]
          + places.keys.map(\.id)),
      width: periods.count * platforms * slots, names: people.all.map(\.name)
    ) { count in
      posts.rows.walk { _, row in
        guard row.createdAt != PostRow.noTime, let person = Self.person(row, people) else { return }
        let platform = row.platform >= 0 ? rank[Int(row.platform)] : platforms - 1
        let first = ((place[period.number(row.createdAt)] ?? 0) * platforms + platform) * slots
        count(person, first)
        places.forEach(topics: row.topics, subtopics: 0) { count(person, first + 1 + $0) }
      }
    }
    members = Array(
      repeating: Array(repeating: [], count: periods.count), count: levels.count + 1)
    strata = [Double](repeating: 0, count: periods.count * platforms * levels.count * slots)
    addUp(partial, people, vectors)
  }

  private static func person(_ row: PostTable.Row, _ people: People) -> Int32? {
    guard TopicSums.isCounted(row), row.account >= 0 else { return nil }
    let person = people.personOfAccount[Int(row.account)]
    return person >= 0 ? person : nil
  }

  private mutating func addUp(_ partial: Partial, _ people: People, _ vectors: Vectors) {
    var number = 0
    partial.walk { person, entries in
      while people.all[number].name != partial.persons[person] { number += 1 }
      let someone = people.all[number]
      if someone.weight != 1 { hasDesignWeights = true }
      let groups = vectors.groupParts(vectors.rank[Int(someone.membership)])
      var at = entries.lowerBound
      while at < entries.upperBound {
        let period = partial.cell(at) / (platforms * slots)
        let first = counts.count
        counts.append(contentsOf: repeatElement(0, count: slots))
        while at < entries.upperBound, partial.cell(at) / (platforms * slots) == period {
          let (cell, count) = (partial.cell(at), partial.count(at))
          counts[first + cell % slots] += Int32(count)
          for part in groups {
            strata[(cell / slots * levels.count + part.group) * slots + cell % slots] +=
              Double(count) * part.weight * someone.weight
          }
          at += 1
        }
        for part in groups + [(group: all, weight: 1)] {
          members[part.group][period].append(
            Member(
              person: Int32(number), first: first, weight: part.weight, design: someone.weight))
        }
      }
    }
  }

  /// Distinct persons of a level who wrote in a period.
  func users(_ level: Int, _ period: Int) -> Int { members[level][period].count }

  /// All coded posts of a level in a period (place nil), or those of a place.
  func count(_ level: Int, _ period: Int, _ place: Int?) -> TopicSums.Count {
    var sum = TopicSums.Count()
    for member in members[level][period] {
      let n = Double(counts[member.first]) * member.weight
      let x = place.map { Double(counts[member.first + 1 + $0]) * member.weight } ?? n
      sum.largestRest = max(sum.largestRest, n - x)
      if x == 0 { continue }
      sum.posts += x
      sum.usersByWeight += member.weight
      sum.users += 1
      sum.largest = max(sum.largest, x)
      if x == n { sum.only += 1 }
    }
    return sum
  }

  private func part(_ member: Member, _ place: Int) -> StratumShare {
    let weight = member.weight * member.design
    return StratumShare(
      x: Double(counts[member.first + 1 + place]) * weight,
      n: Double(counts[member.first]) * weight)
  }

  /// The share of a place in the posts of a level and period, clustered by person.
  func share(_ level: Int, _ period: Int, _ place: Int) -> ClusterRatio {
    ClusterRatio(
      members[level][period].map {
        let part = part($0, place)
        return (x: part.x, n: part.n)
      })
  }

  /// Every person of either period, with what they wrote in both.
  func persons(_ level: Int, _ before: Int, _ after: Int, _ place: Int) -> [(
    before: StratumShare, after: StratumShare
  )] {
    let (a, b) = (members[level][before], members[level][after])
    let none = StratumShare(x: 0, n: 0)
    var persons: [(before: StratumShare, after: StratumShare)] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      let takesA = j == b.count || i < a.count && a[i].person <= b[j].person
      let takesB = i == a.count || j < b.count && b[j].person <= a[i].person
      persons.append((takesA ? part(a[i], place) : none, takesB ? part(b[j], place) : none))
      if takesA { i += 1 }
      if takesB { j += 1 }
    }
    return persons
  }

  /// Platform × group of two periods; of one group, its platforms.
  func strata(_ level: Int, _ before: Int, _ after: Int, _ place: Int) -> [(
    before: StratumShare, after: StratumShare
  )] {
    func share(_ period: Int, _ platform: Int, _ group: Int) -> StratumShare {
      let first = ((period * platforms + platform) * levels.count + group) * slots
      return StratumShare(x: strata[first + 1 + place], n: strata[first])
    }
    let groups = level == all ? Array(levels.indices) : [level]
    return (0..<platforms).flatMap { platform in
      groups.map { (share(before, platform, $0), share(after, platform, $0)) }
    }
  }
}
