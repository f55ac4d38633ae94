import Corpus
import Ingest
import Synchronization

/// schakel's own NDJSON as a line format, for streams between stages.
final class RecordFormat: LineFormat {
  static let name = "records"
  static let platform = ""
  static let source = "data-schema/post.schema.json"

  /// Names of topics met so far.
  let names = CodeNames()
  private let keyID = Mutex<(id: String?, other: String?)>((nil, nil))

  init(_ settings: SourceSettings) throws {}
  init() {}

  static func recognise(_ export: any Export) throws -> Recognition? { nil }

  func read(_ range: Range<Int>, in batch: PostBatch, firstLine: Int64) {
    batch.reserve(range.count * 3 + 4096)
    let reader = PostRecordReader(names: names)
    reader.read(range, in: batch, firstLine: firstLine)
    for id in reader.keyIDs {
      keyID.withLock { seen in
        if seen.id == nil { seen.id = id } else if seen.id != id { seen.other = id }
      }
    }
  }

  /// Key id of the stream; nil when its posts are not keyed.
  var streamKeyID: String? { keyID.withLock { $0.id } }

  func judge(read: Int, kept: Int, foreign: Int) throws {
    let (id, other) = keyID.withLock { $0 }
    if let id, let other {
      let ids = [id, other].sorted()
      throw Complaint(
        "mixes records made with different keys (\(ids[0]), \(ids[1])); ingest all with one key")
    }
    if names.isFull {
      throw Complaint("has more than 32 topics or 64 subtopics, which is more than can be coded")
    }
    guard read > 0, kept == 0, foreign == read else { return }
    throw Complaint(
      "is no NDJSON of posts: \(read) lines, none of which is a JSON object with a post_id")
  }
}
