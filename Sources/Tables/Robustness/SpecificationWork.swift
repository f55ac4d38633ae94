package import Corpus
internal import Interactions

extension SpecificationResult {
  /// Estimates of one specification. Cost: two walks over the ties, and the replicates.
  /// - Parameter settings: `replicates` and `seed` are those of the table, so that a specification
  ///   that equals the baseline gives its numbers to the last digit.
  package static func of(
    _ ties: TieTable, _ posts: PostTable, _ specification: Specification, _ settings: TableSettings
  ) throws -> SpecificationResult {
    guard ties.ties.count > 0 else { return SpecificationResult(specification) }
    let cells = TieCells(ties, posts, by: [], hasStrata: true)
    let contrast = Contrast(ties)
    let sums = TieSums(cells, ties, contrast, Units(ties.people))
    let count = sums.counts[0]
    guard count.known > 0 else { return SpecificationResult(specification) }
    var estimates = try TieEstimates(ties, cells, contrast, sums, settings)
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    let hidden = TieFamily.count(count, rule) ?? TieFamily.share(count, rule)
    return SpecificationResult(
      specification: specification,
      share: found(estimates.cell(.share, 0)), userMean: found(estimates.cell(.userMean, 0)),
      difference: found(estimates.cell(.difference, 0)),
      egos: Self.egos(sums.contributions), isHidden: hidden != nil)
  }

  private init(_ specification: Specification) {
    self.init(
      specification: specification, share: nil, userMean: nil, difference: nil, egos: [],
      isHidden: false)
  }

  private static func found(_ cell: Cell) -> Found? {
    guard case .number(let value, let spread) = cell.state else { return nil }
    if case .interval(let low, let high)? = spread {
      return Found(value: value.value, interval: low.value...high.value)
    }
    return Found(value: value.value, interval: nil)
  }

  /// Sums 0 and 1 of ``TieSums``: known ties and interethnic ones.
  private static func egos(_ contributions: Contributions) -> [Ego] {
    contributions.hashes.indices.map { person in
      var ego = Ego(person: contributions.hashes[person])
      for at in contributions.starts[person]..<contributions.starts[person + 1] {
        switch contributions.sums[at] {
        case 0: ego.known += contributions.parts[at]
        case 1: ego.inter += contributions.parts[at]
        default: break
        }
      }
      return ego
    }.filter { $0.known > 0 }.sorted { $0.person < $1.person }
  }
}
