import Corpus
import Tables

/// How many donors a study needs: the width of the interval of the share interethnic, and the chance
/// to detect a difference between two halves of the donors, over simulated studies.
///
/// Two intervals of the share: by ego, which is about these alters, and dyadic (``DyadicRatio``),
/// which is about people like them. For the difference every second user's homophily is raised, so
/// that the true share of that half is lower by it; it is detected where the 95 % interval of the
/// difference (dyadic, jackknifed) leaves out 0.
package struct PowerAnalysis: Sendable {
  private let settings: SimulationSettings
  private let contrast: Double
  private let seed: UInt64
  private let studies: Int

  /// - Parameter difference: of two shares, 0–1; 0 gives the rate of false alarms.
  /// - Throws: `Complaint` (64).
  package init(_ settings: SimulationSettings, difference: Double, studies: Int, seed: UInt64)
    throws
  {
    guard studies >= 2 else {
      throw Complaint("must be at least 2", at: "--studies", status: .usage)
    }
    guard difference >= 0, difference < 1 else {
      throw Complaint("must be from 0 to below 1", at: "--difference", status: .usage)
    }
    self.settings = settings
    self.seed = seed
    self.studies = studies
    contrast = difference / SimulationEstimands(settings).chance
    var raised = settings
    raised.contrast = contrast
    do { try raised.check() } catch let complaint as Complaint
      where complaint.places.first == "--homophily"
    {
      throw Complaint(
        "is too much for this homophily: the other half would leave the range 0 to 1",
        at: "--difference", status: .usage)
    }
  }

  /// What the studies of one number of donors gave.
  package struct Row: Sendable, Equatable {
    package let users: Int
    package var ties = MonteCarlo()
    package var share = MonteCarlo()
    package var egoWidth = MonteCarlo()
    package var egoCovers = MonteCarlo()
    package var dyadicWidth = MonteCarlo()
    package var dyadicCovers = MonteCarlo()
    package var detects = MonteCarlo()

    fileprivate mutating func combine(_ other: Row) {
      ties.combine(other.ties)
      share.combine(other.share)
      egoWidth.combine(other.egoWidth)
      egoCovers.combine(other.egoCovers)
      dyadicWidth.combine(other.dyadicWidth)
      dyadicCovers.combine(other.dyadicCovers)
      detects.combine(other.detects)
    }
  }

  /// One number of donors. The result does not depend on `jobs`.
  package func row(users: Int, jobs: Int) throws -> Row {
    var plain = settings
    plain.users = users
    try plain.check()
    var raised = plain
    raised.contrast = contrast
    let (study, contrasted) = (plain, raised)
    let truth = SimulationEstimands(plain).share
    let rows = try Crew.map(studies, jobs: jobs) { number in
      let start = SimulationDraws.start(seed, "power-\(users)")
      var draws = SimulationDraws(start: start, number: number)
      let own = UInt64(draws.below(1 << 62))
      return try Self.one(study, contrasted, own, truth)
    }
    return rows.dropFirst().reduce(into: rows[0]) { $0.combine($1) }
  }

  private static func one(
    _ plain: SimulationSettings, _ raised: SimulationSettings, _ seed: UInt64, _ truth: Double
  ) throws -> Row {
    var row = Row(users: plain.users)
    let ties = StudyTies(try SimulatedStudy(plain, seed: seed))
    let ratio = ClusterRatio(ties.known)
    row.ties.add(Double(ties.study.replies.count))
    if let share = ratio.share.value { row.share.add(share) }
    if let limits = ratio.limits().value {
      row.egoWidth.add(limits.high - limits.low)
      row.egoCovers.add(limits.low <= truth && truth <= limits.high)
    }
    if let limits = DyadicRatio(ties.pairs).logitLimits().value {
      row.dyadicWidth.add(limits.high - limits.low)
      row.dyadicCovers.add(limits.low <= truth && truth <= limits.high)
    }
    let halves = StudyTies(try SimulatedStudy(raised, seed: seed)).pairs.sorted {
      let a = (min($0.ego, $0.alter), max($0.ego, $0.alter), $0.ego)
      return a < (min($1.ego, $1.alter), max($1.ego, $1.alter), $1.ego)
    }
    // Sums 0 and 1: interethnic and all known ties of one half; 2 and 3: of the other.
    var dyads = DyadicJackknife(width: 4, persons: raised.personCount)
    for pair in halves {
      let first = pair.ego % 2 == 0 ? 0 : 2
      if pair.x > 0 { dyads.add(pair.x, to: first, ego: pair.ego, alter: pair.alter) }
      dyads.add(pair.n, to: first + 1, ego: pair.ego, alter: pair.alter)
    }
    let limits = dyads.estimate(on: [1, 3]) {
      $0(1) > 0 && $0(3) > 0 ? $0(0) / $0(1) - $0(2) / $0(3) : nil
    }.value?.limits()
    row.detects.add(limits.map { $0.low > 0 || $0.high < 0 } ?? false)
    return row
  }

  package static let header =
    "users,studies,ties,share,width_by_ego,width_by_ego_mc_error,coverage_by_ego,"
    + "coverage_by_ego_mc_error,width_dyadic,width_dyadic_mc_error,coverage_dyadic,"
    + "coverage_dyadic_mc_error,power,power_mc_error"

  /// A row as CSV.
  package static func line(_ row: Row) -> String {
    var cells = [
      "\(row.users)", "\(row.detects.count)", MonteCarlo.text(row.ties.mean, 1),
      MonteCarlo.text(row.share.mean, 4),
    ]
    for one in [row.egoWidth, row.egoCovers, row.dyadicWidth, row.dyadicCovers, row.detects] {
      cells += [MonteCarlo.text(one.mean, 4), MonteCarlo.text(one.error, 4)]
    }
    return cells.joined(separator: ",")
  }
}
