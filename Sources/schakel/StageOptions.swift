import ArgumentParser
import Corpus
import Foundation
import Pipeline

/// Flags that name a stage of a pipeline file to take settings from.
struct StageSource: ParsableArguments {
  @Option(help: "Take the settings from this pipeline file …")
  var pipeline: String?
  @Option(help: "… and from this stage of it.")
  var stage: String?

  /// The plan and the stage to run: of the file that is named, or made from flags alone.
  /// - Parameter flags: settings by key, as the pipeline file spells them below its stage
  ///   ("min-confidence") or from the top ("groups.roster").
  func plan(_ use: StageUse, _ flags: [Override]) throws -> (Plan, StagePlan) {
    let reading: PipelineReading
    let name: String
    if let pipeline {
      guard let stage else {
        throw Complaint(
          "needs --stage with it: which stage of the file?", at: "--pipeline", status: .usage)
      }
      name = stage
      let here = flags.map { $0.moved(to: stage) }
      reading = try PipelineFile.read(
        path: pipeline,
        PipelineFile.Options(vocabulary: .installed, overrides: here, checksFiles: false))
    } else {
      if stage != nil {
        throw Complaint("needs --pipeline with it: which file?", at: "--stage", status: .usage)
      }
      name = use.rawValue
      reading = StageOptions.command(use, flags)
    }
    guard let plan = reading.plan else {
      Terminal.say(reading.text.trimmedEnd)
      throw ExitCode(
        pipeline == nil ? ExitStatus.usage.rawValue : ExitStatus.configuration.rawValue)
    }
    guard let found = plan.stage(name) else {
      let names = plan.stages.map(\.name).joined(separator: ", ")
      throw Complaint(
        "has no stage named '\(name)' (have: \(names))", at: pipeline ?? "--stage", status: .usage)
    }
    guard found.use == use else {
      throw Complaint(
        "stage '\(name)' does \(found.use.rawValue), not \(use.rawValue)",
        at: pipeline ?? "--stage",
        status: .usage)
    }
    return (plan, found)
  }
}

/// Flags that every stage command takes.
struct StageOptions: ParsableArguments {
  @OptionGroup var source: StageSource
  @Option(
    name: [.short, .long],
    help: "Where the output goes (packed for .gz and .zst); - is standard output.")
  var output = "-"
  @Option(help: "Threads. Changes no byte of the output.")
  var jobs: Int?
  @OptionGroup var talk: TalkOptions
  @Flag(help: "End with status 1 when any record was set aside.")
  var strict = false
  @Flag(help: "Read records that were picked out, without the end record that fits them.")
  var partial = false

  fileprivate static func command(_ use: StageUse, _ flags: [Override]) -> PipelineReading {
    PipelineFile.command(
      use,
      PipelineFile.Options(
        vocabulary: .installed, overrides: flags.map { $0.moved(to: use.rawValue) },
        checksFiles: false))
  }

  /// The plan that flags alone make, for a command that is no stage.
  static func reading(_ use: StageUse, _ flags: [Override]) throws -> Plan {
    let reading = command(use, flags)
    guard let plan = reading.plan else {
      Terminal.say(reading.text.trimmedEnd)
      throw ExitCode(ExitStatus.configuration.rawValue)
    }
    return plan
  }

  /// Runs the stage from `input` to the output.
  func run(
    _ use: StageUse, _ flags: [Override], input: String = "-",
    table: StageStream.TableRequest = .init(), edgeLists: [String] = []
  ) throws {
    let (plan, stage) = try source.plan(use, flags)
    if use != .ingest, edgeLists.isEmpty, input == "-", isatty(STDIN_FILENO) == 1, !talk.quiet {
      Terminal.say(
        "standard input is a terminal: waiting for NDJSON (Ctrl-D to end, --help for examples)")
    }
    let file = output == "-" ? nil : try OutputFile(path: output)
    let talker = talk.talk
    var options = RunOptions(jobs: jobs)
    options.isPartial = partial
    let plain = file ?? DescriptorSink.standardOutput as any ByteSink
    let stream = StageStream(
      plan, stage, options, talker.events,
      to: try PackedSink.wrap(plain, for: output))
    let tally = try stream.run(input: input, table: table, edgeLists: edgeLists)
    try file?.finish()
    talker.done()
    if tally.kept == 0 {
      Terminal.say("schakel \(use.rawValue): no post came out of \(tally.read) records")
      throw ExitCode(ExitStatus.nothing.rawValue)
    }
    if strict, tally.setAside > 0 {
      Terminal.say("schakel \(use.rawValue): --strict: \(tally.setAside) records were set aside")
      throw ExitCode(ExitStatus.nothing.rawValue)
    }
  }
}

extension Override {
  /// A flag's setting in the stage of this name; a key with a dot is one from the top.
  func moved(to stage: String) -> Override {
    if key.contains(".") || key == "seed" { return self }
    switch value {
    case .one(let text): return Override(key: "stages.\(stage).\(key)", value: text, flag: flag)
    case .several(let texts):
      return Override(key: "stages.\(stage).\(key)", values: texts, flag: flag)
    }
  }

  /// The overrides of flags that were given.
  static func flags(_ pairs: [(key: String, flag: String, value: String?)]) -> [Override] {
    pairs.compactMap { pair in
      pair.value.map { Override(key: pair.key, value: $0, flag: pair.flag) }
    }
  }

  /// Of a flag that may be given several times, or with commas.
  static func list(_ key: String, _ flag: String, _ values: [String]) -> [Override] {
    let words = values.flatMap { $0.split(separator: ",").map { String($0) } }
    return words.isEmpty ? [] : [Override(key: key, values: words, flag: flag)]
  }
}

/// Flags that say how origin becomes groups.
struct OriginOptions: ParsableArguments {
  @Option(help: "Origin scheme, such as self or cbs-2022 (see: schakel list schemes).")
  var scheme: String?
  @Option(help: "Who is of several groups: official, parents, self-equal or self-weighted.")
  var memberships: String?
  @Option(help: "The groups: wider, main, detail, country, generation or main-by-generation.")
  var groupBy: String?
  @Option(help: "Own file of countries and their groups (see: schakel list crosswalk).")
  var crosswalk: String?
  @Option(help: "Country of the study for scheme unece (alpha-3).")
  var home: String?

  var overrides: [Override] {
    Override.flags([
      ("groups.scheme", "--scheme", scheme), ("groups.memberships", "--memberships", memberships),
      ("groups.group-by", "--group-by", groupBy), ("groups.home", "--home", home),
    ])
      + (crosswalk.map { [Override(key: "groups.crosswalk", value: $0, flag: "--crosswalk")] } ?? [])
  }
}

/// Flags that say where groups come from.
struct GroupOptions: ParsableArguments {
  @Option(help: "The roster: who is of which origin (CSV).")
  var roster: String?
  @OptionGroup var origin: OriginOptions
  @Option(help: "When two people are of one group: overlap, product, any-shared or strict.")
  var same: String?
  @Option(help: "Table of venue types (CSV platform,venue,type).")
  var venues: String?
  @Option(help: "The project's key, where the posts are under pseudonyms.")
  var key: String?

  var overrides: [Override] {
    Override.flags([
      ("groups.roster", "--roster", roster), ("groups.same", "--same", same),
      ("groups.venues", "--venues", venues), ("privacy.key", "--key", key),
    ]) + origin.overrides
  }
}
