/// Which cells of T5 are hidden: ties, egos, alters, ties with both groups known, and interethnic
/// ties, each for itself.
///
/// What everybody knows: venue types and platforms each add up to all ties; all ties are those
/// without topic and those with any, which the topics cover; egos and alters of the levels overlap
/// and are at most ties; interethnic ties are some of the known, and known some of all.
struct TieSuppression: Sendable {
  private let sums: TieSums
  private let rule: Disclosure
  private let units: Units
  private let isDirected: Bool

  init(_ sums: TieSums, _ rule: Disclosure, _ units: Units, isDirected: Bool) {
    self.sums = sums
    self.rule = rule
    self.units = units
    self.isDirected = isDirected
  }

  private enum Measure: String, CaseIterable {
    case ties, known, inter, egos, alters
  }

  private func key(_ measure: Measure, _ label: String) -> CellKey {
    CellKey(measure.rawValue, row: label, column: "(all)")
  }

  private func key(_ measure: Measure, _ slot: Int) -> CellKey {
    key(measure, sums.cells.label(slot))
  }

  /// Reasons of the columns of T5, in their order. A count and its percentage give the base; bounds
  /// and expectation rest on the ties of unknown and known groups.
  func reasons(_ slot: Int, _ protection: Protection) -> [Suppression?] {
    let (ties, known, inter) = (key(.ties, slot), key(.known, slot), key(.inter, slot))
    let share = protection.suppression(inter, known)
    let bounds = protection.suppression(inter, known, ties)
    return [
      protection.suppression(ties), protection.suppression(key(.egos, slot)),
      protection.suppression(key(.alters, slot)), protection.suppression(ties, known),
      protection.suppression(inter), share, share, bounds, bounds, share, share,
    ]
  }

  // MARK: - Cells

  private func count(_ measure: Measure, _ slot: Int) -> Int {
    let count = sums.counts[slot]
    return switch measure {
    case .ties: count.units
    case .known: count.knownUnits
    case .inter: count.interUnits
    case .egos: count.egos.persons * units.scale
    case .alters: count.alters.persons * units.scale
    }
  }

  private func cell(_ measure: Measure, _ slot: Int) -> ProtectedCell {
    let own = sums.counts[slot]
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
      together: isDirected
        ? nil : MixingSuppression.together(measure.rawValue, sums.cells.label(slot)),
      besides: reason, leastWidth: width)
  }

  var table: ProtectedTable {
    let slots = sums.counts.indices.filter { sums.counts[$0].ties > 0 }
    var cells = slots.flatMap { slot in Measure.allCases.map { cell($0, slot) } }
    var relations: [ProtectedTable.Relation] = []
    for slot in slots {
      relations += [
        .init(.within, whole: key(.ties, slot), parts: [key(.known, slot)]),
        .init(.within, whole: key(.known, slot), parts: [key(.inter, slot)]),
        // Each end of a tie without direction is an ego.
        .init(
          .within, whole: key(.ties, slot),
          parts: isDirected ? [key(.egos, slot), key(.alters, slot)] : []),
      ]
    }
    for (split, range) in sums.cells.ranges {
      let present = range.filter { sums.counts[$0].ties > 0 }
      for measure in Measure.allCases where !present.isEmpty {
        switch measure {
        case .ties, .known, .inter:
          relations +=
            split == .topic
            ? topics(measure, range, present, &cells)
            : levels(measure, split.rawValue, present, &cells)
        case .egos, .alters:
          let parts = present.map { (key(measure, $0), count(measure, $0)) }
          if let relation = ProtectedTable.Relation.overlapping(
            key(measure, 0), parts, of: count(measure, 0))
          {
            relations.append(relation)
          }
        }
      }
    }
    return ProtectedTable(cells: cells, relations: relations.filter { !$0.parts.isEmpty })
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
