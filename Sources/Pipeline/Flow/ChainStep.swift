package import Corpus

/// One stage between reading and the table: it drops posts or adds codes to them.
///
/// `makeWorker` is called once per thread; what it returns works on batches of that thread and marks
/// dropped rows with the number it is handed.
package struct ChainStep: Sendable {
  package typealias Worker = (_ batch: PostBatch, _ stage: UInt8) throws -> Void
  /// Name of the stage, as in the pipeline file.
  package let name: String
  package let use: String
  package let makeWorker: @Sendable () throws -> Worker

  package init(
    name: String, use: String, makeWorker: @escaping @Sendable () throws -> Worker
  ) {
    self.name = name
    self.use = use
    self.makeWorker = makeWorker
  }
}
