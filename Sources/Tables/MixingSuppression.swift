/// Which cells of T6 are hidden.
///
/// What everybody knows: cells add up to rows, columns and all ties, which T5 has too; beside T5, the
/// ties of the unknown row and column are those that are not known there, and the diagonal is what is
/// not interethnic. Expected values and residuals rest on the margins of the known; the implied share on
/// the diagonal.
struct MixingSuppression: Sendable {
  private let sums: MixingSums
  private let present: [Int]
  private let groups: [Key]
  private let label: String
  private let rule: Disclosure
  private let isDirected: Bool
  private let joins: Joins

  /// What holds between this matrix and other tables.
  struct Joins {
    /// Whether the diagonal is what T5 counts as intra-ethnic: nobody has several memberships.
    let hasSameDiagonal: Bool
    /// The matrix of all ties, where this one is of the first of several topics.
    let topics: Topics?

    /// Matrices of all topics, which cover that of all ties.
    struct Topics {
      let all: MixingSums
      let slots: [(label: String, sums: MixingSums)]
      let none: String
    }
  }

  /// `present` are the groups that stand in the table, `groups` the labels of all.
  init(
    _ sums: MixingSums, _ present: [Int], _ groups: [Key], label: String, _ rule: Disclosure,
    isDirected: Bool, _ joins: Joins
  ) {
    self.sums = sums
    self.present = present
    self.groups = groups
    self.label = label
    self.rule = rule
    self.isDirected = isDirected
    self.joins = joins
  }

  /// Ties without direction stand in the matrix twice, so that its numbers are not those of T5 but go
  /// with them.
  static func together(_ measure: String, _ label: String) -> String? {
    measure == "ties" ? "\(measure) \(label)" : nil
  }

  private var measure: String { isDirected ? "ties" : "tie ends" }

  /// nil is the margin. The total is all ties of the slot, under the name that it has in T5.
  private func key(_ ego: Int?, _ alter: Int?, in label: String? = nil) -> CellKey {
    let label = label ?? self.label
    let row = ego.map { "\(label) ego/\(groups[$0].id)" }
    return CellKey(
      measure, row: row ?? (alter == nil ? label : "\(label) ego/(all)"),
      column: alter.map { "alter/\(groups[$0].id)" } ?? "(all)")
  }

  // MARK: - Reasons

  func count(_ ego: Int?, _ alter: Int?, _ protection: Protection) -> Suppression? {
    protection.suppression(key(ego, alter))
  }

  /// Of a percentage of ego's row.
  func share(_ ego: Int?, _ alter: Int, _ protection: Protection) -> Suppression? {
    protection.suppression(key(ego, alter), key(ego, nil))
  }

  /// Of an expected value or residual: it rests on the margins of the known, which are those of all
  /// less the row and column of the unknown.
  func expected(_ ego: Int, _ alter: Int, _ protection: Protection) -> Suppression? {
    if let own = protection.suppression(key(ego, alter)) { return own }
    var keys = [key(ego, nil), key(nil, alter), key(nil, nil)]
    let unknown = sums.size - 1
    if present.contains(unknown) {
      keys += [
        key(ego, unknown), key(unknown, alter), key(unknown, nil), key(nil, unknown),
        key(unknown, unknown),
      ]
    }
    return Disclosure.secondary(keys.contains { protection.reason($0) != nil })
  }

  /// Of the share that the diagonal implies: it is that of T5, or rests on every cell.
  func impliedShare(_ protection: Protection) -> Suppression? {
    let shares = ["inter", "known"].map { CellKey($0, row: label, column: "(all)") }
    if isDirected, joins.hasSameDiagonal, shares.allSatisfy(protection.isPrinted) {
      return Disclosure.secondary(shares.contains { protection.reason($0) != nil })
    }
    return Disclosure.secondary(keys.contains { protection.reason($0) != nil })
  }

  private var keys: [CellKey] {
    let all: [Int?] = present.map { $0 } + [nil]
    return all.flatMap { ego in all.map { key(ego, $0) } }
  }

  // MARK: - Cells

  /// The matrix, and what joins it to other tables.
  var tables: [ProtectedTable] {
    let all: [Int?] = present.map { $0 } + [nil]
    let grid = all.map { ego in all.map { cell(ego, $0) } }
    return [ProtectedTable(twoWay: grid)] + joinedToShares + joinedToTopics
  }

  private func cell(_ ego: Int?, _ alter: Int?) -> ProtectedCell {
    let count: MixingSums.Count
    var reason: Suppression?
    switch (ego, alter) {
    case (let ego?, let alter?):
      count = sums[ego, alter]
      reason = primary(ego, alter)
    case (let ego?, nil): count = sums.rows[ego]
    case (nil, let alter?): count = sums.columns[alter]
    case (nil, nil): count = sums.all
    }
    return ProtectedCell(
      key(ego, alter), count: count.units,
      sides: [
        Contributors(persons: count.egos, largest: count.largestEgoUnits),
        Contributors(persons: count.alters, largest: count.largestAlterUnits),
      ],
      together: !isDirected && ego == nil && alter == nil ? Self.together("ties", label) : nil,
      besides: reason.map(HidingReason.init))
  }

  private func primary(_ ego: Int, _ alter: Int) -> Suppression? {
    let cell = sums[ego, alter]
    let (row, column) = (sums.rows[ego], sums.columns[alter])
    return rule.few(
      cell.egos, cell.alters, row.egos - cell.onlyEgos, row.alters - cell.wholeAlters)
      ?? rule.dominated(largest: cell.largestEgo, of: cell.ties)
      ?? rule.dominated(largest: cell.largestAlter, of: cell.ties)
      ?? rule.uniform(cell.onlyEgos, of: row.egos)
      ?? rule.uniform(cell.onlyAlters, of: column.alters)
  }

  // MARK: - Joined

  /// To T5: all ties are known ones, the row of the unknown, and their column of the known; known ones
  /// are interethnic or on the diagonal.
  private var joinedToShares: [ProtectedTable] {
    guard isDirected else { return [] }
    let unknown = sums.size - 1
    let known = CellKey("known", row: label, column: "(all)")
    let inter = CellKey("inter", row: label, column: "(all)")
    let groups = present.filter { $0 < unknown }
    let knownUnits = groups.reduce(0) { sum, ego in
      sum + groups.reduce(0) { $0 + sums[ego, $1].units }
    }
    let diagonal = groups.reduce(0) { $0 + sums[$1, $1].units }
    let others =
      present.contains(unknown)
      ? [key(unknown, nil)] + groups.map { key($0, unknown) } : []
    var tables = [
      ProtectedTable(
        cells: [.unprinted(known, knownUnits)],
        relations: [.init(.sum, whole: key(nil, nil), parts: [known] + others)],
        onlyBeside: known)
    ]
    if joins.hasSameDiagonal {
      tables.append(
        ProtectedTable(
          cells: [.unprinted(known, knownUnits), .unprinted(inter, knownUnits - diagonal)],
          relations: [
            .init(.sum, whole: known, parts: [inter] + groups.map { key($0, $0) })
          ],
          onlyBeside: inter))
    }
    return tables
  }

  /// To the matrix of all ties: each of its cells is the ties without topic and with any.
  private var joinedToTopics: [ProtectedTable] {
    guard let topics = joins.topics else { return [] }
    var cells: [ProtectedCell] = []
    var relations: [ProtectedTable.Relation] = []
    for ego in present {
      for alter in present {
        let whole = key(ego, alter, in: "(all)")
        let units = topics.all[ego, alter].units
        let without = topics.slots.first { $0.label == topics.none }?.sums[ego, alter].units ?? 0
        let own = topics.slots.filter { $0.label != topics.none }
        let any = key(ego, alter, in: "(any topic)")
        var parts = own.map { key(ego, alter, in: $0.label) }
        let sum = own.reduce(0) { $0 + $1.sums[ego, alter].units }
        if units - without > sum {
          parts.append(key(ego, alter, in: "(no level)"))
          cells.append(.unprinted(parts[parts.count - 1], units - without - sum))
        }
        cells += [.unprinted(whole, units), .unprinted(any, units - without)]
        let none =
          without > 0 || topics.slots.contains { $0.label == topics.none }
          ? [key(ego, alter, in: topics.none)] : []
        relations += [
          .init(.sum, whole: whole, parts: none + [any]), .init(.cover, whole: any, parts: parts),
        ]
      }
    }
    let own = topics.slots.flatMap { slot in
      present.flatMap { ego in
        present.map {
          ProtectedCell.unprinted(key(ego, $0, in: slot.label), slot.sums[ego, $0].units)
        }
      }
    }
    return [
      ProtectedTable(
        cells: cells + own, relations: relations.filter { !$0.parts.isEmpty },
        onlyBeside: key(present[0], nil, in: "(all)"))
    ]
  }
}
