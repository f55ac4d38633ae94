import Corpus

/// Fills a batch from lines that hold a tweet or a page of tweets.
struct TweetReader {
  /// What one tweet object said, before it becomes a row.
  struct Tweet {
    var id: JSONScanner.Text?
    var text: JSONScanner.Text?
    var longText: JSONScanner.Text?
    var author: JSONScanner.Text?
    var authorHandle: JSONScanner.Text?
    var created: JSONScanner.Text?
    var conversation: JSONScanner.Text?
    var lang: JSONScanner.Text?
    var answeredAccount: JSONScanner.Text?
    var answeredHandle: JSONScanner.Text?
    var answered: JSONScanner.Text?
    var quoted: JSONScanner.Text?
    var reposted: JSONScanner.Text?
    var hasEntities = false
    var isWithheld = false
  }

  let batch: PostBatch
  let platform: Field
  /// Accounts named in the tweet that is being read: id and handle, without the author.
  var mentions: [(id: JSONScanner.Text?, handle: JSONScanner.Text?)] = []

  init(batch: PostBatch, platform: Field) {
    self.batch = batch
    self.platform = platform
  }

  mutating func read(_ line: LineWalk.Line) {
    var scanner = JSONScanner(base: batch.base, at: line.start, end: line.end)
    if scanner.end - scanner.at >= 3, batch.base[scanner.at] == 0xEF { scanner.at += 3 }
    var tweet = Tweet()
    var pageRecords = 0
    var isPage = false
    mentions.removeAll(keepingCapacity: true)
    guard scanner.enterObject() else { return refuse(line, scanner) }
    var first = true
    while let key = scanner.nextKey(&first) {
      if key.count == 4, scanner.matches(key, "data"), tweet.id == nil {
        isPage = true
        pageRecords += tweets(&scanner, line, role: .sample)
      } else if key.count == 8, scanner.matches(key, "includes") {
        isPage = true
        includes(&scanner, line)
      } else if key.count == 6, scanner.matches(key, "errors"), tweet.id == nil {
        isPage = true
        scanner.skipValue()
      } else {
        member(key, of: &tweet, &scanner)
      }
      if scanner.failed { break }
    }
    if scanner.failed || !scanner.isAtEnd() { return refuse(line, scanner) }
    if isPage {
      if pageRecords == 0 {
        batch.recordsRead += 1
        batch.setAside(.notAPost, ordinal: line.number, detail: "data")
      }
    } else {
      keep(tweet, line.number, role: .sample)
    }
  }

  private func refuse(_ line: LineWalk.Line, _ scanner: JSONScanner) {
    batch.recordsRead += 1
    batch.setAside(scanner.tooDeep ? .tooDeep : .notJSON, ordinal: line.number)
  }

  /// Tweets of a page: an array, or one object. Returns how many records it held.
  private mutating func tweets(
    _ scanner: inout JSONScanner, _ line: LineWalk.Line, role: PostRole
  ) -> Int {
    switch scanner.peek() {
    case 123:
      object(&scanner, line, role)
      return 1
    case 91:
      _ = scanner.enterArray()
      var first = true
      var count = 0
      while scanner.nextElement(&first) {
        object(&scanner, line, role)
        if scanner.failed { return count }
        count += 1
      }
      return count
    default:
      scanner.skipValue()
      return 0
    }
  }

  private mutating func object(
    _ scanner: inout JSONScanner, _ line: LineWalk.Line, _ role: PostRole
  ) {
    guard scanner.peek() == 123, scanner.enterObject() else {
      scanner.skipValue()
      batch.recordsRead += 1
      batch.setAside(.notARecord, ordinal: line.number, detail: "data")
      return
    }
    var tweet = Tweet()
    mentions.removeAll(keepingCapacity: true)
    var first = true
    while let key = scanner.nextKey(&first) {
      member(key, of: &tweet, &scanner)
      if scanner.failed { return }
    }
    if !scanner.failed { keep(tweet, line.number, role: role) }
  }

  private mutating func includes(_ scanner: inout JSONScanner, _ line: LineWalk.Line) {
    guard scanner.peek() == 123, scanner.enterObject() else { return scanner.skipValue() }
    var first = true
    while let key = scanner.nextKey(&first) {
      if scanner.matches(key, "tweets") {
        _ = tweets(&scanner, line, role: .context)
      } else if scanner.matches(key, "users"), scanner.peek() == 91 {
        _ = scanner.enterArray()
        var firstUser = true
        while scanner.nextElement(&firstUser) {
          let user = account(&scanner)
          alias(user.id, user.handle)
          if scanner.failed { return }
        }
      } else {
        scanner.skipValue()
      }
      if scanner.failed { return }
    }
  }

  /// One member of a tweet object.
  @inline(__always)
  private mutating func member(
    _ key: JSONScanner.Text, of tweet: inout Tweet, _ scanner: inout JSONScanner
  ) {
    switch key.count {
    case 2 where scanner.matches(key, "id"): tweet.id = scanner.string()
    case 4 where scanner.matches(key, "text"): tweet.text = scanner.string()
    case 4 where scanner.matches(key, "lang"): tweet.lang = scanner.string()
    case 6 where scanner.matches(key, "author"):
      let author = account(&scanner)
      tweet.authorHandle = author.handle
      if tweet.author == nil { tweet.author = author.id }
    case 8 where scanner.matches(key, "entities"): entities(&scanner)
    case 8 where scanner.matches(key, "withheld"):
      tweet.isWithheld = scanner.peek() == 123
      scanner.skipValue()
    case 9 where scanner.matches(key, "author_id"): tweet.author = scanner.string()
    case 10 where scanner.matches(key, "created_at"): tweet.created = scanner.string()
    case 10 where scanner.matches(key, "note_tweet"): tweet.longText = noteText(&scanner)
    case 15 where scanner.matches(key, "conversation_id"): tweet.conversation = scanner.string()
    case 17 where scanner.matches(key, "referenced_tweets"): references(&scanner, &tweet)
    case 16 where scanner.matches(key, "in_reply_to_user"):
      let user = account(&scanner)
      tweet.answeredHandle = user.handle
      if tweet.answeredAccount == nil { tweet.answeredAccount = user.id }
    case 19 where scanner.matches(key, "in_reply_to_user_id"):
      tweet.answeredAccount = scanner.string()
    default: scanner.skipValue()
    }
  }

  private func noteText(_ scanner: inout JSONScanner) -> JSONScanner.Text? {
    guard scanner.peek() == 123, scanner.enterObject() else {
      scanner.skipValue()
      return nil
    }
    var text: JSONScanner.Text?
    var first = true
    while let key = scanner.nextKey(&first) {
      if scanner.matches(key, "text") { text = scanner.string() } else { scanner.skipValue() }
    }
    return text
  }

  private func account(
    _ scanner: inout JSONScanner
  ) -> (id: JSONScanner.Text?, handle: JSONScanner.Text?) {
    guard scanner.peek() == 123, scanner.enterObject() else {
      scanner.skipValue()
      return (nil, nil)
    }
    var id: JSONScanner.Text?
    var handle: JSONScanner.Text?
    var first = true
    while let key = scanner.nextKey(&first) {
      if key.count == 2, scanner.matches(key, "id") {
        id = scanner.string()
      } else if key.count == 8, scanner.matches(key, "username") {
        handle = scanner.string()
      } else {
        scanner.skipValue()
      }
      if scanner.failed { break }
    }
    return (id, handle)
  }

  private mutating func entities(_ scanner: inout JSONScanner) {
    guard scanner.peek() == 123, scanner.enterObject() else { return scanner.skipValue() }
    var first = true
    while let key = scanner.nextKey(&first) {
      if key.count == 8, scanner.matches(key, "mentions"), scanner.peek() == 91 {
        _ = scanner.enterArray()
        var firstMention = true
        while scanner.nextElement(&firstMention) {
          let mention = account(&scanner)
          if scanner.failed { return }
          mentions.append((mention.id, mention.handle))
        }
      } else {
        scanner.skipValue()
      }
      if scanner.failed { return }
    }
  }

  private func references(_ scanner: inout JSONScanner, _ tweet: inout Tweet) {
    guard scanner.peek() == 91, scanner.enterArray() else { return scanner.skipValue() }
    var first = true
    while scanner.nextElement(&first) {
      guard scanner.peek() == 123, scanner.enterObject() else {
        scanner.skipValue()
        continue
      }
      var id: JSONScanner.Text?
      var type: JSONScanner.Text?
      var firstKey = true
      while let key = scanner.nextKey(&firstKey) {
        if key.count == 2, scanner.matches(key, "id") {
          id = scanner.string()
        } else if key.count == 4, scanner.matches(key, "type") {
          type = scanner.string()
        } else {
          scanner.skipValue()
        }
        if scanner.failed { return }
      }
      guard let id, let type else { continue }
      if scanner.matches(type, "replied_to") {
        if tweet.answered == nil { tweet.answered = id }
      } else if scanner.matches(type, "quoted") {
        if tweet.quoted == nil { tweet.quoted = id }
      } else if scanner.matches(type, "retweeted") {
        if tweet.reposted == nil { tweet.reposted = id }
      }
    }
  }

  private func alias(_ id: JSONScanner.Text?, _ handle: JSONScanner.Text?) {
    guard let id, let handle, id.count > 0, handle.count > 0 else { return }
    batch.aliases.append(
      PostBatch.Alias(platform: platform, account: batch.field(id), handle: batch.field(handle)))
  }

  private mutating func keep(_ tweet: Tweet, _ ordinal: Int64, role: PostRole) {
    batch.recordsRead += 1
    guard let id = tweet.id, id.count > 0 else {
      return batch.setAside(.noID, ordinal: ordinal, detail: "id")
    }
    guard let text = tweet.text else {
      return batch.setAside(
        tweet.author == nil ? .notAPost : .noText, ordinal: ordinal, detail: "text")
    }
    guard let author = tweet.author, author.count > 0 else {
      return batch.setAside(.noAuthor, ordinal: ordinal, detail: "author_id")
    }
    var row = PostRow()
    row.platform = platform
    row.ordinal = ordinal
    row.role = role
    row.postID = batch.field(id)
    row.authorID = batch.field(author)
    row.authorHandle = tweet.authorHandle.map { batch.field($0) } ?? .missing
    row.threadID = tweet.conversation.map { batch.field($0) } ?? row.postID
    if tweet.conversation == nil { row.threadOrigin = .derived }
    row.text = batch.decodingEntities(batch.field(tweet.longText ?? text))
    row.textStatus = tweet.isWithheld ? .withheld : row.text.count == 0 ? .empty : .ok
    if let lang = tweet.lang { row.lang = batch.field(lang) }
    if let created = tweet.created {
      let raw = batch.field(created)
      if let moment = Moment.parse(batch.bytes(raw)) {
        row.createdAt = moment.milliseconds
        row.precision = .second
      } else {
        row.createdRaw = raw
      }
    }
    if let quoted = tweet.quoted {
      row.kind = .quote
      row.quoteOf = batch.field(quoted)
    }
    let start = batch.edges.count
    if let answered = tweet.answered {
      row.kind = .reply
      var edge = ReplyEdge(.nativeParent)
      edge.post = batch.field(answered)
      edge.author = tweet.answeredAccount.map { batch.field($0) } ?? .missing
      edge.handle = tweet.answeredHandle.map { batch.field($0) } ?? .missing
      batch.edges.append(edge)
    } else if let account = tweet.answeredAccount {
      row.kind = .reply
      var edge = ReplyEdge(.addressed)
      edge.author = batch.field(account)
      edge.handle = tweet.answeredHandle.map { batch.field($0) } ?? .missing
      batch.edges.append(edge)
    }
    if let reposted = tweet.reposted {
      row.kind = .repost
      row.repostOf = batch.field(reposted)
    }
    addMentions(tweet)
    row.edgeStart = Int32(start)
    row.edgeCount = Int32(batch.edges.count - start)
    alias(tweet.author, tweet.authorHandle)
    alias(tweet.answeredAccount, tweet.answeredHandle)
    batch.rows.append(row)
  }

  /// Mention edges to accounts other than the answered one, which has its edge already.
  private func addMentions(_ tweet: Tweet) {
    for mention in mentions {
      alias(mention.id, mention.handle)
      if let id = mention.id, let answered = tweet.answeredAccount, same(id, answered) { continue }
      guard mention.id != nil || mention.handle != nil else { continue }
      var edge = ReplyEdge(.mention)
      edge.author = mention.id.map { batch.field($0) } ?? .missing
      edge.handle = mention.handle.map { batch.field($0) } ?? .missing
      batch.edges.append(edge)
    }
  }

  private func same(_ a: JSONScanner.Text, _ b: JSONScanner.Text) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count where batch.base[a.offset + i] != batch.base[b.offset + i] {
      return false
    }
    return true
  }
}
