import Corpus

/// Reads a stream of posts in its order, batch by batch, on one thread.
struct PostWalk {
  let input: String
  /// The records were picked out, so that no end record can fit them.
  let isPartial: Bool

  /// - Parameter body: takes a batch; posts are its rows, and it is gone afterwards.
  /// - Returns: records read, and how many were set aside.
  /// - Throws: `Complaint` (65, 66).
  @discardableResult
  func read(_ body: (PostBatch) throws -> Void) throws -> (read: Int, setAside: Int) {
    let line = StageStream.input(input, isPartial: isPartial)
    return try at(line.shown) {
      let format = RecordFormat()
      let reader = ShardReader(try line.open())
      var (read, kept, setAside, foreign) = (0, 0, 0, 0)
      while let shard = try reader.next(PostBatch(capacity: ShardReader.blockSize)) {
        format.read(shard.range, in: shard.batch, firstLine: shard.firstLine)
        read += shard.batch.recordsRead
        kept += shard.batch.rows.count
        setAside += shard.batch.setAside.count
        foreign += shard.batch.setAside.count { $0.reason == .notARecord }
        try body(shard.batch)
      }
      try format.judge(read: read, kept: kept, foreign: foreign)
      return (read, setAside)
    }
  }
}

extension PostBatch {
  /// A copy of a field; nil when it is missing or blank.
  func copy(_ field: Field) -> [UInt8]? {
    field.isBlank ? nil : Array(bytes(field))
  }
}
