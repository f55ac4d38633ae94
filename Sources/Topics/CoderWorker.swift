package import Corpus

/// Finds topics for one thread. Results do not depend on what a worker has seen before.
///
/// Memory: at most some 12 MiB, besides four bytes a token of the longest post.
package final class CoderWorker {
  private let reader: TokenReader
  private var matcher: Matcher

  init(_ coder: Coder) {
    reader = TokenReader(coder.tokenisation)
    matcher = Matcher(coder)
  }

  /// Codes every row by its title and own text, never by what it quotes: sets `topics`,
  /// `subtopics`, `tokens` and `isCoded`. A post without text has no topic and no token.
  package func code(_ batch: PostBatch) {
    batch.rows.withUnsafeMutableBufferPointer { rows in
      for index in rows.indices {
        let title = rows[index].title.isBlank ? nil : batch.bytes(rows[index].title)
        let result = code(title, batch.bytes(rows[index].text))
        rows[index].topics = result.topics
        rows[index].subtopics = result.subtopics
        rows[index].tokens = result.tokens
        rows[index].isCoded = true
      }
    }
  }

  /// Codes one text: valid UTF-8, behind which ``PostBatch/padding`` bytes may be read.
  package func code(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    code(nil, bytes)
  }

  private func code(_ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>) -> (
    topics: UInt32, subtopics: UInt64, tokens: Int32
  ) {
    matcher.begin()
    if let title {
      read(title)
      // No phrase reaches from a title into the text, whatever the tokenisation.
      matcher.pause()
    }
    read(text)
    return matcher.end()
  }

  @inline(never) private func read(_ text: UnsafeBufferPointer<UInt8>) {
    reader.read(text, into: &matcher)
  }
}
