internal import Corpus

/// Ties, egos, alters, ties with both groups known and interethnic ties of every slot, as cells that
/// are protected: of all ties (T5, T7), or of those that one group's egos send (T7).
///
/// What everybody knows: venue types, platforms, years and tones each add up to all ties; all ties
/// are those without topic and those with any, which the topics cover; a subtopic lies within its
/// topic; egos and alters of the levels overlap and are at most ties; interethnic ties are some of
/// the known, and known some of all.
struct TieFamily: Sendable {
  enum Measure: String, CaseIterable, Sendable {
    case ties, known, inter, egos, alters

    /// Whether ties are counted, and not persons.
    var isOfTies: Bool { self == .ties || self == .known || self == .inter }
  }

  let cells: TieCells
  let counts: [TieSums.Count]
  /// Whose egos send the ties; nil is everybody.
  let group: Key?
  let measures: [Measure]
  /// The semantics of sameness, where it is not that of the tie table.
  let semantics: String?
  let rule: Disclosure
  let units: Units
  let isDirected: Bool

  init(
    _ cells: TieCells, _ counts: [TieSums.Count], of group: Key? = nil,
    measures: [Measure] = Measure.allCases, semantics: String? = nil, _ rule: Disclosure,
    _ units: Units, isDirected: Bool
  ) {
    self.cells = cells
    self.counts = counts
    self.group = group
    self.measures = measures
    self.semantics = semantics
    self.rule = rule
    self.units = units
    self.isDirected = isDirected
  }

  /// The cell of a measure and level. Ties of a group are the row of T6; without direction they are
  /// counted at both ends.
  func key(_ measure: Measure, _ label: String) -> CellKey {
    var name = measure.rawValue
    if group != nil, !isDirected, measure.isOfTies { name = measure.ends }
    if let semantics { name += " (\(semantics))" }
    return CellKey(name, row: group.map { "\(label) ego/\($0.id)" } ?? label, column: "(all)")
  }

  func key(_ measure: Measure, _ slot: Int) -> CellKey { key(measure, cells.label(slot)) }

  /// In whole units.
  func count(_ measure: Measure, _ slot: Int) -> Int {
    let count = counts[slot]
    return switch measure {
    case .ties: count.units
    case .known: count.knownUnits
    case .inter: count.interUnits
    case .egos: count.egos.persons * units.scale
    case .alters: count.alters.persons * units.scale
    }
  }

  /// Slots that have ties.
  var present: [Int] { counts.indices.filter { counts[$0].ties > 0 } }

  private func cell(_ measure: Measure, _ slot: Int) -> ProtectedCell {
    let own = counts[slot]
    let few = Self.count(own, rule).map(HidingReason.init)
    var sides: [Contributors] = []
    var reason = few
    var width = 0
    switch measure {
    case .ties, .known:
      sides = [own.egos, own.alters].map {
        Contributors(persons: $0.persons, largest: measure == .ties ? $0.largestUnits : 0)
      }
    case .egos: sides = [Contributors(persons: own.egos.persons)]
    case .alters: sides = [Contributors(persons: own.alters.persons)]
    case .inter:
      sides = [own.egos, own.alters].map {
        Contributors(persons: $0.inter, complement: $0.intra, largest: $0.largestInterUnits)
      }
      reason = few ?? Self.share(own, rule).map(HidingReason.init)
      let most = max(own.egos.largestIntraUnits, own.alters.largestIntraUnits)
      width = 2 * most - (own.knownUnits - own.interUnits)
    }
    return ProtectedCell(
      key(measure, slot), count: count(measure, slot), sides: sides,
      together: isDirected || group != nil || !measure.isOfTies || semantics != nil
        ? nil : MixingSuppression.together(measure.rawValue, cells.label(slot)),
      besides: reason, leastWidth: width)
  }

  var table: ProtectedTable {
    let slots = present
    var all = slots.flatMap { slot in measures.map { cell($0, slot) } }
    var relations: [ProtectedTable.Relation] = []
    for slot in slots {
      if measures.contains(.ties) {
        relations.append(.init(.within, whole: key(.ties, slot), parts: [key(.known, slot)]))
        relations.append(.init(.within, whole: key(.known, slot), parts: [key(.inter, slot)]))
      }
      // Each end of a tie without direction is an ego; a tie of somebody of two groups is half a tie.
      let isWhole = group == nil ? isDirected : units.scale == 1
      if isWhole, measures.contains(.egos) {
        relations.append(
          .init(.within, whole: key(.ties, slot), parts: [key(.egos, slot), key(.alters, slot)]))
      }
    }
    for (split, range) in cells.ranges {
      let present = range.filter { counts[$0].ties > 0 }
      for measure in measures where !present.isEmpty {
        switch (split, measure.isOfTies) {
        case (.subtopic, _): relations += subtopics(measure, present)
        case (.topic, true): relations += topics(measure, range, present, &all)
        case (_, true): relations += levels(measure, split.rawValue, present, &all)
        case (_, false):
          relations += overlapping(key(measure, 0), count(measure, 0), measure, present)
        }
      }
    }
    return ProtectedTable(cells: all, relations: relations.filter { !$0.parts.isEmpty })
  }

  private func overlapping(
    _ whole: CellKey, _ count: Int, _ measure: Measure, _ slots: [Int]
  ) -> [ProtectedTable.Relation] {
    let parts = slots.map { (key: key(measure, $0), count: self.count(measure, $0)) }
    return [ProtectedTable.Relation.overlapping(whole, parts, of: count)].compactMap { $0 }
  }

  /// Levels that add up, but for ties of no level.
  private func levels(
    _ measure: Measure, _ name: String, _ present: [Int], _ cells: inout [ProtectedCell]
  ) -> [ProtectedTable.Relation] {
    var parts = present.map { key(measure, $0) }
    let rest = count(measure, 0) - present.reduce(0) { $0 + count(measure, $1) }
    if rest > 0 {
      parts.append(key(measure, "\(name)/(no level)"))
      cells.append(.unprinted(parts[parts.count - 1], rest))
    }
    return [.init(.sum, whole: key(measure, 0), parts: parts)]
  }

  /// Within their topic, where the table has it, else within all ties.
  private func subtopics(_ measure: Measure, _ present: [Int]) -> [ProtectedTable.Relation] {
    let topics = cells.ranges.first { $0.split == .topic }?.slots ?? 0..<0
    var relations: [ProtectedTable.Relation] = []
    var rest = present
    for topic in topics where counts[topic].ties > 0 {
      let name = cells.keys[topic].id + "/"
      let own = rest.filter { cells.keys[$0].id.hasPrefix(name) }
      rest.removeAll { own.contains($0) }
      if own.isEmpty { continue }
      relations += overlapping(key(measure, topic), count(measure, topic), measure, own)
    }
    if !rest.isEmpty { relations += overlapping(key(measure, 0), count(measure, 0), measure, rest) }
    return relations
  }

  /// All are without topic, with any, or not coded.
  private func topics(
    _ measure: Measure, _ range: Range<Int>, _ present: [Int], _ cells: inout [ProtectedCell]
  ) -> [ProtectedTable.Relation] {
    let none = range.upperBound - 1
    let topics = present.filter { $0 != none }
    if topics.count < 2 { return levels(measure, "topic", present, &cells) }
    let without = present.contains(none) ? count(measure, none) : 0
    let all = count(measure, 0)
    let sum = topics.reduce(0) { $0 + count(measure, $1) }
    // Ties that are not coded are counted as if on any topic: nobody can tell them apart.
    let any = all - without
    var parts = topics.map { key(measure, $0) }
    if any > sum {
      parts.append(key(measure, "topic/(no level)"))
      cells.append(.unprinted(parts[parts.count - 1], any - sum))
    }
    cells.append(.unprinted(key(measure, "(any topic)"), any))
    let whole = present.contains(none) ? [key(measure, none)] : []
    return [
      .init(.sum, whole: key(measure, 0), parts: whole + [key(measure, "(any topic)")]),
      .init(.cover, whole: key(measure, "(any topic)"), parts: parts),
    ]
  }

  // MARK: - Primary

  static func count(_ count: TieSums.Count, _ rule: Disclosure) -> Suppression? {
    rule.few(count.egos.persons, count.alters.persons)
      ?? rule.dominated(largest: count.egos.largest, of: Double(count.ties))
      ?? rule.dominated(largest: count.alters.largest, of: Double(count.ties))
  }

  static func share(_ count: TieSums.Count, _ rule: Disclosure) -> Suppression? {
    for end in [count.egos, count.alters] {
      let reason =
        rule.few(end.inter, end.intra)
        ?? rule.dominated(largest: end.largestInter, of: count.inter)
        ?? rule.dominated(largest: end.largestIntra, of: count.intra)
        ?? rule.uniform(end.onlyInter, of: end.known)
        ?? rule.uniform(end.onlyIntra, of: end.known)
      if let reason { return reason }
    }
    return nil
  }
}

extension TieFamily.Measure {
  /// The name of the same number where both ends of a tie are counted.
  var ends: String {
    switch self {
    case .ties: "tie ends"
    case .known: "known ends"
    case .inter: "interethnic ends"
    case .egos, .alters: rawValue
    }
  }
}

extension TieFamily {
  /// Why the number of a measure and level is hidden.
  func count(_ measure: Measure, _ slot: Int, _ protection: Protection) -> Suppression? {
    measure == .known
      ? protection.suppression(key(.ties, slot), key(.known, slot))
      : protection.suppression(key(measure, slot))
  }

  /// Why the share of interethnic ties, and what follows from it, is hidden: a count and its
  /// percentage give the base.
  func share(_ slot: Int, _ protection: Protection) -> Suppression? {
    protection.suppression(key(.inter, slot), key(.known, slot))
  }

  /// Why bounds are hidden: they rest on the ties of unknown groups too.
  func bounds(_ slot: Int, _ protection: Protection) -> Suppression? {
    protection.suppression(key(.inter, slot), key(.known, slot), key(.ties, slot))
  }
}
