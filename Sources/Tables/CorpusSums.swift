internal import Corpus

/// What the sample holds by platform and venue type, for T1.
struct CorpusSums: Sendable {
  /// One row of T1. Persons' numbers of posts are sorted.
  struct Count: Sendable {
    var posts = 0
    var threads = 0
    var perPerson: [Int] = []
    var known = 0
    /// First and last month of each person, as months since year 0.
    var firstMonths: [Int] = []
    var lastMonths: [Int] = []
    /// Distinct persons by language.
    var languages: [(name: String, users: Int)] = []

    var users: Int { perPerson.count }
    /// Posts whose author is a person.
    var postsOfUsers: Int { perPerson.reduce(0, +) }
    /// Share of posts of the most active hundredth of users, at least one: (posts, users).
    var top: (posts: Int, users: Int) {
      let users = (perPerson.count + 99) / 100
      return (perPerson.suffix(users).reduce(0, +), users)
    }
    /// Gini coefficient of posts over users; nil without posts.
    /// Σ (2i − n − 1) xᵢ / (n Σ x), x sorted, i from 1.
    var gini: Number? {
      let n = perPerson.count
      guard postsOfUsers > 0 else { return nil }
      let sum = perPerson.enumerated().reduce(0) { $0 + (2 * $1.offset + 1 - n) * $1.element }
      return .ratio(sum, n * postsOfUsers)
    }
    /// The middle value, or the mean of the two middle ones.
    var median: Number? {
      let n = perPerson.count
      guard n > 0 else { return nil }
      return n % 2 == 1
        ? .whole(perPerson[n / 2]) : .ratio(perPerson[n / 2 - 1] + perPerson[n / 2], 2)
    }
  }

  /// Platform number and venue type of each row that has posts, in the order of the table.
  let rows: [(platform: Int, venueType: Int)]
  let counts: [Count]
  let all: Count

  init(_ material: Material) {
    let collected = CorpusCollector(material)
    rows = collected.rows
    counts = rows.indices.map { collected.count($0..<$0 + 1) }
    all = collected.count(rows.indices)
  }
}
