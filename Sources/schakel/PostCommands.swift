import ArgumentParser
import Pipeline

struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Keeps the posts that fit every condition given.",
    discussion: """
      Example:
        schakel filter --since 2012-01-01 --kinds post,reply posts.ndjson

      One pass; memory for what is read at the time. Other records pass through.
      """)

  @Option(help: "First day kept (2012-01-31, UTC).") var since: String?
  @Option(help: "Last day kept.") var until: String?
  @Option(help: "Kinds kept: post, reply, comment, quote, repost, service.") var kinds: [String] =
    []
  @Option(help: "Languages kept, as the source names them.") var languages: [String] = []
  @Option(help: "Ids of venues kept.") var venues: [String] = []
  @Option(help: "Platforms kept.") var platforms: [String] = []
  @OptionGroup var stage: StageOptions
  @Argument(help: "NDJSON of posts; - is standard input.") var input = "-"

  func run() throws {
    let flags =
      Override.flags([("since", "--since", since), ("until", "--until", until)])
      + Override.list("kinds", "--kinds", kinds)
      + Override.list("languages", "--languages", languages)
      + Override.list("venues", "--venues", venues)
      + Override.list("platforms", "--platforms", platforms)
    try stage.run(.filter, flags, input: input)
  }
}

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Looks for topics with lexicons, and writes them behind each post.",
    discussion: """
      Examples:
        schakel classify posts.ndjson > coded.ndjson
        schakel classify --lexicons my/lexicons - < any.ndjson
        schakel classify --coder hybrid posts.ndjson > coded.ndjson

      Needs only post_id and text. Adds topics, subtopics and tokens to each
      record and changes nothing else. One pass; memory for what is read at the
      time.
      """)

  @OptionGroup var lexicons: LexiconOptions
  @Option(help: "Who decides on topics: lexicon (the default), model or hybrid.")
  var coder: String?
  @Option(help: "A model of schakel train, instead of the one that comes with schakel.")
  var model: String?
  @OptionGroup var stage: StageOptions
  @Argument(help: "NDJSON of posts; - is standard input.") var input = "-"

  func run() throws {
    let flags = Override.flags([("coder", "--coder", coder), ("model", "--model", model)])
    try stage.run(.classify, flags + lexicons.overrides, input: input)
  }
}
