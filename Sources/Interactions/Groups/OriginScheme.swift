package import Corpus

/// What a person said, in a survey or of themselves, that a scheme may make a group of. Nothing
/// else reaches a scheme: no name, handle, language, picture or network.
package struct Declared: Sendable, Hashable {
  /// Own labels with weights that sum to 1, as written; empty: unknown.
  package var selfDescribed: [People.Membership.Part] = []
  package var birthCountry: Country?
  package var motherBirthCountry: Country?
  package var fatherBirthCountry: Country?

  package init() {}

  package init(own: Country?, mother: Country?, father: Country?) {
    birthCountry = own
    motherBirthCountry = mother
    fatherBirthCountry = father
  }
}

/// What a scheme makes of a person's answers, with the rule that decided.
package struct Origin: Sendable, Hashable {
  package enum Status: String, Sendable, CaseIterable {
    case migrant
    case childOfMigrants = "child-of-migrants"
    case dutchOrigin = "dutch-origin"
    case selfDescribed = "self-described"
    case unknown
    /// Rows of one person give different answers.
    case conflicting
  }
  package var status: Status
  package var country: Country?
  /// 0: nobody born abroad; 1: migrant; 2: child of migrants; nil: unknown or not of this scheme.
  package var generation: Int?
  /// nil: unknown.
  package var parentsBornAbroad: Int?
  /// Name of the rule, as in `docs/groups.md`.
  package var rule: String
  package var membership: People.Membership

  package init(
    _ status: Status, country: Country? = nil, generation: Int? = nil,
    parentsBornAbroad: Int? = nil, rule: String, membership: People.Membership = .unknown
  ) {
    self.status = status
    self.country = country
    self.generation = generation
    self.parentsBornAbroad = parentsBornAbroad
    self.rule = rule
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

/// Rules from a person's answers to groups. One file of `Schemes/` each, and one line of
/// ``OriginSchemes/all``.
package protocol OriginScheme: Sendable {
  /// As in a pipeline file: "cbs-2022".
  static var name: String { get }
  /// Where the rules are written down.
  static var source: String { get }
  /// Roster columns that the scheme reads; it needs them all.
  static var columns: [Roster.Column] { get }
  /// Groups in the scheme's own order; empty where people's own labels are the groups.
  static var groups: [OriginGroup] { get }
  static func origin(of declared: Declared) -> Origin
}

/// Every scheme that `schakel` knows; a test checks this list against the folder `Schemes/`.
package enum OriginSchemes {
  package static let all: [any OriginScheme.Type] = [CBS2022.self, SelfDescribed.self]

  package static func named(_ name: String) -> (any OriginScheme.Type)? {
    all.first { $0.name == name }
  }
}
