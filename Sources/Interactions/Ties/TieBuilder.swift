package import Corpus

/// Reply edges of posts become ties between persons.
///
/// Every edge of a sample post is read and becomes one tie or is counted under the first reason
/// that applies: `edgesRead` = ties + Σ `notCounted`. The rules, in order: `docs/interact.md`.
/// Cost: two passes over posts, a join by fingerprint (about 40 bytes an edge while it runs).
package enum TieBuilder {
  /// - Parameter people: from ``PeopleBuilder`` for the same posts; the table's own copy says who
  ///   takes part in the population.
  package static func build(
    posts: PostTable, people: People, settings: InteractSettings, venueTypes: VenueTable
  ) -> TieTable {
    let types = venueTypes.types(of: posts)
    var join = EdgeJoin(posts, people, settings, types)
    if settings.edges == [.coPresence] {
      join.meet(ThreadBuilder.build(posts), types)
    } else {
      join.run()
    }
    var table = join.table
    table.people = people
    table.sameness = settings.same
    table.isDirected = settings.isDirected
    Population(posts, settings, isBot: join.isBot).enter(&table)
    return table
  }
}

/// One run over the edges.
struct EdgeJoin {
  var table = TieTable()
  /// By person: some post of theirs is marked as a bot's.
  var isBot: [Bool]
  private let posts: PostTable
  private let people: People
  private let settings: InteractSettings
  private let venueTypes: [UInt8]
  private let isChosen: [Bool]
  private let edges: Slices<PostTable.Edge>
  private let parents: ParentTable
  /// By account: its person has more than handles to go by.
  private var hasID: [Bool]
  private var counts = [[Int]](
    repeating: [Int](repeating: 0, count: 34), count: TieTable.NotCounted.allCases.count)
  private var candidates: [Candidate] = []

  /// An edge that would make a tie.
  private struct Candidate {
    var order: Int32
    var alter: Int32
    var how: ReplyHow
    var confidence: UInt8
    var parentPresent: Bool
  }

  private enum Outcome {
    case tie(alter: Int32, parentPresent: Bool)
    case not(TieTable.NotCounted)
  }

  init(
    _ posts: PostTable, _ people: People, _ settings: InteractSettings, _ venueTypes: [UInt8]
  ) {
    self.posts = posts
    self.people = people
    self.settings = settings
    self.venueTypes = venueTypes
    edges = Slices(posts.edges)
    let isChosen = ReplyHow.allCases.map { settings.chooses($0) }
    self.isChosen = isChosen
    parents = ParentTable(posts) {
      isChosen[Int($0.how.rawValue)] && $0.confidence >= settings.minConfidence
    }
    isBot = [Bool](repeating: false, count: people.all.count)
    hasID = [Bool](repeating: false, count: people.all.count)
    for (account, person) in people.personOfAccount.enumerated()
    where person >= 0 && !posts.accounts.isHandle[account] {
      hasID[Int(person)] = true
    }
  }

  mutating func run() {
    markBots()
    var number = -1
    for slice in posts.rows.slices {
      for row in slice {
        number += 1
        if row.edgeCount > 0, row.role == .sample { read(row, number) }
      }
    }
    for (reason, byTopic) in zip(TieTable.NotCounted.allCases, counts) where byTopic[32] > 0 {
      table.notCounted[reason] = byTopic[32]
      table.notCountedByTopic[reason] = byTopic
    }
  }

  /// Ties of those who wrote in one thread: each is read as one edge and counts.
  mutating func meet(_ threads: Threads, _ venueTypes: [UInt8]) {
    if settings.bots == .excluded { markBots() }
    for tie in CoPresence.ties(
      threads, posts: posts, people: people, isBot: isBot, venueTypes: venueTypes)
    {
      table.edgesRead += 1
      table.ties.append(tie)
    }
    if settings.bots == .included { markBots() }
  }

  private mutating func markBots() {
    for slice in posts.rows.slices {
      for row in slice where row.authorStatus == .bot && row.account >= 0 {
        let person = people.personOfAccount[Int(row.account)]
        if person >= 0 { isBot[Int(person)] = true }
      }
    }
  }

  private func person(_ account: Int32) -> Int32 {
    account < 0 ? -1 : people.personOfAccount[Int(account)]
  }

  private mutating func read(_ row: PostTable.Row, _ number: Int) {
    let ego = person(row.account)
    let start = Int(row.edgeStart)
    table.edgesRead += Int(row.edgeCount)
    if row.edgeCount == 1 {
      let edge = edges[start]
      switch outcome(edge, start, ego) {
      case .not(let reason): count(reason, row)
      case .tie(let alter, let present):
        append(
          Candidate(
            order: 0, alter: alter, how: edge.how, confidence: edge.confidence,
            parentPresent: present), row, number, ego)
      }
      return
    }
    candidates.removeAll(keepingCapacity: true)
    for order in 0..<Int(row.edgeCount) {
      let edge = edges[start + order]
      switch outcome(edge, start + order, ego) {
      case .not(let reason): count(reason, row)
      case .tie(let alter, let present):
        candidates.append(
          Candidate(
            order: Int32(order), alter: alter, how: edge.how, confidence: edge.confidence,
            parentPresent: present))
      }
    }
    if candidates.count > 1 { keepStrongest(row) }
    for candidate in candidates { append(candidate, row, number, ego) }
  }

  /// A post addresses a person once: of several edges to one alter the strongest stays.
  private mutating func keepStrongest(_ row: PostTable.Row) {
    candidates.sort { a, b in
      if a.alter != b.alter { return a.alter < b.alter }
      if a.how != b.how { return a.how.rawValue < b.how.rawValue }
      if a.confidence != b.confidence { return a.confidence > b.confidence }
      return a.order < b.order
    }
    var kept: [Candidate] = []
    for candidate in candidates {
      if let last = kept.last, last.alter == candidate.alter {
        count(.repeated, row)
        if candidate.parentPresent { kept[kept.count - 1].parentPresent = true }
      } else {
        kept.append(candidate)
      }
    }
    candidates = kept.sorted { $0.order < $1.order }
  }

  /// The rules, in their order.
  private func outcome(_ edge: PostTable.Edge, _ number: Int, _ ego: Int32) -> Outcome {
    if !isChosen[Int(edge.how.rawValue)] { return .not(.notChosenKind) }
    if edge.confidence < settings.minConfidence { return .not(.belowConfidence) }
    let parent = parents.author(ofEdge: number)
    let isPresent = parent != ParentTable.missing
    if settings.parent == .needed, !isPresent { return .not(.parentMissing) }
    if ego < 0 { return .not(.egoUnknown) }
    var alter = settings.parent == .needed ? -1 : person(edge.account)
    if isPresent, alter < 0 || !hasID[Int(alter)] {
      let author = person(parent)
      if author >= 0 { alter = author }
    }
    if alter < 0 { alter = person(edge.account) }
    if alter < 0 { return .not(.alterUnknown) }
    if alter == ego { return .not(.selfReply) }
    if settings.bots == .excluded, isBot[Int(ego)] || isBot[Int(alter)] { return .not(.bot) }
    return .tie(alter: alter, parentPresent: isPresent)
  }

  private mutating func count(_ reason: TieTable.NotCounted, _ row: PostTable.Row) {
    let place = TieTable.NotCounted.allCases.firstIndex(of: reason) ?? 0
    counts[place][32] += 1
    guard row.isCoded else { return }
    if row.topics == 0 { counts[place][33] += 1 }
    var bits = row.topics
    while bits != 0 {
      counts[place][bits.trailingZeroBitCount] += 1
      bits &= bits - 1
    }
  }

  private mutating func append(
    _ edge: Candidate, _ row: PostTable.Row, _ number: Int, _ ego: Int32
  ) {
    table.ties.append(
      TieTable.Tie(
        ego: ego, alter: edge.alter, createdAt: row.createdAt, topics: row.topics,
        subtopics: row.subtopics, venue: row.venue, platform: row.platform,
        venueType: row.venue < 0 ? VenueType.unknown : venueTypes[Int(row.venue)], how: edge.how,
        confidence: edge.confidence, parentPresent: edge.parentPresent, isCoded: row.isCoded,
        post: Int32(number)))
  }
}
