internal import Corpus

/// Writes the posts of a board into batches, thread by thread in the order of thread numbers.
struct BoardWriter {
  /// A batch is handed over when its slab has grown to this.
  static let batchSize = 4 << 20

  private let format: VBulletin4HTML
  private let pages: BoardPages
  private let order: DateOrder
  private var batch = PostBatch()
  private var platform = Field.missing
  private var aliases: Set<String> = []

  init(format: VBulletin4HTML, pages: BoardPages, order: DateOrder) {
    self.format = format
    self.pages = pages
    self.order = order
  }

  mutating func write(_ emit: (PostBatch) throws -> Void) throws {
    open()
    batch.repairedTexts = pages.repairedPages
    for refused in pages.refused {
      setAside(refused.reason, refused.input, refused.number, 1, refused.detail)
    }
    for entry in pages.entries where entry.ids.isEmpty {
      let isOther = entry.page.kind == .otherPage && entry.page.threadID == nil
      let isForeign = if case .otherSoftware = entry.page.kind { true } else { false }
      setAside(
        isOther || isForeign ? .notAPost : .noPosts, entry.place.member.input,
        entry.place.number, 1, isForeign ? "other software" : "page")
    }
    let threads = BoardThreads(pages.entries, captured: format.captured)
    for (key, list) in threads.sorted {
      try write(key, list, threads)
      if batch.used > Self.batchSize {
        try emit(batch)
        open()
      }
    }
    try emit(batch)
  }

  private mutating func open() {
    batch = PostBatch()
    platform = batch.put(format.platform)
  }

  private mutating func setAside(
    _ reason: SetAside.Reason, _ input: Int32, _ page: Int, _ ordinal: Int64,
    _ detail: StaticString = ""
  ) {
    batch.recordsRead += 1
    batch.setAside.append(
      SetAside(
        input: input, member: "page-\(page)", ordinal: ordinal, reason: reason, detail: detail))
  }

  private mutating func setAside(
    _ reason: SetAside.Reason, _ copy: BoardThread.Copy, _ detail: StaticString = ""
  ) {
    let place = pages.entries[copy.page].place
    setAside(reason, place.member.input, place.number, copy.post.ordinal, detail)
  }

  private mutating func write(
    _ key: BoardThreads.Key, _ list: [Int], _ threads: BoardThreads
  ) throws {
    var copies: [BoardThread.Copy] = []
    for index in list {
      let captured = pages.entries[index].page.captured ?? format.captured
      for post in try pages.posts(of: index) {
        let copy = BoardThread.Copy(post: post, page: index, captured: captured)
        // A post that was moved stands in the thread of its latest capture.
        if threads.owner(of: post.id) == key {
          copies.append(copy)
        } else {
          setAside(.duplicate, copy, "moved")
        }
      }
    }
    let thread = BoardThread(copies)
    guard let latest = list.max(by: { threads.isEarlier($0, $1) }) else { return }
    let page = pages.entries[latest].page
    let head = Head(
      thread: batch.put(key.id), origin: key.origin, title: page.title,
      venueID: batch.putOptional(page.venueID), venueName: batch.putOptional(page.venueName))
    for copy in thread.duplicates { setAside(.duplicate, copy) }
    for index in thread.posts.indices { try write(thread, index, head) }
  }

  private struct Head {
    var thread: Field
    var origin: IDOrigin
    var title: String?
    var venueID: Field
    var venueName: Field
  }

  private mutating func write(_ thread: BoardThread, _ index: Int, _ head: Head) throws {
    let copy = thread.posts[index]
    let post = copy.post
    let isDeleted = post.state == .deleted
    if isDeleted, !format.includeDeleted { return setAside(.deletedPost, copy) }
    if post.state == .ignored { return setAside(.noText, copy, "ignored") }
    guard post.author != nil || isDeleted else { return setAside(.noAuthor, copy) }
    guard post.text != nil || isDeleted else {
      return setAside(post.isCut ? .truncated : .noText, copy)
    }
    let entry = pages.entries[copy.page]
    var row = PostRow()
    row.platform = platform
    row.postID = batch.put(post.id)
    row.threadID = head.thread
    row.threadOrigin = head.origin
    row.venueID = head.venueID
    row.venueName = head.venueName
    row.authorID = batch.putOptional(post.authorID)
    row.authorHandle = batch.putOptional(post.author)
    row.authorStatus = post.isGuest ? .guest : .ok
    row.position = post.position
    row.kind = post.position == 1 || (post.position == 0 && post.quotes.isEmpty) ? .post : .reply
    row.title = title(post, head)
    try putText(post, into: &row)
    try putDate(post, entry, into: &row)
    row.member = batch.put("page-\(entry.place.number)")
    row.input = entry.place.member.input
    row.ordinal = post.ordinal
    batch.recordsRead += 1
    batch.append(row, replies: thread.edges(of: index).map { edge($0) })
    addAlias(post, row)
  }

  /// A post's own title; the opening post's is the thread's. "Re: …" is the thread's title again.
  private mutating func title(_ post: BoardPost, _ head: Head) -> Field {
    if post.position == 1 { return batch.putOptional(post.title ?? head.title) }
    guard let title = post.title, title != head.title, !title.lowercased().hasPrefix("re:") else {
      return .missing
    }
    return batch.put(title)
  }

  private mutating func putText(_ post: BoardPost, into row: inout PostRow) throws {
    let text = post.text ?? []
    row.text = batch.put(text)
    if post.state == .deleted {
      row.textStatus = .deleted
    } else if post.isCut {
      row.textStatus = .truncated
    } else if text.isEmpty {
      row.textStatus = post.hasMedia ? .mediaOnly : .empty
    }
    guard !post.quotes.isEmpty else { return }
    row.quoted = batch.put(Array(post.quotes.map(\.text).joined(separator: [10])))
  }

  private mutating func putDate(
    _ post: BoardPost, _ entry: BoardPages.Entry, into row: inout PostRow
  ) throws {
    guard let raw = post.date else { return }
    row.createdRaw = batch.put(raw)
    guard let date = WrittenDate(raw) else { return }
    let zone = try zone(of: entry.page, for: date)
    let captured = entry.page.captured ?? format.captured
    let placed = PlacedDate(date, order: order, zone: zone, captured: captured)
    row.createdAt = placed.milliseconds
    row.precision = placed.precision
    row.createdAmbiguous = placed.isAmbiguous
    if placed.isZoned { row.zone = batch.put(zone.label) }
  }

  private func zone(of page: BoardPage, for date: WrittenDate) throws -> CivilZone {
    let near = page.captured ?? format.captured ?? 1_262_304_000_000  // 2010, vBulletin 4's first
    if let zone = format.zone {
      guard let stated = page.statedOffset, !zone.has(seconds: stated, near: near) else {
        return zone
      }
      return CivilZone(statedSeconds: stated)
    }
    if let stated = page.statedOffset { return CivilZone(statedSeconds: stated) }
    // A day without a time needs no zone.
    if date.hour == nil, case .known = date.day { return CivilZone(statedSeconds: 0) }
    throw Complaint(
      "the pages do not say in which time zone their times are; say timezone: Europe/Amsterdam, or "
        + "another IANA name, in this source", status: .configuration)
  }

  private mutating func edge(_ edge: BoardThread.Edge) -> ReplyEdge {
    var reply = ReplyEdge(edge.how, confidence: edge.confidence)
    reply.post = batch.putOptional(edge.postID)
    reply.author = batch.putOptional(edge.authorID)
    reply.handle = batch.putOptional(edge.authorName)
    return reply
  }

  /// An account's number and name meet once for every pair that occurs.
  private mutating func addAlias(_ post: BoardPost, _ row: PostRow) {
    guard let id = post.authorID, let name = post.author,
      aliases.insert(id + "\u{0}" + name).inserted
    else { return }
    batch.aliases.append(
      PostBatch.Alias(platform: row.platform, account: row.authorID, handle: row.authorHandle))
  }
}
