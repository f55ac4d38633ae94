/// Which of several records with one post id is kept.
package enum DuplicateRule: String, Sendable, CaseIterable { case first }

/// Order of day, month and year in dates of digits.
package enum DateOrder: String, Sendable, CaseIterable { case dmy, mdy, ymd }

/// Posts that are left out unless the pipeline file names them.
package enum IncludeWord: String, Sendable, CaseIterable { case deleted, messages }

extension ClassifyPlan {
  /// How text is cut into words.
  package enum Tokenisation: String, Sendable, CaseIterable { case youth, plain }
}

/// What an outside program adds to each post.
package enum ExecAnswer: String, Sendable, CaseIterable { case topics }

/// Whether an edge needs the answered post in the data.
package enum ParentRule: String, Sendable, CaseIterable { case optional, needed }

/// Who is of several groups; the words of `MembershipBuilder`.
package enum MembershipRule: String, Sendable, CaseIterable {
  case official, parents
  case selfEqual = "self-equal"
  case selfWeighted = "self-weighted"
}

/// What the groups are; the words of `OriginGrouping`.
package enum GroupingRule: String, Sendable, CaseIterable {
  case wider, main, detail, country, generation
  case mainByGeneration = "main-by-generation"
}

/// Who could have met.
package enum Population: String, Sendable, CaseIterable { case participants, roster }

/// Among whom persons are relabelled.
package enum NullModel: String, Sendable, CaseIterable {
  case relabel
  case withinVenue = "relabel-within-venue"
  case withinPlatform = "relabel-within-platform"
  case withinThread = "relabel-within-thread"
}

/// Whether ties of accounts marked as bots count.
package enum BotRule: String, Sendable, CaseIterable { case exclude, include }

/// How long a period is.
package enum PeriodUnit: String, Sendable, CaseIterable { case year, quarter, month, week }

/// Whose clock periods follow.
package enum PeriodZone: String, Sendable, CaseIterable {
  case amsterdam = "Europe/Amsterdam"
  case utc = "UTC"
}

/// How the interval of a share is made.
package enum IntervalRule: String, Sendable, CaseIterable {
  case dyadic, logit, percentile, linearised
}

/// Which ties hang together in a regression.
package enum ClusterRule: String, Sendable, CaseIterable {
  case ego
  case egoAndAlter = "ego-alter"
}

/// What a clustered covariance is multiplied by for there being few clusters.
package enum CorrectionRule: String, Sendable, CaseIterable {
  case none = "CR0"
  case clusters = "CR1"
  case clustersAndTerms = "CR1S"
}

/// A record file that stays in `restricted/`.
package enum RecordFile: String, Sendable, CaseIterable {
  case posts, ties, profiles
  /// Ids and handles beside their pseudonyms.
  case wayBack = "way-back"
  static let words = allCases.map(\.rawValue)
}

/// A day of the calendar, in UTC.
package struct Day: Sendable, Equatable {
  package let year: Int
  package let month: Int
  package let day: Int
  /// 2012-01-31.
  package let text: String
  /// Milliseconds since 1970 UTC of its first moment, and of the first moment after it.
  package let start: Int64
  package let end: Int64
}
