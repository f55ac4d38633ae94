internal import Corpus

/// Uses and users of every term in two choices of posts, from the posts' words.
///
/// Posts are walked person by person, so that distinct users need no set. Memory: 44 bytes a
/// distinct term, 5 bytes a post.
struct KeynessSums {
  /// One choice of posts, or one term in it.
  struct Count {
    var uses = 0
    var users = 0
    /// Uses by the person who has most.
    var largest = 0
  }

  /// Of a person: words in all, target and reference.
  typealias Pair = (target: Int, reference: Int)

  private let terms: TermColumn
  private let sides: [UInt8]
  /// Rows in a choice, person by person in the order of their names.
  private let rows: [Int32]
  private let starts: [Int]
  private(set) var target = Count()
  private(set) var reference = Count()
  /// Words of the persons who have any, in the order of their names.
  private(set) var persons: [Pair] = []
  private var numbers: [Int] = []
  /// Posts that are in neither choice because something is not known of them or they fit both, and
  /// the distinct persons who wrote them.
  private(set) var leftOut = (posts: 0, users: 0)

  // By term.
  private var targetUses: [Int]
  private var referenceUses: [Int]
  private var targetUsers: [UInt32]
  private var referenceUsers: [UInt32]
  private var users: [UInt32]
  private var targetLargest: [UInt32]
  private var referenceLargest: [UInt32]

  private static let inTarget: UInt8 = 1
  private static let inReference: UInt8 = 2
  private static let inNeither: UInt8 = 3

  /// - Parameter reference: nil for every post that is not of the target.
  init(_ material: Material, _ target: PostConditions, _ reference: PostConditions?) {
    let posts = material.posts
    let people = material.people
    terms = posts.terms ?? TermColumn()
    var sides = [UInt8](repeating: 0, count: posts.rows.count)
    var starts = [Int](repeating: 0, count: people.all.count + 1)
    posts.rows.walk { index, row in
      guard row.role == .sample, row.kind != .repost, row.kind != .service, row.account >= 0,
        row.authorStatus != .bot, row.authorStatus != .system
      else { return }
      let person = people.personOfAccount[Int(row.account)]
      guard person >= 0 else { return }
      let membership = Int(people.all[Int(person)].membership)
      sides[index] = Self.side(row, membership, target, reference)
      if sides[index] > 0 { starts[Int(person) + 1] += 1 }
    }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    var next = starts
    var rows = [Int32](repeating: 0, count: starts[starts.count - 1])
    posts.rows.walk { index, row in
      guard sides[index] > 0 else { return }
      let person = Int(people.personOfAccount[Int(row.account)])
      rows[next[person]] = Int32(index)
      next[person] += 1
    }
    self.sides = sides
    self.rows = rows
    self.starts = starts
    let count = terms.count
    targetUses = [Int](repeating: 0, count: count)
    referenceUses = targetUses
    users = [UInt32](repeating: 0, count: count)
    targetUsers = users
    referenceUsers = users
    targetLargest = users
    referenceLargest = users
    addUp()
  }

  private static func side(
    _ row: PostTable.Row, _ membership: Int, _ target: PostConditions, _ reference: PostConditions?
  ) -> UInt8 {
    let first = target.answer(row, membership: membership)
    guard let reference else {
      return first == .yes ? inTarget : first == .no ? inReference : inNeither
    }
    let second = reference.answer(row, membership: membership)
    switch (first, second) {
    case (.yes, .no): return inTarget
    case (.no, .yes): return inReference
    case (.no, .no): return 0
    default: return inNeither
    }
  }

  /// The first walk: everything that ranks terms.
  private mutating func addUp() {
    var a = [UInt32](repeating: 0, count: terms.count)
    var b = a
    var touched: [Int] = []
    for person in 0..<(starts.count - 1) where starts[person] < starts[person + 1] {
      var own: Pair = (0, 0)
      var left = 0
      touched.removeAll(keepingCapacity: true)
      for at in starts[person]..<starts[person + 1] {
        let row = Int(rows[at])
        let side = sides[row]
        if side == Self.inNeither {
          left += 1
          continue
        }
        terms.forEach(row: row) { term in
          if a[term] | b[term] == 0 { touched.append(term) }
          if side == Self.inTarget {
            a[term] += 1
            own.target += 1
          } else {
            b[term] += 1
            own.reference += 1
          }
        }
      }
      if left > 0 {
        leftOut.posts += left
        leftOut.users += 1
      }
      for term in touched {
        if a[term] > 0 {
          targetUses[term] += Int(a[term])
          targetUsers[term] += 1
          targetLargest[term] = max(targetLargest[term], a[term])
        }
        if b[term] > 0 {
          referenceUses[term] += Int(b[term])
          referenceUsers[term] += 1
          referenceLargest[term] = max(referenceLargest[term], b[term])
        }
        users[term] += 1
        a[term] = 0
        b[term] = 0
      }
      guard own.target + own.reference > 0 else { continue }
      persons.append(own)
      numbers.append(person)
      target.add(own.target)
      reference.add(own.reference)
    }
  }

  /// Terms that somebody uses in either choice.
  var distinct: [Int] { users.indices.filter { users[$0] > 0 } }

  /// Distinct persons who use a term in either choice.
  func users(_ term: Int) -> Int { Int(users[term]) }

  func count(_ term: Int) -> (target: Count, reference: Count) {
    (
      Count(
        uses: targetUses[term], users: Int(targetUsers[term]), largest: Int(targetLargest[term])),
      Count(
        uses: referenceUses[term], users: Int(referenceUsers[term]),
        largest: Int(referenceLargest[term]))
    )
  }

  func keyness(_ term: Int) -> Keyness {
    Keyness(
      targetUses[term], of: target.uses, against: referenceUses[term], of: reference.uses)
  }

  func spelling(_ term: Int) -> String { String(decoding: terms.spelling(term), as: UTF8.self) }

  func precedes(_ a: Int, _ b: Int) -> Bool {
    terms.spelling(a).lexicographicallyPrecedes(terms.spelling(b))
  }

  /// The second walk: uses of the chosen terms by person, those without a use left out. Persons are
  /// places in ``persons``.
  func usesByPerson(_ chosen: [Int]) -> [[(person: Int, uses: Pair)]] {
    var slot = [Int32](repeating: -1, count: terms.count)
    for (number, term) in chosen.enumerated() { slot[term] = Int32(number) }
    var uses = [[(person: Int, uses: Pair)]](repeating: [], count: chosen.count)
    for (place, person) in numbers.enumerated() {
      for at in starts[person]..<starts[person + 1] {
        let row = Int(rows[at])
        let side = sides[row]
        if side == Self.inNeither { continue }
        terms.forEach(row: row) { term in
          let number = Int(slot[term])
          guard number >= 0 else { return }
          if uses[number].last?.person != place { uses[number].append((place, (0, 0))) }
          let last = uses[number].count - 1
          if side == Self.inTarget {
            uses[number][last].uses.target += 1
          } else {
            uses[number][last].uses.reference += 1
          }
        }
      }
    }
    return uses
  }
}

extension KeynessSums.Count {
  /// Adds a person's uses.
  mutating func add(_ own: Int) {
    guard own > 0 else { return }
    uses += own
    users += 1
    largest = max(largest, own)
  }
}
