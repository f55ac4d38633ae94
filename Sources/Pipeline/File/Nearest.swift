/// The known word that a misspelt one probably meant.
package enum Nearest {
  /// The closest of `known`, the first of equals; nil when none is close.
  ///
  /// Capitals and `_` for `-` do not count. Close means at most a third of the word's length in
  /// edits, and at least one edit is always allowed.
  package static func word(_ written: String, among known: [String]) -> String? {
    let wanted = fold(written)
    guard !wanted.isEmpty else { return nil }
    var best: (word: String, distance: Int)?
    for word in known {
      let distance = edits(wanted, fold(word))
      if distance <= max(1, max(wanted.count, 1) / 3), distance < best?.distance ?? Int.max {
        best = (word, distance)
      }
    }
    return best?.word
  }

  private static func fold(_ text: String) -> [Unicode.Scalar] {
    text.lowercased().unicodeScalars.map { $0 == "_" ? "-" : $0 }
  }

  /// Insertions, deletions, exchanges and swaps of neighbours (optimal string alignment).
  static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let exchange = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(exchange, above[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = above
      above = row
    }
    return above[b.count]
  }
}
