import ArgumentParser
import Corpus
import Foundation
import Pipeline

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Tells every mistake in a pipeline file, with its place.",
    discussion: """
      Examples:
        schakel validate study.yaml
        schakel validate --no-files study.yaml    where the data are elsewhere

      Ends with status 78 when there is a mistake.
      """)

  @Argument(help: "The pipeline file.")
  var pipeline: String
  @OptionGroup var settings: PlanOptions
  @Flag(help: "Mistakes as JSON, for programs.")
  var json = false
  @Flag(inversion: .prefixedNo, help: "Check that files exist.")
  var files = true

  func run() throws {
    let reading = try settings.read(pipeline, checksFiles: files)
    let isFine = reading.plan != nil
    if json {
      try Terminal.give(reading.json + "\n")
    } else if isFine {
      try Terminal.give(reading.text)
    } else {
      Terminal.say(reading.text.trimmedEnd)
    }
    if !isFine { throw ExitCode(ExitStatus.configuration.rawValue) }
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Prints the flow of a pipeline file with every setting and where it came from.",
    discussion: """
      Examples:
        schakel explain study.yaml
        schakel explain study.yaml ties
      """)

  @Argument(help: "The pipeline file.")
  var pipeline: String
  @Argument(help: "One stage.")
  var stage: String?
  @OptionGroup var settings: PlanOptions

  func run() throws {
    let reading = try settings.read(pipeline, checksFiles: false)
    guard let plan = reading.plan else {
      Terminal.say(reading.text.trimmedEnd)
      throw ExitCode(ExitStatus.configuration.rawValue)
    }
    if let stage, plan.stage(stage) == nil {
      let names = plan.stages.map(\.name).joined(separator: ", ")
      throw Complaint(
        "has no stage named '\(stage)' (have: \(names))", at: pipeline, status: .usage)
    }
    try Terminal.give(plan.explain(stage: stage))
  }
}
