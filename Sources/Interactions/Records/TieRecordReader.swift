package import Corpus

/// Reads `participant`, `tie` and interact's `tally` records back into a tie table, in any order of
/// lines; what a table made from records says equals what the table made directly says.
///
/// Cost: about 80 bytes a tie; one look-up for each name.
package struct TieRecordReader {
  private let settings: InteractSettings
  private let scheme: String
  private var persons = Names()
  private var records: [PersonRecord] = []
  private var vectors = Memberships()
  private var strata = Names()
  private var platforms = Names()
  private var topics = Names()
  private var subtopics = Names()
  private var venues: [PostTable.Venue: Int32] = [:]
  private var venueList: [PostTable.Venue] = []
  private var table = TieTable()
  /// Sameness as recorded, by tie; NaN is unknown, infinity is not recorded.
  private var sameness = Chunked<Double>()

  /// Key of the post that holds each tie's edge, as in ``PostTable/Row/key``; `.none` without id.
  private var postKeys = Chunked<Key128>()

  private struct PersonRecord {
    var hasRecord = false
    var person: People.Person
    var strata: [Int32] = []
    var accounts: [String] = []
    var facts = SampleFacts()
  }
  private var facts: [SampleFacts] = []

  /// - Parameters:
  ///   - settings: the sameness and direction that the ties were made with.
  ///   - scheme: name of the origin scheme that the memberships come from.
  package init(settings: InteractSettings, scheme: String) {
    self.settings = settings
    self.scheme = scheme
  }

  /// Takes one line (padded, see ``RecordLine``).
  package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> RecordOutcome {
    guard let line = RecordLine(bytes) else { return .otherKind }
    return read(line)
  }

  package mutating func read(_ line: RecordLine) -> RecordOutcome {
    if line.is("record", "tie") { return readTie(line) }
    if line.is("record", "participant") { return readParticipant(line) }
    if line.is("record", "tally"), line.is("use", "interact") { return readTally(line) }
    return .otherKind
  }

  private mutating func number(_ name: String) -> Int32 {
    let number = persons.number(name)
    if number == records.count {
      records.append(PersonRecord(person: People.Person(name: name, isParticipant: false)))
    }
    return number
  }

  private mutating func readParticipant(_ line: RecordLine) -> RecordOutcome {
    guard let name = line.string("person") else { return .wrong("person") }
    guard let membership = line.membership("membership") else { return .wrong("membership") }
    guard let strata = line.strings("strata") else { return .wrong("strata") }
    guard let role = line.string("role").map({ People.Role(rawValue: $0) }) ?? .public else {
      return .wrong("role")
    }
    let weight = line.double("weight") ?? 1
    guard weight > 0, weight.isFinite else { return .wrong("weight") }
    guard let posts = Int32(exactly: line.int("posts") ?? 0), posts >= 0 else {
      return .wrong("posts")
    }
    var facts = SampleFacts(
      generation: line.int("generation"), birthYear: line.int("birth_year"),
      gender: line.string("gender"))
    if let word = line.string("information") {
      guard let information = Provenance.Information(rawValue: word) else {
        return .wrong("information")
      }
      facts.information = information
    }
    let number = Int(number(name))
    guard !records[number].hasRecord else { return .wrong("person") }
    records[number].hasRecord = true
    records[number].person = People.Person(
      name: name, membership: vectors.number(membership), role: role, weight: weight,
      stratum: line.string("stratum") ?? "", posts: posts, isParticipant: !strata.isEmpty,
      onRoster: line.bool("on_roster") ?? false)
    records[number].strata = strata.map { self.strata.number($0) }
    records[number].accounts = line.strings("accounts") ?? []
    records[number].facts = facts
    return .taken
  }

  private mutating func readTie(_ line: RecordLine) -> RecordOutcome {
    guard let ego = line.string("ego") else { return .wrong("ego") }
    guard let alter = line.string("alter"), alter != ego else { return .wrong("alter") }
    guard let how = line.string("how").flatMap({ ReplyHow.named($0) }) else {
      return .wrong("how")
    }
    let confidence = (line.double("confidence") ?? 1) * 100
    guard confidence >= 0, confidence <= 100 else { return .wrong("confidence") }
    var createdAt = PostRow.noTime
    if let time = line.string("created_at") {
      guard let moment = Moment.parse(time) else { return .wrong("created_at") }
      createdAt = moment.milliseconds
    }
    let type = line.string("venue_type") ?? VenueType.all[Int(VenueType.unknown)]
    guard let venueType = VenueType.all.firstIndex(of: type) else { return .wrong("venue_type") }
    guard let coded = readTopics(line) else { return .wrong("topics") }
    guard persons.knows(ego) || line.membership("ego_membership") != nil else {
      return .wrong("ego_membership")
    }
    guard persons.knows(alter) || line.membership("alter_membership") != nil else {
      return .wrong("alter_membership")
    }
    let name = line.string("platform")
    let platform = name.map { platforms.number($0) } ?? -1
    postKeys.append(Self.key(line.string("post_id"), name ?? ""))
    table.ties.append(
      TieTable.Tie(
        ego: end(line, ego, "ego_membership"), alter: end(line, alter, "alter_membership"),
        createdAt: createdAt, topics: coded.topics,
        subtopics: coded.subtopics, venue: venue(line, platform), platform: Int16(platform),
        venueType: UInt8(venueType), how: how, confidence: UInt8(confidence.rounded()),
        parentPresent: line.bool("parent_present") ?? false, isCoded: coded.isCoded, post: -1))
    table.stratumOfTie.append(strata.number(line.string("stratum") ?? "all"))
    sameness.append(line.double("sameness") ?? (line.isNull("sameness") ? .nan : .infinity))
    return .taken
  }

  /// The person at an end of a tie. Only where no participant record says more does the tie's own
  /// membership count.
  private mutating func end(_ line: RecordLine, _ name: String, _ key: StaticString) -> Int32 {
    let before = records.count
    let number = number(name)
    if Int(number) == before, let membership = line.membership(key) {
      records[Int(number)].person.membership = vectors.number(membership)
    }
    return number
  }

  private static func key(_ post: String?, _ platform: String) -> Key128 {
    guard var post else { return .none }
    var platform = platform
    let space = platform.withUTF8 { KeyedIDs.platformSpace($0) }
    return post.withUTF8 { Key128($0, space: space) }
  }

  private mutating func venue(_ line: RecordLine, _ platform: Int32) -> Int32 {
    guard let id = line.string("venue_id") else { return -1 }
    let venue = PostTable.Venue(platform: Int16(platform), id: id)
    if let known = venues[venue] { return known }
    venues[venue] = Int32(venueList.count)
    venueList.append(venue)
    return Int32(venueList.count - 1)
  }

  private mutating func readTopics(
    _ line: RecordLine
  ) -> (topics: UInt32, subtopics: UInt64, isCoded: Bool)? {
    guard let names = line.strings("topics") else { return (0, 0, false) }
    var bits: UInt32 = 0
    for name in names {
      let bit = topics.number(name)
      if bit >= 32 { return nil }
      bits |= 1 << UInt32(bit)
    }
    var more: UInt64 = 0
    for name in line.strings("subtopics") ?? [] {
      let bit = subtopics.number(name)
      if bit >= 64 { return nil }
      more |= 1 << UInt64(bit)
    }
    return (bits, more, true)
  }

  private mutating func readTally(_ line: RecordLine) -> RecordOutcome {
    guard let counts = line.object("not_counted")?.numbers() else { return .wrong("not_counted") }
    guard let read = line.int("edges_read"), read >= 0 else { return .wrong("edges_read") }
    table.edgesRead += read
    for (name, count) in counts {
      guard let reason = TieTable.NotCounted(rawValue: name), let count = Int(exactly: count) else {
        return .wrong("not_counted")
      }
      table.notCounted[reason, default: 0] += count
      table.notCountedByTopic[reason, default: Self.noCounts][32] += count
    }
    for (name, byTopic) in line.object("not_counted_topics")?.objects() ?? [] {
      guard let reason = TieTable.NotCounted(rawValue: name), let counts = byTopic.numbers() else {
        return .wrong("not_counted_topics")
      }
      for (topic, count) in counts {
        let bit = topic == "none" ? 33 : Int(topics.number(topic))
        guard bit < 32 || bit == 33, let count = Int(exactly: count) else {
          return .wrong("not_counted_topics")
        }
        table.notCountedByTopic[reason, default: Self.noCounts][bit] += count
      }
    }
    return .taken
  }

  private static let noCounts = [Int](repeating: 0, count: 34)
}

extension TieRecordReader {
  /// The table, when all lines were read.
  ///
  /// Names of platforms, venues, topics and accounts are looked up in `posts` (coded posts of the
  /// same stream, or an empty table), and those it lacks are added, topics in bytewise order.
  /// - Throws: `Complaint` (65) when the ties were made under another sameness than the one set.
  package consuming func finish(into posts: inout PostTable) throws -> TieTable {
    var facts: [SampleFacts] = []
    return try finish(into: &posts, facts: &facts)
  }

  /// The same; `facts` become those of the table's people, by number.
  package consuming func finish(
    into posts: inout PostTable, facts: inout [SampleFacts]
  ) throws -> TieTable {
    table.isDirected = settings.isDirected
    table.sameness = settings.same
    let place = enterPeople(&posts)
    facts = self.facts
    let platformOf = platforms.all.map { Self.place($0, in: &posts.platforms) }
    let venueOf = venueList.map { venue in
      let there = PostTable.Venue(
        platform: venue.platform < 0 ? -1 : Int16(platformOf[Int(venue.platform)]), id: venue.id)
      return Self.place(there, in: &posts.venues)
    }
    let topicOf = try Self.merge(topics.all, into: &posts.topicNames, limit: 32)
    let subtopicOf = try Self.merge(subtopics.all, into: &posts.subtopicNames, limit: 64)
    let stratumOf = enterStrata(place)

    let values = SamenessTable(table.people, settings.same)
    let index = Self.index(posts)
    for number in 0..<table.ties.count {
      var tie = table.ties[number]
      if postKeys[number] != .none, let row = index.row(of: postKeys[number], in: posts.rows) {
        tie.post = Int32(row)
      }
      tie.ego = place[Int(tie.ego)]
      tie.alter = place[Int(tie.alter)]
      tie.topics = UInt32(truncatingIfNeeded: Self.moved(UInt64(tie.topics), topicOf))
      tie.subtopics = Self.moved(tie.subtopics, subtopicOf)
      if tie.platform >= 0 { tie.platform = Int16(platformOf[Int(tie.platform)]) }
      if tie.venue >= 0 { tie.venue = Int32(venueOf[Int(tie.venue)]) }
      table.ties[number] = tie
      table.stratumOfTie[number] = stratumOf[Int(table.stratumOfTie[number])]
      let now = values.value(
        table.people.all[Int(tie.ego)].membership, table.people.all[Int(tie.alter)].membership)
      let then = sameness[number]
      guard then == .infinity || (now.isNaN && then.isNaN) || abs(now - then) < 1e-9 else {
        throw Complaint(
          "its sameness is not that of '\(settings.same.rawValue)' between the memberships given; "
            + "set the `same` that the ties were made with, or make them again",
          at: "tie \(number + 1)")
      }
    }
    for (reason, counts) in table.notCountedByTopic {
      var moved = Self.noCounts
      moved[32] = counts[32]
      moved[33] = counts[33]
      for (from, to) in topicOf.enumerated() { moved[to] = counts[from] }
      table.notCountedByTopic[reason] = moved
    }
    return table
  }

  private static func index(_ posts: borrowing PostTable) -> RowIndex {
    var index = RowIndex()
    for row in 0..<posts.rows.count {
      _ = index.insert(posts.rows[row].key, row: row, in: posts.rows)
    }
    return index
  }

  /// Persons in name order, with their accounts; returns each person's new number.
  private mutating func enterPeople(_ posts: inout PostTable) -> [Int32] {
    let order = NameOrder.sorted(persons.all)
    var place = [Int32](repeating: 0, count: records.count)
    for (new, old) in order.enumerated() { place[Int(old)] = Int32(new) }
    var people = People()
    people.scheme = scheme
    people.all = order.map { records[Int($0)].person }
    facts = order.map { records[Int($0)].facts }
    people.memberships = vectors.sorted(&people.all)
    var known: [String: Int32] = [:]
    for account in 0..<posts.accounts.count {
      let platform = posts.platforms[Int(posts.accounts.platforms[account])]
      let sign = posts.accounts.isHandle[account] ? ":@" : ":"
      known[platform + sign + posts.accounts.names[account]] = Int32(account)
    }
    people.personOfAccount = [Int32](repeating: -1, count: posts.accounts.count)
    for old in order {
      for name in records[Int(old)].accounts {
        let person = place[Int(old)]
        if let account = known[name] {
          people.personOfAccount[Int(account)] = person
        } else if let account = Self.add(name, to: &posts) {
          known[name] = account
          people.personOfAccount.append(person)
        }
      }
    }
    table.people = people
    return place
  }

  /// Adds "x:4711" or "x:@name"; nil when the text is no such name.
  private static func add(_ name: String, to posts: inout PostTable) -> Int32? {
    guard let colon = name.utf8.firstIndex(of: 58) else { return nil }
    let platform = place(String(name[..<colon]), in: &posts.platforms)
    var rest = name[name.utf8.index(after: colon)...]
    let isHandle = rest.utf8.first == 64
    if isHandle { rest = rest.dropFirst() }
    return posts.accounts.add(String(rest), platform: Int16(platform), isHandle: isHandle)
  }

  /// Strata by name; returns each stratum's new number.
  private mutating func enterStrata(_ place: [Int32]) -> [Int32] {
    var persons = [[Int32]](repeating: [], count: strata.all.count)
    for (number, record) in records.enumerated() {
      for stratum in record.strata { persons[Int(stratum)].append(place[number]) }
    }
    let order = NameOrder.sorted(strata.all)
    var stratumOf = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { stratumOf[Int(old)] = Int32(new) }
    table.strata = order.map {
      TieTable.Stratum(name: strata.all[Int($0)], persons: persons[Int($0)].sorted())
    }
    return stratumOf
  }

  private static func place<T: Equatable>(_ value: T, in list: inout [T]) -> Int {
    if let known = list.firstIndex(of: value) { return known }
    list.append(value)
    return list.count - 1
  }

  private static func merge(
    _ names: [String], into list: inout [String], limit: Int
  ) throws -> [Int] {
    for number in NameOrder.sorted(names) { _ = place(names[Int(number)], in: &list) }
    guard list.count <= limit else {
      throw Complaint("\(list.count) topics or subtopics; at most \(limit) can be kept apart")
    }
    return names.map { name in list.firstIndex(of: name) ?? 0 }
  }

  private static func moved(_ bits: UInt64, _ places: [Int]) -> UInt64 {
    var rest = bits
    var out: UInt64 = 0
    while rest != 0 {
      out |= 1 << UInt64(places[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
    return out
  }
}

/// Distinct names in order of appearance.
struct Names {
  private var numbers: [Key128: Int32] = [:]
  private(set) var all: [String] = []

  func knows(_ name: String) -> Bool { numbers[Key128(name, space: 0)] != nil }

  mutating func number(_ name: String) -> Int32 {
    let key = Key128(name, space: 0)
    if let number = numbers[key] { return number }
    numbers[key] = Int32(all.count)
    all.append(name)
    return Int32(all.count - 1)
  }
}
