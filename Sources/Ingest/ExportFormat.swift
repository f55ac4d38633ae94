package import Corpus

/// What a format's recogniser says of an export.
package struct Recognition: Sendable, Equatable {
  /// 0–100. The highest score names the format; below 50 it is a guess.
  package let score: Int
  /// "2022-", "flattened", …
  package let era: String
  /// Language of the export's labels, where it has any.
  package let locale: String?

  package init(score: Int, era: String, locale: String? = nil) {
    self.score = score
    self.era = era
    self.locale = locale
  }
}

/// What a pipeline file or flag says of one source.
package struct SourceSettings: Sendable {
  /// Name of the platform in all ids; nil is the format's own.
  package var platform: String?
  /// IANA name, for sources whose times carry no zone.
  package var timezone: String?
  /// `dmy`, `mdy` or `ymd`, where the files cannot tell.
  package var dates: String?
  /// RFC 3339 time against which "vandaag" and "gisteren" are read, where pages do not say.
  package var captured: String?
  /// Path of a mapping file (`mapped` only).
  package var mapping: String?
  /// Path that messages may show for a mapping file.
  package var mappingShown: String?
  package var includeDeleted = false
  package var includeMessages = false
  package var jobs = 1
  /// Numbers of the topics that posts come with; shared by the sources of a stage.
  package var names = CodeNames()
  package init() {}
}

/// One platform's export, read into posts. One file of `Formats/` each, and one line of
/// ``ExportFormats/all``.
///
/// A record that cannot be read is set aside in the batch with place and reason; a file that is
/// not the format it is said to be throws a `Complaint`.
package protocol ExportFormat: Sendable {
  /// As in a pipeline file: "x-archive".
  static var name: String { get }
  /// The platform that ids belong to, unless the source says otherwise.
  static var platform: String { get }
  /// Whether ``platform`` names a software that many sites run, each with ids of its own.
  static var isSoftware: Bool { get }
  /// Whether its posts may come with topics of their own.
  static var bringsTopics: Bool { get }
  /// Where the layout was seen, and when.
  static var source: String { get }
  /// Looks at names and heads only. nil: certainly not this format.
  static func recognise(_ export: any Export) throws -> Recognition?
  /// - Throws: `Complaint` (78) for a setting that is missing or wrong.
  init(_ settings: SourceSettings) throws
}

extension ExportFormat {
  package static var isSoftware: Bool { false }
  package static var bringsTopics: Bool { false }
}

/// A format of one record a line: any run of whole lines can be read alone, so one file is read on
/// all cores.
package protocol LineFormat: ExportFormat {
  /// Reads the lines that lie in the batch's slab at `range` (padded; each ends in a newline, but
  /// perhaps the last). Rows keep `ordinal` = line number counted from `firstLine`.
  func read(_ range: Range<Int>, in batch: PostBatch, firstLine: Int64)
  /// Throws when a file that gave `records` records and `kept` posts cannot be this format.
  func judge(read: Int, kept: Int, foreign: Int) throws
}

/// A format whose exports are read whole: archives, pages, documents.
package protocol DocumentFormat: ExportFormat {
  /// Which inputs belong together: every inner list is one export. The usual answer: each alone.
  static func together(_ inputs: [any Export]) -> [[any Export]]
  /// Reads one export (several containers where ``together(_:)`` joined them) and hands over
  /// batches in a fixed order. A batch handed over is no longer the format's.
  func read(_ exports: [any Export], _ emit: (PostBatch) throws -> Void) throws
}

extension DocumentFormat {
  package static func together(_ inputs: [any Export]) -> [[any Export]] { inputs.map { [$0] } }
}
