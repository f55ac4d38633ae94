package import Corpus

/// Finds topics for one thread. Results do not depend on what a worker has seen before.
///
/// Memory: at most some 12 MiB, besides four bytes a token of the longest post.
package final class CoderWorker {
  private var matcher: Matcher

  init(_ coder: Coder) {
    matcher = Matcher(coder, TokenReader(coder.tokenisation))
  }

  /// Codes every row by its title and own text, never by what it quotes: sets `topics`,
  /// `subtopics`, `tokens` and `isCoded`. A post without text has no topic and no token.
  package func code(_ batch: PostBatch) { Self.code(batch, &matcher) }

  /// Codes one text: valid UTF-8, behind which ``PostBatch/padding`` bytes may be read.
  package func code(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    matcher.code(nil, bytes)
  }

  private static func code(_ batch: PostBatch, _ matcher: inout Matcher) {
    let slab = UnsafePointer(batch.base)
    batch.rows.withUnsafeMutableBufferPointer { rows in
      for index in rows.indices {
        let title = rows[index].title.isBlank ? nil : bytes(rows[index].title, slab)
        let result = matcher.code(title, bytes(rows[index].text, slab))
        rows[index].topics = result.topics
        rows[index].subtopics = result.subtopics
        rows[index].tokens = result.tokens
        rows[index].isCoded = true
      }
    }
  }

  @inline(__always)
  private static func bytes(_ field: Field, _ slab: UnsafePointer<UInt8>)
    -> UnsafeBufferPointer<UInt8>
  {
    UnsafeBufferPointer(start: slab + Int(field.offset), count: max(0, Int(field.count)))
  }
}
