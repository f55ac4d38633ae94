import ArgumentParser
import Corpus
import Foundation
import Pipeline

/// Flags that every command with a pipeline file takes.
struct PlanOptions: ParsableArguments {
  @Option(name: .customLong("set"), help: "A setting that wins over the file: key=value.")
  var set: [String] = []
  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64?

  func overrides() throws -> [Override] {
    var all = try set.map { try Override($0) }
    if let seed { all.append(Override(key: "seed", value: "\(seed)", flag: "--seed")) }
    return all
  }

  func read(_ path: String, checksFiles: Bool = true, more: [Override] = []) throws
    -> PipelineReading
  {
    try PipelineFile.read(
      path: path,
      PipelineFile.Options(
        vocabulary: .installed, overrides: try overrides() + more, checksFiles: checksFiles))
  }
}

/// Flags for how much is said.
struct TalkOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Say nothing but warnings and errors.")
  var quiet = false
  @Flag(help: "Reports as JSON, for programs.")
  var json = false
  var talk: Talk { Talk(isQuiet: quiet, isJSON: json) }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a pipeline file: exports in, tables out.",
    discussion: """
      Examples:
        schakel run study.yaml
        schakel run study.yaml --out /tmp/trial --set disclosure.min-users=20

      Everything is checked before anything is written. Tables and the public
      record go to OUT/release, all that has a row per person or post to
      OUT/restricted (mode 0700). Memory: about 140 bytes a post, and what is read
      at the time.
      """)

  @Argument(help: "The pipeline file.")
  var pipeline: String
  @OptionGroup var settings: PlanOptions
  @OptionGroup var talk: TalkOptions
  @Option(help: "Folder of the outputs, instead of the file's.")
  var out: String?
  @Option(help: "Threads. Changes no byte of the outputs.")
  var jobs: Int?
  @Flag(help: "End with status 1 when any record was set aside.")
  var strict = false
  @Flag(help: "Show what would run on what, and write nothing.")
  var dryRun = false
  @Flag(inversion: .prefixedNo, help: "Hash whole inputs for the run record.")
  var inputDigests = true

  func run() throws {
    if let jobs, jobs < 1 {
      throw Complaint("must be at least 1", at: "--jobs", status: .usage)
    }
    let reading = try settings.read(pipeline)
    guard var plan = reading.plan else {
      Terminal.say(talk.json ? reading.json : reading.text.trimmedEnd)
      throw ExitCode(ExitStatus.configuration.rawValue)
    }
    if let out { plan.outputs.dir = out }
    var options = RunOptions(jobs: jobs)
    options.isStrict = strict
    options.digestsInputs = inputDigests
    let talker = talk.talk
    let events = talker.events
    for warning in reading.warnings { events.warning(warning.text) }
    let work = try Run(plan, options, events)
    if dryRun {
      try Terminal.give(work.dryRun)
      return
    }
    let report = try work.execute()
    talker.done()
    if !talk.quiet {
      let count = report.released.count
      if talk.json {
        try Terminal.give(
          "{\"run_id\":\"\(report.runID)\",\"posts\":\(report.postsKept),"
            + "\"set_aside\":\(report.setAside)}\n")
      } else {
        Terminal.say(
          "wrote \(report.folder)/release (\(count) files) and \(report.folder)/restricted; "
            + "run \(report.runID)")
      }
    }
    if report.postsKept == 0 {
      Terminal.say("schakel: not one post was read; see \(report.folder)/restricted/set-aside.csv")
      throw ExitCode(ExitStatus.nothing.rawValue)
    }
    if strict, report.setAside > 0 {
      Terminal.say(
        "schakel: --strict: \(report.setAside) records were set aside; see "
          + "\(report.folder)/restricted/set-aside.csv")
      throw ExitCode(ExitStatus.nothing.rawValue)
    }
  }
}

extension String {
  var trimmedEnd: String {
    var text = self
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
