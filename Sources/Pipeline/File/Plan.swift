package import Corpus

/// A checked pipeline: every setting has its value, every path is resolved, every stage knows what it
/// reads. Made from a pipeline file or from flags; nothing in it is open to question any more.
package struct Plan: Sendable, Equatable {
  /// The pipeline file as the user gave it; empty when made from flags alone.
  package var file: String
  package var title: String?
  package var privacy: PrivacyPlan
  /// nil: nobody's group is known.
  package var groups: GroupsPlan?
  /// In the order of the file, which is an order in which they can run.
  package var stages: [StagePlan]
  package var outputs: OutputsPlan
  package var disclosure: DisclosurePlan
  package var seed: UInt64
  /// Every setting with its value and origin, in the order of the file's sections.
  package var resolved: [ResolvedSetting]

  package init(
    file: String = "", title: String? = nil, privacy: PrivacyPlan = PrivacyPlan(),
    groups: GroupsPlan? = nil, stages: [StagePlan] = [], outputs: OutputsPlan = OutputsPlan(),
    disclosure: DisclosurePlan = DisclosurePlan(), seed: UInt64 = 1,
    resolved: [ResolvedSetting] = []
  ) {
    self.file = file
    self.title = title
    self.privacy = privacy
    self.groups = groups
    self.stages = stages
    self.outputs = outputs
    self.disclosure = disclosure
    self.seed = seed
    self.resolved = resolved
  }

  package func stage(_ name: String) -> StagePlan? { stages.first { $0.name == name } }
}

/// How people are protected.
package struct PrivacyPlan: Sendable, Equatable {
  package enum Key: Sendable, Equatable {
    /// Resolved path of the key file.
    case file(String)
    /// No pseudonyms, for a written reason.
    case off(reason: String)
    /// A command that makes no pseudonyms was given no key.
    case notGiven
  }

  package var key: Key
  /// Resolved path of the list of withdrawn accounts.
  package var withdrawn: String?

  package init(key: Key = .notGiven, withdrawn: String? = nil) {
    self.key = key
    self.withdrawn = withdrawn
  }
}

/// Where groups come from.
package struct GroupsPlan: Sendable, Equatable {
  /// Resolved path.
  package var roster: String?
  package var scheme: String
  /// nil: as is usual for the scheme.
  package var memberships: MembershipRule?
  package var grouping: GroupingRule
  /// Resolved path of the researcher's own crosswalk; nil: the scheme's.
  package var crosswalk: String?
  /// Alpha-3 code of the country of the study; nil: the scheme's, or the usual one.
  package var home: String?
  package var same: Sameness
  /// Resolved path of the venue table.
  package var venues: String?

  package init(
    roster: String? = nil, scheme: String = "self", memberships: MembershipRule? = nil,
    grouping: GroupingRule = .main, crosswalk: String? = nil, home: String? = nil,
    same: Sameness = .overlap, venues: String? = nil
  ) {
    self.roster = roster
    self.scheme = scheme
    self.memberships = memberships
    self.grouping = grouping
    self.crosswalk = crosswalk
    self.home = home
    self.same = same
    self.venues = venues
  }
}

/// What is written.
package struct OutputsPlan: Sendable, Equatable {
  /// Resolved path.
  package var dir: String
  package var tables: [String]
  package var language: String
  package var records: [RecordFile]

  package init(
    dir: String = "out", tables: [String] = ["csv", "md", "tex"], language: String = "en",
    records: [RecordFile] = RecordFile.allCases
  ) {
    self.dir = dir
    self.tables = tables
    self.language = language
    self.records = records
  }
}

/// Which cells are hidden.
package struct DisclosurePlan: Sendable, Equatable {
  /// Cells of fewer distinct users are hidden.
  package var minUsers: Int
  /// Why fewer than 10 are enough; printed under every table.
  package var reason: String?

  package init(minUsers: Int = 10, reason: String? = nil) {
    self.minUsers = minUsers
    self.reason = reason
  }
}
