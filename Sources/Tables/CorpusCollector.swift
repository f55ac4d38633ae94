internal import Corpus

/// Walks the posts of the sample for the things that T1 counts.
///
/// Memory: two moments for each person and row, one bit for each thread and row.
struct CorpusCollector {
  /// Platform number and venue type of the rows with posts: by platform name, then in the order of
  /// ``VenueType/all``.
  let rows: [(platform: Int, venueType: Int)]
  private let people: People
  private let languages: [String]
  /// Posts by person and row × (no language, languages).
  private let byPerson: Partial
  private var posts: [Int]
  /// Distinct threads by row; behind them, of all rows.
  private var threads: [Int]
  /// First and last moment by person and row; ``PostRow/noTime`` is none.
  private var first: [Int64]
  private var last: [Int64]

  init(_ material: Material) {
    let types = VenueType.all.count
    let platforms = material.posts.platforms
    let langs = material.posts.langs
    let personOfAccount = material.people.personOfAccount
    let venueTypes = VenueTypes(material)
    people = material.people
    languages = langs
    @inline(__always)
    func cell(_ row: PostTable.Row) -> Int? {
      guard row.role == .sample, row.platform >= 0 else { return nil }
      return Int(row.platform) * types + venueTypes[row.venue]
    }
    var postsInCell = [Int](repeating: 0, count: platforms.count * types)
    material.posts.rows.walk { _, row in
      if let cell = cell(row) { postsInCell[cell] += 1 }
    }
    let ordered = platforms.indices.sorted {
      platforms[$0].utf8.lexicographicallyPrecedes(platforms[$1].utf8)
    }
    let rows = ordered.flatMap { platform in
      (0..<types).map { (platform: platform, venueType: $0) }
    }.filter { postsInCell[$0.platform * types + $0.venueType] > 0 }
    self.rows = rows
    var rowOfCell = [Int](repeating: 0, count: postsInCell.count)
    for (index, row) in rows.enumerated() {
      rowOfCell[row.platform * types + row.venueType] = index
    }
    posts = rows.map { postsInCell[$0.platform * types + $0.venueType] }

    let names = material.people.all.map(\.name)
    byPerson = Partial(
      layout: Partial.layout(
        "corpus", rows.map { "\(platforms[$0.platform]) \($0.venueType)" } + [""] + langs),
      width: rows.count * (langs.count + 1), names: names
    ) { count in
      material.posts.rows.walk { _, row in
        guard row.account >= 0, let cell = cell(row) else { return }
        let person = personOfAccount[Int(row.account)]
        if person >= 0 {
          count(person, rowOfCell[cell] * (langs.count + 1) + Int(row.lang) + 1)
        }
      }
    }
    var threads = Threads(rows: rows.count, threads: material.posts.threadCount)
    var first = [Int64](repeating: PostRow.noTime, count: names.count * rows.count)
    var last = first
    material.posts.rows.walk { _, row in
      guard let cell = cell(row) else { return }
      threads.add(row.thread, to: rowOfCell[cell])
      guard row.account >= 0, row.createdAt != PostRow.noTime else { return }
      let person = personOfAccount[Int(row.account)]
      guard person >= 0 else { return }
      let place = Int(person) * rows.count + rowOfCell[cell]
      if first[place] == PostRow.noTime || row.createdAt < first[place] {
        first[place] = row.createdAt
      }
      if row.createdAt > last[place] { last[place] = row.createdAt }
    }
    self.threads = threads.counts
    self.first = first
    self.last = last
  }

  /// Distinct threads by row and over all rows.
  private struct Threads {
    private let words: Int
    private var seen: [UInt64]
    private(set) var counts: [Int]

    init(rows: Int, threads: Int) {
      words = (threads + 63) / 64
      seen = [UInt64](repeating: 0, count: words * (rows + 1))
      counts = [Int](repeating: 0, count: rows + 1)
    }

    @inline(__always)
    mutating func add(_ thread: Int32, to row: Int) {
      guard thread >= 0 else { return }
      mark(Int(thread), row)
      mark(Int(thread), counts.count - 1)
    }

    @inline(__always)
    private mutating func mark(_ thread: Int, _ row: Int) {
      let (word, bit) = (row * words + thread / 64, UInt64(1) << UInt64(thread % 64))
      guard seen[word] & bit == 0 else { return }
      seen[word] |= bit
      counts[row] += 1
    }
  }

  /// One row of T1, or the margin: a range of ``rows``.
  func count(_ chosen: Range<Int>) -> CorpusSums.Count {
    var count = CorpusSums.Count()
    count.posts = posts[chosen].reduce(0, +)
    count.threads = chosen.count == 1 ? threads[chosen.lowerBound] : threads[rows.count]
    let slots = languages.count + 1
    var users = [Int](repeating: 0, count: slots)
    var met = [Bool](repeating: false, count: slots)
    var number = 0
    byPerson.walk { person, entries in
      while people.all[number].name != byPerson.persons[person] { number += 1 }
      var own = 0
      for entry in entries {
        let cell = byPerson.cell(entry)
        guard chosen.contains(cell / slots) else { continue }
        own += byPerson.count(entry)
        met[cell % slots] = true
      }
      guard own > 0 else { return }
      for slot in met.indices where met[slot] {
        users[slot] += 1
        met[slot] = false
      }
      count.perPerson.append(own)
      if !people.memberships[Int(people.all[number].membership)].isUnknown { count.known += 1 }
    }
    count.perPerson.sort()
    for person in people.all.indices {
      let places = person * rows.count + chosen.lowerBound..<person * rows.count + chosen.upperBound
      let firsts = first[places].filter { $0 != PostRow.noTime }
      guard let earliest = firsts.min(), let latest = last[places].max() else { continue }
      count.firstMonths.append(Self.month(earliest))
      count.lastMonths.append(Self.month(latest))
    }
    count.languages = languages.indices.filter { users[$0 + 1] > 0 }
      .map { (name: languages[$0], users: users[$0 + 1]) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return count
  }

  private static func month(_ moment: Int64) -> Int {
    let civil = Moment.civil(moment)
    return civil.year * 12 + civil.month - 1
  }
}
