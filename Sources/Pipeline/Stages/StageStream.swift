package import Corpus
import Foundation
import Ingest
import Interactions
import Profiles
import Tables
import Topics

/// One stage as a command: records in, records (or a table) out.
///
/// A stream may hold any NDJSON of posts; records of other kinds pass through. The bytes of tables
/// are those that `run` writes for the same settings.
package struct StageStream {
  let plan: Plan
  let stage: StagePlan
  let options: RunOptions
  let events: RunEvents
  let output: RecordOutput
  let sink: any ByteSink

  /// - Parameters:
  ///   - stage: its settings; everything else is in `plan`.
  ///   - sink: where records or the table go.
  package init(
    _ plan: Plan, _ stage: StagePlan, _ options: RunOptions, _ events: RunEvents,
    to sink: any ByteSink
  ) {
    self.plan = plan
    self.stage = stage
    self.options = options
    self.events = events
    self.sink = sink
    output = RecordOutput(sink)
  }

  /// How a table is written by `tabulate`.
  package struct TableRequest {
    package var form: String
    package var runID: String?
    package init(form: String = "csv", runID: String? = nil) {
      self.form = form
      self.runID = runID
    }
  }

  /// Runs the stage on `input` (`-` is standard input); `ingest` reads its sources instead.
  /// - Returns: posts read and kept.
  ///
  /// - Parameter edgeLists: files that `interact` reads itself instead of `input`, as if
  ///   `ingest --format edge-list` stood before it in the pipe.
  package func run(
    input: String, table: TableRequest = TableRequest(), edgeLists: [String] = []
  ) throws -> Tally {
    switch stage.settings {
    case .ingest(let settings): return try ingest(settings)
    case .filter(let settings):
      return try pass(input, FilterStep(settings).step(named: stage.name), coder: nil)
    case .classify(let settings):
      let step = try ClassifyStep(settings)
      return try pass(input, step.step(named: stage.name), coder: step)
    case .interact(let settings):
      if edgeLists.isEmpty { return try interact(input, settings) }
      let source = SourcePlan(format: EdgeList.name, files: edgeLists)
      let flow = try read(IngestPlan(sources: [source]), named: "ingest")
      try interact(flow.table, GroupSource(plan.groups), settings)
      return flow.tally
    case .profile(let settings): return try profile(input, settings)
    case .tabulate(let settings): return try tabulate(input, settings, table)
    case .exec:
      throw Complaint(
        "an exec stage is a command of yours: put it into the pipe itself", at: stage.name,
        status: .usage)
    }
  }

  private func ingest(_ settings: IngestPlan) throws -> Tally {
    let flow = try read(settings, named: stage.name)
    try output.finish()
    return flow.tally
  }

  /// Reads exports, and writes their records and the tally.
  private func read(_ settings: IngestPlan, named name: String) throws -> PostFlow {
    var setup = PostFlow.Setup(pseudonymiser: try pseudonymiser())
    setup.jobs = options.jobs
    setup.records = .canonical
    if let path = plan.privacy.withdrawn {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) }
      setup.withdrawn = try Withdrawn.read(bytes, shown: path)
    }
    let sources = try SourceSet(settings, stage: name, jobs: options.jobs)
    setup.sourceNames = sources.names
    setup.keepsPostIDs = stage.use == .interact
    setup.withdrawn = try sources.complete(setup.withdrawn, jobs: options.jobs)
    var sinks = PostFlow.Sinks()
    sinks.records = { [output] in try output.write($0) }
    sinks.progress = { [events] kept, _ in
      events.progress(name, "reading exports", kept, "posts")
    }
    let flow = PostFlow(setup, sinks: sinks)
    try sources.read(into: flow) { events.warning($0) }
    flow.setCodes(readFrom: sources.names, known: nil)
    let tally = StageTally(stage: name, use: "ingest", tally: flow.tally)
    var json = JSONWriter()
    TallyRecord.write(tally, repairedTexts: flow.repairedTexts, to: &json)
    try output.write(json.bytes())
    events.finished(RunWork.line(tally))
    return flow
  }

  private func pseudonymiser() throws -> any Pseudonymiser {
    if case .file(let path) = plan.privacy.key {
      return try ProjectKey.read(from: path).pseudonymiser
    }
    return NoPseudonyms()
  }

  private func end(_ write: (inout JSONWriter) -> Void) throws {
    var json = JSONWriter()
    write(&json)
    try output.write(json.bytes())
    try output.finish()
  }

  private func pass(_ input: String, _ step: ChainStep, coder: ClassifyStep?) throws -> Tally {
    var setup = PostFlow.Setup(pseudonymiser: NoPseudonyms())
    setup.jobs = options.jobs
    setup.records = .passed
    setup.makesTable = false
    setup.dropsDuplicates = false
    setup.steps = [step]
    if let coder {
      setup.addsCodes = true
      setup.topicNames = coder.coder.topicNames
      setup.subtopicNames = coder.coder.subtopicNames
      setup.refusesCoded = true
    }
    var sinks = PostFlow.Sinks()
    sinks.records = { [output] in try output.write($0) }
    let flow = PostFlow(setup, sinks: sinks)
    try flow.read(RecordFormat(), [Self.input(input, isPartial: options.isPartial)])
    var tally = flow.tally
    for (reason, count) in flow.dropped[0] { tally.setAside(reason.rawValue, count) }
    tally.kept = tally.read - tally.setAside
    let stageTally = StageTally(stage: stage.name, use: stage.use.rawValue, tally: tally)
    try end {
      TallyRecord.write(
        stageTally, topics: coder?.coder.topicNames, subtopics: coder?.coder.subtopicNames, to: &$0)
    }
    events.finished(RunWork.line(stageTally))
    return tally
  }

  /// - Parameter isPartial: the records were picked out, so that no end record can fit them.
  static func input(_ path: String, isPartial: Bool) -> PostFlow.LineInput {
    PostFlow.LineInput(number: 0, shown: path == "-" ? "standard input" : path) {
      let source = try openByteSource(path)
      return isPartial ? source : EndCheckedSource(source)
    }
  }

  private func interact(_ input: String, _ settings: InteractPlan) throws -> Tally {
    let stream = try StreamMaterial(input, options: options, passTo: output, keepsPostIDs: true)
    let groups = try GroupSource(plan.groups)
    let pseudonymiser = try self.pseudonymiser()
    try stream.check(pseudonymiser, hasRoster: groups.roster != nil)
    try interact(stream.posts, groups, settings)
    return stream.tally
  }

  /// Writes what the posts' edges make: tally, participants, ties, end.
  private func interact(
    _ posts: PostTable, _ groups: GroupSource, _ settings: InteractPlan
  ) throws {
    let built = try groups.people(posts, pseudonymiser())
    let resolved = settings.resolved(groups.same)
    let ties = TieBuilder.build(
      posts: posts, people: built.people, settings: resolved, venueTypes: groups.venues)
    var json = JSONWriter()
    TieRecords(ties, posts: posts).tally(
      stage: stage.name, Tally(passing: posts.rows.count), settings: resolved, into: &json)
    try output.write(json.bytes())
    try TieOutput.write(ties, posts, groups.facts(built), to: output)
    try output.finish()
    events.finished(RunWork.line(stage.name, ties, built.match))
  }

  private func profile(_ input: String, _ settings: ProfilePlan) throws -> Tally {
    let stream = try StreamMaterial(input, options: options, passTo: output)
    guard let ties = stream.ties else {
      throw Complaint(
        "holds no ties; put `schakel interact` before this stage",
        at: input == "-" ? "standard input" : input)
    }
    let profiles = ProfileBuilder.build(
      posts: stream.posts, ties: ties, people: ties.people, settings: stream.tieSettings,
      reason: settings.everyone)
    let tally = StageTally(
      stage: stage.name, use: "profile", tally: Tally(passing: stream.posts.rows.count))
    var json = JSONWriter()
    TallyRecord.write(tally, to: &json)
    try output.write(json.bytes())
    try ProfileOutput.write(profiles, ties.people, stream.posts, to: output)
    try output.finish()
    events.finished("\(stage.name): \(profiles.rows.count) profiles")
    return stream.tally
  }

  private func tabulate(
    _ input: String, _ settings: TabulatePlan, _ request: TableRequest
  ) throws -> Tally {
    let form = try TableForms.named(request.form)
    let codes = try at(stage.name) { try CodedSampleSource(settings) }
    let stream = try StreamMaterial(
      input, options: options, passTo: nil, keepsPostIDs: codes != nil,
      keepsTerms: settings.countsWords)
    var people = stream.ties?.people ?? stream.profilePeople
    var facts = stream.facts
    let groups = try GroupSource(plan.groups)
    let pseudonymiser = try self.pseudonymiser()
    if settings.countsWords {
      try stream.check(pseudonymiser, hasRoster: groups.roster != nil, countsWords: true)
    }
    if people == nil {
      try stream.check(pseudonymiser, hasRoster: groups.roster != nil)
      let built = try groups.people(stream.posts, pseudonymiser)
      people = built.people
      facts = groups.facts(built)
    }
    var material = Material(
      posts: stream.posts, people: people ?? People(),
      venueTypes: groups.venues.types(of: stream.posts), ties: stream.ties,
      profiles: stream.profiles, facts: facts, stages: stream.tallies,
      pseudonymiser: pseudonymiser)
    material.coded = try at(stage.name) { try codes?.sample(of: stream.posts) }
    if let vary = settings.vary {
      try stream.check(pseudonymiser, hasRoster: groups.roster != nil)
      material.specifications = try at(stage.name) {
        try Variations(vary, groups, stream.tieSettings, stream.posts) {
          try groups.with(scheme: $0).people(stream.posts, pseudonymiser).people
        }.results(settings.resolved(plan, jobs: options.jobs), jobs: options.jobs)
      }
    }
    let resolved = settings.resolved(plan, jobs: options.jobs)
    let work = try at(stage.name) {
      try TableWork(TableKinds.named(settings.table), material, resolved)
    }
    let protection = try TableWork.protection(
      [work] + beside(material), material, resolved)
    let table = try at(stage.name) { try work.table(protection) }
    let context = TableContext(
      language: Language(rawValue: plan.outputs.language) ?? .en, runID: request.runID,
      label: stage.name)
    try sink.write(form.write(table, context: context))
    try sink.flush()
    return stream.tally
  }

  /// The other tables that the pipeline file makes of the same stage: they decide with this one what
  /// is hidden, so that it has the bytes that `run` writes.
  private func beside(_ material: Material) throws -> [TableWork] {
    try plan.stages.compactMap { other in
      guard other.name != stage.name, other.from.last == stage.from.last,
        case .tabulate(let settings) = other.settings,
        let kind = try TableKinds.named(settings.table) as? any LinkedTable
      else { return nil }
      return try at(other.name) {
        try TableWork(kind, material, settings.resolved(plan, jobs: options.jobs).withoutChance)
      }
    }
  }
}
