/// An invented study: persons and who replied to whom, as ``SimulationSettings`` say. A pure function
/// of settings and seed.
///
/// Cost: 32 bytes a person and 12 a reply; a logarithmic search a reply.
package struct SimulatedStudy: Sendable {
  package struct Person: Sendable, Equatable {
    package let group: Int8
    /// Whether the person writes; others are only answered.
    package let isUser: Bool
    /// Whether the roster has the person's group.
    package let isKnown: Bool
    /// Rate of writing; its mean over many is 1, and 0 for others.
    package let activity: Double
    /// Weight with which the person is answered.
    package let popularity: Double
    /// Own taste for the own group, −1 to 1.
    package let taste: Double
  }

  package struct Reply: Sendable, Equatable {
    package let ego: Int32
    package let alter: Int32
    package let venue: Int16
    /// What the reply is truly about; the number of topics for nothing.
    package let topic: Int8
  }

  package let settings: SimulationSettings
  package let seed: UInt64
  /// Users first.
  package private(set) var persons: [Person] = []
  /// Type of each venue, as a place in the settings' list.
  package private(set) var venues: [Int] = []
  /// By ego.
  package private(set) var replies: [Reply] = []

  /// - Throws: `Complaint` (64) for settings that make no study.
  package init(_ settings: SimulationSettings, seed: UInt64) throws {
    try settings.check()
    self.settings = settings
    self.seed = seed
    for (type, venue) in settings.venues.enumerated() {
      venues += Array(repeating: type, count: Int(venue.value))
    }
    makePersons()
    makeReplies()
  }

  private mutating func makePersons() {
    let start = SimulationDraws.start(seed, "person")
    let shares = settings.groups.map(\.value)
    persons.reserveCapacity(settings.personCount)
    for number in 0..<settings.personCount {
      var draws = SimulationDraws(start: start, number: number)
      let isUser = number < settings.users
      let group = min(draws.pick(shares), shares.count - 1)
      let popularity = draws.lognormal(gini: settings.concentration)
      let activity = draws.lognormal(gini: settings.gini)
      let taste = 2 * draws.uniform() - 1
      persons.append(
        Person(
          group: Int8(group), isUser: isUser,
          isKnown: isUser || !draws.happens(settings.unknownOther),
          activity: isUser ? activity : 0, popularity: popularity, taste: taste))
    }
  }

  private mutating func makeReplies() {
    let start = SimulationDraws.start(seed, "replies")
    let pool = Pool(persons, groups: settings.groups.count)
    let shares = settings.topics.map(\.value)
    let ofTopic = settings.topics.map { settings.added(topic: $0.name) } + [0]
    let ofVenue = venues.map { settings.added(venueType: settings.venues[$0].name) }
    for ego in 0..<settings.users {
      var draws = SimulationDraws(start: start, number: ego)
      let person = persons[ego]
      let own =
        settings.homophily + settings.spread * person.taste
        + (ego % 2 == 1 ? settings.contrast : 0)
      for _ in 0..<draws.poisson(settings.replies * person.activity) {
        let venue = draws.below(venues.count)
        let topic = draws.pick(shares)
        let seeksOwn = draws.happens(own + ofTopic[topic] + ofVenue[venue])
        let alter = pool.other(than: ego, ofOwnGroup: seeksOwn, draws.uniform())
        replies.append(
          Reply(ego: Int32(ego), alter: Int32(alter), venue: Int16(venue), topic: Int8(topic)))
      }
    }
  }

  package func isInter(_ reply: Reply) -> Bool {
    persons[Int(reply.ego)].group != persons[Int(reply.alter)].group
  }
}

/// Persons in the order of their groups, to be drawn by popularity.
private struct Pool {
  private let order: [Int32]
  private let placeOf: [Int32]
  /// Popularity of all before each place; one more than persons.
  private let before: [Double]
  /// Places of the group of each person.
  private let ranges: [Range<Int>]
  private let group: [Int8]

  init(_ persons: [SimulatedStudy.Person], groups: Int) {
    var order: [Int32] = []
    var ranges: [Range<Int>] = []
    for group in 0..<groups {
      let first = order.count
      for (number, person) in persons.enumerated() where person.group == group {
        order.append(Int32(number))
      }
      ranges.append(first..<order.count)
    }
    var placeOf = [Int32](repeating: 0, count: persons.count)
    var before = [0.0]
    for (place, number) in order.enumerated() {
      placeOf[Int(number)] = Int32(place)
      before.append(before[place] + persons[Int(number)].popularity)
    }
    self.order = order
    self.placeOf = placeOf
    self.before = before
    self.ranges = ranges
    group = persons.map(\.group)
  }

  /// Somebody else, of the ego's group if that is asked for and has anybody else.
  func other(than ego: Int, ofOwnGroup: Bool, _ uniform: Double) -> Int {
    let peers = ranges[Int(group[ego])]
    let range = ofOwnGroup && peers.count > 1 ? peers : 0..<order.count
    let place = Int(placeOf[ego])
    let width = before[place + 1] - before[place]
    var u =
      before[range.lowerBound] + uniform
      * (before[range.upperBound] - before[range.lowerBound] - width)
    // The ego's own stretch is left out.
    if u >= before[place] { u += width }
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low < high {
      let middle = (low + high) / 2
      if before[middle + 1] <= u { low = middle + 1 } else { high = middle }
    }
    // Rounding may lead into the ego's stretch after all: the neighbour is as good.
    if low == place { low = low + 1 < range.upperBound ? low + 1 : low - 1 }
    return Int(order[low])
  }
}
