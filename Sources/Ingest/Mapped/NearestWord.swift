/// The word that somebody probably meant.
enum NearestWord {
  /// The word of `words` that differs from `word` in the fewest letters, if that is at most a third
  /// of them; among equals the first.
  static func to(_ word: String, in words: [String]) -> String? {
    let limit = max(1, word.utf8.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in words {
      let distance = distance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
      if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
    }
    return best?.word
  }

  /// Insertions, deletions and exchanges (Levenshtein).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if b.isEmpty { return a.count }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? corner : min(corner, above, row[j]) + 1
        corner = above
      }
    }
    return row[b.count]
  }
}
