import Corpus
import Foundation
import Ingest
import Tables
import Topics

/// One pass over the sources of a chain.
struct ChainWork {
  let run: Run
  let folder: OutputFolder
  let chain: Chain
  let aside: OutputFile
  private let recordsName: String?

  struct Outcome {
    var table: PostTable
    /// Of each stage of the chain.
    var tallies: [StageTally]
    var repairedTexts: Int
    var execReasons: [String]
  }

  init(_ run: Run, _ folder: OutputFolder, _ chain: Chain, number: Int, aside: OutputFile) {
    self.run = run
    self.folder = folder
    self.chain = chain
    self.aside = aside
    recordsName =
      run.plan.outputs.records.contains(.posts)
      ? (run.chains.count > 1 ? "posts-\(chain.last.name).ndjson" : "posts.ndjson") : nil
  }

  /// A stretch of the chain between outside commands: its stages, from place `first` on.
  private struct Stretch {
    var first: Int
    var stages: [StagePlan]
    /// The command behind it, if any.
    var exec: (name: String, settings: ExecPlan)?
  }

  private var stretches: [Stretch] {
    var all = [Stretch(first: 0, stages: [])]
    for (place, stage) in chain.stages.dropFirst().enumerated() {
      if case .exec(let settings) = stage.settings {
        all[all.count - 1].exec = (stage.name, settings)
        all.append(Stretch(first: place + 1, stages: []))
      } else {
        all[all.count - 1].stages.append(stage)
      }
    }
    return all
  }

  func read() throws -> Outcome {
    guard let sources = run.sources[chain.ingest.name] else {
      throw Complaint("has no sources", at: chain.ingest.name, status: .software)
    }
    var tallies: [StageTally] = []
    var reasons: [String] = []
    var input: String?
    var repaired = 0
    let stretches = self.stretches
    for (number, stretch) in stretches.enumerated() {
      let isLast = number == stretches.count - 1
      let scratch = folder.scratch("posts-\(chain.ingest.name)-\(number).scratch")
      let records = isLast ? try recordsName.map { try folder.restrictedFile($0) } : nil
      let between = isLast ? nil : try OutputFile(path: scratch, mode: 0o600)
      let flow = try read(
        stretch, sources, from: input, to: records ?? between, isLast: isLast)
      if let input { unlink(input) }
      if number == 0 {
        tallies.append(
          StageTally(stage: chain.ingest.name, use: "ingest", tally: flow.tally))
        repaired = flow.repairedTexts
      }
      tallies += stageTallies(of: flow, stretch, read: flow.tally.kept)
      if let records { try folder.finish(records) }
      guard let exec = stretch.exec, let between else {
        return Outcome(
          table: flow.table, tallies: tallies, repairedTexts: repaired, execReasons: reasons)
      }
      try between.finish()
      Leftovers.add(scratch)
      let answers = folder.scratch("posts-\(exec.name).scratch")
      run.events.progress(exec.name, "running the command", 0, "")
      let command = ExecCommand(exec.settings, stage: exec.name, cache: ExecCache(run.plan))
      let tally = try command.run(input: scratch, output: answers)
      unlink(scratch)
      Leftovers.forget(scratch)
      tallies.append(StageTally(stage: exec.name, use: "exec", tally: tally))
      reasons.append(exec.settings.reason)
      input = answers
    }
    throw Complaint("ended without a table", at: chain.last.name, status: .software)
  }

  private func stageTallies(
    of flow: PostFlow, _ stretch: Stretch, read: Int
  ) -> [StageTally] {
    var left = read
    return zip(stretch.stages, flow.dropped).map { stage, dropped in
      var tally = Tally()
      tally.read = left
      for (reason, count) in dropped { tally.setAside(reason.rawValue, count) }
      left -= tally.setAside
      tally.kept = left
      return StageTally(stage: stage.name, use: stage.use.rawValue, tally: tally)
    }
  }

  private func read(
    _ stretch: Stretch, _ sources: SourceSet, from input: String?, to file: OutputFile?,
    isLast: Bool
  ) throws -> PostFlow {
    var setup = PostFlow.Setup(pseudonymiser: run.pseudonymiser)
    setup.jobs = run.options.jobs
    setup.withdrawn =
      input == nil
      ? try sources.complete(run.withdrawn, jobs: run.options.jobs) : Withdrawn()
    setup.keepsPostIDs =
      isLast && (run.plan.outputs.records.contains(.ties) || feedsTable { !$0.codes.isEmpty })
    setup.keepsTerms = isLast && feedsTable(\.countsWords)
    // Answers of a command are passed on as they are; all else is written from the rows.
    setup.records = file == nil ? .none : input == nil ? .canonical : .passed
    var coder: ClassifyStep?
    for stage in stretch.stages {
      switch stage.settings {
      case .filter(let settings): setup.steps.append(FilterStep(settings).step(named: stage.name))
      case .classify:
        guard let step = run.coders[stage.name] else { continue }
        setup.steps.append(step.step(named: stage.name))
        setup.topicNames = step.coder.topicNames
        setup.subtopicNames = step.coder.subtopicNames
        coder = step
      default: break
      }
    }
    setup.refusesCoded = coder != nil
    setup.sourceNames = sources.names
    let format = RecordFormat()
    setup.addsCodes = input != nil && coder != nil
    let output = file.map { RecordOutput($0) }
    var sinks = PostFlow.Sinks()
    if let output { sinks.records = { try output.write($0) } }
    let names = stretch.stages.map(\.name)
    let first = chain.stages[stretch.first].name
    let csv = RestrictedCSV(aside)
    sinks.setAside = { record, stage in
      try csv.write(record, stage: stage == 255 ? first : names[Int(stage)])
    }
    let wayBack = try wayBackFile(input == nil)
    if let wayBack {
      setup.keepsNatives = true
      let csv = RestrictedCSV(wayBack)
      sinks.wayBack = { try csv.write(platform: $0, isHandle: $1, native: $2, pseudonym: $3) }
    }
    let ingest = chain.ingest.name
    sinks.progress = { [events = run.events] kept, _ in
      events.progress(ingest, "reading exports", kept, "posts")
    }
    let flow = PostFlow(setup, sinks: sinks)
    if let input {
      try flow.read(
        format,
        [.init(number: 1, shown: "answers of the command") { try FileSource(path: input) }])
    } else {
      try sources.read(into: flow) { run.events.warning("\(ingest): \($0)") }
    }
    if let coder {
      flow.setCodes(topics: coder.coder.topicNames, subtopics: coder.coder.subtopicNames)
    } else {
      flow.setCodes(readFrom: input == nil ? sources.names : format.names, known: nil)
    }
    try output?.finish()
    if let wayBack { try folder.finish(wayBack) }
    return flow
  }

  /// Whether such a table is made of posts of this chain: one that counts words, or meets codes.
  private func feedsTable(_ isSuch: (TabulatePlan) -> Bool) -> Bool {
    run.plan.stages.contains { stage in
      guard case .tabulate(let settings) = stage.settings, isSuch(settings) else {
        return false
      }
      return chain.stages.contains { $0.name == stage.posts }
    }
  }

  /// `restricted/way-back.csv`, where there are pseudonyms to come back from.
  private func wayBackFile(_ readsSources: Bool) throws -> OutputFile? {
    guard readsSources, run.pseudonymiser.isOn, run.plan.outputs.records.contains(.wayBack) else {
      return nil
    }
    let name = run.chains.count > 1 ? "way-back-\(chain.last.name).csv" : "way-back.csv"
    let file = try folder.restrictedFile(name)
    try file.write("platform,kind,native,pseudonym\n")
    return file
  }
}

/// Rows of `restricted/set-aside.csv`, places and reasons, never contents; and of
/// `restricted/way-back.csv`.
final class RestrictedCSV {
  private let file: OutputFile

  init(_ file: OutputFile) { self.file = file }

  func write(
    platform: String, isHandle: Bool, native: ArraySlice<UInt8>, pseudonym: String
  ) throws {
    try file.write(
      "\(quoted(platform)),\(isHandle ? "handle" : "account"),"
        + "\(quoted(String(decoding: native, as: UTF8.self))),\(pseudonym)\n")
  }

  func write(_ record: SetAside, stage: String) throws {
    try file.write(
      "\(stage),\(record.input),\(quoted(record.member)),\(record.ordinal),"
        + "\(record.reason.rawValue),\(record.detail)\n")
  }

  private func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 < 32 }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
