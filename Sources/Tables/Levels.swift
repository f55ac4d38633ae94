internal import Corpus

/// Distinct membership vectors in an order of their own, so that no output follows the numbers
/// that a run happened to give them.
struct Vectors: Sendable {
  /// Place of each membership number; the unknown vector stands first.
  let rank: [Int]
  /// Membership number of each place.
  let numbers: [Int32]
  /// Every group that occurs, by name.
  let groups: [String]
  /// Groups of each place, as numbers into ``groups``, with their weights.
  let parts: [[(group: Int, weight: Double)]]

  init(_ people: People) {
    let order = people.memberships.indices.sorted {
      Self.precedes(people.memberships[$0], people.memberships[$1])
    }
    var rank = [Int](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { rank[number] = place }
    self.rank = rank
    numbers = order.map { Int32($0) }
    let groups = people.groups
    self.groups = groups
    parts = order.map { number in
      people.memberships[number].parts.map { part in
        (group: groups.firstIndex(of: part.group) ?? 0, weight: part.weight)
      }
    }
  }

  private static func precedes(_ a: People.Membership, _ b: People.Membership) -> Bool {
    for (x, y) in zip(a.parts, b.parts) {
      if x.group != y.group { return x.group.utf8.lexicographicallyPrecedes(y.group.utf8) }
      if x.weight != y.weight { return x.weight > y.weight }
    }
    return a.parts.count < b.parts.count
  }

  /// Each vector in words, for the layout of a partial: "A 0.5 B 0.5".
  var names: [String] {
    parts.map { own in
      own.map { "\(groups[$0.group]) \($0.weight)" }.joined(separator: " ")
    }
  }

  /// Whether somebody has several memberships.
  var areMixed: Bool { parts.contains { $0.count > 1 } }

  /// Groups of a place; the unknown ones share the number behind the last group.
  func groupParts(_ place: Int) -> [(group: Int, weight: Double)] {
    parts[place].isEmpty ? [(group: groups.count, weight: 1)] : parts[place]
  }

  /// Labels of ``groups`` and, behind them, of the unknown.
  var keys: [Key] { groups.map(Key.data) + [.unknown] }
}

/// Topics of a coded post or tie as places: the topics, then "no topic", then subtopics.
struct TopicPlaces: Sendable {
  let keys: [Key]
  let topicCount: Int
  private let subtopicCount: Int
  /// Place of the topic that a subtopic belongs to, by subtopic number.
  let parent: [Int?]

  init(_ posts: PostTable, subtopics: Bool) {
    topicCount = posts.topicNames.count
    subtopicCount = subtopics ? posts.subtopicNames.count : 0
    let below = subtopics ? posts.subtopicNames : []
    keys = posts.topicNames.map(Words.key) + [.noTopic] + below.map(Words.key)
    parent = below.map { name in
      posts.topicNames.firstIndex { name.hasPrefix($0 + "/") }
    }
  }

  var count: Int { keys.count }
  /// Place of "no topic".
  var none: Int { topicCount }

  /// Place of a subtopic number.
  func place(ofSubtopic number: Int) -> Int { topicCount + 1 + number }

  /// Calls `body` for every place that a coded post has.
  @inline(__always)
  func forEach(topics: UInt32, subtopics: UInt64, _ body: (Int) -> Void) {
    var rest = topics
    var any = false
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      guard bit < topicCount else { break }
      body(bit)
      any = true
    }
    if !any { body(topicCount) }
    if subtopicCount > 0 {
      var rest = subtopics
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest - 1
        guard bit < subtopicCount else { break }
        body(place(ofSubtopic: bit))
      }
    }
  }
}

/// Membership place of persons by name, for walks over a partial.
struct MembershipsByName {
  private let people: People
  private let vectors: Vectors

  init(_ people: People, _ vectors: Vectors) {
    self.people = people
    self.vectors = vectors
  }

  /// Place of the vector of the person with this name, who must exist.
  func place(of name: String) -> Int {
    var (low, high) = (0, people.all.count)
    while low < high {
      let middle = (low + high) / 2
      if people.all[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return vectors.rank[Int(people.all[low].membership)]
  }
}
