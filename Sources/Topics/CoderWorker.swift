package import Corpus

/// Finds topics for one thread. Results do not depend on what a worker has seen before.
///
/// Memory: at most some 12 MiB, besides four bytes a token of the longest post.
package final class CoderWorker {
  private var matcher: Matcher
  private let poles: Poles?

  init(_ coder: Coder) {
    matcher = Matcher(coder, TokenReader(coder.tokenisation))
    poles = Poles(coder)
  }

  /// Codes every row by its title and own text, never by what it quotes: sets `topics`,
  /// `subtopics`, `tokens` and `isCoded`. A post without text has no topic and no token.
  package func code(_ batch: PostBatch) { Self.code(batch, &matcher, poles) }

  /// Codes one text: valid UTF-8, behind which ``PostBatch/padding`` bytes may be read.
  package func code(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    var result = matcher.code(nil, bytes)
    if let poles { result.subtopics = poles.settle(result.subtopics, nil, bytes) }
    return result
  }

  private static func code(_ batch: PostBatch, _ matcher: inout Matcher, _ poles: Poles?) {
    let slab = UnsafePointer(batch.base)
    batch.rows.withUnsafeMutableBufferPointer { rows in
      for index in rows.indices {
        let title = rows[index].title.isBlank ? nil : bytes(rows[index].title, slab)
        let result = matcher.code(title, bytes(rows[index].text, slab))
        rows[index].topics = result.topics
        rows[index].subtopics =
          poles?.settle(result.subtopics, title, bytes(rows[index].text, slab)) ?? result.subtopics
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
