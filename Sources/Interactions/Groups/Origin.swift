package import Corpus

/// What a scheme makes of a person's answers, with the rule that decided.
package struct Origin: Sendable, Hashable {
  package enum Status: String, Sendable, CaseIterable {
    case migrant
    case childOfMigrants = "child-of-migrants"
    case dutchOrigin = "dutch-origin"
    case firstGeneration = "first-generation"
    case secondGeneration = "second-generation"
    /// One parent immigrated: a category of its own, outside the count.
    case oneSided = "one-sided"
    /// Of migration background, but of which generation is unknown.
    case withBackground = "with-background"
    case noBackground = "no-background"
    case selfDescribed = "self-described"
    case unknown
    /// Rows of one person give different answers.
    case conflicting
  }
  package var status: Status
  package var country: Country?
  /// 0: without migration background; 1: immigrated; 2: children of immigrants; nil: unknown or not
  /// of this scheme.
  package var generation: Int?
  /// nil: unknown.
  package var parentsBornAbroad: Int?
  /// Name of the rule, as in `docs/groups.md`.
  package var rule: String
  /// A group that is not that of ``country``.
  package var ownGroup: String?
  /// Columns whose answers decided; empty where nothing was.
  package var decidedBy: [Roster.Column]
  package var membership: People.Membership

  package init(
    _ status: Status, country: Country? = nil, generation: Int? = nil,
    parentsBornAbroad: Int? = nil, rule: String, ownGroup: String? = nil,
    decidedBy: [Roster.Column] = [], membership: People.Membership = .unknown
  ) {
    self.status = status
    self.country = country
    self.generation = generation
    self.parentsBornAbroad = parentsBornAbroad
    self.rule = rule
    self.ownGroup = ownGroup
    self.decidedBy = decidedBy
    self.membership = membership
  }

  /// Of a person whose rows contradict each other: unknown, under every scheme.
  package static let conflicting = Origin(.conflicting, rule: "rows-disagree")
}

/// A group of a scheme: its name in files, and what tables print.
package struct OriginGroup: Sendable, Hashable {
  package let name: String
  package let english: String
  package let dutch: String

  package init(_ name: String, english: String, dutch: String) {
    self.name = name
    self.english = english
    self.dutch = dutch
  }
}
