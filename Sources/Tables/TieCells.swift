internal import Corpus

/// Ties counted by person at either end and by cell: slot × stratum × group of the other end.
///
/// Groups of the other end are membership vectors by place (``Vectors``), so that counts stay whole
/// under every semantics of sameness; sameness is multiplied in at the end. A tie without direction
/// is counted from both ends.
struct TieCells: Sendable {

  /// How ties are split; the margin is always there.
  enum Split: String, CaseIterable, Sendable {
    case topic
    case subtopic
    case venueType = "venue-type"
    case platform
    /// The year in which the reply was written (UTC).
    case period
    /// How the reply speaks: by the subtopics of the aspect `tone`.
    case tone

    var key: Key {
      switch self {
      case .topic: Key("topic", "Topic", nl: "Onderwerp")
      case .subtopic: Key("subtopic", "Subtopic", nl: "Deelonderwerp")
      case .venueType: Key("venue-type", "Venue type", nl: "Soort plek")
      case .platform: Key("platform", "Platform", nl: "Platform")
      case .period: Key("period", "Period", nl: "Periode")
      case .tone: Key("tone", "Tone", nl: "Toon")
      }
    }
  }

  /// Slot numbers of each split, in the order of the table.
  let ranges: [(split: Split, slots: Range<Int>)]
  /// Labels; slot 0 is the margin.
  let keys: [Key]
  let vectors: Vectors
  let strata: Int
  let byEgo: Partial
  let byAlter: Partial
  let topicCount: Int
  private let slots: Slots

  var slotCount: Int { keys.count }

  /// The name of a slot in the keys of cells: "(all)", "topic/school".
  func label(_ slot: Int) -> String {
    guard let range = ranges.first(where: { $0.slots.contains(slot) }) else { return "(all)" }
    return "\(range.split.rawValue)/\(keys[slot].id)"
  }

  init(_ ties: TieTable, _ posts: PostTable, by splits: [Split], hasStrata: Bool) {
    let vectors = Vectors(ties.people)
    let places = TopicPlaces(posts, subtopics: splits.contains(.subtopic))
    let years = splits.contains(.period) ? Years(ties) : Years()
    var keys = [Key.all]
    var ranges: [(split: Split, slots: Range<Int>)] = []
    for split in splits {
      let first = keys.count
      switch split {
      case .topic: keys += places.keys.prefix(places.none + 1)
      case .subtopic: keys += places.keys.dropFirst(places.none + 1)
      case .venueType: keys += ties.venueTypes.map(Words.key)
      case .platform: keys += posts.platforms.map(Key.data)
      case .period: keys += years.all.map { $0 == 0 ? .unknown : Key.data(String($0)) }
      case .tone: keys += Tones.keys
      }
      ranges.append((split, first..<keys.count))
    }
    self.vectors = vectors
    self.keys = keys
    self.ranges = ranges
    topicCount = places.topicCount
    let strata = hasStrata ? ties.strata.count + 1 : 1
    self.strata = strata

    let slots = Slots(
      ranges: ranges, places: places, years: years, tones: Tones(posts.subtopicNames))
    self.slots = slots
    let names = ties.people.all.map(\.name)
    let isDirected = ties.isDirected
    let groups = vectors.numbers.count
    let placeOfPerson = ties.people.all.map { vectors.rank[Int($0.membership)] }
    let layout = keys.map(\.id) + vectors.names
    byEgo = Partial(
      layout: Partial.layout(
        "ties by ego", layout + [""] + (hasStrata ? ties.strata.map(\.name) : [])),
      width: keys.count * strata * groups,
      names: names
    ) { count in
      ties.ties.walk { number, tie in
        let stratum = hasStrata ? Int(ties.stratumOfTie[number]) : 0
        let within = stratum < 0 ? strata - 1 : stratum
        let alter = placeOfPerson[Int(tie.alter)]
        slots.forEach(tie) { count(tie.ego, ($0 * strata + within) * groups + alter) }
        if isDirected { return }
        let ego = placeOfPerson[Int(tie.ego)]
        slots.forEach(tie) { count(tie.alter, ($0 * strata + within) * groups + ego) }
      }
    }
    byAlter = Partial(
      layout: Partial.layout("ties by alter", layout), width: keys.count * groups, names: names
    ) { count in
      ties.ties.walk { _, tie in
        let ego = placeOfPerson[Int(tie.ego)]
        slots.forEach(tie) { count(tie.alter, $0 * groups + ego) }
        if isDirected { return }
        let alter = placeOfPerson[Int(tie.alter)]
        slots.forEach(tie) { count(tie.ego, $0 * groups + alter) }
      }
    }
  }

  /// Which slots a tie counts in.
  private struct Slots {
    let ranges: [(split: Split, slots: Range<Int>)]
    let places: TopicPlaces
    let years: Years
    let tones: Tones

    @inline(__always)
    func forEach(_ tie: TieTable.Tie, _ body: (Int) -> Void) {
      body(0)
      for (split, slots) in ranges {
        switch split {
        case .topic:
          guard tie.isCoded else { continue }
          places.forEach(topics: tie.topics, subtopics: 0) { body(slots.lowerBound + $0) }
        case .subtopic:
          guard tie.isCoded else { continue }
          places.forEach(topics: 0, subtopics: tie.subtopics) { place in
            if place > places.none { body(slots.lowerBound + place - places.none - 1) }
          }
        case .venueType: body(slots.lowerBound + Int(tie.venueType))
        case .platform: if tie.platform >= 0 { body(slots.lowerBound + Int(tie.platform)) }
        case .period: body(slots.lowerBound + years.place(tie.createdAt))
        case .tone: if tie.isCoded { body(slots.lowerBound + tones.place(tie.subtopics)) }
        }
      }
    }
  }

  /// Calls `body` for each slot in which a tie counts.
  func forEachSlot(_ tie: TieTable.Tie, _ body: (Int) -> Void) { slots.forEach(tie, body) }

  /// The split that a slot belongs to; nil is the margin.
  func split(of slot: Int) -> Split? { ranges.first { $0.slots.contains(slot) }?.split }

  /// Slots of a split with ties, in the order of the table.
  func present(_ split: Split, _ slots: Range<Int>, ties: (Int) -> Int) -> [Int] {
    let present = slots.filter { ties($0) > 0 }
    guard split == .platform else { return present }
    return present.sorted { keys[$0].id.utf8.lexicographicallyPrecedes(keys[$1].id.utf8) }
  }
}

/// The years in which there are ties.
struct Years {
  /// In order.
  let all: [Int]
  private let first: Int
  private let places: [Int]

  init() { (all, first, places) = ([], 0, []) }

  init(_ ties: TieTable) {
    var seen: Set<Int> = []
    ties.ties.walk { _, tie in seen.insert(Self.year(tie.createdAt)) }
    all = seen.sorted()
    first = all.first ?? 0
    var places = [Int](repeating: 0, count: (all.last ?? -1) - first + 1)
    for (place, year) in all.enumerated() { places[year - first] = place }
    self.places = places
  }

  /// Place of the year of a tie's moment.
  @inline(__always)
  func place(_ moment: Int64) -> Int { places[Self.year(moment) - first] }

  /// Year of a moment, in UTC; 0 stands for no time. Years behind 4094 are one.
  @inline(__always)
  static func year(_ moment: Int64) -> Int {
    moment == PostRow.noTime ? 0 : max(1, min(4095, Moment.civil(moment).year))
  }
}
