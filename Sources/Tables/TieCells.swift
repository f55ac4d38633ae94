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
    case venueType = "venue-type"
    case platform
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

  var slotCount: Int { keys.count }

  /// The name of a slot in the keys of cells: "(all)", "topic/school".
  func label(_ slot: Int) -> String {
    guard let range = ranges.first(where: { $0.slots.contains(slot) }) else { return "(all)" }
    return "\(range.split.rawValue)/\(keys[slot].id)"
  }

  init(_ ties: TieTable, _ posts: PostTable, by splits: [Split], hasStrata: Bool) {
    let vectors = Vectors(ties.people)
    let places = TopicPlaces(posts, subtopics: false)
    var keys = [Key.all]
    var ranges: [(split: Split, slots: Range<Int>)] = []
    for split in splits {
      let first = keys.count
      switch split {
      case .topic: keys += places.keys
      case .venueType: keys += ties.venueTypes.map(Words.key)
      case .platform: keys += posts.platforms.map(Key.data)
      }
      ranges.append((split, first..<keys.count))
    }
    self.vectors = vectors
    self.keys = keys
    self.ranges = ranges
    topicCount = places.topicCount
    let strata = hasStrata ? ties.strata.count + 1 : 1
    self.strata = strata

    let slots = Slots(ranges: ranges, places: places)
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

    @inline(__always)
    func forEach(_ tie: TieTable.Tie, _ body: (Int) -> Void) {
      body(0)
      for (split, slots) in ranges {
        switch split {
        case .topic:
          guard tie.isCoded else { continue }
          places.forEach(topics: tie.topics, subtopics: 0) { body(slots.lowerBound + $0) }
        case .venueType: body(slots.lowerBound + Int(tie.venueType))
        case .platform: if tie.platform >= 0 { body(slots.lowerBound + Int(tie.platform)) }
        }
      }
    }
  }

  /// Calls `body` for each slot in which a tie counts.
  func forEachSlot(_ tie: TieTable.Tie, _ places: TopicPlaces, _ body: (Int) -> Void) {
    Slots(ranges: ranges, places: places).forEach(tie, body)
  }
}
