/// Why a cell is hidden; the words are the reason codes.
package enum HidingReason: String, Sendable, CaseIterable {
  /// Fewer distinct users (egos) than `min-users` in the cell or in its complement; zero is few.
  case minUsers = "min-users"
  /// Ties: fewer distinct alters than `min-users` in the cell or in its complement.
  case alters
  /// One person makes more than half of the count.
  case dominance
  /// More than nine tenths of the persons of its row or column are in this cell.
  case oneClass = "class"
  /// Hidden so that another cell cannot be computed.
  case secondary

  init(_ suppression: Suppression) {
    self =
      switch suppression {
      case .minUsers: .minUsers
      case .dominance: .dominance
      case .oneClass: .oneClass
      case .secondary: .secondary
      }
  }

  /// The reason in tables that do not tell alters from egos.
  package var suppression: Suppression {
    switch self {
    case .minUsers, .alters: .minUsers
    case .dominance: .dominance
    case .oneClass: .oneClass
    case .secondary: .secondary
    }
  }
}

/// The persons on one side of a count: users of posts, egos or alters of ties.
package struct Contributors: Sendable, Equatable {
  /// So many persons of a row, column or other base are alike.
  package struct Alike: Sendable, Equatable {
    package let persons: Int
    package let base: Int

    package init(_ persons: Int, of base: Int) {
      self.persons = persons
      self.base = base
    }
  }

  /// Distinct persons, unweighted.
  package var persons: Int
  /// Distinct persons in the rest of the base; nil where the count has no base.
  package var complement: Int?
  /// The count of the person with most, in the unit of the cell's count.
  package var largest: Int
  /// For `class`: persons that are in this cell (only), against those of its row and of its column.
  package var alike: [Alike]

  package init(persons: Int, complement: Int? = nil, largest: Int = 0, alike: [Alike] = []) {
    self.persons = persons
    self.complement = complement
    self.largest = largest
    self.alike = alike
  }
}

/// One published number with what decides whether it may be shown.
package struct ProtectedCell: Sendable, Equatable {
  package let key: CellKey
  /// The number: posts, ties or users, not negative; parts of ties in whole units of 1 / scale.
  package let count: Int
  /// Users; or egos, then alters. Empty: judged safe in itself.
  package let sides: [Contributors]
  /// A zero that everybody knows and that is no trait of a person, such as a cell that cannot occur:
  /// never hidden. Zero only: when all that hangs together is hidden, any multiple of the table
  /// agrees with what is shown, which a fixed number above zero would make false.
  package let isFixed: Bool
  /// Whether the number stands in a table. One that does not, such as the posts with any topic, is
  /// known as far as it follows from others: it needs no protection and can be no partner.
  package let isPrinted: Bool
  /// A primary reason that does not follow from the sides, such as few persons in what is left.
  package let besides: HidingReason?
  /// The least width of the feasible range, where it needs more than the sides say.
  package let leastWidth: Int
  /// Cells with the same word are hidden together, such as posts and users of one place.
  package let together: String?

  package init(
    _ key: CellKey, count: Int, sides: [Contributors], isFixed: Bool = false,
    together: String? = nil, isPrinted: Bool = true, besides: HidingReason? = nil,
    leastWidth: Int = 0
  ) {
    precondition(count >= 0, "a count is not negative")
    precondition(!isFixed || count == 0, "only a zero is known to everybody")
    self.key = key
    self.count = count
    self.sides = sides
    self.isFixed = isFixed
    self.together = together
    self.isPrinted = isPrinted
    self.besides = besides
    self.leastWidth = leastWidth
  }

  /// A number that stands in no table.
  package static func unprinted(_ key: CellKey, _ count: Int) -> ProtectedCell {
    ProtectedCell(key, count: count, sides: [], isPrinted: false)
  }

  /// A count of distinct users that is its own number of persons.
  package static func users(_ key: CellKey, _ users: Int, of base: Int? = nil) -> ProtectedCell {
    ProtectedCell(
      key, count: users,
      sides: [
        Contributors(persons: users, complement: base.map { $0 - users }, largest: min(users, 1))
      ])
  }

  /// The primary rule, in the order `min-users`, `alters`, `dominance`, `class`; nil: may be shown
  /// as far as the cell itself goes. Source: measures §6.3 (ESSnet 2010: 10 / 50 % / 90 %).
  package func primaryReason(_ rule: Disclosure) -> HidingReason? {
    if isFixed || rule.isOff || !isPrinted { return nil }
    if let besides { return besides }
    for (place, side) in sides.enumerated() {
      let few = [side.persons, side.complement ?? .max].contains { rule.few($0) != nil }
      if few { return place == 0 ? .minUsers : .alters }
    }
    let dominated = sides.contains {
      rule.dominated(largest: Double($0.largest), of: Double(count)) != nil
    }
    // A count of users has one of each: of one user it is few, not dominated.
    if dominated { return .dominance }
    let isAlike = sides.contains { side in
      side.alike.contains { rule.uniform($0.persons, of: $0.base) != nil }
    }
    return isAlike ? .oneClass : nil
  }

  /// How wide the feasible range of the hidden cell has to be: `min-users`, and enough that the
  /// person with most would no longer make more than half: 2 × largest − count.
  package func neededWidth(_ rule: Disclosure, scale: Int) -> Int {
    guard isPrinted else { return 0 }
    return max(
      leastWidth, rule.minUsers * scale, 2 * (sides.map(\.largest).max() ?? 0) - count)
  }

  /// What hiding it loses: the persons whose count is gone.
  var loss: Int { sides.map(\.persons).max() ?? count }
}
