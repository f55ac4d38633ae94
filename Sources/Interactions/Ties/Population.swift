import Corpus

/// Who could have met whom: persons by stratum of the relabelling null.
struct Population {
  private let posts: PostTable
  private let settings: InteractSettings
  private let isBot: [Bool]
  /// By venue: it is one, and not just its platform.
  private let hasID: [Bool]

  init(_ posts: PostTable, _ settings: InteractSettings, isBot: [Bool]) {
    self.posts = posts
    self.settings = settings
    self.isBot = isBot
    hasID = posts.venues.map { $0.id != nil }
  }

  /// Sets ``TieTable/strata``, ``TieTable/stratumOfTie`` and who participates.
  func enter(_ table: inout TieTable) {
    settings.null == .none ? enterWhole(&table) : enterStrata(&table)
  }

  private func isExcluded(_ person: Int) -> Bool { settings.bots == .excluded && isBot[person] }

  /// Whether a person who was active may count.
  private func mayCount(_ person: Int, _ people: People) -> Bool {
    !isExcluded(person) && (settings.population == .participants || people.all[person].onRoster)
  }

  private func enterWhole(_ table: inout TieTable) {
    var isIn = table.people.all.map { $0.posts > 0 || settings.population == .roster }
    for tie in table.ties.slices.joined() {
      isIn[Int(tie.ego)] = true
      isIn[Int(tie.alter)] = true
    }
    for person in isIn.indices {
      isIn[person] = isIn[person] && mayCount(person, table.people)
      table.people.all[person].isParticipant = isIn[person]
    }
    let persons = isIn.indices.filter { isIn[$0] }.map { Int32($0) }
    table.strata = [TieTable.Stratum(name: "all", persons: persons)]
    table.stratumOfTie = [Int32](repeating: 0, count: table.ties.count)
  }

  private func enterStrata(_ table: inout TieTable) {
    var pairs = PairSet()
    for row in posts.rows.slices.joined() {
      guard row.role == .sample, row.account >= 0 else { continue }
      let person = table.people.personOfAccount[Int(row.account)]
      if person >= 0 { pairs.insert(UInt32(stratum(row)), UInt32(person)) }
    }
    var stratumOfTie: [Int32] = []
    stratumOfTie.reserveCapacity(table.ties.count)
    let (rows, shift) = (posts.rows.slices, Chunked<PostTable.Row>.sliceShift)
    for tie in table.ties.slices.joined() {
      let post = Int(tie.post)
      let number = stratum(rows[post >> shift][post & (1 << shift - 1)])
      pairs.insert(UInt32(number), UInt32(tie.ego))
      pairs.insert(UInt32(number), UInt32(tie.alter))
      stratumOfTie.append(Int32(number))
    }
    for person in table.people.all.indices { table.people.all[person].isParticipant = false }

    let withTies = Set(stratumOfTie)
    var strata: [(number: Int, stratum: TieTable.Stratum)] = []
    let sorted = pairs.sorted()
    var at = 0
    while at < sorted.count {
      let number = Int(sorted[at] >> 32)
      var persons: [Int32] = []
      while at < sorted.count, Int(sorted[at] >> 32) == number {
        let person = Int(sorted[at] & 0xFFFF_FFFF)
        if mayCount(person, table.people) {
          persons.append(Int32(person))
          table.people.all[person].isParticipant = true
        }
        at += 1
      }
      if persons.isEmpty, !withTies.contains(Int32(number)) { continue }
      strata.append((number, TieTable.Stratum(name: name(number), persons: persons)))
    }
    strata.sort {
      $0.stratum.name == $1.stratum.name
        ? $0.number < $1.number
        : $0.stratum.name.utf8.lexicographicallyPrecedes($1.stratum.name.utf8)
    }
    var place: [Int: Int32] = [:]
    for (new, entry) in strata.enumerated() { place[entry.number] = Int32(new) }
    table.strata = strata.map(\.stratum)
    table.stratumOfTie = stratumOfTie.map { place[Int($0)] ?? -1 }
  }

  /// Platforms are counted behind the venues or threads; the last is for posts without platform.
  private func platform(_ row: PostTable.Row) -> Int {
    row.platform >= 0 ? Int(row.platform) : posts.platforms.count
  }

  private func platformName(_ number: Int) -> String {
    number < posts.platforms.count ? posts.platforms[number] : "no-platform"
  }

  /// Number of the stratum of a post: of its venue or thread, or behind those, of its platform.
  private func stratum(_ row: PostTable.Row) -> Int {
    switch settings.null {
    case .none: 0
    case .venue:
      row.venue >= 0 && hasID[Int(row.venue)]
        ? Int(row.venue) : posts.venues.count + platform(row)
    case .platform: platform(row)
    case .thread: row.thread >= 0 ? Int(row.thread) : posts.threadCount + platform(row)
    }
  }

  /// "reddit/thenetherlands", "twitter" (also for posts outside any venue), "thread-000042" (in the
  /// order of the data).
  private func name(_ number: Int) -> String {
    switch settings.null {
    case .none: return "all"
    case .venue where number < posts.venues.count:
      let venue = posts.venues[number]
      let platform = venue.platform < 0 ? "" : posts.platforms[Int(venue.platform)]
      return venue.id.map { "\(platform)/\($0)" } ?? platform
    case .venue: return platformName(number - posts.venues.count)
    case .platform: return platformName(number)
    case .thread where number < posts.threadCount:
      let digits = "\(number + 1)"
      let width = max(6, "\(posts.threadCount)".count)
      return "thread-" + String(repeating: "0", count: max(0, width - digits.count)) + digits
    case .thread: return platformName(number - posts.threadCount)
    }
  }
}

/// Distinct pairs of numbers: open addressing, 8 bytes a slot.
private struct PairSet {
  private static let free = UInt64.max
  private var slots = [UInt64](repeating: free, count: 1 << 12)
  private var count = 0

  mutating func insert(_ a: UInt32, _ b: UInt32) {
    if count * 2 >= slots.count { grow() }
    if place(UInt64(a) << 32 | UInt64(b)) { count += 1 }
  }

  @inline(__always)
  private mutating func place(_ pair: UInt64) -> Bool {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while slots[at] != Self.free {
      if slots[at] == pair { return false }
      at = (at + 1) & mask
    }
    slots[at] = pair
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: Self.free, count: old.count * 2)
    for pair in old where pair != Self.free { _ = place(pair) }
  }

  func sorted() -> [UInt64] { slots.filter { $0 != Self.free }.sorted() }
}
