import Corpus

/// Writes small post tables for tests: posts by author and id, edges by what they name.
struct SmallPosts {
  var table = PostTable()
  let keys: any Pseudonymiser
  private var rowOfAccount: [String: Int32] = [:]

  init(_ keys: any Pseudonymiser = PlainIDs(), topics: [String] = ["school", "work"]) {
    self.keys = keys
    table.topicNames = topics
    table.subtopicNames = ["identity/religion"]
    table.postIDs = StringColumn()
  }

  mutating func platform(_ name: String) -> Int16 {
    if let known = table.platforms.firstIndex(of: name) { return Int16(known) }
    table.platforms.append(name)
    return Int16(table.platforms.count - 1)
  }

  /// `"u1"` is an account id, `"@u1"` a handle; nil nobody.
  mutating func account(_ name: String?, _ platform: String = "x") -> Int32 {
    guard let name else { return -1 }
    if let known = rowOfAccount["\(platform) \(name)"] { return known }
    let isHandle = name.hasPrefix("@")
    let pseudonym = keys.text(
      isHandle ? .handle : .account, platform, isHandle ? String(name.dropFirst()) : name)
    let number = table.accounts.add(
      pseudonym, platform: self.platform(platform), isHandle: isHandle)
    rowOfAccount["\(platform) \(name)"] = number
    return number
  }

  mutating func alias(_ id: String, _ handle: String, _ platform: String = "x") {
    table.accounts.aliases.append(
      .init(account: account(id, platform), handle: account(handle, platform)))
  }

  struct Edge {
    var post: String?
    var account: String?
    var how: ReplyHow
    var confidence: UInt8

    init(
      _ how: ReplyHow = .nativeParent, post: String? = nil, account: String? = nil,
      confidence: UInt8? = nil
    ) {
      self.how = how
      self.post = post
      self.account = account
      self.confidence = confidence ?? how.usualConfidence
    }
  }

  private func key(_ id: String, _ platform: String) -> Key128 {
    Key128("\(platform)/\(id)", space: 1)
  }

  mutating func post(
    _ id: String, by author: String?, _ platform: String = "x", to edges: [Edge] = [],
    at time: Int64 = 0, topics: UInt32? = nil, tokens: Int32 = 0, venue: String? = nil,
    thread: Int32 = -1, lang: String? = nil, status: AuthorStatus = .ok, role: PostRole = .sample
  ) {
    let number = self.platform(platform)
    var venueNumber: Int32 = -1
    if let venue {
      let wanted = PostTable.Venue(platform: number, id: venue)
      venueNumber = Int32(table.venues.firstIndex(of: wanted) ?? table.venues.count)
      if Int(venueNumber) == table.venues.count { table.venues.append(wanted) }
    }
    var langNumber: Int16 = -1
    if let lang {
      langNumber = Int16(table.langs.firstIndex(of: lang) ?? table.langs.count)
      if Int(langNumber) == table.langs.count { table.langs.append(lang) }
    }
    table.threadCount = max(table.threadCount, Int(thread) + 1)
    let start = table.edges.count
    for edge in edges {
      table.edges.append(
        PostTable.Edge(
          target: edge.post.map { key($0, platform) } ?? .none,
          account: account(edge.account, platform), how: edge.how, confidence: edge.confidence))
    }
    table.rows.append(
      PostTable.Row(
        key: key(id, platform), createdAt: time, topics: topics ?? 0, tokens: tokens,
        account: account(author, platform), venue: venueNumber, thread: thread,
        edgeStart: Int32(start), edgeCount: UInt16(edges.count), platform: number,
        lang: langNumber, kind: edges.isEmpty ? .post : .reply, authorStatus: status, role: role,
        isCoded: topics != nil))
    var copy = id
    copy.withUTF8 { table.postIDs?.append($0) }
  }
}
