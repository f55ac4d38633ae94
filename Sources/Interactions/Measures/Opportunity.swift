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
  package mutating func expected(_ rows: some Sequence<Row>) -> [Double?] {
    thread += 1
    defer {
      for membership in present { count[Int(membership)] = 0 }
      present.removeAll(keepingCapacity: true)
    }
    return rows.map { row in
      enter(row.alter)
      defer { enter(row.author) }
      guard row.author >= 0, row.alter >= 0, row.author != row.alter else { return nil }
      let ego = people.all[Int(row.author)].membership
      guard ego != 0, people.all[Int(row.alter)].membership != 0 else { return nil }
      let isPresent = lastThread[Int(row.author)] == thread
      var (others, inter) = (0, 0.0)
      for membership in present {
        let persons = count[Int(membership)] - (isPresent && membership == ego ? 1 : 0)
        others += persons
        if persons > 0 { inter += Double(persons) * (1 - same.value(ego, membership)) }
      }
      return inter / Double(others)
    }
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
