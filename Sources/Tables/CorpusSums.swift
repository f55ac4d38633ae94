internal import Corpus

/// What the sample holds by platform and venue type, for T1.
struct CorpusSums {
  /// One row of T1. Persons' numbers of posts are sorted.
  struct Count {
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
    let types = VenueType.all.count
    let platforms = material.posts.platforms.indices.sorted {
      material.posts.platforms[$0].utf8.lexicographicallyPrecedes(
        material.posts.platforms[$1].utf8)
    }
    var collected = Collected(material, cells: material.posts.platforms.count * types)
    rows = platforms.flatMap { platform in
      (0..<types).map { (platform: platform, venueType: $0) }
    }.filter { collected.posts[$0.platform * types + $0.venueType] > 0 }
    counts = rows.map { row in
      let cell = row.platform * types + row.venueType
      return collected.count([cell])
    }
    all = collected.count(Array(0..<material.posts.platforms.count * types))
  }

  /// Everything by cell (platform × venue type), before it is put in rows.
  private struct Collected {
    private let material: Material
    private let byPerson: Partial
    private let byLanguage: Partial
    private let languages: [String]
    private(set) var posts: [Int]
    private var threads: [(cell: Int, thread: Int32)] = []
    private var firstMonth: [Int: Int] = [:]
    private var lastMonth: [Int: Int] = [:]
    private let cells: Int

    init(_ material: Material, cells: Int) {
      self.material = material
      self.cells = cells
      let names = material.people.all.map(\.name)
      let types = VenueType.all.count
      let languages = material.posts.langs
      self.languages = languages
      func forEach(_ body: (PostTable.Row, Int, Int32) -> Void) {
        material.posts.rows.forEach { _, row in
          guard row.role == .sample, row.platform >= 0 else { return }
          let cell = Int(row.platform) * types + material.venueType(row.venue)
          let person =
            row.account < 0 ? -1 : material.people.personOfAccount[Int(row.account)]
          body(row, cell, person)
        }
      }
      byPerson = Partial(layout: "corpus \(cells)", width: cells, names: names) { count in
        forEach { _, cell, person in if person >= 0 { count(person, cell) } }
      }
      byLanguage = Partial(
        layout: "languages \(cells) " + languages.joined(separator: " "),
        width: cells * languages.count, names: names
      ) { count in
        forEach { row, cell, person in
          if person >= 0, row.lang >= 0 { count(person, cell * languages.count + Int(row.lang)) }
        }
      }
      var posts = [Int](repeating: 0, count: cells)
      var threads: [(cell: Int, thread: Int32)] = []
      var seen: [[UInt64]] = Array(repeating: [], count: cells)
      let words = (material.posts.threadCount + 63) / 64
      var (first, last) = ([Int: Int](), [Int: Int]())
      forEach { row, cell, person in
        posts[cell] += 1
        if row.thread >= 0 {
          if seen[cell].isEmpty { seen[cell] = [UInt64](repeating: 0, count: words) }
          let (word, bit) = (Int(row.thread) / 64, UInt64(1) << (UInt64(row.thread) % 64))
          if seen[cell][word] & bit == 0 {
            seen[cell][word] |= bit
            threads.append((cell, row.thread))
          }
        }
        if person >= 0, row.createdAt != PostRow.noTime {
          let civil = Moment.civil(row.createdAt)
          let month = civil.year * 12 + civil.month - 1
          let place = Int(person) * cells + cell
          first[place] = min(first[place] ?? month, month)
          last[place] = max(last[place] ?? month, month)
        }
      }
      self.posts = posts
      self.threads = threads
      firstMonth = first
      lastMonth = last
    }

    /// The row that holds these cells.
    func count(_ chosen: [Int]) -> Count {
      var isChosen = [Bool](repeating: false, count: cells)
      for cell in chosen { isChosen[cell] = true }
      var count = Count()
      count.posts = chosen.reduce(0) { $0 + posts[$1] }
      count.threads =
        chosen.count == 1
        ? threads.count { $0.cell == chosen[0] }
        : Set(threads.map(\.thread)).count
      byPerson.forEach { person, entries in
        let own = entries.filter { isChosen[byPerson.cell($0)] }
          .reduce(0) { $0 + byPerson.count($1) }
        if own > 0 { count.perPerson.append(own) }
      }
      count.perPerson.sort()
      for number in material.people.all.indices {
        let places = chosen.map { number * cells + $0 }
        if let first = places.compactMap({ firstMonth[$0] }).min() {
          count.firstMonths.append(first)
        }
        if let last = places.compactMap({ lastMonth[$0] }).max() { count.lastMonths.append(last) }
      }
      count.known = known(isChosen)
      var users = [Int](repeating: 0, count: languages.count)
      byLanguage.forEach { _, entries in
        let met = Set(
          entries.filter { isChosen[byLanguage.cell($0) / languages.count] }
            .map { byLanguage.cell($0) % languages.count })
        for language in met { users[language] += 1 }
      }
      count.languages = languages.indices.filter { users[$0] > 0 }
        .map { (name: languages[$0], users: users[$0]) }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      return count
    }

    private func known(_ isChosen: [Bool]) -> Int {
      var known = 0
      var number = 0
      byPerson.forEach { person, entries in
        while material.people.all[number].name != byPerson.persons[person] { number += 1 }
        let membership = Int(material.people.all[number].membership)
        if !material.people.memberships[membership].isUnknown,
          entries.contains(where: { isChosen[byPerson.cell($0)] })
        {
          known += 1
        }
      }
      return known
    }
  }
}
