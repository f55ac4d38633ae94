import Corpus

/// What one thread does with a batch of posts just read: withdrawals, masks, the stages of the
/// chain, the digest, and the written records where they are asked for.
final class FlowWorker {
  private let withdrawn: Withdrawn
  private let mask: TextMask
  private let steps: [ChainStep.Worker]
  private let digester: PostDigester
  private let writer: PostRecordWriter?
  private var json = JSONWriter(capacity: 1 << 16)
  private var spare: [PostBatch] = []

  init(_ setup: PostFlow.Setup) throws {
    let ids = KeyedIDs(setup.pseudonymiser)
    withdrawn = setup.withdrawn
    mask = TextMask(ids)
    steps = try setup.steps.map { try $0.makeWorker() }
    digester = PostDigester(ids, keepsPostIDs: setup.keepsPostIDs)
    writer =
      setup.writesRecords
      ? PostRecordWriter(ids, topicNames: setup.topicNames, subtopicNames: setup.subtopicNames)
      : nil
  }

  /// A batch and its digest; the batch is free again afterwards.
  func digest(_ batch: PostBatch, input: Int32) throws -> PostDigest {
    for index in batch.rows.indices where batch.rows[index].input == 0 {
      batch.rows[index].input = input
    }
    for index in batch.setAside.indices where batch.setAside[index].input == 0 {
      batch.setAside[index].input = input
    }
    withdrawn.apply(to: batch)
    mask.apply(to: batch)
    for (number, step) in steps.enumerated() { try step(batch, UInt8(number)) }
    let digest = digester.digest(batch)
    if let writer {
      json.removeAll()
      digest.recordEnds.reserveCapacity(batch.rows.count)
      for row in batch.rows {
        if row.droppedBy == 255 { writer.write(row, of: batch, to: &json) }
        digest.recordEnds.append(json.count)
      }
      digest.records = json.bytes()
    }
    return digest
  }
}
