/// How roster and posts met: counts only. Every row has one outcome.
package struct RosterMatch: Sendable, Equatable {
  package var rows = 0
  package var persons = 0
  /// Rows whose account (or person) wrote a post or was addressed.
  package var matchedRows = 0
  /// Rows whose account is nowhere in the posts.
  package var unmatchedRows = 0
  /// Rows that repeat an account of the same person.
  package var doubleRows = 0
  /// Rows of persons whose rows give different origins, and rows about an account that another
  /// person claims too. The person's group is then unknown; the account is then nobody's on the
  /// roster.
  package var conflictingRows = 0
  /// Accounts of the posts that belong to a person of the roster.
  package var matchedAccounts = 0
  /// Handles that two accounts are known to have used: joined to neither.
  package var conflictingHandles = 0

  package init() {}

  /// Whether every row has its outcome.
  package var balances: Bool {
    rows == matchedRows + unmatchedRows + doubleRows + conflictingRows
  }
}
