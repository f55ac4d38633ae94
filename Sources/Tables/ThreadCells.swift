package import Corpus
internal import Interactions

/// Threads counted by the person who began them and by who took part, participants by the threads
/// that they are in, and ties by their ego: whole numbers by person and cell.
///
/// Parts are added up by ``combined(with:)`` once posts have been dealt out by thread, so that each
/// thread is whole in one part.
package struct ThreadCells: Equatable {
  /// How threads are split: by what their opening post is.
  package enum Split: String, CaseIterable {
    case venueType = "venue-type"
    case topic
  }

  /// What one slot says of a user: in some thread, and in threads of each ``ThreadMix/Standing``.
  static let uses = 1 + ThreadMix.Standing.allCases.count

  /// Slot numbers of each split; slot 0 is the margin.
  let ranges: [(split: Split, slots: Range<Int>)]
  let keys: [Key]
  let topicCount: Int
  /// Distinct mixes, sorted; cells of ``byStarter`` are slot × mix.
  private(set) var mixes: [ThreadMix]
  /// By the first person who wrote in the thread.
  private(set) var byStarter: Partial
  /// By participant: slot × (any thread, standings).
  private(set) var byUser: Partial
  /// Counted ties by ego: slot of the thread × place of the alter's vector.
  private(set) var byEgo: Partial
  /// Threads in which no person wrote: they are no threads of this table.
  private(set) var empty: Int
  let vectors: Vectors

  /// - Parameter isPart: which threads belong to this part.
  package init(
    _ material: Material, _ ties: TieTable, by splits: [Split],
    where isPart: (Int) -> Bool = { _ in true }
  ) {
    let posts = material.posts
    let people = material.people
    let vectors = Vectors(people)
    let slots = ThreadSlots(material, splits)
    let threads = ThreadBuilder.build(posts)
    let reading = ThreadReading(posts, people)

    var all: [ThreadMix] = []
    var numbers: [ThreadMix: Int] = [:]
    var found: [(starter: Int32, mix: Int, thread: Int)] = []
    var users: [(person: Int32, standing: Int, thread: Int)] = []
    var slotsOfThread = [[Int]](repeating: [], count: threads.count)
    var empty = 0
    for thread in 0..<threads.count where isPart(thread) {
      guard reading.isCounted(threads, thread) else { continue }
      let persons = threads.participants(thread) { reading.person($0) }
      guard let starter = persons.first else {
        empty += 1
        continue
      }
      let mix = ThreadMix(persons.map { vectors.rank[Int(people.all[Int($0)].membership)] })
      if numbers[mix] == nil {
        numbers[mix] = all.count
        all.append(mix)
      }
      found.append((starter, numbers[mix] ?? 0, thread))
      slotsOfThread[thread] = slots.of(posts.rows[threads.opening(thread)], threads, thread)
      let standing = mix.standing.rawValue
      for person in persons { users.append((person, standing, thread)) }
    }
    let order = all.indices.sorted { all[$0].isBefore(all[$1]) }
    var rank = [Int](repeating: 0, count: all.count)
    for (place, number) in order.enumerated() { rank[number] = place }
    let mixCount = all.count
    mixes = order.map { all[$0] }

    let names = people.all.map(\.name)
    let layout = slots.keys.map(\.id) + [""] + vectors.names
    byStarter = Partial(
      layout: Self.layout(layout, mixes), width: slots.keys.count * mixCount, names: names
    ) { count in
      for (starter, mix, thread) in found {
        for slot in slotsOfThread[thread] { count(starter, slot * mixCount + rank[mix]) }
      }
    }
    byUser = Partial(
      layout: Partial.layout("users in threads", layout), width: slots.keys.count * Self.uses,
      names: names
    ) { count in
      for (person, standing, thread) in users {
        for slot in slotsOfThread[thread] {
          count(person, slot * Self.uses)
          count(person, slot * Self.uses + 1 + standing)
        }
      }
    }
    let groups = vectors.numbers.count
    let placeOfPerson = people.all.map { vectors.rank[Int($0.membership)] }
    let isDirected = ties.isDirected
    byEgo = Partial(
      layout: Partial.layout("ties in threads", layout), width: slots.keys.count * groups,
      names: names
    ) { count in
      ties.ties.walk { _, tie in
        guard tie.post >= 0 else { return }
        for slot in slotsOfThread[Int(threads.threadOfPost[Int(tie.post)])] {
          count(tie.ego, slot * groups + placeOfPerson[Int(tie.alter)])
          if isDirected { continue }
          count(tie.alter, slot * groups + placeOfPerson[Int(tie.ego)])
        }
      }
    }
    self.empty = empty
    self.vectors = vectors
    keys = slots.keys
    ranges = slots.ranges
    topicCount = slots.topicCount
  }

  private static func layout(_ names: [String], _ mixes: [ThreadMix]) -> String {
    Partial.layout(
      "threads by starter",
      names + [""] + mixes.map { $0.counts.map(String.init).joined(separator: " ") })
  }

  /// The sum of two parts with different threads: mixes that only one has get cells in both.
  package func combined(with other: ThreadCells) throws -> ThreadCells {
    var sum = self
    sum.mixes = Set(mixes + other.mixes).sorted { $0.isBefore($1) }
    sum.byStarter = try spread(over: sum.mixes).combined(with: other.spread(over: sum.mixes))
    sum.byUser = try byUser.combined(with: other.byUser)
    sum.byEgo = try byEgo.combined(with: other.byEgo)
    sum.empty += other.empty
    return sum
  }

  /// ``byStarter`` with cells for these mixes.
  private func spread(over wider: [ThreadMix]) throws -> Partial {
    var place: [ThreadMix: Int] = [:]
    for (number, mix) in wider.enumerated() { place[mix] = number }
    let layout = Self.layout(keys.map(\.id) + [""] + vectors.names, wider)
    var spread = Partial.zero(layout: layout, width: keys.count * wider.count)
    for person in byStarter.persons.indices {
      let entries = byStarter.entries(person).map { entry in
        let mix = place[mixes[entry.cell % mixes.count]] ?? 0
        return Partial.Entry(
          cell: entry.cell / mixes.count * wider.count + mix, count: entry.count)
      }
      guard spread.append(person: byStarter.persons[person], entries) else {
        throw Complaint("a partial's persons are not in order", status: .software)
      }
    }
    return spread
  }

  package static func == (a: ThreadCells, b: ThreadCells) -> Bool {
    a.mixes == b.mixes && a.byStarter == b.byStarter && a.byUser == b.byUser
      && a.byEgo == b.byEgo && a.empty == b.empty
  }
}

/// Which posts make somebody a participant.
struct ThreadReading {
  private let posts: PostTable
  private let people: People

  init(_ posts: PostTable, _ people: People) {
    self.posts = posts
    self.people = people
  }

  /// Person who wrote a row in words of their own; -1: nobody, a bot, or the platform.
  func person(_ row: Int) -> Int32 {
    let row = posts.rows[row]
    guard row.account >= 0, row.kind != .repost, row.kind != .service, row.authorStatus != .bot,
      row.authorStatus != .system
    else { return -1 }
    return people.personOfAccount[Int(row.account)]
  }

  /// Whether some post of the sample stands in the thread; context alone is no thread of it.
  func isCounted(_ threads: Threads, _ thread: Int) -> Bool {
    threads.posts(thread).contains { posts.rows[Int($0)].role == .sample }
  }
}

/// Which slots a thread counts in.
struct ThreadSlots {
  let ranges: [(split: ThreadCells.Split, slots: Range<Int>)]
  let keys: [Key]
  let topicCount: Int
  private let places: TopicPlaces
  private let venueTypes: VenueTypes

  init(_ material: Material, _ splits: [ThreadCells.Split]) {
    places = TopicPlaces(material.posts, subtopics: false)
    venueTypes = VenueTypes(material)
    topicCount = places.topicCount
    var keys = [Key.all]
    var ranges: [(split: ThreadCells.Split, slots: Range<Int>)] = []
    for split in splits {
      let first = keys.count
      switch split {
      case .venueType: keys += VenueType.all.map(Words.key)
      case .topic: keys += places.keys
      }
      ranges.append((split, first..<keys.count))
    }
    self.keys = keys
    self.ranges = ranges
  }

  /// - Parameter opening: the thread's opening post.
  func of(_ opening: PostTable.Row, _ threads: Threads, _ thread: Int) -> [Int] {
    var slots = [0]
    for (split, range) in ranges {
      switch split {
      case .venueType: slots.append(range.lowerBound + venueTypes[opening.venue])
      case .topic:
        guard opening.isCoded, threads.hasOpening(thread) else { continue }
        places.forEach(topics: opening.topics, subtopics: 0) {
          slots.append(range.lowerBound + $0)
        }
      }
    }
    return slots
  }
}
