import Corpus
import Ingest
import Interactions
import Tables

extension Vocabulary {
  /// The names that this build knows, from the lists of the rooms.
  package static let installed = Vocabulary(
    formats: ExportFormats.all.map { $0.name }.sorted(),
    softwareFormats: ExportFormats.all.filter { $0.isSoftware }.map { $0.name }.sorted(),
    codedFormats: ExportFormats.all.filter { $0.bringsTopics }.map { $0.name }.sorted(),
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

  /// The name of the table with this number ("T5"); any other word stays as it is.
  package static func tableName(_ word: String) -> String {
    TableKinds.all.first { $0.number == word }?.name ?? word
  }

  /// The groups of a roster's people, as CSV (`docs/groups.md`).
  package static func groups(_ plan: GroupsPlan) throws -> [UInt8] {
    let source = try GroupSource(plan)
    guard let roster = source.roster else {
      throw Complaint("needs a roster", at: "groups", status: .usage)
    }
    return try groupsCSV(roster: roster, setting: source.setting)
  }

  /// Which group each country belongs to, as CSV, to look at or to change.
  /// - Throws: `Complaint` (64) for a scheme that has none.
  package static func crosswalk(of name: String) throws -> [UInt8] {
    let having = OriginSchemes.all.filter { $0.crosswalk != nil }.map { $0.name }.sorted()
    guard let crosswalk = OriginSchemes.named(name)?.crosswalk else {
      throw Complaint(
        "no crosswalk of '\(name)' (have: \(having.joined(separator: ", ")))", at: "list",
        status: .usage)
    }
    return crosswalk.csv
  }
}
