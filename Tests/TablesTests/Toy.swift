import Corpus
import Tables

/// A corpus small enough to count by hand: persons by name, posts and ties by person.
struct Toy {
  struct Post {
    var person: String?
    var topics: [String] = []
    var platform = "forum"
    var venueType = "interest"
    var thread = 0
    var lang: String?
    var month: (Int, Int)? = (2012, 1)
    var kind = PostKind.post
    var status = AuthorStatus.ok
    var isCoded = true
    var words: [(String, Int)] = []
  }
  struct Tie {
    var ego: String
    var alter: String
    var count = 1
    var topics: [String] = []
    var platform = "forum"
    var venueType = "interest"
    var stratum = 0
    var year: Int?
    /// Number of the post in ``posts`` that holds the tie.
    var post: Int?
    var isCoded = true
  }

  var topics = ["school", "work"]
  var groups: [String: [(String, Double)]] = [:]
  var weights: [String: Double] = [:]
  var posts: [Post] = []
  var ties: [Tie] = []
  var sameness = Sameness.overlap
  var isDirected = true
  /// Persons of each stratum of the null; nil is one stratum with everybody.
  var strata: [[String]]?
  var stages: [StageTally] = []
  var profiles: [(String, ProfileTable.Row)] = []

  mutating func person(_ name: String, _ group: String?, weight: Double = 1) {
    groups[name] = group.map { [($0, 1)] } ?? []
    if weight != 1 { weights[name] = weight }
  }

  mutating func post(_ person: String?, _ topics: [String] = [], times: Int = 1) {
    for _ in 0..<times { posts.append(Post(person: person, topics: topics)) }
  }

  /// The same corpus; with `reversed`, every number that a run happens to give is another.
  func material(reversed: Bool = false) -> Material {
    func order<T>(_ list: [T]) -> [T] { reversed ? list.reversed() : list }
    let names = groups.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var people = People()
    let vectors = names.map { name in
      People.Membership(
        (groups[name] ?? []).map { People.Membership.Part(group: $0.0, weight: $0.1) })
    }
    for vector in order(vectors) where !people.memberships.contains(vector) {
      people.memberships.append(vector)
    }
    people.all = zip(names, vectors).map { name, vector in
      People.Person(
        name: name, membership: Int32(people.memberships.firstIndex(of: vector) ?? 0),
        weight: weights[name] ?? 1, posts: Int32(posts.count { $0.person == name }))
    }
    let number = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })

    var table = PostTable()
    let platforms = Set(posts.map(\.platform) + ties.map(\.platform)).sorted()
    table.platforms = order(platforms)
    table.topicNames = topics
    table.langs = order(Set(posts.compactMap(\.lang)).sorted())
    table.threadCount = (posts.map(\.thread).max() ?? 0) + 1
    var venueTypes: [UInt8] = []
    for platform in platforms {
      for type in order(VenueType.all.indices.map { $0 }) {
        table.venues.append(
          PostTable.Venue(
            platform: Int16(table.platforms.firstIndex(of: platform) ?? 0), id: "\(type)"))
        venueTypes.append(UInt8(type))
      }
    }
    for name in order(names) {
      _ = table.accounts.add(name, platform: 0, isHandle: false)
      people.personOfAccount.append(number[name] ?? -1)
    }
    _ = table.accounts.add("nobody", platform: 0, isHandle: false)
    people.personOfAccount.append(-1)
    let account = Dictionary(
      uniqueKeysWithValues: table.accounts.names.enumerated().map { ($1, Int32($0)) })
    func venue(_ platform: String, _ type: String) -> Int32 {
      let place = Int16(table.platforms.firstIndex(of: platform) ?? 0)
      let wanted = UInt8(VenueType.all.firstIndex(of: type) ?? 0)
      return Int32(
        table.venues.indices.first {
          table.venues[$0].platform == place && venueTypes[$0] == wanted
        } ?? -1)
    }
    func bits(_ chosen: [String]) -> UInt32 {
      chosen.reduce(0) { $0 | 1 << UInt32(topics.firstIndex(of: $1) ?? 0) }
    }
    for (place, post) in order(Array(posts.enumerated())) {
      let time = post.month.map { Moment.Civil(year: $0.0, month: $0.1, day: 15).asUTC }
      table.rows.append(
        PostTable.Row(
          key: .none, createdAt: time.map { $0 + Int64(place) } ?? PostRow.noTime,
          topics: bits(post.topics),
          account: post.person.flatMap { account[$0] } ?? account["nobody"]!,
          venue: venue(post.platform, post.venueType), thread: Int32(post.thread), edgeStart: 0,
          edgeCount: 0, platform: Int16(table.platforms.firstIndex(of: post.platform) ?? 0),
          lang: Int16(post.lang.flatMap { table.langs.firstIndex(of: $0) } ?? -1),
          kind: post.kind, authorStatus: post.status, isCoded: post.isCoded))
    }
    table.terms = terms(order(posts))
    var material = Material(posts: table, people: people, venueTypes: venueTypes, stages: stages)

    var tieTable = TieTable()
    tieTable.people = people
    tieTable.sameness = sameness
    tieTable.isDirected = isDirected
    tieTable.strata = (strata ?? [names]).enumerated().map { index, persons in
      TieTable.Stratum(
        name: "s\(index)", persons: persons.compactMap { number[$0] }.sorted())
    }
    for tie in order(ties) {
      for _ in 0..<tie.count {
        tieTable.ties.append(
          TieTable.Tie(
            ego: number[tie.ego] ?? 0, alter: number[tie.alter] ?? 0,
            createdAt: tie.year.map { Moment.Civil(year: $0, month: 7, day: 1).asUTC } ?? 0,
            topics: bits(tie.topics), subtopics: 0, venue: venue(tie.platform, tie.venueType),
            platform: Int16(table.platforms.firstIndex(of: tie.platform) ?? 0),
            venueType: UInt8(VenueType.all.firstIndex(of: tie.venueType) ?? 0),
            how: .nativeParent, confidence: 100, parentPresent: true,
            isCoded: tie.isCoded,
            post: tie.post.map { Int32(reversed ? posts.count - 1 - $0 : $0) } ?? -1))
        tieTable.stratumOfTie.append(Int32(tie.stratum))
      }
    }
    material.ties = tieTable
    var profileTable = ProfileTable()
    profileTable.rows = order(profiles).map { name, row in
      var row = row
      row.person = number[name] ?? 0
      return row
    }
    material.profiles = profileTable
    return material
  }
}

extension Toy {
  /// The words of posts in this order.
  private func terms(_ posts: [Post]) -> TermColumn {
    var column = TermColumn()
    for (row, post) in posts.enumerated() {
      var digest = TermDigest()
      for (number, (word, uses)) in post.words.enumerated() {
        digest.keys.append(Key128(word, space: 7))
        digest.spellings.append(Array(word.utf8))
        digest.tokens += Array(repeating: UInt32(number), count: uses)
      }
      column.put(digest.tokens[...], as: column.numbers(of: digest), row: row)
    }
    return column
  }
}

extension TableSettings {
  /// Hides nothing, few replicates: for arithmetic.
  static func open(by: [String] = [], replicates: Int = 50) -> TableSettings {
    TableSettings(
      by: by, replicates: replicates, seed: 42, minUsers: 0, minUsersReason: "Invented data.")
  }
}

extension Table {
  /// The cell in the row with these labels; nil where there is no such row or column.
  func cell(_ keys: [String], _ column: String) -> Cell? {
    guard let row = rows.first(where: { $0.keys.map(\.id) == keys }),
      let index = columns.firstIndex(where: { $0.id == column })
    else { return nil }
    return row.cells[index]
  }

  func value(_ keys: [String], _ column: String) -> Double? {
    guard case .number(let number, _)? = cell(keys, column)?.state else { return nil }
    return number.value
  }

  func reason(_ keys: [String], _ column: String) -> Suppression? {
    guard case .suppressed(let reason)? = cell(keys, column)?.state else { return nil }
    return reason
  }
}

func near(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance * max(1, abs(b))
}
