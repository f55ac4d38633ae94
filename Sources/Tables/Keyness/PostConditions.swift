internal import Corpus

/// What `target` and `reference` may say of a post: a factor and its levels.
package enum PostFactor: String, CaseIterable, Sendable {
  case group
  case topic
  case subtopic
  case venueType = "venue-type"
  case platform
  case language
  case period

  /// The factor and the level of "factor=level"; nil where it names no factor.
  package static func read(_ word: String) -> (factor: PostFactor, level: String)? {
    guard let sign = word.firstIndex(of: "="),
      let factor = PostFactor(rawValue: String(word[..<sign]))
    else { return nil }
    return (factor, String(word[word.index(after: sign)...]))
  }
}

/// A choice of posts: levels of one factor are alternatives, factors must all fit.
///
/// What is not known fits neither the choice nor its opposite: the group of a person without one, a
/// post without time or language, topics that nobody looked for.
struct PostConditions {
  enum Answer { case no, yes, unknown }

  private var groups: [Answer]?
  private var topics: UInt32?
  private var fitsNoTopic = false
  private var subtopics: UInt64?
  private var venueTypes: [Bool]?
  private var platforms: [Bool]?
  private var languages: [Bool]?
  private var periods: Set<Int>?
  private let period: Period
  private let types: VenueTypes

  /// - Parameter setting: how messages call it ("target").
  /// - Throws: `Complaint` for a factor or level that is not in the data.
  init(_ words: [String], _ setting: String, _ material: Material, _ period: Period) throws {
    self.period = period
    types = VenueTypes(material)
    for word in words {
      guard let (factor, level) = PostFactor.read(word) else {
        let factors = PostFactor.allCases.map { $0.rawValue + "=…" }.joined(separator: ", ")
        throw Complaint(
          "\(setting): '\(word)' names no factor (write one of \(factors))", status: .configuration)
      }
      try add(factor, level, setting, material)
    }
  }

  private mutating func add(
    _ factor: PostFactor, _ level: String, _ setting: String, _ material: Material
  ) throws {
    let posts = material.posts
    func place(in names: [String], _ what: String) throws -> Int {
      if let place = names.firstIndex(of: level) { return place }
      let have = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      throw Complaint(
        "\(setting): no \(what) '\(level)'"
          + (have.isEmpty ? "" : " (have: \(have.joined(separator: ", ")))"),
        status: .configuration)
    }
    switch factor {
    case .group:
      let people = material.people
      _ = try place(in: people.groups, "person is of group")
      var fits = groups ?? people.memberships.map { $0.isUnknown ? .unknown : .no }
      for (number, membership) in people.memberships.enumerated()
      where membership.parts.contains(where: { $0.group == level && $0.weight > 0 }) {
        fits[number] = .yes
      }
      groups = fits
    case .topic:
      topics = topics ?? 0
      if level == Key.noTopic.id {
        fitsNoTopic = true
      } else {
        try topics? |= 1 << UInt32(place(in: posts.topicNames, "coded post can be on topic"))
      }
    case .subtopic:
      let bit = try place(in: posts.subtopicNames, "coded post can be on subtopic")
      subtopics = (subtopics ?? 0) | 1 << UInt64(bit)
    case .venueType:
      let type = try place(in: VenueType.all, "type of venue is named")
      Self.set(type, in: &venueTypes, VenueType.all.count)
    case .platform:
      let number = try place(in: posts.platforms, "post is of platform")
      Self.set(number, in: &platforms, posts.platforms.count)
    case .language:
      let number = try place(in: posts.langs, "post is of language")
      Self.set(number, in: &languages, posts.langs.count)
    case .period:
      var met: Set<Int> = []
      posts.rows.walk { _, row in
        if row.createdAt != PostRow.noTime { met.insert(period.number(row.createdAt)) }
      }
      let numbers = met.sorted()
      let index = try place(in: numbers.map(period.name), "post is of period")
      periods = (periods ?? []).union([numbers[index]])
    }
  }

  private static func set(_ place: Int, in list: inout [Bool]?, _ count: Int) {
    var fits = list ?? [Bool](repeating: false, count: count)
    fits[place] = true
    list = fits
  }

  /// Whether a post by a person with this membership fits.
  func answer(_ row: PostTable.Row, membership: Int) -> Answer {
    var isUnknown = false
    func fits(_ answer: Answer) -> Bool {
      if answer == .unknown { isUnknown = true }
      return answer != .no
    }
    func known(_ isKnown: Bool, _ fits: @autoclosure () -> Bool) -> Answer {
      isKnown ? (fits() ? .yes : .no) : .unknown
    }
    if let groups, !fits(groups[membership]) { return .no }
    if let topics,
      !fits(known(row.isCoded, row.topics & topics != 0 || fitsNoTopic && row.topics == 0))
    {
      return .no
    }
    if let subtopics, !fits(known(row.isCoded, row.subtopics & subtopics != 0)) { return .no }
    if let venueTypes, !venueTypes[types[row.venue]] { return .no }
    if let platforms, !fits(known(row.platform >= 0, platforms[Int(row.platform)])) { return .no }
    if let languages, !fits(known(row.lang >= 0, languages[Int(row.lang)])) { return .no }
    if let periods,
      !fits(known(row.createdAt != PostRow.noTime, periods.contains(period.number(row.createdAt))))
    {
      return .no
    }
    return isUnknown ? .unknown : .yes
  }
}
