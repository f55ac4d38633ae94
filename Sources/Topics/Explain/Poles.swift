private import Corpus

/// Sets the pole of subtopics that a denial turns round: *voel me hier niet thuis* is not at home.
///
/// Looked at only where the coder found such a subtopic and a denying word, which few posts have, so
/// that coding stays as fast as it is.
struct Poles {
  /// The bit that the coder sets for a denying word; no subtopic's.
  static let denial: UInt64 = 1 << 63

  private let mask: UInt64
  private let names: [String]
  private let finder: HitFinder

  /// Nil when no lexicon has poles.
  init?(_ coder: Coder) {
    guard coder.poles != 0 else { return nil }
    mask = coder.poles
    names = coder.subtopicNames
    let topics = coder.lexicons.filter { !$0.negated.isEmpty }.map(\.topic)
    finder = HitFinder(coder, topics: Set(topics))
  }

  /// The subtopics of a post in which the coder found `subtopics`.
  func settle(
    _ subtopics: UInt64, _ title: UnsafeBufferPointer<UInt8>?, _ text: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    guard subtopics & Self.denial != 0 else { return subtopics }
    guard subtopics & mask != 0 else { return subtopics & ~Self.denial }
    var settled = subtopics & ~mask & ~Self.denial
    for hit in finder.find(title: title.map { Array($0) }, text: Array(text)).hits
    where !hit.isBlocked {
      let topic = finder.lexicons[finder.entries[hit.entry].lexicon].topic
      guard let subtopic = finder.subtopic(of: hit),
        let bit = names.firstIndex(of: "\(topic)/\(subtopic)")
      else { continue }
      settled |= 1 << UInt64(bit)
    }
    return settled
  }
}
