internal import Corpus

/// The rule that decides which cells may be shown. Persons are counted, distinct and unweighted.
///
/// Source: `docs/disclosure.md`; in line with ESSnet guidelines (Brandt et al. 2010), ABS DataLab
/// and the SACRO guide of 2023.
package struct Disclosure: Sendable, Equatable {
  /// The least number of distinct users in a cell and in its complement; 0 and 1 hide nothing.
  package let minUsers: Int
  /// Why it is below ten.
  package let reason: String?

  /// The number unless the pipeline file says otherwise; below it a reason is needed.
  package static let usual = 10

  /// Throws when the number is below ten without a reason.
  package init(minUsers: Int = usual, reason: String? = nil) throws {
    guard minUsers >= 0 else {
      throw Complaint(
        "min-users: \(minUsers) is below 0; give a number from 0", status: .configuration)
    }
    let reason = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    guard minUsers >= Self.usual || reason != nil else {
      throw Complaint(
        "min-users: \(minUsers) is below \(Self.usual) and needs a written reason"
          + " (disclosure: {min-users: \(minUsers), reason: …}), which is printed under the table",
        status: .configuration)
    }
    self.minUsers = minUsers
    self.reason = minUsers >= Self.usual ? nil : reason
  }

  /// Whether nothing at all is hidden.
  package var isOff: Bool { minUsers <= 1 }

  /// `min-users` when any of the numbers of distinct users is too small; zero is small.
  package func few(_ users: Int...) -> Suppression? {
    !isOff && users.contains { $0 < minUsers } ? .minUsers : nil
  }

  /// `min-users` when some users, but too few, are on one side; for what is no trait of a person.
  package func fewButSome(_ users: Int) -> Suppression? {
    users > 0 ? few(users) : nil
  }

  /// `dominance` when the largest contributor makes more than half of a count.
  package func dominated(largest: Double, of total: Double) -> Suppression? {
    !isOff && largest * 2 > total ? .dominance : nil
  }

  /// `class` when more than nine tenths of the users are all alike.
  package func uniform(_ alike: Int, of users: Int) -> Suppression? {
    !isOff && alike * 10 > users * 9 ? .oneClass : nil
  }

  /// Whether a quantile at p = `percent` / 100 has enough of `users` on each side.
  package func quantile(_ percent: Int, of users: Int) -> Suppression? {
    !isOff && min(users * percent, users * (100 - percent)) < minUsers * 100 ? .minUsers : nil
  }

  /// `secondary` where something else is hidden.
  package static func secondary(_ isHidden: Bool) -> Suppression? { isHidden ? .secondary : nil }
}

/// Which margins a grid with hidden cells may show: none in the row or column of a hidden cell.
///
/// This stands in for complementary suppression, which chooses partner cells instead.
package struct Margins: Sendable, Equatable {
  /// By row, and by column: whether it holds a hidden cell.
  package let hidesRow: [Bool]
  package let hidesColumn: [Bool]
  /// The grand total, and whatever rests on it.
  package var hidesTotal: Bool { hidesRow.contains(true) }

  /// `hidden[row][column]`.
  package init(_ hidden: [[Bool]], columns: Int) {
    hidesRow = hidden.map { $0.contains(true) }
    hidesColumn = (0..<columns).map { column in hidden.contains { $0[column] } }
  }
}
