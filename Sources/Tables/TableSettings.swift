/// Settings of a tabulate stage; defaults are written here and nowhere else.
package struct TableSettings: Sendable, Equatable {
  /// How the table is split: words of ``TableKind/by``. Empty is the table's own default.
  package var by: [String]
  /// Whether subtopics have rows of their own.
  package var subtopics: Bool
  /// Bootstrap replicates of percentile intervals; 0 gives none of these.
  package var replicates: Int
  /// How intervals are made; nil is the way that covers best for the table.
  package var interval: IntervalMethod?
  /// Seed of the bootstrap; each table draws by a seed of its own made from it.
  package var seed: UInt64
  /// Deals of the relabelling test; 0 gives no p.
  package var draws: Int
  /// Ties between groups that a bridging user has at least.
  package var bridgingTies: Int
  /// Least share of a bridging user's own ties that is between groups, 0–1.
  package var bridgingShare: Double
  /// Distinct users below which a cell is hidden (design §7); below 10 needs a reason.
  package var minUsers: Int
  /// Why ``minUsers`` is below 10; printed under the table.
  package var minUsersReason: String?
  /// Largest difference of shares (0–1) that counts as "the same" (propositions); no default.
  package var margin: Double?
  /// How long a period is, and whose clock it follows.
  package var period: Period.Unit
  package var zone: Period.Zone
  /// Which ties of T8 hang together.
  package var clusters: ContactClusters
  /// What their covariance is multiplied by for there being few of them.
  package var correction: ClusterCorrection
  /// Levels that others are compared with, as "factor=level"; in T8 else that with most ties, in T14
  /// else all posts that are not of ``target``.
  package var reference: [String]
  /// Posts whose words are compared, as "factor=level".
  package var target: [String]
  /// Terms shown in each direction.
  package var top: Int
  /// Threads. Changes no byte.
  package var jobs: Int

  package init(
    by: [String] = [], subtopics: Bool = false, replicates: Int = 1000,
    interval: IntervalMethod? = nil, seed: UInt64 = 1,
    draws: Int = 999, bridgingTies: Int = 3, bridgingShare: Double = 0.5,
    minUsers: Int = Disclosure.usual, minUsersReason: String? = nil, margin: Double? = nil,
    period: Period.Unit = .year, zone: Period.Zone = .amsterdam, clusters: ContactClusters = .ego,
    correction: ClusterCorrection = .clusters,
    reference: [String] = [], target: [String] = [], top: Int = 50, jobs: Int = 1
  ) {
    self.by = by
    self.subtopics = subtopics
    self.replicates = replicates
    self.interval = interval
    self.seed = seed
    self.draws = draws
    self.bridgingTies = bridgingTies
    self.bridgingShare = bridgingShare
    self.minUsers = minUsers
    self.minUsersReason = minUsersReason
    self.margin = margin
    self.period = period
    self.zone = zone
    self.clusters = clusters
    self.correction = correction
    self.reference = reference
    self.target = target
    self.top = top
    self.jobs = jobs
  }

  /// For counting alone: no replicates and no draws, which decide nothing of what is hidden.
  package var withoutChance: TableSettings {
    var settings = self
    settings.replicates = 0
    settings.draws = 0
    return settings
  }
}
