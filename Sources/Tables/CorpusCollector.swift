internal import Corpus

/// Walks the posts of the sample once for each thing that T1 counts.
///
/// Memory: two months for each person and row, one bit for each thread and row.
struct CorpusCollector {
  /// Platform number and venue type of the rows with posts: by platform name, then in the order of
  /// ``VenueType/all``.
  let rows: [(platform: Int, venueType: Int)]
  private let people: People
  private let languages: [String]
  private let byPerson: Partial
  private let byLanguage: Partial
  private var posts: [Int]
  /// Distinct threads by row; behind them, of all rows.
  private var threads: [Int]
  /// Months since year 0 by person and row; -1 is none.
  private var firstMonth: [Int32]
  private var lastMonth: [Int32]

  init(_ material: Material) {
    let types = VenueType.all.count
    let platforms = material.posts.platforms
    people = material.people
    languages = material.posts.langs
    func forEach(_ body: (_ row: PostTable.Row, _ cell: Int, _ person: Int32) -> Void) {
      material.posts.rows.walk { _, row in
        guard row.role == .sample, row.platform >= 0 else { return }
        let cell = Int(row.platform) * types + material.venueType(row.venue)
        body(row, cell, row.account < 0 ? -1 : material.people.personOfAccount[Int(row.account)])
      }
    }
    var postsInCell = [Int](repeating: 0, count: platforms.count * types)
    forEach { _, cell, _ in postsInCell[cell] += 1 }
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
    let langs = material.posts.langs
    byPerson = Partial(layout: "corpus \(rows.count)", width: rows.count, names: names) { count in
      forEach { _, cell, person in if person >= 0 { count(person, rowOfCell[cell]) } }
    }
    byLanguage = Partial(
      layout: "languages \(rows.count) " + langs.joined(separator: " "),
      width: rows.count * langs.count, names: names
    ) { count in
      forEach { row, cell, person in
        if person >= 0, row.lang >= 0 {
          count(person, rowOfCell[cell] * langs.count + Int(row.lang))
        }
      }
    }
    let words = (material.posts.threadCount + 63) / 64
    var seen = [UInt64](repeating: 0, count: words * (rows.count + 1))
    var threads = [Int](repeating: 0, count: rows.count + 1)
    var first = [Int32](repeating: -1, count: names.count * rows.count)
    var last = first
    forEach { row, cell, person in
      if row.thread >= 0 {
        let bit = UInt64(1) << (UInt64(row.thread) % 64)
        for place in [rowOfCell[cell], rows.count] {
          let word = place * words + Int(row.thread) / 64
          if seen[word] & bit == 0 {
            seen[word] |= bit
            threads[place] += 1
          }
        }
      }
      if person >= 0, row.createdAt != PostRow.noTime {
        let civil = Moment.civil(row.createdAt)
        let month = Int32(civil.year * 12 + civil.month - 1)
        let place = Int(person) * rows.count + rowOfCell[cell]
        if first[place] < 0 || month < first[place] { first[place] = month }
        if month > last[place] { last[place] = month }
      }
    }
    self.threads = threads
    firstMonth = first
    lastMonth = last
  }

  /// One row of T1, or the margin: a range of ``rows``.
  func count(_ chosen: Range<Int>) -> CorpusSums.Count {
    var count = CorpusSums.Count()
    count.posts = posts[chosen].reduce(0, +)
    count.threads = chosen.count == 1 ? threads[chosen.lowerBound] : threads[rows.count]
    var number = 0
    byPerson.walk { person, entries in
      while people.all[number].name != byPerson.persons[person] { number += 1 }
      let own = entries.filter { chosen.contains(byPerson.cell($0)) }
        .reduce(0) { $0 + byPerson.count($1) }
      guard own > 0 else { return }
      count.perPerson.append(own)
      if !people.memberships[Int(people.all[number].membership)].isUnknown { count.known += 1 }
    }
    count.perPerson.sort()
    for person in people.all.indices {
      let places = person * rows.count + chosen.lowerBound..<person * rows.count + chosen.upperBound
      if let first = firstMonth[places].filter({ $0 >= 0 }).min() {
        count.firstMonths.append(Int(first))
      }
      if let last = lastMonth[places].max(), last >= 0 { count.lastMonths.append(Int(last)) }
    }
    count.languages = languages(chosen)
    return count
  }

  private func languages(_ chosen: Range<Int>) -> [(name: String, users: Int)] {
    var users = [Int](repeating: 0, count: languages.count)
    byLanguage.walk { _, entries in
      let met = entries.map { byLanguage.cell($0) }
        .filter { chosen.contains($0 / languages.count) }.map { $0 % languages.count }
      for language in Set(met) { users[language] += 1 }
    }
    return languages.indices.filter { users[$0] > 0 }
      .map { (name: languages[$0], users: users[$0]) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
