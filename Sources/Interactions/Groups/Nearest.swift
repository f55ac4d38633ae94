/// The known word that a mistyped one was probably meant to be.
enum Nearest {
  /// Letters to insert, drop, change or swap with a neighbour (optimal string alignment).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// The nearest of `words`, the first of equals; nil when none is within `limit` changes.
  static func word(to word: some StringProtocol, in words: [String], within limit: Int) -> String? {
    let wanted = Array(word.utf8.prefix(64))
    let scored = words.map { (distance(wanted, Array($0.utf8)), $0) }
    guard let best = scored.min(by: { $0.0 < $1.0 }), best.0 <= limit else { return nil }
    return best.1
  }
}
