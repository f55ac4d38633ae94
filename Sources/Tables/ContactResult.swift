/// The regression of T8 and its cells by term; where there is none, every cell says why.
struct ContactResult {
  let fit: Estimated<LogitFit>
  let hasFewClusters: Bool
  /// Number of terms with a p, which is what Holm and Benjamini–Hochberg adjust for.
  let family: Int
  private let terms: [LogitTerm]
  private let effects: [MarginalEffect?]
  private let holm: [Double?]
  private let falseDiscovery: [Double?]

  init(
    _ model: ContactModel, _ clusters: ContactClusters, _ correction: ClusterCorrection
  ) {
    fit = LogitFit.fit(model.data)
    guard let fit = fit.value else {
      hasFewClusters = false
      family = 0
      terms = []
      effects = []
      holm = []
      falseDiscovery = []
      return
    }
    let covariance = fit.covariance(clusters.errors(correction))
    hasFewClusters = covariance.hasFewClusters
    terms = fit.terms(covariance)
    effects = fit.marginalEffects(covariance, kind: .levels)
    // The intercept is no test.
    let p = terms.enumerated().map { $0 == 0 ? nil : $1.p.value }
    family = p.count { $0 != nil }
    holm = MultipleTests.holm.adjust(p)
    falseDiscovery = MultipleTests.falseDiscovery.adjust(p)
  }

  /// Formats of the cells of a term.
  static let formats: [NumberFormat] = [
    .decimals(2), .percent, .decimals(3), .decimals(3), .decimals(3),
  ]

  /// Odds ratio, marginal effect, p and both adjusted.
  func cells(_ term: Int) -> [Cell] {
    if let reason = fit.reason { return Self.formats.map { Cell(.missing(NoValue(reason)), $0) } }
    let own = terms[term]
    let effect = effects[term]
    func adjusted(_ value: Double?) -> Cell {
      Self.cell(value.map { .value($0) } ?? .undefined(own.p.reason ?? .noUnits), .decimals(3))
    }
    return [
      Self.cell(own.oddsRatio, Self.formats[0], own.oddsRatioLimits),
      Self.cell(
        effect?.effect ?? .undefined(.noUnits), Self.formats[1],
        effect?.limits ?? .undefined(.noUnits)),
      Self.cell(own.p, .decimals(3)), adjusted(holm[term]), adjusted(falseDiscovery[term]),
    ]
  }

  /// An estimate with its interval, or the reason why there is none.
  static func cell(
    _ value: Estimated<Double>, _ format: NumberFormat, _ limits: Estimated<Limits>? = nil
  ) -> Cell {
    switch value {
    case .undefined(let reason): return Cell(.missing(NoValue(reason)), format)
    case .value(let value): return Cell(.number(.real(value), limits.map(Spread.init)), format)
    }
  }
}

extension Spread {
  /// The interval of an estimate, or the reason why there is none.
  init(_ limits: Estimated<Limits>) {
    switch limits {
    case .value(let limits): self = .interval(low: .real(limits.low), high: .real(limits.high))
    case .undefined(let reason): self = .none(NoValue(reason))
    }
  }
}
