import Corpus
import Interactions

/// The posts that a sample is drawn from: who wrote each, and its level of each factor.
package struct SampleFrame: Sendable {
  package var ids: [String] = []
  /// -1: nobody known; such posts are nobody's, and no limit by person bears on them.
  package var users: [Int32] = []
  /// By factor, then by post: number into ``names``.
  package var levels: [[Int32]]
  /// By factor: names of levels.
  package var names: [[String]]

  package init(factors: Int) {
    levels = Array(repeating: [], count: factors)
    names = Array(repeating: [], count: factors)
  }

  package var count: Int { ids.count }
}

/// A draw: who was taken, from what, with which chance.
package struct SampleDraw: Sendable {
  package struct Post: Sendable {
    /// Number into the frame.
    package let post: Int
    package let stratum: Int
    /// The post's person wrote so many posts of the frame …
    package let userPosts: Int
    /// … of which so many could be drawn.
    package let userDrawable: Int
    /// Chance of getting into the sample.
    package let chance: Double
  }

  package struct Stratum: Sendable, Equatable {
    package var name: String
    /// Posts of the frame.
    package var posts: Int
    /// Posts left when each person keeps no more than allowed.
    package var drawable: Int
    package var taken: Int
  }

  /// In the order of their hashes.
  package var posts: [Post] = []
  package var strata: [Stratum] = []
  /// What was joined, and which floors cannot be kept, for people: a line each.
  package var notes: [String] = []

  /// Draws by hash: no order of reading and no partition of the input changes who is taken.
  ///
  /// First each person keeps the `perUser` posts of the smallest hash; then each stratum gives the
  /// posts of the smallest second hash, of a purpose of its own. Given the first step the second is a
  /// simple random draw in each stratum, so that the product of both chances makes Σ y/chance
  /// unbiased, whatever strata and numbers were chosen after the first step (two-phase sampling,
  /// π* in Särndal, Swensson and Wretman 1992, chapter 9).
  /// - Throws: `Complaint` (64) for floors that exceed the size, (65) for a frame without posts.
  package init(_ frame: SampleFrame, _ settings: SampleSettings) throws {
    guard frame.count > 0 else {
      throw Complaint("holds no post of the sample that could be coded")
    }
    let (userPosts, isDrawable) = Self.capped(frame, settings)
    var plan = SampleStrata(frame, settings, isDrawable)
    try plan.allocate(settings)
    notes = plan.notes
    strata = plan.strata
    let start = Self.hashes(frame, settings.seed, "sample post")
    func comesFirst(_ a: Int, _ b: Int) -> Bool {
      start[a] != start[b]
        ? start[a] < start[b] : frame.ids[a].utf8.lexicographicallyPrecedes(frame.ids[b].utf8)
    }
    var left = strata.map(\.taken)
    for post in (0..<frame.count).filter({ isDrawable[$0] }).sorted(by: comesFirst) {
      let stratum = plan.stratum(of: post)
      guard left[stratum] > 0 else { continue }
      left[stratum] -= 1
      let own = userPosts[post]
      let kept = min(own, settings.perUser ?? own)
      let chance =
        Double(strata[stratum].taken) / Double(strata[stratum].drawable)
        * (Double(kept) / Double(own))
      posts.append(
        Post(post: post, stratum: stratum, userPosts: own, userDrawable: kept, chance: chance))
    }
  }

  /// How many posts the person of each post wrote, and which posts stay when each person keeps no
  /// more than allowed.
  private static func capped(
    _ frame: SampleFrame, _ settings: SampleSettings
  ) -> ([Int], [Bool]) {
    var counts = [Int](repeating: 0, count: Int((frame.users.max() ?? -1) + 1))
    for user in frame.users where user >= 0 { counts[Int(user)] += 1 }
    let own = frame.users.map { $0 < 0 ? 1 : counts[Int($0)] }
    guard let limit = settings.perUser else {
      return (own, [Bool](repeating: true, count: frame.count))
    }
    var isDrawable = own.map { $0 <= limit }
    let start = hashes(frame, settings.seed, "sample user")
    let crowded = isDrawable.indices.filter { !isDrawable[$0] }.sorted { a, b in
      if frame.users[a] != frame.users[b] { return frame.users[a] < frame.users[b] }
      if start[a] != start[b] { return start[a] < start[b] }
      return frame.ids[a].utf8.lexicographicallyPrecedes(frame.ids[b].utf8)
    }
    var user: Int32 = -1
    var kept = 0
    for post in crowded {
      if frame.users[post] != user { (user, kept) = (frame.users[post], 0) }
      if kept < limit { isDrawable[post] = true }
      kept += 1
    }
    return (own, isDrawable)
  }

  private static func hashes(_ frame: SampleFrame, _ seed: UInt64, _ purpose: String) -> [UInt64] {
    frame.ids.map { CodingHash.of(seed, purpose, $0) }
  }
}

/// The hash that samples and orders of pages go by.
enum CodingHash {
  static func of(_ seed: UInt64, _ purpose: String, _ name: String) -> UInt64 {
    var stream = HashStream(
      start: HashStream.start(seed: seed, purpose: purpose, name: name), draw: 0)
    return stream.next()
  }
}
