internal import Corpus
internal import Foundation
internal import Interactions

/// The rows of the table of propositions, one after the other.
struct PropositionRows {
  private typealias Sum = PropositionSums.Sum
  private(set) var estimates: Estimates
  private(set) var rows: [Table.Row] = []
  private let sums: PropositionSums
  private let rule: Disclosure
  private let margin: Double
  /// nil where intervals are percentiles.
  private let dyads: DyadicJackknife?
  /// Rows of which the interval rests on few persons.
  private(set) var few: [Key] = []

  init(
    _ sums: PropositionSums, _ estimates: Estimates, _ rule: Disclosure, margin: Double,
    _ dyads: DyadicJackknife?
  ) {
    self.dyads = dyads
    self.sums = sums
    self.estimates = estimates
    self.rule = rule
    self.margin = margin
  }

  mutating func addAll(_ ties: TieTable) {
    addP1()
    addP2()
    addP3()
    addP4()
    addP5()
    addP6(ties)
    addP7()
  }

  /// On which side of `value` an interval would refute a proposition.
  private enum Refutes {
    case above(Double)
    case below(Double)
  }

  /// What a row counts: ties, as a share, an E-I index, a difference or an odds ratio, each with its
  /// own scale of the interval; or posts and persons.
  private enum Unit {
    case share, index, difference, odds, persons
  }

  /// Adds a row. `users`: sums whose persons the estimate rests on; the fewest of them decide.
  /// `read`: sums of ties that the measure reads, where they are others.
  private mutating func add(
    _ proposition: String, _ estimand: Key, _ format: NumberFormat, of unit: Unit = .persons,
    on users: [Int], reading read: [Int]? = nil, _ refutes: Refutes?, _ refutedBy: Phrase?,
    level: Double = 0.95, opens: Bool = false,
    else reason: NoValue = .noUnits, _ measure: ((Int) -> Double) -> Double?
  ) {
    let fewest = users.map { sums.users[$0] }.min() ?? 0
    var cell = estimates.derived(
      format, clusters: fewest, level: level, else: reason, measure)
    if unit != .persons, let dyads, case .number(let value, _) = cell.state {
      let spread = Self.spread(dyads, unit, read ?? users, level, measure)
      cell = Cell(.number(value, fewest < Clusters.fewest ? .none(.fewClusters) : spread), format)
    }
    append(
      proposition, estimand, cell, fewest, reading(cell, refutes), refutedBy, opens: opens)
  }

  private static func spread(
    _ dyads: DyadicJackknife, _ unit: Unit, _ sums: [Int], _ level: Double,
    _ measure: ((Int) -> Double) -> Double?
  ) -> Spread {
    let found = dyads.estimate(on: sums, isLog: unit == .odds, measure)
    switch found {
    case .undefined(let reason): return .none(NoValue(reason))
    case .value(let found):
      switch unit {
      case .share: return Spread(found.logitLimits(confidence: level))
      case .index:
        // Of the share of which it is 2S − 1.
        let share = EstimateWithError(
          estimate: (found.estimate + 1) / 2, standardError: found.standardError / 2,
          degrees: found.degrees)
        return Spread(
          share.logitLimits(confidence: level).map {
            Limits(low: 2 * $0.low - 1, high: 2 * $0.high - 1)
          })
      case .odds:
        let limits = found.limits(confidence: level)
        return Spread(.value(Limits(low: exp(limits.low), high: exp(limits.high))))
      case .difference, .persons: return Spread(.value(found.limits(confidence: level)))
      }
    }
  }

  private mutating func append(
    _ proposition: String, _ estimand: Key, _ cell: Cell, _ users: Int, _ reading: Cell,
    _ refutedBy: Phrase?, opens: Bool
  ) {
    let hidden = rule.few(users)
    if hidden == nil, case .number(_, .interval?) = cell.state, Clusters.areFew(users) {
      few.append(estimand)
    }
    rows.append(
      Table.Row(
        [Key.data(proposition), estimand], opensBlock: opens,
        cells: [
          cell.hidden(hidden), Cell.count(users).hidden(hidden), reading.hidden(hidden),
          refutedBy.map { Cell(.text($0.en)) } ?? .notApplicable,
        ]))
  }

  private func reading(_ cell: Cell, _ refutes: Refutes?) -> Cell {
    guard let refutes else { return .notApplicable }
    guard case .number(_, let spread) = cell.state else { return Cell(.missing(.noUnits)) }
    guard case .interval(let low, let high)? = spread else { return Cell(.missing(.fewClusters)) }
    switch refutes {
    case .above(let value):
      return Cell(
        .text(low.value > value ? "refuted" : high.value < value ? "supported" : "undecided"))
    case .below(let value):
      return Cell(
        .text(high.value < value ? "refuted" : low.value > value ? "supported" : "undecided"))
    }
  }

  private static func share(_ above: Double, _ below: Double) -> Double? {
    below > 0 ? above / below : nil
  }

  private static func ei(_ inter: Double, _ intra: Double) -> Double? {
    share(inter - intra, inter + intra)
  }

  private mutating func addP1() {
    let (inter, onSelf) = (Sum.inter.rawValue, Sum.interOnSelf.rawValue)
    let (intra, intraOnSelf) = (Sum.intra.rawValue, Sum.intraOnSelf.rawValue)
    let reason: NoValue = sums.hasSelf ? .noTies : .noUnits
    let hasSelf = sums.hasSelf
    add(
      "P1",
      Key(
        "share_on_self", "interethnic ties on identity or belonging, %",
        nl: "interetnische contacten over identiteit of erbij horen, %"),
      .percent, of: .share, on: [inter, onSelf], nil, nil, opens: true, else: reason
    ) { hasSelf ? Self.share($0(onSelf), $0(inter)) : nil }
    add(
      "P1",
      Key(
        "difference_on_self", "less the same of intra-ethnic ties, points",
        nl: "min hetzelfde van intra-etnische contacten, punten"),
      .percent, of: .difference, on: [inter, onSelf, intra, intraOnSelf], .above(0),
      Phrase("an interval above 0", nl: "een interval boven 0"), else: reason
    ) {
      guard hasSelf, let a = Self.share($0(onSelf), $0(inter)),
        let b = Self.share($0(intraOnSelf), $0(intra))
      else { return nil }
      return a - b
    }
  }

  private mutating func addP2() {
    let platforms = sums.platforms
    let cells = (0..<platforms).map { platform in
      (0..<4).map { sums.odds(platform, $0) }
    }
    // Persons on both sides, over all platforms: the fewest of interest and of ethnic venues.
    let users = (0..<4).map { cell in
      cells.max { sums.users[$0[cell]] < sums.users[$1[cell]] }?[cell] ?? 0
    }
    add(
      "P2",
      Key(
        "odds_ratio",
        "odds ratio of an interethnic tie, interest against ethnic venue, within platform",
        nl: "oddsratio van een interetnisch contact, belangstelling tegenover etnische plek, binnen"
          + " platform"),
      .decimals(2), of: .odds, on: users, reading: cells.flatMap { $0 }, .below(1),
      Phrase("an interval below 1", nl: "een interval onder 1"),
      opens: true, else: .zeroCell
    ) { sum in
      var (above, below) = (0.0, 0.0)
      for cell in cells {
        let (a, b, c, d) = (sum(cell[0]), sum(cell[1]), sum(cell[2]), sum(cell[3]))
        let n = a + b + c + d
        guard n > 0 else { continue }
        above += a * d / n
        below += b * c / n
      }
      return below > 0 && above > 0 ? above / below : nil
    }
  }

  private mutating func addP3() {
    let (ethnic, onSelf) = (Sum.postsEthnic.rawValue, Sum.selfEthnic.rawValue)
    let (interest, other) = (Sum.postsInterest.rawValue, Sum.selfInterest.rawValue)
    add(
      "P3",
      Key(
        "difference_self_venue",
        "posts on identity or belonging, ethnic less interest venues, points",
        nl: "berichten over identiteit of erbij horen, etnische min belangstellingsplekken, punten"),
      .percent, on: [ethnic, onSelf, interest, other], .below(0),
      Phrase("an interval below 0", nl: "een interval onder 0"), opens: true
    ) {
      guard let a = Self.share($0(onSelf), $0(ethnic)), let b = Self.share($0(other), $0(interest))
      else { return nil }
      return a - b
    }
  }

  private mutating func addP4() {
    let (culture, country) = (Sum.culture.rawValue, Sum.country.rawValue)
    let hasSubtopics = sums.hasSubtopics
    add(
      "P4",
      Key(
        "culture_country", "posts on the culture per post on the country of origin",
        nl: "berichten over de cultuur per bericht over het land van herkomst"),
      .decimals(2), on: [culture, country], .below(1),
      Phrase("an interval below 1", nl: "een interval onder 1"), opens: true, else: .zeroCell
    ) { hasSubtopics ? Self.share($0(culture), $0(country)) : nil }
  }

  private mutating func addP5() {
    let (ofReference, ofOthers) = (Sum.postsReference.rawValue, Sum.postsOthers.rawValue)
    var verdicts: [String] = []
    for (number, topic) in sums.everyday.enumerated() {
      let mine = sums.topic(number, isReference: true)
      let others = sums.topic(number, isReference: false)
      let users = [mine, others, ofReference, ofOthers]
      let fewest = users.map { sums.users[$0] }.min() ?? 0
      let cell = estimates.derived(
        .percent, clusters: fewest, level: 0.9, else: .noUnits
      ) { sum in
        guard let a = Self.share(sum(others), sum(ofOthers)),
          let b = Self.share(sum(mine), sum(ofReference))
        else { return nil }
        return a - b
      }
      let word = equivalence(cell)
      verdicts.append(word ?? "")
      let name = topic.key
      append(
        "P5",
        Key(
          "difference_\(name.id)", "\(name.shown.en): other groups less reference, points (90 %)",
          nl: "\(name.shown.nl): andere groepen min referentie, punten (90 %)"),
        cell, fewest, word.map { Cell(.text($0)) } ?? Cell(.missing(.fewClusters)),
        Phrase("an interval outside the margin", nl: "een interval buiten de marge"),
        opens: number == 0)
    }
    guard verdicts.count == 3 else { return }
    let word: Cell =
      verdicts.contains("")
      ? Cell(.missing(.fewClusters))
      : verdicts.contains("refuted")
        ? Cell(.text("refuted"))
        : Cell(.text(verdicts.allSatisfy { $0 == "equivalent" } ? "equivalent" : "undecided"))
    let fewest = [ofReference, ofOthers].map { sums.users[$0] }.min() ?? 0
    append(
      "P5", Key("equivalence", "all three topics", nl: "alle drie onderwerpen"), .notApplicable,
      fewest, word, nil, opens: false)
  }

  private func equivalence(_ cell: Cell) -> String? {
    guard case .number(_, .interval(let low, let high)?) = cell.state else { return nil }
    if low.value > -margin, high.value < margin { return "equivalent" }
    return low.value >= margin || high.value <= -margin ? "refuted" : "undecided"
  }

  private mutating func addP6(_ ties: TieTable) {
    let (persons, several, entropy) = (
      Sum.persons.rawValue, Sum.several.rawValue, Sum.entropy.rawValue
    )
    add(
      "P6",
      Key(
        "share_several", "persons with several memberships, %",
        nl: "personen met meer lidmaatschappen, %"),
      .percent, on: [persons, several], nil, nil, opens: true
    ) { Self.share($0(several), $0(persons)) }
    add(
      "P6",
      Key(
        "entropy", "mean entropy of memberships, nats",
        nl: "gemiddelde entropie van lidmaatschappen, nats"),
      .decimals(3), on: [persons, several], nil, nil
    ) { Self.share($0(entropy), $0(persons)) }
    let pairs = PairCounts(ties)
    let indices = Sameness.allCases.compactMap {
      Segregation.split(pairs, SamenessTable(ties.people, $0)).externalInternal.value
    }
    var range = Cell(.missing(.noTies), .decimals(3))
    if let low = indices.min(), let high = indices.max() {
      range = Cell(.bounds(.real(low), .real(high)), .decimals(3))
    }
    let users = min(sums.users[Sum.inter.rawValue], sums.users[Sum.intra.rawValue])
    append(
      "P6",
      Key(
        "ei_range", "E-I index over four semantics of sameness",
        nl: "E-I-index over vier betekenissen van gelijkheid"), range, users, .notApplicable, nil,
      opens: false)
  }

  private mutating func addP7() {
    let (inter, intra) = (Sum.inter.rawValue, Sum.intra.rawValue)
    let (ethnic, intraEthnic) = (Sum.interEthnic.rawValue, Sum.intraEthnic.rawValue)
    add(
      "P7", Key("ei_all", "E-I index, all venues", nl: "E-I-index, alle plekken"), .decimals(3),
      of: .index, on: [inter, intra], nil, nil, opens: true, else: .noTies
    ) { Self.ei($0(inter), $0(intra)) }
    add(
      "P7",
      Key("ei_ethnic", "E-I index, ethnic venues only", nl: "E-I-index, alleen etnische plekken"),
      .decimals(3), of: .index, on: [ethnic, intraEthnic], nil, nil, else: .noTies
    ) { Self.ei($0(ethnic), $0(intraEthnic)) }
    add(
      "P7",
      Key("ei_difference", "ethnic venues only less all", nl: "alleen etnische plekken min alle"),
      .decimals(3), of: .difference, on: [inter, intra, ethnic, intraEthnic], .above(0),
      Phrase("an interval above 0", nl: "een interval boven 0"), else: .noTies
    ) {
      guard let a = Self.ei($0(ethnic), $0(intraEthnic)), let b = Self.ei($0(inter), $0(intra))
      else { return nil }
      return a - b
    }
    let (plain, known) = (Sum.interUnweighted.rawValue, Sum.knownUnweighted.rawValue)
    let hasWeights = sums.hasDesignWeights
    add(
      "P7",
      Key(
        "ei_weighted", "post-stratified less unweighted E-I index",
        nl: "gewogen min ongewogen E-I-index"), .decimals(3), of: .difference, on: [inter, intra],
      nil,
      nil,
      else: hasWeights ? .noTies : .noVariation
    ) {
      guard hasWeights, let a = Self.ei($0(inter), $0(intra)),
        let b = Self.share($0(plain), $0(known))
      else { return nil }
      return a - (2 * b - 1)
    }
  }
}
