package import Corpus

/// What strata of a coding sample are made of.
package enum SampleFactor: String, CaseIterable, Sendable {
  /// The set of topics that a coder gave the post.
  case label
  case group, language, venue
  case venueType = "venue-type"

  /// Behind topics of one set, and groups of one person.
  static let join: Character = "+"
  /// Levels that are too small.
  static let other = "(other)"
  /// Cells that are too small.
  static let joined = "(joined)"
  static let none = "none"
  static let unknown = "(unknown)"
}

/// At least so many posts of a margin: `label=30`, `language:tr=40`, `stratum=5`.
package struct SampleFloor: Sendable, Equatable {
  /// Nil: every stratum.
  package let factor: SampleFactor?
  /// Nil: every level of the factor.
  package let level: String?
  package let posts: Int

  /// - Throws: `Complaint` (64).
  package init(_ text: String) throws {
    func wrong(_ message: String) -> Complaint {
      Complaint(message, at: "--floor \(text)", status: .usage)
    }
    guard let sign = text.lastIndex(of: "="), let posts = Int(text[text.index(after: sign)...]),
      posts > 0
    else { throw wrong("needs a margin and a number of posts, such as label=30 or language:tr=40") }
    self.posts = posts
    let margin = text[..<sign].split(separator: ":", maxSplits: 1).map(String.init)
    guard let word = margin.first else { throw wrong("names no margin") }
    if word == "stratum", margin.count == 1 {
      (factor, level) = (nil, nil)
      return
    }
    guard let factor = SampleFactor(rawValue: word) else {
      let names = SampleFactor.allCases.map(\.rawValue) + ["stratum"]
      throw wrong("knows no margin '\(word)' (have: \(names.joined(separator: ", ")))")
    }
    self.factor = factor
    level = margin.count > 1 ? margin[1] : nil
  }

  /// As it was written.
  package var text: String {
    "\(factor?.rawValue ?? "stratum")\(level.map { ":\($0)" } ?? "")=\(posts)"
  }
}

/// How a coding sample is drawn.
package struct SampleSettings: Sendable {
  package var size: Int
  /// At most two, crossed.
  package var by: [SampleFactor] = []
  package var floors: [SampleFloor] = []
  /// At most so many posts of one person; nil: no limit.
  package var perUser: Int?
  /// A stratum of fewer posts is joined with others.
  package var minStratum = 10
  package var seed: UInt64 = 0

  /// - Throws: `Complaint` (64) for settings that do not go together.
  package init(
    size: Int, by: [SampleFactor] = [], floors: [SampleFloor] = [], perUser: Int? = nil,
    minStratum: Int = 10, seed: UInt64 = 0
  ) throws {
    func check(_ isFine: Bool, _ flag: String, _ message: String) throws {
      if !isFine { throw Complaint(message, at: flag, status: .usage) }
    }
    try check((1...100_000).contains(size), "--size", "is a number from 1 to 100000")
    try check(by.count <= 2, "--by", "takes at most two factors, which are crossed")
    try check(Set(by).count == by.count, "--by", "names a factor twice")
    try check(
      !(by.contains(.venue) && by.contains(.venueType)), "--by",
      "venue says venue-type already; name one of the two")
    try check(perUser.map { $0 > 0 } ?? true, "--per-user", "is a number from 1")
    try check(minStratum > 0, "--min-stratum", "is a number from 1")
    for floor in floors {
      guard let factor = floor.factor else { continue }
      try check(
        by.contains(factor), "--floor \(floor.text)",
        "only a factor of --by can have a floor; add \(factor.rawValue) to --by")
    }
    self.size = size
    self.by = by
    self.floors = floors
    self.perUser = perUser
    self.minStratum = minStratum
    self.seed = seed
  }
}
