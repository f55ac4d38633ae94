package import Corpus

/// Whom each reply could have answered: the other participants who had posted in the thread before
/// it. What ``Opportunity`` is fed with.
///
/// Counted are ties whose answered post is in the data and whose alter had posted in the thread
/// before the reply. Present are persons who take part in the population (no bots where these are
/// left out). Cost: linear in posts and ties.
package struct OpportunitySets: Sendable {
  /// Ties with a set, and why the others have none.
  package struct Count: Sendable, Equatable {
    package var ties = 0
    package var counted = 0
    package var parentMissing = 0
    /// The alter had not posted in this thread before the reply: the answered post stands in
    /// another thread, or behind the reply.
    package var alterNotThere = 0
    /// Ties that were read from records, without posts.
    package var noPost = 0
  }

  /// By tie: other persons present before; -1 where the tie has no set.
  package private(set) var others: [Int32]
  package private(set) var tally = Count()
  private let threads: Threads
  private let personOfPost: [Int32]
  /// Ties of each row, which stand in the order of the rows.
  private let firstTie: [Int32]
  private let ties: Slices<TieTable.Tie>

  package init(_ threads: Threads, posts: PostTable, ties table: TieTable) {
    self.threads = threads
    let people = table.people
    ties = Slices(table.ties)
    var personOfPost: [Int32] = []
    personOfPost.reserveCapacity(posts.rows.count)
    for row in posts.rows.slices.joined() {
      let person = row.account < 0 ? -1 : people.personOfAccount[Int(row.account)]
      personOfPost.append(
        person >= 0 && people.all[Int(person)].isParticipant ? person : -1)
    }
    self.personOfPost = personOfPost
    var firstTie = [Int32](repeating: 0, count: posts.rows.count + 1)
    var hasPosts = true
    for tie in table.ties.slices.joined() {
      if tie.post < 0 || Int(tie.post) >= posts.rows.count {
        hasPosts = false
        break
      }
      firstTie[Int(tie.post) + 1] += 1
    }
    if !hasPosts { firstTie = [Int32](repeating: 0, count: posts.rows.count + 1) }
    for row in 1..<firstTie.count { firstTie[row] += firstTie[row - 1] }
    self.firstTie = firstTie
    others = [Int32](repeating: -1, count: table.ties.count)
    tally.ties = table.ties.count
    if hasPosts { count(people.all.count) } else { tally.noPost = table.ties.count }
  }

  private mutating func count(_ persons: Int) {
    var lastThread = [Int32](repeating: -1, count: persons)
    for thread in 0..<threads.count {
      var present: Int32 = 0
      for post in threads.posts(thread) {
        let own = firstTie[Int(post)]..<firstTie[Int(post) + 1]
        for number in own {
          let tie = ties[Int(number)]
          if !tie.parentPresent {
            tally.parentMissing += 1
          } else if lastThread[Int(tie.alter)] != Int32(thread) {
            tally.alterNotThere += 1
          } else {
            tally.counted += 1
            others[Int(number)] = present - (lastThread[Int(tie.ego)] == Int32(thread) ? 1 : 0)
          }
        }
        let person = personOfPost[Int(post)]
        if person >= 0, lastThread[Int(person)] != Int32(thread) {
          lastThread[Int(person)] = Int32(thread)
          present += 1
        }
      }
    }
  }

  /// A thread as ``Opportunity`` takes it, with the tie of each row; -1: the row is no counted tie.
  package func rows(_ thread: Int) -> (rows: [Opportunity.Row], ties: [Int32]) {
    var (rows, numbers): ([Opportunity.Row], [Int32]) = ([], [])
    for post in threads.posts(thread) {
      let author = personOfPost[Int(post)]
      let own = (firstTie[Int(post)]..<firstTie[Int(post) + 1]).filter { others[Int($0)] >= 0 }
      if own.isEmpty {
        rows.append(Opportunity.Row(author: author))
        numbers.append(-1)
      }
      for number in own {
        rows.append(Opportunity.Row(author: author, alter: ties[Int(number)].alter))
        numbers.append(number)
      }
    }
    return (rows, numbers)
  }

  /// The share interethnic that a uniform pick gives each tie; nil without a set, or where either
  /// group is unknown.
  package func expected(_ people: People, same: SamenessTable) -> [Double?] {
    var expected = [Double?](repeating: nil, count: others.count)
    var opportunity = Opportunity(people: people, same: same)
    for thread in 0..<threads.count {
      let (rows, numbers) = rows(thread)
      if !numbers.contains(where: { $0 >= 0 }) { continue }
      for (value, number) in zip(opportunity.expected(rows), numbers) where number >= 0 {
        expected[Int(number)] = value
      }
    }
    return expected
  }
}
