internal import Corpus
internal import Interactions

/// Who was active where and when: persons by venue and year (UTC), from their posts and from both
/// ends of ties. Pairs of persons who were active in a common one are at risk of a tie.
struct Activity: Sendable {
  /// One venue in one year.
  struct Cell: Sendable {
    /// Place of the venue in an order that no run decides: platform, then id.
    let venue: Int
    let year: Int
    let platform: Int
    let venueType: Int
    /// Sorted, distinct.
    let persons: [Int32]
  }

  /// By venue and year.
  let cells: [Cell]
  /// Cell of each tie; -1 where the venue is not known.
  let cellOfTie: [Int32]

  /// Cost: a sort of posts and ties.
  init(_ material: Material, _ ties: TieTable) {
    let posts = material.posts
    let order = posts.venues.indices.sorted { a, b in
      let (x, y) = (posts.venues[a], posts.venues[b])
      let (p, q) = (Self.platform(x, posts), Self.platform(y, posts))
      if p != q { return p.utf8.lexicographicallyPrecedes(q.utf8) }
      return (x.id ?? "").utf8.lexicographicallyPrecedes((y.id ?? "").utf8)
    }
    var rank = [Int](repeating: 0, count: order.count)
    for (place, venue) in order.enumerated() { rank[venue] = place }
    let people = ties.people
    let knowsAccounts = people.personOfAccount.count == posts.accounts.count

    // Venue, year and person in one number: 24, 12 and 28 bits.
    var said: [UInt64] = []
    func say(_ venue: Int32, _ moment: Int64, _ person: Int32) {
      said.append(Self.key(rank[Int(venue)], Years.year(moment)) << 28 | UInt64(person))
    }
    posts.rows.walk { _, row in
      guard knowsAccounts, Self.isKnown(row.venue, posts), row.account >= 0, row.role == .sample,
        row.kind != .repost, row.kind != .service, row.authorStatus != .bot,
        row.authorStatus != .system
      else { return }
      let person = people.personOfAccount[Int(row.account)]
      if person >= 0, people.all[Int(person)].isParticipant {
        say(row.venue, row.createdAt, person)
      }
    }
    var types = VenueTypes(material)
    ties.ties.walk { _, tie in
      guard rank.indices.contains(Int(tie.venue)), Self.isKnown(tie.venue, posts) else { return }
      say(tie.venue, tie.createdAt, tie.ego)
      say(tie.venue, tie.createdAt, tie.alter)
      types.set(tie.venue, tie.venueType)
    }
    said.sort()
    var cells: [Cell] = []
    var places: [UInt64: Int32] = [:]
    var at = 0
    while at < said.count {
      let key = said[at] >> 28
      var persons: [Int32] = []
      while at < said.count, said[at] >> 28 == key {
        let person = Int32(said[at] & 0xFFF_FFFF)
        if persons.last != person { persons.append(person) }
        at += 1
      }
      let venue = Int(key >> 12)
      places[key] = Int32(cells.count)
      cells.append(
        Cell(
          venue: venue, year: Int(key & 0xFFF), platform: Int(posts.venues[order[venue]].platform),
          venueType: types[Int32(order[venue])], persons: persons))
    }
    self.cells = cells
    var cellOfTie: [Int32] = []
    cellOfTie.reserveCapacity(ties.ties.count)
    ties.ties.walk { _, tie in
      let isKnown = rank.indices.contains(Int(tie.venue))
      cellOfTie.append(
        isKnown ? places[Self.key(rank[Int(tie.venue)], Years.year(tie.createdAt))] ?? -1 : -1)
    }
    self.cellOfTie = cellOfTie
  }

  private static func key(_ venue: Int, _ year: Int) -> UInt64 {
    UInt64(venue) << 12 | UInt64(min(max(year, 0), 0xFFF))
  }

  /// Whether a venue is one: posts without a venue share none.
  private static func isKnown(_ venue: Int32, _ posts: PostTable) -> Bool {
    guard posts.venues.indices.contains(Int(venue)) else { return false }
    return posts.venues[Int(venue)].id.map { !$0.isEmpty } ?? false
  }

  private static func platform(_ venue: PostTable.Venue, _ posts: PostTable) -> String {
    venue.platform >= 0 ? posts.platforms[Int(venue.platform)] : ""
  }
}
