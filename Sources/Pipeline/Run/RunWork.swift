import Corpus
import Foundation
import Interactions
import Profiles
import Tables
import Topics

/// The state of one run while it is worked.
final class RunWork {
  let run: Run
  let folder: OutputFolder
  var plan: Plan { run.plan }

  /// What a stage made, by its name.
  struct Made: Sendable {
    var posts: PostTable
    var people: People?
    var facts: [SampleFacts] = []
    var match = RosterMatch()
    var venueTypes: [UInt8] = []
    var ties: TieTable?
    var tieSettings: Interactions.InteractSettings?
    var profiles: ProfileTable?
    /// Tallies of this stage and all above it, in the order of the data.
    var tallies: [StageTally]
    /// Whether an outside command coded these posts.
    var execReasons: [String] = []
  }
  private var made: [String: Made] = [:]
  private var tallies: [StageTally] = []
  private var tallyJSON = JSONWriter()
  private var postsKept = 0
  private var setAside = 0
  private var tables: [(stage: StagePlan, table: Table, execReasons: [String])] = []

  init(_ run: Run, _ folder: OutputFolder) {
    self.run = run
    self.folder = folder
  }

  func work() throws -> RunReport {
    let started = Date()
    let inputs = plan.stages.compactMap { run.sources[$0.name] }.flatMap(\.inputs)
    var digests: [(size: Int, sha256: String)] = []
    if run.options.digestsInputs {
      run.events.progress("inputs", "hashing inputs", inputs.count, "inputs")
      digests = try InputDigest.of(
        inputs.map(\.path).filter { $0 != "-" }, jobs: run.options.jobs)
    }
    let digestSeconds = Date().timeIntervalSince(started)
    let asideFile = try folder.restrictedFile("set-aside.csv")
    try asideFile.write("stage,input,member,ordinal,reason,detail\n")
    for (number, chain) in run.chains.enumerated() {
      let work = ChainWork(run, folder, chain, number: number, aside: asideFile)
      let result = try work.read()
      keep(result, of: chain)
    }
    try folder.finish(asideFile)
    try workStages()
    var record = RunRecord(run, inputs: inputs, digests: digests, tallies: tallies)
    record.execReasons = Array(Set(made.values.flatMap(\.execReasons))).sorted()
    try writeTables(runID: record.runID)
    try folder.write(restricted: "tallies.ndjson", tallyJSON.bytes())
    try folder.write(restricted: "inputs.csv", record.inputList)
    try record.write(
      to: folder, seconds: Date().timeIntervalSince(started), digestSeconds: digestSeconds)
    try folder.commit()
    return RunReport(
      runID: record.runID, folder: plan.outputs.dir, postsKept: postsKept, setAside: setAside,
      released: folder.files.map(\.name).filter { $0.hasPrefix("release/") },
      digestSeconds: digestSeconds)
  }

  private func keep(_ result: ChainWork.Outcome, of chain: Chain) {
    let hasTopics = !(run.sources[chain.ingest.name]?.names.topics.isEmpty ?? true)
    for (place, stage) in chain.stages.enumerated() {
      let upTo = Array(result.tallies[...place])
      if made[stage.name] == nil {
        // A view may be a copy: it is made only of stages that a stage of another sort reads.
        let isRead = plan.stages.contains {
          !$0.output.isPosts && ($0.from.contains(stage.name) || $0.posts == stage.name)
        }
        made[stage.name] = Made(
          posts: isRead
            ? result.table.view(
              behind: place - 1, isCoded: chain.isCoded(at: place - 1) || hasTopics)
            : PostTable(),
          tallies: upTo, execReasons: result.execReasons)
        tallies.append(upTo[place])
        TallyRecord.write(
          upTo[place], topics: stage.use == .classify ? result.table.topicNames : nil,
          subtopics: stage.use == .classify ? result.table.subtopicNames : nil,
          repairedTexts: place == 0 ? result.repairedTexts : 0, to: &tallyJSON)
        run.events.finished(Self.line(upTo[place]))
      }
    }
    postsKept += result.tallies[0].tally.kept
    setAside += result.tallies.reduce(0) { $0 + $1.tally.setAside }
  }

  static func line(_ stage: StageTally) -> String {
    let tally = stage.tally
    var line =
      "\(stage.stage): read \(tally.read) = kept \(tally.kept) + set aside \(tally.setAside)"
    if tally.setAside > 0 {
      line += " (" + tally.sorted.map { "\($0.reason) \($0.count)" }.joined(separator: ", ") + ")"
    }
    return line
  }

  /// What a stage of ties, profiles or tables made, before it is written.
  private enum Product: Sendable {
    case ties(Made, Interactions.InteractSettings)
    case profiles(Made)
    case table(TableWork, Material, TableSettings, Made)
  }

  /// Works the stages that are not of posts: in each round all whose sources are there, at once.
  private func workStages() throws {
    var waiting = plan.stages.filter { $0.output != .posts && $0.output != .codedPosts }
    for name in made.keys.sorted() where waiting.contains(where: { $0.posts == name }) {
      try findPeople(of: name)
    }
    while !waiting.isEmpty {
      let ready = waiting.filter { $0.from.allSatisfy { made[$0] != nil } }
      guard !ready.isEmpty else {
        throw Complaint("has no source", at: waiting[0].name, status: .software)
      }
      for stage in ready { run.events.progress(stage.name, "working", 0, "") }
      let sources = self.made
      let products = try Crew.map(ready.count, jobs: run.options.jobs) {
        [groups = run.groups, plan, pseudonymiser = run.pseudonymiser, codes = run.handCodes] number
        in
        try Self.product(
          of: ready[number], sources, groups, plan, pseudonymiser, codes[ready[number].name])
      }
      for (stage, product) in zip(ready, products) { try keep(product, of: stage) }
      try release(Array(zip(ready, products)))
      waiting.removeAll { stage in ready.contains { $0.name == stage.name } }
    }
    let order = plan.stages.map(\.name)
    tables.sort {
      (order.firstIndex(of: $0.stage.name) ?? 0) < (order.firstIndex(of: $1.stage.name) ?? 0)
    }
  }

  /// Joins accounts and roster once for each stage whose posts somebody needs.
  private func findPeople(of name: String) throws {
    guard var result = made[name] else { return }
    let built = try at(plan.groups?.roster ?? name) {
      try run.groups.people(result.posts, run.pseudonymiser)
    }
    result.people = built.people
    result.facts = run.groups.facts(built)
    result.match = built.match
    result.venueTypes = run.groups.venues.types(of: result.posts)
    made[name] = result
  }

  private static func product(
    of stage: StagePlan, _ made: [String: Made], _ groups: GroupSource, _ plan: Plan,
    _ pseudonymiser: any Pseudonymiser, _ codes: CodedSampleSource?
  ) throws -> Product {
    let sources = stage.from.compactMap { made[$0] }
    guard let last = sources.last else {
      throw Complaint("has nothing to work on", at: stage.name, status: .software)
    }
    switch stage.settings {
    case .interact(let settings):
      var result = last
      let resolved = settings.resolved(groups.same)
      let ties = TieBuilder.build(
        posts: result.posts, people: result.people ?? People(), settings: resolved,
        venueTypes: groups.venues)
      result.ties = ties
      result.tieSettings = resolved
      result.people = ties.people
      return .ties(result, resolved)
    case .profile(let settings):
      guard var result = sources.first(where: { $0.ties != nil }), let ties = result.ties else {
        throw Complaint("has no ties to work on", at: stage.name, status: .software)
      }
      result.profiles = ProfileBuilder.build(
        posts: result.posts, ties: ties, people: ties.people,
        settings: result.tieSettings ?? Interactions.InteractSettings(),
        reason: settings.everyone)
      return .profiles(result)
    case .tabulate(let settings):
      var material = Material(
        posts: last.posts, people: last.people ?? People(), venueTypes: last.venueTypes,
        ties: last.ties, profiles: last.profiles, facts: last.facts, stages: last.tallies,
        pseudonymiser: pseudonymiser)
      material.coded = try at(stage.name) { try codes?.sample(of: last.posts) }
      if let vary = settings.vary {
        material.specifications = try at(stage.name) {
          try Variations(
            vary, groups, last.tieSettings ?? Interactions.InteractSettings(), last.posts
          ) {
            try groups.with(scheme: $0).people(last.posts, pseudonymiser).people
          }.results(settings.resolved(plan, jobs: 1), jobs: 1)
        }
      }
      let resolved = settings.resolved(plan, jobs: 1)
      let work = try at(stage.name) {
        try TableWork(TableKinds.named(settings.table), material, resolved)
      }
      return .table(work, material, resolved, last)
    default:
      throw Complaint("cannot be worked here", at: stage.name, status: .software)
    }
  }

  private func keep(_ product: Product, of stage: StagePlan) throws {
    switch product {
    case .ties(let result, let settings): try keep(result, settings, of: stage)
    case .profiles(let result): try keepProfiles(result, of: stage)
    case .table: break
    }
  }

  /// Writes the tables of a round: those that are made of one stage are protected together.
  private func release(_ products: [(stage: StagePlan, product: Product)]) throws {
    var groups: [[(stage: StagePlan, work: TableWork)]] = []
    var materials: [(Material, TableSettings)] = []
    var results: [Made] = []
    for (stage, product) in products {
      guard case .table(let work, let material, let settings, let result) = product else {
        continue
      }
      if let place = groups.firstIndex(where: { $0[0].stage.from.last == stage.from.last }) {
        groups[place].append((stage, work))
      } else {
        groups.append([(stage, work)])
        materials.append((material, settings))
        results.append(result)
      }
    }
    let (sets, sources) = (groups, materials)
    let written = try Crew.map(sets.count, jobs: run.options.jobs) { number -> [Table] in
      let (material, settings) = sources[number]
      let protection = try TableWork.protection(sets[number].map(\.work), material, settings)
      return try sets[number].map { stage, work in
        try at(stage.name) { try work.table(protection) }
      }
    }
    for (number, group) in groups.enumerated() {
      for ((stage, _), table) in zip(group, written[number]) {
        tables.append((stage, table, results[number].execReasons))
        if case .tabulate(let settings) = stage.settings {
          run.events.finished("\(stage.name): \(settings.table)")
        }
      }
    }
  }

  private func keep(
    _ result: Made, _ settings: Interactions.InteractSettings, of stage: StagePlan
  ) throws {
    var result = result
    guard let ties = result.ties else { return }
    let tally = StageTally(
      stage: stage.name, use: "interact", tally: Tally(passing: result.posts.rows.count))
    result.tallies.append(tally)
    tallies.append(tally)
    TieRecords(ties, posts: result.posts).tally(
      stage: stage.name, tally.tally, settings: settings, into: &tallyJSON)
    if plan.outputs.records.contains(.ties) {
      let file = try folder.restrictedFile(name("ties", stage))
      let output = RecordOutput(file)
      try TieOutput.write(ties, result.posts, result.facts, to: output)
      try output.finish()
      try folder.finish(file)
    }
    made[stage.name] = result
    run.events.finished(Self.line(stage.name, ties, result.match))
  }

  static func line(_ name: String, _ ties: TieTable, _ match: RosterMatch) -> String {
    let lost = TieTable.NotCounted.allCases.compactMap { reason in
      ties.notCounted[reason].flatMap { $0 > 0 ? "\(reason.rawValue) \($0)" : nil }
    }
    var line = "\(name): \(ties.ties.count) ties of \(ties.edgesRead) edges"
    if !lost.isEmpty { line += " (not counted: \(lost.joined(separator: ", ")))" }
    if match.rows > 0 {
      line +=
        "; roster: \(match.rows) rows, matched \(match.matchedRows), not in the posts "
        + "\(match.unmatchedRows), double \(match.doubleRows), conflicting \(match.conflictingRows)"
    }
    return line
  }

  private func keepProfiles(_ result: Made, of stage: StagePlan) throws {
    var result = result
    guard let profiles = result.profiles, let people = result.ties?.people else { return }
    let tally = StageTally(
      stage: stage.name, use: "profile", tally: Tally(passing: result.posts.rows.count))
    result.tallies.append(tally)
    tallies.append(tally)
    TallyRecord.write(tally, to: &tallyJSON)
    if plan.outputs.records.contains(.profiles) {
      let file = try folder.restrictedFile(name("profiles", stage))
      let output = RecordOutput(file)
      try ProfileOutput.write(profiles, people, result.posts, to: output)
      try output.finish()
      try folder.finish(file)
    }
    made[stage.name] = result
    run.events.finished(
      "\(stage.name): \(profiles.rows.count) profiles"
        + (profiles.reason == nil ? " (donors)" : ""))
  }

  /// The plain name of a record file, or that of the stage where several stages write such records.
  private func name(_ plain: String, _ stage: StagePlan) -> String {
    let several = plan.stages.filter { $0.use == stage.use }.count > 1
    return (several ? "\(plain)-\(stage.name)" : plain) + ".ndjson"
  }

  private func writeTables(runID: String) throws {
    for (stage, table, execReasons) in tables {
      let context = TableContext(
        language: Language(rawValue: plan.outputs.language) ?? .en, runID: runID,
        label: stage.name, notes: Self.notes(execReasons) + coderNotes(of: stage))
      for word in plan.outputs.tables {
        let form = try TableForms.named(word)
        try folder.write(
          released: "\(stage.name).\(form.name)", form.write(table, context: context))
      }
      guard case .tabulate(let settings) = stage.settings,
        let figure = try TableKinds.named(settings.table).figure
      else { continue }
      try folder.write(
        released: "\(stage.name).\(figure.name)", figure.write(table, context: context))
    }
  }

  /// Which model coded the posts that a table rests on.
  private func coderNotes(of stage: StagePlan) -> [Phrase] {
    var names: Set<String> = []
    var open = [stage.name]
    while let name = open.popLast() {
      guard names.insert(name).inserted, let found = plan.stage(name) else { continue }
      open += found.from + (found.posts.map { [$0] } ?? [])
    }
    return plan.stages.filter { names.contains($0.name) }.compactMap { stage in
      guard let model = run.coders[stage.name]?.model else { return nil }
      let (rule, hash) = (model.made.rule.rawValue, model.sha256.prefix(12))
      return Phrase(
        "Topics come from a trained model (coder \(rule), model \(hash)).",
        nl: "Onderwerpen komen van een getraind model (codeur \(rule), model \(hash)).")
    }
  }

  static func notes(_ execReasons: [String]) -> [Phrase] {
    execReasons.map { reason in
      Phrase(
        "Topics come from a program outside schakel (reason: \(reason)); it need not repeat.",
        nl: "Onderwerpen komen van een programma buiten schakel (reden: \(reason)); "
          + "dat hoeft zich niet te herhalen.")
    }
  }
}

extension Tally {
  /// Of a stage that keeps every post it reads.
  init(passing count: Int) {
    self.init()
    read = count
    kept = count
  }
}
