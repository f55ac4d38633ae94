package import Corpus
package import Interactions

/// Reads `profile` records back into a profile table and the people it is about.
package struct ProfileRecordReader {
  private var persons: [(person: People.Person, membership: People.Membership)] = []
  private var names: Set<String> = []
  private var rows: [ProfileTable.Row] = []
  private var topics: [[(key: String, value: Double)]] = []
  private var langs: [[(key: String, value: Double)]] = []

  package init() {}

  /// Takes one line (padded, see `RecordLine`).
  package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> RecordOutcome {
    guard let line = RecordLine(bytes), line.is("record", "profile") else { return .otherKind }
    guard let name = line.string("person"), !names.contains(name) else { return .wrong("person") }
    guard let membership = line.membership("membership") else { return .wrong("membership") }
    guard let role = line.string("role").map({ People.Role(rawValue: $0) }) ?? .public else {
      return .wrong("role")
    }
    var row = ProfileTable.Row(person: 0)
    for (key, column) in Self.counts {
      guard let value = line.int(key) ?? (line.isNull(key) ? nil : 0), value >= 0 else {
        return .wrong("\(key)")
      }
      row[keyPath: column] = value
    }
    for (key, column) in Self.sums {
      let value = line.double(key) ?? 0
      guard value >= 0, value.isFinite else { return .wrong("\(key)") }
      row[keyPath: column] = value
    }
    for (key, column) in Self.times {
      guard let text = line.string(key) else { continue }
      guard let moment = Moment.parse(text) else { return .wrong("\(key)") }
      row[keyPath: column] = moment.milliseconds
    }
    let topics = line.object("topics")?.numbers()
    let langs = line.object("langs")?.numbers()
    guard Self.areCounts(topics) else { return .wrong("topics") }
    guard Self.areCounts(langs) else { return .wrong("langs") }
    guard let posts = Int32(exactly: row.posts) else { return .wrong("posts") }
    names.insert(name)
    persons.append(
      (People.Person(name: name, role: role, posts: posts), membership))
    rows.append(row)
    self.topics.append(topics ?? [])
    self.langs.append(langs ?? [])
    return .taken
  }

  private typealias Column<T> = (key: StaticString, column: WritableKeyPath<ProfileTable.Row, T>)

  private static var counts: [Column<Int>] {
    [
      ("posts", \.posts), ("tokens", \.tokens), ("active_days", \.activeDays), ("none", \.none),
      ("replies", \.replies), ("replies_received", \.repliesReceived),
      ("unknown_out", \.unknownOut), ("unknown_in", \.unknownIn), ("alters_out", \.altersOut),
      ("reciprocated", \.reciprocated), ("groups_met", \.groupsMet),
    ]
  }
  private static var sums: [Column<Double>] {
    [
      ("inter_out", \.interOut), ("intra_out", \.intraOut), ("inter_in", \.interIn),
      ("intra_in", \.intraIn),
    ]
  }
  private static var times: [Column<Int64>] { [("first_at", \.firstAt), ("last_at", \.lastAt)] }

  private static func areCounts(_ list: [(key: String, value: Double)]?) -> Bool {
    (list ?? []).allSatisfy { $0.value >= 0 && Int(exactly: $0.value) != nil }
  }

  /// The table, when all lines were read; rows in the order of people.
  ///
  /// - Parameters:
  ///   - posts: topic and language names are looked up here, and those it lacks are added bytewise.
  ///   - people: from participant records of the same stream. Without them the people are those of
  ///     the profiles.
  ///   - reason: why others than donors have profiles.
  /// - Throws: `Complaint` (65) when a profile is about nobody among the people.
  package func finish(
    into posts: inout PostTable, people: People? = nil, reason: String? = nil
  ) throws -> (ProfileTable, People) {
    let people = people ?? ownPeople()
    let numbers = Dictionary(
      people.all.enumerated().map { ($1.name, Int32($0)) }, uniquingKeysWith: { a, _ in a })
    Self.merge(topics, into: &posts.topicNames)
    Self.merge(langs, into: &posts.langs)
    let topicOf = Self.places(posts.topicNames)
    let langOf = Self.places(posts.langs)
    var table = ProfileTable()
    table.reason = reason
    let hasLangs = langs.contains { !$0.isEmpty }
    for (number, row) in rows.enumerated() {
      guard let person = numbers[persons[number].person.name] else {
        throw Complaint(
          "is about a person that no participant record names; use profiles and ties of one run",
          at: "profile \(number + 1)")
      }
      var row = row
      row.person = person
      if !topics[number].isEmpty {
        row.topicPosts = Self.spread(topics[number], topicOf, posts.topicNames.count)
      }
      if hasLangs { row.langPosts = Self.spread(langs[number], langOf, posts.langs.count) }
      table.rows.append(row)
    }
    table.rows.sort { $0.person < $1.person }
    return (table, people)
  }

  private func ownPeople() -> People {
    var people = People()
    var vectors = Memberships()
    let order = persons.indices.sorted {
      persons[$0].person.name.utf8.lexicographicallyPrecedes(persons[$1].person.name.utf8)
    }
    for place in order {
      var person = persons[place].person
      person.membership = vectors.number(persons[place].membership)
      people.all.append(person)
    }
    people.memberships = vectors.sorted(&people.all)
    return people
  }

  private static func merge(
    _ lists: [[(key: String, value: Double)]], into names: inout [String]
  ) {
    let known = Set(names)
    let new = Set(lists.flatMap { $0.map(\.key) }).subtracting(known)
    names += new.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
  }

  private static func spread(
    _ list: [(key: String, value: Double)], _ places: [String: Int], _ count: Int
  ) -> [Int] {
    var out = [Int](repeating: 0, count: count)
    for (key, value) in list { out[places[key] ?? 0] += Int(value) }
    return out
  }
}
