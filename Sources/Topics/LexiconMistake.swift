package import Corpus

/// One thing wrong in a lexicon file. Many can be found before the run is refused.
package struct LexiconMistake: Sendable, Equatable, CustomStringConvertible {
  package let path: String
  package let place: Lexicon.Place
  /// What is wrong and what to do.
  package let message: String

  package var description: String { "\(path):\(place.line):\(place.column): \(message)" }
}

extension Complaint {
  /// All mistakes in one complaint, a line each, in the order of files and lines; exit status 78.
  package init(_ mistakes: [LexiconMistake]) {
    let lines = mistakes.sorted {
      if $0.path != $1.path { return $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      return ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
    }
    self.init(lines.map(\.description).joined(separator: "\n"), status: .configuration)
  }
}

/// The known name that is nearest to `word`: fewest letters put in, left out or replaced; the first
/// among equals. Nil when all are further than half of its length.
func nearest(to word: String, of known: [String]) -> String? {
  var best: (name: String, distance: Int)?
  for name in known {
    let distance = letterDistance(Array(word.unicodeScalars), Array(name.unicodeScalars))
    if distance < best?.distance ?? Int.max { best = (name, distance) }
  }
  guard let best, best.distance * 2 <= max(word.unicodeScalars.count, 3) else { return nil }
  return best.name
}

/// Levenshtein distance.
private func letterDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let changed = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
