import Corpus

/// A direct message as places in the slab.
private struct XMessage {
  var id: JSONScanner.Text?
  var sender: JSONScanner.Text?
  var recipient: JSONScanner.Text?
  var created: JSONScanner.Text?
  var text: JSONScanner.Text?
}

extension XDonor {
  /// Reads direct messages, for studies that have permission: a conversation is a thread, and
  /// messages between two people are addressed to the other one.
  func readMessages(
    _ export: any Export, _ part: XLayout.Part, _ extras: PostBatch,
    _ emit: (PostBatch) throws -> Void
  ) throws {
    guard part.member.size != 0 else { return }
    try at(part.shown) {
      var list = try XElements(export, part.member)
      var ordinal: Int64 = 0
      while let (batch, found) = try list.next() {
        let shared = shared(batch, part.shown)
        let venue = batch.put("direct-messages")
        for element in found {
          takeConversation(element, part.shown, batch, shared, venue, &ordinal)
        }
        try emit(batch)
      }
    }
  }

  /// Reads the names that the account had before.
  func takeOldHandles(_ export: any Export, _ layout: XLayout, _ batch: PostBatch) throws {
    guard let member = layout.handleChanges, member.size != 0, !account.id.isEmpty else { return }
    try at(layout.folder + "screen-name-change.js") {
      var list = try XElements(export, member)
      let platform = batch.put(platform)
      let id = batch.put(account.id)
      while let (from, found) = try list.next() {
        for element in found {
          var old: JSONScanner.Text?
          var scanner = JSONScanner(
            base: from.base, at: element.range.lowerBound, end: element.range.upperBound)
          Self.find("changedFrom", &scanner) { old = $0 }
          guard !scanner.failed, let old else { continue }
          let handle = batch.put(UnsafeRawBufferPointer(from.bytes(from.decoded(old))))
          addAlias(platform, id, handle, batch)
        }
      }
    }
  }

  /// The string under `word`, in objects at most three deep.
  private static func find(
    _ word: StaticString, _ scanner: inout JSONScanner, depth: Int = 0,
    _ take: (JSONScanner.Text) -> Void
  ) {
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, word), scanner.peek() == 34 {
        if let text = scanner.text() { take(text) }
      } else if depth < 2, scanner.peek() == 123 {
        find(word, &scanner, depth: depth + 1, take)
      } else {
        scanner.skipValue()
      }
    }
  }

  private func takeConversation(
    _ element: JSONElements.Element, _ shown: String, _ batch: PostBatch, _ shared: Shared,
    _ venue: Field, _ ordinal: inout Int64
  ) {
    var conversation: JSONScanner.Text?
    var messages: [XMessage] = []
    var scanner = JSONScanner(
      base: batch.base, at: element.range.lowerBound, end: element.range.upperBound)
    scanner.forEachKey { scanner, key in
      guard scanner.matches(key, "dmConversation") else { return scanner.skipValue() }
      scanner.forEachKey { scanner, key in
        if scanner.matches(key, "conversationId") {
          conversation = scanner.scalarOrSkip()?.text
        } else if scanner.matches(key, "messages") {
          scanner.forEachElement { scanner in
            scanner.forEachKey { scanner, key in
              guard scanner.matches(key, "messageCreate") else { return scanner.skipValue() }
              messages.append(Self.message(&scanner))
            }
          }
        } else {
          scanner.skipValue()
        }
      }
    }
    guard !scanner.failed, conversation != nil else {
      let reason: SetAside.Reason =
        scanner.tooDeep ? .tooDeep : scanner.failed ? .notJSON : .notARecord
      ordinal += 1
      return setAside(reason, shown, ordinal, "", batch)
    }
    let thread = conversation.map { batch.decoded($0) } ?? .missing
    for message in messages {
      ordinal += 1
      guard let id = message.id, let sender = message.sender else {
        setAside(.noID, shown, ordinal, "messageCreate", batch)
        continue
      }
      batch.recordsRead += 1
      var row = PostRow()
      row.platform = shared.platform
      row.member = shared.member
      row.input = input
      row.ordinal = ordinal
      row.postID = batch.decoded(id)
      row.threadID = thread
      row.venueID = venue
      row.authorID = batch.decoded(sender)
      if batch.bytes(row.authorID).elementsEqual(account.id) { row.authorHandle = shared.handle }
      if let created = message.created,
        let time = XText.time(batch.bytes(batch.decoded(created)))
      {
        row.createdAt = time
        row.precision = .second
        row.zone = shared.zone
      }
      row.text = message.text.map { batch.decoded($0) } ?? .missing
      if row.text.isBlank { row.textStatus = .mediaOnly }
      var replies: [ReplyEdge] = []
      if let recipient = message.recipient {
        var edge = ReplyEdge(.addressed)
        edge.author = batch.decoded(recipient)
        replies.append(edge)
      }
      batch.append(row, replies: replies)
    }
  }

  private static func message(_ scanner: inout JSONScanner) -> XMessage {
    var message = XMessage()
    scanner.forEachKey { scanner, key in
      if scanner.matches(key, "id") {
        message.id = scanner.scalarOrSkip()?.text
      } else if scanner.matches(key, "senderId") {
        message.sender = scanner.scalarOrSkip()?.text
      } else if scanner.matches(key, "recipientId") {
        message.recipient = scanner.scalarOrSkip()?.text
      } else if scanner.matches(key, "createdAt") {
        message.created = scanner.textOrSkip()
      } else if scanner.matches(key, "text") {
        message.text = scanner.textOrSkip()
      } else {
        scanner.skipValue()
      }
    }
    return message
  }
}
