internal import Corpus

/// A table that is counted but not yet written: its numbers, and what they add up to, can still be
/// put beside those of other tables.
package protocol TableDraft: Sendable {
  /// What will be published, and the sums that hold between it.
  var cells: [ProtectedTable] { get }
  /// Writes the table without what `protection` hides; it was made of ``cells``, and perhaps of
  /// those of other tables.
  func table(_ protection: Protection) throws -> Table
}

/// A table without rows.
struct EmptyDraft: TableDraft {
  let empty: Table
  var cells: [ProtectedTable] { [] }
  func table(_ protection: Protection) -> Table { empty }
}

/// A table whose cells are protected together with those of other tables of the release.
package protocol LinkedTable: TableKind {
  /// Counts. Throws as ``TableKind/build(_:_:)`` does.
  func draft(_ material: Material, _ settings: TableSettings) throws -> any TableDraft
}

extension LinkedTable {
  /// The table alone: what other tables of the same material show is not taken into account.
  package func build(_ material: Material, _ settings: TableSettings) throws -> Table {
    try TableKinds.build([(self, settings)], material)[0]
  }
}

extension TableKinds {
  /// All tables that are published together and made of the same material, in the order asked for;
  /// a number that stands in several is hidden in all or none, and every sum is known once.
  ///
  /// Throws what a table throws, and where the tables do not have one disclosure rule. Tables of
  /// other kinds than ``LinkedTable`` are built alone.
  package static func build(
    _ requests: [(kind: any TableKind, settings: TableSettings)], _ material: Material
  ) throws -> [Table] {
    guard let first = requests.first?.settings else { return [] }
    for (_, settings) in requests
    where settings.minUsers != first.minUsers || settings.minUsersReason != first.minUsersReason {
      throw Complaint(
        "tables of one release need one disclosure rule (min-users and its reason)",
        status: .configuration)
    }
    let drafts = try requests.map { kind, settings in
      try (kind as? any LinkedTable)?.draft(material, settings)
    }
    let rule = try Disclosure(minUsers: first.minUsers, reason: first.minUsersReason)
    let protection = Protection(
      drafts.flatMap { $0?.cells ?? [] }, .rule(rule), scale: Units(material).scale)
    return try zip(requests, drafts).map { request, draft in
      try draft?.table(protection) ?? request.kind.build(material, request.settings)
    }
  }
}

extension Protection {
  /// Why a cell is hidden, or a value computed from several, of which the first is its own.
  func suppression(_ keys: CellKey...) -> Suppression? {
    reason(computedFrom: keys)?.suppression
  }
}

extension ProtectedTable.Relation {
  /// What is known of parts that may overlap: they cover the whole where they add up to at least as
  /// much, else each is at most the whole.
  static func overlapping(
    _ whole: CellKey, _ parts: [(key: CellKey, count: Int)], of count: Int
  ) -> ProtectedTable.Relation? {
    let parts = parts.filter { $0.count <= count }
    let isCover = parts.reduce(0) { $0 + $1.count } >= count
    return parts.isEmpty
      ? nil : .init(isCover ? .cover : .within, whole: whole, parts: parts.map(\.key))
  }
}
