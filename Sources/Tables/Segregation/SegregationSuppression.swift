internal import Corpus

/// Which cells of T7 are hidden. This is the one place that decides it.
///
/// All ties and the ties of each group's egos are families of cells as in T5; the groups of a level
/// and, beside them, ties of unknown egos add up to it, as the rows of T6 do. Headlines under another
/// semantics of sameness are a family of their own. What rests on the mixing matrix needs its margins
/// and its diagonal: the known ties of every group, and of T6, where that is released too, the margins.
struct SegregationSuppression: Sendable {
  private let all: TieFamily
  private let groups: [TieFamily]
  private let semantics: [TieFamily]
  private let mixed: Int
  private let rule: Disclosure

  /// - Parameters:
  ///   - others: Sums under the semantics that are not the table's, with their names.
  ///   - mixed: Persons of several groups.
  init(
    _ sums: TieSums, others: [(name: String, sums: TieSums)], _ groupSums: GroupTieSums, mixed: Int,
    _ rule: Disclosure, _ units: Units, isDirected: Bool
  ) {
    let cells = sums.cells
    self.rule = rule
    self.mixed = mixed
    all = TieFamily(cells, sums.counts, rule, units, isDirected: isDirected)
    groups = cells.vectors.groups.indices.map { group in
      TieFamily(
        cells, cells.keys.indices.map { groupSums.count($0, group).whole },
        of: cells.vectors.keys[group], rule, units, isDirected: isDirected)
    }
    semantics = others.map { name, sums in
      TieFamily(
        cells, sums.counts, measures: [.inter], semantics: name, rule, units,
        isDirected: isDirected)
    }
  }

  // MARK: - Cells

  var tables: [ProtectedTable] {
    ([all] + groups + semantics).map(\.table) + [groupsAddUp, semanticsAreKnown]
      + joinedToMatrix
  }

  /// In every level the groups of egos, with the unknown, are all.
  private var groupsAddUp: ProtectedTable {
    var cells: [ProtectedCell] = []
    var relations: [ProtectedTable.Relation] = []
    for slot in all.present {
      let present = groups.filter { $0.counts[slot].ties > 0 }
      for measure in TieFamily.Measure.allCases where !present.isEmpty {
        var parts = present.map { $0.key(measure, slot) }
        let sum = present.reduce(0) { $0 + $1.count(measure, slot) }
        switch measure {
        case .ties, .known, .inter:
          let whole = self.whole(measure, slot)
          cells.append(whole)
          if whole.count > sum {
            parts.append(unknown(measure, slot))
            cells.append(.unprinted(parts[parts.count - 1], whole.count - sum))
          }
          relations.append(.init(.sum, whole: whole.key, parts: parts))
        case .egos where all.units.scale == 1:
          let whole = all.count(measure, slot)
          if whole > sum {
            parts.append(unknown(measure, slot))
            cells.append(.unprinted(parts[parts.count - 1], whole - sum))
          }
          cells.append(.unprinted(all.key(measure, slot), whole))
          relations.append(.init(.sum, whole: all.key(measure, slot), parts: parts))
        case .egos, .alters:
          cells.append(.unprinted(all.key(measure, slot), all.count(measure, slot)))
          let own = present.map { (key: $0.key(measure, slot), count: $0.count(measure, slot)) }
          if let relation = ProtectedTable.Relation.overlapping(
            all.key(measure, slot), own, of: all.count(measure, slot))
          {
            relations.append(relation)
          }
        }
      }
    }
    let own = ownCells
    cells += relations.flatMap(\.parts).compactMap { own[$0] }
    return ProtectedTable(cells: cells, relations: relations)
  }

  /// All ties of a level, or all their ends where they have no direction.
  private func whole(_ measure: TieFamily.Measure, _ slot: Int) -> ProtectedCell {
    let own = all.count(measure, slot)
    if all.isDirected { return .unprinted(all.key(measure, slot), own) }
    let label = all.cells.label(slot)
    return ProtectedCell(
      CellKey(measure.ends, row: label, column: "(all)"), count: 2 * own, sides: [],
      together: MixingSuppression.together(measure.rawValue, label))
  }

  private func unknown(_ measure: TieFamily.Measure, _ slot: Int) -> CellKey {
    TieFamily(
      all.cells, all.counts, of: .unknown, rule, all.units, isDirected: all.isDirected
    ).key(measure, slot)
  }

  /// Cells of groups, unprinted: a table names the cells of its sums.
  private var ownCells: [CellKey: ProtectedCell] {
    var cells: [CellKey: ProtectedCell] = [:]
    for family in groups {
      for slot in family.present {
        for measure in TieFamily.Measure.allCases {
          let key = family.key(measure, slot)
          cells[key] = .unprinted(key, family.count(measure, slot))
        }
      }
    }
    return cells
  }

  /// Under any semantics the interethnic ties are some of the known.
  private var semanticsAreKnown: ProtectedTable {
    var cells: [ProtectedCell] = []
    var relations: [ProtectedTable.Relation] = []
    for family in semantics {
      for slot in family.present {
        let (part, whole) = (family.key(.inter, slot), all.key(.known, slot))
        cells += [
          .unprinted(part, family.count(.inter, slot)), .unprinted(whole, all.count(.known, slot)),
        ]
        relations.append(.init(.within, whole: whole, parts: [part]))
      }
    }
    return ProtectedTable(cells: cells, relations: relations)
  }

  /// Beside T6 of all ties: a group's ties are known ones and those to the unknown; the known ones
  /// are interethnic or on the diagonal.
  private var joinedToMatrix: [ProtectedTable] {
    groups.compactMap { family in
      guard let group = family.group, family.counts[0].ties > 0, all.units.scale == 1 else {
        return nil
      }
      let ties = family.key(.ties, 0)
      let (known, inter) = (family.key(.known, 0), family.key(.inter, 0))
      let unknown = CellKey(ties.measure, row: ties.row, column: "alter/\(Key.unknown.id)")
      let own = CellKey(ties.measure, row: ties.row, column: "alter/\(group.id)")
      let count = TieFamily.Measure.allCases.map { family.count($0, 0) }
      return ProtectedTable(
        cells: [
          .unprinted(ties, count[0]), .unprinted(known, count[1]), .unprinted(inter, count[2]),
          .unprinted(unknown, count[0] - count[1]), .unprinted(own, count[1] - count[2]),
        ],
        relations: [
          .init(.sum, whole: ties, parts: [known, unknown]),
          .init(.sum, whole: known, parts: [inter, own]),
        ], onlyBeside: own)
    }
  }

  // MARK: - Reasons

  private func family(_ group: Int?) -> TieFamily { group.map { groups[$0] } ?? all }

  func count(
    _ measure: TieFamily.Measure, _ slot: Int, _ group: Int?, _ protection: Protection
  ) -> Suppression? {
    family(group).count(measure, slot, protection)
  }

  func share(_ slot: Int, _ group: Int?, _ protection: Protection) -> Suppression? {
    family(group).share(slot, protection)
  }

  func bounds(_ slot: Int, _ protection: Protection) -> Suppression? {
    all.bounds(slot, protection)
  }

  /// Of a headline under all semantics.
  func semantics(_ slot: Int, _ protection: Protection) -> Suppression? {
    share(slot, nil, protection)
      ?? semantics.lazy.compactMap { [all] family in
        protection.suppression(family.key(.inter, slot), all.key(.known, slot))
      }.first ?? (mixed > 0 ? rule.few(mixed) : nil)
  }

  /// Of what rests on the margins and the diagonal of the mixing matrix.
  func matrix(_ slot: Int, _ protection: Protection) -> Suppression? {
    if let reason = share(slot, nil, protection) { return reason }
    let label = all.cells.label(slot)
    let margins = ["\(label) ego/(all)", "\(label) ego/\(Key.unknown.id)"]
    let isHidden =
      groups.contains {
        $0.counts[slot].ties > 0 && protection.reason($0.key(.known, slot)) != nil
      }
      || zip(protection.cells, protection.reasons).contains { cell, reason in
        reason != nil && margins.contains(cell.key.row)
      }
    return Disclosure.secondary(isHidden)
  }

  /// Persons of whom `some` of `all` are told apart.
  func persons(
    _ some: Int, of all: Int, _ slot: Int, _ protection: Protection
  ) -> Suppression? {
    share(slot, nil, protection) ?? rule.few(some, all - some)
  }

  /// Persons whom a mean is over.
  func mean(
    over persons: Int, _ slot: Int, _ group: Int?, _ protection: Protection
  ) -> Suppression? {
    share(slot, group, protection) ?? rule.few(persons)
  }
}
