/// Rules from a person's answers to status, generation and country of origin. One file of
/// `Schemes/` each, and one line of ``OriginSchemes/all``. Which group a country belongs to is the
/// ``Crosswalk``'s affair; who is of several groups, ``OriginSetting``'s.
package protocol OriginScheme: Sendable {
  /// As in a pipeline file: "cbs-2022".
  static var name: String { get }
  /// Where the rules are written down.
  static var source: String { get }
  /// Roster columns that the scheme reads; it needs them all.
  static var columns: [Roster.Column] { get }
  /// Columns that it reads where the roster has them.
  static var optionalColumns: [Roster.Column] { get }
  /// Every group that a person may be given, at any level, main groups first; empty where people's
  /// own labels are the groups.
  static var allGroups: [OriginGroup] { get }
  /// nil where people's own labels are the groups.
  static var crosswalk: Crosswalk? { get }
  /// The country that people are native to or immigrated to; nil where the setting says which.
  static var home: Country? { get }
  /// Names of the rules that ``Origin/rule`` may hold, as in `docs/groups.md`.
  static var rules: [String] { get }
  /// The decision; its membership is left to ``OriginSetting``, but for people's own labels.
  static func decide(_ declared: Declared, home: Country) -> Origin
}

extension OriginScheme {
  package static var optionalColumns: [Roster.Column] { [] }

  /// Main groups in the scheme's own order.
  package static var groups: [OriginGroup] {
    let main = Set(
      Countries.codes.compactMap { Country($0) }.compactMap { crosswalk?.group(of: $0) })
    return allGroups.filter { main.contains($0.name) || Self.ownGroups.contains($0.name) }
  }

  /// Groups that are of no country.
  static var ownGroups: [String] { ["home-country", "one-sided"] }

  /// With the builder and the grouping that are usual.
  package static func origin(of declared: Declared) -> Origin {
    OriginSetting(self).origin(of: declared)
  }
}

/// Every scheme that `schakel` knows; a test checks this list against the folder `Schemes/`.
package enum OriginSchemes {
  package static let all: [any OriginScheme.Type] = [
    CBS2022.self, CBSOld.self, Destatis.self, DestatisCitizenship.self, UNECE.self,
    SelfDescribed.self,
  ]

  package static func named(_ name: String) -> (any OriginScheme.Type)? {
    all.first { $0.name == name }
  }
}
