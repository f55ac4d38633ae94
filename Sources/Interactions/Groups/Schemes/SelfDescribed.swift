import Corpus

/// People's own labels, one or several, with equal weights or those they gave.
package enum SelfDescribed: OriginScheme {
  package static let name = "self"
  package static let source = "the roster's column self_described, as written"
  package static let columns = [Roster.Column.selfDescribed]
  package static let allGroups: [OriginGroup] = []
  package static var crosswalk: Crosswalk? { nil }
  package static let home: Country? = nil
  package static let rules = ["no-label", "one-label", "several-labels"]

  package static func decide(_ declared: Declared, home: Country) -> Origin {
    if declared.selfDescribed.isEmpty { return Origin(.unknown, rule: "no-label") }
    return Origin(
      .selfDescribed, rule: declared.selfDescribed.count == 1 ? "one-label" : "several-labels",
      decidedBy: columns, membership: People.Membership(declared.selfDescribed))
  }
}
