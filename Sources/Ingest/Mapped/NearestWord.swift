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

  /// Insertions, deletions, exchanges, and two neighbours that changed places.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var older: [Int] = []
    var old = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, old[j + 1] + 1, old[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
        row.append(best)
      }
      older = old
      old = row
    }
    return old[b.count]
  }
}
