/// Which cells of T2 are hidden.
///
/// A row of few persons is hidden whole. Within a row a source, age or gender of few persons, zero
/// included, is hidden, and one that all but few have; where the knowledge comes from is no trait of
/// a person, and none is not few. Parts add up to the users of their row and rows to all users: a
/// hidden cell gets a partner, so that what is missing from a sum can be parted in many ways. A
/// margin is hidden with any cell below it, but the number of all users, whose only hidden parts
/// have partners.
struct SampleSuppression {
  struct Reasons {
    var users: Suppression?
    /// Of the percentage beside them.
    var shares: Suppression?
    var posts: Suppression?
    var parts: [[Suppression?]]
  }

  private let rows: [Reasons]
  private let hidesTotal: Bool
  private let rule: Disclosure

  /// - Parameter rows: the rows that part the sample, without margins.
  init(_ rows: [SampleRow], _ rule: Disclosure) {
    self.rule = rule
    var users = rows.map { rule.few($0.users) }
    hidesTotal = !Self.protect(rows.map(\.users), &users, rule)
    let total = Disclosure.secondary(hidesTotal)
    self.rows = zip(rows, users).map { row, hidden in
      Reasons(
        users: hidden, shares: hidden ?? total,
        posts: hidden ?? rule.dominated(largest: Double(row.largest), of: Double(row.posts)),
        parts: row.parts.enumerated().map { part, counts in
          var reasons = counts.map { count -> Suppression? in
            if let hidden { return hidden }
            let rest = row.users - count
            return part == 0
              ? rule.fewButSome(count) ?? rule.fewButSome(rest) : rule.few(count, rest)
          }
          if hidden == nil { _ = Self.protect(counts, &reasons, rule) }
          return reasons
        })
    }
  }

  /// Of a line of the table that adds up these rows.
  func reasons(_ line: SampleRow, _ numbers: [Int]) -> Reasons {
    if numbers.count == 1 { return rows[numbers[0]] }
    let own = numbers.map { rows[$0] }
    let isAll = numbers.count == rows.count
    let few = rule.few(line.users)
    let users =
      few ?? Disclosure.secondary(isAll ? hidesTotal : own.contains { $0.users != nil })
    let isPartlyHidden = own.contains { $0.posts != nil }
    return Reasons(
      users: users, shares: users ?? Disclosure.secondary(hidesTotal),
      posts: users ?? Disclosure.secondary(isPartlyHidden)
        ?? rule.dominated(largest: Double(line.largest), of: Double(line.posts)),
      parts: line.parts.indices.map { part in
        line.parts[part].indices.map { column in
          users ?? Disclosure.secondary(own.contains { $0.parts[part][column] != nil })
        }
      })
  }

  /// Hides partners until at least two cells are hidden that together count 2 min-users − 1 or more:
  /// a few then may be any number below min-users.
  /// - Returns: false when there are not enough cells for that.
  private static func protect(
    _ counts: [Int], _ reasons: inout [Suppression?], _ rule: Disclosure
  ) -> Bool {
    let enough = 2 * rule.minUsers - 1
    while true {
      let hidden = reasons.indices.filter { reasons[$0] != nil }
      let sum = hidden.reduce(0) { $0 + counts[$1] }
      if hidden.isEmpty || (hidden.count > 1 && sum >= enough) { return true }
      let shown = reasons.indices.filter { reasons[$0] == nil }
        .sorted { (counts[$0], $0) < (counts[$1], $1) }
      guard let partner = shown.first(where: { sum + counts[$0] >= enough }) ?? shown.last else {
        return false
      }
      reasons[partner] = .secondary
    }
  }
}
