package import Corpus

/// Co-presence as ties: who wrote in one thread, whether or not one answered the other.
///
/// A tie is one pair of persons in one thread. Its ego is the one who came later, and its post the
/// one by which the two met first, so that topics, venue and moment are those of that post. The pair
/// has no order: such ties are counted without direction.
extension CoPresence {
  /// - Returns: ties by post, then by alter.
  /// - Parameters:
  ///   - isBot: By person: left out.
  ///   - reach: Persons that one post meets at most: those who posted last before it.
  /// Cost: as ``init(_:posts:people:window:reach:)``; a tie for each pair and thread.
  static func ties(
    _ threads: Threads, posts: PostTable, people: People, isBot: [Bool], venueTypes: [UInt8],
    reach: Int = usualReach
  ) -> [TieTable.Tie] {
    let rows = Slices(posts.rows)
    var recent = Recent(people.all.count)
    var ties: [TieTable.Tie] = []
    var met: [(pair: UInt64, place: Int, post: Int32, ego: Int32, alter: Int32)] = []
    for thread in 0..<threads.count {
      met.removeAll(keepingCapacity: true)
      for post in threads.posts(thread) {
        let row = rows[Int(post)]
        guard row.account >= 0, row.role == .sample, row.kind != .repost, row.kind != .service
        else { continue }
        let person = people.personOfAccount[Int(row.account)]
        guard person >= 0, !isBot[Int(person)] else { continue }
        recent.enter(person, at: row.createdAt)
        var left = max(1, reach)
        var other = recent.before(person)
        while other >= 0, left > 0 {
          let (a, b) = person < other ? (person, other) : (other, person)
          let pair = UInt64(UInt32(a)) << 32 | UInt64(UInt32(b))
          met.append((pair, met.count, post, person, other))
          left -= 1
          other = recent.before(other)
        }
      }
      recent.clear()
      met.sort { ($0.pair, $0.place) < ($1.pair, $1.place) }
      for (place, one) in met.enumerated() where place == 0 || met[place - 1].pair != one.pair {
        let row = rows[Int(one.post)]
        ties.append(
          TieTable.Tie(
            ego: one.ego, alter: one.alter, createdAt: row.createdAt, topics: row.topics,
            subtopics: row.subtopics, venue: row.venue, platform: row.platform,
            venueType: row.venue < 0 ? VenueType.unknown : venueTypes[Int(row.venue)],
            how: .coPresence, confidence: ReplyHow.coPresence.usualConfidence,
            parentPresent: true, isCoded: row.isCoded, post: one.post))
      }
    }
    ties.sort { ($0.post, $0.alter) < ($1.post, $1.alter) }
    return ties
  }
}
