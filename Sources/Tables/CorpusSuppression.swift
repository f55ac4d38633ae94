internal import Corpus

/// Which rows of T1 are hidden: posts, threads and users of a row together, *group known* for itself.
///
/// What everybody knows: posts of the rows add up to the margin; threads and users of the rows may
/// overlap; users are at most posts, and those of known group at most users.
struct CorpusSuppression: Sendable {
  private let sums: CorpusSums
  private let rule: Disclosure
  private let scale: Int
  private let labels: [String]

  init(_ sums: CorpusSums, _ platforms: [String], _ rule: Disclosure, _ units: Units) {
    self.sums = sums
    self.rule = rule
    scale = units.scale
    labels =
      sums.rows.map { "\(VenueType.all[$0.venueType]) \(platforms[$0.platform])" } + ["(all)"]
  }

  private enum Measure: String, CaseIterable {
    case posts, threads, users, known
  }

  private func key(_ measure: Measure, _ row: Int) -> CellKey {
    CellKey(
      "corpus \(measure.rawValue)", row: row < sums.rows.count ? "row \(labels[row])" : "(all)",
      column: "(all)")
  }

  /// Of a row, or of the margin behind the last row.
  func reasons(_ row: Int, _ protection: Protection) -> (whole: Suppression?, known: Suppression?) {
    (protection.suppression(key(.posts, row)), protection.suppression(key(.known, row)))
  }

  private func count(_ measure: Measure, _ row: Int) -> Int {
    let own = row < sums.rows.count ? sums.counts[row] : sums.all
    return switch measure {
    case .posts: own.posts
    case .threads: own.threads
    case .users: own.users
    case .known: own.known
    }
  }

  private func cell(_ measure: Measure, _ row: Int) -> ProtectedCell {
    let own = row < sums.rows.count ? sums.counts[row] : sums.all
    let most = own.perPerson.last ?? 0
    let reason =
      measure == .known
      ? rule.few(own.known) ?? rule.fewButSome(own.users - own.known)
      : rule.few(own.users) ?? rule.dominated(largest: Double(most), of: Double(own.postsOfUsers))
    return ProtectedCell(
      key(measure, row), count: count(measure, row) * scale,
      sides: [
        Contributors(
          persons: measure == .known ? own.known : own.users,
          largest: measure == .posts ? most * scale : 0)
      ],
      together: measure == .known ? nil : "corpus \(labels[row])",
      besides: reason.map(HidingReason.init),
      leastWidth: measure == .posts ? (2 * most - own.postsOfUsers) * scale : 0)
  }

  var table: ProtectedTable {
    let rows = Array(sums.rows.indices)
    let all = rows.count
    var relations: [ProtectedTable.Relation] = []
    for row in rows + [all] {
      relations += [
        .init(.within, whole: key(.users, row), parts: [key(.known, row)])
      ]
      if count(.users, row) <= count(.posts, row) {
        relations.append(.init(.within, whole: key(.posts, row), parts: [key(.users, row)]))
      }
    }
    relations.append(.init(.sum, whole: key(.posts, all), parts: rows.map { key(.posts, $0) }))
    for measure in [Measure.threads, .users, .known] {
      if let relation = ProtectedTable.Relation.overlapping(
        key(measure, all), rows.map { (key(measure, $0), count(measure, $0)) },
        of: count(measure, all))
      {
        relations.append(relation)
      }
    }
    return ProtectedTable(
      cells: (rows + [all]).flatMap { row in Measure.allCases.map { cell($0, row) } },
      relations: relations)
  }
}
