import Corpus
import Interactions

/// Roster, origin scheme and venue table of a run.
struct GroupSource: Sendable {
  let roster: Roster?
  private(set) var setting: OriginSetting
  /// The scheme's name in pipeline files.
  private(set) var schemeWord: String
  let same: Sameness
  let venues: VenueTable
  /// SHA-256 of the files read, for the run record.
  let digests: [(name: String, sha256: String)]

  /// - Throws: `Complaint` (65, 66, 78) with every mistake of a file.
  init(_ plan: GroupsPlan?) throws {
    let plan = plan ?? GroupsPlan()
    guard let scheme = OriginSchemes.named(plan.scheme) else {
      let names = OriginSchemes.all.map { $0.name }.joined(separator: ", ")
      throw Complaint(
        "no origin scheme named '\(plan.scheme)' (have: \(names))", status: .configuration)
    }
    schemeWord = plan.scheme
    same = plan.same
    var digests: [(name: String, sha256: String)] = []
    var crosswalk: Crosswalk?
    if let path = plan.crosswalk {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 24) }
      digests.append(("crosswalk", InputDigest.of(bytes)))
      crosswalk = try at(path) { try Crosswalk(csv: bytes) }
    }
    let home = try plan.home.map { code in
      guard let country = Country(code) else {
        throw Complaint("no country '\(code)'", at: "home", status: .configuration)
      }
      return country
    }
    let setting = try OriginSetting(
      scheme, builder: plan.memberships?.asBuilder, grouping: plan.grouping.asGrouping,
      crosswalk: crosswalk, home: home)
    self.setting = setting
    var roster: Roster?
    if let path = plan.roster {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 30) }
      digests.append(("roster", InputDigest.of(bytes)))
      roster = try at(path) {
        let roster = try Roster(csv: bytes)
        try roster.require(setting)
        return roster
      }
    }
    var venues = VenueTable()
    if let path = plan.venues {
      let bytes = try at(path) { try FileSource(path: path).readAll(limit: 1 << 28) }
      digests.append(("venues", InputDigest.of(bytes)))
      venues = try at(path) { try VenueTable(csv: bytes) }
    }
    self.roster = roster
    self.venues = venues
    self.digests = digests
  }

  /// The people behind the accounts of these posts.
  func people(
    _ posts: PostTable, _ pseudonymiser: any Pseudonymiser
  ) throws -> PeopleBuilder.Built {
    try PeopleBuilder.build(
      posts: posts, roster: roster, setting: setting, pseudonymiser: pseudonymiser)
  }
}

extension GroupSource {
  /// What table T2 needs of these people.
  func facts(_ built: PeopleBuilder.Built) -> [SampleFacts] {
    SampleFacts.of(built, roster: roster, setting: setting)
  }
}

extension MembershipRule {
  var asBuilder: MembershipBuilder {
    switch self {
    case .official: .official
    case .parents: .parents
    case .selfEqual: .selfEqual
    case .selfWeighted: .selfWeighted
    }
  }
}

extension GroupingRule {
  var asGrouping: OriginGrouping {
    switch self {
    case .wider: .wider
    case .main: .main
    case .detail: .detail
    case .country: .country
    case .generation: .generation
    case .mainByGeneration: .mainByGeneration
    }
  }
}

extension GroupSource {
  /// What the scheme goes by in tables.
  var schemeName: String { schemeWord }

  /// The same roster under another scheme, in that scheme's usual form.
  /// - Throws: `Complaint` (78) for a scheme that is not known, or whose columns the roster lacks.
  func with(scheme name: String) throws -> GroupSource {
    if name == schemeWord { return self }
    guard let scheme = OriginSchemes.named(name) else {
      throw Complaint("no origin scheme named '\(name)'", status: .configuration)
    }
    let setting = OriginSetting(scheme)
    try roster?.require(setting)
    var other = self
    other.setting = setting
    other.schemeWord = name
    return other
  }
}

extension NullModel {
  /// As the room of interactions takes it.
  var resolved: Interactions.InteractSettings.Null {
    switch self {
    case .relabel: .none
    case .withinVenue: .venue
    case .withinPlatform: .platform
    case .withinThread: .thread
    }
  }
}

extension InteractPlan {
  /// As the room of interactions takes them.
  func resolved(_ same: Sameness) -> Interactions.InteractSettings {
    var settings = Interactions.InteractSettings()
    settings.edges = edges
    settings.minConfidence = UInt8((minConfidence * 100).rounded())
    settings.parent = parent == .needed ? .needed : .optional
    settings.bots = bots == .include ? .included : .excluded
    settings.population = population == .roster ? .roster : .participants
    settings.isDirected = directed
    settings.null = null.resolved
    settings.same = same
    return settings
  }
}
