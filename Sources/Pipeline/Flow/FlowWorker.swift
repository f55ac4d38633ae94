import Corpus
import Topics

/// What one thread does with a batch of posts just read: withdrawals, masks, the stages of the
/// chain, the digest, and the written records where they are asked for.
final class FlowWorker {
  private let withdrawn: Withdrawn
  private let mask: TextMask
  private let steps: [ChainStep.Worker]
  private let digester: PostDigester
  private let writer: PostRecordWriter
  private let terms: TermReader?
  private let setup: PostFlow.Setup
  private var json = JSONWriter(capacity: 1 << 16)

  init(_ setup: PostFlow.Setup) throws {
    let ids = KeyedIDs(setup.pseudonymiser)
    withdrawn = setup.withdrawn
    mask = TextMask(ids, withdrawn: setup.withdrawn)
    steps = try setup.steps.map { try $0.makeWorker() }
    digester = PostDigester(
      ids, keepsPostIDs: setup.keepsPostIDs, keepsNatives: setup.keepsNatives)
    writer = PostRecordWriter(
      ids, topicNames: setup.topicNames, subtopicNames: setup.subtopicNames)
    terms = setup.keepsTerms ? TermReader() : nil
    self.setup = setup
  }

  /// A batch and its digest; the batch is free again afterwards.
  func digest(_ batch: PostBatch, input: Int32, role: PostRole) throws -> PostDigest {
    for index in batch.rows.indices where batch.rows[index].input == 0 {
      batch.rows[index].input = input
    }
    for index in batch.setAside.indices where batch.setAside[index].input == 0 {
      batch.setAside[index].input = input
    }
    if role == .context {
      for index in batch.rows.indices { batch.rows[index].role = .context }
    }
    withdrawn.apply(to: batch)
    mask.apply(to: batch)
    if setup.refusesCoded, let coded = batch.rows.first(where: { $0.isCoded }) {
      throw Complaint(
        "record \(coded.ordinal) has topics already; classify posts once, or take `topics` out")
    }
    for (number, step) in steps.enumerated() { try step(batch, UInt8(number)) }
    let digest = digester.digest(batch)
    digest.terms = terms?.read(batch)
    switch setup.records {
    case .none: break
    case .canonical: writeCanonical(batch, to: digest)
    case .passed: passLines(batch, to: digest)
    }
    if setup.collectsOthers {
      for other in batch.others where other.kind != .alias {
        digest.others.append((other.kind, Array(batch.bytes(other.line))))
      }
    }
    return digest
  }

  private func writeCanonical(_ batch: PostBatch, to digest: PostDigest) {
    json.removeAll()
    if setup.topicNames.isEmpty, let names = setup.sourceNames { writer.topicNames = names.topics }
    for (number, row) in batch.rows.enumerated() where row.droppedBy == 255 {
      writer.write(row, of: batch, to: &json)
      digest.recordEnds.append(json.count)
      digest.recordRows.append(Int32(number))
    }
    digest.records = json.bytes()
  }

  /// Lines as they came, with codes behind those that were coded here.
  private func passLines(_ batch: PostBatch, to digest: PostDigest) {
    json.removeAll()
    var others = batch.others[...]
    func passOthers(upTo row: Int) {
      while let other = others.first, other.rowsBefore <= row {
        others.removeFirst()
        if other.kind == .end { continue }
        json.append(batch.bytes(other.line))
        json.endLine()
        digest.recordEnds.append(json.count)
        digest.recordRows.append(-1)
      }
    }
    for (number, row) in batch.rows.enumerated() {
      passOthers(upTo: number)
      if row.droppedBy != 255 { continue }
      if setup.addsCodes {
        writer.write(line: batch.bytes(row.line), codesOf: row, to: &json)
      } else {
        json.append(batch.bytes(row.line))
        json.endLine()
      }
      digest.recordEnds.append(json.count)
      digest.recordRows.append(Int32(number))
    }
    passOthers(upTo: Int.max)
    digest.records = json.bytes()
  }
}
