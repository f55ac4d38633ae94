/// The measures of T7 in the order of the table; what rests on one semantics of sameness only.
enum SegregationMeasure: String, CaseIterable {
  case ties
  case egos
  case alters
  case knownShare = "known_share"
  case share
  case shareT = "share_t"
  case shareTwoWay = "share_two_way"
  case shareDyadic = "share_dyadic"
  case userMean = "user_mean"
  case userMeanDyadic = "user_mean_dyadic"
  case ei
  case naiveBounds = "naive_bounds"
  case sharpBounds = "sharp_bounds"
  case boundsInterval = "bounds_interval"
  case eiNaiveBounds = "ei_naive_bounds"
  case eiSharpBounds = "ei_sharp_bounds"
  case expected
  case difference
  case ratio
  case expectedEI = "expected_ei"
  case pLower = "p_lower"
  case pUpper = "p_upper"
  case pTwoSided = "p_two_sided"
  case expectedOpportunity = "expected_opportunity"
  case differenceOpportunity = "difference_opportunity"
  case ratioOpportunity = "ratio_opportunity"
  case expectedMargins = "expected_margins"
  case differenceMargins = "difference_margins"
  case ratioMargins = "ratio_margins"
  case matrixShare = "matrix_share"
  case assortativity
  case assortativitySymmetrised = "assortativity_symmetrised"
  case coleman
  case inbreeding = "inbreeding_homophily"
  case freeman
  case oddsRatio = "odds_ratio"
  case oddsRatioHaldane = "odds_ratio_haldane"
  case oddsRatioAtRisk = "odds_ratio_at_risk"
  case oddsRatioWithin = "odds_ratio_within_venue"
  case spectral
  case reciprocity
  case reciprocityInter = "reciprocity_inter"
  case reciprocityIntra = "reciprocity_intra"
  case bridgingUsers = "bridging_users"
  case bridgingShare = "bridging_share"

  var label: Phrase {
    switch self {
    case .ties: Phrase("Ties", nl: "Contacten")
    case .egos: Phrase("Egos", nl: "Ego's")
    case .alters: Phrase("Alters", nl: "Alters")
    case .knownShare: Phrase("Groups known, %", nl: "Groepen bekend, %")
    case .share: Phrase("% interethnic", nl: "% interetnisch")
    case .shareT: Phrase("% interethnic, t interval", nl: "% interetnisch, t-interval")
    case .shareTwoWay:
      Phrase("% interethnic, two-way interval", nl: "% interetnisch, tweezijdig geclusterd")
    case .shareDyadic:
      Phrase("% interethnic, dyadic interval", nl: "% interetnisch, dyadisch interval")
    case .userMean: Phrase("Ego mean, %", nl: "Gemiddelde per ego, %")
    case .userMeanDyadic:
      Phrase("Ego mean, dyadic interval, %", nl: "Gemiddelde per ego, dyadisch interval, %")
    case .ei: Phrase("E-I index", nl: "E-I-index")
    case .naiveBounds: Phrase("Naive bounds, %", nl: "Naïeve grenzen, %")
    case .sharpBounds: Phrase("Sharp bounds, %", nl: "Scherpe grenzen, %")
    case .boundsInterval:
      Phrase("Interval around naive bounds, %", nl: "Interval om naïeve grenzen, %")
    case .eiNaiveBounds: Phrase("E-I, naive bounds", nl: "E-I, naïeve grenzen")
    case .eiSharpBounds: Phrase("E-I, sharp bounds", nl: "E-I, scherpe grenzen")
    case .expected: Phrase("Expected, relabelling, %", nl: "Verwacht, herverdeling, %")
    case .difference: Phrase("Observed − expected, points", nl: "Waargenomen − verwacht, punten")
    case .ratio: Phrase("Observed / expected", nl: "Waargenomen / verwacht")
    case .expectedEI: Phrase("E-I expected", nl: "E-I verwacht")
    case .pLower: Phrase("p, as rarely across", nl: "p, zo zelden interetnisch")
    case .pUpper: Phrase("p, as often across", nl: "p, zo vaak interetnisch")
    case .pTwoSided: Phrase("p, as far from expected", nl: "p, zo ver van verwacht")
    case .expectedOpportunity: Phrase("Expected, who was there, %", nl: "Verwacht, wie er was, %")
    case .differenceOpportunity:
      Phrase("Observed − expected, points", nl: "Waargenomen − verwacht, punten")
    case .ratioOpportunity: Phrase("Observed / expected", nl: "Waargenomen / verwacht")
    case .expectedMargins: Phrase("Expected, degree margins, %", nl: "Verwacht, randtotalen, %")
    case .differenceMargins:
      Phrase("Observed − expected, points", nl: "Waargenomen − verwacht, punten")
    case .ratioMargins: Phrase("Observed / expected", nl: "Waargenomen / verwacht")
    case .matrixShare:
      Phrase("% interethnic in the mixing matrix", nl: "% interetnisch in de mengmatrix")
    case .assortativity: Phrase("Assortativity r", nl: "Assortativiteit r")
    case .assortativitySymmetrised:
      Phrase("Assortativity r, symmetrised", nl: "Assortativiteit r, gesymmetriseerd")
    case .coleman: Phrase("Coleman", nl: "Coleman")
    case .inbreeding: Phrase("Inbreeding homophily", nl: "Inteelthomofilie")
    case .freeman: Phrase("Freeman", nl: "Freeman")
    case .oddsRatio: Phrase("Odds ratio, all pairs", nl: "Odds ratio, alle paren")
    case .oddsRatioHaldane:
      Phrase("Odds ratio, all pairs, ½ added", nl: "Odds ratio, alle paren, ½ erbij")
    case .oddsRatioAtRisk: Phrase("Odds ratio, pairs at risk", nl: "Odds ratio, paren met kans")
    case .oddsRatioWithin: Phrase("Odds ratio within venue", nl: "Odds ratio binnen plek")
    case .spectral: Phrase("Spectral segregation", nl: "Spectrale segregatie")
    case .reciprocity: Phrase("Pairs answered, %", nl: "Beantwoorde paren, %")
    case .reciprocityInter:
      Phrase("Pairs answered, interethnic, %", nl: "Beantwoorde paren, interetnisch, %")
    case .reciprocityIntra:
      Phrase("Pairs answered, within groups, %", nl: "Beantwoorde paren, binnen groepen, %")
    case .bridgingUsers: Phrase("Bridging users", nl: "Bruggenbouwers")
    case .bridgingShare: Phrase("Bridging users, %", nl: "Bruggenbouwers, %")
    }
  }

  /// Whether a line stands above it.
  var opensBlock: Bool {
    [.ties, .share, .naiveBounds, .expected, .matrixShare, .reciprocity].contains(self)
  }

  /// Whether the columns of groups have it, and whether only they do.
  var isOfGroups: Bool { isOnlyOfGroups || Self.ofBoth.contains(self) }
  var isOnlyOfGroups: Bool { [.coleman, .inbreeding].contains(self) }
  private static let ofBoth: [SegregationMeasure] = [
    .ties, .egos, .alters, .knownShare, .share, .userMean, .ei, .expected, .difference, .ratio,
    .expectedEI, .spectral,
  ]
}

/// A headline under one of the semantics of sameness, or its range over all four.
struct SemanticsMeasure {
  enum Headline: String, CaseIterable {
    case share, ei, expected

    var label: Phrase {
      switch self {
      case .share: Phrase("% interethnic", nl: "% interetnisch")
      case .ei: Phrase("E-I index", nl: "E-I-index")
      case .expected: Phrase("Expected, relabelling, %", nl: "Verwacht, herverdeling, %")
      }
    }
  }

  let headline: Headline
  /// Place in ``Sameness/allCases``; nil is the range.
  let semantics: Int?

  static let all: [SemanticsMeasure] = Headline.allCases.flatMap { headline in
    [0, 1, 2, 3, nil].map { SemanticsMeasure(headline: headline, semantics: $0) }
  }

  private static let words = [
    ("product", Phrase("product", nl: "product")), ("overlap", Phrase("overlap", nl: "overlap")),
    ("any_shared", Phrase("any shared", nl: "iets gedeeld")),
    ("strict", Phrase("strict", nl: "strikt")),
  ]

  var key: Key {
    let (id, word) = semantics.map { Self.words[$0] } ?? ("range", Phrase("range", nl: "bereik"))
    let label = headline.label
    return Key(
      "\(headline.rawValue)_\(id)",
      Phrase("\(label.en), \(word.en)", nl: "\(label.nl), \(word.nl)"))
  }
}
