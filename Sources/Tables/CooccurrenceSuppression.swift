/// Which cells of T4 are hidden.
///
/// A topic needs persons with it and without. A pair needs persons in each of the four parts of its
/// table of two, because the totals of both topics stand beside it, and no person with most of one; of
/// a hidden topic no pair is shown, because a share and a count of it give the topic's total.
struct CooccurrenceSuppression {
  private let topics: [Suppression?]
  private var pairs: [Suppression?]

  init(_ sums: CooccurrenceSums, _ rule: Disclosure) {
    topics = sums.keys.indices.map { topic in
      let (with, without) = (sums.with[topic], sums.without[topic])
      return rule.few(with.users, without.users, sums.all.users - with.users)
        ?? Self.dominated([with, without], rule) ?? rule.uniform(with.users, of: sums.all.users)
    }
    pairs = Array(repeating: nil, count: sums.pairs.count)
    for a in sums.keys.indices {
      for b in 0..<a {
        let number = CooccurrenceSums.pair(a, b)
        let pair = sums.pairs[number]
        let users = pair.both.users
        let (withA, withB) = (sums.with[a].users, sums.with[b].users)
        pairs[number] =
          rule.few(
            users, pair.onlyA.users, pair.onlyB.users, pair.neither.users, withA - users,
            withB - users)
          ?? Self.dominated([pair.both, pair.onlyA, pair.onlyB, pair.neither], rule)
          ?? rule.uniform(users, of: withA) ?? rule.uniform(users, of: withB)
          ?? Disclosure.secondary(topics[a] != nil || topics[b] != nil)
      }
    }
  }

  private static func dominated(
    _ parts: [CooccurrenceSums.Count], _ rule: Disclosure
  ) -> Suppression? {
    parts.lazy.compactMap {
      rule.dominated(largest: Double($0.largest), of: Double($0.posts))
    }.first
  }

  /// Why the cells of two topics are hidden; of one topic, where both are the same.
  func reason(_ a: Int, _ b: Int) -> Suppression? {
    a == b ? topics[a] : pairs[CooccurrenceSums.pair(max(a, b), min(a, b))]
  }
}
