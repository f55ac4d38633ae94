import Corpus
import Foundation
import Interactions
import Profiles
import Tables

/// One run of a plan: everything is opened and checked first (``init(_:_:_:)``), then worked
/// (``execute()``).
package final class Run {
  let plan: Plan
  let options: RunOptions
  let events: RunEvents
  let pseudonymiser: any Pseudonymiser
  let key: KeyPseudonymiser?
  let withdrawn: Withdrawn
  let groups: GroupSource
  let chains: [Chain]
  /// By name of the ingest stage.
  let sources: [String: SourceSet]
  /// By name of the classify stage.
  let coders: [String: ClassifyStep]
  /// Of stages that make table T12.
  let handCodes: [String: CodedSampleSource]
  /// Hashes of settings files, for the record: roster, venues, withdrawn, lexicons.
  let settingsDigests: [(name: String, sha256: String)]

  /// Opens whatever the plan names: key, roster, lexicons, sources. Writes nothing.
  /// - Throws: `Complaint` for the first that is missing or wrong.
  package init(_ plan: Plan, _ options: RunOptions, _ events: RunEvents = RunEvents()) throws {
    self.plan = plan
    self.options = options
    self.events = events
    switch plan.privacy.key {
    case .file(let path):
      let made = try ProjectKey.read(from: path).pseudonymiser
      key = made
      pseudonymiser = made
    case .off, .notGiven:
      key = nil
      pseudonymiser = NoPseudonyms()
    }
    var digests: [(name: String, sha256: String)] = []
    if let path = plan.privacy.withdrawn {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) }
      withdrawn = try Withdrawn.read(bytes, shown: path)
      digests.append(("withdrawn", InputDigest.of(bytes)))
    } else {
      withdrawn = Withdrawn()
    }
    groups = try GroupSource(plan.groups)
    digests += groups.digests
    chains = Chain.all(of: plan)
    var sources: [String: SourceSet] = [:]
    var coders: [String: ClassifyStep] = [:]
    var handCodes: [String: CodedSampleSource] = [:]
    for stage in plan.stages {
      switch stage.settings {
      case .ingest(let settings):
        sources[stage.name] = try SourceSet(settings, stage: stage.name, jobs: options.jobs)
      case .classify(let settings):
        let step = try at(stage.name) { try ClassifyStep(settings) }
        coders[stage.name] = step
        digests += step.lexicons.map { ("lexicon \($0.name)", $0.sha256) }
        if let model = step.model { digests.append((ClassifyStep.modelName, model.sha256)) }
      case .tabulate(let settings):
        guard let source = try at(stage.name, { try CodedSampleSource(settings) }) else { continue }
        handCodes[stage.name] = source
        digests += source.digests
      default: break
      }
    }
    self.sources = sources
    self.coders = coders
    self.handCodes = handCodes
    settingsDigests = digests
  }

  /// Works the plan and writes the outputs, all of them or none.
  package func execute() throws -> RunReport {
    let folder = try OutputFolder(plan.outputs.dir)
    return try RunWork(self, folder).work()
  }
}
