internal import Corpus

/// Records that a table reads.
package enum Records: String, Sendable, CaseIterable { case posts, ties, profiles }

/// One kind of table: T3 is a kind, `Summaries/T3TopicPrevalence.swift` its file.
package protocol TableKind: Sendable {
  /// "T3".
  var number: String { get }
  /// "topic-prevalence".
  var name: String { get }
  var title: Phrase { get }
  /// What it is made of.
  var needs: [Records] { get }
  /// Words that `by` may hold; the first is the default of tables that need one.
  var by: [String] { get }
  /// Keys of ``TableSettings`` that it reads beside those of every table, as the file spells them.
  var settings: [String] { get }
  /// Labels and columns without rows: what the schema in `data-schema/tables` describes.
  var empty: Table { get }
  /// How the table is drawn; nil where it is no figure.
  var figure: (any FigureForm)? { get }
  /// Makes the table. Throws when the material lacks a part, or a setting cannot be used.
  func build(_ material: Material, _ settings: TableSettings) throws -> Table
}

extension TableKind {
  package var figure: (any FigureForm)? { nil }

  /// Refuses settings that this table has no use for, and material that it cannot be made of.
  func check(_ material: Material, _ settings: TableSettings) throws {
    for word in settings.by where !by.contains(word) {
      throw Complaint(
        by.isEmpty
          ? "by: table \(name) cannot be split; leave `by` out"
          : "by: table \(name) has no '\(word)' (have: \(by.joined(separator: ", ")))",
        status: .configuration)
    }
    guard Set(settings.by).count == settings.by.count else {
      throw Complaint("by: a word stands twice; keep one", status: .configuration)
    }
    guard (0...100_000).contains(settings.replicates) else {
      throw Complaint(
        "replicates: \(settings.replicates) is not between 0 and 100000", status: .configuration)
    }
    precondition(
      material.people.personOfAccount.count == material.posts.accounts.count
        || !needs.contains(.posts), "a table of posts needs the persons of their accounts")
    if needs.contains(.ties), material.ties == nil {
      throw Complaint(
        "table \(name) needs ties; make it `from` an interact stage", status: .configuration)
    }
    if needs.contains(.profiles), material.profiles == nil {
      throw Complaint(
        "table \(name) needs profiles; make it `from` a profile stage", status: .configuration)
    }
  }
}
