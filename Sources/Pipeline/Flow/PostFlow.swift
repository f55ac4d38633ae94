package import Corpus
import Foundation
package import Ingest

/// Reads sources, through the stages of one chain, into one table of posts.
///
/// Line formats are cut into shards and read on all threads; exports are read one a thread. What
/// comes out does not depend on how many threads there are.
package final class PostFlow {
  /// What does not change from source to source.
  package struct Setup: Sendable {
    package var pseudonymiser: any Pseudonymiser
    package var withdrawn = Withdrawn()
    package var steps: [ChainStep] = []
    package var jobs = 1
    /// Whether the table keeps post ids, for records of single ties.
    package var keepsPostIDs = false
    /// Whether the sink of the way back gets ids and handles beside their pseudonyms.
    package var keepsNatives = false
    /// Whether the table keeps what words posts are made of.
    package var keepsTerms = false
    /// What the sink of records gets of posts that pass the whole chain.
    package var records = Records.none
    /// Whether passed lines get codes put behind them.
    package var addsCodes = false
    /// Whether posts that have codes already are refused.
    package var refusesCoded = false
    /// Whether duplicates are dropped; a stage command that makes no table passes them on.
    package var dropsDuplicates = true
    /// Whether a table of posts is made; a stage that only passes posts on needs none.
    package var makesTable = true
    /// Whether the sink of others gets records that are no posts.
    package var collectsOthers = false
    /// Names of the topics that posts come with from their sources.
    package var sourceNames: CodeNames?
    package var topicNames: [String] = []
    package var subtopicNames: [String] = []

    package init(pseudonymiser: any Pseudonymiser) { self.pseudonymiser = pseudonymiser }
  }

  /// How records of posts are written.
  package enum Records: Sendable {
    case none
    /// From the row, in the form of the schema.
    case canonical
    /// The line they were read from, for streams of schakel's own records.
    case passed
  }

  /// Where the run's by-products go.
  package struct Sinks {
    /// Records of posts and aliases, in order.
    package var records: ((UnsafeRawBufferPointer) throws -> Void)?
    /// A record that was set aside, and the stage of the chain that did it (255: the reading).
    package var setAside: ((SetAside, UInt8) throws -> Void)?
    /// An account met for the first time: platform, whether it is known by handle, the id or folded
    /// handle itself, its pseudonym.
    package var wayBack: ((String, Bool, ArraySlice<UInt8>, String) throws -> Void)?
    /// A record that is no post, as a whole line.
    package var other: ((Corpus.RecordKind, [UInt8]) throws -> Void)?
    /// Posts kept so far, for progress.
    package var progress: ((_ kept: Int, _ bytes: Int) -> Void)?
    package init() {}
  }

  package let setup: Setup
  private let sinks: Sinks
  private let builder: PostTableBuilder
  private var bytes = 0
  private var aliasJSON = JSONWriter()

  package init(_ setup: Setup, sinks: Sinks = Sinks()) {
    self.setup = setup
    self.sinks = sinks
    builder = PostTableBuilder(
      stages: setup.steps.count, keepsPostIDs: setup.keepsPostIDs, keepsTerms: setup.keepsTerms)
  }

  /// The table of all posts read; posts dropped by a stage are marked in it.
  package var table: PostTable { builder.table }
  /// Of the reading alone.
  package var tally: Tally { builder.tally }
  package var repairedTexts: Int { builder.repairedTexts }
  /// What each stage of the chain dropped, by reason.
  package var dropped: [[SetAside.Reason: Int]] { builder.dropped }

  /// Names the bits of topics that a coder of the chain set.
  package func setCodes(topics: [String], subtopics: [String]) {
    builder.setCodes(topics, subtopics, from: topics, subtopics)
  }

  /// Names the bits of topics that came with the records, and puts them in order: as in `known`
  /// (what the classify stage of the stream says it looked for), or else the usual topics first and
  /// the others by name.
  package func setCodes(
    readFrom names: CodeNames, known: (topics: [String], subtopics: [String])?
  ) {
    func rank(_ name: String) -> Int {
      let topic = name.split(separator: "/").first.map(String.init) ?? name
      return Vocabulary.spineTopics.firstIndex(of: topic) ?? Vocabulary.spineTopics.count
    }
    func ordered(_ found: [String], _ first: [String]) -> [String] {
      first
        + found.filter { !first.contains($0) }.sorted {
          rank($0) != rank($1)
            ? rank($0) < rank($1) : $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }
    builder.setCodes(
      ordered(names.topics, known?.topics ?? []), ordered(names.subtopics, known?.subtopics ?? []),
      from: names.topics, names.subtopics)
  }

  /// One input of a line format: a stream that can be opened once.
  package struct LineInput {
    package let number: Int32
    /// How messages name it: as the user wrote it.
    package let shown: String
    package let open: () throws -> any ByteSource

    package init(number: Int32, shown: String, open: @escaping () throws -> any ByteSource) {
      self.number = number
      self.shown = shown
      self.open = open
    }
  }

  private struct Piece {
    let shard: ShardReader.Shard
    let input: LineInput
    let bytes: Int
  }

  private struct Done {
    let digest: PostDigest
    let input: LineInput
    let isLast: Bool
    let bytes: Int
  }

  /// Reads inputs of a line format, each alone, in the order given.
  /// - Throws: `Complaint` that names the input.
  package func read(
    _ format: any LineFormat, role: PostRole = .sample, _ inputs: [LineInput]
  ) throws {
    var waiting = inputs[...]
    var current: (reader: ShardReader, input: LineInput)?
    let pool = BatchPool()
    var read = 0
    var kept = 0
    var foreign = 0
    try Crew.ordered(
      jobs: setup.jobs, makeWorker: { [setup] in try FlowWorker(setup) },
      next: {
        while true {
          if let (reader, input) = current {
            let shard = try at(input.shown) { try reader.next(pool.take()) }
            if let shard { return Piece(shard: shard, input: input, bytes: shard.range.count) }
            current = nil
          }
          guard let input = waiting.popFirst() else { return nil }
          current = (ShardReader(try at(input.shown) { try input.open() }), input)
        }
      },
      work: { worker, piece in
        let shard = piece.shard
        format.read(shard.range, in: shard.batch, firstLine: shard.firstLine)
        let digest = try at(piece.input.shown) {
          try worker.digest(shard.batch, input: piece.input.number, role: role)
        }
        pool.give(shard.batch)
        return Done(
          digest: digest, input: piece.input, isLast: shard.isLast, bytes: piece.bytes)
      },
      commit: { done in
        read += done.digest.recordsRead
        kept += done.digest.rows.count
        foreign += done.digest.setAside.count {
          [.notJSON, .notAPost, .notARecord].contains($0.reason)
        }
        try self.commit(done.digest, bytes: done.bytes)
        if done.isLast {
          try at(done.input.shown) {
            try format.judge(read: read, kept: kept, foreign: foreign)
          }
          (read, kept, foreign) = (0, 0, 0)
        }
      })
  }

  /// Reads exports of a document format, each group on a thread of its own.
  package func read(
    _ format: any DocumentFormat, role: PostRole = .sample,
    _ groups: [(exports: [any Export], shown: String)]
  ) throws {
    if groups.count == 1 {
      // Nothing to wait for: no digest is kept beside the table.
      let worker = try FlowWorker(setup)
      return try Self.read(format, role, groups[0], worker) { try commit($0, bytes: 0) }
    }
    var waiting = groups[...]
    try Crew.ordered(
      jobs: setup.jobs, makeWorker: { [setup] in try FlowWorker(setup) },
      next: { waiting.popFirst() },
      work: { worker, group -> [PostDigest] in
        var digests: [PostDigest] = []
        try Self.read(format, role, group, worker) { digests.append($0) }
        return digests
      },
      commit: { digests in
        for digest in digests { try self.commit(digest, bytes: 0) }
      })
  }

  private static func read(
    _ format: any DocumentFormat, _ role: PostRole,
    _ group: (exports: [any Export], shown: String), _ worker: FlowWorker,
    _ take: (PostDigest) throws -> Void
  ) throws {
    let input = group.exports.first?.members.first?.input ?? 0
    for export in group.exports where !export.refused.isEmpty {
      let batch = PostBatch(capacity: 64)
      batch.setAside = export.refused
      batch.recordsRead = batch.setAside.count
      try take(try worker.digest(batch, input: input, role: role))
    }
    try at(group.shown) {
      try format.read(group.exports) { batch in
        try take(try worker.digest(batch, input: input, role: role))
      }
    }
  }

  private func commit(_ digest: PostDigest, bytes: Int) throws {
    let outcome = setup.makesTable ? builder.add(digest) : builder.count(digest)
    self.bytes += bytes
    if let sink = sinks.setAside {
      for (record, stage) in outcome.setAside { try sink(record, stage) }
    }
    if let sink = sinks.records {
      if setup.records == .canonical { try write(outcome.aliases, to: sink) }
      try write(digest, outcome, to: sink)
    }
    if let sink = sinks.wayBack, let natives = digest.accountNatives {
      for account in outcome.newAccounts {
        try sink(
          digest.platforms[Int(digest.accountPlatforms[account])],
          digest.accountIsHandle[account], natives.bytes(account), digest.accountNames[account])
      }
    }
    if let sink = sinks.other {
      for other in digest.others { try sink(other.kind, other.line) }
    }
    sinks.progress?(builder.tally.kept, self.bytes)
  }

  /// Runs of records go out in one piece; those of duplicates are left out.
  private func write(
    _ digest: PostDigest, _ outcome: PostTableBuilder.Outcome,
    to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try digest.records.withUnsafeBytes { bytes in
      var start = 0
      var last = 0
      for (end, row) in zip(digest.recordEnds, digest.recordRows) {
        if setup.dropsDuplicates, row >= 0, !outcome.isNew[Int(row)] {
          if last > start { try sink(UnsafeRawBufferPointer(rebasing: bytes[start..<last])) }
          start = end
        }
        last = end
      }
      if last > start { try sink(UnsafeRawBufferPointer(rebasing: bytes[start..<last])) }
    }
  }

  private func write(
    _ aliases: [AccountTable.Alias], to sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if aliases.isEmpty { return }
    aliasJSON.removeAll()
    let accounts = builder.table.accounts
    for alias in aliases {
      let platform = builder.table.platforms[Int(accounts.platforms[Int(alias.account)])]
      aliasJSON.beginObject()
      aliasJSON.key("record")
      aliasJSON.string("alias" as StaticString)
      aliasJSON.key("platform")
      aliasJSON.string(platform)
      aliasJSON.key("account")
      aliasJSON.string(accounts.names[Int(alias.account)])
      aliasJSON.key("handle")
      aliasJSON.string(accounts.names[Int(alias.handle)])
      if setup.pseudonymiser.isOn {
        aliasJSON.key("key_id")
        aliasJSON.string(setup.pseudonymiser.keyID)
      }
      aliasJSON.endObject()
      aliasJSON.endLine()
    }
    try aliasJSON.withBytes { try sink(UnsafeRawBufferPointer($0)) }
  }
}

/// Batches that wait to be used again.
final class BatchPool: @unchecked Sendable {
  private let lock = NSLock()
  private var idle: [PostBatch] = []

  func take() -> PostBatch {
    lock.withLock { idle.popLast() } ?? PostBatch(capacity: ShardReader.blockSize)
  }

  func give(_ batch: PostBatch) { lock.withLock { idle.append(batch) } }
}
