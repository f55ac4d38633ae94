import Corpus

extension TweetReader {
  /// The field of a literal. A literal is decoded once, which is what the room behind the lines
  /// suffices for.
  func named(_ literal: JSONScanner.Text?) -> Field {
    literal.map { batch.field($0) } ?? .missing
  }

  func alias(_ id: Field, _ handle: Field) {
    guard id.count > 0, handle.count > 0 else { return }
    batch.aliases.append(PostBatch.Alias(platform: platform, account: id, handle: handle))
  }

  /// Makes a row of a tweet, or sets it aside.
  func keep(_ tweet: Tweet, _ ordinal: Int64, role: PostRole) {
    batch.recordsRead += 1
    if hasLostDigits, tweet.id == nil || tweet.author == nil {
      return setAside(.badValue, ordinal, tweet.id == nil ? "id" : "author_id")
    }
    if tweet.id == nil, tweet.text == nil, tweet.author == nil {
      return setAside(.notARecord, ordinal)
    }
    guard let id = tweet.id, id.count > 0 else { return setAside(.noID, ordinal, "id") }
    guard let text = tweet.text else {
      return setAside(tweet.author == nil ? .notAPost : .noText, ordinal, "text")
    }
    guard let author = tweet.author, author.count > 0 else {
      return setAside(.noAuthor, ordinal, "author_id")
    }
    var row = PostRow()
    row.platform = platform
    row.ordinal = ordinal
    row.role = role
    row.postID = batch.field(id)
    row.authorID = batch.field(author)
    row.authorHandle = named(tweet.authorHandle)
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
    var answer = ReplyEdge(tweet.answered == nil ? .addressed : .nativeParent)
    answer.author = named(tweet.answeredAccount)
    answer.handle = named(tweet.answeredHandle)
    alias(row.authorID, row.authorHandle)
    alias(answer.author, answer.handle)
    if let reposted = tweet.reposted {
      // Another's words, and another's mentions.
      row.kind = .repost
      row.repostOf = batch.field(reposted)
      let prefix = XText.repostLength(batch.bytes(row.text)) ?? 0
      row.quoted = Field(offset: Int(row.text.offset) + prefix, count: Int(row.text.count) - prefix)
      (row.text, row.quoteOf) = (.missing, .missing)
      if !tweet.isWithheld { row.textStatus = .empty }
      for mention in mentions { alias(named(mention.id), named(mention.handle)) }
      row.edgeStart = Int32(batch.edges.count)
    } else {
      addEdges(of: tweet, answer, to: &row)
    }
    batch.rows.append(row)
  }

  private func addEdges(of tweet: Tweet, _ answer: ReplyEdge, to row: inout PostRow) {
    let start = batch.edges.count
    if tweet.answered != nil || tweet.answeredAccount != nil {
      row.kind = .reply
      var answer = answer
      answer.post = named(tweet.answered)
      batch.edges.append(answer)
    }
    if !row.quoteOf.isBlank {
      var quote = ReplyEdge(.quoteLink)
      quote.post = row.quoteOf
      batch.edges.append(quote)
    }
    addMentions(tweet)
    row.edgeStart = Int32(start)
    row.edgeCount = Int32(batch.edges.count - start)
  }

  /// Mention edges to accounts other than the answered one, which has its edge already.
  private func addMentions(_ tweet: Tweet) {
    for mention in mentions {
      var edge = ReplyEdge(.mention)
      edge.author = named(mention.id)
      edge.handle = named(mention.handle)
      alias(edge.author, edge.handle)
      if let id = mention.id, let answered = tweet.answeredAccount {
        if same(id, answered) { continue }
      } else if let name = mention.handle, let answered = tweet.answeredHandle,
        same(name, answered)
      {
        continue
      }
      if mention.id != nil || mention.handle != nil { batch.edges.append(edge) }
    }
  }

  /// Whether two ids or handles are the same; letters of handles count alike, large or small.
  private func same(_ a: JSONScanner.Text, _ b: JSONScanner.Text) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count {
      let (x, y) = (batch.base[a.offset + i], batch.base[b.offset + i])
      if x != y, x | 32 != y | 32 || x | 32 < 97 || x | 32 > 122 { return false }
    }
    return true
  }
}
