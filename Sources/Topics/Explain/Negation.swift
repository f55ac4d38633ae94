/// Words that deny what stands near them, by language: *niet thuis*, *thuis niet*, *evim değil*.
///
/// At most ``window`` words before a hit are looked at, and a few forms behind it; a sentence end,
/// comma, colon, bracket and a word for *but* stop the look. Denial is a mark: it cancels no topic.
struct Negation {
  /// Words before a hit.
  static let window = 3

  /// What one language denies with. Entries are written as in lexicons.
  struct Words {
    /// Before a hit, or within it.
    let before: [String]
    /// Directly behind a hit.
    let behind: [String]
    /// Stop the look.
    let but: [String]
  }

  static let known: [(language: String, words: Words)] = [
    (
      "nl",
      Words(
        before: [
          "niet", "nie", "geen", "nooit", "niemand", "nergens", "zonder", "noch", "amper",
          "nauwelijks",
        ],
        behind: ["niet", "nie", "nooit", "nergens"], but: ["maar", "echter", "doch", "behalve"])
    ),
    (
      "en",
      Words(
        before: [
          "not", "no", "never", "nobody", "nowhere", "without", "cannot", "hardly", "neither",
          "don't", "dont", "doesn't", "doesnt", "didn't", "didnt", "isn't", "isnt", "aren't",
          "arent", "wasn't", "wasnt", "weren't", "werent", "can't", "cant", "couldn't", "couldnt",
          "won't", "wont", "wouldn't", "wouldnt", "ain't", "aint",
        ], behind: ["never"], but: ["but", "however", "though", "except"])
    ),
    (
      "tr",
      Words(
        before: ["hiç", "hiçbir", "asla", "değil"],
        behind: [
          "değil*", "yok", "yoktu", "*miyor*", "*muyor*", "*emedim", "*amadım", "*emiyor*",
          "*amıyor*",
        ], but: ["ama", "fakat", "ancak", "lakin"])
    ),
    (
      "ary",
      Words(
        before: [
          "machi", "mashi", "ma", "ma???*ch", "ma??*sh", "maxi", "ماشي", "ما", "مش", "ما??*ش",
          "bla", "بلا",
        ], behind: [], but: ["walakin", "welakin", "lakin", "ولكن", "لكن", "mais"])
    ),
  ]

  /// Within an entry these deny somebody else's doing: *hier vraagt niemand waar ik vandaan kom*.
  private static let somebody: Set<String> = ["niemand", "nobody", "no"]

  private struct Compiled {
    let inside: [WordPattern]
    let before: [WordPattern]
    let behind: [WordPattern]
    let but: [WordPattern]
  }

  /// By number of lexicon.
  private let words: [Compiled]

  /// - Parameter languages: of each lexicon; one that is not known here denies with all words.
  init(_ languages: [String], _ reader: TokenReader) {
    func patterns(_ list: [String]) -> [WordPattern] {
      list.compactMap { EntryWords.read($0, reader).words.first }
    }
    var made: [String: Compiled] = [:]
    words = languages.map { language in
      if let known = made[language] { return known }
      let own = Self.known.filter { $0.language == language }.map(\.words)
      let used = own.isEmpty ? Self.known.map(\.words) : own
      let compiled = Compiled(
        inside: patterns(used.flatMap(\.before).filter { !Self.somebody.contains($0) })
          + patterns(used.flatMap(\.behind)),
        before: patterns(used.flatMap(\.before)), behind: patterns(used.flatMap(\.behind)),
        but: patterns(used.flatMap(\.but)))
      made[language] = compiled
      return compiled
    }
  }

  /// Every form that may deny, each once for each of the lexicons' languages.
  var all: [WordPattern] { words.flatMap { $0.before + $0.behind } }

  /// The word that denies a hit of a lexicon: within it, before it, or directly behind it.
  /// - Parameter keys: of the words of `list`, folded.
  func word(denying hit: ClosedRange<Int>, of lexicon: Int, in list: SpotList, _ keys: [[UInt8]])
    -> Int?
  {
    let words = words[lexicon]
    func fits(_ patterns: [WordPattern], _ place: Int) -> Bool {
      keys[place].withUnsafeBufferPointer { key in patterns.contains { $0.matches(key) } }
    }
    func isCut(before place: Int) -> Bool {
      list.pauses.contains(place) || list.stops.contains(place)
    }
    if let inside = hit.first(where: { fits(words.inside, $0) }) { return inside }
    var place = hit.lowerBound
    while place > 0, hit.lowerBound - place < Self.window, !isCut(before: place) {
      place -= 1
      if fits(words.but, place) { break }
      if fits(words.before, place) { return place }
    }
    let next = hit.upperBound + 1
    if next < keys.count, !isCut(before: next), fits(words.behind, next) { return next }
    return nil
  }
}
