import ArgumentParser
import Corpus
import Pipeline

struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Measures how well people who coded the same posts agree.",
    discussion: """
      Examples:
        schakel agree codes-A.csv codes-B.csv --disagreements talk.csv
        schakel agree codes-*.csv --subtopics --json > agreement.json

      Reads files that coding pages save. Per label and on sets of topics:
      Krippendorff's alpha with its interval, kappa, AC1, raw agreement and how
      often the label was given. What one coder coded twice stands apart. Files of
      different samples are refused. See docs/agreement.md.
      """)

  @Argument(help: "Files of coding pages: post_id,coder,label,value,…,sample_hash.")
  var files: [String]
  @Flag(help: "Lines for subtopics too.") var subtopics = false
  @Option(help: "Replicates of the bootstrap by post; 0 gives no intervals.") var replicates = 1000
  @Option(help: "Seed of the bootstrap.") var seed: UInt64 = 1
  @Option(help: "Write posts and labels on which coders differ to this file (CSV, no text).")
  var disagreements: String?
  @Option(name: .customLong("as"), help: "Form of the table: md, csv or tex.") var form = "md"
  @Option(help: "Language of words in md and tex: en or nl.") var language = "en"
  @Flag(help: "Every coefficient with its standard error, as JSON.") var json = false

  func run() throws {
    guard (0...100_000).contains(replicates) else {
      throw Complaint("is a number from 0 to 100000", at: "--replicates", status: .usage)
    }
    let report = try AgreementReport(
      HandCodes(paths: files), subtopics: subtopics, replicates: replicates, seed: seed)
    let text = try json ? report.json : report.text(form: form, language: language)
    if let disagreements {
      let file = try OutputFile(path: disagreements, mode: 0o600)
      try file.write(report.disagreements)
      try file.finish()
    }
    try Terminal.give(text)
  }
}

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compares coded posts with what people coded: table T12.",
    discussion: """
      Examples:
        schakel evaluate --codes codes-A.csv --codes codes-B.csv \\
          --coded coded.ndjson --design sample.design.csv --as md
        schakel evaluate --codes codes-A.csv --coded coded.ndjson --roster roster.csv

      Precision, recall, F1, specificity and MCC by topic, by language, and by group
      where a roster is given. Without --design, recall of a sample drawn by
      predicted label is too high. The table is that of a tabulate stage with
      table: coder-quality.
      """)

  @Option(help: "A file that a coding page saved; repeatable.") var codes: [String]
  @Option(help: "NDJSON of coded posts; - is standard input.") var coded = "-"
  @Option(help: "The design file of the sample: post_id and pi.") var design: String?
  @Option(help: "What it is broken down by: language, group. Language, and group with a roster.")
  var by: [String] = []
  @Flag(help: "Rows for subtopics too.") var subtopics = false
  @Option(help: "Replicates of the bootstrap by user; 0 gives none of its intervals.")
  var replicates: String?
  @Option(help: "Seed of the bootstrap.") var seed: String?
  @Option(help: "Rows of fewer people are hidden; below 10 needs --reason.") var minUsers: String?
  @Option(help: "Why fewer than 10 people are enough; printed under the table.") var reason: String?
  @Option(help: "Language of words in md and tex: en or nl.") var language: String?
  @Option(name: .customLong("as"), help: "Form of the table: csv, md or tex.") var form = "csv"
  @Option(help: "The run that the table's note names.") var runId: String?
  @OptionGroup var groups: GroupOptions
  @OptionGroup var stage: StageOptions

  func run() throws {
    var flags = Override.flags([
      ("design", "--design", design), ("subtopics", "--subtopics", subtopics ? "yes" : nil),
      ("replicates", "--replicates", replicates), ("seed", "--seed", seed),
      ("disclosure.min-users", "--min-users", minUsers),
      ("disclosure.reason", "--reason", reason), ("outputs.language", "--language", language),
    ])
    flags.append(Override(key: "codes", values: codes, flag: "--codes"))
    if stage.source.pipeline == nil {
      flags.append(Override(key: "table", value: "coder-quality", flag: "evaluate"))
      let usual = groups.roster == nil ? ["language"] : ["language", "group"]
      flags += Override.list("by", "--by", by.isEmpty ? usual : by)
    } else {
      flags += Override.list("by", "--by", by)
    }
    try stage.run(
      .tabulate, flags + groups.overrides, input: coded,
      table: StageStream.TableRequest(form: form, runID: runId))
  }
}
