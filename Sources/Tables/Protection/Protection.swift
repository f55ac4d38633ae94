internal import Corpus

/// What hiding a cell is said to lose.
package enum Loss: String, Sendable, CaseIterable {
  /// Distinct persons of the cell.
  case persons
  /// Its count.
  case counts
  /// One per cell.
  case cells
}

/// Whether anything is hidden at all.
package enum ProtectionMode: Sendable, Equatable {
  case rule(Disclosure)
  /// Nothing is hidden, for a written reason: public or invented data.
  case exact(reason: String)

  /// Throws when no reason is written.
  package static func exactly(because reason: String) throws -> ProtectionMode {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Complaint(
        "disclosure: exact needs a written reason, which is printed under the table",
        status: .configuration)
    }
    return .exact(reason: reason)
  }
}

/// Which cells of the tables that are published together are hidden, and why.
///
/// Rule: a hidden cell is safe when its feasible range, given every published number of all tables,
/// their sums, and that no count is negative, is at least `min-users` wide, and wide enough that its
/// largest contributor would make at most half (2 × largest − count). Source: measures §6.3; the
/// second part is the protection level of the dominance rule in Hundepool et al. 2012, *Statistical
/// Disclosure Control*, §4.2.
///
/// Besides, a sum of hidden cells that follows from a shown whole and its shown parts passes the rule
/// of persons and dominance itself (see `Protector.hideForSums`).
package struct Protection: Sendable {
  /// In the order of their keys, each once.
  package let cells: [ProtectedCell]
  /// Why each is hidden, or nil.
  package let reasons: [HidingReason?]
  /// Why nothing is hidden, in the mode `exact`.
  package let exactReason: String?
  private let numbers: [CellKey: Int]

  /// Decides for all tables at once.
  ///
  /// The tables may share cells (same key). The result does not depend on the order of tables or
  /// cells. `scale`: units of a count that make one, where counts are parts of ties.
  /// Cost: for every hidden cell some shortest ways through the cells of its tables.
  package init(
    _ tables: [ProtectedTable], _ mode: ProtectionMode, loss: Loss = .persons, scale: Int = 1
  ) {
    precondition(scale > 0, "a scale is positive")
    switch mode {
    case .exact(let reason):
      cells = CellSystem(tables).cells
      reasons = Array(repeating: nil, count: cells.count)
      exactReason = reason
    case .rule(let rule):
      var protector = Protector(tables, rule, loss: loss, scale: scale)
      if !rule.isOff {
        // Partners within the tables, or margins: whatever loses less.
        var other = Protector(tables, rule, loss: loss, scale: scale, raisesFirst: true)
        protector.protect(rule)
        other.protect(rule)
        if other.hiddenLoss < protector.hiddenLoss { protector = other }
      }
      cells = protector.system.cells
      reasons = protector.reasons
      exactReason = nil
    }
    var numbers: [CellKey: Int] = [:]
    for (number, cell) in cells.enumerated() { numbers[cell.key] = number }
    self.numbers = numbers
  }

  /// Why a cell is hidden; nil when it is shown or no cell of the tables.
  package func reason(_ key: CellKey) -> HidingReason? {
    numbers[key].flatMap { reasons[$0] }
  }

  /// Whether a cell stands in one of the tables.
  package func isPrinted(_ key: CellKey) -> Bool {
    numbers[key].map { cells[$0].isPrinted } ?? false
  }

  /// Why a value that is computed from cells is hidden: a percentage, interval, expected value,
  /// residual. The first cell is the value's own and gives its reason; any other hidden cell makes it
  /// `secondary`, since a count and its percentage give the base.
  package func reason(computedFrom keys: [CellKey]) -> HidingReason? {
    guard let own = keys.first else { return nil }
    return reason(own) ?? (keys.contains { reason($0) != nil } ? .secondary : nil)
  }

  /// How many cells are hidden for each reason, in the order of the reasons.
  package var counts: [(reason: HidingReason, count: Int)] {
    HidingReason.allCases.map { reason in (reason, reasons.count { $0 == reason }) }
  }

  /// Share of cells that are hidden.
  package var hiddenShare: Double {
    share(reasons.count { $0 != nil })
  }

  /// Share of cells that are hidden for the sake of others.
  package var secondaryShare: Double {
    share(reasons.count { $0 == .secondary })
  }

  private func share(_ hidden: Int) -> Double {
    let printed = cells.count(where: \.isPrinted)
    return printed == 0 ? 0 : Double(hidden) / Double(printed)
  }
}
