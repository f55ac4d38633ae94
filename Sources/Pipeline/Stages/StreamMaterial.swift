import Corpus
import Foundation
import Ingest
import Interactions
import Profiles
import Tables

/// All that a stream of records holds, read once: posts into a table, ties, participants, profiles
/// and tallies into theirs. What is read can be passed on at the same time, without its end.
final class StreamMaterial {
  private(set) var posts: PostTable
  private(set) var ties: TieTable?
  private(set) var tieSettings = Interactions.InteractSettings()
  /// Of the people of the ties.
  private(set) var facts: [SampleFacts] = []
  private(set) var profiles: ProfileTable?
  private(set) var profilePeople: People?
  private(set) var tallies: [StageTally] = []
  /// Of reading this stream.
  let tally: Tally
  private let shown: String
  /// Short id of the key that the posts were made with.
  let keyID: String?

  convenience init(
    _ input: String, options: RunOptions, passTo output: RecordOutput?, keepsPostIDs: Bool = false,
    keepsTerms: Bool = false
  ) throws {
    try self.init(
      StageStream.input(input, isPartial: options.isPartial), options: options, passTo: output,
      keepsPostIDs: keepsPostIDs, keepsTerms: keepsTerms)
  }

  /// - Throws: `Complaint` (65) for a stream that is cut, mixed or no NDJSON.
  init(
    _ line: PostFlow.LineInput, options: RunOptions, passTo output: RecordOutput?,
    keepsPostIDs: Bool = false, keepsTerms: Bool = false
  ) throws {
    var setup = PostFlow.Setup(pseudonymiser: NoPseudonyms())
    setup.jobs = options.jobs
    setup.records = output == nil ? .none : .passed
    setup.keepsPostIDs = keepsPostIDs
    setup.keepsTerms = keepsTerms
    setup.collectsOthers = true
    let others = OtherRecords()
    var sinks = PostFlow.Sinks()
    if let output { sinks.records = { try output.write($0) } }
    sinks.other = { try others.take($0, $1) }
    let flow = PostFlow(setup, sinks: sinks)
    let format = RecordFormat()
    shown = line.shown
    try flow.read(format, [line])
    flow.setCodes(readFrom: format.names, known: others.codes)
    keyID = format.streamKeyID
    tally = flow.tally
    tallies = others.tallies
    posts = flow.table
    if let reader = others.ties {
      tieSettings = others.tieSettings
      ties = try at(shown) { try reader.finish(into: &posts, facts: &facts) }
    }
    if let reader = others.profiles {
      let (table, people) = try at(shown) {
        try reader.finish(into: &posts, people: ties?.people)
      }
      profiles = table
      profilePeople = people
    }
  }

  /// Refuses a key that is not the stream's: a roster could then meet nobody, and no word be known
  /// for a handle.
  func check(
    _ pseudonymiser: any Pseudonymiser, hasRoster: Bool, countsWords: Bool = false
  ) throws {
    guard hasRoster || countsWords else { return }
    if let keyID {
      guard pseudonymiser.isOn else {
        let needs =
          hasRoster
          ? "a roster needs that key" : "table keyness needs that key to leave handles out"
        throw Complaint(
          "holds pseudonyms of key \(keyID), and \(needs); name it with --key", at: shown,
          status: .configuration)
      }
      guard pseudonymiser.keyID == keyID else {
        throw Complaint(
          "was made with key \(keyID), but the key given is \(pseudonymiser.keyID)", at: shown,
          status: .configuration)
      }
    } else if pseudonymiser.isOn {
      throw Complaint(
        "holds no pseudonyms; leave --key out, or make the stream with it", at: shown,
        status: .configuration)
    }
  }
}

/// Collects the records of a stream that are no posts.
private final class OtherRecords {
  private(set) var ties: TieRecordReader?
  private(set) var tieSettings = Interactions.InteractSettings()
  private var scheme = "self"
  private(set) var profiles: ProfileRecordReader?
  private(set) var tallies: [StageTally] = []
  /// What the classify stage says it looked for.
  private(set) var codes: (topics: [String], subtopics: [String])?
  private var room: [UInt8] = []
  private var count = 0

  func take(_ kind: Corpus.RecordKind, _ line: [UInt8]) throws {
    count += 1
    room.removeAll(keepingCapacity: true)
    room.append(contentsOf: line)
    room.append(contentsOf: repeatElement(0, count: PostBatch.padding))
    let outcome = room.withUnsafeBufferPointer { padded -> RecordOutcome in
      let bytes = UnsafeBufferPointer(rebasing: padded[..<line.count])
      switch kind {
      case .tie, .participant:
        if ties == nil { ties = TieRecordReader(settings: tieSettings, scheme: scheme) }
        return ties?.read(bytes) ?? .otherKind
      case .profile:
        if profiles == nil { profiles = ProfileRecordReader() }
        return profiles?.read(bytes) ?? .otherKind
      case .tally:
        guard let record = RecordLine(bytes) else { return .wrong("record") }
        return tally(record, bytes)
      default: return .otherKind
      }
    }
    if case .wrong(let field) = outcome {
      throw Complaint(
        "\(kind.rawValue) record \(count): field '\(field)' is missing or wrong; "
          + "was it changed by hand?")
    }
  }

  private func tally(_ line: RecordLine, _ bytes: UnsafeBufferPointer<UInt8>) -> RecordOutcome {
    guard let stage = line.string("stage") else { return .wrong("stage") }
    guard let use = line.string("use") else { return .wrong("use") }
    var tally = Tally()
    guard let read = line.int("read"), let kept = line.int("kept") else { return .wrong("read") }
    tally.read = read
    tally.kept = kept
    for (reason, count) in line.object("set_aside")?.numbers() ?? [] {
      tally.setAside(reason, Int(count))
    }
    tallies.append(StageTally(stage: stage, use: use, tally: tally))
    if use == "classify" {
      codes = (line.strings("topics") ?? [], line.strings("subtopics") ?? [])
    }
    if use == "interact" {
      if let (settings, scheme) = Interactions.InteractSettings.read(line) {
        tieSettings = settings
        self.scheme = scheme
      }
      if ties == nil { ties = TieRecordReader(settings: tieSettings, scheme: scheme) }
      return ties?.read(bytes) ?? .otherKind
    }
    return .taken
  }
}
