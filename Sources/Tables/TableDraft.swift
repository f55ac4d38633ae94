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
    let draft = try draft(material, settings)
    return try draft.table(TableWork.protection([draft], Units(material), settings))
  }
}

/// A table in the making: what has to wait until the tables beside it are counted, or all of it.
package enum TableWork: Sendable {
  case draft(any TableDraft)
  case done(Table)

  /// Throws what ``TableKind/build(_:_:)`` throws.
  package init(_ kind: any TableKind, _ material: Material, _ settings: TableSettings) throws {
    if let linked = kind as? any LinkedTable {
      self = .draft(try linked.draft(material, settings))
    } else {
      self = .done(try kind.build(material, settings))
    }
  }

  private var draft: (any TableDraft)? {
    if case .draft(let draft) = self { return draft }
    return nil
  }

  /// What is hidden in all tables that are published together and made of the same material: a
  /// number that stands in several is hidden in all or none, and every sum is known once.
  ///
  /// - Parameter settings: Of any of the tables; a release has one disclosure rule.
  package static func protection(
    _ works: [TableWork], _ material: Material, _ settings: TableSettings
  ) throws -> Protection {
    try protection(works.compactMap(\.draft), Units(material), settings)
  }

  fileprivate static func protection(
    _ drafts: [any TableDraft], _ units: Units, _ settings: TableSettings
  ) throws -> Protection {
    let rule = try Disclosure(minUsers: settings.minUsers, reason: settings.minUsersReason)
    return Protection(drafts.flatMap(\.cells), .rule(rule), scale: units.scale)
  }

  /// The table, without what `protection` hides.
  package func table(_ protection: Protection) throws -> Table {
    switch self {
    case .draft(let draft): try draft.table(protection)
    case .done(let table): table
    }
  }
}

extension TableKinds {
  /// All tables that are published together and made of the same material, in the order asked for.
  ///
  /// Throws what a table throws, and where the tables do not have one disclosure rule.
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
    let works = try requests.map { try TableWork($0.kind, material, $0.settings) }
    let protection = try TableWork.protection(works, material, first)
    return try works.map { try $0.table(protection) }
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
