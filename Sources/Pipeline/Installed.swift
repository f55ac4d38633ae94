import Corpus
import Ingest
import Interactions
import Tables

extension Vocabulary {
  /// The names that this build knows, from the lists of the rooms.
  package static let installed = Vocabulary(
    formats: ExportFormats.all.map { $0.name }.sorted(),
    softwareFormats: ExportFormats.all.filter { $0.isSoftware }.map { $0.name }.sorted(),
    schemes: OriginSchemes.all.map { $0.name }.sorted(),
    tableForms: TableForms.all.map(\.name))
}

/// What `schakel list` prints: names with one sentence each.
package enum Listing {
  package enum Kind: String, CaseIterable, Sendable { case formats, tables, schemes }

  package static func lines(_ kind: Kind) -> [(name: String, about: String)] {
    switch kind {
    case .formats: ExportFormats.all.map { ($0.name, $0.source) }.sorted { $0.0 < $1.0 }
    case .tables:
      Vocabulary.installed.tables.map { ($0.name, $0.meaning) }
    case .schemes: OriginSchemes.all.map { ($0.name, $0.source) }.sorted { $0.0 < $1.0 }
    }
  }

  /// The groups of a roster's people, as CSV (`docs/groups.md`).
  package static func groups(roster path: String, scheme name: String) throws -> [UInt8] {
    let source = try GroupSource(GroupsPlan(roster: path, scheme: name))
    guard let roster = source.roster else {
      throw Complaint("has no people", at: path)
    }
    return try groupsCSV(roster: roster, scheme: source.scheme)
  }
}
