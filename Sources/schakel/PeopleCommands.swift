import ArgumentParser
import Corpus
import Pipeline

struct InteractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interact",
    abstract: "Counts who answers whom: posts become ties and participants.",
    discussion: """
      Examples:
        schakel interact --roster roster.csv --scheme cbs-2022 coded.ndjson
        schakel interact --edge-list edges.csv --roster roster.csv \\
          --population roster --no-pseudonyms "published data" > ties.ndjson

      An edge list (ego,alter,count) is read as ingest --format edge-list would
      (docs/edge-list.md).

      Posts pass through; behind them come the tally, participants and ties.
      Memory: about 140 bytes a post, not its text.
      """)

  @Option(help: "Kinds of reply edge that count, such as native_parent,quote_link,addressed.")
  var edges: [String] = []
  @Option(help: "Least confidence of an edge, 0–1.") var minConfidence: String?
  @Option(help: "Whether an edge needs the answered post: optional or needed.") var parent: String?
  @Option(help: "Who could have met: participants or roster.") var population: String?
  @Option(help: "Whether ties have a direction: yes or no.") var directed: String?
  @Option(help: "Among whom chance relabels: relabel, relabel-within-venue, -platform or -thread.")
  var null: String?
  @Option(help: "Ties of bots: exclude or include.") var bots: String?
  @Option(help: "Read this edge list (CSV) instead of posts.") var edgeList: [String] = []
  @Option(help: "With --edge-list: make no pseudonyms, for this reason (at least 10 signs).")
  var noPseudonyms: String?
  @OptionGroup var groups: GroupOptions
  @OptionGroup var stage: StageOptions
  @Argument(help: "NDJSON of posts; - is standard input.") var input = "-"

  func run() throws {
    try check()
    var flags =
      Override.list("edges", "--edges", edges)
      + Override.flags([
        ("min-confidence", "--min-confidence", minConfidence), ("parent", "--parent", parent),
        ("population", "--population", population), ("directed", "--directed", directed),
        ("null", "--null", null), ("bots", "--bots", bots),
      ])
    if let noPseudonyms {
      flags.append(Override(key: "privacy.key", value: "off", flag: "--no-pseudonyms"))
      flags.append(Override(key: "privacy.reason", value: noPseudonyms, flag: "--no-pseudonyms"))
    }
    try stage.run(.interact, flags + groups.overrides, input: input, edgeLists: edgeList)
  }

  /// An edge list needs what `ingest` needs, and nothing else does.
  private func check() throws {
    func wrong(_ message: String, _ flag: String) -> Complaint {
      Complaint(message, at: flag, status: .usage)
    }
    if edgeList.isEmpty {
      if noPseudonyms != nil {
        throw wrong("has a meaning with --edge-list only", "--no-pseudonyms")
      }
      return
    }
    if input != "-" {
      throw wrong("takes the place of the posts; give one of the two", "--edge-list")
    }
    if groups.key != nil, noPseudonyms != nil {
      throw wrong("and --no-pseudonyms exclude each other", "--key")
    }
    if groups.key == nil, noPseudonyms == nil, stage.pipeline == nil {
      throw wrong(
        "needs --key FILE (schakel keygen makes one), or --no-pseudonyms with a reason",
        "--edge-list")
    }
  }
}

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Measures each person: coded posts and ties become profiles.",
    discussion: """
      Example:
        schakel profile ties.ndjson > profiles.ndjson

      Only donors have profiles unless --everyone gives a reason. Everything else
      passes through.
      """)

  @Option(help: "Make profiles of others than donors too, for this reason.") var everyone: String?
  @OptionGroup var stage: StageOptions
  @Argument(help: "NDJSON of posts, participants and ties; - is standard input.") var input = "-"

  func run() throws {
    try stage.run(
      .profile, Override.flags([("everyone", "--everyone", everyone)]), input: input)
  }
}

struct TabulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tabulate",
    abstract: "Makes one table.",
    discussion: """
      Examples:
        schakel tabulate --table interethnic-share --by topic ties.ndjson
        schakel tabulate --table T6 --as md ties.ndjson

      Cells with fewer than ten people are hidden. The bytes are those that
      `schakel run` writes; its md and tex also name the run (--run-id).
      """)

  @Option(help: "Name or number of the table (see: schakel list tables).") var table: String?
  @Option(help: "What it is broken down by, such as group, topic, venue-type, platform.")
  var by: [String] = []
  @Option(help: "Rows for subtopics too: yes or no.") var subtopics: String?
  @Option(help: "Posts whose words are compared, such as topic=belonging (table keyness).")
  var target: [String] = []
  @Option(help: "What is compared with, such as venue-type=interest or group=Turkey.")
  var reference: [String] = []
  @Option(help: "Terms in each direction (table keyness).") var top: String?
  @Option(help: "Replicates of percentile intervals; 0 gives none of them.")
  var replicates: String?
  @Option(help: "How intervals are made: dyadic, logit, percentile or linearised.")
  var interval: String?
  @Option(help: "Seed of the bootstrap.") var seed: String?
  @Option(help: "Cells of fewer people are hidden; below 10 needs --reason.") var minUsers: String?
  @Option(help: "Why fewer than 10 people are enough; printed under the table.") var reason: String?
  @Option(help: "Language of words in md and tex: en or nl.") var language: String?
  @Option(name: .customLong("as"), help: "Form of the table: csv, md or tex.") var form = "csv"
  @Option(help: "The run that the table's note names.") var runId: String?
  @OptionGroup var groups: GroupOptions
  @OptionGroup var stage: StageOptions
  @Argument(help: "NDJSON of records; - is standard input.") var input = "-"

  func run() throws {
    let flags =
      Override.flags([
        ("table", "--table", table.map(Listing.tableName)), ("subtopics", "--subtopics", subtopics),
        ("replicates", "--replicates", replicates), ("interval", "--interval", interval),
        ("seed", "--seed", seed), ("top", "--top", top),
        ("disclosure.min-users", "--min-users", minUsers),
        ("disclosure.reason", "--reason", reason), ("outputs.language", "--language", language),
      ]) + Override.list("by", "--by", by) + Override.list("target", "--target", target)
      + Override.list("reference", "--reference", reference)
    try stage.run(
      .tabulate, flags + groups.overrides, input: input,
      table: StageStream.TableRequest(form: form, runID: runId))
  }
}
