internal import Corpus

/// The tone of replies, from the subtopics that the lexicons of the aspect `tone` give: four classes
/// that exclude each other. Neutral is what was coded and speaks in neither way.
struct Tones {
  static let keys = [
    Key("positive", "positive", nl: "positief"), Key("negative", "negative", nl: "negatief"),
    Key("both", "both", nl: "beide"), Key("neutral", "neutral", nl: "neutraal"),
  ]
  private static let names = ["tone/positive", "tone/negative"]

  private let positive: UInt64
  private let negative: UInt64

  /// - Parameter subtopics: names by bit.
  init(_ subtopics: [String]) {
    let bits = Self.names.map { name in
      subtopics.firstIndex(of: name).map { 1 << UInt64($0) } ?? UInt64(0)
    }
    positive = bits[0]
    negative = bits[1]
  }

  /// Refuses to split by a tone that nobody looked for: all would seem neutral.
  static func check(_ splits: [TieCells.Split], _ posts: PostTable) throws {
    guard splits.contains(.tone), !names.contains(where: posts.subtopicNames.contains) else {
      return
    }
    throw Complaint(
      "by: tone needs posts whose tone was looked for; add tone to the lexicons of classify",
      status: .configuration)
  }

  /// Number into ``keys``.
  @inline(__always)
  func place(_ subtopics: UInt64) -> Int {
    switch (subtopics & positive != 0, subtopics & negative != 0) {
    case (true, false): 0
    case (false, true): 1
    case (true, true): 2
    case (false, false): 3
    }
  }
}
