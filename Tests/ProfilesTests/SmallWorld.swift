import Corpus
import Interactions
import Testing

/// Posts, people and ties of a few named authors, for tests.
struct SmallWorld {
  struct OpenIDs: Pseudonymiser {
    let keyID = "none"
    let isOn = false
    func pseudonym(
      space: IDSpace, platform: String, native: UnsafeBufferPointer<UInt8>
    ) -> [UInt8] { Array(native) }
  }

  var posts = PostTable()
  private var accounts: [String: Int32] = [:]

  init(topics: [String] = ["school", "work"], langs: [String] = []) {
    posts.platforms = ["x"]
    posts.topicNames = topics
    posts.langs = langs
  }

  mutating func account(_ name: String) -> Int32 {
    if let known = accounts[name] { return known }
    let number = posts.accounts.add(name, platform: 0, isHandle: false)
    accounts[name] = number
    return number
  }

  mutating func post(
    _ author: String, to alters: [(String, ReplyHow)] = [], at time: String? = nil,
    topics: UInt32? = nil, tokens: Int32 = 0, lang: Int16 = -1, role: PostRole = .sample
  ) {
    let start = posts.edges.count
    for (alter, how) in alters {
      posts.edges.append(
        .init(target: .none, account: account(alter), how: how, confidence: how.usualConfidence))
    }
    posts.rows.append(
      PostTable.Row(
        key: Key128("\(posts.rows.count)", space: 1),
        createdAt: time.flatMap { Moment.parse($0)?.milliseconds } ?? PostRow.noTime,
        topics: topics ?? 0, tokens: tokens, account: account(author), venue: -1, thread: -1,
        edgeStart: Int32(start), edgeCount: UInt16(alters.count), platform: 0, lang: lang,
        kind: .post, role: role, isCoded: topics != nil))
  }

  func ties(
    _ roster: String, _ settings: InteractSettings = InteractSettings()
  ) throws -> TieTable {
    let (people, _) = try PeopleBuilder.build(
      posts: posts, roster: try Roster(csv: Array(roster.utf8)), scheme: SelfDescribed.self,
      pseudonymiser: OpenIDs())
    return TieBuilder.build(
      posts: posts, people: people, settings: settings, venueTypes: VenueTable())
  }
}
