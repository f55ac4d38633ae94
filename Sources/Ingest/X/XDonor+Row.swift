import Corpus

extension XDonor {
  /// Why a tweet gives no row.
  struct Flaw {
    let reason: SetAside.Reason
    let detail: StaticString
  }

  /// Appends the row of a tweet, or says why there is none.
  func keep(_ tweet: XTweet, _ ordinal: Int64, _ batch: PostBatch, _ shared: Shared) -> Flaw? {
    guard let id = tweet.id else { return Flaw(reason: .noID, detail: "id_str") }
    guard let literal = tweet.text else { return Flaw(reason: .noText, detail: "full_text") }
    var row = PostRow()
    row.platform = shared.platform
    row.authorID = shared.account
    row.authorHandle = shared.handle
    row.member = shared.member
    row.ordinal = ordinal
    row.input = input
    row.postID = batch.decoded(id)
    guard row.postID.count > 0 else { return Flaw(reason: .noID, detail: "id_str") }
    if let conversation = tweet.conversation { row.threadID = batch.decoded(conversation) }
    if let community = tweet.community { row.venueID = batch.decoded(community) }
    row.lang = language(tweet, batch)
    time(tweet, &row, batch, shared)

    let mentions = mentions(tweet, batch, shared.platform)
    var replies = reply(tweet, &row, batch)
    let written = batch.decoded(literal)
    let quote = quote(tweet, written, &row, batch)
    let short = batch.trimmed(batch.replacing(XText.entities, in: written))
    if let length = XText.repostLength(batch.bytes(short)) {
      row.kind = .repost
      row.quoted = Field(offset: Int(short.offset) + length, count: Int(short.count) - length)
      row.textStatus = .empty
      row.quoteOf = .missing
      batch.append(row)
      return nil
    }
    row.text = short
    if let long = notes.longText(batch.bytes(row.postID), row.createdAt, batch.bytes(short)) {
      row.text = batch.put(long)
    } else if tweet.isTruncated {
      row.textStatus = .truncated
    }
    textStatus(tweet, &row, batch)
    if let quote { replies.append(quote) }
    add(mentions, to: &replies, batch)
    batch.append(row, replies: replies)
    return nil
  }

  private func time(
    _ tweet: XTweet, _ row: inout PostRow, _ batch: PostBatch, _ shared: Shared
  ) {
    guard let literal = tweet.created else { return }
    let raw = batch.decoded(literal)
    if let milliseconds = XText.time(batch.bytes(raw)) {
      row.createdAt = milliseconds
      row.precision = .second
      row.zone = shared.zone
    } else {
      row.createdRaw = raw
    }
  }

  /// X's guess at the language; codes that say "none" or "links only" are no language.
  private func language(_ tweet: XTweet, _ batch: PostBatch) -> Field {
    guard let literal = tweet.lang else { return .missing }
    let code = batch.decoded(literal)
    if batch.isField(code, "in") { return batch.put("id") }
    if batch.isField(code, "iw") { return batch.put("he") }
    let isNone =
      code.count == 0 || batch.isField(code, "und") || batch.isField(code, "zxx")
      || batch.isField(code, "art") || (code.count == 3 && batch.field(code, startsWith: "q"))
    return isNone ? .missing : code
  }

  /// An id of X; `-1` and nothing stand for accounts and posts that are gone.
  private func known(_ literal: JSONScanner.Text?, _ batch: PostBatch) -> Field {
    guard let literal else { return .missing }
    let field = batch.decoded(literal)
    return field.count == 0 || batch.isField(field, "-1") ? .missing : field
  }

  private func reply(_ tweet: XTweet, _ row: inout PostRow, _ batch: PostBatch) -> [ReplyEdge] {
    guard tweet.replyPost != nil || tweet.replyAccount != nil || tweet.replyHandle != nil else {
      return []
    }
    var edge = ReplyEdge(.addressed)
    edge.post = known(tweet.replyPost, batch)
    edge.author = known(tweet.replyAccount, batch)
    edge.handle = known(tweet.replyHandle, batch)
    guard edge.post.count > 0 || edge.author.count > 0 || edge.handle.count > 0 else { return [] }
    row.kind = .reply
    addAlias(row.platform, edge.author, edge.handle, batch)
    return [edge]
  }

  /// The quoted post: named, or the link that the text ends with.
  private func quote(
    _ tweet: XTweet, _ written: Field, _ row: inout PostRow, _ batch: PostBatch
  ) -> ReplyEdge? {
    var edge = ReplyEdge(.quoteLink)
    edge.post = known(tweet.quoted, batch)
    if let link = tweet.link, let target = tweet.linkTarget, isLast(link, of: written, batch) {
      let whole = batch.decoded(target)
      if let found = XText.post(in: batch.bytes(whole)) {
        let id = Field(offset: Int(whole.offset) + found.id.lowerBound, count: found.id.count)
        let isSame = batch.bytes(id).elementsEqual(batch.bytes(edge.post))
        if edge.post.isMissing || isSame {
          edge.post = id
          if !found.handle.isEmpty {
            edge.handle = Field(
              offset: Int(whole.offset) + found.handle.lowerBound, count: found.handle.count)
          }
        }
      }
    }
    guard edge.post.count > 0 else { return nil }
    row.quoteOf = edge.post
    if row.kind == .post { row.kind = .quote }
    return edge
  }

  /// Whether the link is in the run of links that the text ends with.
  private func isLast(_ link: JSONScanner.Text, of text: Field, _ batch: PostBatch) -> Bool {
    let link = batch.decoded(link)
    let (words, short) = (batch.bytes(text), batch.bytes(link))
    guard short.count > 0 else { return false }
    let tail = words[min(XText.linksAtEnd(words), words.count)...]
    return tail.indices.contains { tail[$0...].starts(with: short) }
  }

  private func mentions(
    _ tweet: XTweet, _ batch: PostBatch, _ platform: Field
  ) -> [ReplyEdge] {
    tweet.mentions.compactMap { mention in
      var edge = ReplyEdge(.mention)
      edge.author = known(mention.id, batch)
      edge.handle = known(mention.handle, batch)
      guard edge.author.count > 0 || edge.handle.count > 0 else { return nil }
      addAlias(platform, edge.author, edge.handle, batch)
      return edge
    }
  }

  /// Adds mentions of accounts that no edge names yet.
  private func add(_ mentions: [ReplyEdge], to replies: inout [ReplyEdge], _ batch: PostBatch) {
    for mention in mentions {
      let isNamed = replies.contains { other in
        if other.author.count > 0, mention.author.count > 0 {
          return batch.bytes(other.author).elementsEqual(batch.bytes(mention.author))
        }
        return other.handle.count > 0
          && batch.bytes(other.handle).elementsEqual(batch.bytes(mention.handle)) { a, b in
            a == b || (a | 32 == b | 32 && a | 32 >= 97 && a | 32 <= 122)
          }
      }
      if !isNamed { replies.append(mention) }
    }
  }

  private func textStatus(_ tweet: XTweet, _ row: inout PostRow, _ batch: PostBatch) {
    let text = batch.bytes(row.text)
    if text.isEmpty {
      row.textStatus = tweet.hasMedia ? .mediaOnly : .empty
    } else if tweet.hasMedia, XText.linksAtEnd(text) <= XText.addressees(text) {
      row.textStatus = .mediaOnly
    }
  }
}
