internal import Corpus

/// A number of a profile that T10 summarises.
struct ProfileMeasure: Sendable {
  let key: Key
  let isShare: Bool
  /// nil where the person lacks the denominator.
  let value: @Sendable (ProfileTable.Row) -> Double?

  private init(
    _ key: Key, isShare: Bool = false, _ value: @escaping @Sendable (ProfileTable.Row) -> Double?
  ) {
    self.key = key
    self.isShare = isShare
    self.value = value
  }

  private static func count(
    _ key: Key, _ value: @escaping @Sendable (ProfileTable.Row) -> Int
  ) -> ProfileMeasure { ProfileMeasure(key) { Double(value($0)) } }

  private static func share(
    _ key: Key, _ numerator: @escaping @Sendable (ProfileTable.Row) -> Double,
    of denominator: @escaping @Sendable (ProfileTable.Row) -> Double
  ) -> ProfileMeasure {
    ProfileMeasure(key, isShare: true) { row in
      let whole = denominator(row)
      return whole > 0 ? numerator(row) / whole : nil
    }
  }

  /// Every measure, with a share for each topic.
  static func all(topics: [String]) -> [ProfileMeasure] {
    let posts = { @Sendable (row: ProfileTable.Row) in Double(row.posts) }
    let topicShares = topics.enumerated().map { index, name in
      share(
        Key(
          "topic_share:\(name)",
          Phrase("posts on \(name), %", nl: "berichten over \(Words.key(name).shown.nl), %")),
        { $0.topicPosts.indices.contains(index) ? Double($0.topicPosts[index]) : 0 }, of: posts)
    }
    return [
      count(Key("posts", "posts", nl: "berichten")) { $0.posts },
      count(Key("tokens", "words", nl: "woorden")) { $0.tokens },
      count(Key("active_days", "active days", nl: "actieve dagen")) { $0.activeDays },
    ] + topicShares + [
      share(
        Key("none_share", "posts without topic, %", nl: "berichten zonder onderwerp, %"),
        { Double($0.none) }, of: posts),
      count(Key("replies", "replies given", nl: "antwoorden gegeven")) { $0.replies },
      count(Key("replies_received", "replies received", nl: "antwoorden gekregen")) {
        $0.repliesReceived
      },
      share(
        Key("inter_out_share", "interethnic, given, %", nl: "interetnisch, gegeven, %"),
        { $0.interOut }, of: { $0.interOut + $0.intraOut }),
      share(
        Key("inter_in_share", "interethnic, received, %", nl: "interetnisch, gekregen, %"),
        { $0.interIn }, of: { $0.interIn + $0.intraIn }),
      share(
        Key("unknown_out_share", "alter's group unknown, %", nl: "groep van alter onbekend, %"),
        { Double($0.unknownOut) },
        of: { $0.interOut + $0.intraOut + Double($0.unknownOut) }),
      count(Key("alters_out", "people answered", nl: "mensen beantwoord")) { $0.altersOut },
      share(
        Key("reciprocity", "answered back, %", nl: "antwoordden terug, %"),
        { Double($0.reciprocated) }, of: { Double($0.altersOut) }),
      count(Key("groups_met", "groups met", nl: "groepen ontmoet")) { $0.groupsMet },
    ]
  }
}
