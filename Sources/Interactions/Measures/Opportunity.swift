package import Corpus

/// The opportunity null: each reply against a uniform pick among the other participants present in
/// the thread before it. It parts who was there from whom one answered.
///
/// Expected share interethnic of one reply: mean of 1 − s(ego, other) over the others of known
/// group; of a set of replies, the mean over the replies with both groups known. In closed form.
/// Cost: for each reply the distinct memberships present.
package struct Opportunity: Sendable {
  /// One post, or one edge of a post with several, in the order of a thread.
  package struct Row: Sendable {
    /// Person (number) who wrote; -1: nobody known.
    package let author: Int32
    /// Person answered; -1: nobody, or an edge that is not counted.
    package let alter: Int32
    package init(author: Int32, alter: Int32 = -1) {
      self.author = author
      self.alter = alter
    }
  }

  private let people: People
  private let same: SamenessTable
  /// The last thread in which each person was present.
  private var lastThread: [Int32]
  private var thread: Int32 = 0
  /// Persons present by membership.
  private var count: [Int]
  private var present: [Int32] = []

  package init(people: People, same: SamenessTable) {
    self.people = people
    self.same = same
    lastThread = [Int32](repeating: 0, count: people.all.count)
    count = [Int](repeating: 0, count: same.size)
  }

  /// The expectation of each row of one thread; nil where there is no reply between two persons of
  /// known group.
  ///
  /// Present is who wrote earlier in the thread, and who was answered by this row or an earlier one
  /// (their post may be missing).
  package mutating func expected(_ rows: some Collection<Row>) -> [Double?] {
    var expected = [Double?](repeating: nil, count: rows.count)
    walk(rows) { row, others in
      var (persons, inter) = (0, 0.0)
      for other in others {
        persons += other.persons
        inter += Double(other.persons) * other.inter
      }
      expected[row] = inter / Double(persons)
    }
    return expected
  }

  /// Adds what the picks of one thread's rows are worth, 1 − s(ego, picked), to each of the draws:
  /// over all threads, divided by the replies, these are shares for a ``DrawTest``.
  ///
  /// Replies are picked apart, as if one person's had nothing to do with each other: the p is about
  /// picks in these threads, not about people.
  /// - Parameters:
  ///   - name: of the thread; with `seed` it settles the picks.
  ///   - isCounted: by row.
  /// - Returns: replies added.
  package mutating func draw(
    _ rows: some Collection<Row>, name: String, seed: UInt64, purpose: String = "opportunity",
    into sums: inout [Double], where isCounted: (Int) -> Bool = { _ in true }
  ) -> Int {
    let start = HashStream.start(seed: seed, purpose: purpose, name: name)
    var replies = 0
    walk(rows) { row, others in
      guard isCounted(row) else { return }
      replies += 1
      // Few values occur, mostly 0 and 1: persons up to and with each.
      var values: [(inter: Double, upTo: UInt64)] = []
      for other in others.sorted(by: { $0.inter > $1.inter }) {
        let upTo = (values.last?.upTo ?? 0) + UInt64(other.persons)
        if let last = values.last, last.inter == other.inter {
          values[values.count - 1].upTo = upTo
        } else {
          values.append((other.inter, upTo))
        }
      }
      guard let persons = values.last?.upTo, values[0].inter > 0 else { return }
      var stream = HashStream(start: start, draw: row)
      sums.withUnsafeMutableBufferPointer { sums in
        values.withUnsafeBufferPointer { values in
          for draw in sums.indices {
            let pick = stream.below(persons)
            var place = 0
            while values[place].upTo <= pick { place += 1 }
            sums[draw] += values[place].inter
          }
        }
      }
    }
    return replies
  }

  /// Calls `body` for each reply with, by membership, who else was there and 1 − s(ego, them).
  private mutating func walk(
    _ rows: some Collection<Row>,
    _ body: (_ row: Int, _ others: [(persons: Int, inter: Double)]) -> Void
  ) {
    thread += 1
    var others: [(persons: Int, inter: Double)] = []
    for (number, row) in rows.enumerated() {
      enter(row.alter)
      defer { enter(row.author) }
      guard row.author >= 0, row.alter >= 0, row.author != row.alter else { continue }
      let ego = people.all[Int(row.author)].membership
      guard ego != 0, people.all[Int(row.alter)].membership != 0 else { continue }
      let isPresent = lastThread[Int(row.author)] == thread
      others.removeAll(keepingCapacity: true)
      for membership in present {
        let persons = count[Int(membership)] - (isPresent && membership == ego ? 1 : 0)
        if persons > 0 { others.append((persons, 1 - same.value(ego, membership))) }
      }
      body(number, others)
    }
    for membership in present { count[Int(membership)] = 0 }
    present.removeAll(keepingCapacity: true)
  }

  private mutating func enter(_ person: Int32) {
    guard person >= 0, lastThread[Int(person)] != thread else { return }
    lastThread[Int(person)] = thread
    let membership = people.all[Int(person)].membership
    if membership == 0 { return }
    if count[Int(membership)] == 0 { present.append(membership) }
    count[Int(membership)] += 1
  }

  /// The mean of the replies' expectations.
  package static func share(_ expected: some Sequence<Double?>) -> Measured {
    var (sum, ties) = (0.0, 0)
    for case .some(let value) in expected {
      sum += value
      ties += 1
    }
    return ties == 0 ? .undefined(.noTies) : .value(sum / Double(ties))
  }
}
