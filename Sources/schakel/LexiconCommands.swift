import ArgumentParser
import Corpus
import Foundation
import Pipeline

/// Flags that say which lexicons.
struct LexiconOptions: ParsableArguments {
  @Option(
    help: "A folder of lexicons, a lexicon file, or names of topics; several with commas.")
  var lexicons: [String] = []
  @Option(help: "How text is cut into words: youth or plain.") var tokenisation: String?
  @Option(help: "Languages of the lexicons used.") var languages: [String] = []

  var overrides: [Override] {
    let words = lexicons.flatMap { $0.split(separator: ",").map { String($0) } }
    return Override.flags([("tokenisation", "--tokenisation", tokenisation)])
      + (words.isEmpty
        ? [] : [Override(key: "lexicons", values: words.map(Self.path), flag: "--lexicons")])
      + Override.list("languages", "--languages", languages)
  }

  /// A word that is a file or folder here is one, whether or not it has a slash.
  private static func path(_ word: String) -> String {
    if word.contains("/") || Vocabulary.spine.topics.contains(word) { return word }
    return "./\(word)"
  }

  /// For a command that is no stage.
  /// - Throws: `Complaint`, `ExitCode` (64, 78).
  func tools(_ source: StageSource) throws -> LexiconTools {
    let (_, stage) = try source.plan(.classify, overrides)
    guard case .classify(let settings) = stage.settings else {
      throw Complaint("is no classify stage", at: "--stage", status: .usage)
    }
    return LexiconTools(settings)
  }
}

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tells which lexicon entries stand in a post, and what blocked them.",
    discussion: """
      Examples:
        schakel why 5512 coded.ndjson
        schakel classify posts.ndjson | schakel why 5512 --json -

      Each entry with its file and line, its place in the post (bytes and words),
      the exclusions that block it, and the word that denies it. The post's own
      words are shown only with --show-text. Status 1: no post has the id.
      """)

  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var source: StageSource
  @Flag(help: "Show the post's text; otherwise no word of it is printed.") var showText = false
  @Flag(help: "One JSON object a post.") var json = false
  @Flag(help: "Read records that were picked out, without the end record that fits them.")
  var partial = false
  @Argument(help: "The post_id.") var post: String
  @Argument(help: "NDJSON of posts, coded or not; - is standard input.") var input = "-"

  func run() throws {
    let count = try lexicons.tools(source).why(
      post, input: input, isPartial: partial, showsText: showText, asJSON: json,
      to: DescriptorSink.standardOutput)
    if count == 0 {
      Terminal.say("schakel why: no post of the stream has this id")
      throw ExitCode(ExitStatus.nothing.rawValue)
    }
  }
}

struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Measures lexicons, and trades them with other programs.",
    discussion: """
      Examples:
        schakel lexicon bench --coded codes.csv posts.ndjson -o bench
        schakel lexicon import my.dic --topic school -o lexicons/nl/school.yaml
        schakel lexicon export --as quanteda --languages nl -o dutch.yml
      """,
    subcommands: [
      LexiconBenchCommand.self, LexiconImportCommand.self, LexiconExportCommand.self,
    ])
}

struct LexiconBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures lexicons entry by entry, on posts and on what people coded.",
    discussion: """
      Examples:
        schakel lexicon bench --coded lexicons/seed-corpus/a.csv
        schakel lexicon bench --coded codes.csv -o bench coded.ndjson

      A coded file is CSV with post_id and codes (none: on no topic), and may have
      language, family and text; without a stream the texts are measured. A summary
      goes to standard output; -o writes entries.csv, agreement.csv and
      overlaps.csv. They hold counts of few people: keep them with the posts.
      """)

  @Option(
    parsing: .upToNextOption, help: "CSV files of coded posts; several behind each other.")
  var coded: [String] = []
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var source: StageSource
  @Option(help: "Coded posts from which on an entry is judged (default: 20).") var least: Int?
  @Option(name: [.short, .long], help: "Folder for the CSV files.") var output: String?
  @Flag(help: "Read records that were picked out, without the end record that fits them.")
  var partial = false
  @Argument(help: "NDJSON of posts; - is standard input.") var input: String?

  func run() throws {
    // Behind a list of coded files a stream cannot be told from them by place, but by its name.
    var files = coded
    var posts = input
    if posts == nil, let last = files.last, last == "-" || !last.lowercased().hasSuffix(".csv") {
      posts = files.removeLast()
    }
    if files.isEmpty, posts == nil {
      throw Complaint("needs --coded, a stream of posts, or both", at: "bench", status: .usage)
    }
    let summary = try lexicons.tools(source).bench(
      coded: files, input: posts, isPartial: partial, folder: output, least: least
    ) { Terminal.say("warning: \($0)") }
    try Terminal.give(summary)
  }
}

struct LexiconImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Makes a lexicon of a dictionary of LIWC, quanteda, Lexicoder, WordStat or Yoshikoder.",
    discussion: """
      Examples:
        schakel lexicon import my.dic --topic school --language nl -o lexicons/nl/school.yaml
        schakel lexicon import my.ykd --topic work --category my.work.jobs

      Categories become subtopics. What cannot be read, and what no text can have,
      is told with its line. Mind the licence: many dictionaries may not be handed
      on. A file that is there is not overwritten.
      """)

  @Option(help: "The topic that all categories taken belong to.") var topic: String
  @Option(help: "Language of the words (ISO 639).") var language: String?
  @Option(help: "Categories taken, by path (a.b), with all below; several with commas.")
  var category: [String] = []
  @Option(
    help: "liwc, quanteda, lexicoder, wordstat or yoshikoder; the file's ending says it else.")
  var format: String?
  @Flag(help: "The words tell how something is said (an aspect), not what it is about.")
  var aspect = false
  @Option(help: "Version of the lexicon made.") var lexiconVersion: String?
  @Option(help: "Licence of the words.") var licence: String?
  @Option(help: "Where the words come from.") var from: String?
  @Option(name: [.short, .long], help: "The lexicon file; - is standard output.") var output = "-"
  @Argument(help: "The dictionary.") var file: String

  func run() throws {
    var work = DictionaryImport(topic: topic)
    work.language = language
    work.version = lexiconVersion
    work.licence = licence
    work.source = from
    work.format = format
    work.isAspect = aspect
    let names = category.flatMap { $0.split(separator: ",").map(String.init) }
    work.categories = names.isEmpty ? nil : names
    if output != "-", FileManager.default.fileExists(atPath: output) {
      throw Complaint("is there already and is not overwritten", at: output, status: .cannotWrite)
    }
    let made = try work.read(file)
    for line in made.warnings { Terminal.say("warning: \(line)") }
    try Terminal.put(made.yaml, output)
    Terminal.say("\(made.count) entries, unvalidated: measure them with schakel lexicon bench")
  }
}

struct LexiconExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes lexicons as a dictionary of another program.",
    discussion: """
      Example:
        schakel lexicon export --as wordstat --lexicons school --languages nl -o school.cat

      Topics become categories, subtopics their children. What the format cannot
      carry (exclusions in all of them) is left out and said.
      """)

  @Option(name: .customLong("as"), help: "liwc, quanteda, lexicoder, wordstat or yoshikoder.")
  var form: String
  @OptionGroup var lexicons: LexiconOptions
  @OptionGroup var source: StageSource
  @Option(name: [.short, .long], help: "The dictionary; - is standard output.") var output = "-"

  func run() throws {
    let made = try lexicons.tools(source).exported(as: form)
    try Terminal.put(made.text, output)
    for line in made.losses { Terminal.say(line) }
  }
}

extension Terminal {
  /// Writes a text to a file, or to standard output for `-`.
  fileprivate static func put(_ text: String, _ path: String) throws {
    if path == "-" { return try give(text) }
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.finish()
  }
}
