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
  /// Whether an id of the tweet that is being read was a number that no longer has all its digits.
  var hasLostDigits = false
  /// Accounts named in the tweet that is being read: id and handle, without the author.
  var mentions: [(id: JSONScanner.Text?, handle: JSONScanner.Text?)] = []

  init(batch: PostBatch, platform: Field) {
    self.batch = batch
    self.platform = platform
  }

  /// What the batch held before a line, so that a line that breaks off leaves nothing behind.
  private struct Mark {
    let rows, edges, aliases, setAside, recordsRead, repaired: Int

    init(_ batch: PostBatch) {
      rows = batch.rows.count
      edges = batch.edges.count
      aliases = batch.aliases.count
      setAside = batch.setAside.count
      recordsRead = batch.recordsRead
      repaired = batch.repairedTexts
    }

    func restore(_ batch: PostBatch) {
      batch.rows.removeLast(batch.rows.count - rows)
      batch.edges.removeLast(batch.edges.count - edges)
      batch.aliases.removeLast(batch.aliases.count - aliases)
      batch.setAside.removeLast(batch.setAside.count - setAside)
      batch.recordsRead = recordsRead
      batch.repairedTexts = repaired
    }
  }

  mutating func read(_ line: LineWalk.Line) {
    let mark = Mark(batch)
    var scanner = JSONScanner(base: batch.base, at: line.start, end: line.end)
    if hasByteOrderMark(line) { scanner.at += 3 }
    var tweet = Tweet()
    var pageRecords = 0
    var isPage = false
    begin()
    guard scanner.peek() == 123, scanner.enterObject() else { return refuse(line, &scanner, mark) }
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
      } else if key.count == 4, scanner.matches(key, "meta"), tweet.id == nil {
        isPage = true
        scanner.skipValue()
      } else {
        member(key, of: &tweet, &scanner)
      }
      if scanner.failed { break }
    }
    if scanner.failed || !scanner.isAtEnd() { return refuse(line, &scanner, mark) }
    if !isPage || (pageRecords == 0 && tweet.id != nil) {
      keep(tweet, line.number, role: .sample)
    } else if pageRecords == 0 {
      batch.recordsRead += 1
      setAside(.notAPost, line.number, "data")
    }
  }

  /// Sets the whole line aside: tweets of a page that breaks off later are not kept either, since
  /// nobody could say how many of them there were.
  private func refuse(_ line: LineWalk.Line, _ scanner: inout JSONScanner, _ mark: Mark) {
    mark.restore(batch)
    batch.recordsRead += 1
    // Well-formed JSON that is no object.
    if !scanner.failed, scanner.peek() != 123 {
      scanner.skipValue()
      if !scanner.failed, scanner.isAtEnd() { return setAside(.notARecord, line.number) }
    }
    setAside(scanner.tooDeep ? .tooDeep : .notJSON, line.number)
  }

  func setAside(
    _ reason: SetAside.Reason, _ ordinal: Int64, _ detail: StaticString = ""
  ) {
    batch.setAside(reason, ordinal: ordinal, detail: detail)
  }

  private func hasByteOrderMark(_ line: LineWalk.Line) -> Bool {
    let p = batch.base + line.start
    return line.end - line.start >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF
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
      setAside(.notARecord, line.number, "data")
      return
    }
    var tweet = Tweet()
    begin()
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
          alias(named(user.id), named(user.handle))
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
    case 2 where scanner.matches(key, "id"): tweet.id = identifier(&scanner)
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
    case 9 where scanner.matches(key, "author_id"): tweet.author = identifier(&scanner)
    case 10 where scanner.matches(key, "created_at"): tweet.created = scanner.string()
    case 10 where scanner.matches(key, "note_tweet"): tweet.longText = noteText(&scanner)
    case 15 where scanner.matches(key, "conversation_id"): tweet.conversation = identifier(&scanner)
    case 17 where scanner.matches(key, "referenced_tweets"): references(&scanner, &tweet)
    case 16 where scanner.matches(key, "in_reply_to_user"):
      let user = account(&scanner)
      tweet.answeredHandle = user.handle
      if tweet.answeredAccount == nil { tweet.answeredAccount = user.id }
    case 19 where scanner.matches(key, "in_reply_to_user_id"):
      tweet.answeredAccount = identifier(&scanner)
    default: scanner.skipValue()
    }
  }

  private mutating func begin() {
    hasLostDigits = false
    mentions.removeAll(keepingCapacity: true)
  }

  /// A string, or a number of digits alone; one such as 1.05e18 has lost digits and names nobody.
  @inline(__always)
  private mutating func identifier(_ scanner: inout JSONScanner) -> JSONScanner.Text? {
    if scanner.peek() == 34 { return scanner.text() }
    guard let text = scanner.scalarOrSkip()?.text else { return nil }
    for i in 0..<text.count where !(48...57).contains(batch.base[text.offset + i]) {
      hasLostDigits = true
      return nil
    }
    return text
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

  private mutating func account(
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
        id = identifier(&scanner)
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

  private mutating func references(_ scanner: inout JSONScanner, _ tweet: inout Tweet) {
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
          id = identifier(&scanner)
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
}
