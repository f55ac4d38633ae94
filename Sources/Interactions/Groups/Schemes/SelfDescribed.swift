import Corpus

/// People's own labels, one or several, with equal weights or those they gave.
package enum SelfDescribed: OriginScheme {
  package static let name = "self"
  package static let source = "the roster's column self_described, as written"
  package static let columns = [Roster.Column.selfDescribed]
  package static let groups: [OriginGroup] = []

  package static func origin(of declared: Declared) -> Origin {
    if declared.selfDescribed.isEmpty { return Origin(.unknown, rule: "no-label") }
    return Origin(
      .selfDescribed, rule: declared.selfDescribed.count == 1 ? "one-label" : "several-labels",
      membership: People.Membership(declared.selfDescribed))
  }
}
