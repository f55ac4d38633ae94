/// Puts digests together, in order, into one table; drops posts that were there before.
public final class PostTableBuilder {
  public private(set) var table = PostTable()
  /// read = kept + set aside of the reading itself; what later stages drop is in ``dropped``.
  public private(set) var tally = Tally()
  /// By stage of the chain: what it set aside.
  public private(set) var dropped: [[SetAside.Reason: Int]]
  /// Texts with bytes that were no UTF-8.
  public private(set) var repairedTexts = 0
  private var index = RowIndex()
  private var accounts = NumberTable(capacity: 1 << 12)
  private var threads = NumberTable(capacity: 1 << 12)
  private var venues: [PostTable.Venue: Int32] = [:]
  private var aliasSeen: Set<AccountTable.Alias> = []

  /// - Parameter keepsTerms: whether digests come with words.
  public init(stages: Int, keepsPostIDs: Bool = false, keepsTerms: Bool = false) {
    dropped = Array(repeating: [:], count: stages)
    if keepsPostIDs { table.postIDs = StringColumn() }
    if keepsTerms { table.terms = TermColumn() }
  }

  /// What became of one digest.
  public struct Outcome {
    /// By row of the digest: whether it is new (and so belongs into the records).
    public var isNew: [Bool]
    /// Records that could not be read and duplicates (stage 255), and what a stage of the chain
    /// dropped.
    public var setAside: [(record: SetAside, stage: UInt8)]
    /// Aliases seen for the first time.
    public var aliases: [AccountTable.Alias]
    /// Accounts seen for the first time: their numbers in the digest.
    public var newAccounts: [Int] = []
  }

  public func add(_ digest: PostDigest) -> Outcome {
    let platforms = digest.platforms.map { number(of: $0, in: &table.platforms) }
    let langs = digest.langs.map { number(of: $0, in: &table.langs) }
    let venues = digest.venueList.map { venue(platforms[Int($0.platform)], $0.id) }
    var newAccounts: [Int] = []
    var accountOf = [Int32](repeating: -1, count: digest.accounts.count)
    for (i, key) in digest.accounts.keys.enumerated() {
      let (number, isNew) = accounts.number(key)
      accountOf[i] = number
      if isNew {
        if digest.accountNatives != nil { newAccounts.append(i) }
        _ = table.accounts.add(
          digest.accountNames[i], platform: platforms[Int(digest.accountPlatforms[i])],
          isHandle: digest.accountIsHandle[i])
      }
    }
    threads.warm(digest.threads.keys)
    index.warm(digest.rows)
    let threadOf = digest.threads.keys.map { threads.number($0).number }
    table.threadCount = threads.count
    let termOf = digest.terms.map { table.terms?.numbers(of: $0) ?? [] } ?? []
    var outcome = Outcome(
      isNew: [Bool](repeating: true, count: digest.rows.count),
      setAside: digest.setAside.map { ($0, 255) },
      aliases: [])
    outcome.newAccounts = newAccounts
    tally.read += digest.recordsRead
    repairedTexts += digest.repairedTexts
    for aside in digest.setAside { tally.setAside(aside.reason.rawValue) }
    for (i, local) in digest.rows.enumerated() {
      var place = table.rows.count
      if !index.insert(local.key, row: place, in: table.rows) {
        guard let context = contextRow(of: local) else {
          outcome.isNew[i] = false
          tally.setAside(SetAside.Reason.duplicate.rawValue)
          outcome.setAside.append((aside(digest, i, .duplicate), 255))
          continue
        }
        place = context
      }
      tally.kept += 1
      if local.droppedBy != 255 {
        let reason = digest.dropReasons[i]
        dropped[Int(local.droppedBy)][reason, default: 0] += 1
        outcome.setAside.append((aside(digest, i, reason), local.droppedBy))
      }
      var row = local
      row.account = local.account < 0 ? -1 : accountOf[Int(local.account)]
      row.platform = platforms[Int(local.platform)]
      row.lang = local.lang < 0 ? -1 : langs[Int(local.lang)]
      row.venue = venues[Int(local.venue)]
      row.thread = local.thread < 0 ? -1 : threadOf[Int(local.thread)]
      row.edgeStart = Int32(table.edges.count)
      let start = Int(local.edgeStart)
      for i in start..<start + Int(local.edgeCount) {
        var edge = digest.edges[i]
        edge.account = edge.account < 0 ? -1 : accountOf[Int(edge.account)]
        table.edges.append(edge)
      }
      if let terms = digest.terms {
        table.terms?.put(terms.tokens(ofRow: i), as: termOf, row: place)
      }
      if place < table.rows.count {
        table.rows[place] = row
        continue
      }
      table.rows.append(row)
      if let ids = digest.postIDs { table.postIDs?.append(ids.bytes(i)) }
    }
    for alias in digest.aliases {
      let pair = AccountTable.Alias(
        account: accountOf[Int(alias.account)], handle: accountOf[Int(alias.handle)])
      if aliasSeen.insert(pair).inserted {
        table.accounts.aliases.append(pair)
        outcome.aliases.append(pair)
      }
    }
    return outcome
  }

  /// The row of a context post that `row`, of the sample, takes the place of. A post that came as
  /// context before is of the sample: both records are kept, and are one post.
  private func contextRow(of row: PostTable.Row) -> Int? {
    guard row.role == .sample, row.droppedBy == 255,
      let known = index.row(of: row.key, in: table.rows)
    else { return nil }
    let old = table.rows[known]
    return old.role == .context && old.droppedBy == 255 ? known : nil
  }

  /// Counts a digest without keeping its rows: for stages that only pass posts on.
  public func count(_ digest: PostDigest) -> Outcome {
    var outcome = Outcome(
      isNew: [Bool](repeating: true, count: digest.rows.count),
      setAside: digest.setAside.map { ($0, 255) }, aliases: [])
    tally.read += digest.recordsRead
    tally.kept += digest.rows.count
    repairedTexts += digest.repairedTexts
    for aside in digest.setAside { tally.setAside(aside.reason.rawValue) }
    for (i, row) in digest.rows.enumerated() where row.droppedBy != 255 {
      dropped[Int(row.droppedBy)][digest.dropReasons[i], default: 0] += 1
      outcome.setAside.append((aside(digest, i, digest.dropReasons[i]), row.droppedBy))
    }
    return outcome
  }

  /// Names the bits of topics and subtopics, and carries the bits over from another numbering.
  public func setCodes(
    _ topics: [String], _ subtopics: [String], from: [String], _ fromSubtopics: [String]
  ) {
    table.topicNames = topics
    table.subtopicNames = subtopics
    let map = CodeMap(from: from, to: topics)
    let subMap = CodeMap(from: fromSubtopics, to: subtopics)
    if map.isIdentity, subMap.isIdentity { return }
    for index in 0..<table.rows.count {
      var row = table.rows[index]
      row.topics = UInt32(truncatingIfNeeded: map.carry(UInt64(row.topics)))
      row.subtopics = subMap.carry(row.subtopics)
      table.rows[index] = row
    }
  }

  private func aside(_ digest: PostDigest, _ row: Int, _ reason: SetAside.Reason) -> SetAside {
    let place = digest.places[row]
    return SetAside(
      input: place.input, member: place.member < 0 ? "" : digest.members[Int(place.member)],
      ordinal: place.ordinal, reason: reason)
  }

  private func number(of name: String, in list: inout [String]) -> Int16 {
    if let known = list.firstIndex(of: name) { return Int16(known) }
    list.append(name)
    return Int16(list.count - 1)
  }

  private func venue(_ platform: Int16, _ id: String?) -> Int32 {
    let venue = PostTable.Venue(platform: platform, id: id)
    if let known = venues[venue] { return known }
    table.venues.append(venue)
    venues[venue] = Int32(table.venues.count - 1)
    return Int32(table.venues.count - 1)
  }
}
