package import Corpus

/// Writes a tie table as records: `participant` for every person, `tie` for every counted edge, and
/// the `tally` (`data-schema/participant.schema.json`, `tie.schema.json`, `tally.schema.json`).
///
/// Ranges may be written on several threads and joined in order. Persons who are not in the
/// population (addressed by an uncounted edge, or left out as a bot) have an empty `strata`, so
/// that a table read back is the table written.
package struct TieRecords: Sendable {
  private let ties: TieTable
  private let list: Slices<TieTable.Tie>
  private let posts: PostTable
  /// By person; empty: nothing is known.
  private let facts: [SampleFacts]
  private let same: SamenessTable
  /// Membership vectors as JSON, by number.
  private let memberships: [[UInt8]]
  /// Strata of each person, and accounts of each person: lists one behind the other.
  private let strata: Grouped
  private let accounts: Grouped

  /// - Parameter facts: what table T2 needs of each person of the ties; empty: not written.
  package init(_ ties: TieTable, posts: PostTable, facts: [SampleFacts] = []) {
    self.facts = facts
    self.ties = ties
    list = Slices(ties.ties)
    self.posts = posts
    same = SamenessTable(ties.people, ties.sameness)
    memberships = ties.people.memberships.map { Self.json($0) }
    let count = ties.people.all.count
    strata = Grouped(count) { put in
      for (number, stratum) in ties.strata.enumerated() {
        for person in stratum.persons { put(Int(person), Int32(number)) }
      }
    }
    accounts = Grouped(count) { put in
      for (account, person) in ties.people.personOfAccount.enumerated() where person >= 0 {
        put(Int(person), Int32(account))
      }
    }
  }

  package var participantCount: Int { ties.people.all.count }
  package var tieCount: Int { ties.ties.count }

  /// Writes the persons of a range of numbers, a line each.
  package func participants(_ range: Range<Int>, into out: inout JSONWriter) {
    for number in range {
      let person = ties.people.all[number]
      out.beginObject()
      out.key("record")
      out.string("participant" as StaticString)
      out.key("person")
      out.string(person.name)
      out.key("accounts")
      out.beginArray()
      for name in accounts[number].map(accountName).sorted(by: Self.precedes) { out.string(name) }
      out.endArray()
      out.key("strata")
      out.beginArray()
      for stratum in strata[number] { out.string(ties.strata[Int(stratum)].name) }
      out.endArray()
      out.key("membership")
      membership(person.membership, &out)
      out.key("role")
      out.string(person.role.rawValue)
      out.key("weight")
      out.double(person.weight)
      if !person.stratum.isEmpty {
        out.key("stratum")
        out.string(person.stratum)
      }
      out.key("posts")
      out.int(Int(person.posts))
      out.key("on_roster")
      out.bool(person.onRoster)
      if facts.indices.contains(number) { write(facts[number], &out) }
      out.endObject()
      out.endLine()
    }
  }

  private func write(_ facts: SampleFacts, _ out: inout JSONWriter) {
    if let generation = facts.generation {
      out.key("generation")
      out.int(generation)
    }
    if facts.information != .none {
      out.key("information")
      out.string(facts.information.rawValue)
    }
    if let year = facts.birthYear {
      out.key("birth_year")
      out.int(year)
    }
    if let gender = facts.gender {
      out.key("gender")
      out.string(gender)
    }
  }

  /// Writes the ties of a range of numbers, a line each.
  package func ties(_ range: Range<Int>, into out: inout JSONWriter) {
    for number in range {
      let tie = list[number]
      out.beginObject()
      out.key("record")
      out.string("tie" as StaticString)
      if let ids = posts.postIDs, tie.post >= 0 {
        out.key("post_id")
        out.string(ids[Int(tie.post)])
      }
      if tie.platform >= 0 {
        out.key("platform")
        out.string(posts.platforms[Int(tie.platform)])
      }
      if tie.createdAt != PostRow.noTime {
        out.key("created_at")
        out.time(tie.createdAt)
      }
      let (ego, alter) = (ties.people.all[Int(tie.ego)], ties.people.all[Int(tie.alter)])
      out.key("ego")
      out.string(ego.name)
      out.key("alter")
      out.string(alter.name)
      out.key("ego_membership")
      membership(ego.membership, &out)
      out.key("alter_membership")
      membership(alter.membership, &out)
      out.key("sameness")
      let sameness = same.value(ego.membership, alter.membership)
      sameness.isNaN ? out.null() : out.double(sameness)
      out.key("how")
      out.string(tie.how.name)
      out.key("confidence")
      out.double(Double(tie.confidence) / 100)
      out.key("parent_present")
      out.bool(tie.parentPresent)
      topics(tie, &out)
      if tie.venue >= 0, let id = posts.venues[Int(tie.venue)].id {
        out.key("venue_id")
        out.string(id)
      }
      out.key("venue_type")
      out.string(ties.venueTypes[Int(tie.venueType)])
      out.key("stratum")
      out.string(ties.strata[Int(ties.stratumOfTie[number])].name)
      out.endObject()
      out.endLine()
    }
  }

  /// Writes the stage's tally: records read, kept and set aside, and every edge that made no tie.
  ///
  /// - Parameters:
  ///   - settings: what the ties were made with; a stage that reads them needs to know.
  ///   - stage: name of the stage.
  package func tally(
    stage: String, _ tally: Tally, settings: InteractSettings, into out: inout JSONWriter
  ) {
    out.beginObject()
    out.key("record")
    out.string("tally" as StaticString)
    out.key("stage")
    out.string(stage)
    out.key("use")
    out.string("interact" as StaticString)
    out.key("read")
    out.int(tally.read)
    out.key("kept")
    out.int(tally.kept)
    out.key("set_aside")
    out.beginObject()
    for (reason, count) in tally.sorted {
      out.key(reason)
      out.int(count)
    }
    out.endObject()
    settings.write(scheme: ties.people.scheme, into: &out)
    out.key("edges_read")
    out.int(ties.edgesRead)
    let reasons = TieTable.NotCounted.allCases.filter { ties.notCounted[$0] != nil }
      .sorted { Self.precedes($0.rawValue, $1.rawValue) }
    out.key("not_counted")
    out.beginObject()
    for reason in reasons {
      out.key(reason.rawValue)
      out.int(ties.notCounted[reason] ?? 0)
    }
    out.endObject()
    out.key("not_counted_topics")
    out.beginObject()
    for reason in reasons {
      guard let counts = ties.notCountedByTopic[reason] else { continue }
      out.key(reason.rawValue)
      out.beginObject()
      for (bit, topic) in posts.topicNames.enumerated() {
        out.key(topic)
        out.int(counts[bit])
      }
      out.key("none")
      out.int(counts[33])
      out.endObject()
    }
    out.endObject()
    out.endObject()
    out.endLine()
  }

  /// "x:4711", and "x:@name" for an account known by its handle only.
  private func accountName(_ number: Int32) -> String {
    let table = posts.accounts
    let platform = posts.platforms[Int(table.platforms[Int(number)])]
    return platform + (table.isHandle[Int(number)] ? ":@" : ":") + table.names[Int(number)]
  }

  private static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private func topics(_ tie: TieTable.Tie, _ out: inout JSONWriter) {
    guard tie.isCoded else { return }
    out.key("topics")
    out.beginArray()
    var bits = tie.topics
    while bits != 0 {
      out.string(posts.topicNames[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
    out.endArray()
    out.key("subtopics")
    out.beginArray()
    var more = tie.subtopics
    while more != 0 {
      out.string(posts.subtopicNames[more.trailingZeroBitCount])
      more &= more - 1
    }
    out.endArray()
  }

  private func membership(_ number: Int32, _ out: inout JSONWriter) {
    memberships[Int(number)].withUnsafeBufferPointer { out.raw($0) }
  }

  /// `{"a":0.5,"b":0.5}` in the order of the vector; unknown is null.
  package static func json(_ membership: People.Membership) -> [UInt8] {
    var out = JSONWriter(capacity: 64)
    if membership.isUnknown {
      out.null()
    } else {
      out.beginObject()
      for part in membership.parts {
        out.key(part.group)
        out.double(part.weight)
      }
      out.endObject()
    }
    return out.bytes()
  }
}

/// Lists of numbers by owner, one behind the other.
struct Grouped: Sendable {
  private var starts: [Int32]
  private var values: [Int32]

  /// - Parameter each: calls its argument with every (owner, value), the same both times it is run.
  init(_ owners: Int, _ each: ((Int, Int32) -> Void) -> Void) {
    var starts = [Int32](repeating: 0, count: owners + 1)
    each { owner, _ in starts[owner + 1] += 1 }
    for owner in 0..<owners { starts[owner + 1] += starts[owner] }
    var next = starts
    var values = [Int32](repeating: 0, count: Int(starts[owners]))
    each { owner, value in
      values[Int(next[owner])] = value
      next[owner] += 1
    }
    self.starts = starts
    self.values = values
  }

  subscript(owner: Int) -> ArraySlice<Int32> {
    values[Int(starts[owner])..<Int(starts[owner + 1])]
  }
}
