import ArgumentParser
import Corpus
import Foundation
import Pipeline

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains a model from coded posts, for classify --coder model or hybrid.",
    discussion: """
      Example:
        schakel train coded.csv -o own.model

      Columns: post_id, codes (topics with spaces between, or none), text, and
      perhaps author or family (kept in one fold) and language. Prints how well
      lexicons, model and hybrid agree with the codes on posts of other folds. The
      same posts, lexicons and settings give the same bytes.
      """)

  @Option(name: [.short, .long], help: "Where the model goes.") var output: String
  @Option(help: "Folder of the lexicons whose hits the model looks at.") var lexicons: String?
  @Option(help: "Licence of the model, written into it.") var licence = "not said"
  @Option(help: "What the posts are, written into the model.") var note = ""
  @Option(help: "Threads. Changes no byte of the output.") var jobs: Int?
  @Argument(help: "CSV files of coded posts.") var files: [String]

  func run() throws {
    let made = try Training(
      files, lexicons: lexicons, licence: licence, note: note,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let file = try OutputFile(path: output)
    try file.write(made.bytes)
    try file.finish()
    Terminal.say(made.report.trimmedEnd)
    Terminal.say("\(output): \(made.bytes.count) bytes, \(made.sha256)")
  }
}
