package import Corpus

/// Pairs of persons who posted in one thread within a window, whether or not one answered the
/// other. Without direction; off unless asked for.
///
/// A pair's count is the number of threads in which the two met. A post meets at most `reach`
/// persons: those who posted last before it. So a thread of n posts gives n × reach meetings at
/// most, however long it is; posts for which somebody within the window was left out are counted.
package struct CoPresence: Sendable {
  /// Persons that one post meets, unless it is said otherwise.
  package static let usualReach = 50

  /// What was looked at.
  package struct Count: Sendable, Equatable {
    /// Threads with a pair.
    package var threads = 0
    /// Posts of persons, and those for which `reach` left somebody out.
    package var posts = 0
    package var cutShort = 0
    /// Posts without a time, where there is a window: they meet nobody.
    package var untimed = 0
  }

  package let pairs: PersonPairs
  package let tally: Count

  /// - Parameters:
  ///   - window: milliseconds between two posts at most; nil: the whole thread.
  ///   - reach: at least 1.
  /// Cost: posts × persons met, and a sort of these for each thread.
  package init(
    _ threads: Threads, posts: PostTable, people: People, window: Int64? = nil,
    reach: Int = usualReach
  ) {
    let rows = Slices(posts.rows)
    var recent = Recent(people.all.count)
    var tally = Count()
    var met: [UInt64] = []
    var all: [(ego: Int32, alter: Int32)] = []
    var pairs = PersonPairs(all, isDirected: false)
    for thread in 0..<threads.count {
      met.removeAll(keepingCapacity: true)
      var least = 1 << 16
      for post in threads.posts(thread) {
        let row = rows[Int(post)]
        let person = row.account < 0 ? -1 : people.personOfAccount[Int(row.account)]
        guard person >= 0, people.all[Int(person)].isParticipant else { continue }
        tally.posts += 1
        if window != nil, row.createdAt == PostRow.noTime {
          tally.untimed += 1
          continue
        }
        recent.enter(person, at: row.createdAt)
        var left = max(1, reach)
        var other = recent.before(person)
        while other >= 0 {
          if let window, row.createdAt - recent.time(other) > window { break }
          if left == 0 {
            tally.cutShort += 1
            break
          }
          let (a, b) = person < other ? (person, other) : (other, person)
          met.append(UInt64(UInt32(a)) << 32 | UInt64(UInt32(b)))
          left -= 1
          other = recent.before(other)
        }
        if met.count >= least {
          Self.thin(&met)
          least = max(1 << 16, met.count * 2)
        }
      }
      recent.clear()
      if met.isEmpty { continue }
      tally.threads += 1
      Self.thin(&met)
      all += met.map { (Int32($0 >> 32), Int32($0 & 0xFFFF_FFFF)) }
      if all.count >= 1 << 20 {
        pairs = pairs.adding(PersonPairs(all, isDirected: false))
        all.removeAll(keepingCapacity: true)
      }
    }
    self.pairs = pairs.adding(PersonPairs(all, isDirected: false))
    self.tally = tally
  }

  /// Each pair once.
  private static func thin(_ pairs: inout [UInt64]) {
    pairs.sort()
    var kept = 0
    for at in pairs.indices where at == 0 || pairs[at] != pairs[kept - 1] {
      pairs[kept] = pairs[at]
      kept += 1
    }
    pairs.removeSubrange(kept...)
  }

  /// Persons by their last post, the latest first: a linked list through arrays.
  struct Recent {
    private static let absent: Int32 = -2
    private var last: Int32 = -1
    private var older: [Int32]
    private var newer: [Int32]
    private var times: [Int64]

    init(_ persons: Int) {
      older = [Int32](repeating: Self.absent, count: persons)
      newer = older
      times = [Int64](repeating: 0, count: persons)
    }

    func time(_ person: Int32) -> Int64 { times[Int(person)] }
    /// Who posted last before this person's last post; -1: nobody.
    func before(_ person: Int32) -> Int32 { older[Int(person)] }

    /// Puts a person in front.
    mutating func enter(_ person: Int32, at time: Int64) {
      let own = Int(person)
      times[own] = time
      if last == person { return }
      if older[own] != Self.absent {
        if older[own] >= 0 { newer[Int(older[own])] = newer[own] }
        older[Int(newer[own])] = older[own]
      }
      if last >= 0 { newer[Int(last)] = person }
      older[own] = last
      newer[own] = -1
      last = person
    }

    mutating func clear() {
      while last >= 0 {
        let own = Int(last)
        last = older[own]
        older[own] = Self.absent
      }
    }
  }
}
