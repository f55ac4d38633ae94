import ArgumentParser
import Corpus
import Foundation
import Pipeline

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Reads exports into posts, under pseudonyms.",
    discussion: """
      Examples:
        schakel ingest --format x-archive --key my.key donations/*.zip > posts.ndjson
        zstdcat RC_2012-05.zst | schakel ingest --format reddit-dump --key my.key -

      One pass. Writes post and alias records, a tally and the end record
      (docs/records.md).
      """)

  @Option(help: "Name of the format (see: schakel list formats).")
  var format: String?
  @Option(help: "The project's key (make one with: schakel keygen).")
  var key: String?
  @Option(help: "Make no pseudonyms, for this reason (at least 10 signs).")
  var noPseudonyms: String?
  @Option(help: "Accounts whose owners withdrew (platform,account a line).")
  var withdrawn: String?
  @Option(help: "Name of the platform in all ids, instead of the format's.")
  var platform: String?
  @Option(help: "Time zone of times without one, such as Europe/Amsterdam.")
  var timezone: String?
  @Option(help: "Order of dates in digits: dmy, mdy or ymd.")
  var dates: String?
  @Option(help: "When pages were captured (RFC 3339), for 'today' and 'yesterday'.")
  var captured: String?
  @Option(help: "Mapping file, for format mapped.")
  var mapping: String?
  @Option(help: "Also read: deleted, messages.")
  var include: [String] = []
  @OptionGroup var stage: StageOptions
  @Argument(help: "Files, folders or patterns; - is standard input.")
  var files: [String] = []

  func run() throws {
    let source = stage.source.pipeline == nil ? "sources[0]." : ""
    var flags: [Override] = []
    if stage.source.pipeline == nil {
      flags += Override.flags([
        ("\(source)format", "--format", format), ("\(source)platform", "--platform", platform),
        ("\(source)timezone", "--timezone", timezone), ("\(source)dates", "--dates", dates),
        ("\(source)captured", "--captured", captured), ("\(source)mapping", "--mapping", mapping),
      ]).map { Override(key: "stages.ingest.\($0.key)", value: $0.text, flag: $0.flag) }
      if !files.isEmpty {
        flags.append(
          Override(key: "stages.ingest.sources[0].files", values: files, flag: "FILES"))
      }
      if !include.isEmpty {
        flags.append(
          Override(key: "stages.ingest.sources[0].include", values: include, flag: "--include"))
      }
    } else if format != nil || !files.isEmpty {
      throw Complaint(
        "a stage of a pipeline file names its own sources; give either those or --pipeline",
        at: "ingest", status: .usage)
    }
    if stage.source.pipeline == nil, key == nil, noPseudonyms == nil {
      throw Complaint(
        "needs --key FILE (schakel keygen makes one), or --no-pseudonyms with a reason",
        at: "ingest", status: .usage)
    }
    flags += Override.flags([
      ("privacy.key", "--key", key), ("privacy.withdrawn", "--withdrawn", withdrawn),
    ])
    if let noPseudonyms {
      flags.append(Override(key: "privacy.key", value: "off", flag: "--no-pseudonyms"))
      flags.append(Override(key: "privacy.reason", value: noPseudonyms, flag: "--no-pseudonyms"))
    }
    try stage.run(.ingest, flags)
  }
}

extension Override {
  /// The one value of a flag that is given once.
  var text: String {
    switch value {
    case .one(let text): text
    case .several(let texts): texts.joined(separator: ",")
    }
  }
}
