/// In which order one coder meets the posts of a sample, and which come a second time.
///
/// The order is that of a hash of seed, coder and id, so that tiredness falls on other posts for each
/// coder. Repeats are drawn from the first half by another hash and stand, evenly spread, in the
/// second: nobody is told, and what a coder remembers is far away.
package struct CodingOrder: Sendable, Equatable {
  package struct Place: Sendable, Equatable {
    /// Number into the sample.
    package let post: Int
    package let isRepeat: Bool
  }

  package let places: [Place]

  /// - Parameter repeats: of a hundred posts.
  package init(_ ids: [String], coder: String, seed: UInt64, repeats: Int) {
    let order = Self.sorted(Array(ids.indices), ids, seed, "page order \(coder)")
    let half = Array(order[..<((order.count + 1) / 2)])
    let wanted = min(half.count, order.count * repeats / 100)
    let again = Self.sorted(half, ids, seed, "page repeat \(coder)").prefix(wanted)
    var places = order.map { Place(post: $0, isRepeat: false) }
    // From behind, so that a place that was put in does not move the next. The last repeat ends the
    // page only in a sample of a few posts.
    let room = order.count - half.count
    for (number, post) in again.enumerated().reversed() {
      let at = half.count + room * (number + 1) / (wanted + 1)
      places.insert(Place(post: post, isRepeat: true), at: at)
    }
    self.places = places
  }

  private static func sorted(
    _ posts: [Int], _ ids: [String], _ seed: UInt64, _ purpose: String
  ) -> [Int] {
    let hash = Dictionary(
      uniqueKeysWithValues: posts.map { ($0, CodingHash.of(seed, purpose, ids[$0])) })
    return posts.sorted { a, b in
      let (one, other) = (hash[a] ?? 0, hash[b] ?? 0)
      return one != other
        ? one < other : ids[a].utf8.lexicographicallyPrecedes(ids[b].utf8)
    }
  }
}
