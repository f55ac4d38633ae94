import Corpus

/// Of how many groups a person is, and with which weights.
package enum MembershipBuilder: String, Sendable, CaseIterable {
  /// 1 on the one group that the scheme decides.
  case official
  /// ½ on the group of the mother's birth country and ½ on that of the father's, wherever the
  /// person was born; one parent unknown: unknown.
  case parents
  /// Equal weights on the person's own labels, whatever weights were given.
  case selfEqual = "self-equal"
  /// The weights that the person gave their own labels; equal where none were given.
  case selfWeighted = "self-weighted"

  var isOwnLabels: Bool { self == .selfEqual || self == .selfWeighted }
}

/// What the groups are.
package enum OriginGrouping: String, Sendable, CaseIterable {
  case wider, main, detail
  /// The country of origin itself.
  case country
  /// `generation-0`, `generation-1`, `generation-2`; `one-sided` where that is a category.
  case generation
  /// `morocco/generation-2`. With small groups official practice shows the two apart, not crossed.
  case mainByGeneration = "main-by-generation"
}

/// An origin scheme with the choices it leaves: who is of several groups, and which groups.
///
/// A pure function of what people declared. Whatever is unknown stays unknown: an empty membership.
package struct OriginSetting: Sendable {
  package let scheme: any OriginScheme.Type
  package let builder: MembershipBuilder
  package let grouping: OriginGrouping
  /// The scheme's own, or a researcher's.
  package let crosswalk: Crosswalk?
  package let home: Country

  /// The country of the study where neither the scheme nor the setting says one.
  package static let usualHome = "NLD"

  /// As is usual: `official` by main group; for people's own labels `self-weighted`.
  package init(_ scheme: any OriginScheme.Type) {
    self.scheme = scheme
    crosswalk = scheme.crosswalk
    builder = scheme.crosswalk == nil ? .selfWeighted : .official
    grouping = .main
    home = scheme.home ?? Self.fallbackHome
  }

  /// - Parameters:
  ///   - builder: nil: the usual one.
  ///   - crosswalk: of a file of the researcher's; nil: the scheme's own.
  ///   - home: the country of the study, for schemes that are not a country's own.
  /// - Throws: `Complaint` (78) for choices that do not go together.
  package init(
    _ scheme: any OriginScheme.Type, builder: MembershipBuilder? = nil,
    grouping: OriginGrouping = .main, crosswalk: Crosswalk? = nil, home: Country? = nil
  ) throws {
    func wrong(_ message: String) -> Complaint {
      Complaint("scheme \(scheme.name) \(message)", status: .configuration)
    }
    let usual = OriginSetting(scheme)
    let builder = builder ?? usual.builder
    let isSelf = scheme.crosswalk == nil
    if isSelf != builder.isOwnLabels {
      let fitting = MembershipBuilder.allCases.filter { $0.isOwnLabels == isSelf }
      throw wrong(
        "takes memberships " + fitting.map(\.rawValue).joined(separator: " or ")
          + ", not \(builder.rawValue)")
    }
    if isSelf, grouping != .main || crosswalk != nil {
      throw wrong("has people's own labels for groups: no grouping and no crosswalk apply")
    }
    if builder == .parents, grouping == .generation || grouping == .mainByGeneration {
      throw wrong("with memberships parents has no generation to group by: parents have none")
    }
    if let home, let fixed = scheme.home, home != fixed {
      throw wrong("is of \(fixed.code); it cannot be used with another country")
    }
    self.scheme = scheme
    self.builder = builder
    self.grouping = grouping
    self.crosswalk = crosswalk ?? scheme.crosswalk
    self.home = home ?? usual.home
  }

  private static let fallbackHome = Country(number: Countries.numbers[usualHome] ?? 0)

  /// Names scheme and choices in tables: "cbs-2022", "cbs-2022, parents, by detail".
  package var name: String {
    let usual = OriginSetting(scheme)
    var words = [scheme.name]
    if scheme.home == nil, crosswalk != nil { words[0] += " (\(home.code))" }
    if builder != usual.builder { words.append(builder.rawValue) }
    if grouping != .main { words.append("by \(grouping.rawValue)") }
    if crosswalk != usual.crosswalk { words.append("own crosswalk") }
    return words.joined(separator: ", ")
  }

  /// Roster columns without which the setting makes no sense.
  package var columns: [Roster.Column] {
    let more: [Roster.Column] =
      builder == .parents ? [.motherBirthCountry, .fatherBirthCountry] : []
    return scheme.columns + more.filter { !scheme.columns.contains($0) }
  }

  package func origin(of declared: Declared) -> Origin {
    var origin = scheme.decide(declared, home: home)
    switch builder {
    case .selfWeighted: break
    case .selfEqual:
      let labels = origin.membership.parts.map(\.group)
      origin.membership = People.Membership(
        labels.map { .init(group: $0, weight: 1 / Double(labels.count)) })
    case .official:
      origin.membership = membership([group(of: origin)])
    case .parents:
      let parents = [declared.motherBirthCountry, declared.fatherBirthCountry]
      origin.membership = membership(parents.map { $0.flatMap { group(of: $0) } })
      origin.decidedBy =
        origin.membership.isUnknown ? [] : [.motherBirthCountry, .fatherBirthCountry]
    }
    if origin.membership.isUnknown { origin.decidedBy = [] }
    return origin
  }

  /// Equal weights, those of one group together; unknown as soon as one of them is.
  private func membership(_ groups: [String?]) -> People.Membership {
    var parts: [People.Membership.Part] = []
    for group in groups {
      guard let group else { return .unknown }
      let before = parts.firstIndex { $0.group == group }.map { parts.remove(at: $0).weight } ?? 0
      parts.append(.init(group: group, weight: before + 1 / Double(groups.count)))
    }
    return People.Membership(parts)
  }

  private func group(of origin: Origin) -> String? {
    if origin.status == .oneSided { return origin.ownGroup }
    let generation = origin.generation.map { "generation-\($0)" }
    switch grouping {
    case .country: return origin.country?.code
    case .generation: return generation
    case .wider, .main, .detail, .mainByGeneration:
      guard let country = origin.country, let group = origin.ownGroup ?? group(of: country) else {
        return nil
      }
      if grouping != .mainByGeneration { return group }
      return generation.map { "\(group)/\($0)" }
    }
  }

  private func group(of country: Country) -> String? {
    if grouping == .country { return country.code }
    if scheme.home == nil, country == home { return UNECE.native }
    let level: Crosswalk.Level =
      switch grouping {
      case .wider: .wider
      case .detail: .detail
      case .main, .country, .generation, .mainByGeneration: .main
      }
    return crosswalk?.group(of: country, level)
  }
}
