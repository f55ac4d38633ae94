import Tables

extension TabulatePlan {
  /// As the room of tables takes them.
  func resolved(_ plan: Plan, jobs: Int) -> TableSettings {
    TableSettings(
      by: by, subtopics: subtopics, replicates: replicates, interval: interval?.resolved,
      seed: plan.seed, draws: draws, bridgingTies: bridgingTies, bridgingShare: bridgingShare,
      minUsers: plan.disclosure.minUsers, minUsersReason: plan.disclosure.reason, margin: margin,
      period: period.resolved, zone: zone.resolved, clusters: clusters.resolved,
      correction: correction.resolved,
      reference: reference, target: target, top: top, jobs: jobs)
  }
}

extension PeriodUnit {
  var resolved: Period.Unit {
    switch self {
    case .year: .year
    case .quarter: .quarter
    case .month: .month
    case .week: .week
    }
  }
}

extension PeriodZone {
  var resolved: Period.Zone { self == .utc ? .utc : .amsterdam }
}

extension IntervalRule {
  var resolved: IntervalMethod {
    switch self {
    case .dyadic: .dyadic
    case .logit: .logit
    case .percentile: .percentile
    case .linearised: .linearised
    }
  }
}

extension CorrectionRule {
  var resolved: ClusterCorrection {
    switch self {
    case .none: .none
    case .clusters: .clusters
    case .clustersAndTerms: .clustersAndTerms
    }
  }
}

extension ClusterRule {
  var resolved: ContactClusters { self == .ego ? .ego : .egoAndAlter }
}
