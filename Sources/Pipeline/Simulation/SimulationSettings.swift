import Corpus

/// What a simulated study is made of: the whole model, in numbers (`docs/validation.md`).
///
/// Users (donors) write replies to persons, who are users or others. Everybody's group is drawn from
/// ``groups``, apart from all else. A reply goes to somebody of the writer's own group with the
/// chance h = homophily + venue + topic + spread · u, where u is the writer's own, uniform on −1…1;
/// otherwise to anybody. Whom it goes to is drawn by popularity.
package struct SimulationSettings: Sendable, Equatable {
  /// A name with a number, such as a group and its share.
  package struct Named: Sendable, Equatable {
    package let name: String
    package let value: Double
    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// Persons who write and whose group is known.
  package var users = 200
  /// Persons who are only answered; nil: two for each user.
  package var others: Int?
  /// Mean replies a user.
  package var replies = 20.0
  /// Shares that sum to 1.
  package var groups = [Named("netherlands", 0.5), Named("turkey", 0.3), Named("morocco", 0.2)]
  /// Chance that a reply seeks the writer's own group.
  package var homophily = 0.2
  /// How far writers differ in it, to either side.
  package var spread = 0.1
  /// Gini coefficient of the users' rates of writing (lognormal).
  package var gini = 0.5
  /// Gini coefficient of popularity (lognormal).
  package var concentration = 0.5
  /// Expected share of replies whose alter's group is unknown.
  package var unknown = 0.2
  /// Shares of posts that are truly about each topic; the rest is about nothing.
  package var topics = [
    Named("school", 0.2), Named("work", 0.15), Named("leisure", 0.25), Named("identity", 0.1),
    Named("belonging", 0.05),
  ]
  /// Added to homophily in replies about a topic.
  package var topicHomophily = [Named("identity", 0.1)]
  /// Venues by type; each venue has as many replies.
  package var venues = [
    Named("interest", 6), Named("ethnic", 2), Named("religious", 1), Named("school-work", 2),
    Named("local", 2), Named("news", 3),
  ]
  /// Added to homophily in venues of a type.
  package var venueHomophily = [Named("ethnic", 0.3), Named("religious", 0.15)]
  /// Chance that the coder misses the topic of a post.
  package var missed = 0.1
  /// Chance that the coder finds a topic that a post is not about.
  package var falseAlarm = 0.05
  /// Added to the homophily of every second user: the difference that a power analysis looks for.
  package var contrast = 0.0

  package init() {}

  package var otherCount: Int { others ?? 2 * users }
  /// Users and others.
  package var personCount: Int { users + otherCount }
  package var venueCount: Int { venues.reduce(0) { $0 + Int($1.value) } }

  /// The same study without homophily of any kind.
  package var withoutHomophily: SimulationSettings {
    var settings = self
    settings.homophily = 0
    settings.spread = 0
    settings.contrast = 0
    settings.topicHomophily = []
    settings.venueHomophily = []
    return settings
  }

  /// Chance that one of the others is of unknown group, so that ``unknown`` of the replies are to
  /// such a person. Exact: whoever writes, each other person is as likely to be answered. Above 1
  /// where there are too few others.
  var unknownOther: Double {
    unknown == 0 ? 0 : unknown * Double(personCount - 1) / Double(otherCount)
  }

  func added(topic: String) -> Double {
    topicHomophily.first { $0.name == topic }?.value ?? 0
  }
  func added(venueType: String) -> Double {
    venueHomophily.first { $0.name == venueType }?.value ?? 0
  }
}

extension SimulationSettings {
  /// Refuses what makes no study, naming the flag.
  /// - Throws: `Complaint` (64).
  package func check() throws {
    func refuse(_ flag: String, _ why: String) -> Complaint {
      Complaint(why, at: flag, status: .usage)
    }
    func need(_ is: Bool, _ flag: String, _ why: String) throws {
      if !`is` { throw refuse(flag, why) }
    }
    try need((2...10_000_000).contains(users), "--users", "must be from 2 to 10000000")
    try need((0...20_000_000).contains(otherCount), "--others", "must be from 0 to 20000000")
    try need(replies > 0 && replies <= 100_000, "--replies", "must be above 0, at most 100000")
    for (value, flag) in [(gini, "--gini"), (concentration, "--concentration")] {
      try need(value >= 0 && value <= 0.95, flag, "must be from 0 to 0.95")
    }
    for (value, flag) in [
      (homophily, "--homophily"), (unknown, "--unknown"), (missed, "--missed"),
      (falseAlarm, "--false-alarm"),
    ] {
      try need(value >= 0 && value <= 1, flag, "must be from 0 to 1")
    }
    try need(
      unknownOther <= 1, "--unknown",
      "is more than the others can be: only they are unknown; raise --others")
    try checkLists(need)
    let highest =
      homophily + spread + max(0, contrast)
      + max(0, topics.map { added(topic: $0.name) }.max() ?? 0)
      + max(0, venues.map { added(venueType: $0.name) }.max() ?? 0)
    let lowest =
      homophily - spread + min(0, contrast)
      + min(0, topics.map { added(topic: $0.name) }.min() ?? 0)
      + min(0, venues.map { added(venueType: $0.name) }.min() ?? 0)
    try need(
      spread >= 0 && lowest > -1e-9 && highest < 1 + 1e-9, "--homophily",
      "with all that is added to it and the spread, leaves the range 0 to 1")
  }

  private func checkLists(_ need: (Bool, String, String) throws -> Void) throws {
    for (list, flag) in [
      (groups, "--groups"), (topics, "--topics"), (venues, "--venues"),
      (topicHomophily, "--topic-homophily"), (venueHomophily, "--venue-homophily"),
    ] {
      try need(Set(list.map(\.name)).count == list.count, flag, "names something twice")
      let isNamed = list.allSatisfy { one in
        !one.name.isEmpty
          && one.name.utf8.allSatisfy {
            (97...122).contains($0) || $0 == 45 || (48...57).contains($0)
          }
      }
      try need(isNamed, flag, "needs names of small letters, digits and hyphens")
    }
    try need(
      (2...20).contains(groups.count) && groups.allSatisfy { $0.value > 0 }
        && abs(groups.reduce(0) { $0 + $1.value } - 1) < 1e-9,
      "--groups", "must be 2 to 20 groups with shares that sum to 1")
    let texts = SimulatedTexts.topics
    for (list, flag) in [(topics, "--topics"), (topicHomophily, "--topic-homophily")] {
      try need(
        list.allSatisfy { texts.contains($0.name) }, flag,
        "knows the topics \(texts.joined(separator: ", "))")
    }
    try need(
      topics.allSatisfy { $0.value >= 0 } && topics.reduce(0) { $0 + $1.value } < 1 + 1e-9,
      "--topics", "must have shares whose sum is at most 1")
    try need(
      falseAlarm == 0 || topics.count { $0.value > 0 } >= 2, "--false-alarm",
      "needs two topics to mix up")
    for (list, flag) in [(venues, "--venues"), (venueHomophily, "--venue-homophily")] {
      try need(
        list.allSatisfy { VenueType.all.contains($0.name) }, flag,
        "knows the types \(VenueType.all.joined(separator: ", "))")
    }
    try need(
      venues.allSatisfy { $0.value >= 0 && $0.value <= 1000 && $0.value == $0.value.rounded() }
        && venueCount >= 1,
      "--venues", "must be whole numbers of venues, one or more")
  }
}
